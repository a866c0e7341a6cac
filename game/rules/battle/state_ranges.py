"""What each column of a battle's state may hold, so that a position from a file can be compared before a rule sees it.

The clock is not here: after a turn it can stand at one place only.
"""

import numpy as np

from game.core.ranges import Columns, Sizes, Span, index
from game.rules.battle import codes as C
from game.rules.battle import state as S

FLAG = Span(0, 1)
SHARE_PM = Span(0, 1000)
METRES = Span(0, 1000)  # to go, within a hex and the way to its crest
FORTUNE_PM = Span(0, 100_000)  # of the usual losses, drawn about 1000
MEN = Span(0, 100_000)  # of any counter: men, guns, tanks, lots
COUNT = Span(0, 1_000_000)  # of anything that adds up over a campaign
SUM = Span(0, 1_000_000_000)
PULSE = Span(-1, 1_000_000)  # -1: never
TURN = Span(-1, 10_000)
HEX, UNIT, TERM = index("hexes"), index("units"), index("terms")

UNITS = dict.fromkeys(range(S.UNIT_COLS), COUNT) | {
    **dict.fromkeys((S.HEX, S.GOAL, S.START_LINE, S.FALLBACK, S.TRIGGER_HEX), HEX),
    **dict.fromkeys((S.MEN, S.CREW, S.LMG, S.HMG, S.MORTAR, S.GUNS, S.AT, S.TANKS, S.BOGGED), MEN),
    **dict.fromkeys((S.SUP_PM, S.COH_PM, S.WORKS_PM, S.LIMIT_PM, S.LINE_PM, S.LOCATED_PM, S.BREAK_PM), SHARE_PM),
    **dict.fromkeys((S.START, S.READY, S.EFFORT_AT, S.WORKSHOP_AT, S.MOVES_UNTIL), PULSE),
    **dict.fromkeys((S.DISRUPTED, S.BROKEN, S.LOW), FLAG),
    **dict.fromkeys((S.EFFORT_MEN, S.STRAYED, S.WORKSHOP, S.LOTS, S.LOTS_OVER), MEN),
    S.STEP_M: METRES,
    S.TASK: Span(0, -1, "verbs"),
    S.ACTIVE: Span(0, 2),
    S.MANNER: Span(C.OPEN, C.PREPARED),
    S.CREST: Span(0, 3),
    S.TRIGGER: Span(C.NO_TRIGGER, C.TANKS_NEAR),
    S.PATH_AT: Span(0, S.MAX_PATH),
    S.PATH_LEN: Span(0, S.MAX_PATH),
    S.GROUP_STATE: Span(C.GUNS_SILENT, C.GUNS_COUNTER),
    S.FORTUNE_PM: FORTUNE_PM,
    S.OPEN_M: Span(0, 5000),
}
ROWS = {
    **dict.fromkeys((S.USED, S.ROW_SIDE, S.PRESS), FLAG),
    **dict.fromkeys((S.ATTACKER, S.ATTACKER_2), UNIT),
    **dict.fromkeys((S.FROM, S.TARGET), HEX),
    **dict.fromkeys((S.REFORM_AT, S.COUNTER_AT, S.OPENED), PULSE),
    **dict.fromkeys((S.HEAR_M, S.ROW_QUIET, S.PREPARED), COUNT),
    S.EDGE: Span(0, 5),
    S.GAP_M: METRES,
    S.STAGE: Span(C.APPROACH, C.CONTESTED),
    S.SHARE_PM: SHARE_PM,
    S.LODGED: MEN,
}
HEXES = {S.OWNER: Span(-1, 1), S.MARSH_COUNT: COUNT, S.SHELLED: PULSE, S.TAKEN_AT: PULSE}
MISSIONS = {
    S.M_USED: FLAG,
    S.M_GROUP: UNIT,
    S.M_KIND: Span(C.PREPARATION, C.COUNTER_BATTERY),
    S.M_TARGET: HEX,
    **dict.fromkeys((S.M_FROM, S.M_TO), PULSE),
    **dict.fromkeys((S.M_ROUNDS, S.M_FIRED, S.M_PULSES), COUNT),
}
SIDES = dict.fromkeys(range(S.SIDE_COLS), SUM) | {
    S.SHELLS: COUNT,
    S.LEVEL: Span(0, 10),
    S.PRICE: Span(-1000, 1000),
    S.DAY_PULSES: Span(0, 96),
    S.SIDE_LOW: FLAG,
}
PLACES = dict.fromkeys(range(S.PLACE_COLS), SUM) | {S.PLACE_TAKEN_AT: PULSE, S.PLACE_FIRST_ASSAULT: PULSE}
EVER = Span(-10_000, 1_000_000)  # pulses: what was known before the campaign began counts back from it
SEEN = {
    S.SEEN_HEX: HEX,
    S.SEEN_AT: EVER,
    S.SEEN_MEN: COUNT,
    S.SEEN_NOW: FLAG,
    S.SEEN_TANKS: MEN,
    S.SEEN_SIZE_PM: Span(0, 2_000_000),
    S.SEEN_SINCE: EVER,
    S.SEEN_CAME: FLAG,
}
CROSSINGS = {S.X_ROUNDS: COUNT, S.X_SEEN_AT: PULSE, S.X_CARRIED: COUNT, S.X_LEFT: COUNT}
LEAVES = {
    S.LEAVE_HELD: Span(0, 2),
    **dict.fromkeys((S.LEAVE_ASKED, S.LEAVE_DUE, S.LEAVE_DONE), TURN),
    S.LEAVE_ODDS_PM: SHARE_PM,
    **dict.fromkeys((S.LEAVE_ASKS, S.LEAVE_REFUSED), COUNT),
}
FORMS = {
    **dict.fromkeys((S.FORM_SEALED, S.FORM_UMPIRE), FLAG),
    S.FORM_YES: Span(0, -1, "answers"),
    S.FORM_PROPOSAL: TERM,
    **dict.fromkeys((S.FORM_URGED, S.FORM_SAID), Span(0, 0, "terms")),
    **dict.fromkeys((S.FORM_ALONE, S.FORM_REQUESTS), COUNT),
    S.FORM_CHOICE: Span(C.AFTER_OPEN, C.AFTER_STAND),
    S.FORM_ATTACKED: PULSE,
    S.FORM_LINE_PM: SHARE_PM,
    S.FORM_AFTER_PM: Span(-1, 1000),
    S.FORM_CONTROL: Span(-100_000, 100_000),
    S.FORM_AGAINST_PM: SHARE_PM,
}
ACCORD = {
    **dict.fromkeys((S.TALK_EXTRA, S.SIGNED_TURN, S.TRUCE_BEGUN, S.LINE_TURN), TURN),
    S.TALKS_HELD: COUNT,
    S.TRUCE_TERM: TERM,
    **dict.fromkeys((S.COMMISSION, S.UMPIRE), Span(0, 3)),
    S.TRUCE_AT: PULSE,
    S.DECIDED: Span(0, 2),
}
STRIKES = {
    S.Y_USED: FLAG,
    S.Y_WING: index("wings"),
    S.Y_TARGET: HEX,
    **dict.fromkeys((S.Y_FROM, S.Y_UNTIL, S.Y_TRIED), PULSE),
    S.Y_FLIGHTS: MEN,
    S.Y_REASON: Span(C.WAIT_NOTHING, C.WAIT_FLIGHTS),
}
WINGS = {
    S.V_LEAVE: Span(C.LEAVE_NONE, C.LEAVE_BEYOND),
    S.V_DAY: TURN,
    **dict.fromkeys((S.V_FLOWN, S.V_TOTAL, S.V_LOST), COUNT),
}
RANGES: dict[str, Columns] = dict(
    units=UNITS,
    rows=ROWS,
    hexes=HEXES,
    missions=MISSIONS,
    sides=SIDES,
    places=PLACES,
    seen=SEEN,
    paths=HEX,
    crossings=CROSSINGS,
    leaves=LEAVES,
    forms=FORMS,
    accord=ACCORD,
    strikes=STRIKES,
    wings=WINGS,
)


def sizes_of(tables: S.Tables) -> Sizes:
    """How many there are of what a column may name, by the tables of a scenario."""
    rows = {name: len(np.asarray(getattr(tables, name))) for name in ("hex", "unit", "term", "wing", "verb")}
    return {f"{name}es" if name == "hex" else f"{name}s": count for name, count in rows.items()} | {
        "answers": 4 ** rows["term"]
    }
