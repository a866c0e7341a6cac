"""The form on which a side writes its orders for a turn, with the verbs that it may use."""

from __future__ import annotations

from game.core.words import _, enumerated
from game.match.dates import turn_words
from game.model.battle.scenario import Scenario
from game.model.battle.verbs import MISSION_ROWS, VERBS
from game.whatif.battle.handout.parts import block, table
from game.whatif.page import plain

LINES = 16  # orders on a form


def orders(scenario: Scenario) -> str:
    """A form to be copied for each turn and side, then what may be written in it."""
    heads = (_("Counter"), _("Task"), _("Target hex"), _("From"), _("Start line"), _("Limit"), _("Lost"))
    empty = [("",) * len(heads)] * LINES
    turns = enumerated(turn_words(turn) for turn in scenario.calendar.played())
    blanks = _("Side: ____________   Turn: ____________   Sealed at: ______")
    verbs = [(_(v.name), _(v.help)) for v in VERBS.values() if _is_in_play(scenario, v.name)]
    missions = [(_(m.title), _(m.help)) for m in MISSION_ROWS.values()]
    return "".join(
        [
            f'<p class="blanks">{plain(blanks)}</p><div class="form">{table(heads, empty)}</div>',
            block(_("Tasks"), table((_("Task"), _("What it is")), verbs)),
            block(_("Missions of guns"), table((_("Mission"), _("What it is")), missions)),
            block(_("Turns"), f"<p>{plain(turns)}</p>"),
        ]
    )


def _is_in_play(scenario: Scenario, verb: str) -> bool:
    """Boats where there is supply, aircraft where some fly."""
    row = VERBS[verb]
    return (scenario.supply or not row.ferries) and (bool(scenario.flying) or not row.strikes)
