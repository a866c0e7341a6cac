"""The colours of the art direction, each under the name of its use; triples of 0 to 255."""

from __future__ import annotations

Colour = tuple[int, int, int]


def rgb(text: str) -> Colour:
    """The colour written as six hexadecimal digits, a leading `#` allowed."""
    digits = text.removeprefix("#")
    if len(digits) != 6:
        raise ValueError(f'colour "{text}": needed six hexadecimal digits, as in "3A60A8"')
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


# Interface: slate round the map, paper for what is read at length, brass for what is yours to act on.
DESK, PANEL, RAISED = rgb("12161A"), rgb("1E2328"), rgb("272D33")
LINE, TEXT, DIM = rgb("42494F"), rgb("F0E7D0"), rgb("A8A292")
PAPER, INK = rgb("F4EAD0"), rgb("2C2622")
PAPER_SHADE, PAPER_LINE, PAPER_DIM = rgb("E4D8B8"), rgb("B8A888"), rgb("6E645C")
BRASS = rgb("CEA85C")
GOOD, WARN = rgb("6EA868"), rgb("E26A3C")

# Ground and water of the map.
LAND_LOW, LAND_MID, LAND_HIGH, LAND_TOP = rgb("E8E6CA"), rgb("F3E8C4"), rgb("E7C894"), rgb("D0A370")
WATER, SHORE = rgb("BCD9DE"), rgb("386C84")
MARSH_TINT, MARSH_TUFT, MARSH_RULE = rgb("BED4BE"), rgb("3E624A"), rgb("46747A")
CONTOUR, HACHURE = rgb("966034"), rgb("603E28")

# Lines of the three claims.
CLAIM_SOVIET, CLAIM_JAPAN, CLAIM_MAPS = rgb("A82C24"), rgb("264280"), rgb("6E645C")

# Counters: face, shade, ink; a pair by side index (0 Japan, 1 USSR).
JAPAN, JAPAN_SHADE, JAPAN_INK = rgb("F0E7D2"), rgb("DCCEB0"), rgb("1E2C5C")
SOVIET, SOVIET_SHADE, SOVIET_INK = rgb("8E2A22"), rgb("701E1A"), rgb("F8EED6")
SOVIET_LINE = rgb("B04A40")
FACE, SHADE, COUNTER_INK = (JAPAN, SOVIET), (JAPAN_SHADE, SOVIET_SHADE), (JAPAN_INK, SOVIET_INK)

# Marks on the map.
ASSAULT_REACH, MARCH_REACH = rgb("F6AA26"), rgb("1C6896")
ORDER, FIRE, AIR = rgb("BA2C1E"), rgb("C43E1E"), rgb("5C387A")
HOVER, SELECTED_IVORY, SELECTED_BLACK = rgb("FFF4D2"), rgb("F8F4E8"), rgb("181614")

# Light: what the map is multiplied by; a flare brings a patch back to FLARE.
DUSK, NIGHT, RAIN, FOG, FLARE = rgb("FFF8EE"), rgb("70788F"), rgb("D8DEE2"), rgb("E4E2D8"), rgb("FFFAD0")
UNSEEN = rgb("2C3646")

# ---------------------------------------------------------------- other palettes
# What differs from the colours above; shape and pattern say the same as colour everywhere, whatever the palette.
SCHEMES: dict[str, dict[str, Colour]] = {
    "standard": {},
    "red_green": {
        "GOOD": rgb("5AA0D8"), "WARN": rgb("F0A030"), "ORDER": rgb("C8600C"), "FIRE": rgb("D8780E"),
        "ASSAULT_REACH": rgb("FFC24A"), "MARCH_REACH": rgb("104E86"),
    },
    "blue_yellow": {
        "GOOD": rgb("3FA898"), "WARN": rgb("FF5A4A"), "BRASS": rgb("E0907A"), "ASSAULT_REACH": rgb("FF4A3A"),
        "MARCH_REACH": rgb("0A6A78"), "AIR": rgb("50606A"),
    },
    "contrast": {
        "DESK": rgb("000000"), "PANEL": rgb("060606"), "RAISED": rgb("202020"), "LINE": rgb("9A9A9A"), "TEXT": rgb("FFFFFF"),
        "DIM": rgb("DCDCD4"), "PAPER": rgb("FFFFFF"), "INK": rgb("000000"), "PAPER_DIM": rgb("303030"),
        "PAPER_SHADE": rgb("E6E6E6"), "BRASS": rgb("FFD75A"), "GOOD": rgb("7CE07C"), "WARN": rgb("FF8A50"),
    },
}  # fmt: skip
_USUAL = {name: globals()[name] for scheme in SCHEMES.values() for name in scheme}


def use(scheme: str) -> None:
    """Another palette from now on; whoever keeps pictures must draw them again.

    Raises:
        ValueError: no such palette.
    """
    if scheme not in SCHEMES:
        raise ValueError(f'palette "{scheme}": needed one of {", ".join(SCHEMES)}')
    globals().update({**_USUAL, **SCHEMES[scheme]})
