"""Rulings of the strategic rulebook, by its numbers."""

import math

import numpy as np
import pytest

from game.match.theatre.sheets import Move, Policy, Sheet
from game.rules.theatre import codes as C
from game.rules.theatre import state as T
from tests.rules.theatre.table import THEATRE, Table

NOTHING = Sheet()


def logit(p: float) -> float:
    return math.log(p / (1.0 - p))


# ------------------------------------------------------------------------------------------------ 3: forces
def test_3_1_the_staff_plan_is_the_record():
    table = Table(seed=3)
    while not table.over:
        for place in THEATRE.places:
            for side in ("japan", "soviet"):
                keeps = [k.divisions for k in THEATRE.drive.keeps if (k.turn, k.place) == (table.turn, place.id)]
                stands = keeps and not table.rest(T.FALLEN) and side == "japan"
                wanted = keeps[0] if stands else THEATRE.par(place.id, side, table.turn)
                assert table.divisions(place.id, side) == wanted, (table.turn, place.id, side)
        table.play()


def test_3_2_a_struck_line_leaves_the_divisions_where_they_are():
    table = Table()
    table.play()
    table.play(tokyo=Sheet(struck=("T2:LOW-YAN",)))
    assert (table.divisions("LOW", "japan"), table.divisions("YAN", "japan")) == (9, 5)  # par of T3 is 8 and 6


def test_3_2_while_wuhan_stands_the_yangtze_keeps_its_divisions():
    table = Table()
    table.play_until(6)
    table.position.rest[T.FALLEN] = 0
    assert (table.divisions("YAN", "japan"), table.divisions("LOW", "japan")) == (9, 4)
    table.position.rest[T.FALLEN] = 5
    assert (table.divisions("YAN", "japan"), table.divisions("LOW", "japan")) == (7, 6)


def test_3_5_forts_count_where_their_act_expects_the_fight():
    for turn, where in ((1, "POS"), (7, "NOM"), (15, "ALL")):
        table = Table(turn)
        before = {s: table.force(s, "japan") for s in ("POS", "NOM", "USS", "ALL")}
        table.position.acts[THEATRE.turn(turn).act - 1, T.ACT_FORTS] = 2
        after = {s: table.force(s, "japan") for s in before}
        assert {s for s in before if after[s] != before[s]} == {where}
        assert after[where] == pytest.approx(before[where] * 1.3)


def test_3_6_half_the_reserve_counts_and_a_quarter_of_the_kwantung_army():
    table = Table()
    assert table.force("POS", "japan") == 1  # Korea has no reserve
    assert table.force("USS", "japan") == 4 + 3 / 4
    assert table.force("USS", "soviet") == 7 + 3 / 2
    assert table.force("NOM", "soviet") == 1 + 2 / 2
    assert table.force("SAK", "soviet") == 0.5  # never less than half
    assert table.force("ALL", "soviet") == 21


def test_3_6_a_doubling_of_the_ratio_is_one():
    table = Table(3)
    assert table.ratio("POS") == 0.0
    table.bring("POS", "soviet", 3)
    assert table.ratio("POS") == pytest.approx(1.0)
    table.bring("POS", "japan", 1)
    assert table.ratio("POS") == pytest.approx(0.0)
    table.bring("POS", "soviet", 40)
    assert table.ratio("POS") == 2.0  # and no more than two


def test_3_4_support_counts_at_posyet_and_nomonhan_only():
    table = Table(3)
    before = {s: table.force(s, "japan") for s in THEATRE.sectors}
    table.mark("support", until=5)
    assert {s for s in before if table.force(s, "japan") == pytest.approx(1.25 * before[s])} == {"POS", "NOM"}


# ------------------------------------------------------------------------------------------------ 4: orders
def test_4_3_divisions_arrive_the_same_turn_by_rail_and_sea():
    table = Table()
    table.play(tokyo=Sheet(moves=(Move("HOM", "KWA", 2),)))
    assert table.divisions("KWA", "japan") == 5


def test_4_3_a_turn_later_from_the_west_and_onto_the_steppe():
    table = Table()
    table.play(moscow=Sheet(moves=(Move("EUR", "KHB", 1),)))
    assert table.divisions("KHB", "soviet") == THEATRE.par("KHB", "soviet", 2) + 1  # seen at the start of the next turn
    table = Table(8)
    table.play(field=Sheet(moves=(Move("KWA", "NOM", 1),)))
    assert table.events(C.TE_MOVES)[0][T.EV_B] == 1.0
    table = Table(8)
    table.position.rest[T.DEPOTS_J] = 1
    table.play(field=Sheet(moves=(Move("KWA", "NOM", 1),)))
    assert table.events(C.TE_MOVES)[0][T.EV_B] == 0.0


def test_4_3_tokyo_moves_before_the_field_army():
    table = Table()
    table.play(tokyo=Sheet(moves=(Move("KWA", "HOM", 2),)), field=Sheet(moves=(Move("KWA", "USS", 2),)))
    assert table.divisions("HOM", "japan") == 4
    assert table.divisions("USS", "japan") == 5  # one was left
    assert table.events(C.TE_FEWER)[0][T.EV_A] == 1.0


def test_4_3_a_place_never_loses_what_arrives_to_an_old_debt():
    table = Table()
    place = table.engine.index.place["MAN"]
    table.position.places[place, T.DEVIATION] = -1  # the record had one there once
    table.play(field=Sheet(moves=(Move("KWA", "MAN", 1),)))
    assert table.divisions("MAN", "japan") == 1


def test_4_4_an_answer_costs_what_it_lacks_in_odds():
    table = Table(2)
    table.play(tokyo=Sheet(answers={"E": {"": "consent"}}))
    assert table.card("E") == "consent"
    assert table.standing("tokyo") == 15 - round(4 * math.log(0.6 / 0.4))


def test_4_4_standing_grows_with_the_acts_and_stops_at_eighteen():
    table = Table()
    table.play_until(7)
    assert [table.standing(s) for s in ("tokyo", "field", "moscow")] == [18] * 3
    table.play_until(15)
    assert [table.standing(s) for s in ("tokyo", "field", "moscow")] == [18] * 3


def test_4_2_only_the_case_that_came_about_is_answered_and_paid():
    paid = {}
    for seed in range(40):
        table = Table(3, seed=seed)
        table.play(
            tokyo=Sheet(answers={"J": {"R=wide": "escalate", "R=local": "restrain"}}), field=NOTHING, moscow=NOTHING
        )
        paid.setdefault((table.card("R"), table.card("J")), set()).add(15 - table.standing("tokyo"))
    assert paid[("local", "restrain")] == {0}
    assert ("local", "escalate") not in paid
    assert {j for r, j in paid if r == "wide"} == {"escalate"}


def test_4_5_an_enemy_place_is_seen_within_a_quarter_and_sharper_after_a_study():
    errors, sharp = [], []
    for seed in range(60):
        table = Table(1, seed=seed)
        truth = np.array([table.divisions(p.id, "soviet") for p in THEATRE.places], float)
        there = truth > 0
        errors += list(table.position.seen[0][there] / truth[there] - 1.0)
        table.play(tokyo=Sheet(policy=Policy("study")), field=NOTHING, moscow=NOTHING)
        truth = np.array([table.divisions(p.id, "soviet") for p in THEATRE.places], float)
        sharp += list(table.position.seen[0][there] / truth[there] - 1.0)
    assert 0.2 < max(errors) <= 0.25
    assert -0.25 <= min(errors) < -0.2
    assert 0.08 < max(sharp) <= 0.10


# ------------------------------------------------------------------------------------------------ 5, 6: ledgers and odds
def test_5_what_play_did_fades_by_seven_per_cent_a_turn():
    table = Table(19)
    table.play_moved("SOU", 10.0)
    table.play()
    assert table.ledger("SOU")[2] == pytest.approx(9.3)


def test_6_1_play_goes_no_further_than_thirty():
    table = Table(19)
    table.play_moved("SOU", 29.0)
    table.play(tokyo=Sheet(policy=Policy("south")))
    assert table.ledger("SOU")[2] == pytest.approx(30.0 * 0.93)


@pytest.mark.parametrize(
    ("turn", "card", "given", "state", "other", "variable", "per_10"),
    [
        (2, "E", {}, "refuse", "consent", "CHN", 0.15),
        (2, "E", {}, "refuse", "consent", "NOR", -0.10),
        (3, "S", {}, "own_attack", "withdraw", "CTL", -0.30),
        (8, "K", {}, "hard", "soft", "NOR", 0.15),
        (17, "SO", {}, "south", "wait", "GER", 0.25),
        (17, "SO", {}, "north", "wait", "NOR", 0.20),
        (12, "NR", {}, "escalated", "draw", "ESC", 0.15),
        (23, "N41", {"SF": "high"}, "attack", "hold", "NOR", 0.30),
    ],
)
def test_6_2_ten_points_of_play_move_the_log_odds_and_the_other_ledgers_do_not(
    turn, card, given, state, other, variable, per_10
):
    table = Table(turn)
    before = table.odds(card, **given)
    index = table.engine.index.variable[variable]
    table.position.tracks[index, [T.RECORD, T.NETWORK]] += 20
    assert table.odds(card, **given) == before
    table.play_moved(variable, 10.0)
    after = table.odds(card, **given)
    shift = math.log(after[state] / after[other]) - math.log(before[state] / before[other])
    assert shift == pytest.approx(per_10, abs=1e-9)
    assert sum(after.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("turn", "card", "given", "state", "other", "sector", "per"),
    [
        (3, "S", {}, "own_attack", "withdraw", "POS", -0.2),
        (3, "R", {"S": "own_attack"}, "local", "none", "POS", 0.4),
        (3, "R", {"S": "own_attack"}, "wide", "none", "USS", 0.4),
        (3, "J", {"R": "local", "S": "own_attack"}, "escalate", "restrain", "USS", -0.4),
        (3, "T", {"S": "own_attack", "R": "local", "J": "restrain"}, "sov_hill", "jp_hill", "POS", 0.8),
    ],
)
def test_6_3_a_doubling_moves_the_log_odds(turn, card, given, state, other, sector, per):
    table = Table(turn)
    before = table.odds(card, **given)
    table.bring(sector, "soviet", 2)
    after = table.odds(card, **given)
    shift = math.log(after[state] / after[other]) - math.log(before[state] / before[other])
    assert shift == pytest.approx(per * table.ratio(sector), abs=1e-9)
    assert table.ratio(sector) > 0.3


def test_6_3_the_whole_north_decides_how_strong_moscow_looks():
    table = Table(23)
    before = table.odds("SF")["high"]
    table.bring("KHB", "soviet", 25)  # par is 25: twice as many
    assert logit(table.odds("SF")["high"]) - logit(before) == pytest.approx(1.2)
    table.mark("watch", 2)
    assert logit(table.odds("SF")["high"]) - logit(before) == pytest.approx(2.4)


def test_6_3_a_force_gathered_for_the_south_is_used():
    table = Table(24)
    before = table.odds("PH")
    table.bring("SRS", "japan", -8)
    after = table.odds("PH")
    shift = math.log(after["south_war"] / after["no_new_war"]) - math.log(before["south_war"] / before["no_new_war"])
    assert shift == pytest.approx(0.4 * math.log2(5 / 13))


@pytest.mark.parametrize(
    ("turn", "card", "given", "mark", "state", "other", "log"),
    [
        (3, "R", {"S": "own_attack"}, "declared", "local", "none", 0.4),
        (3, "J", {"R": "local", "S": "own_attack"}, "support", "air", "restrain", 0.5),
        (3, "T", {"S": "own_attack", "R": "local", "J": "restrain"}, "command", "sov_hill", "jp_hill", 0.3),
        (12, "G", {}, "berlin", "pact", "none", 0.5),
        (4, "P", {}, "study", "unsure", "no", -0.5),
        (21, "NP", {}, "talk", "signed", "not", 0.07),
    ],
)
def test_6_4_acts_of_policy_move_the_log_odds(turn, card, given, mark, state, other, log):
    table = Table(turn)
    before = table.odds(card, **given)
    table.mark(mark, 1, turn if mark == "support" else 0)
    after = table.odds(card, **given)
    shift = math.log(after[state] / after[other]) - math.log(before[state] / before[other])
    if card == "NP":  # the table shows each seat's root of the odds
        shift = logit(after["signed"] ** 2) - logit(before["signed"] ** 2)
    assert shift == pytest.approx(log, abs=1e-9)


def test_6_4_depots_count_by_their_difference():
    table = Table(12)
    before = table.odds("NR")
    table.position.rest[[T.DEPOTS_J, T.DEPOTS_S]] = 1, 2
    after = table.odds("NR")
    assert math.log(after["sov_win"] / after["draw"]) - math.log(before["sov_win"] / before["draw"]) == pytest.approx(
        0.4
    )


def test_6_5_a_quiet_1939_takes_back_what_the_record_adds():
    for seed in range(1, 60):
        table = Table(9, seed=seed)
        table.play()
        if table.card("N") == "quiet":
            break
    assert table.ledger("ESC")[1] == -13
    table.play_until(14)
    assert {v: table.ledger(v)[1] for v in ("CTL", "ESC", "LOC", "NOR", "SFE")} == {
        "CTL": -12,
        "ESC": 9,
        "LOC": -24,
        "NOR": 17,
        "SFE": -15,
    }


def test_6_6_an_answer_moves_play_and_a_draw_does_not():
    table = Table(2)
    table.play(tokyo=Sheet(answers={"E": {"": "consent"}}))
    assert table.ledger("NOR")[2] == pytest.approx(4 * 0.93)
    for seed in range(40):
        table = Table(2, seed=seed)
        table.play(tokyo=NOTHING)
        if table.card("E") == "consent":
            break
    assert table.ledger("NOR")[2] == 0.0


def test_6_6_a_dropped_wuhan_sends_three_divisions_home():
    table = Table(4)
    home = table.divisions("HOM", "japan")
    table.play(tokyo=Sheet(answers={"W": {"": "dropped"}}))
    assert table.card("W") == "dropped"
    assert table.divisions("HOM", "japan") == home + 3
    assert table.ledger("CHN")[1:] == (-5, pytest.approx(-12 * 0.93))


# ------------------------------------------------------------------------------------------------ 7: policies
def test_7_each_policy_moves_what_stands_beside_it():
    for policy in THEATRE.policies:
        for seat in policy.seats:
            turn = policy.windows[0].first if policy.windows else 8
            table = Table(turn)
            if policy.standing_below:
                table.position.seats[:, T.STANDING] = 10
            before, standing = {v: table.ledger(v)[2] for v in THEATRE.variables}, table.standing(seat)
            target = "USS" if policy.sector else ""
            sheets = {
                s: NOTHING if s != seat else Sheet(policy=Policy(policy.id, target))
                for s in ("tokyo", "field", "moscow")
            }
            table.position.rest[T.INCIDENT] = -1
            table.play(**sheets)
            for v, points in policy.changes.items():
                assert table.ledger(v)[2] - before[v] == pytest.approx(points * 0.93), (policy.id, v)
            assert table.standing(seat) == standing - policy.price + policy.standing, policy.id


def test_7_a_petition_is_granted_by_control():
    granted = {}
    for control in (-25.0, 25.0):
        count = 0
        for seed in range(60):
            table = Table(8, seed=seed)
            table.play_moved("CTL", control)
            table.play(field=Sheet(policy=Policy("petition")))
            count += bool(table.events(C.TE_GRANTED))
        granted[control] = count / 60
    assert granted[-25.0] > 0.75
    assert granted[25.0] < 0.35


def test_7_acting_alone_halves_prices_to_the_end_of_the_next_even_turn():
    for turn, until in ((2, 4), (3, 4), (5, 6)):
        table = Table(turn)
        table.play(field=Sheet(policy=Policy("alone")))
        assert table.position.seats[1, T.HALF_UNTIL] == until
        assert table.rest(T.OFFENCE_AT) >= turn


def test_7_aid_is_felt_next_turn_and_slows_the_drive():
    table = Table(4)
    table.play(moscow=Sheet(policy=Policy("aid")))
    assert (table.rest(T.AID), table.rest(T.AID_FELT)) == (1, 1)
    driven = table.rest(T.DRIVEN)
    table.play()
    if table.card("W") == "on_time":
        assert table.rest(T.DRIVEN) - driven == pytest.approx(2 * (9 - 4 - 0.25))


# ------------------------------------------------------------------------------------------------ 8: cards
def test_8_terms_tilt_the_end():
    ends = {}
    for terms in (("accept", "accept"), ("insist", "accept"), ("accept", "hold_out")):
        table = Table(3)
        table.state("TM", terms[0])
        table.state("TT", terms[1])
        ends[terms] = table.odds("T", S="own_attack", R="local", J="restrain")
    row = {"sov_hill": 0.74, "jp_hill": 0.23, "widened": 0.03}

    def odds(**times: float) -> dict[str, float]:
        weighed = {s: p * times.get(s, 1.0) for s, p in row.items()}
        return {s: w / sum(weighed.values()) for s, w in weighed.items()}

    for terms, wanted in (
        (("accept", "accept"), odds(widened=0.72)),
        (("accept", "hold_out"), odds(jp_hill=1.5, widened=2.2)),
        (("insist", "accept"), odds(sov_hill=math.exp(0.6), widened=math.exp(0.5))),
    ):
        assert {s: ends[terms][s] for s in row} == pytest.approx(wanted)


def shared_crest(seat: str = "tokyo") -> Table:
    """A game in which the crest is shared at the cease-fire, a seat filled."""
    for seed in range(200):
        table = Table(3, seed=seed)
        table.play(**{seat: NOTHING})
        if table.card("Q") == "shared":
            return table
    raise AssertionError("no seed gave a shared crest")


def test_8_stay_or_leave_has_the_odds_of_the_end_and_sets_it():
    table = shared_crest()
    kept = table.position.asked[table.engine.index.node["V"]]
    odds = table.odds("V")
    assert odds["leave"] == pytest.approx(kept[0] / kept.sum())
    assert odds["not_asked"] == 0.0
    for answer, end in (("stay", "jp_hill"), ("leave", "sov_hill")):
        table = shared_crest()
        table.play(tokyo=Sheet(answers={"V": {"": answer}}))
        assert (table.card("V"), table.card("T")) == (answer, end)


def test_8_pressing_on_may_widen_the_fight_and_less_so_with_the_ussuri_strong():
    table = shared_crest("moscow")
    table.state("V", "leave")
    table.state("X1", "press")
    table.position.cards[table.engine.index.node["T"], T.CARD_STATE] = -1
    index = table.engine.index
    assert table.engine.odds(table.position, index.node["T"], 0, -1)[3] == pytest.approx(0.40)
    table.bring("USS", "soviet", 8)
    l_ussuri = table.ratio("USS")
    assert table.engine.odds(table.position, index.node["T"], 0, -1)[3] == pytest.approx(
        0.40 - 0.05 * l_ussuri, abs=0.006
    )


def test_8_both_must_sign_the_pact():
    table = Table(21)
    own = table.odds("NP")["signed"]
    assert own**2 == pytest.approx(0.72)
    table.play(tokyo=Sheet(answers={"NP": {"": "signed"}}), moscow=Sheet(answers={"NP": {"": "not"}}))
    assert table.card("NP") == "not"
    table = Table(21)
    table.play(tokyo=Sheet(answers={"NP": {"": "signed"}}), moscow=Sheet(answers={"NP": {"": "signed"}}))
    assert table.card("NP") == "signed"
    assert (table.standing("tokyo"), table.standing("moscow")) == (15, 15)


# ------------------------------------------------------------------------------------------------ 9: Wuhan
def test_9_by_the_record_the_drive_stands_at_thirteen_after_october():
    for seed in range(60):
        table = Table(seed=seed)
        table.play_until(6)
        if table.card("W") == "on_time" and table.rest(T.FALLEN) == 5:
            break
    assert table.rest(T.DRIVEN) == pytest.approx(13.3)


def on_time(withheld: int, games: int = 400) -> float:
    """Share of games in which Wuhan is on time with divisions withheld from the Yangtze."""
    count = 0
    for seed in range(games):
        table = Table(seed=seed, last=6)
        table.bring("YAN", "japan", -withheld)
        while not table.over:
            table.play()
        count += table.card("W") == "on_time"
    return count / games


def test_9_two_divisions_withheld_delay_wuhan_and_with_four_divisions_it_never_falls():
    whole, less = on_time(0), on_time(2)
    assert whole == pytest.approx(0.89, abs=0.05)
    assert whole - less >= 0.10
    assert on_time(5, 60) == 0.0


# ------------------------------------------------------------------------------------------------ 10: clashes, general war
def test_10_1_the_fight_begins_in_the_hottest_sector_and_of_equals_at_nomonhan():
    table = Table(9)
    table.play()
    assert THEATRE.place_ids[int(table.rest(T.CLASH_AT))] == "NOM"
    table = Table(9)
    table.position.places[table.engine.index.place["USS"], T.HEAT] = 1
    table.play()
    assert THEATRE.place_ids[int(table.rest(T.CLASH_AT))] == "USS"


def test_10_1_a_hard_order_heats_nomonhan():
    for seed in range(20):
        table = Table(8, seed=seed)
        table.play()
        heat = int(table.position.places[table.engine.index.place["NOM"], T.HEAT])
        assert heat == (2 if table.card("K") == "hard" else 0)


def test_10_2_worn_divisions_count_half_for_three_turns():
    table = Table(13, seed=1)
    table.position.rest[T.CLASH_AT] = table.engine.index.place["NOM"]
    table.state("NR0", "sov_win")
    table.play(tokyo=NOTHING, moscow=Sheet(answers={"X2": {"": "stop"}}))
    assert table.card("NR") == "sov_win"
    strengths = []
    for _ in range(3):
        here = table.divisions("NOM", "japan")
        strengths.append(here - table.engine.ask(table.position, 4, table.engine.index.place["NOM"], 0, -1))
        table.play()
    assert strengths == [0.5 * min(2, THEATRE.par("NOM", "japan", t)) for t in (14, 15)] + [0.0]


def test_10_3_a_general_war_lasts_two_turns_and_everyone_loses():
    for seed in range(80):
        table = Table(4, seed=seed)
        table.state("T0", "widened")
        table.state("Q", "settled")
        table.play(tokyo=NOTHING, field=NOTHING, moscow=NOTHING)
        if table.card("GW1") == "yes":
            break
    assert table.rest(T.WAR_AT) == 4
    table.play(tokyo=NOTHING, field=NOTHING, moscow=NOTHING)
    assert not table.over
    table.play(tokyo=NOTHING, field=NOTHING, moscow=NOTHING)
    assert table.over
    assert table.position.acts[:, :3].tolist() == [[20] * 3, [15] * 3, [15] * 3]
    assert table.position.places[:, T.LOST].any()


# ------------------------------------------------------------------------------------------------ 12, 13
def test_12_2_oil_by_the_record():
    for seed in range(300):
        table = Table(15, seed=seed)
        while not table.over:
            table.play()
        if table.card("SO") == "south":
            break
    assert table.rest(T.OIL) == pytest.approx(17.16)


def test_12_3_each_division_beyond_the_record_in_the_south_costs_two_points_once():
    table = Table(19)
    table.play(tokyo=Sheet(moves=(Move("HOM", "INC", 2),)))
    first = table.ledger("OIL")[2]
    assert first == pytest.approx(4 * 0.93)
    table.play(tokyo=NOTHING)
    assert table.ledger("OIL")[2] == pytest.approx(first * 0.93)


def test_12_3_the_offensive_of_1939_finds_short_fronts():
    table = Table(14)
    table.bring("NCH", "japan", -2)
    table.play()
    assert table.rest(T.HOLD) == pytest.approx(-0.3)
    table = Table(14)
    table.play()
    assert table.rest(T.HOLD) == 0.0


def test_13_2_incidents_come_with_escalation_and_only_where_somebody_sits():
    rates = {}
    for points in (-20.0, 30.0):
        found = 0
        for seed in range(150):
            table = Table(19, seed=seed)
            table.play_moved("ESC", points / 0.93)
            table.play()
            found += table.rest(T.INCIDENT) >= 0
        rates[points] = found / 150
    assert rates[-20.0] < 0.03
    assert rates[30.0] == pytest.approx((18 + 30) / 200, abs=0.11)
    table = Table(19, seed=1)
    table.position.rest[T.INCIDENT] = 0
    before = table.position.places[:, T.HEAT].sum()
    table.play()
    assert table.position.places[:, T.HEAT].sum() == before
    table = Table(19, seed=1)
    table.position.rest[T.INCIDENT] = 0
    table.play(field=Sheet(answers={"incident": {"": "yield"}}), moscow=NOTHING)
    assert table.position.places[:, T.HEAT].sum() == before + 1
    assert table.standing("field") == 14
    assert table.ledger("ESC")[2] == pytest.approx(0.0)  # one yields, one stands


@pytest.mark.long
# ------------------------------------------------------------------------------------------------ 17: what the counters do
def test_17_frozen_counters_move_at_least_four_other_cards():
    watched = {"W": "on_time", "T": "sov_hill", "R": "wide", "SF": "high", "N": "clash", "PH": "south_war"}
    games, shares = 700, []
    for is_frozen in (False, True):
        count = dict.fromkeys(watched, 0)
        for seed in range(games):
            table = Table(seed=seed)
            par = np.asarray(table.engine.book.par)
            while not table.over:
                if is_frozen:
                    for k in range(len(THEATRE.places)):
                        for side in (0, 1):
                            now = int(table.engine.ask(table.position, 6, k, side))
                            table.position.places[k, T.DEVIATION + side] = par[2 * k + side, 1] - now
                table.play()
            for card, state in watched.items():
                count[card] += table.card(card) == state
        shares.append({card: n / games for card, n in count.items()})
    moved = {card: abs(shares[1][card] - shares[0][card]) for card in watched if card != "W"}
    assert shares[1]["W"] == 0.0
    assert sum(d >= 0.05 for d in [*moved.values(), shares[0]["W"]]) >= 4, moved
