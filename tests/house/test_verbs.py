"""The table of verbs: every row answers every question, and nobody beside it keeps a list of verbs."""

import ast
import typing

import pytest

from game.client.kit.keys import ACTIONS
from game.core.words import N_
from game.model.battle import verbs
from game.model.battle.verbs import BY_CODE, MISSION_ROWS, NO_TASK, VERBS, Verb
from game.rules.battle import codes, setup
from game.rules.battle.verbs import COLUMNS, verb_table
from tests.house.sources import GAME, Module, modules

TABLE = "game.model.battle.verbs"
CODES = {name for name in vars(verbs) if name.isupper() and name in vars(codes)} - {m.upper() for m in MISSION_ROWS}
QUESTIONS = typing.get_type_hints(Verb)


@pytest.mark.parametrize("verb", VERBS.values(), ids=list(VERBS))
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_verb_answers_every_question(verb: Verb, question: str):
    answer, kind = getattr(verb, question), QUESTIONS[question]
    if typing.get_origin(kind) is typing.Literal:
        assert answer in typing.get_args(kind)
    else:
        assert isinstance(answer, typing.get_origin(kind) or kind)
    if kind is str:
        assert answer


@pytest.mark.parametrize("verb", VERBS.values(), ids=list(VERBS))
def test_the_answers_of_a_verb_agree(verb: Verb):
    ways = [verb.stays, verb.marches, verb.assaults, verb.ferries]
    assert sum(ways) == verb.for_counters  # a counter goes about its task in one way; aircraft have none
    assert (verb.code == NO_TASK) == (not verb.for_counters)
    assert verb.for_counters or verb.for_wings
    assert verb.stays or not (verb.rests or verb.digs or verb.waits or verb.fires or verb.hushes)
    assert verb.marches or not (verb.halts or verb.retires)
    assert (verb.marches or verb.assaults) == verb.enters == ("MOVE_TO" in verb.leave)
    assert verb.assaults == ("ASSAULT_AT" in verb.leave)
    assert verb.fires == ("FIRE_AT" in verb.leave) == ("FIRE_FROM" in verb.leave) == (verb.aims == "mission")
    assert verb.strikes == ("STRIKE_AT" in verb.leave)
    assert (verb.truce == "never") == (verb.assaults or verb.fires or verb.strikes)
    assert all(hasattr(codes, kind) for kind in verb.leave)
    assert verb.ferries == (verb.aims == "crossing")


def test_a_march_ends_in_a_zone_of_control_unless_it_goes_back():
    assert {v.name for v in VERBS.values() if v.marches and not v.halts} == {
        v.name for v in VERBS.values() if v.retires
    }


def test_numbers_stay_what_journals_know_them_by():
    known = ["hold", "dig", "reserve", "move", "assault", "withdraw", "fire", "ferry", "cease"]
    assert [BY_CODE[k].name for k in range(len(known))] == known
    assert [m.code for m in MISSION_ROWS.values()] == list(range(len(MISSION_ROWS)))
    assert setup.verb_table().shape == (len(BY_CODE), len(COLUMNS) + 3)


def test_the_rules_read_what_the_rows_say():
    table = verb_table()
    for code, verb in BY_CODE.items():
        assert [bool(v) for v in table[code]] == [
            *(getattr(verb, column) for column in COLUMNS),
            verb.laid_down == "always",
            verb.laid_down == "over the line",
            verb.truce == "never",
        ]


def test_every_gesture_has_its_key_and_its_words():
    keys = {a.name: a for a in ACTIONS}
    for name, (_verb, gesture) in verbs.gestures().items():
        assert keys[name].keys == (gesture.key,)
        assert keys[name].title == N_(gesture.title)
        assert gesture.label
        assert gesture.tip
        assert set(gesture.fields) <= {"manner", "mission", "trigger", "flights"}


def test_a_row_that_is_there_is_not_added_again():
    with pytest.raises(ValueError, match="there is one"):
        verbs.add(VERBS["move"])


def test_nobody_keeps_a_list_of_verbs():
    assert [found for module in battle() for found in lists(module)] == []


def test_nobody_asks_a_task_for_its_name():
    assert [found for module in battle() for found in asks(module)] == []


@pytest.mark.parametrize(
    ("text", "finder", "count"),
    [
        ('TASKS = ("hold", "dig")', "lists", 1),
        ('x = {"fire": 1, "strike": 2}', "lists", 1),
        ('x = Literal["hold", "dig", "reserve"]', "lists", 1),
        ("x = [C.MOVE, C.ASSAULT]", "lists", 1),
        ('KINDS = ("fire", "shells")', "lists", 0),
        ('if order.task == "fire": pass', "asks", 1),
        ('if task in ("move", "walk"): pass', "asks", 1),
        ("if s.units[u, TASK] == MOVE: pass", "asks", 1),
        ("if row[S.TASK] != C.FERRY: pass", "asks", 1),
        ('if "fire" in view.legal_tasks(unit): pass', "asks", 0),
        ('order = Order(unit=unit, task="fire")', "asks", 0),
        ("s.units[u, TASK] = MOVE", "asks", 0),
    ],
)
def test_a_list_and_a_question_would_be_found(text: str, finder: str, count: int):
    module = Module("game.match.battle.example", GAME / "example.py", text, ast.parse(text))
    assert len({"lists": lists, "asks": asks}[finder](module)) == count


# ------------------------------------------------------------------------------------------------ private


def battle() -> list[Module]:
    """Every room of the house but the table, the numbers made from it, and the strategic game, whose words are its own."""
    return [m for m in modules() if m.name not in (TABLE, codes.__name__) and "theatre" not in m.name]


def is_verb(node: ast.expr | None) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and node.value in VERBS
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in CODES


def lists(module: Module) -> list[str]:
    """Collections of nothing but verbs, by name or by number."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
            items = node.keys if isinstance(node, ast.Dict) else node.elts
            if len(items) > 1 and all(map(is_verb, items)):
                found.append(f"{module.where}:{node.lineno}")
    return found


def asks(module: Module) -> list[str]:
    """Comparisons of a task with a verb, or with a collection in which there is one."""
    found = []
    for node in module.nodes:
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
            for part in list(parts):
                parts += part.elts if isinstance(part, ast.Tuple | ast.List | ast.Set) else []
            if any(map(is_verb, parts)) and any(map(is_task, parts)):
                found.append(f"{module.where}:{node.lineno}")
    return found


def is_task(node: ast.expr) -> bool:
    """`order.task`, `task`, `verb.name`, `units[u, TASK]`, `row[S.TASK]`."""
    if isinstance(node, ast.Subscript):
        return any(is_task(part) for part in (node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]))
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name.lower() == "task" or ast.unparse(node) == "verb.name"
