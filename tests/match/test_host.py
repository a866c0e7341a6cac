"""A game begins on plain rules, changes over between two turns when the compiled ones are there, and nobody can tell."""

import pytest

from game import Match, load_scenario
from game.core.compiled import PLAIN, host_name
from game.core.rule import REGISTRY
from game.files import warming
from game.match.battle.engine import Engine, engine_of
from game.match.battle.forecast import forecast, refining
from game.match.theatre import TheatreMatch
from game.match.theatre.engine import TheatreEngine
from game.players.battle.plain import PlainCommander
from game.players.battle.staffs import commander
from game.players.theatre.seats import computer_seat
from game.rules.battle import resolve
from game.rules.theatre import resolve as theatre_resolve
from tests.kept import theatre

SEED = 20_111
THEATRE = theatre()


@pytest.fixture
def compiler(monkeypatch):
    """A compiler at work: the rules are compiled as soon as something is put in."""
    done: list[bool] = []
    monkeypatch.setattr(warming, "is_compiled", lambda group="battle": bool(done))
    return done


def begun(scenario, seed=SEED) -> Match:
    """A game on an engine of its own."""
    engine = Engine(scenario)
    return Match(engine, seed, engine.new_state(seed))


def played(match: Match, turns: int) -> list[str]:
    """The digest after each of so many turns of two computers."""
    seats = {side: commander("plain", side, match.scenario) for side in match.scenario.sides}
    digests = []
    while not match.over and len(digests) < turns:
        match.resolve(**{side: seat.orders(match.view(side)) for side, seat in seats.items()})
        digests.append(match.digest)
    return digests


def test_a_campaign_that_changes_over_on_the_way_is_the_one_that_was_compiled_from_the_start(compiler):
    campaign = load_scenario("changkufeng")
    changing = begun(campaign)
    first = played(changing, 5)
    assert changing.is_plain
    compiler.append(True)
    assert changing.is_plain  # the turn that is being written stays on the host it began with
    then = played(changing, 3)
    assert (changing.is_plain, changing._engine.host) == (host_name() == PLAIN, host_name())
    whole = begun(campaign)
    assert whole._engine.host == host_name()
    assert first + then == played(whole, 8)


def test_an_engine_that_is_plain_has_what_a_compiled_one_has(compiler, night):
    plain = Engine(night)
    compiler.append(True)
    compiled = Engine(night)
    assert plain.host == PLAIN
    assert [bytes(a) for a in plain.tables] == [bytes(a) for a in compiled.tables]
    assert plain.new_state(7).units.tobytes() == compiled.new_state(7).units.tobytes()


def test_everything_that_an_engine_calls_is_compiled_before_it_changes_over(compiler, night):
    """Else the window would stand still while one rule more is compiled."""
    for engine, steps in ((Engine(night), resolve.STEPS), (TheatreEngine(THEATRE, "default"), theatre_resolve.STEPS)):
        called = {getattr(v, "__name__", "") for v in vars(engine).values()} & set(REGISTRY)
        assert called
        assert called <= {step.__name__ for step in steps}


def test_what_was_looked_at_before_the_change_still_answers_the_same(compiler, night):
    match = begun(night)
    before, fresh = match.view("japan"), match.view("japan")
    orders = [(u.id, t) for u in before.own if u.hex for t in ((18, 26), (17, 24), (20, 30))]
    early = [before.march_to(unit, target) for unit, target in orders[:12]]
    compiler.append(True)
    match._engine.renew_host()
    assert [fresh.march_to(unit, target) for unit, target in orders[:12]] == early
    assert [u.delay for u in fresh.own] == [u.delay for u in before.own]
    again = match.view("soviet")
    assert again.sealed.units.tobytes() == match.branch(0).view("soviet").sealed.units.tobytes()


def test_a_forecast_that_is_being_played_goes_on_over_the_change(compiler, night):
    match = begun(night)
    asked = match.view("japan"), night.orders_of(6, "japan"), (18, 26), PlainCommander("soviet", night).orders
    told: list[tuple[int, int]] = []

    def hear(games: int, of: int) -> None:
        told.append((games, of))
        if games == 6:
            compiler.append(True)

    (found,) = refining(*asked, counts=(10,), told=hear)
    assert told == [(2 * k, 20) for k in range(1, 11)]  # it said how far it had got, game by game
    assert match._engine.host == host_name()
    assert found == forecast(engine_view(night), *asked[1:], games=10)


def engine_view(night):
    return Match(engine_of(night), SEED, engine_of(night).new_state(SEED)).view("japan")


def test_the_strategic_game_changes_over_like_the_battle(compiler, monkeypatch):
    def act(change_at: int) -> tuple[list[str], str]:
        engine = TheatreEngine(THEATRE, "default")
        monkeypatch.setattr("game.match.theatre.match.theatre_engine", lambda theatre, dial: engine)
        match, digests = TheatreMatch.new(THEATRE, seed=3), []
        seats = {seat: computer_seat("plain", seat, THEATRE, seed=3) for seat in THEATRE.seat_ids}
        for turn in range(6):
            if turn == change_at:
                compiler.append(True)
            match.resolve(**{seat: who.sheet(match.view(seat)) for seat, who in seats.items()})
            digests.append(match.digest)
        return digests, engine.host

    never = act(9)
    changed = act(2)
    always = act(9)
    assert (never[1], changed[1], always[1]) == (PLAIN, host_name(), host_name())
    assert never[0] == changed[0] == always[0]
