"""Questions of every kind: what a file may change, that it changes that and nothing else, and that the games obey it."""

import re
from pathlib import Path

import pytest

from game import Match
from game.files.battle.crossing import crossed, crossings
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import apply, changed_sides, named, varied
from game.files.battle.whatifs import load_what_if, what_if_problems
from game.files.errors import BadFile
from game.model.battle.air import Flights
from game.model.battle.decisions import DecisionAt
from game.model.battle.whatif import (
    Arrival,
    DroppedDecision,
    OrderChange,
    OtherFlights,
    OtherTalks,
    Permission,
    UnitChange,
    WhatIf,
)
from game.whatif.battle.commanding import settings
from game.whatif.battle.runs import in_world
from game.whatif.battle.starting import start_of

GUIDE = Path(__file__).resolve().parents[2] / ".github/HOW_TO_ADD.md"
SIXTEEN = {
    "aircraft-released": "Japanese aircraft used",
    "emperor-consents": "the Emperor consents",
    "no-night-assault": "Suetaka obeys",
    "wait-for-the-corps": "nothing before 6 August",
    "prepared-guns": "prepared guns on 2 August",
    "corps-on-the-2nd": "the whole corps on 2 August",
    "clear-days": "clear weather on 2 and 6 August",
    "dry-marshes": "dry marshes",
    "tanks-with-infantry": "tanks with infantry",
    "fire-over-the-tumen": "fire over the Tumen",
    "kwantung-reserves": "Kwantung reserves sent",
    "shells-short": "shells short",
    "truce-on-the-4th": "truce on the 4th",
    "truce-refused": "truce refused on the 10th",
    "withdrawal-on-the-3rd": "withdrawal on the 3rd",
    "one-more-day": "one more day",
}


@pytest.fixture(scope="module")
def campaign():
    return load_scenario("changkufeng")


@pytest.fixture(scope="module")
def crest():
    return load_scenario("hold-the-crest")


def asked(**changes):
    return WhatIf(format=1, id="asked", title="t", question="q?", summary="s", **changes)


# ---------------------------------------------------------------- the sixteen
def test_sixteen_questions_are_asked_with_their_basis_and_what_is_thought_of_them(campaign):
    sources = {s.id for s in campaign.sources}
    for name in SIXTEEN:
        what = campaign.what_if(name)
        assert what.question.endswith("?")
        assert what.basis, name
        assert {e.for_it for e in what.evidence} == {True, False}, name
        cited = {part.partition("#")[0] for e in what.evidence for part in e.source.split("+")}
        assert cited <= sources | {"estimate"}
        assert apply(campaign, what).digest != campaign.digest


def test_no_order_of_a_question_is_written_for_nobody_in_the_world_it_makes(campaign):
    for name in SIXTEEN:
        world = apply(campaign, campaign.what_if(name))
        turns = {t.number for t in world.calendar.played()}
        for order in campaign.what_if(name).orders:
            number = world.calendar.turn(order.turn).number
            assert number in turns
            counter = world.counter(order.unit) if world.has_counter(order.unit) else None
            if counter is not None and counter.arrives:
                ends = world.calendar.turn(order.turn).last_pulse
                assert world.calendar.pulse_of(counter.arrives) < ends, (name, order.unit, order.turn)


# ---------------------------------------------------------------- each kind of change
def test_leave_is_held_given_from_a_moment_or_withheld(campaign):
    change = (
        Permission(act="army-aircraft", answer="held"),
        Permission(act="wings", answer="given", since="2 Aug Morning"),
        Permission(act="bombers", answer="withheld"),
        Permission(act="retake-hills", odds=0.9, delay=3, alone=False),
    )
    politics = apply(campaign, asked(permissions=change)).politics
    assert politics.opening.leaves == ("army-aircraft",)
    late = politics.act("wings")
    assert (late.odds, late.circumstances[-1].at, late.circumstances[-1].odds) == (0.3, "2 Aug Morning", 1.0)
    assert (politics.act("bombers").odds, politics.act("bombers").circumstances) == (0.0, ())
    other = politics.act("retake-hills")
    assert (other.odds, other.delay, other.may_alone) == (0.9, 3, False)
    assert politics.act("pursuit") == campaign.politics.act("pursuit")


def test_leave_that_was_held_can_be_taken_back(crest):
    politics = apply(crest, asked(permissions=(Permission(act="wings", answer="withheld"),))).politics
    assert "wings" in crest.politics.opening.leaves
    assert "wings" not in politics.opening.leaves


def test_a_decision_takes_the_place_of_historys_and_one_is_not_made(campaign):
    turn = campaign.calendar.turn("10 Aug Night").number
    refuses = DecisionAt(turn="10 Aug Night", side="soviet", kind="terms", accept=("japan-first",))
    changed = apply(
        campaign,
        asked(decisions=(refuses,), undecided=(DroppedDecision(turn="10 Aug Night", side="japan", kind="terms"),)),
    )
    (found,) = changed.decisions_of(turn, "soviet")
    assert found.accept == ("japan-first",)
    assert changed.decisions_of(turn, "japan") == ()
    assert changed.decisions_of(turn - 12, "japan") == campaign.decisions_of(turn - 12, "japan")


def test_talks_flights_and_arrivals_change(campaign):
    changed = apply(
        campaign,
        asked(
            talks=OtherTalks(days=("4 Aug Night",), stop_hour=9),
            flights=(OtherFlights(wing="12-Sentai", date="8 Aug", flights=3),),
            arrive=(Arrival(who="94", shift_h=-10), Arrival(who="II/94", at="6 Aug 02:00")),
        ),
    )
    assert (changed.politics.talks.days, changed.politics.talks.stop_hour) == (("4 Aug Night",), 9)
    assert changed.wing("12-Sentai").flights_on("8 Aug") == 3
    assert Flights(date="9 Aug", flights=2, source="battle+estimate", confidence="C") in changed.wing("12-Sentai").days
    assert [changed.counter(u).arrives for u in ("I/94", "II/94", "III/94")] == [
        "4 Aug 19:00",
        "6 Aug 02:00",
        "4 Aug 21:00",
    ]
    assert changed.counter("I/95") == campaign.counter("I/95")


def test_a_rule_is_switched_off_and_nothing_else(crest):
    changed = apply(crest, asked(rules_off=("bogging",)))
    assert changed.parameter("P_BOG") == 0
    assert {p.name for p, q in zip(changed.parameters, crest.parameters, strict=True) if p != q} == {"P_BOG"}
    assert not apply(crest, asked(rules_off=("supply",))).supply


def test_a_commander_of_the_changed_world_is_measured_against_the_record(crest):
    what = asked(commanders={"japan": "plan:pursuit"})
    assert changed_sides(crest, what) == {"japan"}
    unchanged, changed = settings(crest, [what])
    assert unchanged.commanders == ("history", "history")
    assert changed.commanders == ("plan:pursuit", "follower")


def test_who_only_decides_otherwise_keeps_the_orders_that_fit(campaign):
    decides = campaign.what_if("truce-refused")
    assert changed_sides(campaign, decides) == {"japan", "soviet"}
    assert settings(campaign, [decides])[1].commanders == ("follower", "follower")
    assert settings(campaign, [decides], arm="frozen")[1].commanders == ("history", "history")


# ---------------------------------------------------------------- begin and horizon
def test_a_begin_puts_everybody_where_the_record_has_him_in_both_worlds(campaign):
    what = asked(begin="6 Aug Day", horizon="8 Aug Night", rules_off=("zones",))
    unchanged, changed = settings(campaign, [what])
    standing = {s.unit: s for s in campaign.record.standing(campaign.calendar.turn("6 Aug Day").first_pulse)}
    assert len(standing) > 50
    for setting in (unchanged, changed):
        scenario = setting.scenario
        assert (scenario.calendar.start, scenario.calendar.last) == ("6 Aug Day", "8 Aug Night")
        assert {c.id: c.hex for c in scenario.counters if c.id in standing} == {u: s.hex for u, s in standing.items()}
        assert not any(o.at and o.at.startswith("10 Aug") for o in scenario.outcomes)
        assert all(o.record is None for o in scenario.outcomes if not o.at)
    assert unchanged.scenario.digest not in (campaign.digest, changed.scenario.digest)
    assert "bombers" in unchanged.scenario.politics.opening.done
    match = Match.new(unchanged.scenario, seed=5)
    assert match.turn.name == "6 Aug Day"
    match.resolve(trace=False)


def test_questions_of_different_turns_have_each_an_unchanged_world_of_their_own(crest):
    chosen = [asked(horizon="7 Aug Night", rules_off=("zones",)), asked(rules_off=("zones",))]
    plan = settings(crest, chosen)
    lasts = [plan[s.against].scenario.calendar.last for s in plan[1:3]]
    assert lasts == ["7 Aug Night", crest.calendar.last]


def test_a_what_if_that_changes_no_more_than_the_turns_differs_in_none(crest):
    plan = settings(crest, [asked(horizon="6 Aug Evening")])
    one, other = (in_world(plan, k, 7) for k in (0, 1))
    assert one.digest == other.digest


# ---------------------------------------------------------------- crossed
def test_two_at_once_change_what_both_do(crest):
    both = named(crest, "no-tanks+fog-all-day")
    assert both.id == "no-tanks+fog-all-day"
    assert (both.drop, both.weather) == (crest.what_if("no-tanks").drop, crest.what_if("fog-all-day").weather)
    match = Match.new(crest, seed=3, variant="no-tanks+fog-all-day")
    assert match.variant == both.id
    assert varied(crest, both.id).digest == match.scenario.digest


def test_what_cannot_be_asked_at_once_is_refused_with_the_reason():
    night = load_scenario("silent-assault")
    with pytest.raises(ValueError, match="cannot be asked at once: both change orders of 30 Jul Night, japan, I/75"):
        named(night, "first-light+preparation-fire")
    one, other = (asked(parameters={"KAPPA": v}) for v in (3.0, 4.0))
    with pytest.raises(ValueError, match="both change parameters of KAPPA"):
        crossed([one, other], night)
    assert crossed([one, one], night).parameters == {"KAPPA": 3.0}


def order(unit, task="hold"):
    return OrderChange(turn="6 Aug Day", side="soviet", unit=unit, task=task)


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            {"orders": (order("118"),)},
            {"orders": (order("I/118", "dig"),)},
            "orders of 6 Aug Day, 118, of which I/118 is a part",
        ),
        (
            {"orders": (order("I/118", "dig"),)},
            {"orders": (order("118"),)},
            "orders of 6 Aug Day, 118, of which I/118 is a part",
        ),
        ({"arrivals": {"73": "late"}}, {"arrivals": {"I/73": "early"}}, "arrivals of I/73, named as 73 and as I/73"),
        (
            {"arrive": (Arrival(who="73", shift_h=-24),)},
            {"arrive": (Arrival(who="I/73", shift_h=24),)},
            "arrivals of I/73, named as 73 and as I/73",
        ),
        (
            {"arrivals": {"73": "late"}},
            {"units": (UnitChange(id="I/73", arrives="6 Aug 08:00"),)},
            "arrivals of I/73, named as 73 and as I/73",
        ),
    ],
)
def test_a_regiment_and_one_of_its_battalions_are_the_same_men(one, other, words):
    campaign = load_scenario("changkufeng")
    a, b = asked(**one), asked(**other)
    with pytest.raises(ValueError, match=f"cannot be asked at once: both change {words}") as told:
        crossed([a, b], campaign)
    assert "\n" not in str(told.value)
    assert crossed([a, a], campaign), "the same said twice is no clash"


def test_the_same_order_to_a_regiment_and_to_its_battalion_is_no_clash():
    campaign = load_scenario("changkufeng")
    both = crossed([asked(orders=(order("118"),)), asked(orders=(order("I/118"),))], campaign)
    assert [o.unit for o in both.orders] == ["118", "I/118"]


def test_crossings_are_each_pair_and_all_three(crest):
    chosen = [crest.what_if(n) for n in ("no-tanks", "fog-all-day", "seventy-third-late")]
    assert [w.id.count("+") for w in crossings(chosen, crest)] == [0, 0, 0, 1, 1, 1, 2]


# ---------------------------------------------------------------- files
def test_the_guides_example_is_read_and_played(tmp_path):
    path = tmp_path / "two-days-late.toml"
    path.write_text(example(), encoding="utf-8")
    assert what_if_problems(path) == []
    what, scenario = load_what_if(path, "changkufeng"), load_scenario("changkufeng")
    plan = settings(scenario, [what])
    one, other = (in_world(plan, k, 11, before=scenario.calendar.turn("7 Aug Day").number) for k in (0, 1))
    tanks = [len([u for u in m.view("soviet").own if u.formation == "2MB" and u.hex is not None]) for m in (one, other)]
    assert tanks == [12, 0]
    assert [m.records[-1].decisions["japan"] != () for m in (one, other)] == [False, True]


def test_every_mistake_of_a_file_is_named_at_once_with_its_line(tmp_path):
    path = tmp_path / "mine.toml"
    text = (
        example()
        .replace('"2MB"', '"2BM"')
        .replace('"army-aircraft"', '"aircraft"')
        .replace('"12-Sentai"', '"13-Sentai"')
    )
    path.write_text(text.replace('"9 Aug Night"', '"5 Aug Night"'), encoding="utf-8")
    lines = [f"{p.line}: {p.message}" for p in what_if_problems(path)]
    assert len(lines) == 6
    for said in (
        "2BM",
        "act 'aircraft' is unknown; nearest is army-aircraft",
        "wing '13-Sentai'",
        "5 Aug Night is before the begin",
    ):
        assert any(said in line for line in lines), said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('reason = "the road broke under the corps guns"', "needed a reason"),
        ('scenario = "changkufeng"', "names no scenario; needed scenario = one of"),
    ],
)
def test_what_is_needed_is_said(tmp_path, change, said):
    path = tmp_path / "mine.toml"
    path.write_text(re.sub(re.escape(change) + r".*\n", "", example()), encoding="utf-8")
    try:
        told = [p.message for p in what_if_problems(path)]
    except BadFile as e:
        told = [p.message for p in e.problems]
    assert any(said in line for line in told)


def example() -> str:
    """The what-if of the guide."""
    chapter = GUIDE.read_text(encoding="utf-8").split("## A what-if\n")[1]
    found = re.search(r"   ```toml\n(.*?)   ```", chapter, re.DOTALL)
    assert found is not None
    return re.sub(r"^   ", "", found[1], flags=re.MULTILINE)


# ---------------------------------------------------------------- from a saved position
def test_games_begin_in_a_position_that_was_played_and_share_their_luck():
    night = load_scenario("silent-assault")
    match = Match.new(night, seed=4)
    match.resolve(trace=False)
    start = start_of(match)
    assert start.turn == "31 Jul Morning"
    plan = settings(night, [asked(rules_off=("wire",)), asked()], start=start)
    assert plan[0].commanders == ("plain", "plain")
    other = in_world(plan, 1, 9, before=match.turn.number)
    assert [a.tolist() for a in other.state[:-8]] == [a.tolist() for a in match.state[:-8]]
    assert in_world(plan, 0, 9).digest == in_world(plan, 2, 9).digest != in_world(plan, 0, 10).digest
    with pytest.raises(ValueError, match="changes units, which a saved position has already"):
        settings(night, [asked(units=(UnitChange(id="I/75", men=9),))], start=start)
    with pytest.raises(ValueError, match="has not come to 31 Jul Day"):
        start_of(match, "31 Jul Day")
