"""Options of the general: what he may do instead of what he is doing, each with its reason. Data, never code."""

from typing import Any, Literal

import msgspec
from msgspec.structs import replace

from game.model.base import Cited, Entry, Prose
from game.model.battle.plans import Hours, Plan, Tanks

When = Literal["held", "lost", "spent", "dark", "light"]
Desk = Literal["", "sign", "refuse"]
FIRST = "staff"  # what a general does who has chosen nothing yet
SPENT = 1 / 3  # of the men of a phase: lost, they have spent it


class PlanChange(Entry, frozen=True, kw_only=True):
    """What an option changes in the staff's habit: fields of a plan, in the same words, units and ranges."""

    attacks: bool | None = None
    by: Hours | None = None
    ratio: float | None = None
    least: float | None = None
    most: int | None = None
    silent_men: int | None = None
    limit_pm: int | None = None
    together: bool | None = None
    pursues: int | None = None
    preparation: int | None = None
    preparation_pulses: int | None = None
    tanks: Tanks | None = None
    crest: int | None = None
    reserve_pm: int | None = None
    counter_attacks: bool | None = None

    @property
    def given(self) -> dict[str, Any]:
        """The fields that are changed, with their new values."""
        return {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}


class Branch(Entry, frozen=True, kw_only=True):
    """Where a phase leads. `when`: its aims are held; a scored place was lost; a third of its men is lost; night or day has
    come. `to`: the option that is weighed then without favour for the running one."""

    when: When
    to: str


class Option(Cited, frozen=True, kw_only=True):
    """One thing that a general may do. `title`: its name; `text`: its reason, in words; `plan`: what it changes in the habit.

    `each`: there is one for each scored place that is not wholly held, which it goes for first. `breaks_off`: men who press an
    attack stop. `desk`: at a talk it signs what its own government does not refuse, or refuses all; without a word it does what
    the plan says, and an option with one is offered at talks alone. `branches`: where its phase may lead, the first that holds.
    """

    id: str
    title: Prose
    text: Prose
    plan: PlanChange = PlanChange()
    each: bool = False
    breaks_off: bool = False
    desk: Desk = ""
    branches: tuple[Branch, ...] = ()

    def of(self, habit: Plan, place: str = "") -> Plan:
        """The habit of a side changed as the option says; `place`: gone for first."""
        changed = replace(habit, **self.plan.given)
        return replace(changed, aims=(place,)) if place else changed
