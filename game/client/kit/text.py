"""Text: one place that picks fonts, so that any script of any name comes out, at any scale of the interface.

A *role* ("body", "heading", ...) is a family with sizes at 100, 150 and 200 %; a *family* is a font and those it borrows
missing characters from. A line is split into runs, each drawn in the first font that has its characters, on one base line.
"""

from __future__ import annotations

from functools import cache, lru_cache
from struct import unpack

import pygame

from game.files.assets import asset

Colour = tuple[int, ...]
Run = tuple[str, str]  # name of the font, characters

_ASIAN = frozenset(f"Noto{face}{script}-Regular" for face in ("Sans", "Serif") for script in ("JP", "SC", "KR"))
_WIDE = ((0x3000, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))  # lines may break at these, but not
_CLOSING = " 、。，．」』）】〕〉》！？：；・ー々～〜…%％ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"  # before these,
_CLOSING_BESIDE_HAN = ",.!?:;)]}”’»–"  # before these after a Han character or kana,
_DASHES = "—–"  # before these after a space, where another space follows,
_OPENING = "「『（【〔〈《“‘«„([{"  # nor after these
_COUNTERS = "年月日時时分秒点名人個个件発发回次局門门機架度号"  # stay with the figure before them
_FULL_STOPS = "、。，；：！？）」』"  # have their space in their square: none is drawn after them
_HUNG = "авикосуя"  # Russian words of one letter, which no line ends with
_UPRIGHT = {
    "ui_italic": "ui",
    "title_italic": "title",
}  # neither Han characters nor kana have italics, nor figures by them
_LATIN = ("NotoSans-Regular",)


def _families(*scripts: str) -> dict[str, tuple[str, ...]]:
    """Each family's font and those it borrows from; Han characters in the shapes of the first of the scripts that has them."""
    serif, sans = (tuple(f"Noto{face}{script}-Regular" for script in scripts) for face in ("Serif", "Sans"))
    return {
        "display": ("OldStandardTT-Regular", *serif, *_LATIN, *sans),
        "title": ("OldStandardTT-Regular", *serif, *_LATIN, *sans),
        "title_bold": ("OldStandardTT-Bold", *serif, *_LATIN, *sans),
        "title_italic": ("OldStandardTT-Italic", *serif, *_LATIN, *sans),
        "ui": ("NotoSans-Regular", *sans, *serif),
        "ui_italic": ("NotoSans-Italic", *_LATIN, *sans, *serif),
        "ui_semibold": ("NotoSans-SemiBold", *sans, *serif),
        "ui_bold": ("NotoSans-Bold", *sans, *serif),
        "figure": ("PTSansNarrow-Bold", "NotoSans-Bold", *sans, *serif),
    }


FAMILIES = _families("JP", "SC", "KR")
# role: (family, pixels at 100, 150 and 200 %); ART.md, "Type". Map names grow with the map: their scale is hex width / 64.
ROLES: dict[str, tuple[str, tuple[float, float, float]]] = {
    "display": ("display", (92, 120, 150)),
    "title": ("title", (33, 50, 66)),
    "heading": ("title", (24, 36, 48)),
    "section": ("ui_semibold", (11.5, 17, 23)),
    "body": ("ui", (14, 21, 28)),
    "strong": ("ui_semibold", (14, 21, 28)),
    "small": ("ui", (12.5, 19, 25)),
    "note": ("ui_italic", (12.5, 19, 25)),
    "figure": ("figure", (16, 24, 32)),
    "key": ("figure", (13, 20, 26)),
    "map": ("title", (18, 27, 36)),
    "mapbold": ("title_bold", (18, 27, 36)),
    "mapitalic": ("title_italic", (15, 22.5, 30)),
    "mapfigure": ("figure", (14, 21, 28)),
}


def use_script(language: str) -> None:
    """Han characters in the shapes of a language from now on: "zh" Chinese, else Japanese."""
    found = _families(*("SC", "JP", "KR") if language == "zh" else ("JP", "SC", "KR"))
    if found.items() <= FAMILIES.items():
        return  # what is written so far stays
    FAMILIES.update(found)
    for kept in (write, measure, runs, _extent, _wrapped):
        kept.cache_clear()


def render(text: str, role: str, colour: Colour, scale: float = 1.0) -> pygame.Surface:
    """One line of text in a role, on nothing; the same surface each time, so draw on a copy."""
    family, px = style(role, scale)
    return write(text, family, px, colour)


def size(text: str, role: str, scale: float = 1.0) -> tuple[int, int]:
    """Width and height of one line in pixels."""
    family, px = style(role, scale)
    return measure(text, family, px)


def wrap(text: str, role: str, width: int, scale: float = 1.0) -> tuple[str, ...]:
    """The lines of a paragraph no wider than `width` pixels.

    Breaks at spaces, between Han characters and kana, and inside a word only if it fills a line alone; no line begins
    with a closing mark, a small kana, a dash or the unit of a figure, or ends with an opening bracket or a Russian word of one
    letter. A newline in the text starts a new line.
    """
    return _wrapped(text, *style(role, scale), max(1, width))


def style(role: str, scale: float = 1.0) -> tuple[str, float]:
    """Family and size in pixels of a role; the scale lies between 1 and 2 for the interface, anywhere for the map.

    Raises:
        KeyError: no such role.
    """
    if role not in ROLES:
        raise KeyError(f'text role "{role}": needed one of {", ".join(ROLES)}')
    family, (one, middle, two) = ROLES[role]
    if not 1.0 <= scale <= 2.0:
        return family, (one if scale < 1 else two / 2) * scale
    return family, one + (middle - one) * (scale - 1) * 2 if scale <= 1.5 else middle + (two - middle) * (
        scale - 1.5
    ) * 2


@lru_cache(3000)
def write(text: str, family: str, px: float, colour: Colour) -> pygame.Surface:
    """One line of text in a family at a size in pixels; the same surface each time, so draw on a copy."""
    parts = [(font(name, px), part) for name, part in runs(text, family)]
    above, below = _extent(family, px)
    pictures = [f.render(part, True, colour[:3]) for f, part in parts]
    if len(pictures) == 1 and parts[0][0].get_ascent() == above and pictures[0].get_height() == above + below:
        return pictures[0]
    out = pygame.Surface((max(1, sum(p.get_width() for p in pictures)), above + below), pygame.SRCALPHA)
    x = 0
    for (f, part), picture in zip(parts, pictures, strict=True):
        # Nothing lies below: the greater of both keeps the glyphs' edges as they are.
        out.blit(picture, (x, above - _rise(f, part)), special_flags=pygame.BLEND_RGBA_MAX)
        x += picture.get_width()
    return out


@lru_cache(20000)
def measure(text: str, family: str, px: float) -> tuple[int, int]:
    """Width and height of one line in a family at a size in pixels."""
    above, below = _extent(family, px)
    return sum(font(name, px).size(part)[0] for name, part in runs(text, family)), above + below


def ascent(family: str, px: float) -> int:
    """Pixels from the top of a line to its base line."""
    return _extent(family, px)[0]


@lru_cache(20000)
def runs(text: str, family: str) -> tuple[Run, ...]:
    """The text cut where its font changes; characters no font has stay with the first one."""
    names = FAMILIES[_UPRIGHT[family] if family in _UPRIGHT and any(map(_is_wide, text)) else family]
    found: list[Run] = []
    for c in text.replace("\n", " ").replace("\t", " "):
        if c == " " and found and found[-1][1][-1] in _FULL_STOPS:
            continue
        name = names[0] if c == " " else next((n for n in names if has(n, c)), names[0])
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + c)
        else:
            found.append((name, c))
    return tuple(found) or ((names[0], ""),)


def has(name: str, character: str) -> bool:
    """The font has this character."""
    return ord(character) in characters(name)


@cache
def characters(name: str) -> frozenset[int]:
    """Code points of a font, read from its table `cmap` (pygame does not tell; formats 4 and 12)."""
    data = asset("fonts", f"{name}.ttf").read_bytes()
    tables = {
        data[i : i + 4]: unpack(">L", data[i + 8 : i + 12])[0]
        for i in range(12, 12 + 16 * unpack(">H", data[4:6])[0], 16)
    }
    at = tables[b"cmap"]
    found: set[int] = set()
    for k in range(unpack(">H", data[at + 2 : at + 4])[0]):
        start = at + unpack(">L", data[at + 8 + 8 * k : at + 12 + 8 * k])[0]
        kind = unpack(">H", data[start : start + 2])[0]
        if kind == 4:
            n = unpack(">H", data[start + 6 : start + 8])[0] // 2
            ends = unpack(f">{n}H", data[start + 14 : start + 14 + 2 * n])
            starts = unpack(f">{n}H", data[start + 16 + 2 * n : start + 16 + 4 * n])
            found.update(c for low, high in zip(starts, ends, strict=True) for c in range(low, high + 1) if c < 0xFFFF)
        elif kind == 12:
            for g in range(unpack(">L", data[start + 12 : start + 16])[0]):
                low, high = unpack(">LL", data[start + 16 + 12 * g : start + 24 + 12 * g])
                found.update(range(low, high + 1))
    return frozenset(found)


def covers(text: str, family: str) -> bool:
    """Every character of the text is in the family's fonts."""
    return all(any(has(n, c) for n in FAMILIES[family]) for c in text if not c.isspace())


def font(name: str, px: float) -> pygame.font.Font:
    """A font of the assets at a size in pixels, kept; Asian characters a little smaller, as they fill their squares."""
    return _font(name, max(4, round(px * 0.92 if name in _ASIAN else px)))


@cache
def _font(name: str, px: int) -> pygame.font.Font:
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.font.Font(asset("fonts", f"{name}.ttf"), px)


@lru_cache(500)
def _extent(family: str, px: float) -> tuple[int, int]:
    """Pixels above and below the base line: those of the family's first font, whatever it borrows, with room for a g."""
    first = font(FAMILIES[family][0], px)
    return first.get_ascent(), max(first.get_height() - first.get_ascent(), round(px * 0.29))


def _rise(f: pygame.font.Font, part: str) -> int:
    """Pixels from the top of a run's picture to its base line; it grows upward where a letter outdoes the font's ascent."""
    return max([f.get_ascent(), *(m[3] for m in f.metrics(part) if m)])


@lru_cache(2000)
def _wrapped(text: str, family: str, px: float, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    for block in text.split("\n"):
        line = ""
        for piece in _pieces(block):
            longer = line + piece
            if line and measure(longer.rstrip(), family, px)[0] > width:
                lines.append(line.rstrip())
                longer = piece.lstrip()
            while measure(longer.rstrip(), family, px)[0] > width and len(longer) > 1:
                cut = _fitting(longer, family, px, width)
                lines.append(longer[:cut])
                longer = longer[cut:]
            line = longer
        lines.append(line.rstrip())
    return tuple(lines)


def _pieces(block: str) -> list[str]:
    """Words with the spaces after them; Han characters and kana singly, with the marks that no line parts from them."""
    found: list[str] = []
    for c, after in zip(block, block[1:] + " ", strict=False):
        if found and not _may_part(found[-1], c, after):
            found[-1] += c
        else:
            found.append(c)
    return found


def _may_part(before: str, c: str, after: str) -> bool:
    """A line may end behind the piece and the next begin with the character."""
    last = before[-1]
    if c in _CLOSING or last in _OPENING or (c in _COUNTERS and last.isdigit()):
        return False
    if last == " ":
        is_unit = before[-2:-1].isdigit() and c.isalpha() and not after.isalnum()  # "300 m" keeps together
        is_hung = len(before) > 1 and before[-2].casefold() in _HUNG and before[-3:-2] in ("", " ")
        return not is_hung and not is_unit and not (c in _DASHES and after == " ")
    return _is_wide(c) or (_is_wide(last) and c not in _CLOSING_BESIDE_HAN)


def _is_wide(c: str) -> bool:
    return any(low <= ord(c) <= high for low, high in _WIDE)


def _fitting(word: str, family: str, px: float, width: int) -> int:
    low, high = 1, len(word)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle], family, px)[0] <= width else (low, middle - 1)
    return low
