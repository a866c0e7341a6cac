"""The general: legal orders, the same for the same view, from what he knows alone; he keeps to his plan, and counts no clock."""

import msgspec
import pytest

from game import Match, load_scenario
from game.match.battle.carried import carried
from game.match.battle.engine import Engine
from game.match.battle.worlds import Worlds
from game.model.battle.thoughts import Ahead, Phase, Thought
from game.players.battle.general.choices import choices, first_of, sheet
from game.players.battle.general.commander import General, chosen
from game.players.battle.general.levels import LEVELS, Level, Shape
from game.players.battle.general.phases import leads_to
from game.players.battle.general.search import Trial, trials_of, weigh
from game.players.battle.plain import PlainCommander
from game.players.battle.staffs import commander
from tests.contract import hidden

FEW = Level(budget=1, horizon=2, enough=2, most=1)  # two worlds, four and eight


@pytest.fixture(autouse=True)
def _brief(monkeypatch):
    """Every general thinks briefly here."""
    monkeypatch.setattr("game.players.battle.general.commander.LEVELS", dict.fromkeys(LEVELS, FEW))


@pytest.fixture(scope="module")
def night():
    """The night of the silent assault."""
    return load_scenario("silent-assault")


@pytest.fixture
def opening(night):
    """Its first turn."""
    return Match.new(night, seed=5)


def test_a_whole_night_of_generals_is_legal_and_thought_of_in_every_turn(night):
    match = Match.new(night, seed=2)
    seats = {side: General(side, night) for side in night.sides}
    while not match.over:
        given = {}
        for side, seat in seats.items():
            view = match.view(side)
            given[side] = seat.orders(view)
            assert all(view.refusal(o, [p for p in given[side] if p is not o]) is None for o in given[side])
            assert seat.thought is not None
            assert seat.thought.turn == match.turn.number
        match.resolve(**given)


@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_the_same_view_gives_the_same_orders_and_thoughts_from_whoever_asks(night, opening, side):
    one, other = (commander("general", side, night, 5) for _ in range(2))
    again = Match.new(night, seed=5)
    assert one.orders(opening.view(side)) == other.orders(again.view(side))
    assert one.thought == other.thought


def test_plain_rules_and_compiled_ones_weigh_alike(night, opening, monkeypatch):
    """Two worlds, four and eight, and two turns: the figures are those of the other host to the last digit."""
    monkeypatch.setattr("game.files.warming.is_compiled", lambda *_: False)
    engine = Engine(night)
    slow = Match(engine, 5, engine.new_state(5))
    assert slow.is_plain
    values = []
    for match in (slow, opening):
        view = match.view("japan")
        some = choices(view, first_of(night, "japan"))[:2]
        trials = [Trial(choice, sheet(view, choice)) for choice in some]
        values.append([t.values for t in weigh(view, trials, FEW._replace(horizon=1), 5)])
    assert values[0] == values[1] != []


@pytest.mark.parametrize("k", [0, 1])
def test_what_is_hidden_changes_no_world(night, opening, k):
    opening.resolve(**{side: PlainCommander(side, night).orders(opening.view(side)) for side in night.sides})
    side = night.sides[k]
    other = hidden.with_everything_hidden_drawn_anew(opening, side, hidden.luck_of("worlds", k))
    assert other.digest != opening.digest
    for world in range(3):
        assert Worlds(opening.view(side), 5).playout(world).digest == Worlds(other.view(side), 5).playout(world).digest


def test_equal_sheets_are_one_option_and_the_running_one_comes_first(night, opening):
    view = opening.view("soviet")
    trials = trials_of(view, choices(view, first_of(night, "soviet")))
    assert trials[0].choice.key == "staff"
    assert len({t.sheet for t in trials}) == len(trials) < len(choices(view, first_of(night, "soviet")))


def test_a_turn_with_nothing_to_choose_costs_no_game(night, opening, monkeypatch):
    monkeypatch.setattr("game.players.battle.general.commander.choices", lambda view, running: (running,))
    monkeypatch.setattr("game.players.battle.general.commander.weigh", None)
    general = General("japan", night)
    assert general.orders(opening.view("japan")) == PlainCommander("japan", night).orders(opening.view("japan"))
    assert general.thought.weighed == ()


def trial(key, *values):
    """An option that was played on in so many worlds."""
    first = first_of(load_scenario("silent-assault"), "japan")
    return Trial(first._replace(key=key), (), list(values))


@pytest.mark.parametrize(
    ("gains", "key"),
    [
        ((9, 11), "mass"),  # 10 points, standard error 1
        ((1, 29), "staff"),  # 15 points, but one of 14: not more than twice that
        ((1.5, 1.5), "staff"),  # no spread, but a belief may be wrong by a point: 1.5 is not more than twice that
        ((-9, -11), "staff"),
    ],
)
def test_the_running_plan_stays_unless_another_gains_more_than_two_standard_errors(gains, key):
    running, other = trial("staff", 50, 50), trial("mass", *(50 + g for g in gains))
    taken, why = chosen([running, other], "")
    assert (taken.choice.key, why) == (key, "gain" if key == "mass" else "")


def test_the_option_that_a_phase_leads_to_needs_no_more_than_to_be_better():
    running, other = trial("mass", 50, 50), trial("hold", 51, 50)
    assert chosen([running, other], "")[1] == ""
    taken, why = chosen([running, other], "hold")
    assert (taken.choice.key, why) == ("hold", "branch")


def test_a_phase_lives_on_until_another_begins(night, opening, monkeypatch):
    monkeypatch.setattr("game.players.battle.general.commander.weigh", lambda view, trials, level, seed: trials[:1])
    general = General("japan", night)
    for _ in range(2):
        view = opening.view("japan")
        opening.resolve(japan=general.orders(view))
    assert general.thought.turn == general.thought.phase.since + 1
    assert general.thought.phase.men == sum(u.men for u in Match.new(night, seed=5).view("japan").own if u.hex)


@pytest.mark.parametrize(
    ("phase", "to"),
    [
        (dict(aims=("changkufeng",)), ""),  # not held
        (dict(aims=()), ""),  # held before: it is nothing new
        (dict(aims=(), men=9, lost=-3), ""),  # three of nine: not more than a third
        (dict(aims=(), men=9, lost=-4), "break-off"),
        (dict(aims=(), held=("changkufeng",)), ""),  # lost, but this option has no way out of that
    ],
)
def test_a_phase_leads_on_when_its_condition_is_met(night, opening, phase, to):
    """Massing leads to breaking off when a third is lost, and to holding when all that it aims at is held."""
    view = opening.view("japan")
    massing = next(c for c in choices(view, first_of(night, "japan")) if c.key == "mass")
    assert leads_to(view, Phase(key="mass", since=6, **phase), massing) == to


def test_a_game_that_is_cut_is_worth_what_its_places_bring_if_they_stay(night, opening):
    """Nobody moves: what is carried from the beginning is what the game ends with, but for what it says of losses."""
    for side in night.sides:
        state, tables = opening.state, opening.tables
        begun = {p.name: p.points for p in carried(night, state, tables, side).parts}
        match = Match.new(night, seed=5)
        while not match.over:
            match.resolve()
        ended = {p.name: p.points for p in match.score(side).parts}
        assert begun["places held so far"] == pytest.approx(ended["places held so far"])
        assert begun["places held now"] == ended["places held now"]


@pytest.mark.parametrize("level", LEVELS.values(), ids=LEVELS)
@pytest.mark.parametrize(("options", "turns", "counters"), [(2, 3, 20), (14, 60, 80), (16, 8, 45)])
def test_a_search_stays_within_its_budget_unless_fewer_worlds_would_be_none(level, options, turns, counters):
    shape = level.shape(options, turns, counters)
    games = (options + -(-options // 2) + 2 * 3) * shape.worlds
    assert 1 <= shape.horizon <= min(level.horizon, turns)
    assert shape.worlds == 2 or games * shape.cost * counters <= level.budget
    assert 2 <= shape.worlds <= level.most


@pytest.mark.parametrize(
    ("horizon", "thoughts"), [(1, []), (3, [1]), (4, [2]), (6, [2, 4]), (8, [3, 6]), (12, [3, 6, 9])]
)
def test_in_a_short_game_the_staffs_think_oftener_and_never_for_its_last_turn_alone(horizon, thoughts):
    shape = Shape(2, horizon)
    assert [k for k in range(horizon) if shape.thinks(k)] == thoughts
    assert shape.cost == horizon + 3 * len(thoughts)


def test_thoughts_stand_in_the_journal_beside_the_turn_and_in_no_digest(night, tmp_path):
    match, other = Match.new(night, seed=5), Match.new(night, seed=5)
    thought = Thought(turn=6, phase=Phase("mass", 6, ahead=(Ahead("held", "hold"),)))
    match.thoughts = {"japan": thought}
    for each in (match, other):
        each.resolve()
    assert match.digest == other.digest
    assert match.thoughts == {}
    path = tmp_path / "night.journal"
    match.save(path)
    assert Match.load(path).records[0].thoughts == {"japan": thought}
    assert not hasattr(match.view("soviet"), "thoughts")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"key":"mass"', '"key":"' + "m" * 81 + '"', "<= 80"),
        ('"since":6', '"since":-1', ">= 0"),
        ('"since":6', '"since":6,"motive":1', "motive"),
        ('"thought":1', '"thought":2', "<= 1"),
    ],
)
def test_a_thought_is_read_strictly(old, new, said):
    data = msgspec.json.encode(Thought(turn=6, phase=Phase("mass", 6)))
    data = data.replace(b'{"turn"', b'{"thought":1,"turn"').decode()
    assert msgspec.json.decode(data, type=Thought).phase.key == "mass"
    assert old in data
    with pytest.raises(msgspec.ValidationError, match=said):
        msgspec.json.decode(data.replace(old, new), type=Thought)


def test_a_game_that_was_loaded_goes_on_with_the_plan_it_had(night, tmp_path):
    """The third turn is ordered alike by the table that played the first two and by one that read them."""
    from game.players.battle.table import Table

    seats = {"japan": "human", "soviet": "general"}
    table = Table(Match.new(night, seed=8), dict(seats))
    for _ in range(2):
        table.play_turn()
        table.begin_turn()
    path = tmp_path / "night.journal"
    table.match.save(path)
    again = Table(Match.load(path), dict(seats), path=path)
    assert table.gather() == again.gather()
    assert table.match.thoughts == again.match.thoughts != {}
    assert table.expected("soviet").__self__.__class__ is PlainCommander  # a forecast is no look into his head
