/**
 * Coding. Words are chosen in the story, a code is a button of the codebook form, a proposal is a form with
 * two buttons; this module gives all of them keys and keeps the page still while the server redraws it.
 */
import { Memobewaker } from "./memo.js";
import { isAanHetTypen, koppel } from "./toetsen.js";
import { Werkscherm, druk, maakHuidig, toonInLijst, vulKeuze } from "./werkscherm.js";
import { past } from "./zoeken.js";

const codes = (wortel) => [...wortel.querySelectorAll("[data-code]")];
const voorstellen = (wortel) => [...wortel.querySelectorAll(".paneel[data-voorstel]")];
const codeervorm = (wortel) => wortel.querySelector("form[data-codeer]");
const zichtbaar = (element) => !element.closest("[hidden]");

let laatsteRij = 0;

function huidigVoorstel(wortel) {
  return voorstellen(wortel).find((paneel) => paneel.classList.contains("nu")) ?? null;
}

function meld(wortel, tekst) {
  const vak = wortel.querySelector("[data-keuze-melding]");
  if (vak) vak.textContent = tekst;
}

/** A code needs words, or a fragment to stand on. */
function kanCoderen(wortel) {
  const form = codeervorm(wortel);
  return Boolean(scherm.selectie?.keuze || form?.elements.fragment?.value || form?.elements.citaat?.value);
}

function drukCode(wortel, knop) {
  if (!knop) return false;
  if (!kanCoderen(wortel)) {
    meld(wortel, codeervorm(wortel)?.dataset.eerst ?? "Kies eerst woorden in de tekst.");
    return true;
  }
  knop.click();
  return true;
}

function filter(wortel, vraag) {
  let over = 0;
  for (const knop of codes(wortel)) {
    const toon = past(vraag, `${knop.dataset.naam} ${knop.dataset.zoekwoorden ?? ""}`);
    (knop.closest("li") ?? knop).hidden = !toon;
    over += toon ? 1 : 0;
  }
  for (const groep of wortel.querySelectorAll("[data-groep]")) {
    groep.hidden = ![...groep.querySelectorAll("[data-code]")].some((knop) => !(knop.closest("li") ?? knop).hidden);
  }
  return over;
}

function opZoeken(event) {
  const veld = event.target;
  if (!(veld instanceof HTMLInputElement) || !("zoek" in veld.dataset)) return;
  const { wortel } = scherm;
  if (event.type === "input") {
    const over = filter(wortel, veld.value);
    meld(wortel, veld.value ? `${over} ${over === 1 ? "code" : "codes"}` : "");
  } else if (event.key === "Enter") {
    event.preventDefault();
    drukCode(wortel, codes(wortel).find(zichtbaar));
  } else if (event.key === "ArrowDown") {
    event.preventDefault();
    codes(wortel).find(zichtbaar)?.focus();
  } else if (event.key === "Escape") {
    veld.value = "";
    filter(wortel, "");
    scherm.tekst?.focus({ preventScroll: true });
  }
}

/** In the list of codes the arrows go up and down. */
function opPijlInCodes(event) {
  const knop = event.target.closest?.("[data-code]");
  if (!knop || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  const rij = codes(scherm.wortel).filter(zichtbaar);
  const naar = rij.indexOf(knop) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  if (naar < 0) scherm.wortel.querySelector("[data-zoek]")?.focus();
  else rij[Math.min(naar, rij.length - 1)].focus();
}

/** The text scrolls only for who asks for the next proposal; a decision leaves it where it is. */
function staOpVoorstel(wortel, paneel, { scroll = true } = {}) {
  maakHuidig(wortel, ".paneel[data-voorstel]", (element) => element === paneel);
  for (const plek of wortel.querySelectorAll(".voorstel[data-voorstel]")) {
    plek.classList.toggle("nu", plek.dataset.voorstel === paneel?.dataset.voorstel);
  }
  if (!paneel) return;
  laatsteRij = voorstellen(wortel).indexOf(paneel);
  if (scroll) toonInLijst(paneel);
  const plek = wortel.querySelector(`.voorstel[data-voorstel="${CSS.escape(paneel.dataset.voorstel)}"]`);
  if (scroll) plek?.scrollIntoView({ block: "nearest" });
}

function stapVoorstel(wortel, richting) {
  const rij = voorstellen(wortel);
  if (rij.length === 0) return false;
  const nu = rij.indexOf(huidigVoorstel(wortel));
  const naar = nu < 0 ? (richting > 0 ? 0 : rij.length - 1) : (nu + richting + rij.length) % rij.length;
  staOpVoorstel(wortel, rij[naar]);
  return true;
}

function beslis(wortel, actie) {
  return druk(huidigVoorstel(wortel), actie);
}

/** A click on coded words opens their fragment; a drag that chose words does not. */
function opKlik(event) {
  const { wortel } = scherm;
  if (!wortel) return;
  const code = event.target.closest?.("[data-code]");
  if (code && !kanCoderen(wortel)) {
    event.preventDefault();
    drukCode(wortel, code);
    return;
  }
  const paneel = event.target.closest?.(".paneel[data-voorstel]");
  if (paneel && !event.target.closest("button, input, select, label")) staOpVoorstel(wortel, paneel);
  const plek = event.target.closest?.("[data-tekst] [data-fragment], [data-tekst] [data-voorstel]");
  if (!plek || !document.getSelection().isCollapsed) return;
  // The fragment that is open already has a link to its own page there; a click on its words stays here.
  if (plek.dataset.fragment) wortel.querySelector(`[data-fragmentlink="${CSS.escape(plek.dataset.fragment)}"]:not(.fragmentpaneel *)`)?.click();
  else staOpVoorstel(wortel, voorstellen(wortel).find((paneel) => paneel.dataset.voorstel === plek.dataset.voorstel));
}

const memo = new Memobewaker("[data-coderen]", isAanHetTypen);
const scherm = new Werkscherm("[data-coderen]", {
  opKeuze: (wortel, bereik, woorden) => vulKeuze(codeervorm(wortel), bereik, woorden),
  opTekening: (wortel, onthouden) => {
    const zoek = wortel.querySelector("[data-zoek]");
    if (zoek?.value) filter(wortel, zoek.value);
    // After a decision the next one in the list takes its place.
    const rij = voorstellen(wortel);
    const paneel = huidigVoorstel(wortel) ?? rij[Math.min(laatsteRij, rij.length - 1)];
    if (paneel) staOpVoorstel(wortel, paneel, { scroll: false });
    // Who judges a fragment stays there (htmx gives focus back by id); every other step ends in the text.
    const oordeelt = memo.herstel() || document.activeElement?.closest(".fragmentpaneel");
    if (onthouden?.inScherm && !oordeelt) scherm.tekst?.focus({ preventScroll: true });
  },
});

const met = (doe) => (event) => (scherm.wortel ? doe(scherm.wortel, event) : false);

function naar(kiezer) {
  return met((wortel) => {
    const veld = wortel.querySelector(kiezer);
    veld?.focus();
    return Boolean(veld);
  });
}

koppel({
  "/": naar("[data-zoek]"),
  m: naar("[data-memo]"),
  n: met((wortel) => stapVoorstel(wortel, 1)),
  p: met((wortel) => stapVoorstel(wortel, -1)),
  Enter: met((wortel) => beslis(wortel, "klopt")),
  x: met((wortel) => beslis(wortel, "klopt-niet")),
  u: met((wortel) => druk(wortel, "ongedaan")),
  v: met((wortel) => druk(wortel, "volgend-verhaal")),
  "+": met((wortel) => druk(wortel, "polariteit-positief")),
  "-": met((wortel) => druk(wortel, "polariteit-negatief")),
  g: met((wortel) => druk(wortel, "polariteit-gemengd")),
  0: met((wortel) => druk(wortel, "polariteit-neutraal")),
  w: met((wortel) => druk(wortel, "wens")),
  Escape: () => (scherm.selectie?.keuze ? scherm.selectie.wis() : false),
  ...Object.fromEntries([..."123456789"].map((toets) => [
    toets,
    met((wortel) => drukCode(wortel, codes(wortel).find((knop) => knop.dataset.toets === toets))),
  ])),
});
document.addEventListener("input", opZoeken);
document.addEventListener("keydown", opZoeken);
document.addEventListener("keydown", opPijlInCodes);
document.addEventListener("click", opKlik);
