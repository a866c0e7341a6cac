"""A verb is one row: once in the table it is ordered, judged, resolved, typed, keyed and kept; no order is a Python error."""

import json

import pytest

from game import Match
from game.files.errors import BadFile
from game.match.battle.legality import Refused
from game.model.battle.orders import Order

A_NEW_ROW = '''
from game.model.battle import verbs

def row(name, code, halts):
    """As a march, with an answer of its own to the question of zones of control."""
    gesture = verbs.Gesture(name, "Shift+M" if halts else "Shift+N", "Probe", "Probe a hex", "Feel your way", {}, "always")
    return verbs.VERBS["move"]._replace(name=name, code=code, halts=halts, gestures=(gesture,), help="feels its way")

verbs.add(row("probe", len(verbs.BY_CODE), True))
verbs.add(row("rush", len(verbs.BY_CODE), False))

import json, sys
from pathlib import Path
from game import Match, load_scenario
from game.cli.battle.terminal import order_line
from game.client.battle.hand import Hand
from game.client.battle.sitting import Sitting
from game.client.kit.keys import ACTIONS, Bindings
from game.match.battle.engine import engine_of
from game.model.battle.orders import Order
from tests.rules.battle.conftest import Battle

match = Match.new(load_scenario("silent-assault"), seed=7)
goal, unit = (17, 29), "10/75"
sitting = Sitting(match, {"japan": "human", "soviet": "computer"})
hand = Hand(sitting)
hand.select(unit)
hand.task("probe")
waiting = hand.waiting
written = hand.point(goal)
order = order_line.read_order(sitting, f"{unit} probe 17,29".split())
found = {
    "tasks": match.legal_tasks(unit),
    "lawful": match.refusal(Order(unit=unit, task="probe", target=goal)) is None,
    "aimless": str(match.refusal(Order(unit=unit, task="probe"))),
    "wet": str(match.refusal(Order(unit=unit, task="probe", target=(20, 25)))),
    "waiting": waiting,
    "written": written,
    "book": [o.task for o in sitting.book.orders],
    "key": Bindings().of("probe"),
    "title": next(a.title for a in ACTIONS if a.name == "probe"),
    "typed": order_line.order_words(sitting, order),
}
match.resolve(japan=sitting.book.orders)
own = next(u for u in match.view("japan").own if u.id == unit)
found["there"] = own.hex == goal
found["told"] = [e.text for e in match.events(match.records[-1], "japan") if e.actor == unit]
path = Path(sys.argv[1])
match.save(path)
found["kept"] = Match.load(path).digest == match.digest

def stops(task):
    """Where a march past a battalion in its trenches ends after three hours."""
    battle = Battle(engine_of(match.scenario))
    battle.clock("30 Jul 16:00")
    battle.place("III/118", (18, 28), MEN=900, LMG=30, HMG=20, WORKS_PM=500)
    battle.place("I/75", (16, 30), MEN=300)
    battle._assign("I/75", verbs.VERBS[task].code, (19, 24), 0)
    battle.play(12)
    return battle.at("I/75")

found["stops"] = {task: stops(task) for task in ("move", "probe", "rush")}
print(json.dumps(found))
'''


def test_a_verb_added_as_one_row_is_played(run_python, tmp_path):
    found = json.loads(run_python(A_NEW_ROW, str(tmp_path / "probe.journal"), CHANGKUFENG_RULES="plain"))
    assert {"probe", "rush"} <= set(found["tasks"])
    assert found["lawful"]
    assert "probe needs a goal (rule 7.2)" in found["aimless"]
    assert "rule 5.3" in found["wet"]
    assert (found["waiting"], found["written"], found["book"]) == ("probe", True, ["probe"])
    assert (found["key"], found["title"]) == ("Shift+M", "Probe a hex")
    assert found["typed"].startswith("10/75: probe ")
    assert found["kept"]
    assert found["told"]
    assert found["there"]
    stops = found["stops"]
    assert stops["probe"] == stops["move"]  # it halts where a march halts
    assert stops["rush"] != stops["move"]  # the answer in the row lets it walk on


BAD = [
    (Order(unit="I/75", task="asault", target=(18, 26)), "7.2", "nearest is assault"),
    (Order(unit="I/75", task=["assault"], target=(18, 26)), "7.2", "task"),
    (Order(unit="I/75", task=None), "7.2", "task"),
    (Order(unit="I/57", task="hold"), "7.1", "nearest is I/75"),
    (Order(unit=["I/75"], task="hold"), "7.2", "str"),
    (Order(unit=75, task="hold"), "7.2", "str"),
    (Order(unit="I/75", task="move", target=(99, 99)), "7.13", "36 x 46"),
    (Order(unit="I/75", task="move", target=(-1, 3)), "7.13", "36 x 46"),
    (Order(unit="I/75", task="move", target="18,26"), "7.2", "target"),
    (Order(unit="I/75", task="move", target=[18, 26, 1]), "7.2", "target"),
    (Order(unit="I/75", task="move", target=(18.5, 26)), "7.2", "target"),
    (Order(unit="I/75", task="move", target=(18, 26), manner="loud"), "7.2", "manner 'loud' is unknown"),
    (Order(unit="I/75", task="reserve", trigger="hex_lots"), "7.2", "nearest is hex_lost"),
    (Order(unit="15FHA", task="fire", mission="defence", target=(18, 26), rounds=4), "7.2", "nearest is defensive"),
    (Order(unit="15FHA", task="fire", target=(18, 26), rounds=10**12), "6.6", "needed 0 to 10000"),
    (Order(unit="I/75", task="hold", crest=4), "6.1", "needed 0 to 3"),
    (Order(unit="I/75", task="hold", start=4), "7.2", "start"),
    (Order(unit="I/75", task="hold", start="soon"), "7.2", "soon"),
    (Order(unit="I/75", task="strike", target=(18, 26)), "7.2", "does not fly"),
    (Order(unit="I/75", task="cease"), "7.14", "no guns"),
    (Order(unit="15FHA", task="fire", mission="counter_battery", target=(18, 26), rounds=4), "6.9", "takes no hex"),
]


@pytest.mark.parametrize(("order", "rule", "words"), BAD, ids=[f"{k} {o.task}" for k, (o, _r, _w) in enumerate(BAD)])
def test_an_order_that_is_none_is_refused_and_never_a_python_error(night, order, rule, words):
    match = Match.new(night)
    before = match.digest
    for found in (match.refusal(order), match.view("japan").refusal(order, [order]), match.refusal(order, [order])):
        assert found is not None
        assert (found.rule, words in str(found)) == (rule, True), str(found)
    with pytest.raises(Refused) as refused:
        match.resolve(japan=[order])
    assert refused.value.refusal.rule == rule
    assert match.digest == before


def test_a_ferry_beside_an_order_that_is_none_is_judged_all_the_same(night):
    ferry = Order(unit="I/75", task="ferry", target=(9, 22))
    assert Match.new(night).refusal(ferry, [Order(unit="6/75", task="fery"), ferry]) is not None


def test_a_journal_with_a_verb_that_there_is_not_is_a_bad_file(night, tmp_path):
    match, path = Match.new(night), tmp_path / "one.journal"
    for _ in range(2):  # a last line that cannot be read is taken for torn, and dropped
        match.resolve(japan=[Order(unit="I/75", task="dig")])
    match.save(path)
    path.write_text(path.read_text(encoding="utf-8").replace('"task":"dig"', '"task":"dug"'), encoding="utf-8")
    with pytest.raises(BadFile, match="dug"):
        Match.load(path)


# ------------------------------------------------------------------ guns (6.4, 6.9)
def test_guns_take_their_silence_and_their_listening_as_orders(night):
    match = Match.new(night)
    listen = Order(unit="15FHA", task="fire", mission="counter_battery", rounds=8)
    assert match.refusal(listen) is None
    assert match.refusal(Order(unit="15FHA", task="cease")) is None
    match.resolve(japan=[listen])
    (mission,) = (m for m in match.view("japan").missions if m.group == "15FHA" and m.mission == "counter_battery")
    assert mission.target is None
    match.resolve(japan=[Order(unit="15FHA", task="cease")])
    view = match.view("japan")
    assert next(u for u in view.own if u.id == "15FHA").task == "cease"
    assert not [m for m in view.missions if m.group == "15FHA"]
    match.resolve(japan=[listen])
    assert next(u for u in match.view("japan").own if u.id == "15FHA").task == "fire"
