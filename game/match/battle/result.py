"""The result of a finished battle as the theatre knows it (rules 11.1, 11.2)."""

import numpy as np

from game.core.words import _
from game.match.battle.match import Match
from game.match.battle.score import men_lost
from game.model.battle.politics import Politics
from game.model.battle_result import After, BattleResult, Join, Pair, Reading, Step, TruceSigned
from game.rules.battle import codes as C
from game.rules.battle import state as S

BY_LEAVE = 1
CHOICES: dict[int, After] = {C.AFTER_LEAVE: "leave", C.AFTER_STAY: "stay", C.AFTER_BACK: "stay-back"}
PULSES_AN_HOUR, PULSES_A_DAY = 4, 96


def battle_result(match: Match, join: Join) -> BattleResult:
    """What a battle that is over leaves behind.

    Raises:
        ValueError: it is not over, or its scenario has no politics.
    """
    politics = match.scenario.politics
    if politics is None:
        raise ValueError(_("{id} has no politics: the theatre reads a whole campaign").format(id=match.scenario.id))
    if not match.over:
        raise ValueError(_("the battle is not over: it stands at {name}").format(name=match.turn.name))
    state, soviet = match.state, 1
    levels = _pair([int(state.sides[k, S.LEVEL]) for k in (0, 1)])
    lost = _pair([men_lost(state, match.tables, k) for k in (0, 1)])
    stays = match.scenario.sides.index(politics.talks.stays)
    return BattleResult(
        source="play",
        seed=match.seed,
        crest_pm=int(state.forms[soviet, S.FORM_LINE_PM]),
        men_lost=lost,
        tanks_lost=_pair([_tanks(match, k) for k in (0, 1)]),
        divisions=_pair([_divisions(match, join, k, levels[k]) for k in (0, 1)]),
        peak=levels,
        air_used_h=_air_hours(match, politics, join.tally.aircraft),
        tumen_crossed=levels[1] >= join.tally.tumen,
        second_sector=levels[1] >= join.tally.elsewhere,
        truce=_truce(match, politics),
        authorised=_authorised(match, politics, join.upward.attack),
        worn=_pair([_worn(lost[k], join.tally.record_men[k], join.tally.worn_men[k]) for k in (0, 1)]),
        after=CHOICES.get(int(state.forms[stays, S.FORM_CHOICE]), "") if _signed(match) else "",
    )


def read_battle(result: BattleResult, join: Join, throne: str = "refuse") -> Reading:
    """A battle in states of the cards. `throne`: the answer E, with which an attack is one that was ordered. Rule 11.2."""
    up = join.upward
    more = 0 if result.truce else up.no_truce_levels
    peak = (result.peak[0] + more, result.peak[1] + more)
    ordered = "ordered_probe" if throne == "consent" else "own_attack"
    attacked = result.peak[0] >= up.attack
    states = {
        "S": ordered if attacked else "withdraw",
        "R": _reached(up.answer, peak[1]),
        "J": _reached(up.reinforce, peak[0]),
    }
    loc = _loc(result, join)
    if not attacked:
        return Reading(states={**states, "T": "no_fight"}, v="not_asked", loc=loc)
    if has_widened(result, join):
        return Reading(states={**states, "T": "widened"}, v="not_asked", loc=loc)
    if result.truce is None:
        return Reading(states=states, t="no truce", loc=loc)
    if result.crest_pm >= up.hill_pm:
        return Reading(states={**states, "T": "sov_hill"}, v="not_asked", loc=loc)
    if not result.after:
        return Reading(states=states, t="shared crest", loc=loc)
    stays = result.after == "stay"
    return Reading(states={**states, "T": "jp_hill" if stays else "sov_hill"}, v="stay" if stays else "leave", loc=loc)


def has_widened(result: BattleResult, join: Join) -> bool:
    """The fight went beyond the hill: aircraft kept up while the Tumen is crossed, divisions on both sides, another sector."""
    up = join.upward
    return (
        (result.air_used_h > up.air_h and result.tumen_crossed)
        or min(result.divisions) >= up.wide_divisions
        or result.second_sector
    )


def _reached(steps: tuple[Step, ...], level: int) -> str:
    return [s.state for s in steps if level >= s.level][-1]


def _loc(result: BattleResult, join: Join) -> float:
    """By losses: much dearer to the Soviets than to the Japanese and Tokyo thinks less of their readiness, cheaper and more."""
    japan, soviet = result.men_lost
    if soviet > join.upward.much * japan:
        return -join.upward.loc
    return join.upward.loc if soviet < join.upward.little * japan else 0.0


def _pair(values: list[int]) -> Pair:
    return values[0], values[1]


def _tanks(match: Match, side: int) -> int:
    own = np.asarray(match.tables.unit)[:, S.U_SIDE] == side
    return int(np.asarray(match.state.units)[own, S.TANKS_LOST].sum())


def _divisions(match: Match, join: Join, side: int, level: int) -> int:
    """Divisions of which something came onto the map, and one more where the scale says that another was brought in."""
    units, scenario = np.asarray(match.state.units), match.scenario
    there = {
        c.formation
        for k, c in enumerate(scenario.counters)
        if units[k, S.HEX] >= 0 or units[k, S.LOST] or units[k, S.TANKS_LOST]
    }
    came = sum(any(f in there for f in division) for division in join.tally.divisions.get(scenario.sides[side], ()))
    return came + (level >= join.tally.second_division)


def _air_hours(match: Match, politics: Politics, level: int) -> int:
    """From the turn in which the act was first done to the cease-fire, or to the end of an earlier last day of flying."""
    side, calendar, state = match.scenario.sides[0], match.scenario.calendar, match.state
    done = [
        int(state.leaves[politics.act_index(a.id), S.LEAVE_DONE]) for a in politics.acts_of(side) if a.level == level
    ]
    days = [
        int(state.wings[k, S.V_DAY])
        for k, w in enumerate(match.scenario.flying)
        if w.side == side and int(state.wings[k, S.V_TOTAL])
    ]
    begun = [turn for turn in done if turn >= 0]
    if not begun or not days:
        return 0
    until = int(state.accord[0, S.TRUCE_AT]) if _signed(match) else calendar.turn(calendar.last).last_pulse
    if until - (max(days) + 1) * PULSES_A_DAY > PULSES_A_DAY:
        until = (max(days) + 1) * PULSES_A_DAY  # stopped more than a day before
    return max(PULSES_AN_HOUR, until - calendar.turn(min(begun)).first_pulse) // PULSES_AN_HOUR


def _signed(match: Match) -> bool:
    return int(match.state.accord[0, S.SIGNED_TURN]) >= 0


def _truce(match: Match, politics: Politics) -> TruceSigned | None:
    accord, forms, sides = match.state.accord[0], match.state.forms, match.scenario.sides
    if not _signed(match):
        return None
    term = int(accord[S.TRUCE_TERM])
    proposers = [side for k, side in enumerate(sides) if int(forms[k, S.FORM_SAID]) == term + 1]
    proposer = proposers[0] if len(proposers) == 1 else "both" if proposers else "neither"
    return TruceSigned(
        turn=match.scenario.calendar.turn(int(accord[S.SIGNED_TURN])).name,
        terms=politics.terms[term].id,
        proposer=proposer,
    )


def _authorised(match: Match, politics: Politics, level: int) -> bool:
    """The attack on the hills was made, and by leave."""
    own = [politics.act_index(a.id) for a in politics.acts_of(match.scenario.sides[0]) if a.level == level]
    leaves = [match.state.leaves[k] for k in own]
    return any(int(row[S.LEAVE_DONE]) >= 0 and int(row[S.LEAVE_HELD]) == BY_LEAVE for row in leaves)


def _worn(lost: int, record: int, pip: int) -> int:
    return max(0, lost - record) // pip
