/**
 * Single-key shortcuts: one listener, never while someone types, and switched off by one checkbox
 * (WCAG 2.1.4). A page module registers its keys with `koppel`.
 */
import { bewaar, lees } from "./geheugen.js";

const SLEUTEL = "sneltoetsen";
const TYPT = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable]";

export function staanAan() {
  return lees(SLEUTEL) !== "uit";
}

export function zetAan(aan) {
  bewaar(SLEUTEL, aan ? "" : "uit");
}

/** True while keys belong to a field or to an open menu, not to the page. */
export function isAanHetTypen(event) {
  const doel = event.target;
  return doel instanceof Element && (doel.matches(TYPT) || doel.closest(":popover-open, dialog[open]") !== null);
}

/** Enter and space on a button or link are that control's own. */
export function isEigenToets(event) {
  const doel = event.target;
  return (event.key === "Enter" || event.key === " ") && doel instanceof Element
    && doel.closest("button, a[href]:not([data-masker]), summary, label") !== null;
}

/**
 * Call `handlers[key](event)` for a plain key press on the page.
 *
 * `handlers` maps `KeyboardEvent.key` to a function; a handler that returns false leaves the key alone.
 * Returns a function that stops listening.
 */
export function koppel(handlers, doel = document) {
  const luister = (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const handler = handlers[event.key];
    if (!handler || !staanAan() || isAanHetTypen(event) || isEigenToets(event)) return;
    if (handler(event) !== false) event.preventDefault();
  };
  doel.addEventListener("keydown", luister);
  return () => doel.removeEventListener("keydown", luister);
}
