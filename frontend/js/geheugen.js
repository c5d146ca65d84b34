/** Small choices kept in this browser alone (never text of a story); silent where storage is closed. */

export function lees(sleutel) {
  try {
    return localStorage.getItem(sleutel);
  } catch {
    return null;
  }
}

export function bewaar(sleutel, waarde) {
  try {
    if (waarde) localStorage.setItem(sleutel, waarde);
    else localStorage.removeItem(sleutel);
  } catch {
    // A browser that keeps nothing still works; the choice lasts for this page.
  }
}
