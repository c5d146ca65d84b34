/**
 * Words and sentences of a text that arrives in pieces, as ranges of code points. No DOM: testable by itself.
 *
 * A piece is {start, eind, tekst, dicht}: `start` and `eind` are code points of the data text; a closed
 * piece (`dicht`, a mask) shows other words than it covers and counts as one word.
 */
import { toCodePoint } from "./offsets.js";

// What stands in for a mask: a letter of no word, but a capital where sentences are looked for, because
// a full stop before a small letter or a sign is taken for an abbreviation.
const DICHT = "\ufffc";
const DICHT_IN_ZIN = "X";
const WOORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu;
const ZIN = /[^.!?…]+[.!?…]*["'”’)]*\s*/gu;

function* segments(text, granularity, taal) {
  if (typeof Intl.Segmenter === "function") {
    for (const { segment, index, isWordLike } of new Intl.Segmenter(taal, { granularity }).segment(text)) {
      if (granularity === "sentence" || isWordLike || segment === DICHT) yield [index, index + segment.length];
    }
    return;
  }
  const vorm = granularity === "sentence" ? ZIN : new RegExp(`${DICHT}|${WOORD.source}`, "gu");
  for (const treffer of text.matchAll(vorm)) yield [treffer.index, treffer.index + treffer[0].length];
}

/** Joins pieces to one string, with the way back from an index of it to a data position. */
function lijmen(stukken, plaatshouder) {
  let tekst = "";
  const grenzen = stukken.map((stuk) => {
    const van = tekst.length;
    tekst += stuk.dicht ? plaatshouder : stuk.tekst;
    return { van, tot: tekst.length, stuk };
  });
  const positie = (index, kant) => {
    const grens = kant === "eind"
      ? grenzen.findLast(({ van }) => van < index) ?? grenzen[0]
      : grenzen.find(({ tot }) => index < tot) ?? grenzen.at(-1);
    const { stuk, van, tot } = grens;
    if (stuk.dicht) return kant === "eind" && index === tot ? stuk.eind : stuk.start;
    return stuk.start + toCodePoint(stuk.tekst, index - van, kant);
  };
  return { tekst, positie };
}

function ranges(stukken, granularity, taal) {
  if (stukken.length === 0) return [];
  const { tekst, positie } = lijmen(stukken, granularity === "sentence" ? DICHT_IN_ZIN : DICHT);
  const uit = [];
  for (const [van, tot] of segments(tekst, granularity, taal)) {
    const kaal = tekst.slice(van, tot);
    const begin = van + (kaal.length - kaal.trimStart().length);
    const eind = van + kaal.trimEnd().length;
    if (begin < eind) uit.push({ start: positie(begin, "begin"), eind: positie(eind, "eind") });
  }
  return uit;
}

/** Words of one paragraph: [{start, eind}], in reading order. */
export function words(stukken, taal = "nl") {
  return ranges(stukken, "word", taal);
}

/** Sentences of one paragraph, without the spaces around them. */
export function sentences(stukken, taal = "nl") {
  return ranges(stukken, "sentence", taal);
}

/** Widen {start, eind} until it ends on word borders; a range between words stays as it is. */
export function snap(bereik, woorden) {
  const geraakt = woorden.filter((woord) => woord.start < bereik.eind && woord.eind > bereik.start);
  if (geraakt.length === 0) return bereik;
  return { start: Math.min(bereik.start, geraakt[0].start), eind: Math.max(bereik.eind, geraakt.at(-1).eind) };
}

const isWit = (stuk, positie) => !stuk.dicht && /\s/u.test([...stuk.tekst][positie - stuk.start]);

/** Cut white space, and the gap between paragraphs, off both ends of a range; null when nothing is left. */
export function trim(bereik, stukken) {
  let { start, eind } = bereik;
  for (const stuk of stukken) {
    if (stuk.eind <= start) continue;
    start = Math.max(start, stuk.start);
    while (start < stuk.eind && isWit(stuk, start)) start += 1;
    if (start < stuk.eind) break;
  }
  for (const stuk of stukken.toReversed()) {
    if (stuk.start >= eind) continue;
    eind = Math.min(eind, stuk.eind);
    while (eind > stuk.start && isWit(stuk, eind - 1)) eind -= 1;
    if (eind > stuk.start) break;
  }
  return start < eind ? { start, eind } : null;
}
