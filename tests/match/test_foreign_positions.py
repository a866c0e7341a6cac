"""Positions from files: compared with their digest, their clock and the range of every column before anything looks at them."""

import json

import numpy as np
import pytest

from game import Match, load_scenario
from game.core.ranges import Span
from game.files.errors import BadFile
from game.files.theatre.theatres import load_theatre
from game.match.theatre import TheatreMatch
from game.players.battle.plain import PlainCommander
from game.rules.battle import state_ranges as battle
from game.rules.theatre import state_ranges as theatre
from tests.forging import OTHER_RULES, forge, put, relabel

TURNS = 3


def played_battle() -> Match:
    """Three turns of a scenario in which every array has rows: politics, aircraft, boats."""
    scenario = load_scenario("first-counterattack")
    match = Match.new(scenario, seed=7)
    seats = [PlainCommander(side, scenario) for side in scenario.sides]
    for _ in range(TURNS):
        match.resolve(**{s.side: s.orders(match.view(s.side)) for s in seats})
    return match


def played_theatre() -> TheatreMatch:
    """Three turns of the strategic game with empty seats."""
    match = TheatreMatch.new(load_theatre("north-or-south"), seed=7)
    for _ in range(TURNS):
        match.resolve()
    return match


GAMES = {"battle": played_battle, "theatre": played_theatre}
RANGES = {"battle": battle.RANGES, "theatre": theatre.RANGES}


@pytest.fixture(scope="module", params=sorted(GAMES))
def match(request):
    """A game of either scale."""
    found = GAMES[request.param]()
    found.ranges = RANGES[request.param]
    return found


@pytest.fixture
def path(match, tmp_path):
    """Its journal."""
    target = tmp_path / "game.journal"
    match._saved = ("", 0)
    match.save(target)
    return target


def load(match, path, **how):
    """The game of a journal, on the scenario at hand."""
    return type(match).load(path, match.scenario if isinstance(match, Match) else match.theatre, **how)


def refused(match, path) -> str:
    """The line with which a journal is refused."""
    with pytest.raises(BadFile) as told:
        load(match, path, rescue=True)  # the more generous of the two ways: forgery is no damage
    return str(told.value)


def sizes(match):
    """How many there are of what a column may name."""
    return (match._engine if isinstance(match, Match) else match.engine).sizes


def columns(match):
    """Every column of every array of a position: array, column, span."""
    for name, array in zip(match.state._fields, match.state, strict=True):
        if name == "clock":
            continue
        assert len(array), f"{name} has no row: this game cannot show that its columns are looked at"
        for column in range(array.shape[-1]):
            found = match.ranges[name]
            yield name, column, found if isinstance(found, Span) else found[column]


def test_every_column_of_the_position_has_its_range(match):
    seen = {name for name, _, _ in columns(match)}
    assert seen == set(match.ranges) == set(match.state._fields) - {"clock"}
    for name, found in match.ranges.items():
        if not isinstance(found, Span):
            assert set(found) == set(range(getattr(match.state, name).shape[-1])), name


def test_a_journal_of_other_rules_is_looked_at_whole(match, path):
    relabel(path)
    opened = load(match, path)
    assert [r.digest for r in opened.records] == [r.digest for r in match.records]
    assert opened.is_read_only
    assert opened.notice == f"of rules {OTHER_RULES}, this program plays {match.rules}: opened read-only"


def test_a_forged_number_in_any_column_is_refused(match, path):
    """Below the least and above the most, near and far, in the last row, the digest named anew."""
    relabel(path)
    whole, tried = path.read_bytes(), 0
    for name, column, span in columns(match):
        size = sizes(match)[span.of] if span.of else 0
        most = span.most + (int(size[-1]) if np.ndim(size) else size)
        for value in (span.least - 1, most + 1, 2**31 - 1):
            path.write_bytes(whole)
            forge(path, TURNS, match.state, lambda s, n=name, c=column, v=value: set_last(getattr(s, n), c, v))
            assert f"turn {match.records[-1].turn.number}: its packed position is forged: {name}[" in refused(
                match, path
            )
            tried += 1
    assert tried > 80


def set_last(array, column, value):
    """Puts a number into the last row of a column."""
    array[(*[-1] * (array.ndim - 1), column)] = value


def test_a_clock_that_stands_elsewhere_is_refused(match, path):
    relabel(path)
    whole = path.read_bytes()
    for column in range(len(match.state.clock)):
        path.write_bytes(whole)
        forge(path, 2, match.state, lambda s, c=column: s.clock.__setitem__(c, s.clock[c] + 1))
        assert "its packed position is forged: clock is (" in refused(match, path)


def test_a_position_that_its_digest_does_not_name_is_refused(match, path):
    relabel(path)
    forge(path, 2, match.state, lambda s: s[0].__setitem__((0, 0), 5), named=False)
    assert "its packed position is " in refused(match, path)


@pytest.mark.parametrize("change", [lambda d: d[:-4], lambda d: d + d[:8], lambda d: b""])
def test_a_position_of_another_size_is_refused(match, path, change):
    relabel(path)
    lines = path.read_bytes().split(b"\n")
    line = json.loads(lines[1])
    put(line, change(b"".join(a.tobytes() for a in match.records[0].state)))
    path.write_bytes(b"\n".join([lines[0], json.dumps(line).encode(), *lines[2:]]))
    assert "bytes; needed" in refused(match, path)


def test_of_the_present_rules_too_a_position_is_compared_with_its_digest(match, path):
    """Nobody looks at it, but somebody may: the first turn ends in the digest, what is packed beside it does not."""
    forge(path, 1, match.state, lambda s: s[0].__setitem__((0, 0), 5), named=False)
    assert "its packed position is " in refused(match, path)


def test_no_branch_begins_in_a_position_that_no_table_knows(match):
    name, column, _ = next(columns(match))
    forged = type(match.state)(*(a.copy() for a in match.state))
    set_last(getattr(forged, name), column, 100_000)
    broken = match.carry_on()
    last = broken.records[-1]
    field = "state" if isinstance(match, Match) else "position"
    broken.records = (*broken.records[:-1], last._replace(**{field: forged}))
    with pytest.raises(ValueError, match=r"no rule can go on from this position: \w+\[.*\] is 100000; needed"):
        broken.carry_on()


# ------------------------------------------------------------ journals of older rules


def test_a_journal_of_older_rules_stays_what_it_is_whoever_saves_it(match, path, tmp_path):
    relabel(path)
    before = [json.loads(line) for line in path.read_bytes().splitlines()]
    opened = load(match, path)
    for target in (tmp_path / "copy.journal", path):
        opened.save(target)
        assert [json.loads(line) for line in target.read_bytes().splitlines()] == before
    again = load(match, tmp_path / "copy.journal")
    assert again.is_read_only
    assert again.digest == match.digest


def test_it_is_carried_on_as_a_branch_that_can_be_opened_again(match, path, tmp_path):
    relabel(path)
    branch = load(match, path).carry_on()
    assert branch.goes_on_in(path) == path.with_name("game branch.journal")
    branch.resolve()
    target = tmp_path / "branch.journal"
    branch.save(target)
    branch.resolve()
    branch.save(target)
    lines = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert lines[0]["rules"] == match.rules
    assert lines[0]["parent"].startswith(match.digest + "@")
    assert [line.get("rules", "") for line in lines[1:]] == [OTHER_RULES] * TURNS + ["", ""]
    opened = load(match, target)
    assert not opened.is_read_only
    assert [r.digest for r in opened.records] == [r.digest for r in branch.records]
    opened.resolve()


def test_the_turns_of_older_rules_in_a_branch_pass_the_same_gate(match, path, tmp_path):
    relabel(path)
    branch = load(match, path).carry_on()
    branch.resolve()
    branch.save(path)
    forge(path, TURNS, match.state, lambda s: set_last(s[0], 0, 100_000))
    assert "is forged" in refused(match, path)


def test_a_turn_of_other_rules_after_one_of_ours_is_refused(match, path):
    lines = path.read_bytes().split(b"\n")
    lines[2] = json.dumps(json.loads(lines[2]) | {"rules": OTHER_RULES}).encode()
    path.write_bytes(b"\n".join(lines))
    with pytest.raises(BadFile, match=r"turn \d+: is of rules 0\.0 and follows one of rules"):
        load(match, path)


# ------------------------------------------------------------ damage


@pytest.mark.parametrize("rules", ["", OTHER_RULES])
@pytest.mark.parametrize("change", [lambda b: b[:60], lambda b: b[:-60] + b"#" * 60, lambda b: b"\0" * 4096])
def test_a_damaged_journal_gives_back_its_good_turns_as_a_branch(match, path, change, rules):
    if rules:
        relabel(path, rules)
    lines = path.read_bytes().split(b"\n")
    lines[3] = change(lines[3])
    path.write_bytes(b"\n".join([*lines[:4], lines[3], b""]))
    damaged = path.read_bytes()
    opened = load(match, path)
    assert [r.digest for r in opened.records] == [r.digest for r in match.records[:2]]
    assert opened.notice.startswith("line 4 is damaged: ")
    assert "; the 2 turns before it are good and opened as a branch, the file stays as it is" in opened.notice
    assert not opened.is_whole
    home = opened.goes_on_in(path)
    assert home.name == "game branch.journal"
    opened.save(home)
    assert path.read_bytes() == damaged
    assert load(match, home).digest == opened.digest
    assert opened.goes_on_in(path).name == "game branch 2.journal"


def test_a_turn_that_is_missing_ends_the_game_before_it(match, path):
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:2], *lines[3:]]))
    opened = load(match, path)
    assert len(opened.records) == 1
    assert "does not follow" in opened.notice
    assert "the turn before it is good and opened as a branch" in opened.notice


def test_an_altered_turn_is_refused_and_gives_back_what_was_before_it_where_one_asks(match, path):
    lines = path.read_bytes().split(b"\n")
    line = json.loads(lines[2])
    line["digest"] = "0" * 16
    path.write_bytes(b"\n".join([*lines[:2], json.dumps(line).encode(), *lines[3:]]))
    with pytest.raises(BadFile, match="resolved again it ends in"):
        load(match, path)
    opened = load(match, path, rescue=True)
    assert len(opened.records) == 1
    assert opened.digest == match.records[0].digest
    assert "resolved again it ends in" in opened.notice
    assert "opened as a branch" in opened.notice
    opened.resolve()
