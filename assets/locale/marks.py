"""What a translation shows without being understood: lost figures, marks of another script, doubled words, English left standing.

Used by make_catalogues.py beside the words of the glossary. Every fault here is one of form: whether a sentence says what the
English says, only a reader can tell (`.github/TRANSLATIONS_CHECKED.md`).
"""

import re
from collections.abc import Iterator

from glossary import glossary

HAN = "\u3040-\u30ff\u3400-\u9fff々"
LEAST = 13  # smaller figures are as often words in one language and figures in another
_HOLE = re.compile(r"\{[^}]*\}|`[^`]*`")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u00a0\u202f](?=\d{3}(?!\d))")
_DIGITS = {c: str(k) for k, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2", "両": "2"}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "億": 10**8, "亿": 10**8}

_WITH_YO = (
    "еще|ее|нее|трех|четырех|самолет\\w*|расчет\\w*|отчет\\w*|счет|подъем\\w*|"
    "огнем|днем|путем|идет|ведет|найдет|берет|дает|живет|вперед|темно-зелен\\w*"
)
_EAST = (
    (re.compile(rf"[{HAN}][,;:!?](?=[{HAN} ]|$)"), "a half-width mark"),
    (re.compile(rf"[{HAN}] \(\d"), "half-width brackets"),
    (re.compile(r"[、，。；：！？][、，。；：！？]"), "two marks"),
    (re.compile(r"[、，。；：！？（] "), "a space after a full-width mark"),
)
_MARKS = {
    "ja": (*_EAST, (re.compile("[们这为说时对个从]"), "a Chinese character")),
    "zh": (*_EAST, (re.compile("[\u3041-\u309f\u30a1-\u30fa]"), "kana")),
    "ru": (
        (re.compile(r"\b(\w+) \1\b"), "a word twice"),
        (re.compile(r"\w [,.:](?= |$)"), "a space before a mark"),
        (re.compile("[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]"), "letters of two scripts in a word"),
        (re.compile(r"\}%"), "no space before %"),
        (re.compile(rf"(?<![-\w])(?:{_WITH_YO})(?!\w)"), "е for ё"),
    ),
}


def flaws(code: str, english: str, translation: str) -> Iterator[str]:
    """What is amiss in the form of a translation, in words."""
    shown = _HOLE.sub(lambda hole: "}" if hole[0][0] == "{" else "`", translation)
    for pattern, words in _MARKS[code]:
        if found := pattern.search(shown):
            yield f"{words}: {found[0]!r}"
    if translation == english and re.search("[a-z]{3}", _HOLE.sub("", english)) and not _stays(english):
        yield "it is the English"
    there = _figures(translation, code)
    there |= {n[2:] for n in there if len(n) == len("1941")}  # 1938-41
    there |= {n.removesuffix("0" * 6) for n in there}  # 50 million
    if lost := sorted(_figures(english, "en") - there, key=float):
        yield f"figures that the English has: {', '.join(lost)}"


def _stays(english: str) -> bool:
    """What is the same in every language: keys, words that are typed, titles of works."""
    return any(re.fullmatch(pattern, english) for pattern in glossary()["same"]["as"])


def _figures(text: str, code: str) -> set[str]:
    """Figures from LEAST on that a text has, in digits or in Chinese numerals; of a Russian night also the day before."""
    plain = _THOUSANDS.sub("", _HOLE.sub(" ", text))
    if code == "en":
        return {n for n in _FIGURE.findall(plain) if float(n) >= LEAST}
    found = set(_FIGURE.findall(plain))
    if code == "ru":
        return found | set(_FIGURE.findall(plain.replace(",", "."))) | {str(int(n) - 1) for n in found if n.isdigit()}
    for run in re.findall("[〇零一二三四五六七八九十百千两両]+", plain):
        found |= {_numeral(run), _numeral(run[-2:])}  # 九一八 is a day of September
    for count, mark in re.findall(f"([\\d.]+|[一二三四五六七八九十百千]+)([{''.join(_SCALES)}])", plain):
        found.add(f"{float(count if count[0].isdigit() else _numeral(count)) * _SCALES[mark]:.0f}")
    return found


def _numeral(run: str) -> str:
    """A Chinese numeral as figures: 五二 and 五十二 are 52."""
    if not set(run) & set(_TENS):
        return "".join(_DIGITS[c] for c in run).lstrip("0") or "0"
    whole = digit = 0
    for c in run:
        if c in _TENS:
            whole, digit = whole + (digit or 1) * _TENS[c], 0
        else:
            digit = int(_DIGITS[c])
    return str(whole + digit)
