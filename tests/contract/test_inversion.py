"""The published formulas turned round: what a side is told pins down nothing hidden nearer than the band declared (rule 8.3)."""

import math
from collections import Counter
from collections.abc import Iterator

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import Match, load_scenario
from game.core.rule import host
from game.match.battle.columns import ARRAYS
from game.match.battle.events import Event, RawEvents, name_events, take_raw
from game.match.battle.explain import explain
from game.match.battle.knowledge import FLOOR, Declared, declared, known_rows
from game.match.battle.news import result_words, row_words
from game.model.battle.calendar import Turn
from game.model.battle.scenario import Scenario
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.resolve import resolve_turn
from game.rules.battle.state import State
from tests.contract.conftest import SCENARIOS
from tests.contract.games import played
from tests.contract.hidden import luck_of

CONTESTS = ("EV_CONTEST", "EV_COUNTER")
HAND_TO_HAND = {
    "silent-assault": 8,
    "first-counterattack": 2,
    "hold-the-crest": 0,
    "changkufeng": 8,
}  # games that come to it
NIGHT = load_scenario("silent-assault")
TABLE = declared(NIGHT)


def told(match: Match, side: str) -> Iterator[tuple[Event, Event]]:
    """Each event of a game as a side is told it, with the same event as the record knows it."""
    for record in match.records:
        truths: dict[tuple[object, ...], list[Event]] = {}
        for event in match.events(record):
            truths.setdefault(same(event), []).append(event)
        for event in match.events(record, side):
            if len(truths[same(event)]) == 1:
                yield event, truths[same(event)][0]


def same(event: Event) -> tuple[object, ...]:
    return event.pulse, event.kind, event.target, event.hex


# ------------------------------------------------------------------------------------------------ contests
@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_rows_thirds_and_chance_of_a_contest_leave_the_enemys_power_its_whole_band(name: str):
    """Rule 3.8 turned round: score = own points + enemy's points + chance, and the thirds that it moved."""
    rounds = 0
    match = played(name, HAND_TO_HAND[name])
    delta = match.scenario.parameter("DELTA_CC")
    for side in match.scenario.sides:
        for event, truth in told(match, side):
            if event.kind not in CONTESTS:
                continue
            rounds += 1
            rows = {f.code: f for f in event.factors}
            band, chance, thirds = rows.pop("F_OTHER"), rows.pop("F_LUCK"), event.numbers[0]
            own = math.fsum(f.low for f in rows.values())
            assert all(f.low == f.high for f in rows.values())
            low, high = abs(thirds) * delta, (abs(thirds) + 1) * delta if abs(thirds) < 3 else math.inf
            if thirds == 0:
                low = -math.inf if event.kind == "EV_COUNTER" else -delta
                high = delta
            low, high = (low, high) if thirds >= 0 else (-high, -low)
            # The enemy's points = score - own points - chance, each somewhere in what is told of it.
            assert low - own - chance.high <= band.low + 1e-9
            assert high - own - chance.low >= band.high - 1e-9
            exact = {f.code: f.value for f in truth.factors}
            assert (
                band.low - 1e-9
                <= math.fsum(v for c, v in exact.items() if c not in {*rows, "F_LUCK"})
                < band.high + 1e-9
            )
            assert chance.low - 1e-9 <= exact["F_LUCK"] <= chance.high + 1e-9
            assert math.exp((band.high - band.low) / match.scenario.parameter("BETA_CC")) == pytest.approx(2.0)
    assert rounds > 3


def test_what_close_combat_costs_does_not_tell_the_enemys_part_of_both_powers():
    """Rule 3.8: his part says by an edge of its own whether he is the stronger; the rows of one's own men stay."""
    match = played("silent-assault", HAND_TO_HAND["silent-assault"])
    hits = 0
    for side in match.scenario.sides:
        for event, truth in told(match, side):
            if event.kind == "EV_CLOSE" and "F_PART" in {f.code for f in truth.factors}:
                hits += 1
                assert {f.code for f in event.factors} == {f.code for f in truth.factors} - {"F_PART"}
                assert not explain(match.scenario, event).whole
    assert hits > 3


def test_a_contest_reads_as_a_band_and_chance_as_what_the_thirds_leave():
    # Rule 3.8: 2.2 x ln 120 = 10.53 for 120 men; theirs are 2.2 x ln of 64 to 128 = 9.15 to 10.67; two thirds are 1.6 to 2.4.
    rows = [(C.F_MEN_ATT, 2.2 * math.log(120)), (C.F_MEN_DEF, -2.2 * math.log(100)), (C.F_LUCK, 1.3)]
    known, whole = known_rows(TABLE, C.EV_CONTEST, rows, "japan", "japan", 2)
    assert whole
    men, band, chance = known
    assert men.low == men.high == pytest.approx(10.53, abs=0.01)
    assert (band.low, band.high) == pytest.approx((-10.67, -9.15), abs=0.01)
    assert (chance.low, chance.high) == pytest.approx((1.6 - 10.532 + 9.149, 2.4 - 10.532 + 10.674), abs=0.01)
    event = Event(6, 0, "", "EV_CONTEST", "", "", None, (2, -1, -1), "", frozenset(), known, whole, 0)
    why = explain(NIGHT, event)
    assert [row_words(why, k) for k in range(3)] == ["10.53", "−10.67 – −9.15", "+0.22 – 2.54"]
    assert result_words(why) == "Score -0.14 to +1.38 before the draw"
    for thirds, words in ((3, "≥ 1.02"), (-3, "≤ −2.26")):
        known, _ = known_rows(TABLE, C.EV_CONTEST, rows, "japan", "japan", thirds)
        assert row_words(explain(NIGHT, event._replace(factors=known)), 2) == words


# ------------------------------------------------------------------------------------------------ edges of bands
HIDDEN = [(code, value) for code, value in ((C.F_RIFLES, 137.0), (C.F_MEN, 0.83), (C.F_SUPPRESSED, 0.6))]


@given(st.lists(st.tuples(st.floats(0.01, 1.0), st.floats(0.01, 1.0)), min_size=2, max_size=32))
def test_a_whole_turn_of_fire_of_men_who_do_not_change_is_one_band(pulses: list[tuple[float, float]]):
    """137 x 0.83 x 0.6 = 68: 64 to 128 at every range and in every light."""
    for light, reach in pulses:
        rows = [*HIDDEN, (C.F_RANGE, reach), (C.F_LIGHT, light), (C.F_WORKS, 0.3)]
        known, whole = known_rows(TABLE, C.EV_FIRE, rows, "japan", "soviet", 2)
        assert whole
        assert (known[0].code, known[0].low, known[0].high) == ("F_OTHER", 64.0, 128.0)


@pytest.mark.parametrize("own", [-3.0, 0.0, 2.71, 9.9])
def test_a_whole_turn_of_contests_with_men_who_do_not_change_is_one_band(own: float):
    rows = [(C.F_MEN_ATT, own), (C.F_MEN_DEF, -2.2 * math.log(100))]
    known, _ = known_rows(TABLE, C.EV_CONTEST, rows, "japan", "japan", 0)
    assert known[1].low == pytest.approx(-2.2 * math.log(128))


@given(st.floats(1.0, 2000.0), st.lists(st.floats(0.0, 1.0), min_size=1, max_size=32))
def test_a_whole_turn_of_fire_leaves_the_men_who_fire_open(rifles: float, suppressed: list[float]):
    """Rule 2.5: fire = rifles x (1 - SUP_FIRE x suppression); nobody tells how far they were kept down."""
    least = 1.0 - NIGHT.parameter("SUP_FIRE")
    bands = []
    for share in suppressed:
        steady = 1.0 - (1.0 - least) * share
        known, _ = known_rows(TABLE, C.EV_FIRE, [(C.F_RIFLES, rifles), (C.F_SUPPRESSED, steady)], "japan", "soviet", 1)
        bands.append(known[0])
    low, high = max(b.low for b in bands), min(b.high for b in bands) / least
    assert low <= rifles * (1 + 1e-9)
    assert high >= rifles * (1 - 1e-9)
    assert high / low >= FLOOR


@pytest.mark.parametrize(
    ("code", "kind", "sign", "least"),
    [(C.F_MEN_DEF, C.EV_CONTEST, -1, 1 - 0.7), (C.F_MEN_ATT, C.EV_COUNTER, -1, 1 - 0.3)],  # CC_SUP_DEF, HOLD_SUP
)
@given(men=st.floats(5.0, 900.0), weak=st.lists(st.floats(0.0, 1.0), min_size=1, max_size=32))
def test_a_whole_turn_of_contests_leaves_the_enemys_men_open(
    code: int, kind: int, sign: int, least: float, men: float, weak: list[float]
):
    """Rules 3.8, 3.12: power = men x (1 - so much of their suppression)."""
    beta, foe = NIGHT.parameter("BETA_CC"), "japan" if kind == C.EV_CONTEST else "soviet"
    bands = []
    for share in weak:
        of = C.F_SUP_DEF if kind == C.EV_CONTEST else C.F_SUP_ATT
        power = [(code, sign * beta * math.log(men)), (of, sign * beta * math.log(1.0 - (1.0 - least) * share))]
        known, _ = known_rows(TABLE, kind, power, foe, "japan", 0)
        bands.append(known[0])
    # Points -b ln p between low and high: power between exp(-high / b) and exp(-low / b).
    low = max(math.exp(-b.high / beta) for b in bands)
    high = min(math.exp(-b.low / beta) for b in bands) / least
    assert low <= men * (1 + 1e-9)
    assert high >= men * (1 - 1e-9)
    assert high / low >= FLOOR


# ------------------------------------------------------------------------------------------------ the rules themselves
# Of the enemy's counters, what moves nobody: where men go everybody may see.
STILL = [
    k
    for k, column in ARRAYS["units"].columns.items()
    if column.other != "whole"
    and k not in (S.HEX, S.TASK, S.GOAL, S.START_LINE, S.FALLBACK, S.TRIGGER_HEX, S.PATH_AT, S.PATH_LEN)
]
GROUND = {"F_GAP", "F_HEARD_AT", "F_HELD", "F_MOVED"}  # what both sides measure on the ground


def one_pulse(match: Match, state: State, turn: Turn) -> RawEvents:
    """The events of a pulse from a position."""
    engine, state = match._engine, S.copy_state(state)
    with engine.lock:
        resolve_turn(host(state), engine.tables, engine.work, turn.number, 1, trace=True)
        return take_raw(engine.work, turn.number, turn.first_pulse)


def other_column(match: Match, state: State, side: int, k: int, number: int) -> State:
    """The position with one column of the other side's counters drawn anew, within what it can be."""
    other, luck = S.copy_state(state), luck_of(match.id, side, k, number)
    theirs = np.nonzero(np.asarray(match.tables.unit)[:, S.U_SIDE] != side)[0]
    old = other.units[theirs, k]
    usual = {
        S.SUP_PM: luck.integers(900, size=len(old)),
        S.WORKS_PM: luck.integers(900, size=len(old)),
        S.LINE_PM: luck.choice([500, 660, 1000], size=len(old)),
        S.CREST: luck.integers(4, size=len(old)),
        S.LOW: np.ones_like(old),
        S.BOGGED: luck.integers(np.maximum(other.units[theirs, S.TANKS], 1)),
        S.FORTUNE_PM: luck.integers(300, 3000, size=len(old)),
        S.OPEN_M: luck.choice([400, 900], size=len(old)),
        S.AT_SHOTS: luck.integers(9, size=len(old)),
    }
    fewer = (old * luck.uniform(0.4, 1.0, size=len(old))).astype("i4")
    other.units[theirs, k] = usual.get(k, fewer)
    return other


def given_away(match: Match, scenario: Scenario, positions: list[tuple[Turn, State]]) -> Counter[tuple[str, str]]:
    """Rows that are said to be known to both and change with what only one side knows: kind of event and factor."""
    found: Counter[tuple[str, str]] = Counter()
    for number, (turn, state) in enumerate(positions):
        first = one_pulse(match, state, turn)
        for side, name in enumerate(scenario.sides):
            known = _both(scenario, first, name)
            for k in STILL:
                again = _both(scenario, one_pulse(match, other_column(match, state, side, k, number), turn), name)
                for event in known.keys() & again.keys():
                    one, two = known[event], again[event]
                    differ = [code for code in one.keys() & two.keys() if one[code] != two[code]]
                    found.update((str(event[0]), code) for code in differ)
    return found


def _both(scenario: Scenario, raw: RawEvents, side: str) -> dict[tuple[object, ...], dict[str, float]]:
    """Of events that are told once in the pulse: rows known to both sides, and numbers."""
    table, found = declared(scenario), dict[tuple[object, ...], dict[str, float]]()
    events = [e for e in name_events(scenario, raw, side) if e.target or e.actor]
    times = Counter((e.kind, e.actor, e.target, e.hex) for e in events)
    for e in events:
        key = (e.kind, e.actor, e.target, e.hex)
        if times[key] == 1:
            rows = {f.code: f.low for f in e.factors if _is_public(table, e, f.code)}
            found[key] = rows | {
                f"number {k}": n for k, n in enumerate(e.numbers) if k and e.kind in ("EV_FIRE", "EV_TANKS")
            }
    return found


def _is_public(table: Declared, event: Event, code: str) -> bool:
    return code not in GROUND | {"F_OTHER"} and table.owner(getattr(C, event.kind), getattr(C, code)) == "both"


def moments(match: Match, most: int) -> list[tuple[Turn, State]]:
    """Positions in the middle of turns, spread over the game."""
    every = [(r.turn, frame) for r in match.records for frame in r.frames]
    return every[:: max(1, len(every) // most)][:most]


@pytest.mark.slow
@pytest.mark.parametrize("name", SCENARIOS)
def test_no_row_that_both_know_changes_with_what_one_side_knows(name: str):
    match = played(name, 1)
    assert given_away(match, match.scenario, moments(match, 9)) == Counter()


@pytest.mark.slow
def test_a_row_that_tells_of_hidden_men_is_found_when_it_is_shown():
    """Suppression of the firers shown to those under fire; cover of tanks that tells how many are bogged."""
    match = played("hold-the-crest", 1)
    factors = tuple(
        msgspec.structs.replace(f, of="both") if f.code == "F_SUPPRESSED" else f for f in match.scenario.factors
    )
    leaky = msgspec.structs.replace(match.scenario, factors=factors)
    assert ("EV_FIRE", "F_SUPPRESSED") in given_away(match, leaky, moments(match, 9))
