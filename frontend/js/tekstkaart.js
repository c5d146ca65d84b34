/**
 * The story on the page as a map: from a place in the document to a position in the data text and back.
 *
 * Every piece of data text is one element with `data-start` (code points). Where `data-dicht` stands, the
 * visible words are a label, not data: the element covers data-start..data-eind as a whole.
 */
import { codePointLength, toCodePoint, toUtf16 } from "./offsets.js";
import { sentences, snap, trim, words } from "./woorden.js";

function textNodes(element) {
  const lopen = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (lopen.nextNode()) nodes.push(lopen.currentNode);
  return nodes;
}

function leesStuk(element) {
  const start = Number(element.dataset.start);
  const dicht = "dicht" in element.dataset;
  const nodes = dicht ? [] : textNodes(element);
  const tekst = nodes.map((node) => node.data).join("");
  const eind = dicht ? Number(element.dataset.eind) : start + codePointLength(tekst);
  return { element, start, eind, dicht, nodes, tekst };
}

export class Tekstkaart {
  constructor(wortel) {
    this.wortel = wortel;
    this.stukken = [...wortel.querySelectorAll("[data-start]")].map(leesStuk);
  }

  /** Pieces per paragraph: a word or sentence never runs over an empty line. */
  get alineas() {
    const per = new Map();
    for (const stuk of this.stukken) {
      const alinea = stuk.element.closest("p") ?? this.wortel;
      per.set(alinea, [...(per.get(alinea) ?? []), stuk]);
    }
    return [...per.values()];
  }

  get woorden() {
    this.woordenlijst ??= this.alineas.flatMap((stukken) => words(stukken));
    return this.woordenlijst;
  }

  get zinnen() {
    this.zinnenlijst ??= this.alineas.flatMap((stukken) => sentences(stukken));
    return this.zinnenlijst;
  }

  /** Data position of a boundary point; between pieces, the nearest one inside the range it bounds. */
  position(node, offset, kant) {
    const punt = document.createRange();
    let vorige = null;
    for (const stuk of this.stukken) {
      punt.selectNode(stuk.element);
      const ligging = punt.comparePoint(node, offset);
      if (ligging > 0) vorige = stuk;
      else if (ligging === 0) return this.#inside(stuk, node, offset, kant);
      else return kant === "eind" && vorige ? vorige.eind : stuk.start;
    }
    return vorige ? vorige.eind : 0;
  }

  #inside(stuk, node, offset, kant) {
    if (stuk.dicht) return kant === "eind" ? stuk.eind : stuk.start;
    const teller = document.createRange();
    let units = 0;
    for (const tekst of stuk.nodes) {
      if (tekst === node) return stuk.start + toCodePoint(stuk.tekst, units + offset, kant);
      teller.selectNode(tekst);
      if (teller.comparePoint(node, offset) <= 0) break;
      units += tekst.data.length;
    }
    return stuk.start + toCodePoint(stuk.tekst, units, kant);
  }

  /** Boundary point [node, offset] of a data position. */
  point(positie, kant) {
    const stuk = (kant === "eind"
      ? this.stukken.find(({ start, eind }) => start < positie && positie <= eind)
      : this.stukken.find(({ start, eind }) => start <= positie && positie < eind)) ?? this.stukken.at(-1);
    if (stuk.dicht || stuk.nodes.length === 0) {
      const ouder = stuk.element.parentNode;
      return [ouder, [...ouder.childNodes].indexOf(stuk.element) + (kant === "eind" ? 1 : 0)];
    }
    let units = toUtf16(stuk.tekst, Math.min(positie - stuk.start, codePointLength(stuk.tekst)));
    for (const node of stuk.nodes) {
      if (units <= node.data.length) return [node, units];
      units -= node.data.length;
    }
    const laatste = stuk.nodes.at(-1);
    return [laatste, laatste.data.length];
  }

  /** A Range over {start, eind}. */
  range({ start, eind }) {
    const range = document.createRange();
    range.setStart(...this.point(start, "begin"));
    range.setEnd(...this.point(eind, "eind"));
    return range;
  }

  /** {start, eind} of a Range in this text, on whole words unless `precies`; null when it holds no text. */
  bereik(range, precies = false) {
    if (!range.intersectsNode(this.wortel)) return null;
    const ruw = {
      start: this.position(range.startContainer, range.startOffset, "begin"),
      eind: this.position(range.endContainer, range.endOffset, "eind"),
    };
    const kaal = ruw.start < ruw.eind ? trim(ruw, this.stukken) : null;
    return kaal && !precies ? snap(kaal, this.woorden) : kaal;
  }

  /** The words of a range as a reader sees them; a mask shows its label. */
  tekst({ start, eind }) {
    return this.stukken
      .filter((stuk) => stuk.start < eind && stuk.eind > start)
      .map((stuk) => {
        if (stuk.dicht) return stuk.element.textContent.split(",")[0].trim();
        const van = toUtf16(stuk.tekst, Math.max(start - stuk.start, 0));
        const tot = toUtf16(stuk.tekst, Math.min(eind, stuk.eind) - stuk.start);
        return stuk.tekst.slice(van, tot);
      })
      .join("");
  }
}
