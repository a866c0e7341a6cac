"""A decision: what a side's command settles beside its orders, the same in files, journals and code (chapters 10 and 11)."""

from typing import Literal

import msgspec

from game.model.base import Prose

DecisionKind = Literal["ask", "alone", "terms", "talk", "urge", "after"]
Commission = Literal["either", "with", "without"]
Choice = Literal["", "leave", "stay", "stay-back", "follow", "stand"]


class Decision(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, repr_omit_defaults=True, forbid_unknown_fields=True
):
    """A decision on a side's sealed sheet.

    `ask`: a petition for the leave that `act` needs. `alone`: `act` without it, at its price. `terms`: the sealed form of a talk:
    the `proposal`, and the terms to which the side says yes, with a `commission` or without; none at all refuses. `talk`: asks
    for a talk in the next turn. `urge`: a petition to the own government for `term`, where that government seals the form.
    `after`: what is done once the fire has stopped. The last three fields are notes of history's own decisions.
    """

    kind: DecisionKind
    act: str = ""
    proposal: str = ""
    accept: tuple[str, ...] = ()
    commission: Commission = "either"
    umpire: bool = False
    term: str = ""
    choice: Choice = ""
    source: str = ""
    confidence: str = ""
    note: Prose = ""


class DecisionAt(Decision, frozen=True, kw_only=True):
    """A decision of history, with its turn and side."""

    turn: str
    side: str
