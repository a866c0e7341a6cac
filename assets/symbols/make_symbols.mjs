// Make the symbols of this folder with npm's `milsymbol` (MIT): node make_symbols.mjs, milsymbol being installed where node
// looks for it. Each file is the inner part of an APP-6 symbol without its frame, white on nothing, in the box 25 50 150 100
// (3 to 2); the counter draws the frame and tints the white. Letters and marks that milsymbol sets as text, or has not, are
// added here as paths, because pygame draws no SVG text.
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(pathToFileURL(join(process.cwd(), "x.js")));
const home = dirname(require.resolve("milsymbol/package.json"));
const ms = require("milsymbol");

const line = (d, width = 6) => `<path d="${d}" stroke-width="${width}" stroke="white" fill="none"/>`;
const solid = (d) => `<path d="${d}" stroke="none" fill="white"/>`;
const dot = (y, r) => `<circle cx="100" cy="${y}" r="${r}" stroke="none" fill="white"/>`;

// file: [code of milsymbol or "", stroke width, what is added]
const symbols = {
  "infantry": ["SFGPUCI----", 6, ""],
  "border": ["SFGPUCI----", 6, solid("M25,50 H53 V150 H25 Z")],
  "machine-guns": ["SFGPEWRH--", 8, ""],
  "mountain-guns": ["", 6, dot(84, 15) + solid("M100,106 L122,142 H78 Z")],
  "infantry-guns": ["", 6, dot(112, 14) + line("M100,112 V66", 8)],
  "guns": ["SFGPUCF----", 6, ""],
  "howitzers": ["SFGPUCF----", 6, `<circle cx="100" cy="100" r="27" stroke-width="7" stroke="white" fill="none"/>`],
  "heavy-guns": ["", 6, dot(86, 15) + line("M72,118 H128 M72,134 H128", 7)],
  "anti-tank": ["SFGPUCAA---", 6, ""],
  "tanks": ["SFGPUCA----", 8, ""],
  "engineers": ["SFGPUCE----", 8, ""],
  "cavalry": ["SFGPUCR----", 6, ""],
  "reconnaissance": ["SFGPUCRVA--", 6, ""],
  "hq": ["", 6, line("M62,74 V126 M90,74 V126 M62,100 H90", 9)
    + line("M124,74 C103,74 103,126 124,126 C145,126 145,74 124,74 Z M126,112 L142,130", 9)],
  "unknown": ["", 6, line("M80,84 C80,62 120,62 120,84 C120,100 100,98 100,116", 10) + dot(134, 7)],
};

for (const [file, [code, width, added]] of Object.entries(symbols)) {
  const drawn = code ? new ms.Symbol(code, { size: 100, frame: false, fill: false, monoColor: "white", infoFields: false }).asSVG() : "";
  const inner = drawn.replace(/^<svg[^>]*>|<\/svg>$/g, "").replace(/stroke-width="[^"]*"/g, `stroke-width="${width}"`);
  writeFileSync(join(here, `${file}.svg`),
    `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="100" viewBox="25 50 150 100">${inner}${added}</svg>\n`);
}
copyFileSync(join(home, "LICENSE"), join(here, "milsymbol.LICENSE.txt"));
