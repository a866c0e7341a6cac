"""Decisions in a game: the record's own course, what each side may know of them, journals."""

import json

import pytest
from msgspec.structs import replace

from game import Match, load_scenario
from game.files.errors import BadFile
from game.match.battle.forecast import forecast
from game.match.battle.legality import Refused
from game.match.battle.sealing import seal
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.scenario import Scenario
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander
from game.rules.battle import state as S
from tests.campaign import campaign
from tests.match.test_fog import everything

# What the sources say was granted; everything else that the record asks for was refused (battle.md 1.5-1.9).
GRANTED = {
    "cross-tumen",
    "guns-on-hills",
    "whole-40th",
    "whole-division",
    "bombers",
    "tanks-in-mass",
    "wings",
    "guns-over-river",
}


def known(view) -> tuple[object, ...]:
    """All that a view shows, politics too."""
    return (*everything(view), view.permissions, view.talk)


@pytest.fixture(scope="module")
def war() -> Scenario:
    """The whole incident, with the answers that the record gave."""
    found = load_scenario("changkufeng")
    acts = tuple(replace(a, odds=float(a.id in GRANTED), circumstances=()) for a in found.politics.acts)
    return replace(found, politics=replace(found.politics, acts=acts), digest="with the record's answers")


@pytest.fixture(scope="module")
def course(war) -> tuple[Match, list[HistoricalCommander]]:
    """The record's orders and decisions, turn by turn to the end, and who gave them."""
    match = Match.new(war, seed=1938)
    seats = [HistoricalCommander(side, war) for side in war.sides]
    while not match.over:
        match.resolve(**{seat.side: seat.orders(match.view(seat.side)) for seat in seats})
    return match, seats


# ------------------------------------------------------------------ the record
def test_the_records_own_course_is_legal_turn_by_turn(course, war):
    """No order of the record wants a leave that the record did not have, and no decision of it is refused."""
    match, seats = course
    wanting = [
        (turn, one, str(why))
        for seat in seats
        for turn, one, why in seat.dropped
        if why.rule.startswith(("10.", "11."))
    ]
    assert wanting == []
    given = sum(len(decisions) for r in match.records for decisions in r.decisions.values())
    assert given == sum(len(t.decisions) for t in war.history) == 18


def test_the_record_ends_as_history_did(course):
    talk = course[0].view("japan").talk
    assert (talk.agreed, talk.commission, talk.stops) == ("halt", True, "11 Aug 12:00")
    assert talk.after == {"japan": "leave", "soviet": "follow"}
    assert course[0].turn.name == "12 Aug Morning"


@pytest.mark.parametrize("scenario", ["first-counterattack", "hold-the-crest"])
def test_parts_of_the_incident_begin_with_the_leave_that_the_record_had_by_then(scenario, war):
    opening = load_scenario(scenario).politics.opening
    start = load_scenario(scenario).calendar.turn(load_scenario(scenario).calendar.start).number
    before = {d.act for t in war.history if t.turn < start for d in t.decisions if d.kind in ("ask", "alone")}
    assert set(opening.leaves) | set(opening.done) == before & (GRANTED | {"retake-hills"})


def test_the_records_answers_come_when_the_record_has_them(course, war):
    heard = {}
    match = course[0]
    for record in match.records:
        for event in match.events(record):
            if event.kind == "EV_ANSWER":
                heard[war.politics.acts[event.numbers[0]].id] = (record.turn.name, event.numbers[1] == 1)
    assert heard["bombers"] == ("31 Jul Night", True)  # aircraft flew from noon of 1 August
    assert heard["whole-division"] == ("1 Aug Morning", True)
    assert heard["wings"] == ("5 Aug Morning", True)  # and went over the line on 6 August
    assert heard["army-aircraft"] == ("9 Aug Evening", False)  # stood loaded, never released


def test_levels_and_prices_of_the_record(course):
    """Rule 10.4: Japan 4, the USSR 6; Suetaka's night alone costs 6 points and Tokyo's hold on its army."""
    state = course[0].state
    assert state.sides[:, S.LEVEL].tolist() == [4, 6]
    assert state.sides[:, S.PRICE].tolist() == [6, 5]
    assert state.forms[:, S.FORM_CONTROL].tolist() == [-6, 0]


# ------------------------------------------------------------------ nothing leaks
def decide(*, accept, side="soviet", **more):
    return {side: [Decision(kind="terms", proposal=accept[0] if accept else "", accept=accept, **more)]}


@pytest.fixture(scope="module")
def talk_day() -> Scenario:
    """From the last talk of the record."""
    return campaign("10 Aug Night")


def test_terms_that_were_not_proposed_stay_sealed_after_a_talk(talk_day):
    """Two Soviet forms with the same proposal: Japan cannot tell which was sealed."""
    open_hand, closed = Match.new(talk_day, seed=3), Match.new(talk_day, seed=3)
    japan = [Decision(kind="terms", proposal="soviet-first", accept=("soviet-first",))]
    open_hand.resolve(japan=japan, **decide(accept=("japan-first", "japan-back", "halt", "mutual")))
    closed.resolve(japan=japan, **decide(accept=("japan-first",)))
    assert known(open_hand.view("japan")) == known(closed.view("japan"))
    assert open_hand.digest == closed.digest
    said = " ".join(e.text for e in open_hand.view("japan").events)
    assert "Japan withdraws first" in said
    assert "halt" not in said


def test_a_form_is_in_no_frame_that_the_other_side_sees(talk_day):
    match = Match.new(talk_day, seed=3)
    match.resolve(frames=True, japan=[Decision(kind="terms")], **decide(accept=("japan-first", "halt"), umpire=True))
    other = Match.new(talk_day, seed=3)
    other.resolve(frames=True, japan=[Decision(kind="terms")], **decide(accept=("mutual",)))
    for a, b in zip(match.records[0].frames, other.records[0].frames, strict=True):
        assert int(a.forms[1, S.FORM_YES]) != int(b.forms[1, S.FORM_YES])
        assert known(match.view_at("japan", a, match.records[0].turn)) == known(
            other.view_at("japan", b, other.records[0].turn)
        )


def test_no_refusal_and_no_forecast_knows_a_form_or_a_petition(talk_day):
    """The state in the middle of a talk turn, with and without the other side's form and petitions."""
    bare = Match.new(talk_day, seed=4)
    state = S.copy_state(bare.state)
    state.forms[1, [S.FORM_SEALED, S.FORM_YES, S.FORM_PROPOSAL, S.FORM_UMPIRE]] = 1, 3, 0, 1
    wings = talk_day.politics.act_index("wings")
    state.leaves[wings, [S.LEAVE_HELD, S.LEAVE_ASKED, S.LEAVE_ASKS]] = 1, bare.turn.number - 4, 1
    full = Match.new(talk_day, seed=4)
    full._opening = state
    assert known(full.view("japan")) == known(bare.view("japan"))
    for decision in (Decision(kind="terms"), Decision(kind="talk"), Decision(kind="after", choice="leave")):
        assert full.refusal(decision, side="japan") == bare.refusal(decision, side="japan")
    orders = [Order(unit="I/75", task="assault", target=(18, 26)), Decision(kind="terms")]
    staff = PlainCommander("soviet", talk_day).orders
    found = [forecast(m.view("japan"), orders, (18, 26), staff, games=12) for m in (full, bare)]
    assert found[0] == found[1]
    assert found[0] is not None


def test_the_other_sides_petitions_and_answers_are_not_seen(war):
    asking, silent = Match.new(war, seed=2), Match.new(war, seed=2)
    asking.resolve(soviet=[Decision(kind="ask", act="wings"), Decision(kind="ask", act="bombers")])
    silent.resolve()
    assert known(asking.view("japan")) == known(silent.view("japan"))
    assert {e.kind for e in asking.view("soviet").events} >= {"EV_ASKED", "EV_ANSWER"}
    assert not {e.kind for e in asking.view("japan").events} & {"EV_ASKED", "EV_ANSWER", "EV_ACT"}


def test_a_computer_commander_decides_the_same_whatever_the_other_side_has_sealed(talk_day):
    bare = Match.new(talk_day, seed=4)
    state = S.copy_state(bare.state)
    state.forms[0, [S.FORM_SEALED, S.FORM_YES, S.FORM_PROPOSAL]] = 1, 1023, 3
    state.sides[0, [S.LEVEL, S.PRICE]] = 6, 11
    full = Match.new(talk_day, seed=4)
    full._opening = state
    commander = PlainCommander("soviet", talk_day)
    assert commander.orders(full.view("soviet")) == commander.orders(bare.view("soviet"))


def test_between_turns_no_position_holds_a_form(talk_day, tmp_path):
    """The state that a journal keeps is clean of forms; so is the journal itself before the talk is over."""
    match = Match.new(campaign("10 Aug Evening"), seed=3)
    match.resolve()
    path = tmp_path / "talk.journal"
    match.save(path)
    assert "accept" not in path.read_text()
    match.resolve(**decide(accept=("japan-first", "halt")), japan=[Decision(kind="terms")])
    assert match.state.forms[:, [S.FORM_SEALED, S.FORM_YES, S.FORM_UMPIRE, S.FORM_URGED]].any() == False  # noqa: E712
    assert (match.state.forms[:, S.FORM_PROPOSAL] == -1).all()


def test_sealing_leaves_the_own_form_and_petitions_as_they_are(talk_day):
    match = Match.new(talk_day)
    state = S.copy_state(match.state)
    state.forms[0, S.FORM_YES] = 3
    state.leaves[talk_day.politics.act_index("pursuit"), S.LEAVE_ASKS] = 2
    sealed = seal(state, match.tables, 0)
    assert int(sealed.forms[0, S.FORM_YES]) == 3
    assert int(sealed.leaves[talk_day.politics.act_index("pursuit"), S.LEAVE_ASKS]) == 2


# ------------------------------------------------------------------ the sheet
def test_an_illegal_decision_resolves_nothing(war):
    match = Match.new(war)
    with pytest.raises(Refused, match=r"rule 11\.1"):
        match.resolve(japan=[Decision(kind="terms", accept=("halt",))])
    assert not match.records


def test_the_last_form_on_a_sheet_stands(talk_day):
    first, last = (Decision(kind="terms", proposal=t, accept=(t,)) for t in ("halt", "mutual"))
    twice, once = Match.new(talk_day), Match.new(talk_day)
    twice.resolve(japan=[first, last], soviet=[last])
    once.resolve(japan=[last], soviet=[last])
    assert twice.digest == once.digest
    assert twice.view("japan").talk.agreed == "mutual"


def test_permuted_decisions_give_the_same_digest(war):
    sheet = [
        Decision(kind="ask", act="wings"),
        Decision(kind="ask", act="bombers"),
        Order(unit="Tereshkin", task="hold"),
    ]
    straight, turned = Match.new(war), Match.new(war)
    straight.resolve(soviet=sheet)
    turned.resolve(soviet=sheet[::-1])
    assert straight.digest == turned.digest


def test_a_decision_asked_of_the_match_needs_its_side(war):
    with pytest.raises(ValueError, match="name its side"):
        Match.new(war).refusal(Decision(kind="talk"))


# ------------------------------------------------------------------ journals
@pytest.fixture
def saved(talk_day, tmp_path):
    match = Match.new(talk_day, seed=6)
    match.resolve(
        japan=[Decision(kind="terms", proposal="halt", accept=("halt",)), Order(unit="I/75", task="dig")],
        **decide(accept=("halt",)),
    )
    match.resolve()
    path = tmp_path / "war.journal"
    match.save(path)
    return match, path


def test_a_journal_carries_decisions_and_opens_with_the_same_digests(talk_day, saved):
    match, path = saved
    opened = Match.load(path, talk_day)
    assert [r.digest for r in opened.records] == [r.digest for r in match.records]
    assert opened.records[0].decisions == match.records[0].decisions
    assert opened.view("japan").talk == match.view("japan").talk


def test_an_altered_decision_is_refused(talk_day, saved):
    _, path = saved
    lines = path.read_text().splitlines()
    turn = json.loads(lines[1])
    turn["decisions"]["soviet"][0]["accept"] = ["mutual"]
    lines[1] = json.dumps(turn)
    path.write_text("\n".join(lines) + "\n")
    with pytest.raises(BadFile, match="a decision of soviet was altered"):
        Match.load(path, talk_day)


def test_a_turn_without_decisions_is_written_as_before(saved):
    _, path = saved
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert "decisions" in lines[1]
    assert "decisions" not in lines[2]
    assert "decision_seals" not in lines[2]
