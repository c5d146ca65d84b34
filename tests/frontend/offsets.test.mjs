import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { codePointLength, isInsidePair, slice, toCodePoint, toUtf16 } from "../../frontend/js/offsets.js";

/** A small repeatable generator of awkward texts, so that a failure can be seen again by its seed. */
const BOUWSTENEN = [
  "a", "ë", "e\u0301", "ß", " ", "\n", "’", "👩‍👧‍👦", "🇳🇱", "👍🏽", "𝔘", "שלום", "مرحبا", "İ", "ﬁ", "\ud83d", "\ude00", "\u200f",
];

function texts(count) {
  let seed = 20250612;
  const next = (limit) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % limit;
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: next(24) }, () => BOUWSTENEN[next(BOUWSTENEN.length)]).join(""));
}

describe("counting code points", () => {
  for (const [naam, tekst, aantal] of [
    ["plain letters", "kind", 4],
    ["an emoji of one code point", "👍", 1],
    ["a family of three joined emoji", "👩‍👧‍👦", 5],
    ["a flag", "🇳🇱", 2],
    ["a letter with a combining accent", "e\u0301", 2],
    ["the same letter composed", "é", 1],
    ["Arabic written from right to left", "مرحبا", 5],
    ["a lone high surrogate", "\ud83dx", 2],
    ["a lone low surrogate", "x\ude00", 2],
    ["low before high is no pair", "\ude00\ud83d", 2],
    ["nothing", "", 0],
  ]) {
    test(naam, () => assert.equal(codePointLength(tekst), aantal));
  }

  test("agrees with the language's own iterator on every generated text", () => {
    for (const tekst of texts(500)) assert.equal(codePointLength(tekst), [...tekst].length, JSON.stringify(tekst));
  });
});

describe("there and back", () => {
  test("a position survives the trip to UTF-16 and back", () => {
    for (const tekst of texts(300)) {
      for (let positie = 0; positie <= codePointLength(tekst); positie += 1) {
        assert.equal(toCodePoint(tekst, toUtf16(tekst, positie)), positie, JSON.stringify(tekst));
      }
    }
  });

  test("positions grow with the index", () => {
    for (const tekst of texts(200)) {
      const posities = Array.from({ length: tekst.length + 1 }, (_, i) => toCodePoint(tekst, i));
      assert.deepEqual(posities, posities.toSorted((a, b) => a - b));
    }
  });

  test("cutting by position gives what cutting an array of code points gives", () => {
    for (const tekst of texts(200)) {
      const tekens = [...tekst];
      const [van, tot] = [Math.floor(tekens.length / 3), Math.ceil((2 * tekens.length) / 3)];
      assert.equal(slice(tekst, van, tot), tekens.slice(van, tot).join(""));
    }
  });
});

describe("an index between the halves of one character", () => {
  const tekst = "ik 👍 dat";

  test("is recognised", () => {
    assert.equal(isInsidePair(tekst, 4), true);
    assert.equal(isInsidePair(tekst, 3), false);
    assert.equal(isInsidePair(tekst, 5), false);
    assert.equal(isInsidePair("\ud83d", 1), false);
  });

  test("moves before the character as the begin of a selection", () => {
    assert.equal(toCodePoint(tekst, 4, "begin"), 3);
  });

  test("moves past the character as the end of a selection", () => {
    assert.equal(toCodePoint(tekst, 4, "eind"), 4);
  });

  test("a selection of one half holds the whole character", () => {
    const [van, tot] = [toCodePoint(tekst, 4, "begin"), toCodePoint(tekst, 4, "eind")];
    assert.equal(slice(tekst, van, tot), "👍");
  });
});

describe("a position outside the text is refused", () => {
  for (const [naam, doe] of [
    ["negative index", () => toCodePoint("abc", -1)],
    ["index past the end", () => toCodePoint("abc", 4)],
    ["half an index", () => toCodePoint("abc", 1.5)],
    ["position past the end", () => toUtf16("a👍", 3)],
    ["negative position", () => toUtf16("abc", -1)],
  ]) {
    test(naam, () => assert.throws(doe, RangeError));
  }

  test("the end itself is inside", () => {
    assert.equal(toCodePoint("a👍", 3), 2);
    assert.equal(toUtf16("a👍", 2), 3);
  });
});
