"""Finding and reading strategic games: a deck with the tables beside it, strictly, every mistake at its line."""

import hashlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from game.core.words import _, enumerated
from game.files.battle.layout import Form
from game.files.bounds import read_bytes
from game.files.cache import kept
from game.files.canonical import canonical
from game.files.errors import BadFile, Problem, nearest, one_line
from game.files.strict import Reader
from game.files.theatre.boards import BOARD, read_board
from game.files.theatre.checks import TheatreChecks
from game.files.theatre.decks import deck_folder, find_decks, read_deck
from game.files.theatre.joins import JOIN, read_join
from game.files.theatre.look_checks import LOOK
from game.files.theatre.told import read_errata, told_anew
from game.model.base import Entry
from game.model.ruling import Parameter, Rule, Wording
from game.model.theatre.board import Board
from game.model.theatre.cards import Card
from game.model.theatre.forces import Incident, Level, Par, Quarter, Reach, RecordEvent, TheatreArmy
from game.model.theatre.game import (
    BattleAt,
    Clash,
    Drive,
    GeneralWar,
    OilAt,
    Roles,
    SeatAt,
    Support,
    Theatre,
    TheatreAct,
    TheatrePlace,
    TheatreTurn,
)
from game.model.theatre.look import NewsClause, PageLook, SeatLook, SidePaint, TheatreLook
from game.model.theatre.policies import Asked, Heats, Later, Marches, Offence, PolicyCard, Pull, Tilt, Wear
from game.model.theatre.staff import staff_plan
from game.model.theatre.victory import Force, Measure, Part, RecordScore, Temperament

T = TypeVar("T", bound=Entry)
HEAD = "theatre.toml"
LARGEST = 2 * 1024 * 1024
FORMAT = 1
THEATRE_FORMS: dict[str, Form] = {
    HEAD: Form(
        {"act": TheatreAct, "turn": TheatreTurn, "seat": SeatAt, "place": TheatrePlace},
        {
            "drive": Drive,
            "clash": Clash,
            "support": Support,
            "war": GeneralWar,
            "battle": BattleAt,
            "oil": OilAt,
            "roles": Roles,
        },
    ),
    LOOK: Form({"side": SidePaint, "seat": SeatLook, "news": NewsClause}, {"page": PageLook}),
    "forces.toml": Form({"par": Par, "reach": Reach, "army": TheatreArmy, "level": Level}),
    "events.toml": Form({"event": RecordEvent, "quarter": Quarter}),
    "policies.toml": Form({"policy": PolicyCard}),
    "odds.toml": Form(
        {
            "pull": Pull,
            "tilt": Tilt,
            "asked": Asked,
            "wear": Wear,
            "offence": Offence,
            "heats": Heats,
            "marches": Marches,
            "later": Later,
            "card": Card,
        }
    ),
    "incidents.toml": Form({"incident": Incident}),
    "victory.toml": Form({"measure": Measure, "part": Part, "record": RecordScore}),
    "temperaments.toml": Form({"temperament": Temperament, "force": Force}),
    "parameters.toml": Form({"parameter": Parameter}),
    "rulebook.toml": Form({"rule": Rule, "event": Wording}),
}
WORDS = ("format", "id", "title", "subtitle", "briefing")  # what stands at the top of the head besides its tables


def find_theatres() -> tuple[str, ...]:
    """Ids of the strategic games at hand, sorted: decks with a `theatre.toml`."""
    return tuple(name for name in find_decks() if (deck_folder(name) / HEAD).is_file())


def is_theatre(name: str | Path) -> bool:
    """Whether there is a strategic game of that id, or at that path."""
    try:
        theatre_folder(name)
    except BadFile:
        return False
    return True


def load_theatre(name: str | Path) -> Theatre:
    """A strategic game by its id, or by the path of its folder, whole and checked.

    Raises:
        BadFile: there is none, or with every problem of every file of it.
    """
    folder = theatre_folder(name)

    def read() -> Theatre:
        theatre, problems = read_theatre(folder)
        if theatre is None:
            raise BadFile(problems)
        return theatre

    return kept(folder, Theatre, read)


def validate_theatre(name: str | Path) -> dict[str, Any]:
    """`{ok, errors: [{file, line, key, message}]}` for a strategic game, its cards and its board included."""
    try:
        folder = theatre_folder(name)
        theatre, problems = read_theatre(folder)
        if (folder / BOARD).is_file():
            board, more = read_board(folder)
            problems += [p for p in more if p not in problems]
            if theatre is not None and board is not None:
                problems += board_problems(theatre, board)
    except BadFile as e:
        problems = list(e.problems)
    return {"ok": not problems, "errors": [p._asdict() for p in problems]}


def board_problems(theatre: Theatre, board: Board) -> list[Problem]:
    """Where the rules' places and the board's differ: names, and hexes of sectors."""
    found, file = [], f"{theatre.id}/{HEAD}"
    if not board.holds(theatre.look.page.first_view):
        found.append(Problem(f"{theatre.id}/{LOOK}", 0, "page.first_view", _("is not on the map")))
    if theatre.sides != board.sides:
        said = _("the board's sides are {listed}; needed {a}").format(
            listed=enumerated(board.sides), a=enumerated(theatre.sides)
        )
        found.append(Problem(f"{theatre.id}/{BOARD}", 0, "sides", said))
    holders = {zone.holder for zone in board.countries}
    for army in theatre.armies:
        if army.side not in holders:
            said = _("army {id!r}: side {side!r} holds no zone of the board{near}").format(
                id=army.id, side=army.side, near=nearest(army.side, holders)
            )
            found.append(Problem(f"{theatre.id}/forces.toml", 0, "army.side", said))
    hexes = {p.id: tuple(len(side) for side in p.hexes) for p in board.places}
    for place in theatre.places:
        if place.id not in hexes:
            found.append(
                Problem(
                    file,
                    0,
                    "place",
                    _("place {id!r} is not on the board{near}").format(id=place.id, near=nearest(place.id, hexes)),
                )
            )
        elif place.kind == "sector" and tuple(place.hexes) != hexes[place.id]:
            said = _("sector {id!r} has {hexes} hexes; the board has {a}").format(
                id=place.id, hexes=place.hexes, a=hexes[place.id]
            )
            found.append(Problem(file, 0, "place.hexes", said))
    return found + [
        Problem(file, 0, "place", _("the board's place {name!r} is unknown to the rules").format(name=name))
        for name in hexes
        if name not in theatre.place_ids
    ]


def theatre_folder(name: str | Path) -> Path:
    """The folder of a strategic game given by id or by path.

    Raises:
        BadFile: there is none.
    """
    known = find_theatres()
    try:
        folder = deck_folder(name)
    except BadFile:
        folder = None
    if folder is None or not (folder / HEAD).is_file():
        raise BadFile.of(
            _("strategic game {found}").format(found=one_line(name, most=60)),
            _("is unknown; at hand: {listed}{near}").format(listed=enumerated(known), near=nearest(str(name), known)),
        )
    return folder


def read_theatre(folder: Path) -> tuple[Theatre | None, list[Problem]]:
    """A strategic game and everything wrong with it; None when anything is."""
    deck, problems = read_deck(folder)
    reading = _Reading(folder)
    head = reading.head()
    if deck is None or head is None or reading.problems:
        return None, [*problems, *reading.problems]
    turns = reading.entries(HEAD, "turn", TheatreTurn)
    acts = reading.entries(HEAD, "act", TheatreAct)
    turns = tuple(
        msgspec.structs.replace(t, act=next((a.number for a in acts if a.first <= t.number <= a.last), 0))
        for t in turns
    )
    parts: dict[str, tuple[str, str, type[Entry]]] = {
        "seats": (HEAD, "seat", SeatAt),
        "places": (HEAD, "place", TheatrePlace),
        "pars": ("forces.toml", "par", Par),
        "reaches": ("forces.toml", "reach", Reach),
        "armies": ("forces.toml", "army", TheatreArmy),
        "levels": ("forces.toml", "level", Level),
        "events": ("events.toml", "event", RecordEvent),
        "quarters": ("events.toml", "quarter", Quarter),
        "policies": ("policies.toml", "policy", PolicyCard),
        "pulls": ("odds.toml", "pull", Pull),
        "tilts": ("odds.toml", "tilt", Tilt),
        "asked": ("odds.toml", "asked", Asked),
        "wears": ("odds.toml", "wear", Wear),
        "offences": ("odds.toml", "offence", Offence),
        "heats": ("odds.toml", "heats", Heats),
        "marches": ("odds.toml", "marches", Marches),
        "later": ("odds.toml", "later", Later),
        "terms": ("odds.toml", "card", Card),
        "incidents": ("incidents.toml", "incident", Incident),
        "measures": ("victory.toml", "measure", Measure),
        "parts": ("victory.toml", "part", Part),
        "record": ("victory.toml", "record", RecordScore),
        "temperaments": ("temperaments.toml", "temperament", Temperament),
        "force": ("temperaments.toml", "force", Force),
        "parameters": ("parameters.toml", "parameter", Parameter),
        "rulebook": ("rulebook.toml", "rule", Rule),
        "event_texts": ("rulebook.toml", "event", Wording),
    }
    found: dict[str, Any] = {name: reading.entries(file, key, kind) for name, (file, key, kind) in parts.items()}
    found |= {key: reading.table(HEAD, key, kind) for key, kind in THEATRE_FORMS[HEAD].tables.items()}
    page = reading.table(LOOK, "page", PageLook) or TheatreLook().page
    sides, seats = reading.entries(LOOK, "side", SidePaint), reading.entries(LOOK, "seat", SeatLook)
    look = TheatreLook(page=page, sides=sides, seats=seats, news=reading.entries(LOOK, "news", NewsClause))
    found |= {"id": folder.name, "digest": "", "deck": deck, "turns": turns, "acts": acts, **head}
    if reading.problems:
        return None, reading.problems
    theatre = Theatre(**found, look=look)
    join, wrong = read_join(folder) if (folder / JOIN).is_file() else (None, [])
    reading.more(wrong)
    if not reading.problems:
        TheatreChecks(theatre, reading.spots, reading.reader).run()
    if reading.problems:
        return None, reading.problems
    theatre = msgspec.structs.replace(theatre, join=join)
    theatre = msgspec.structs.replace(theatre, lines=staff_plan(theatre), digest=theatre_digest(theatre))
    errata, wrong = read_errata(folder, theatre)
    return (None, wrong) if wrong else (told_anew(theatre, errata, theatre.deck.sources), [])


def theatre_digest(theatre: Theatre) -> str:
    """Sixteen hex digits over all that the game's files say; what is made of them (the staff plan) follows; the look is apart."""
    return hashlib.sha256(canonical(msgspec.structs.replace(theatre, look=TheatreLook()))).hexdigest()[:16]


class _Reading:
    """The files of one strategic game while they are read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.spots: dict[int, tuple[Reader, tuple[str | int, ...]]] = {}
        self._missing: list[Problem] = []
        self._readers: dict[str, Reader] = {}
        for name, form in THEATRE_FORMS.items():
            reader = Reader(f"{folder.name}/{name}", self.spots)
            try:
                reader.load(read_bytes(folder / name, largest=LARGEST))
            except BadFile as e:
                self._missing += [p._replace(file=reader.shown) for p in e.problems]
            reader.only((*form.lists, *form.tables, *(WORDS if name == HEAD else ())))
            self._readers[name] = reader

    def head(self) -> dict[str, str] | None:
        """The texts at the top of the head, None if it is of another format or game."""
        reader = self._readers[HEAD]
        table, before = reader.table, len(self.problems)
        if table.get("format") != FORMAT:
            reader.problem(
                ("format",),
                _("format: this program reads {a}, found {found}"),
                a=FORMAT,
                found=one_line(table.get("format"), most=20),
            )
        if table.get("id") != self.folder.name:
            reader.problem(
                ("id",),
                _("id: needed the folder's name {name!r}, found {found!r}"),
                name=self.folder.name,
                found=one_line(table.get("id"), most=40),
            )
        texts = {key: table.get(key) for key in ("title", "subtitle", "briefing")}
        for key, text in texts.items():
            if not isinstance(text, str):
                reader.problem((key,), _("{key}: needed a text"), key=key)
        return None if len(self.problems) > before else {k: str(v) for k, v in texts.items()}

    def more(self, problems: list[Problem]) -> None:
        """Adds problems of a file that another room reads."""
        self._missing += problems

    def reader(self, name: str) -> Reader:
        """The reader of a file."""
        return self._readers[name]

    def entries(self, name: str, key: str, kind: type[T]) -> tuple[T, ...]:
        """The entries of [[key]] in a file that are right."""
        reader = self._readers[name]
        found = reader.read_list(kind, key)
        if not found and not reader.problems:
            reader.problem((), _("has no [[{key}]]"), key=key)
        return found

    def table(self, name: str, key: str, kind: type[T]) -> T | None:
        """The table [key] of a file, None if it is wrong or missing."""
        reader = self._readers[name]
        if key not in reader.table:
            reader.problem((), _("has no [{key}]"), key=key)
            return None
        return reader.read(kind, reader.table[key], (key,))

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong so far, by file and line."""
        found = [p for r in self._readers.values() for p in sorted(r.problems, key=lambda p: p.line)]
        return [*self._missing, *found]
