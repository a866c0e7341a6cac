"""The text mode: a night played by typed lines, the same rules and the same fog as everywhere, one line for bad input."""

import io
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from game.cli.battle.terminal.commands import COMMANDS
from game.cli.battle.terminal.country import way_words
from game.cli.battle.terminal.order_line import order_words, read_order
from game.cli.battle.terminal.session import battle_session
from game.cli.main import main
from game.cli.picking import words_of
from game.cli.text_loop import Session
from game.files import saves
from game.files.battle.scenarios import load_scenario
from game.match.battle import Match
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.table import Table, seats_for

SIDES = ("japan", "soviet")

ROOT = Path(__file__).parents[2]
NAME = "silent-assault"
NIGHT = """
# the record's plan, by typed lines
order I/75 assault changkuf silent from 02:15 start-line 17,28 line 66%
order 6/75 silent 18,27 at 02:15 start line 18,29
order 10/75 move 17,24 silent from 22:00
order III/75 reserve 18,27 trigger hex-contested
order AT/75 move hill 52 silent from 22:00
order I/76 assault bezym silent from "31 Jul 04:15" start-line 17,22
o 15FHA fire 17,21 preparation from 04:00 until 04:30 rounds 12
orders
resolve
report
order III/75 assault 18,27 open from 04:45
resolve
order 75 dig
resolve
why 6
"""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(NAME)


@pytest.fixture(autouse=True)
def games(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder of saved games, empty for each test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return saves.folder()


Play = Callable[..., list[str]]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Play:
    """`play(lines, options...)`: what `changkufeng play silent-assault --text` prints when the lines are piped in."""

    def run(lines: str, *options: str) -> list[str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
        code = main(["play", NAME, "--text", *options])
        out, err = capsys.readouterr()
        assert code == 0, err
        assert "Traceback" not in out + err
        return out.splitlines()

    return run


@pytest.fixture
def session(scenario: Scenario) -> Session:
    """A session for Japan; its answers are gathered by `answers`."""
    return battle_session(
        Table(Match.new(scenario), seats_for("japan", SIDES)), lambda _prompt: None, lambda _line: None
    )


def answers(session: Session, line: str) -> list[str]:
    """What a session prints for one line."""
    said: list[str] = []
    session._say = said.append
    session.answer(line)
    return said


# ---------------------------------------------------------------- playing
def test_a_whole_night_is_played_by_text_to_its_final_score(play: Play, scenario: Scenario):
    said = play(NIGHT, "--side", "japan", "--seed", "1938")
    assert not [line for line in said if line.startswith("Not done")]
    assert len([line for line in said if line.startswith("Report of")]) == len(scenario.calendar.played()) + 1
    for side in scenario.sides:
        (line,) = [line for line in said if line.startswith(f"Final score of {scenario.side_names[side]}")]
        assert re.search(r": \d+\.\d of 100", line)
    assert [
        line
        for line in said
        if line.startswith("Outcome ") and re.search(r": \d+ here, 178, band 160 to 200, in the record", line)
    ]
    assert [line for line in said if line.startswith("Factor ") and "; rule " in line]
    match = Match.load(saves.autosave_path(NAME))
    assert match.over
    assert match.seed == 1938


def test_a_report_opens_with_the_headline_and_folds_its_events_by_place(play: Play, scenario: Scenario):
    said = play(NIGHT, "--side", "japan", "--seed", "1938")
    at = next(k for k, line in enumerate(said) if line.startswith("Report of 30 Jul Night"))
    assert re.match(r"30 Jul Night: .*It cost \d+ men", said[at - 1])
    folds = [line for line in said[at:] if line.startswith("At ")]
    assert any(line.startswith("At Changkufeng: ") for line in folds)
    assert not any(line.startswith("Event ") for line in said[at : at + 6 + len(folds)])


def test_typed_orders_are_the_orders_of_the_record(play: Play, scenario: Scenario):
    play("\n".join(NIGHT.splitlines()[:10]) + "\nresolve\n")
    played = {o.unit: o for o in Match.load(saves.autosave_path(NAME)).records[0].orders["japan"]}
    first = scenario.calendar.played()[0].number
    record = {o.unit: o for o in scenario.orders_of(first, "japan")}
    for unit in ("10/75", "III/75", "AT/75", "15FHA"):
        kept = msgspec.structs.replace(record[unit], source="", confidence="", note="")
        assert played[unit] == kept


def test_lines_are_plain(play: Play):
    said = play(NIGHT + "help\nunits\nmap I/75 2\nlook 18,26\nrules\nlog all\n")
    for line in said:
        assert line == " ".join(line.split())
        assert line.isprintable()
        assert not re.search(r"[\u2500-\u259f|]", line), line


def test_run_goes_on_until_something_happens(play: Play):
    said = play("order I/75 assault 18,26 from 31 Jul 04:30\nrun\nlog\n")
    assert [line for line in said if line.startswith("30 Jul Night: ")]  # a headline for every turn that passed
    assert "Nothing to stop for in 30 Jul Night" in said
    assert "Nothing to stop for in 31 Jul Morning" in said
    assert [line for line in said if line.startswith("Event 1,")]
    assert len(Match.load(saves.autosave_path(NAME)).records) == 3  # the hill falls in the last turn


def test_the_window_is_not_needed(run_python: Callable[..., str], tmp_path: Path):
    code = (
        "import sys, io; sys.stdin = io.StringIO('order 75 dig\\nforecast 18,26\\nresolve\\nlog\\nwhy 1\\n');"
        f"from game.cli.main import main; code = main(['play', '{NAME}', '--text']); print(code, 'pygame' in sys.modules)"
    )
    assert run_python(code, XDG_DATA_HOME=str(tmp_path)).splitlines()[-1] == "0 False"


# ---------------------------------------------------------------- fog
def test_nothing_is_said_of_an_enemy_who_was_not_seen(scenario: Scenario):
    for side in scenario.sides:
        said: list[str] = []
        table = Table(Match.new(scenario), seats_for(side, SIDES))
        session = battle_session(table, lambda _prompt: None, said.append)
        seen = {c.id for c in table.view.contacts}
        hidden = [c for c in scenario.counters if c.side != side and c.id not in seen]
        assert hidden
        looks = [f"look {c.hex[0]},{c.hex[1]}" for c in hidden if c.hex]
        looks += [f"map {c.hex[0]},{c.hex[1]} 2" for c in hidden if c.hex]
        for line in (
            "state",
            "units",
            "contacts",
            "engagements",
            "places",
            "orders",
            "forecast 18,26",
            "units by name",
            *looks,
        ):
            session.answer(line)
        for word in ("zzz", "75", "119"):
            session.answer(f"map {word}")
        for counter in hidden:
            name = re.compile(rf"(?<![\w/]){re.escape(counter.id)}(?![\w/])")
            assert not [line for line in said if name.search(line)], counter.id


def test_an_unseen_counter_is_answered_as_one_that_is_not_there(session: Session, scenario: Scenario):
    hidden = {c.id for c in scenario.counters if c.side != "japan"} - {c.id for c in session.table.view.contacts}
    for name in sorted(hidden):
        for line in ("unit {}", "look {}", "map {}", "order {} hold", "reach I/75 {}"):
            real, fancied = (answers(session, line.format(n)) for n in (name, "Qqqqq"))
            assert len(real) == len(fancied) == 1
            assert real[0].split('"')[0] == fancied[0].split('"')[0]
            hint = real[0].partition("nearest is ")[2]
            assert hint not in hidden


def test_the_log_tells_what_the_side_knows_and_no_more(play: Play, scenario: Scenario):
    said = play(NIGHT + "log all\n", "--side", "japan")
    match = Match.load(saves.autosave_path(NAME))
    known = {e.text for r in match.records for e in match.events(r, "japan")}
    told = {line.split(": ", 1)[1] for line in said if line.startswith("Event ")}
    assert told == {" ".join(t.split()) for t in known}


# ---------------------------------------------------------------- saving
def test_a_game_goes_on_from_where_it_was_left(play: Play):
    play(NIGHT)
    whole = [r.digest for r in Match.load(saves.autosave_path(NAME)).records]
    first, *rest = NIGHT.split("resolve\n")
    play(first + "resolve\n")
    for part in rest:
        play(part + "resolve\n" if part is not rest[-1] else part, "--load", str(saves.autosave_path(NAME)))
    assert [r.digest for r in Match.load(saves.autosave_path(NAME)).records] == whole


def test_a_game_of_other_seats(play: Play):
    play("resolve\n")
    assert "You command USSR" in play("state\n", "--load", str(saves.autosave_path(NAME)), "--side", "soviet")


# ---------------------------------------------------------------- bad input
BAD = [
    ("frobnicate", r'no command "frobnicate"'),
    ("ordre I/75 dig", r"nearest is order"),
    ("order", r"needed: order UNIT TASK"),
    ("order I/57 hold", r'no counter or formation of Japan "I/57"; nearest is I/75'),
    ("order I/7 hold", r"may mean I/75, I/76"),
    ("order I/75", r"a task is missing; it may assault"),
    ("order I/75 swim", r'no task "swim"; needed one of move'),
    ("order I/75 assault", r"needs a target hex \(rule 7\.2\)"),
    ("order I/75 assault 99,99", r"off the map .*\(rule 7\.13\)"),
    ("order I/75 assault 28,25", r"\(rule 10\.3\)"),
    ("order I/75 move 20,24", r"\(rule 5\.3\)"),
    ("order I/75 move nowhere", r'no hex or place "nowhere"'),
    ("order I/75 move hill", r'"hill" may mean'),
    ("order I/75 move 17,28 from 25:00", r'no moment "25:00".*\(rule 7\.2\)'),
    ("order I/75 move 17,28 from 02:20", r'no moment "02:20"'),
    ("order I/75 move 17,28 from", r'"from" needs a value'),
    ("order I/75 move 17,28 from 99 Jul 02:15", r"no moment"),
    ("order I/75 move 17,28 from 1 Jul 02:15", r"before the turn.*\(rule 7\.2\)"),
    ("order I/75 hold crest many", r'"crest" needs a whole number, found "many"'),
    ("order I/75 hold crest 9", r"\(rule 6\.1\)"),
    ("order I/75 reserve trigger someday", r'no trigger "someday"'),
    ("order I/75 dig bogus", r'no hex or place "bogus"'),
    ("order I/75 move 17,28 bogus", r'no option of an order "bogus"'),
    ("order I/25MA fire 17,21", r"\(rule 10\.3\)"),
    ("order 15FHA fire 17,21 rounds 999", r"\(rule 6\.6\)"),
    ("order 76 fire 17,21", r"\(rule 7\.14\)"),
    ('order "I/75 dig', r"quotation mark"),
    ("unit", r"needed: unit NAME"),
    ("unit nobody", r"no counter known to Japan"),
    ("units purple", r'has "purple" about it'),
    ("units by colour", r'no order of sorting "colour"; needed one of'),
    ("look", r"needed: look HEX"),
    ("look 40,2", r"off the map"),
    ("map 18,26 9", r"0 to 6 hexes"),
    ("places atlantis", r'no place "atlantis"'),
    ("reach I/75", r"needed: reach"),
    ("cancel", r"needed: cancel"),
    ("cancel 3", r"no order is written"),
    ("undo", r"nothing was written"),
    ("redo", r"nothing was taken back"),
    ("forecast", r"no assault is ordered"),
    ("forecast I/75", r"not ordered to assault"),
    ("why 1", r"nothing has happened yet"),
    ("log", r"nothing has happened yet"),
    ("report", r"nothing has happened yet"),
    ("rules 99.9", r'no rule "99.9"'),
    ("load nothing", r'no saved game "nothing"'),
    ("load /nowhere/at/all.journal", r"no such file"),
    ("save /nowhere/at/all/x.journal", r"there is no folder /nowhere/at/all"),
    ("help frobnicate", r'no command "frobnicate"'),
    ("x" * 5000, r"a line of 5000 letters; needed 2000"),
    ("order \x1b[2J\x07 hold", r"no counter or formation"),
    ("unit ２", r"no counter"),
]


@pytest.mark.parametrize(("line", "said"), BAD, ids=[b[0][:40] for b in BAD])
def test_bad_input_is_one_line_and_changes_nothing(
    session: Session, line: str, said: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CHANGKUFENG_DEBUG", "1")  # a fault would be raised, not told
    before = session.table.match.digest, session.table.book.orders
    (found,) = answers(session, line)
    assert found.startswith("Not done: ")
    assert re.search(said, found), found
    assert found.isprintable()
    assert len(found) < 500
    assert (session.table.match.digest, session.table.book.orders) == before


def test_what_is_no_line_is_passed_over(session: Session):
    for line in ("", "   ", "# a remark", "\x00\x01", "\t"):
        assert answers(session, line) == []


def test_bytes_that_are_no_text_do_not_end_the_game(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", NAME, "--text"], cwd=ROOT, input=b"\xff\xfe\x00\xc3\nunits\n",
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert b"I/75, " in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_damaged_journal_is_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    path = tmp_path / "torn.journal"
    path.write_bytes(b"\x00\xff no journal\n")
    assert main(["play", NAME, "--text", "--load", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


# ---------------------------------------------------------------- orders in words
ORDERS = [
    Order(unit="I/75", task="assault", target=(18, 26), manner="silent", start="31 Jul 02:15", start_line=(17, 28)),
    Order(
        unit="I/75", task="assault", target=(23, 30), manner="prepared", limit_pm=300, fallback=(15, 29), line_pm=667
    ),
    Order(unit="III/75", task="reserve", target=(18, 27), trigger="hex_contested"),
    Order(unit="15FHA", task="fire", target=(17, 21), mission="interdiction", rounds=7, until="31 Jul 06:00"),
    Order(unit="I/76", task="hold", crest=2, open_m=400),
    Order(unit="6/75", task="move", target=(17, 28), source="CX", confidence="B", note="along the road"),
    Order(unit="75", task="withdraw", target=(13, 30)),
    Order(unit="19E", task="ferry", target=(9, 22), lots=6),
    Order(unit="I/75", task="strike", target=(13, 30), flights=2),
]


@pytest.mark.parametrize("order", ORDERS, ids=[f"{o.unit} {o.task}" for o in ORDERS])
def test_an_order_that_is_read_out_may_be_typed_again(session: Session, order: Order):
    assert read_order(session.table, words_of(order_words(session.table, order))) == order


def test_every_field_of_an_order_can_be_typed():
    plain = Order(unit="", task="dig")
    fields = {f.name for f in msgspec.structs.fields(Order)} - {"unit", "task"}
    assert {f for f in fields for o in ORDERS if getattr(o, f) != getattr(plain, f)} == fields


def test_an_order_to_a_formation_goes_to_each_counter_that_can(session: Session):
    said = answers(session, "order 19 fire 17,21")
    assert [line for line in said if line.startswith("Written: 15FHA: fire")]
    assert len([line for line in said if line.startswith("Takes no part") and "(rule" in line]) == 4
    assert answers(session, "undo")
    assert session.table.book.orders == ()


def test_fire_missions_of_one_group_stand_side_by_side(session: Session):
    for line in (
        "o 15FHA fire 17,21 from 04:00",
        "o 15FHA fire 17,20 from 05:00",
        "o 15FHA fire 17,20 from 05:00 rounds 3",
    ):
        answers(session, line)
    assert [(o.target, o.rounds) for o in session.table.book.orders] == [((17, 21), 16), ((17, 20), 3)]
    answers(session, "cancel 1")
    assert [o.target for o in session.table.book.orders] == [(17, 20)]
    answers(session, "o 15FHA dig")
    assert [o.task for o in session.table.book.orders] == ["dig"]


# ---------------------------------------------------------------- commands
def test_every_command_has_a_short_form_of_its_own_and_help(session: Session):
    heads = [w for c in COMMANDS for w in (c.name, c.short)]
    assert len(set(heads)) == len(heads)
    for command in COMMANDS:
        assert session.find(command.name) is session.find(command.short) is command
        assert answers(session, f"help {command.short}")[0].startswith(command.usage)
    assert len(answers(session, "help")) == len(COMMANDS) + 1


def test_the_eight_winds():
    assert way_words((18, 26), (20, 26)) == "2 hexes east"
    assert way_words((18, 26), (18, 24)) == "2 hexes north"
    assert way_words((18, 26), (17, 27)) == "1 hex south-west"
    assert way_words((17, 27), (18, 26)) == "1 hex north-east"


def test_a_counter_is_told_with_companies_sources_and_history(session: Session):
    said = answers(session, "unit I/75")
    for head in (
        "Strength: ",
        "Task in force: ",
        "Order delay 30 minutes",
        "Company: ",
        "In the record: ",
        "Source KA: ",
    ):
        assert [line for line in said if line.startswith(head)], head
    assert [line for line in answers(session, "unit teresh") if line.startswith("Enemy: Tereshkin")]


def test_a_forecast_is_one_number_with_its_two_parts(session: Session):
    answers(session, "order I/75 assault 18,26 silent from 02:15 start-line 17,28")
    said = answers(session, "forecast")
    assert re.fullmatch(r"Forecast for Changkufeng 18,26: taken \d+ % \(\d+ to \d+\)", said[0])
    assert re.search(r": \d+ % if he stays as last seen, \d+ % if he does as his staff usually does", said[1])


def test_the_examples_of_help_are_orders_that_are_understood(scenario: Scenario):
    for side in scenario.sides:
        session = battle_session(
            Table(Match.new(scenario), seats_for(side, SIDES)), lambda _prompt: None, lambda _line: None
        )
        typed = [
            line.removeprefix("Example: ") for line in answers(session, "help order") if line.startswith("Example")
        ]
        assert len(typed) == 4
        for line in typed:
            words = words_of(line.partition(", for ")[0])
            assert read_order(session.table, words[1:]).unit


def test_supply_and_the_silence_of_guns_are_typed(session: Session):
    assert answers(session, "supply")[0].startswith("Shells: ")
    written, price = answers(session, "order 15FHA fire counter-battery")
    assert written == "Written: 15FHA: fire, rounds 16, mission counter-battery"
    assert price.startswith("16 of ")
    written, price = answers(session, "order 15FHA cease")
    assert written == "Written: 15FHA: cease"
    assert "nobody hears the guns" in price
    assert "no guns for fire missions" in answers(session, "order I/75 cease")[0]


def test_the_dead_stand_in_the_line_of_their_hit_and_why_lists_both(play: Play):
    told = play(f"{NIGHT}log all")
    hits = [line for line in told if re.search(r"Event [0-9]+, .* of them killed$", line)]
    assert hits
    assert not [line for line in told if "who were hit die" in line]
    number = re.search(r"Event ([0-9]+),", hits[0])
    assert number is not None
    why = play(f"{NIGHT}why {number[1]}")
    at = len(why) - 1 - why[::-1].index("Of those hit, killed")
    assert why[at - 1].startswith("What the factors come to: ")
    assert why[at + 1].startswith("Factor men hit: ")
    assert "rule 2.8" in why[at + 2]
