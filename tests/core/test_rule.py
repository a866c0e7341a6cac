"""The decorator: one signature, one name, two hosts, the same digits."""

import sys
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

from game.core import compiled, dice, exact, hexes
from game.core.dice import Dice, new_dice
from game.core.rule import REGISTRY, arrays, callees_of, compile_rule, entry, host, is_plain, plain

COMPILED = compiled.compiler() is not None

DIGEST = """
import hashlib, json, struct
from game.core import compiled, dice, exact, hexes
from game.core.rule import entry, host

h, cup = hashlib.sha256(), host(dice.new_dice(19380731, turn=3, pulse=5))
rolls = {name: entry(getattr(dice, name)) for name in ("uniform", "normal", "logistic", "poisson", "lognormal")}
more = {"poisson": (0.3, 7.5, 40.0), "lognormal": (0.35,)}
for name, roll in rolls.items():
    for actor in range(-3, 200):
        for extra in more.get(name, (None,)):
            h.update(struct.pack("<d", roll(cup, actor, 5, 2, *(() if extra is None else (extra,)))))
exp, log, apart = entry(exact.exp), entry(exact.log), entry(hexes.axial_distance)
for k in range(-400, 400):
    h.update(struct.pack("<ddq", exp(k * 1.7321), log(abs(k) * 0.731 + 1e-9), apart(k, 19, -k, 25)))
print(json.dumps([compiled.host_name(), h.hexdigest()]))
"""


def test_plain_and_compiled_rules_give_the_same_bits(run_python):
    plain = run_python(DIGEST, CHANGKUFENG_RULES="plain")
    compiled = run_python(DIGEST, CHANGKUFENG_RULES=None)
    assert plain.startswith('["plain"')
    assert plain.split()[1] == compiled.split()[1]


@pytest.mark.long
def test_bounds_checked_rules_give_the_same_bits(run_python):
    checked = run_python(DIGEST, CHANGKUFENG_RULES=None, NUMBA_BOUNDSCHECK="1")
    assert checked.split()[1] == run_python(DIGEST, CHANGKUFENG_RULES="plain").split()[1]


@pytest.mark.parametrize("folder", [None, "", "/dev/null/nowhere"])
def test_rules_run_without_a_folder_to_keep_them_in(run_python, folder):
    code = "from game.core import exact; from game.core.rule import entry; print(entry(exact.exp)(0.0))"
    assert run_python(code, NUMBA_CACHE_DIR=folder).strip() == "1.0"


def test_a_missing_compiler_means_plain_rules(run_python):
    code = "import sys; sys.modules['numba'] = None; from game.core import compiled; print(compiled.host_name())"
    assert run_python(code).strip() == "plain"


def test_a_callee_is_found_through_the_modules():
    assert list(callees_of("lognormal")) == ["exp", "normal"]
    assert list(callees_of("normal")) == ["draw_words"]
    assert list(callees_of("draw_words")) == ["philox"]
    assert list(callees_of("exp")) == ["power_of_two"]


def test_each_rule_is_compiled_for_one_signature():
    compile_rule("lognormal")
    compile_rule("poisson")
    if COMPILED:
        assert len(compiled.compiler().step("lognormal").signatures) == 1
        assert len(compiled.compiler().step("philox").signatures) == 1


def test_the_name_of_a_rule_is_its_plain_function():
    assert exact.exp(1.0) == entry(exact.exp)(1.0)
    assert hexes.axial_distance(0, 0, 3, 0) == 3


def test_the_tuples_say_which_face_of_a_rule_runs():
    """Memoryviews the plain one, arrays the compiled one; of a mixed lot all is made alike. The memory is shared throughout."""
    cup, roll = dice.new_dice(7, turn=2), entry(dice.uniform)
    assert is_plain(plain(cup))
    assert not is_plain(cup)
    assert roll(plain(cup), 1, 2, 3) == dice.uniform(plain(cup), 1, 2, 3) == roll(host(cup), 1, 2, 3)
    again = arrays(plain(cup))
    assert [(a.dtype, a.shape, np.shares_memory(a, b)) for a, b in zip(again, cup)] == [
        (b.dtype, b.shape, True) for b in cup
    ]
    assert roll(host(again), 1, 2, 3) == roll(plain(cup), 1, 2, 3)


MIXED = """
import sys
from game.core.compiled import proof
from game.core.rule import compile_rule, entry, host, plain
step, sheet = entry(proof.proof_sum), proof.new_proof()
assert step(plain(sheet), 1) == proof.ANSWER
print("numba" in sys.modules)                    # nobody has asked for the compiled one yet
pour = entry(mixed_rules.pour)
full, cups = mixed_rules.Cup(*(np.arange(3),)), mixed_rules.Cup(*(np.zeros(3, "i8"),))
print(pour(plain(full), cups), pour(full, plain(cups)), "numba" in sys.modules, cups.drops.tolist())
compile_rule("pour")
print(pour(plain(full), cups), pour(host(full), host(cups)), "numba" in sys.modules, cups.drops.tolist())
"""
CUPS = """
import numpy as np
from typing import Any, NamedTuple
from game.core.rule import phase

class Cup(NamedTuple):
    drops: Any

Cup.LAYOUT = dict(drops=("i8", 1))

@phase
def pour(a: Cup, b: Cup) -> int:
    for k in range(len(b.drops)):
        b.drops[k] += a.drops[k]
    return b.drops[2]
"""


def test_a_mixed_lot_is_made_alike_and_compiles_nothing(run_python, tmp_path):
    (tmp_path / "mixed_rules.py").write_text(CUPS)
    lines = run_python("import mixed_rules\nimport numpy as np\n" + MIXED, PYTHONPATH=str(tmp_path)).splitlines()
    assert lines == ["False", "2 4 False [0, 2, 4]", f"6 8 {COMPILED} [0, 4, 8]"]


def write_rules(folder: Path, name: str, text: str) -> str:
    """A module of rules in `folder`, importable by its name."""
    (folder / f"{name}.py").write_text("from game.core.rule import phase, rule\n\n\n" + text)
    return name


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Imports a module of rules from its text; its rules are struck from the register afterwards."""
    monkeypatch.syspath_prepend(str(tmp_path))
    before = dict(REGISTRY)

    def load(name: str, text: str):
        return __import__(write_rules(tmp_path, name, text))

    yield load
    for name in set(REGISTRY) - set(before):
        sys.modules.pop(REGISTRY.pop(name).function.__module__, None)


def test_a_rule_name_is_unique(module):
    with pytest.raises(ValueError, match=r"rule exp of taken_rules: game\.core\.exact has a rule of that name"):
        module("taken_rules", "@rule\ndef exp(x: float) -> float:\n    return x\n")


@pytest.mark.parametrize(
    "text",
    [
        "@rule\ndef bare_one(x) -> int:\n    return x\n",
        "@rule\ndef bare_two(x: int):\n    return x\n",
        "@rule\ndef bare_three(x: int, y: int = 3) -> int:\n    return x + y\n",
    ],
)
def test_a_rule_says_what_it_takes_and_gives(module, text):
    with pytest.raises(TypeError, match="needs annotations and no defaults"):
        module("bare_rules", text)


def test_a_phase_reaches_callees_that_share_a_name_with_a_column(module):
    m = module(
        "column_rules",
        "from game.core.exact import exp as grow\n\n\n"
        "@rule\ndef doubled(x: int) -> int:\n    return 2 * x\n\n\n"
        "@phase\ndef grown(x: int) -> float:\n    return grow(doubled(x) * 0.5)\n",
    )
    assert entry(m.grown)(1) == entry(exact.exp)(1.0)
    assert set(callees_of("grown")) == {"exp", "doubled"}


def test_a_result_of_another_kind_is_refused_when_compiled(module):
    m = module("kind_rules", "@phase\ndef half_of(x: int) -> int:\n    return x / 2\n")
    with pytest.raises(TypeError, match="rule half_of gives float64") if COMPILED else nullcontext():
        entry(m.half_of)


def test_rules_that_call_each_other_in_a_circle_are_refused(module):
    m = module(
        "circle_rules",
        "@rule\ndef hither(x: int) -> int:\n    return thither(x) if x > 0 else x\n\n\n"
        "@phase\ndef thither(x: int) -> int:\n    return hither(x - 1)\n",
    )
    with pytest.raises(TypeError, match="in a circle: thither -> hither -> thither") if COMPILED else nullcontext():
        entry(m.thither)


# ------------------------------------------------------------------------------------------------ host


def test_the_host_shares_memory_with_the_arrays():
    cup = new_dice(1938)
    entry(dice.draw_words)(host(cup), 1, 2, 3, 0)
    assert cup.words.any()


def test_elements_of_the_plain_host_are_plain_numbers(run_python):
    code = (
        "import numpy as np\nfrom game.core.dice import new_dice\nfrom game.core.rule import host\n"
        "print(type(host(new_dice(1)).key[0]).__name__)"
    )
    assert run_python(code, CHANGKUFENG_RULES="plain").strip() == "int"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (np.zeros(4, np.int32), "Dice.words is int32, 1 dimensions"),
        (np.zeros((4, 1), np.int64), "Dice.words is int64, 2 dimensions"),
        (np.zeros(8, np.int64)[::2], "not C-ordered"),
        ([0, 0, 0, 0], "Dice.words is list; needed an array"),
    ],
)
def test_the_host_refuses_arrays_that_are_not_as_laid_out(words, said):
    with pytest.raises(TypeError, match=said):
        host(Dice(words, np.zeros(4, np.int64)))


# ------------------------------------------------------------------------------------------------ wide tuples


WIDE_RULES = """
from typing import NamedTuple
import numpy as np
from game.core.rule import phase, rule


class Sheet(NamedTuple):
    small: np.ndarray
    wide: np.ndarray
    many: np.ndarray
    parts: np.ndarray
    bytes: np.ndarray


Sheet.LAYOUT = dict(small=("i4", 1), wide=("f8", 2), many=("i8", 1), parts=("i4", 2), bytes=("i1", 2))


@rule
def filled(sheet: Sheet, row: int, col: int) -> int:
    sheet.wide[row, col] = sheet.small[col] * 1.5
    sheet.bytes[row, col] = len(sheet.many)
    return len(sheet.parts)


@phase
def fill(sheet: Sheet, start: int) -> int:
    total = 0
    for row in range(start, len(sheet.wide)):
        for col in range(len(sheet.small)):
            total += filled(sheet, row, col)
    sheet.parts[-1, -1] = total
    return total
"""
USE = """
import numpy as np
from game.core import compiled
from game.core.rule import entry, host
import wide_rules as m
parts, small = np.zeros((2, 2), "i4"), np.zeros((4, 3), "i1")
sheet = host(m.Sheet(np.arange(3, dtype="i4"), np.zeros((4, 3)), np.zeros(7, "i8"), parts, small))
given = entry(m.fill)(sheet, 1)
whole = [np.asarray(a).tolist() for a in sheet]
step = compiled.compiler() and compiled.compiler().step("fill")
print(given, whole, step and sum(step.stats.cache_hits.values()))
"""


def test_a_phase_fills_a_wide_tuple_the_first_time_and_from_the_cache(run_python, tmp_path):
    (tmp_path / "wide_rules.py").write_text(WIDE_RULES)
    folder = tmp_path / "kept"
    folder.mkdir()
    use = f"import sys; sys.path.insert(0, {str(tmp_path)!r})" + USE
    plain, first, again = (
        run_python(use, CHANGKUFENG_RULES=how, NUMBA_CACHE_DIR=str(folder)).rsplit(maxsplit=1)
        for how in ("plain", None, None)
    )
    assert plain[0] == first[0] == again[0]
    assert plain[0].startswith("18 [[0, 1, 2], [[0.0, 0.0, 0.0], [0.0, 1.5, 3.0]")
    if COMPILED:
        assert (first[1], again[1]) == ("0", "1")


def test_something_else_than_an_array_in_a_wide_tuple_is_refused(module):
    m = module("wide_refused", WIDE_RULES.removeprefix("\n").replace("from game.core.rule import phase, rule\n", ""))
    with pytest.raises(TypeError, match=r"Sheet\.small is int; needed an array"):
        host(m.Sheet(1, 2, 3, 4, 5))
