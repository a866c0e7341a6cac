"""A commander of one's own: taken from Python or as it was typed, never from a file; whatever it does, the game goes on."""

import json
import re
import secrets
import sys
from pathlib import Path

import pytest

from game import Match, load_scenario
from game.cli.kinds import commander as typed
from game.match.battle import Match as Battle
from game.match.battle.playout import Playout
from game.model.battle.orders import Order
from game.players.battle import own
from game.players.battle.staffs import commander, trouble
from game.players.battle.table import Table, seats_of
from game.players.table import SeatsMissing
from game.whatif.battle.runs import Setting, play
from game.whatif.battle.trials import trial

IDLE = "class Idle:\n    def __init__(self, side, scenario): pass\n    def orders(self, view): return ()\n"
PAGE = Path(__file__).resolve().parents[2] / ".github/HOW_TO_ADD.md"


@pytest.fixture(scope="module")
def night():
    return load_scenario("silent-assault")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A folder to write modules in, in which the user is; what was enlisted and imported is forgotten."""
    before, path = dict(sys.modules), list(sys.path)
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    own._ENLISTED.clear()
    sys.path[:] = path
    for name in set(sys.modules) - set(before):
        if str(tmp_path) in str(getattr(sys.modules[name], "__file__", "") or ""):
            del sys.modules[name]


def write(folder, name, body):
    (folder / f"{name}.py").write_text(body, encoding="utf-8")


class Digs:
    """Everybody digs."""

    def __init__(self, side, scenario):
        self.side = side

    def orders(self, view):
        return [Order(unit=u.id, task="dig") for u in view.own if "dig" in view.legal_tasks(u.id)]


class Wrong(Digs):
    """One good order, and every kind of bad one."""

    def orders(self, view):
        unit = view.own[0].id
        other = next(c.id for c in view.scenario.counters if c.side != view.side)
        good = next(o for o in super().orders(view))
        bad = [Order(unit=other, task="dig"), Order(unit=unit, task="move", target=(999, 999)), "dig", None]
        return [bad[0], good, *bad[1:], Order(unit="nobody", task="dig"), Order(unit=unit, task=7)]


class Fails(Digs):
    """A fault in its second turn."""

    def orders(self, view):
        if view.turn.number > view.scenario.calendar.played()[0].number:
            raise ZeroDivisionError("a fault\nin two lines")
        return super().orders(view)


# ------------------------------------------------------------ from Python
def test_a_class_and_an_object_command_under_the_name_they_are_given(night):
    own.enlist("digger", Digs)
    own.enlist("the same", Digs("japan", night))
    view = Match.new(night, seed=2).view("japan")
    assert trouble("digger", night, "japan") == ""
    for name in ("digger", "the same"):
        given = commander(name, "japan", night).orders(view)
        assert {o.task for o in given} == {"dig"}
        assert len(given) == len(Digs("japan", night).orders(view))
    assert "no commander 'dagger'" in trouble("dagger", night, "japan")


def test_a_class_is_made_anew_for_every_game_and_an_object_is_not(night):
    made = []
    own.enlist("made", lambda side, scenario: made.append(side) or Digs(side, scenario))
    play([Setting(scenario=night, commanders=("made", "plain"))], 3, workers=1)
    assert made == ["japan"] * 3


@pytest.mark.parametrize("what", [7, "plain", dict, object()])
def test_what_gives_no_orders_is_no_commander(what):
    with pytest.raises(ValueError, match=r"^mine is no commander: "):
        own.enlist("mine", what)


def test_it_has_guess_masks_and_a_playout_at_hand(night):
    match = Match.new(night, seed=2)
    match.resolve(japan=Digs("japan", night).orders(match.view("japan")))
    view = match.view("japan")
    game = view.playout(4)
    assert isinstance(game, Playout)
    assert (game.state.units == view.guess(4).units).all()
    assert (view.guess(4).units != view.guess(5).units).any()
    assert game.turn == view.turn
    assert view.legal_mask(view.own[0].id).any()
    before = match.digest
    game.play_on({}, turns=1)
    assert game.turn.number > view.turn.number
    assert match.digest == before
    assert match.view("japan").turn == view.turn


# ------------------------------------------------------------ wrong orders and faults
def test_an_order_that_the_rules_forbid_is_dropped_and_told_and_the_others_stand(night):
    own.enlist("wrong", Wrong)
    he, view = commander("wrong", "japan", night), Match.new(night, seed=2).view("japan")
    (order,) = he.orders(view)
    assert (order.task, view.refusal(order)) == ("dig", None)
    assert len(he.told) == 6
    assert all(
        line.startswith("30 Jul Night: an order of wrong was dropped: ") and "\n" not in line for line in he.told
    )
    assert any("'dig' is no order" in line for line in he.told)


def test_a_commander_who_fails_is_silent_in_that_turn_and_the_game_is_played_to_its_end(night):
    own.enlist("fails", Fails)
    (runs,) = play([Setting(scenario=night, commanders=("plain", "fails"))], 2, workers=1)
    assert len(runs.games) == 2
    assert all(" failed and gave no orders: ZeroDivisionError: a fault?in two lines" in line for line in runs.told)
    assert len(runs.told) == 2 * (len(night.calendar.played()) - 1)


@pytest.mark.parametrize("gives", [None, 7, "abc"])
def test_what_is_no_sheet_is_told_too(night, gives):
    class Gives(Digs):
        def orders(self, view):
            return gives

    own.enlist("gives", Gives)
    he = commander("gives", "japan", night)
    assert he.orders(Match.new(night, seed=2).view("japan")) == ()
    assert he.told


def test_one_that_cannot_be_made_gives_no_orders(night):
    own.enlist("never", lambda side, scenario: 1 / 0)
    own.enlist("nothing", lambda side, scenario: side)
    view = Match.new(night, seed=2).view("japan")
    for name, why in (("never", "ZeroDivisionError"), ("nothing", "it has no method orders")):
        he = commander(name, "japan", night)
        assert he.orders(view) == ()
        assert why in he.told[0]


def test_across_the_table_it_is_told_that_orders_were_wrong_and_not_which(night):
    own.enlist("wrong", Wrong)
    table = Table(Match.new(night, seed=2), {"japan": "human", "soviet": "wrong"})
    table.play_turn()
    assert table.news == ["wrong for USSR: orders not given, because they were wrong: 6"]
    foes = {c.id for c in night.counters if c.side == "soviet"}
    assert not [word for word in foes if word in table.news[0]]


def test_a_forecast_reckons_with_the_staff_and_does_not_ask_it(night):
    own.enlist("fails", lambda side, scenario: 1 / 0)
    table = Table(Match.new(night, seed=6), {"japan": "human", "soviet": "fails"})
    view = table.match.view("soviet")
    assert table.expected("soviet")(view) == commander("plain", "soviet", night).orders(view)


def test_what_no_other_process_can_fetch_plays_in_this_one_alone(night):
    own.enlist("here", lambda side, scenario: Digs(side, scenario))
    with pytest.raises(ValueError, match=r"^here cannot play in other processes .*; needed one worker$"):
        play([Setting(scenario=night, commanders=("here", "plain"))], 20, workers=2)
    assert trial(night, "here", "here", pairs=1).margins == (0.0,)


# ------------------------------------------------------------ as it was typed
def test_what_is_typed_is_imported_from_the_folder_that_the_user_is_in(folder, night):
    write(
        folder,
        "mine",
        "class Idle:\n    def __init__(self, side, scenario): pass\n    def orders(self, view): return ()\n",
    )
    assert typed("mine:Idle") == "mine:Idle"
    assert commander("mine:Idle", "japan", night).orders(Match.new(night, seed=1).view("japan")) == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("nowhere_at_all:Idle", "cannot import nowhere_at_all:Idle: ModuleNotFoundError"),
        ("broken:Idle", "cannot import broken:Idle: SyntaxError"),
        ("leaves:Idle", "cannot import leaves:Idle: SystemExit: 3"),
        ("math:tau", "math:tau is no commander"),
        ("json:JSONDecoder", "json:JSONDecoder is no commander: it has no method orders"),
        ("math:nothing", "cannot import math:nothing: AttributeError"),
        ("os:system('x')", """no ONE "os:system('x')"; needed one of: plain, """),
        ("../../x:Y", 'no ONE "../../x:Y"; needed one of: plain, '),
    ],
)
def test_what_cannot_be_a_commander_is_answered_in_one_line(folder, capsys, text, why):
    from game.cli.main import main

    write(folder, "broken", "class Idle(:\n")
    write(folder, "leaves", "raise SystemExit(3)\n")
    assert main(["trial", "silent-assault", text, "plain", "--games", "1"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert why in said


def test_a_module_that_only_a_file_names_is_never_imported(folder, night):
    """A journal, and orders kept beside it, that name a module which would leave a mark."""
    write(
        folder,
        "hostile",
        "from pathlib import Path\nPath('mark').touch()\nclass Idle:\n    def orders(self, view): return ()\n",
    )
    match = Match.new(night, seed=4)
    match.seats = {"japan": "human", "soviet": "computer"}
    match.resolve()
    match.save(folder / "game.journal")
    head, rest = (folder / "game.journal").read_text(encoding="utf-8").split("\n", 1)
    for name in ("hostile:Idle", "plan:hostile:Idle", "habit:hostile:Idle"):
        facts = json.loads(head)
        facts["seats"] = {"japan": "human", "soviet": name}
        (folder / "bad.journal").write_text(json.dumps(facts) + "\n" + rest, encoding="utf-8")
        again = Battle.load(folder / "bad.journal")
        try:
            seats = seats_of(folder / "bad.journal", night)
        except SeatsMissing:
            seats = {"japan": "human", "soviet": name}
        table = Table(again, seats)
        table.play_turn()
        assert len(table.match.records) == 2
        assert trouble(name, night, "soviet")
        with pytest.raises(ValueError, match="no commander"):
            commander(name, "soviet", night)
    assert not (folder / "mark").exists()
    assert "hostile" not in sys.modules


def test_a_saved_game_against_ones_own_goes_on_where_it_is_typed_again(folder, night):
    write(
        folder,
        "mine",
        "class Idle:\n    def __init__(self, side, scenario): pass\n    def orders(self, view): return ()\n",
    )
    match = Match.new(night, seed=4)
    match.seats = {"japan": "human", "soviet": "mine:Idle"}
    match.save(folder / "game.journal")
    with pytest.raises(SeatsMissing):
        seats_of(folder / "game.journal", night)
    typed("mine:Idle")
    assert seats_of(folder / "game.journal", night)["soviet"] == "mine:Idle"


# ------------------------------------------------------------ the example
def example():
    """The class that the page for contributors shows."""
    block = re.search(r"## A commander\n.*?```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return re.sub(r"^   ", "", block[1], flags=re.MULTILINE)


def test_the_example_has_some_twenty_lines():
    lines = [line for line in example().splitlines() if line.strip() and not line.startswith(("from", "import"))]
    assert len(lines) <= 23


@pytest.mark.long
def test_the_example_beats_the_beginner_on_seeds_that_nobody_chose(folder, night):
    """Sixty pairs were won by 36 points each, with a deviation of 42: the mean of sixteen is under none once in 3,000 runs."""
    write(folder, "careful", example())
    seed = secrets.randbits(40)
    found = trial(night, typed("careful:Careful"), "nearest", pairs=16, seed=seed)
    print(f"seed {seed}: {found.wins} of 16, margins {found.margins}")
    assert found.told == ()
    assert sum(found.margins) / 16 > 0
