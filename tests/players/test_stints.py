"""Run (rule 7.9): what a side stops for, who learns why, and how often a campaign asks for a person."""

import statistics

import pytest

from game import Match, load_scenario
from game.match.battle import Event
from game.match.battle.stops import IDS, INTERRUPTS, USUALLY_MUTED, Watch
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.players.battle.plain import PlainCommander
from game.players.battle.stints import changes_of_hands, decisions_of, play_by_run, seconds
from game.players.battle.table import HUMAN, Table
from game.rules.battle import codes as C
from game.rules.battle import state as S

MOST_STOPS, MOST_HOURS = 30, 3.0
SPREAD = 5  # by which the median of four games may lie above that of eighty


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("changkufeng")


@pytest.mark.long
@pytest.mark.slow
def test_the_median_campaign_asks_for_a_person_thirty_times_at_most_and_takes_an_evening(campaign):
    """Of the same bound over 40 seeds a side `tests/long/test_run.py` keeps the measure."""
    games = [play_by_run(campaign, side, seed) for side in campaign.sides for seed in (1, 2)]
    assert all(match.over for match, _stops in games)
    assert statistics.median(len(stops) for _match, stops in games) <= MOST_STOPS + SPREAD
    assert statistics.median(seconds(stops) for _match, stops in games) < MOST_HOURS * 3600
    for _match, stops in games:
        assert len(stops) >= 8
        assert all(stop.reasons or stop.turns in (0, 12) for stop in stops)
        assert not {reason.kind for stop in stops for reason in stop.reasons} & USUALLY_MUTED


@pytest.mark.parametrize(("side", "seed"), [("japan", 1), ("soviet", 5)])
def test_no_scored_place_changes_hands_unseen(campaign, side, seed):
    match, stops = play_by_run(campaign, side, seed)
    seen, passed = changes_of_hands(match, side, stops)
    assert seen > 5
    assert passed == []


def test_a_place_that_changes_hands_and_changes_back_within_a_turn_stops_too(campaign):
    match = Match.new(campaign, seed=5)
    view = match.view("japan")
    place = campaign.scored[-1]
    here = campaign.place(place.place).hex
    taken = Event(
        0, 3, "04:45", "EV_HEX_TAKEN", "", "", here, (1, 0, 0), "it is taken", frozenset({"japan"}), (), True, 0
    )
    found = Watch(view).reasons(view, [taken])
    assert [(r.kind, r.said) for r in found if r.kind in ("chief", "place")] == [
        ("chief" if place.weight == max(p.weight for p in campaign.scored) else "place", ("it is taken",))
    ]


def arranged(match, **columns):
    """The view of Japan in the present position with columns of I/75 set, and its row before Changkufeng if `row` says so."""
    state = S.copy_state(match.state)
    for name, value in columns.items():
        state.units[match.scenario.unit_index("I/75"), getattr(S, name)] = value
    return match.view_at("japan", state, match.turn)


def with_row(match, *, attacker, side, target, stage, press=1):
    state = S.copy_state(match.state)
    unit = match.scenario.unit_index(attacker)
    row = state.rows[0]
    row[S.USED], row[S.ATTACKER], row[S.ATTACKER_2] = 1, unit, -1
    row[S.FROM], row[S.TARGET] = state.units[unit, S.HEX], target[1] * match.scenario.ground.columns + target[0]
    row[S.ROW_SIDE], row[S.STAGE], row[S.PRESS], row[S.GAP_M] = side, stage, press, 40
    return match.view_at("japan", state, match.turn)


@pytest.fixture(scope="module")
def night():
    return Match.new(load_scenario("silent-assault"), seed=3)


def test_a_run_begun_hand_to_hand_plays_one_turn_and_says_why(night):
    fight = with_row(night, attacker="I/75", side=0, target=(18, 26), stage=C.CONTESTED)
    found = Watch(fight).reasons(fight, [])
    assert [r.kind for r in found] == ["contact"]
    assert found[0].line.startswith("Contact: Run began in a fight hand to hand for ")
    far = with_row(night, attacker="I/75", side=0, target=(18, 26), stage=C.WIRE_STAGE)
    assert Watch(far).reasons(far, []) == ()


def test_an_attack_on_what_one_holds_stops_once_it_is_heard_and_goes_on(night):
    """III/118 is heard before the hex of I/75 and presses on; one that lay there already is no news."""
    quiet = night.view("japan")
    here = next(u.hex for u in quiet.own if u.id == "I/75")
    pressed = with_row(night, attacker="III/118", side=1, target=here, stage=C.HEARD)
    heard = Event(
        0, 3, "20:45", "EV_HEARD", "III/118", "", here, (200, 0, 0), "it is heard", frozenset({"japan"}), (), True, 0
    )
    assert [r.kind for r in Watch(quiet).reasons(pressed, [heard])] == ["attack"]
    assert Watch(pressed).reasons(pressed, [heard]) == ()
    assert Watch(quiet).reasons(quiet, [heard]) == (), "it was thrown back within the turn"


def test_an_attack_on_a_hex_where_none_of_us_stands_stops_nothing(night):
    """The same attack, on empty ground that nobody scores for: it is known and passes."""
    quiet, empty = night.view("japan"), (22, 33)
    assert empty not in {u.hex for u in quiet.own} | {night.scenario.place(p.place).hex for p in night.scenario.scored}
    pressed = with_row(night, attacker="III/118", side=1, target=empty, stage=C.HEARD)
    heard = Event(
        0, 3, "20:45", "EV_HEARD", "III/118", "", empty, (200, 0, 0), "it is heard", frozenset({"japan"}), (), True, 0
    )
    assert any(row.target == empty and row.presses for row in pressed.rows), "it is known"
    assert Watch(quiet).reasons(pressed, [heard]) == ()


def test_a_battalion_that_breaks_stops_and_one_that_has_rallied_or_is_small_does_not(night):
    broke = Event(
        0, 3, "20:45", "EV_BROKEN", "I/75", "I/75", None, (0, 0, 0), "I/75 breaks", frozenset({"japan"}), (), True, 0
    )
    whole, broken = arranged(night), arranged(night, BROKEN=1)
    usual = USUALLY_MUTED
    assert [r.kind for r in Watch(whole).reasons(broken, [broke], usual)] == ["broken"]
    assert Watch(whole).reasons(whole, [broke], usual) == ()
    assert Watch(broken).reasons(broken, [broke], usual) == ()
    small, gone = arranged(night, MEN=120, CREW=0), arranged(night, MEN=110, CREW=0, BROKEN=1)
    assert "broken" not in [r.kind for r in Watch(small).reasons(gone, [broke])]


class Sharing:
    """A view of which places are held otherwise."""

    def __init__(self, view, shares):
        self._view, self.shares = view, shares

    def __getattr__(self, name):
        return getattr(self._view, name)


def happened(kind, actor, here, number=0, text="it came so"):
    return Event(0, 3, "20:45", kind, actor, actor, here, (number, 0, 0), text, frozenset({"japan"}), (), True, 0)


def seen_at(match, enemy, here):
    """The view of Japan in the present position, with a counter of the enemy in sight in a hex."""
    state = S.copy_state(match.state)
    u = match.scenario.unit_index(enemy)
    cell = here[1] * match.scenario.ground.columns + here[0]
    state.units[u, S.HEX] = cell
    row = state.seen[u]
    row[S.SEEN_HEX], row[S.SEEN_AT], row[S.SEEN_MEN], row[S.SEEN_SIZE_PM] = cell, state.clock[S.NOW], 200, 1000
    row[S.SEEN_NOW] = 1
    return match.view_at("japan", state, match.turn)


def test_a_march_that_meets_the_enemy_stops_once_on_a_front(night):
    """Where men stood face to face when Run began, the next who comes up meets nobody new."""
    quiet = night.view("japan")
    x, y = next(u.hex for u in quiet.own if u.id == "I/75")
    faced = seen_at(night, "III/118", (x, y - 1))
    assert not [c for c in quiet.contacts if c.hex == (x, y - 1)]
    met = happened("EV_CONTACT", "III/75", (x, y - 2), C.STOP_ENEMY)
    far = happened("EV_CONTACT", "III/75", (x, y - 9), C.STOP_ENEMY)
    assert [r.kind for r in Watch(quiet).reasons(quiet, [met])] == ["contact"]
    assert Watch(faced).reasons(faced, [met]) == ()
    assert [r.kind for r in Watch(faced).reasons(faced, [far])] == ["contact"]


def test_a_battalion_that_breaks_beside_one_that_was_broken_stops_nothing(night):
    """I/75 was broken when Run began; III/75 breaks a hex away, and then ten hexes away."""
    state = S.copy_state(night.state)
    first, second = (night.scenario.unit_index(u) for u in ("I/75", "III/75"))
    columns = night.scenario.ground.columns
    state.units[first, S.BROKEN], state.units[second, S.MEN] = 1, 400
    state.units[second, S.HEX] = state.units[first, S.HEX] + 1
    before = night.view_at("japan", state, night.turn)
    state = S.copy_state(state)
    state.units[second, S.BROKEN] = 1
    beside = night.view_at("japan", state, night.turn)
    event = happened("EV_BROKEN", "III/75", None)
    assert Watch(before).reasons(beside, [event], USUALLY_MUTED) == ()
    state = S.copy_state(state)
    state.units[second, S.HEX] = state.units[first, S.HEX] - 10 * columns
    far = night.view_at("japan", state, night.turn)
    assert [r.kind for r in Watch(before).reasons(far, [event], USUALLY_MUTED)] == ["broken"]


def test_the_last_of_a_place_that_was_won_is_no_news_and_a_place_that_goes_to_and_fro_is(campaign):
    """Japan holds Changkufeng: that it takes the rest of it changes nothing; that the enemy takes it and is driven off does."""
    match = Match.new(campaign, seed=5)
    here, name = campaign.place("changkufeng").hex, "changkufeng"
    view = match.view("japan")

    def told(share, *takers):
        found = Sharing(view, {**view.shares, name: share})
        events = [happened("EV_HEX_TAKEN", "", here, side, f"taken by {side}") for side in takers]
        return [r.said for r in Watch(found).reasons(found, events) if r.kind == "chief"]

    assert told(700, 0) == []
    assert told(300, 1) == []
    assert told(700, 1, 0) == [("taken by 1", "taken by 0")]
    assert told(0, 1) == [("taken by 1",)]


def test_that_fire_stops_is_told_where_it_was_not_agreed_before(night):
    view = night.view("japan")
    fires = happened("EV_TRUCE", "", None)
    assert [r.kind for r in Watch(view).reasons(view, [fires])] == ["talk"]
    watch = Watch(view)
    watch._is_agreed = True
    assert watch.reasons(view, [fires]) == ()


@pytest.mark.long
@pytest.mark.parametrize("side", ["japan", "soviet"])
def test_run_passes_over_no_answer_no_talk_and_no_choice(campaign, side):
    """Every turn of the game in which the side had such a thing before it begins with a stop."""
    match, stops = play_by_run(campaign, side, 3)
    stopped = {stop.turn.number for stop in stops}
    for played, record in enumerate(match.records[:-1], 1):
        view = match.branch(played).view(side)
        answered = any(e.kind == "EV_ANSWER" for e in match.events(record, side))
        talk = view.talk
        due = talk is not None and ((talk.is_today and not talk.agreed) or len(talk.choices) > 1)
        if answered or due:
            assert view.turn.number in stopped, (record.turn.name, answered, due)


def test_a_muted_kind_stops_nothing_and_with_all_muted_run_goes_its_whole_length(campaign):
    _, every = play_by_run(campaign, "japan", 1, muted=frozenset())
    _, none = play_by_run(campaign, "japan", 1, muted=IDS)
    assert len(none) < len(every)
    assert all(stop.turns == 12 for stop in none[1:])
    assert not any(stop.reasons for stop in none)


def test_the_same_view_and_events_give_the_same_reasons_whatever_the_enemy_plans(campaign):
    orders = {side: PlainCommander(side, campaign).orders for side in campaign.sides}
    match = Match.new(campaign, seed=5)
    watch, again = Watch(match.view("japan")), Watch(match.view("japan"))
    match.resolve(**{side: give(match.view(side)) for side, give in orders.items()})
    view = match.view("japan")
    first = watch.reasons(view, view.events)
    assert first == again.reasons(view, view.events)
    assert all(name not in reason.line for reason in first for name in ("Blyukher", "Moscow"))


def test_only_the_side_concerned_learns_why_a_run_of_two_people_stopped(campaign):
    table = Table(Match.new(campaign, seed=1), {"japan": HUMAN, "soviet": HUMAN})
    assert table.seal(run=True) == "soviet"
    assert table.seal(run=True) == ""
    while True:
        table.play_turn()
        goes_on = table.goes_on()
        table.begin_turn()
        if not goes_on:
            break
    told = {side: table.stop_lines(side) for side in campaign.sides}
    for side in campaign.sides:
        if not table.reasons[side]:
            assert told[side] == ["nothing of yours: the other side stopped"]
        else:
            assert told[side] == [reason.line for reason in table.reasons[side]]
    assert any(table.reasons.values())


def test_one_who_seals_makes_the_turn_a_single_one_for_both(campaign):
    table = Table(Match.new(campaign, seed=1), {"japan": HUMAN, "soviet": HUMAN})
    table.seal(run=True)
    table.seal()
    table.play_turn()
    assert not table.goes_on()
    assert table.stop_lines("japan") == table.stop_lines("soviet") == []


def test_plans_are_counted_and_not_counters():
    two = [Order(unit=unit, task="assault", target=(18, 26)) for unit in ("I/75", "III/75")]
    assert decisions_of((*two, Order(unit="II/75", task="dig"), Decision(kind="ask", act="x"))) == 3


def test_every_kind_of_stop_has_a_name_and_says_what_it_is():
    assert len(set(IDS)) == len(INTERRUPTS)
    assert all(i.name and i.about for i in INTERRUPTS)
    assert {"answer", "talk", "decision"} <= set(IDS) - USUALLY_MUTED
