/**
 * Choosing words in the story, by mouse, finger or keyboard, as one thing: a range {start, eind}.
 *
 * Keyboard, once the text has focus: arrows go by word, up and down by sentence, Home and End to the ends,
 * Shift extends, Escape lets go. The word under the caret counts as chosen: a name is often one word.
 */
import { Tekstkaart } from "./tekstkaart.js";

const NAAM = "gekozen";
const WACHT_MS = 200;

/** Keeps the choice visible after focus has left the text; where unknown, the native selection does. */
function markeer(range) {
  if (typeof Highlight !== "function" || !CSS.highlights) return;
  if (range) CSS.highlights.set(NAAM, new Highlight(range));
  else CSS.highlights.delete(NAAM);
}

function melding(wortel, tekst) {
  const vak = wortel.parentElement?.querySelector("[data-keuze-melding]");
  if (vak) vak.textContent = tekst;
}

export class Selectie {
  /** `opKeuze(bereik | null, woorden)` is called whenever the choice changes. */
  constructor(wortel, opKeuze) {
    this.wortel = wortel;
    this.opKeuze = opKeuze;
    this.kaart = new Tekstkaart(wortel);
    this.keuze = null;
    this.anker = null;
    this.afbreken = new AbortController();
    const { signal } = this.afbreken;
    wortel.addEventListener("keydown", (event) => this.#toets(event), { signal });
    wortel.addEventListener("pointerdown", () => { this.anker = null; }, { signal });
    document.addEventListener("selectionchange", () => this.#straks(), { signal });
    document.addEventListener("pointerup", (event) => { this.precies = event.altKey; }, { signal });
  }

  stop() {
    clearTimeout(this.wachten);
    this.afbreken.abort();
    markeer(null);
  }

  /** Where the caret stands, so that a redrawn text goes on from there. */
  get plek() {
    return this.keuze?.start ?? this.laatste ?? null;
  }

  zetPlek(positie) {
    this.laatste = positie;
  }

  wis() {
    if (this.keuze) this.laatste = this.keuze.start;
    this.anker = null;
    markeer(null);
    const selectie = document.getSelection();
    if (selectie?.rangeCount && this.wortel.contains(selectie.anchorNode)) selectie.removeAllRanges();
    this.#zet(null);
  }

  #zet(bereik) {
    const gelijk = bereik?.start === this.keuze?.start && bereik?.eind === this.keuze?.eind;
    this.keuze = bereik;
    if (bereik) markeer(this.kaart.range(bereik));
    if (!gelijk) this.opKeuze(bereik, bereik ? this.kaart.tekst(bereik) : "");
  }

  /** A finger drags handles without ever lifting from the text: wait until the selection rests. */
  #straks() {
    clearTimeout(this.wachten);
    if (this.vanToets) {
      this.vanToets = false;
      return;
    }
    this.wachten = setTimeout(() => this.#lees(), WACHT_MS);
  }

  #lees() {
    const selectie = document.getSelection();
    if (!selectie?.rangeCount) return;
    const range = selectie.getRangeAt(0);
    const hier = this.wortel.contains(range.commonAncestorContainer) || range.intersectsNode(this.wortel);
    if (range.collapsed) {
      if (this.keuze && this.wortel.contains(range.startContainer)) this.#laatLos(range);
      return;
    }
    if (hier) this.#zet(this.kaart.bereik(range, this.precies));
  }

  #laatLos(range) {
    this.laatste = this.kaart.position(range.startContainer, range.startOffset, "begin");
    markeer(null);
    this.#zet(null);
  }

  #toets(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.wortel) return;
    if (event.key === "Escape" && this.keuze) {
      this.wis();
      melding(this.wortel, "");
      event.preventDefault();
      return;
    }
    const stap = STAPPEN[event.key];
    if (!stap) return;
    event.preventDefault();
    this.#beweeg(stap, event.shiftKey);
  }

  #beweeg({ eenheid, richting }, rekken) {
    const lijst = this.kaart[eenheid];
    if (lijst.length === 0) return;
    const doel = this.#volgende(lijst, richting, rekken);
    if (rekken) this.anker ??= this.keuze ?? doel;
    else this.anker = doel;
    this.kop = doel;
    this.#kies({ start: Math.min(this.anker.start, doel.start), eind: Math.max(this.anker.eind, doel.eind) });
  }

  #volgende(lijst, richting, rekken) {
    if (richting === "begin") return lijst[0];
    if (richting === "eind") return lijst.at(-1);
    const bij = (rekken || this.keuze ? this.kop?.start ?? this.keuze?.start : null) ?? this.laatste;
    if (bij === null || bij === undefined) return richting > 0 ? lijst[0] : lijst.at(-1);
    const nu = lijst.findIndex(({ eind }) => bij < eind);
    if (!this.keuze && richting > 0 && nu >= 0) return lijst[nu];
    const naar = (nu < 0 ? lijst.length : nu) + richting;
    return lijst[Math.min(Math.max(naar, 0), lijst.length - 1)];
  }

  #kies(bereik) {
    const range = this.kaart.range(bereik);
    this.vanToets = true;
    document.getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    this.#inBeeld(range);
    this.#zet(bereik);
    melding(this.wortel, this.kaart.tekst(bereik));
  }

  /** Scroll only when the words would be out of sight: the text never jumps. */
  #inBeeld(range) {
    const vak = range.getBoundingClientRect();
    const rand = 96;
    if (vak.top < rand) window.scrollBy(0, vak.top - rand);
    else if (vak.bottom > window.innerHeight - rand) window.scrollBy(0, vak.bottom - window.innerHeight + rand);
  }
}

const STAPPEN = {
  ArrowRight: { eenheid: "woorden", richting: 1 },
  ArrowLeft: { eenheid: "woorden", richting: -1 },
  ArrowDown: { eenheid: "zinnen", richting: 1 },
  ArrowUp: { eenheid: "zinnen", richting: -1 },
  Home: { eenheid: "woorden", richting: "begin" },
  End: { eenheid: "woorden", richting: "eind" },
};
