/**
 * Checking masks. The server draws and writes; this module moves through the proposals, turns keys into
 * presses of the buttons that are there anyway, and lets a person choose words to mask.
 */
import { koppel } from "./toetsen.js";
import { Werkscherm, druk, maakHuidig, toonInLijst, vulKeuze } from "./werkscherm.js";

const STILSTAAN_MS = 400;
const TYPTOETSEN = ["1", "2", "3", "4", "5", "6", "7"];
let huidig = "";
let wachtOpWoorden;

const regels = (wortel) => [...wortel.querySelectorAll("li[data-masker], .paneel[data-masker]")];
const regel = (wortel, id = huidig) => regels(wortel).find((element) => element.dataset.masker === id) ?? null;
const pil = (wortel, id = huidig) => wortel.querySelector(`a.masker[data-masker="${CSS.escape(id)}"]`);

function eersteOpen(wortel) {
  return regels(wortel).find((element) => element.dataset.staat === "voorstel") ?? regels(wortel)[0];
}

/** Who stays on a mask wants to see its words; who passes by does not: reading them is logged. */
function toonWoordenStraks(wortel) {
  clearTimeout(wachtOpWoorden);
  const staat = huidig;
  wachtOpWoorden = setTimeout(() => {
    const rij = regel(wortel);
    if (staat !== huidig || !rij || rij.dataset.gezien || rij.querySelector(".masker__origineel")) return;
    rij.dataset.gezien = "ja";
    druk(rij, "origineel");
  }, STILSTAAN_MS);
}

function staOp(wortel, id, { focus = true, scroll = true } = {}) {
  huidig = id;
  maakHuidig(wortel, "[data-masker]", (element) => element.dataset.masker === id);
  const rij = regel(wortel);
  for (const details of wortel.querySelectorAll("li[data-masker] details[open]")) {
    if (!rij?.contains(details)) details.open = false;
  }
  toonInLijst(rij);
  const plek = pil(wortel);
  if (focus) plek?.focus({ preventScroll: true });
  if (scroll) plek?.scrollIntoView({ block: "nearest" });
  toonWoordenStraks(wortel);
}

function stap(wortel, richting) {
  const rij = regels(wortel);
  if (rij.length === 0) return;
  const nu = rij.findIndex((element) => element.dataset.masker === huidig);
  const open = rij.map((element, i) => [element, i]).filter(([element]) => element.dataset.staat === "voorstel");
  const verder = richting > 0 ? open.find(([, i]) => i > nu) ?? open[0] : open.findLast(([, i]) => i < nu) ?? open.at(-1);
  const doel = verder?.[0] ?? rij[(nu + richting + rij.length) % rij.length];
  staOp(wortel, doel.dataset.masker);
}

function toevoegvorm(wortel) {
  return wortel.querySelector("form[data-toevoegen]");
}

/** With words chosen a number key masks them; otherwise it changes the type of the current mask. */
function kiesType(wortel, nummer) {
  const vak = scherm.selectie?.keuze ? toevoegvorm(wortel) : regel(wortel);
  const lijst = vak?.querySelector("select[data-type]");
  if (!lijst || !lijst.options[nummer]) return false;
  lijst.selectedIndex = nummer;
  return druk(vak, scherm.selectie?.keuze ? "toevoegen" : "type");
}

function naarType(wortel) {
  const vak = scherm.selectie?.keuze ? toevoegvorm(wortel) : regel(wortel);
  const lijst = vak?.querySelector("select[data-type]");
  if (!lijst) return false;
  const details = lijst.closest("details");
  if (details) details.open = true;
  lijst.focus();
  return true;
}

function accepteer(wortel) {
  if (scherm.selectie?.keuze) return druk(toevoegvorm(wortel), "toevoegen");
  if (druk(regel(wortel), "bevestig")) return true;
  stap(wortel, 1);
  return true;
}

/** Enter in the list of types submits that type; Escape goes back to the mask. */
function toetsInType(event) {
  const lijst = event.target;
  if (!(lijst instanceof HTMLSelectElement) || !("type" in lijst.dataset)) return;
  if (event.key === "Escape") pil(scherm.wortel)?.focus({ preventScroll: true });
  else if (event.key === "Enter") druk(lijst.form, lijst.closest("[data-toevoegen]") ? "toevoegen" : "type");
  else return;
  event.preventDefault();
}

function opPil(event) {
  const masker = event.target.closest?.("a.masker[data-masker]");
  if (!masker) return;
  if (event.type === "click") event.preventDefault();
  if (masker.dataset.masker !== huidig) staOp(scherm.wortel, masker.dataset.masker, { focus: event.type === "click" });
}

/** One tap instead of a list and a button: a row of types, made from the list that is there. */
function maakTypeknoppen(wortel) {
  const form = toevoegvorm(wortel);
  const lijst = form?.querySelector("select[data-type]");
  if (!lijst) return;
  const rij = document.createElement("div");
  rij.className = "keuzebalk__typen";
  for (const [i, optie] of [...lijst.options].entries()) {
    const knop = document.createElement("button");
    knop.type = "button";
    knop.className = "utrecht-button utrecht-button--secondary-action utrecht-button--klein";
    knop.append(optie.text.replace(/^\d+\s*/u, ""));
    const toets = document.createElement("kbd");
    toets.textContent = String(i + 1);
    toets.ariaHidden = "true";
    knop.append(toets);
    knop.addEventListener("click", () => kiesType(scherm.wortel, i));
    rij.append(knop);
  }
  form.append(rij);
}

/** The whole row opens its mask, so that a finger need not aim at the pill. */
function opRij(event) {
  const rij = event.target.closest?.("li[data-masker]:not(.nu)");
  if (rij && scherm.wortel?.contains(rij) && !event.target.closest("button, a, select, summary")) {
    staOp(scherm.wortel, rij.dataset.masker, { focus: false });
  }
}

const scherm = new Werkscherm("[data-nakijken]", {
  opKeuze: (wortel, bereik, woorden) => vulKeuze(toevoegvorm(wortel), bereik, woorden),
  opTekening: (wortel, onthouden) => {
    maakTypeknoppen(wortel);
    const id = wortel.dataset.huidig || eersteOpen(wortel)?.dataset.masker;
    if (id) {
      // Who opens a story starts reading at its first line; after a decision the next mask comes into view.
      staOp(wortel, id, { focus: Boolean(onthouden?.inScherm && !onthouden.inTekst), scroll: Boolean(onthouden) });
    }
  },
});

const met = (doe) => () => (scherm.wortel ? doe(scherm.wortel) : false);
const actie = (naam) => met((wortel) => druk(regel(wortel), naam));

koppel({
  n: met((wortel) => stap(wortel, 1)),
  p: met((wortel) => stap(wortel, -1)),
  j: met(accepteer),
  Enter: met(accepteer),
  x: actie("verwijder"),
  t: met(naarType),
  "[": actie("begin-ruimer"),
  "]": actie("eind-ruimer"),
  "{": actie("begin-krapper"),
  "}": actie("eind-krapper"),
  u: met((wortel) => druk(wortel, "ongedaan")),
  Escape: () => (scherm.selectie?.keuze ? scherm.selectie.wis() : false),
  ...Object.fromEntries(TYPTOETSEN.map((toets, i) => [toets, met((wortel) => kiesType(wortel, i))])),
});
document.addEventListener("keydown", toetsInType);
document.addEventListener("click", opPil);
document.addEventListener("click", opRij);
document.addEventListener("focusin", opPil);
