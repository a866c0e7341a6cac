"""What was tuned to what: parameters and orders that were set while a figure of the record was looked at."""

from game.model.base import Entry


class Tuning(Entry, frozen=True, kw_only=True):
    """A step. `what`: a parameter's name, or what else was set; `before`, `after`: its values, unset for what is no number.

    `rules`: the version of the rules in which it was set; `to`: ids of the outcomes that were looked at. What it was set to is no
    evidence for it.
    """

    what: str
    rules: str
    to: tuple[str, ...]
    before: float | None = None
    after: float | None = None
    note: str = ""


class Tunings(Entry, frozen=True, kw_only=True):
    """Everything that `tuning.toml` of a scenario holds. It decides no game, and no digest is taken over it."""

    tuning: tuple[Tuning, ...] = ()
