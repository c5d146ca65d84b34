/**
 * The one border between the browser's positions and ours.
 *
 * A browser counts UTF-16 units; the platform counts Unicode code points of the data text (a family
 * emoji of three people is five code points and eight units). Nothing else in the front end converts.
 * A surrogate without its other half counts as one code point, as it does in Python.
 */

const isHigh = (unit) => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit) => unit >= 0xdc00 && unit <= 0xdfff;

/** True when UTF-16 index `index` lies between the two halves of one code point. */
export function isInsidePair(text, index) {
  return index > 0 && index < text.length && isHigh(text.charCodeAt(index - 1)) && isLow(text.charCodeAt(index));
}

function checkRange(index, limit) {
  if (!Number.isInteger(index) || index < 0 || index > limit) {
    throw new RangeError(`position ${index} is outside 0..${limit}`);
  }
}

/** Number of code points of `text`. */
export function codePointLength(text) {
  let count = text.length;
  for (let i = 1; i < text.length; i += 1) {
    if (isInsidePair(text, i)) count -= 1;
  }
  return count;
}

/**
 * Code points before UTF-16 `index`.
 *
 * An index inside a pair belongs to no code point: it moves to the start of the character for the
 * begin of a selection ("begin"), and past it for the end ("eind"), so that a selection never
 * holds half a character. Throws RangeError outside 0..text.length.
 */
export function toCodePoint(text, index, kant = "begin") {
  checkRange(index, text.length);
  const units = isInsidePair(text, index) ? index + (kant === "eind" ? 1 : -1) : index;
  return codePointLength(text.slice(0, units));
}

/** UTF-16 index of code point `position`. Throws RangeError outside 0..codePointLength(text). */
export function toUtf16(text, position) {
  checkRange(position, text.length);
  let index = 0;
  for (let passed = 0; passed < position; passed += 1) {
    if (index >= text.length) throw new RangeError(`position ${position} is outside the text`);
    index += isInsidePair(text, index + 1) ? 2 : 1;
  }
  return index;
}

/** The piece of `text` between two code point positions. */
export function slice(text, start, end) {
  return text.slice(toUtf16(text, start), toUtf16(text, end));
}
