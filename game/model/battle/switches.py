"""Rules that can be switched off, to see what hangs on them: values of parameters under which a rule does nothing."""

from msgspec import field

from game.model.base import Entry, Prose


class Switch(Entry, frozen=True, kw_only=True):
    """A rule that can be switched off. `title`: what does not hold then; `rule`: its number.

    `parameters`: their values under which it does nothing; `supply`: false = chapter 9 is out of play.
    """

    id: str
    title: Prose
    rule: str
    parameters: dict[str, float] = field(default_factory=dict)
    supply: bool | None = None
    note: Prose = ""
