"""Draw translations at random for a reader to check: `python draw.py --language ja --draw 100 --seed 20381130`. Needs Babel.

Each line: the id, the room, the English, the translation. A message is drawn by a digest of seed, language and English, so
that a draw stays the same, but for messages that came or went, when the catalogues grow. `--page` writes
`.github/TRANSLATIONS_CHECKED.md` from the draws and the corrections that stand in `checked.toml`.
"""

import argparse
import hashlib
import io
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.pofile import read_po

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent.parent / ".github/TRANSLATIONS_CHECKED.md"
SEED, MANY = 20381130, 100
LANGUAGES = {"ja": "Japanese", "ru": "Russian", "zh": "Chinese"}


class Drawn(NamedTuple):
    """A message of the draw. `id`: the beginning of its digest."""

    id: str
    room: str
    english: str
    translation: str


def draw(code: str, many: int = MANY, seed: int = SEED) -> list[Drawn]:
    """Messages of a language, drawn at random without putting back, in the order in which they were drawn."""
    return sorted(_all(code, seed))[:many]


def _all(code: str, seed: int) -> Iterator[Drawn]:
    for path in sorted((HERE / code).glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale=code):
            if message.id:
                english, said = ((one,) if isinstance(one, str) else one for one in (message.id, message.string))
                digest = hashlib.sha256(f"{seed} {code} {message.context or ''} {english[0]}".encode()).hexdigest()
                yield Drawn(digest[:12], path.stem, " | ".join(english), " | ".join(said))


def page() -> str:
    """The page of the check: how it was done, what was corrected, the draws."""
    checked = tomllib.loads((HERE / "checked.toml").read_text(encoding="utf-8"))
    lines = [
        checked["before"].strip(),
        "",
        "| language | drawn | corrected at the first check | at the second |",
        "|---|---|---|---|",
    ]
    for code, name in LANGUAGES.items():
        first, second = (
            [c for c in checked.get("correction", ()) if (c["language"], c["check"]) == (code, k)] for k in (1, 2)
        )
        lines.append(f"| {name} | {MANY} | {len(first)} | {len(second)} |")
    lines += [
        "",
        "## What was corrected",
        "",
        "| language | check | English | was | is | why |",
        "|---|---|---|---|---|---|",
    ]
    for c in checked.get("correction", ()):
        cells = (LANGUAGES[c["language"]], str(c["check"]), c["english"], c["was"], c["now"], c["why"])
        lines.append(_row(cells))
    lines += ["", checked["kinds"].strip()]
    for code, name in LANGUAGES.items():
        lines += ["", f"## {name}", "", "| id | room | English | translation |", "|---|---|---|---|"]
        lines += [_row((d.id[:6], d.room, d.english, d.translation)) for d in draw(code)]
    return "\n".join(lines) + "\n"


def _row(cells: tuple[str, ...]) -> str:
    plain = (" ".join(cell.split()).replace("|", "\\|").replace("<", "&lt;").replace("$", "\\$") for cell in cells)
    return f"| {' | '.join(plain)} |"


def main() -> int:
    """Prints a draw, or writes the page."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--draw", type=int, default=MANY, metavar="N", help=f"so many messages (default {MANY})")
    parser.add_argument("--seed", type=int, default=SEED, help=f"(default {SEED})")
    parser.add_argument("--language", choices=LANGUAGES, default="ja", help="of the translations (default ja)")
    parser.add_argument("--page", action="store_true", help=f"write .github/{PAGE.name} instead")
    options = parser.parse_args()
    if options.page:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    for d in draw(options.language, options.draw, options.seed):
        print(f"{d.id[:6]} [{d.room}] {' '.join(d.english.split())}\n    {' '.join(d.translation.split())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
