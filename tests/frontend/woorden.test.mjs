import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { sentences, snap, trim, words } from "../../frontend/js/woorden.js";
import { past } from "../../frontend/js/zoeken.js";

/** Pieces as the page gives them; `[x:n]` is a mask that covers n code points. */
function stukken(...delen) {
  let start = 0;
  return delen.map((deel) => {
    const dicht = typeof deel !== "string";
    const lengte = dicht ? deel.lengte : [...deel].length;
    const stuk = { start, eind: start + lengte, tekst: dicht ? "" : deel, dicht };
    start += lengte;
    return stuk;
  });
}

const woordenVan = (tekst) => words(stukken(tekst)).map(({ start, eind }) => [...tekst].slice(start, eind).join(""));

describe("words", () => {
  test("leave punctuation and spaces out", () => {
    assert.deepEqual(woordenVan("Ja, dat zei ze."), ["Ja", "dat", "zei", "ze"]);
  });

  test("keep an apostrophe inside a word", () => {
    assert.ok(woordenVan("Die van oma’s huis").includes("oma’s"));
  });

  test("count emoji by code point, so that later words stay in place", () => {
    const tekst = "👩‍👧‍👦 en Yusuf";
    assert.ok(woordenVan(tekst).includes("Yusuf"));
  });

  test("hold a combining accent together with its letter", () => {
    assert.ok(woordenVan("Rene\u0301 belde").includes("Rene\u0301"));
  });

  test("read Arabic names in reading order", () => {
    assert.deepEqual(woordenVan("مريم وعلي"), ["مريم", "وعلي"]);
  });

  test("run on over the border of a coloured piece", () => {
    const [woord] = words(stukken("bureau", "cratie"));
    assert.deepEqual(woord, { start: 0, eind: 12 });
  });

  test("take a mask as one word of its own length", () => {
    const gevonden = words(stukken("Toen ", { lengte: 9 }, " belde"));
    assert.deepEqual(gevonden, [{ start: 0, eind: 4 }, { start: 5, eind: 14 }, { start: 15, eind: 20 }]);
  });

  test("lie in order, never overlap and stay inside the text", () => {
    const delen = stukken("Ömer zei: ", { lengte: 3 }, "👍🏽 goed… ", "“nee”", " klaar");
    const gevonden = words(delen);
    for (const [i, { start, eind }] of gevonden.entries()) {
      assert.ok(start < eind && eind <= delen.at(-1).eind);
      if (i > 0) assert.ok(gevonden[i - 1].eind <= start);
    }
  });
});

describe("sentences", () => {
  test("end at a full stop and drop the space after it", () => {
    const tekst = "Hij belde. Toen niet meer!";
    assert.deepEqual(sentences(stukken(tekst)), [{ start: 0, eind: 10 }, { start: 11, eind: 26 }]);
  });

  test("begin with a mask after a full stop", () => {
    assert.deepEqual(sentences(stukken("Het bleef stil. ", { lengte: 9 }, " belde.")), [{ start: 0, eind: 15 }, { start: 16, eind: 32 }]);
  });

  test("run over a mask", () => {
    assert.deepEqual(sentences(stukken("Dat is ", { lengte: 9 }, ".")), [{ start: 0, eind: 17 }]);
  });
});

describe("snapping to words", () => {
  const tekst = stukken("Het wijkteam belde.");
  const woorden = words(tekst);

  test("half a word becomes the whole word", () => {
    assert.deepEqual(snap({ start: 6, eind: 9 }, woorden), { start: 4, eind: 12 });
  });

  test("a range on word borders stays", () => {
    assert.deepEqual(snap({ start: 4, eind: 18 }, woorden), { start: 4, eind: 18 });
  });

  test("a chosen full stop stays chosen", () => {
    assert.deepEqual(snap({ start: 13, eind: 19 }, woorden), { start: 13, eind: 19 });
  });

  test("a range between words stays", () => {
    assert.deepEqual(snap({ start: 3, eind: 4 }, woorden), { start: 3, eind: 4 });
  });
});

describe("trimming a choice", () => {
  test("spaces at both ends go", () => {
    assert.deepEqual(trim({ start: 0, eind: 6 }, stukken("  ja  ")), { start: 2, eind: 4 });
  });

  test("only spaces is no choice", () => {
    assert.equal(trim({ start: 0, eind: 2 }, stukken("  ")), null);
  });

  test("the gap after a paragraph goes", () => {
    const alineas = [
      { start: 0, eind: 3, tekst: "Een", dicht: false },
      { start: 5, eind: 9, tekst: " Twee", dicht: false },
    ];
    assert.deepEqual(trim({ start: 0, eind: 6 }, alineas), { start: 0, eind: 3 });
  });

  test("a mask at the edge stays", () => {
    assert.deepEqual(trim({ start: 0, eind: 10 }, stukken({ lengte: 9 }, " ")), { start: 0, eind: 9 });
  });
});

describe("searching codes", () => {
  test("accents and capitals do not matter", () => assert.ok(past("GEZINSHUIS crea", "Creatief in het gezinshuis, reünie")));
  test("every word must occur", () => assert.equal(past("vaste regie", "vaste contactpersoon"), false));
  test("an empty search shows everything", () => assert.ok(past(" ", "wachten")));
  test("an accent typed is found without", () => assert.ok(past("reünie", "reunie")));
});
