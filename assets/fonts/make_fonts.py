"""Make the fonts of this folder from npm's `@fontsource` packages: `python make_fonts.py NODE_MODULES`.

Run once by a developer who changes `characters.txt` or the list below; the game itself only reads the results. Needs
fonttools and brotli, and in NODE_MODULES the packages `@fontsource/` old-standard-tt, noto-sans, pt-sans-narrow, noto-serif-jp,
noto-serif-sc, noto-serif-kr, noto-sans-jp, noto-sans-sc and noto-sans-kr. Latin and Cyrillic files are merged whole; of the
Asian fonts only the characters of `characters.txt`, of the scenarios and of the translations are kept. All are under the
SIL Open Font License.
"""

import argparse
import json
import re
import shutil
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

HERE = Path(__file__).resolve().parent
WESTERN = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
# package: {style of fontsource: name of the file here}
WHOLE = {
    "old-standard-tt": {
        "400-normal": "OldStandardTT-Regular",
        "400-italic": "OldStandardTT-Italic",
        "700-normal": "OldStandardTT-Bold",
    },
    "noto-sans": {
        "400-normal": "NotoSans-Regular",
        "400-italic": "NotoSans-Italic",
        "600-normal": "NotoSans-SemiBold",
        "700-normal": "NotoSans-Bold",
    },
    "pt-sans-narrow": {"700-normal": "PTSansNarrow-Bold"},
}
SUBSET = {
    "noto-serif-jp": "NotoSerifJP-Regular",
    "noto-serif-sc": "NotoSerifSC-Regular",
    "noto-serif-kr": "NotoSerifKR-Regular",
    "noto-sans-jp": "NotoSansJP-Regular",
    "noto-sans-sc": "NotoSansSC-Regular",
    "noto-sans-kr": "NotoSansKR-Regular",
}


def main() -> None:
    """Writes every font and its licence."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("node_modules", type=Path)
    parser.add_argument("--scratch", type=Path, default=Path("fonts-scratch"), help="folder for intermediate files")
    options = parser.parse_args()
    options.scratch.mkdir(parents=True, exist_ok=True)
    source = options.node_modules / "@fontsource"
    for package, styles in WHOLE.items():
        for style, name in styles.items():
            parts = [source / package / "files" / f"{package}-{script}-{style}.woff2" for script in WESTERN]
            merge([p for p in parts if p.is_file()], HERE / f"{name}.ttf", options.scratch, None)
        shutil.copy(source / package / "LICENSE", HERE / f"{package}.OFL.txt")
    wanted, done = characters(), set()
    for package, name in SUBSET.items():
        mine = wanted & hangul(wanted) if package.endswith("-kr") else wanted - hangul(wanted)
        if package.endswith("-sc"):  # what the Japanese font has is drawn from it
            mine = (mine - done) | chinese()  # and all that the Chinese translation needs, in its own shapes
        parts = slices(source / package, mine)
        got = merge(parts, HERE / f"{name}.ttf", options.scratch, mine)
        done = got if package.endswith("-jp") else done
        shutil.copy(source / package / "LICENSE", HERE / f"{package}.OFL.txt")


def characters() -> set[int]:
    """Code points beyond Latin, Greek and Cyrillic that the game shows."""
    text = (HERE / "characters.txt").read_text(encoding="utf-8")
    for path in sorted((HERE.parent.parent / "scenarios").rglob("*")):
        if path.suffix in {".toml", ".txt", ".geojson", ".json"}:
            text += path.read_text(encoding="utf-8")
    for path in sorted((HERE.parent / "locale").glob("*/*.po")):
        text += path.read_text(encoding="utf-8")
    kana = set(range(0x3041, 0x3097)) | set(range(0x30A0, 0x3100))
    return {ord(c) for c in text if ord(c) >= 0x2000} | kana


def chinese() -> set[int]:
    """Code points of the Chinese translation."""
    text = "".join(p.read_text(encoding="utf-8") for p in sorted((HERE.parent / "locale" / "zh").glob("*.po")))
    return {ord(c) for c in text if ord(c) >= 0x2E80}


def hangul(of: set[int]) -> set[int]:
    """The Korean syllables among code points."""
    return {c for c in of if 0xAC00 <= c <= 0xD7A3 or 0x3130 <= c <= 0x318F}


def slices(package: Path, wanted: set[int]) -> list[Path]:
    """The numbered files of a package that hold a wanted character."""
    found = []
    for key, ranges in json.loads((package / "unicode.json").read_text(encoding="utf-8")).items():
        number = re.sub(r"[\[\]]", "", key)
        if any(c in wanted for c in code_points(ranges)):
            found += list((package / "files").glob(f"{package.name}-{number}-400-normal.woff2"))
    return found


def code_points(ranges: str) -> list[int]:
    """Code points of a CSS unicode-range."""
    found: list[int] = []
    for part in ranges.replace("U+", "").replace(" ", "").split(","):
        low, _, high = part.partition("-")
        found += range(int(low, 16), int(high or low, 16) + 1)
    return found


def merge(parts: list[Path], out: Path, scratch: Path, wanted: set[int] | None) -> set[int]:
    """Joins files into one font, keeping only `wanted` characters if given; returns what it holds."""
    made = []
    for number, part in enumerate(parts):
        font = TTFont(part)
        font.flavor = None
        options = subset.Options(hinting=wanted is None, glyph_names=False, notdef_outline=True, name_IDs=["*"])
        options.drop_tables += ["DSIG", "STAT", "MVAR", "vhea", "vmtx", "VORG"]
        if wanted is not None:
            options.layout_features = []
            options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE"]
        else:
            options.layout_features = ["kern", "mark", "mkmk", "ccmp", "liga", "locl"]
        worker = subset.Subsetter(options)
        have = set(font.getBestCmap())
        worker.populate(unicodes=have & wanted if wanted is not None else have)
        worker.subset(font)
        if font["head"].unitsPerEm != 1000:
            scale_upem(font, 1000)
        path = scratch / f"{out.stem}-{number}.ttf"
        font.save(path)
        made.append(str(path))
    font = Merger().merge(made) if len(made) > 1 else TTFont(made[0])
    font["head"].created = font["head"].modified = 3_786_912_000  # 1 January 2024: the same bytes each time
    font.recalcTimestamp = False
    font.save(out)
    return set(font.getBestCmap())


if __name__ == "__main__":
    main()
