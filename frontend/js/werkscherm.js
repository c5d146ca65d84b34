/**
 * What the two work screens share: their part of the page is redrawn by the server after every step, and
 * nothing may move while that happens. Remembers scroll places, caret and focus over the swap.
 */
import { Selectie } from "./selectie.js";

function scrollplaatsen(wortel) {
  return [...wortel.querySelectorAll(".werk__plak[id]")].map((vak) => [vak.id, vak.scrollTop]);
}

function zetTerug(plaatsen) {
  for (const [id, boven] of plaatsen) {
    const vak = document.getElementById(id);
    if (vak) vak.scrollTop = boven;
  }
}

/** Bars in the margin for browsers that cannot anchor them by style sheet alone. */
export function plaatsMargebalken(wortel) {
  if (CSS.supports("anchor-name: --fragment")) return;
  const tekst = wortel.querySelector("[data-tekst]");
  if (!tekst) return;
  const nul = tekst.getBoundingClientRect().top;
  for (const balk of tekst.querySelectorAll(".margebalk")) {
    const vakken = [...balk.parentElement.getClientRects()];
    const boven = Math.min(...vakken.map((vak) => vak.top));
    const onder = Math.max(...vakken.map((vak) => vak.bottom));
    balk.style.setProperty("--boven", `${boven - nul}px`);
    balk.style.setProperty("--hoogte", `${onder - boven}px`);
  }
}

export class Werkscherm {
  /** `kiezer` finds the part that is redrawn; `opKeuze` and `opTekening` are called with its root. */
  constructor(kiezer, { opKeuze, opTekening }) {
    this.kiezer = kiezer;
    this.opKeuze = opKeuze;
    this.opTekening = opTekening;
    document.addEventListener("htmx:beforeSwap", (event) => this.#onthoud(event));
    document.addEventListener("htmx:afterSwap", (event) => this.#hertekend(event));
    window.addEventListener("resize", () => plaatsMargebalken(this.wortel));
    this.#teken(null);
  }

  get wortel() {
    return document.querySelector(this.kiezer);
  }

  get tekst() {
    return this.wortel.querySelector("[data-tekst]");
  }

  #onthoud(event) {
    if (!event.detail.target.matches?.(this.kiezer)) return;
    this.onthouden = {
      plaatsen: scrollplaatsen(this.wortel),
      plek: this.selectie?.plek ?? null,
      inTekst: document.activeElement === this.tekst,
      inScherm: this.wortel.contains(document.activeElement),
      boven: window.scrollY,
    };
  }

  #hertekend() {
    if (!this.onthouden || !this.wortel) return;
    const onthouden = this.onthouden;
    this.onthouden = null;
    this.#teken(onthouden);
  }

  #teken(onthouden) {
    this.selectie?.stop();
    const { wortel } = this;
    if (!wortel) return;
    this.selectie = this.tekst
      ? new Selectie(this.tekst, (bereik, woorden) => this.opKeuze(wortel, bereik, woorden))
      : null;
    plaatsMargebalken(wortel);
    if (onthouden) {
      zetTerug(onthouden.plaatsen);
      this.selectie?.zetPlek(onthouden.plek);
      window.scrollTo(window.scrollX, onthouden.boven);
      if (onthouden.inTekst) this.tekst?.focus({ preventScroll: true });
    }
    this.opTekening(wortel, onthouden);
  }
}

/** Press the button for an action inside `vak`; false when it is not there or cannot be pressed now. */
export function druk(vak, actie) {
  const knop = vak?.querySelector(`[data-actie="${actie}"]`);
  if (!knop || knop.disabled) return false;
  knop.click();
  return true;
}

/** Make one element of a kind the current one: class `nu` and aria-current. */
export function maakHuidig(wortel, kiezer, is) {
  for (const element of wortel.querySelectorAll(kiezer)) {
    const nu = is(element);
    element.classList.toggle("nu", nu);
    if (nu) element.setAttribute("aria-current", "true");
    else element.removeAttribute("aria-current");
  }
}

/** Bring a row of a side list into view inside its own scroll box, without moving the page. */
export function toonInLijst(element) {
  const vak = element?.closest(".werk__plak");
  if (!vak || vak.scrollHeight <= vak.clientHeight) return;
  const rij = element.getBoundingClientRect();
  const kader = vak.getBoundingClientRect();
  if (rij.top < kader.top) vak.scrollTop += rij.top - kader.top;
  else if (rij.bottom > kader.bottom) vak.scrollTop += Math.min(rij.bottom - kader.bottom, rij.top - kader.top);
}

/** Show a choice in the bar under the text and put it in the form. */
export function vulKeuze(form, bereik, woorden) {
  if (!form) return;
  form.toggleAttribute("data-actief", Boolean(bereik));
  form.elements.start.value = bereik ? bereik.start : "";
  form.elements.eind.value = bereik ? bereik.eind : "";
  const vak = form.querySelector("[data-gekozen]");
  if (!vak) return;
  vak.dataset.leeg ??= vak.textContent;
  vak.textContent = bereik ? `“${woorden}”` : vak.dataset.leeg;
}
