"""The files that the program reads, each with the door of its commands; what a door lets in is used as the commands use it."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from game import Match, load_scenario
from game.client.kit import settings
from game.files import beside
from game.files.battle.checks import check
from game.files.battle.grades import read_grades
from game.files.battle.reading import Reading
from game.files.battle.scenarios import _read
from game.files.battle.variants import apply
from game.files.errors import BadFile
from game.files.heads import scenarios_folder
from game.files.theatre.banks import load_bank
from game.files.theatre.decks import read_deck
from game.files.theatre.grades import load_grades
from game.files.theatre.joins import read_join
from game.files.theatre.theatres import load_theatre, read_theatre
from game.files.theatre.values import load_values
from game.files.theatre.whatifs import read_theatre_whatifs
from game.files.trees import grafting, tree
from game.files.trees.tree import read_tree
from game.match.branches import course_of, facts, told
from game.match.theatre import Sheet, TheatreMatch
from game.match.theatre.draft import SheetDraft
from game.match.theatre.sheets import Policy
from game.model.battle.orders import Order
from game.players.battle.historical import HistoricalCommander
from game.players.battle.table import Table, seats_for, seats_of
from game.players.table import SeatsMissing
from game.players.theatre.table import TheatreTable
from game.whatif.battle.tree_lines import all_lines
from tests.elsewhere import build
from tests.forging import relabel
from tests.fuzz import mail_doors, mutants

BATTLE, THEATRE = "silent-assault", "north-or-south"
Use = Callable[[], Any]  # what the door let in, None if it was refused in a line


@dataclass(frozen=True)
class Door:
    """Files of one kind, and how they are opened; `spoil`: how one becomes a mutant. BadFile is an answer, all else a fault."""

    files: tuple[Path, ...]
    use: Use
    spoil: Any = mutants.mutant


# ------------------------------------------------------------ journals
def battle_journal(folder: Path, *, old: bool = False, spoil: Any = mutants.mutant) -> Door:
    """Two turns of history, of the present rules or of others."""
    night, path = load_scenario(BATTLE), folder / "game.journal"
    match = Match.new(night, seed=3)
    seats = [HistoricalCommander(side, night) for side in night.sides]
    for _ in range(2):
        match.resolve(**{s.side: s.orders(match.view(s.side)) for s in seats})
    match.save(path)
    if old:
        relabel(path)

    def use() -> Match:
        opened = Match.load(path, night, rescue=True)
        for side in night.sides:
            view = opened.view(side)
            assert [u.hex for u in view.own]
            opened.score(side)
        return kept(opened, folder, lambda p: Match.load(p, night))

    return Door((path,), use, spoil)


def tree_of_games(folder: Path, *, spoil: Any = mutants.mutant) -> Door:
    """A game of history, and a branch of it, in a tree that was sent."""
    night, path, home = load_scenario(BATTLE), folder / "sent.tree", folder / "home.tree"
    journal = scenarios_folder() / BATTLE / "history.journal"
    first = grafting.graft(path, journal, "night")
    grafting.begin(path, first, 1, "dawn", {})

    def use() -> int | None:
        sent = read_tree(path, BATTLE)
        course = course_of(night)
        lines = [facts(course, sent, one) for one in told(course, sent)]
        assert all(line.name for line in all_lines(night, sent))
        grafting.take_in(home, sent)
        again = read_tree(home, BATTLE)
        for branch in again.standing:
            assert len(again.digests(branch)) == len(again.numbers(branch))
        return len(lines) or None

    return Door((path,), use, spoil)


def forged_tree(folder: Path) -> Door:
    """The same with a header, a turn or a branch that was altered, and every id made anew."""
    return tree_of_games(folder, spoil=_forged)


def _forged(data: bytes, luck: Any) -> bytes:
    head, *lines = (line for line in data.split(b"\n") if line)
    entries = [msgspec.json.decode(line, type=tree.Entry) for line in lines]
    inner = [bytes(e.header if isinstance(e, tree.Root) else e.line) for e in entries if not isinstance(e, tree.Branch)]
    branches = [bytes(msgspec.json.encode(e)) for e in entries if isinstance(e, tree.Branch)]
    one = luck.choice([inner, inner, branches])
    k = luck.randrange(len(one))
    one[k] = mutants.mutant(one[k], luck).replace(b"\n", b" ")
    try:
        made = tree.chain(inner[0], inner[1:]).entries
        chained = [msgspec.json.encode(e) for e in made]
    except msgspec.MsgspecError:
        return data[: luck.randrange(len(data))]
    was = [e.id for e in entries if not isinstance(e, tree.Branch)]
    for old, new in zip(was, made, strict=True):
        branches = [b.replace(old.encode(), new.id.encode()) for b in branches]
    return b"\n".join([head, *chained, *branches]) + b"\n"


def theatre_journal(folder: Path, *, old: bool = False, spoil: Any = mutants.mutant) -> Door:
    """Three turns of the strategic game."""
    game, path = load_theatre(THEATRE), folder / "game.journal"
    match = TheatreMatch.load(scenarios_folder() / THEATRE / "history.journal", game).branch(4)
    match.save(path)
    if old:
        relabel(path)

    def use() -> TheatreMatch:
        opened = TheatreMatch.load(path, game, rescue=True)
        for seat in game.seat_ids:
            view = opened.view(seat)
            assert view.places
            assert opened.score(seat).total >= 0
        opened.states()
        opened.history()
        return kept(opened, folder, lambda p: TheatreMatch.load(p, game))

    return Door((path,), use, spoil)


def kept(opened: Any, folder: Path, load: Callable[[Path], Any]) -> Any:
    """A game that was let in can be saved, opened again, and played on."""
    copy = folder / "copy.journal"
    opened.save(copy)
    assert load(copy).digest == opened.digest
    copy.unlink()
    if not opened.over:
        on = opened.carry_on()
        on.resolve()
        on.save(copy)
        assert load(copy).digest == on.digest
        copy.unlink()
    return opened


# ------------------------------------------------------------ scenarios
def scenario(folder: Path) -> Door:
    """A small scenario of another place, its common folder too: every file of both."""
    home = build(folder)
    files = tuple(p for p in sorted([*home.rglob("*"), *(folder / "common").iterdir()]) if p.is_file())

    def use() -> Any:
        found, problems = _read(Reading(home, folder / "common"))
        assert bool(found) != bool(problems)
        lines_of(problems)
        if found is not None:
            match = Match.new(found, seed=1)
            match.resolve()
            for side in found.sides:
                match.view(side)
                match.score(side)
        return found

    return Door(files, use)


A_WHAT_IF = """format = 1
id = "both-asleep"
title = "A quiet morning"
question = "What if neither had been awake?"
summary = "Fewer men, and fog."

[[units]]
id = "I/7"
men = 400
lmg = 9
alert = false

[[units]]
id = "I/21"
hex = [3, 2]
men = 300
works_pm = 100
crest = 2

[[weather]]
start = "12 May 05:00"
sky = "fog"
source = "estimate"
confidence = "C"

[[evidence]]
for_it = true
text = "Nobody was there."
source = "estimate"
confidence = "C"
"""


def what_ifs(folder: Path) -> Door:
    """A what-if, applied where it is let in."""
    home, path = build(folder), folder / "both-asleep.toml"
    path.write_text(A_WHAT_IF, encoding="utf-8")
    found, problems = _read(Reading(home, folder / "common"))
    assert found is not None, problems

    def use() -> Any:
        reading = Reading(home, folder / "common")
        name = reading.add_what_if(path)
        check(reading, reading.parts())
        if found_wrong := reading.all_problems():
            raise BadFile(found_wrong)
        changed = apply(found, reading.what_if(name))
        Match.new(changed, seed=1).resolve(trace=False)
        return changed

    return Door((path,), use)


def grades(folder: Path) -> Door:
    """Grades of a battle."""
    (path,) = copies(folder, [scenarios_folder() / BATTLE / "grades.toml"])
    return Door((path,), lambda: read_grades(path))


# ------------------------------------------------------------ the strategic game
def theatre(folder: Path) -> Door:
    """Files of the strategic game, played for a turn where they are let in."""
    home = Path(shutil.copytree(scenarios_folder() / THEATRE, folder / THEATRE))

    def use() -> Any:
        found, problems = read_theatre(home)
        lines_of(problems)
        if found is not None and not problems:
            match = TheatreMatch.new(found, seed=1)
            match.resolve()
            for seat in found.seat_ids:
                match.view(seat)
                match.score(seat)
        return found

    return Door(tuple(sorted(p for p in home.glob("*.toml") if p.stem not in NOT_READ)), use)


NOT_READ = ("battle", "look", "grades", "thesis")  # by this door


def theatre_what_ifs(folder: Path) -> Door:
    """What-ifs of the strategic game."""
    home = Path(shutil.copytree(scenarios_folder() / THEATRE, folder / THEATRE))
    game = load_theatre(THEATRE)

    def use() -> Any:
        found, problems = read_theatre_whatifs(home, game)
        lines_of(problems)
        return found if not problems else None

    return Door(tuple(sorted((home / "what-if").glob("*.toml"))), use)


def deck(folder: Path) -> Door:
    """The cards."""
    home = Path(shutil.copytree(scenarios_folder() / THEATRE, folder / THEATRE))

    def use() -> Any:
        found, problems = read_deck(home)
        lines_of(problems)
        return found

    return Door(tuple(home / f"{name}.toml" for name in ("cards", "odds", "thesis", "prologue")), use)


def join(folder: Path) -> Door:
    """What joins the two scales."""
    home = Path(shutil.copytree(scenarios_folder() / THEATRE, folder / THEATRE))

    def use() -> Any:
        found, problems = read_join(home)
        lines_of(problems)
        return found

    return Door((home / "battle.toml",), use)


def kept_facts(name: str, load: Callable[[Path], Any]) -> Callable[[Path], Door]:
    """A file of facts that a command once reckoned, in the folder of the strategic game."""

    def make(folder: Path) -> Door:
        home = Path(shutil.copytree(scenarios_folder() / THEATRE, folder / THEATRE))
        return Door((home / name,), lambda: load(home))

    make.__name__ = name.partition(".")[0]
    return make


bank, values, theatre_grades = (
    kept_facts("battles.json", load_bank),
    kept_facts("values.json", load_values),
    kept_facts("grades.json", load_grades),
)
theatre_grades.__name__ = "theatre_grades"


# ------------------------------------------------------------ beside a saved game
def battle_drafts(folder: Path) -> Door:
    """Orders of a battle that are not yet sealed."""
    night, path = load_scenario(BATTLE), folder / "night.journal"
    table = Table(Match.new(night, seed=3), seats_for("both", night.sides), path=path)
    dig, assault = Order(unit="I/75", task="dig"), Order(unit="III/75", task="assault", target=(18, 27), limit_pm=200)
    table.book.give_all((dig, assault))
    return _drafts(table, path, lambda: Match.new(night, seed=3))


def theatre_drafts(folder: Path) -> Door:
    """A sheet of the strategic game that is not yet sealed."""
    game, path = load_theatre(THEATRE), folder / "north.journal"
    held = {seat: "human" if seat == game.seat_ids[0] else "empty" for seat in game.seat_ids}
    table = TheatreTable(TheatreMatch.new(game, seed=3), held, path=path)
    plain = next(p for p in game.policies if table.seat in p.seats and p.id == "talk")
    table.drafts[table.seat] = SheetDraft((), Sheet(policy=Policy(plain.id), closed=game.sectors[:1]))
    assert not table.refusal()
    return _drafts(table, path, lambda: TheatreMatch.new(game, seed=3))


def _drafts(table: Any, path: Path, new: Callable[[], Any]) -> Door:
    assert not table.save()
    game = table.match.game  # what is written is kept under the game's own id

    def use() -> Any:
        table.match = new()
        table.match.game = game
        table.begin_turn()
        if not table.recall(path):
            return None
        for seat in table.order:
            assert not table.draft_of(seat).is_written or table.gather()
        table.play_turn()  # what was recalled can be sealed
        return table

    return Door((beside.orders_file(path),), use)


def seats(folder: Path) -> Door:
    """Who sits where."""
    night, path = load_scenario(BATTLE), folder / "night.journal"
    Match.new(night, seed=3).save(path)
    beside.seats_file(path).write_bytes(msgspec.json.encode({night.sides[0]: "human", night.sides[1]: "plan:forward"}))

    def use() -> Any:
        try:
            held = seats_of(path, night)
        except SeatsMissing:
            return None  # the player is asked
        assert "human" in held.values()
        table = Table(Match.load(path, night), held, path=path)
        table.gather()
        return held

    return Door((beside.seats_file(path),), use)


def choices(folder: Path) -> Door:
    """The settings, where `settings_file` says that they are."""
    path = settings.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    chosen = settings.Settings(scale=1.5, language="ja", muted=["contact"], keys={"menu": "m"})
    chosen.save()
    path = settings.settings_file()

    def use() -> Any:
        found = settings.Settings.load()
        found.muted_stops  # noqa: B018
        found.save()
        return found

    return Door((path,), use)


# ------------------------------------------------------------ helpers
def copies(folder: Path, paths: Any) -> dict[Path, bytes]:
    """Copies of files, with what is in them."""
    return {Path(shutil.copy(p, folder)): p.read_bytes() for p in sorted(paths)}


def lines_of(problems: Any) -> None:
    """Every problem is a line that steers no terminal."""
    assert all(str(p).isprintable() for p in problems), problems


def answer(use: Use) -> bool:
    """Whether a door let something in; a refusal is lines that steer no terminal."""
    try:
        return use() is not None
    except BadFile as e:
        lines_of(e.problems)
        return False


JOURNALS = (battle_journal, theatre_journal)
OTHERS = (
    forged_tree,
    scenario,
    what_ifs,
    grades,
    theatre,
    theatre_what_ifs,
    deck,
    join,
    bank,
    values,
    theatre_grades,
    battle_drafts,
    theatre_drafts,
    seats,
    choices,
)
DOORS: dict[str, Callable[[Path], Door]] = {
    **{make.__name__: make for make in (*JOURNALS, *OTHERS)},
    **{f"old_{make.__name__}": partial(make, old=True) for make in JOURNALS},
    **{f"mail_{name}": lambda folder, make=make: Door(*make(folder)) for name, make in mail_doors.MAKERS.items()},
    **{f"resealed_{make.__name__}": partial(make, old=True, spoil=mutants.resealed) for make in JOURNALS},
}
