/** Searching a list of codes while typing: every typed word must occur, accents and capitals do not matter. */

const kaal = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** True when every word of `vraag` occurs in `tekst`. */
export function past(vraag, tekst) {
  const waarin = kaal(tekst);
  return kaal(vraag).split(/\s+/u).filter(Boolean).every((woord) => waarin.includes(woord));
}
