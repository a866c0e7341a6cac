"""What a side is handed of a position: of a part that it is told, just that part (rules 3.6, 6.8, 8.3, 11.8, 12.1)."""

import pytest

from game import load_scenario
from game.match.battle.engine import Engine, engine_of
from game.match.battle.sealing import masks_of, seal
from game.rules.battle import codes as C
from game.rules.battle import state as S
from game.rules.battle.state import State

JAPAN, SOVIET = 0, 1


@pytest.fixture(scope="module")
def crest() -> Engine:
    """Tanks, guns and talks are in play."""
    return engine_of(load_scenario("hold-the-crest"))


@pytest.fixture
def position(crest: Engine) -> State:
    return crest.new_state(1938)


def unit(engine: Engine, **what: object) -> int:
    """The first counter of which this is so."""
    return next(
        k for k, c in enumerate(engine.scenario.counters) if all(getattr(c, name) == v for name, v in what.items())
    )


def engaged(position: State, *rows: dict[str, int]) -> None:
    """Engagements with these columns, from the first row on."""
    position.rows[:] = 0
    for k, columns in enumerate(rows):
        for name, value in {"USED": 1, "ATTACKER": 0, "ATTACKER_2": -1, **columns}.items():
            position.rows[k, getattr(S, name)] = value


@pytest.mark.parametrize(
    ("side", "stage", "told"),
    [
        (JAPAN, C.APPROACH, [150]),  # his own attack, not heard yet: the usual distance
        (JAPAN, C.HEARD, [90]),  # it was heard at 90 m, and he knows that
        (SOVIET, C.APPROACH, []),  # who does not hear knows of no row
        (SOVIET, C.HEARD, [90]),
    ],
)
def test_at_what_distance_an_attack_is_heard_is_known_once_it_is(crest, position, side, stage, told):
    engaged(position, {"ROW_SIDE": JAPAN, "STAGE": stage, "HEAR_M": 90})
    rows = seal(position, crest.tables, side).rows
    assert rows[rows[:, S.USED] == 1, S.HEAR_M].tolist() == told


def test_rows_stand_in_an_order_of_their_own(crest, position):
    """Two heard attacks and one that is not, in whatever row each was opened: the defender reads the same."""
    one, two = ({"ROW_SIDE": JAPAN, "STAGE": C.HEARD, "ATTACKER": k, "FROM": 40 + k} for k in (2, 5))
    unheard = {"ROW_SIDE": JAPAN, "STAGE": C.APPROACH, "ATTACKER": 7}
    read = []
    for rows in ((one, two), (two, unheard, one), (unheard, one, two)):
        engaged(position, *rows)
        read.append(seal(position, crest.tables, SOVIET).rows.tobytes())
    assert len({*read}) == 1


@pytest.mark.parametrize(("heard", "told"), [(999, 0), (1000, 1000)])
def test_enemy_guns_are_placed_or_they_are_not(crest, position, heard, told):
    guns = unit(crest, side="soviet", type="field-guns")
    position.seen[guns, [S.SEEN_HEX, S.SEEN_AT]] = 700, 10  # Japan's memory comes first
    position.units[guns, S.LOCATED_PM] = heard
    assert seal(position, crest.tables, JAPAN).units[guns, S.LOCATED_PM] == told
    assert seal(position, crest.tables, SOVIET).units[guns, S.LOCATED_PM] == 0  # the enemy does not tell


def test_men_are_those_that_observers_count_and_of_armour_they_are_crews(crest, position):
    tanks = next(k for k, c in enumerate(crest.scenario.counters) if c.side == "soviet" and c.tanks)
    foot = next(k for k, c in enumerate(crest.scenario.counters) if c.side == "soviet" and not c.tanks and c.men)
    for k, armour in ((tanks, 4), (foot, 0)):
        position.seen[k, [S.SEEN_HEX, S.SEEN_AT, S.SEEN_MEN, S.SEEN_TANKS]] = 700, 10, 33, armour
    units = seal(position, crest.tables, JAPAN).units
    assert units[tanks, [S.HEX, S.MEN, S.CREW, S.TANKS]].tolist() == [700, 0, 33, 4]
    assert units[foot, [S.HEX, S.MEN, S.CREW, S.TANKS]].tolist() == [700, 33, 0, 0]


@pytest.mark.parametrize(("side", "told"), [(JAPAN, [4, 0, 9]), (SOVIET, [0, 5, 9])])
def test_the_score_of_a_place_is_ones_own(crest, position, side, told):
    position.places[0, [S.PLACE_SUM, S.PLACE_SUM_FOE, S.PLACE_PULSES]] = 4, 5, 9
    assert seal(position, crest.tables, side).places[0, :3].tolist() == told


def test_ground_is_ones_own_the_enemys_where_he_was_seen_and_else_nobodys(crest, position):
    foe = unit(crest, side="soviet", type="field-guns")
    position.seen[: len(position.units), S.SEEN_HEX] = -1
    position.seen[foe, [S.SEEN_HEX, S.SEEN_AT]] = 702, 10
    position.hexes[[700, 701, 702], S.OWNER] = JAPAN, SOVIET, JAPAN
    owner = seal(position, crest.tables, JAPAN).hexes[:, S.OWNER]
    assert owner[[700, 701, 702]].tolist() == [JAPAN, -1, SOVIET]


@pytest.mark.parametrize(
    ("decided", "japan_is_told", "soviet_is_told"),
    [
        (0, False, False),
        (1, False, True),
        (2, True, True),
    ],  # first Japan stays or leaves, then the other follows or stands
)
def test_what_a_side_does_after_the_truce_is_known_once_it_has_decided(
    crest, position, decided, japan_is_told, soviet_is_told
):
    position.accord[0, S.DECIDED] = decided
    position.forms[[JAPAN, SOVIET], S.FORM_CHOICE] = C.AFTER_LEAVE, C.AFTER_STAND
    choice = {side: seal(position, crest.tables, side).forms[1 - side, S.FORM_CHOICE] for side in (JAPAN, SOVIET)}
    assert choice == {
        JAPAN: C.AFTER_STAND if japan_is_told else C.AFTER_OPEN,
        SOVIET: C.AFTER_LEAVE if soviet_is_told else C.AFTER_OPEN,
    }


def test_masks_are_those_of_the_tables_though_others_stood_in_their_place(crest):
    """Tables that were thrown away may leave their place in memory to those of another scenario."""
    from game.match.battle import sealing

    night = engine_of(load_scenario("silent-assault"))
    stale = masks_of(night.tables, JAPAN)
    sealing._known[(id(crest.tables), JAPAN)] = stale
    assert len(masks_of(crest.tables, JAPAN).own) == len(crest.scenario.counters)
    assert masks_of(crest.tables, JAPAN) is masks_of(crest.tables, JAPAN)
