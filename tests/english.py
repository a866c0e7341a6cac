"""English left over in a text of another language: two words of the game's own English in a row; what is typed is set aside."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterable
from functools import cache

from babel.messages.pofile import read_po

from game.cli.battle.terminal.commands import COMMANDS as BATTLES
from game.cli.kinds import LEVELS
from game.cli.mail.command import WORDS as MAILS
from game.cli.theatre.commands import COMMANDS as THEATRES
from game.cli.tree_options import ACTS
from game.client.map.picture.names import plain
from game.files.assets import asset
from game.files.battle.scenarios import find_scenarios, load_scenario
from game.files.theatre.theatres import find_theatres, load_theatre
from game.model.battle.verbs import VERBS
from game.players.battle.levels import COMMANDERS

LANGUAGES = ("ja", "ru", "zh")
# What is typed, and so stays: code, marks of sources, options, paths, names with signs in them, words in capitals.
TYPED = re.compile(
    r"`[^`]*`|\[[^\]]*(?:\]|$)|^[^\[]*\]|changkufeng .*|--?\w[\w-]*( [A-Z]+)?|\S*[/_=|.:<>+*\d-]\S*|\b[A-Z]{2,}\b"
)
WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
# Words of the data that are typed as they stand: states of cards, sides, seats, commanders, kinds of file; names of the game.
LESSON = ("lesson", "skip", "again", "back", "end", "help", "quit", "record")
NAMES = frozenset(("changkufeng", "python", "english", "openstreetmap", "odbl", "x", "ln"))


@cache
def words() -> frozenset[str]:
    """The words of the game's English, as its catalogues have it."""
    found: set[str] = set()
    for path in asset("locale", "ja").glob("*.po"):
        for message in read_po(io.BytesIO(path.read_bytes()), locale="ja"):
            for text in message.id if isinstance(message.id, tuple | list) else (message.id,):
                found |= {w.lower() for w in WORD.findall(re.sub(r"\{[^}]*\}|`[^`]*`", " ", text or ""))}
    return frozenset(found - NAMES)


@cache
def typed() -> frozenset[str]:
    """Names by which counters, states, cards, seats and the like are typed: they are the same in every language."""
    found = {"english"}
    for name in find_scenarios():
        scenario = load_scenario(name)
        found |= {x.id for table in (scenario.counters, scenario.what_ifs, scenario.plans) for x in table}
        found |= set(scenario.sides)
    for name in find_theatres():
        table = load_theatre(name)
        found |= {*table.seat_ids, *(p.id for p in table.policies), *(d.id for d in table.deck.dials)}
        found |= {state for card in table.deck.cards for state in card.states}
    found |= set(VERBS) | {w for c in (*BATTLES, *THEATRES) for w in (c.name, *c.usage.lower().split())} | set(LESSON)
    found |= {*COMMANDERS, *LEVELS, *MAILS, *ACTS}
    return frozenset(name.lower() for name in found if WORD.fullmatch(name))


@cache
def works() -> tuple[str, ...]:
    """Titles of sources, which stay in the language of the work, longest first."""
    found = {"Natural Earth"}  # whose coasts the maps have
    found |= {s.full for name in find_scenarios() for s in load_scenario(name).sources}
    found |= {s.title for name in find_scenarios() for s in load_scenario(name).sources}
    for name in find_theatres():
        for s in load_theatre(name).deck.sources:
            found |= {s.full, s.title}
    for name in find_scenarios():  # the map letters places in several languages, English among them
        for feature in load_scenario(name).features["features"]:
            said = feature["properties"]
            found |= {plain((said.get("names") or {}).get("en", "") or said.get("name", ""))} - {""}
    return tuple(sorted(found, key=len, reverse=True))


def left_over(text: str) -> list[str]:
    """Runs of two and more English words in a text."""
    for title in works():
        if title in text:
            text = text.replace(title, "/")
    found = []
    for piece in re.split(r"[^A-Za-z'’ ,;]+", TYPED.sub(" / ", text)):
        run: list[str] = []
        for word in [*WORD.findall(piece), ""]:
            if word.lower() in words() and word.lower() not in typed():
                run.append(word)
                continue
            if len(run) > 1:
                found.append(" ".join(run))
            run = []
    return found


def of_lines(lines: Iterable[str]) -> list[str]:
    """English left over in lines, each with its line."""
    return [f"{run!r} in {line.strip()[:160]!r}" for line in lines for run in left_over(line)]


def of_page(page: str) -> list[str]:
    """English left over in what an HTML page shows or has read aloud."""
    shown = re.sub(r"(?s)<!--.*?-->|<(style|script|code|i)\b.*?</\1>", " ", page)
    aloud = re.findall(r'(?:aria-label|title|data-words)="([^"]*)"', shown)
    return of_lines(html.unescape(t) for t in (*re.sub(r"<[^>]+>", "\n", shown).split("\n"), *aloud))
