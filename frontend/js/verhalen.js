/** On every page: display choice, help with keys, focus on the first error, the part a link points at, state of a running request. */
import { bewaar, lees } from "./geheugen.js";
import { koppel, staanAan, zetAan } from "./toetsen.js";

function verbindWeergave() {
  const keuze = document.querySelector("[data-weergave]");
  if (!keuze) return;
  keuze.value = lees("weergave") ?? "";
  keuze.addEventListener("change", () => {
    bewaar("weergave", keuze.value);
    document.documentElement.classList.remove("licht", "donker");
    if (keuze.value) document.documentElement.classList.add(keuze.value);
  });
}

function verbindToetsenhelp() {
  const vak = document.querySelector("[data-sneltoetsen]");
  if (vak) {
    vak.checked = staanAan();
    vak.addEventListener("change", () => zetAan(vak.checked));
  }
  const opener = document.querySelector("[data-toetsenhelp]");
  const hulp = opener && document.getElementById(opener.getAttribute("popovertarget"));
  if (hulp) koppel({ "?": () => hulp.togglePopover() });
}

/** After a refused form the reader starts at the list of what is wrong. */
function richtOpFouten(wortel) {
  wortel.querySelector("[data-foutoverzicht]")?.focus();
}

/** Who follows a link to a closed part of a page wants to read it: open it. */
function openDoel() {
  const doel = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  doel?.querySelector(":scope > details")?.setAttribute("open", "");
}

function verbindHtmx() {
  document.body.addEventListener("htmx:beforeRequest", () => document.body.setAttribute("aria-busy", "true"));
  document.body.addEventListener("htmx:afterRequest", () => document.body.removeAttribute("aria-busy"));
  document.body.addEventListener("htmx:afterSwap", (event) => richtOpFouten(event.detail.target));
  document.body.addEventListener("htmx:configRequest", stuurButtonMee);
  for (const soort of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.body.addEventListener(soort, meldStoring);
  }
}

/** htmx forgets the pressed button when it stands outside its form; a browser would have sent it. */
function stuurButtonMee(event) {
  const { parameters, triggeringEvent } = event.detail;
  const button = triggeringEvent?.submitter;
  if (button?.name && parameters[button.name] === undefined) parameters[button.name] = button.value;
}

/** A failed request says so in the place for messages; what was typed is still in the form. */
function meldStoring() {
  const vorm = document.querySelector("template[data-storing]");
  const vak = document.getElementById("berichten");
  if (vorm && vak) vak.replaceChildren(vorm.content.cloneNode(true));
}

/** The slash goes to the search box, as on many sites; the text in it is selected, ready to be replaced. */
function verbindZoekvak() {
  const vak = document.querySelector("[data-zoekvak]");
  if (vak) koppel({ "/": () => (vak.focus(), vak.select()) });
}

verbindWeergave();
verbindToetsenhelp();
verbindZoekvak();
richtOpFouten(document);
openDoel();
window.addEventListener("hashchange", openDoel);
verbindHtmx();
