/**
 * Builds frontend/gebouwd/: one style sheet, the fonts, and one ES module per kind of page.
 *
 * Run: node frontend/bouw.mjs [--toon]   (--toon prints the size of every file)
 * The colours are written once, in stijl/tokens.json, because the contrast test measures the same file.
 */
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const hier = dirname(fileURLToPath(import.meta.url));
const uit = join(hier, "gebouwd");
// One per process: two test runners may build at the same time.
const tussen = join(hier, "gebouwd", `.tussen-${process.pid}`);

/** One CSS rule that sets every token of one scheme. */
function rule(selector, tokens, scheme) {
  const lines = Object.entries(tokens).map(([naam, waarde]) => `  --verhalen-${naam}: ${waarde};`);
  return `${selector} {\n  color-scheme: ${scheme};\n${lines.join("\n")}\n}\n`;
}

/** Print always gets the light scheme: the dark one only exists on a screen. */
function tokenSheet({ licht, donker }) {
  return [
    "@layer tokens {",
    rule(":root, .licht", licht, "light"),
    "@media screen and (prefers-color-scheme: dark) {",
    rule(":root:not(.licht)", donker, "dark"),
    "}",
    "@media screen {",
    rule(".donker", donker, "dark"),
    "}",
    "}",
  ].join("\n");
}

/** Files of an earlier build that this one no longer makes. */
async function removeStale(made) {
  for (const entry of await readdir(uit, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !made.has(path) && !path.includes(".tussen-")) await rm(path, { force: true });
  }
}

async function main() {
  const started = performance.now();
  await mkdir(tussen, { recursive: true });
  const tokens = JSON.parse(await readFile(join(hier, "stijl", "tokens.json"), "utf8"));
  await writeFile(join(tussen, "tokens.css"), tokenSheet(tokens));

  const result = await build({
    absWorkingDir: hier,
    entryPoints: {
      "verhalen/stijl": "stijl/index.css",
      "verhalen/weergave": "js/weergave.js",
      "verhalen/verhalen": "js/verhalen.js",
      "verhalen/nakijken": "js/nakijken.js",
      "verhalen/coderen": "js/coderen.js",
    },
    outdir: "gebouwd",
    bundle: true,
    minify: true,
    format: "esm",
    target: ["chrome111", "firefox115", "safari16.4"],
    loader: { ".woff2": "file" },
    assetNames: "verhalen/letters/[name]",
    alias: { "verhalen-tokens": join(tussen, "tokens.css") },
    legalComments: "linked",
    metafile: true,
    logLevel: "warning",
  });
  await rm(tussen, { recursive: true });
  // The Open Font License asks to stay beside the fonts.
  const made = new Set(Object.keys(result.metafile.outputs).map((naam) => join(hier, naam)));
  for (const letter of ["source-sans-3", "source-serif-4"]) {
    const doel = join(uit, "verhalen", "letters", `${letter}.LICENSE.txt`);
    await copyFile(join(hier, "node_modules", "@fontsource-variable", letter, "LICENSE"), doel);
    made.add(doel);
  }
  await removeStale(made);

  if (process.argv.includes("--toon")) {
    for (const naam of Object.keys(result.metafile.outputs).sort()) {
      const { size } = await stat(join(hier, naam)).catch(() => ({ size: 0 }));
      console.error(`${String(Math.round(size / 1024)).padStart(6)} kB  ${relative("gebouwd", naam)}`);
    }
  }
  console.error(`frontend gebouwd in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

await main();
