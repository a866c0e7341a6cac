"""A refusal: why an order is forbidden, in words that teach (rules 7.10-7.17, 10.3)."""

from typing import NamedTuple

import msgspec

from game.core.words import _
from game.files.errors import one_line


class Refusal(NamedTuple):
    """Why an order is forbidden: the rule, and who, what, needed against found."""

    rule: str
    text: str

    def __str__(self) -> str:
        return _("{text} (rule {rule})").format(text=self.text, rule=self.rule)


def refuse(rule: str, template: str, **words: object) -> Refusal:
    """A refusal by a rule; the template is looked up in the catalogue, then filled in."""
    return Refusal(rule, _(template).format(**words))


def misfit(made: msgspec.Struct) -> str:
    """What in an order, decision or sheet that a program made is not what such a field holds, "" if all is: files are held to
    the same types and ranges when they are read."""
    try:
        msgspec.convert(msgspec.to_builtins(made), type(made))
    except (msgspec.ValidationError, TypeError, OverflowError, RecursionError) as e:
        return one_line(e)
    return ""
