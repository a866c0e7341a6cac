"""A lesson that one plays: steps, each with what is said, what it points at and which act it waits for."""

from typing import Annotated, Literal, get_args

from msgspec import Meta

from game.model.base import Entry, HexAt, Prose

# What a player can do that a step may wait for.
Doing = Literal[
    "looked",  # a hex taken under the cursor
    "took",  # a counter taken in hand
    "ordered",  # an order that is written
    "forecast",  # the odds of an assault that is written are shown
    "turned",  # a turn that was sealed, played and watched
    "explained",  # why it came so
    "opened",  # a part of the page opened: `what` is its name
    "read",  # a card read: `what` is its id
    "struck",  # a line of the staff plan struck: `what` is its id
    "chose",  # a policy chosen: `what` is its id
    "answered",  # a card answered: `what` is its id, `to` the answer
]
# Parts of the page that a step may point at.
Part = Literal[
    "", "score", "selection", "tasks", "orders", "forecast", "seal", "run", "ribbon", "log", "plan", "report", "why",
    "menu", "card", "cards", "staff", "policy", "tracks",
]  # fmt: skip
# Keys by what they do, as the list of keys calls it: what a step may point at, and {next} in a text is the key itself.
Key = Literal[
    "", "next", "previous", "confirm", "assault", "silent", "move", "hold", "dig", "fire", "later", "earlier",
    "hour_later", "hour_earlier", "undo", "seal", "run", "plan", "report", "why", "card", "log", "skip", "play",
    "t_cards", "t_policy", "t_tracks", "t_graphs", "t_report", "t_seal", "t_undo", "t_thesis",
]  # fmt: skip
KEYS: tuple[str, ...] = tuple(filter(None, get_args(Key)))
PARTS: tuple[str, ...] = tuple(filter(None, get_args(Part)))
Opened = ("plan", "report", "card", "log", "tracks", "supplies")  # what "opened" may name
DOINGS: tuple[str, ...] = get_args(Doing)
# Which fields say more of an act, and which of them it cannot do without.
SAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "looked": (("hex",), ("hex",)),
    "took": (("unit",), ()),
    "ordered": (("unit", "task", "manner", "mission", "hex", "not_before"), ("task",)),
    "forecast": (("hex",), ()),
    "turned": ((), ()),
    "explained": ((), ()),
    "opened": (("what",), ("what",)),
    "read": (("what",), ("what",)),
    "struck": (("what",), ()),
    "chose": (("what",), ()),
    "answered": (("what", "to"), ("what",)),
}


class Pointing(Entry, frozen=True, kw_only=True):
    """What a step points at: one of a hex, a counter, a part of the page, or the button of a key."""

    hex: HexAt | None = None
    unit: str = ""
    part: Part = ""
    key: Key = ""


class Awaited(Entry, frozen=True, kw_only=True):
    """An act that a step waits for; what is left out may be anything. `SAYS` has the fields of each.

    `not_before`: moment such as "6 Aug 14:00" before which the order must not start.
    """

    act: Doing
    unit: str = ""
    hex: HexAt | None = None
    task: str = ""
    manner: str = ""
    mission: str = ""
    not_before: str = ""
    what: str = ""
    to: str = ""


class LessonStep(Entry, frozen=True, kw_only=True):
    """A step. `say`: what it is about; `window`, `terminal`: how it is done in either; `waits`: all of these, in any order."""

    id: str
    title: Prose
    say: Prose
    window: Prose
    terminal: Prose
    points: tuple[Pointing, ...] = ()
    waits: tuple[Awaited, ...]


class Lesson(Entry, frozen=True, kw_only=True):
    """A lesson in a scenario. `side`: the side or seat of the pupil; `number`: its place in the list, the first is offered first.

    `passed`: turns that pass before it, without an order of the pupil's; `end`: what is said when all steps are done.
    """

    format: Annotated[int, Meta(ge=1, le=1)]
    id: str
    number: Annotated[int, Meta(ge=1, le=99)]
    title: Prose
    about: Prose
    minutes: Annotated[int, Meta(ge=1, le=180)]
    side: str
    seed: Annotated[int, Meta(ge=0, le=2_000_000_000)] = 1938
    passed: Annotated[int, Meta(ge=0, le=20)] = 0
    end: Prose
    step: tuple[LessonStep, ...]
