"""The strategic game that a command asks for, and what may be said of it: seats, levels, acts, dials."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.cli.output import note
from game.cli.troubles import Trouble, unknown
from game.core.words import _

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch
    from game.model.theatre.game import Theatre
    from game.model.theatre.whatif import TheatreWhatIf

LEVELS = ("empty", "staff", "plain", "general", "random")
FORMER = ("strong",)  # the general, as scripts of older editions call him
LONGEST = 1000


def is_theatre(name: str) -> bool:
    """Whether a name or folder is a strategic game's."""
    if len(name) > LONGEST:
        return False
    from game.files.theatre.theatres import is_theatre as there

    return there(name)


def refuse_options(options: argparse.Namespace, names: tuple[str, ...], what: str) -> None:
    """Refuses options that only the other kind of scenario has.

    Raises:
        Trouble: one of them was typed.
    """
    for name in names:
        value = getattr(options, name, None)
        if value is not None:
            raise Trouble(
                _("--{a}: {scenario} is {what}").format(a=name.replace("_", "-"), scenario=options.scenario, what=what)
            )


def load(name: str) -> Theatre:
    """A strategic game by name or folder.

    Raises:
        Trouble: there is none of that name, or its files are refused.
    """
    from game.cli.main import first_of
    from game.files.errors import BadFile
    from game.files.theatre.theatres import load_theatre

    try:
        return load_theatre(name)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None


def what_ifs(theatre: Theatre, name: str) -> tuple[TheatreWhatIf, ...]:
    """The what-ifs of a strategic game.

    Raises:
        Trouble: one of them is refused.
    """
    from game.cli.main import first_of
    from game.files.errors import BadFile
    from game.files.theatre.theatres import theatre_folder
    from game.files.theatre.whatifs import load_theatre_whatifs

    try:
        return load_theatre_whatifs(theatre_folder(name), theatre)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None


def what_if(theatre: Theatre, folder: str, name: str) -> TheatreWhatIf:
    """One of them by its id.

    Raises:
        Trouble: there is none of that name.
    """
    known = what_ifs(theatre, folder)
    for found in known:
        if found.id == name:
            return found
    raise unknown("what-if", name, [w.id for w in known], where=theatre.id)


def level(theatre: Theatre, seat: str, text: str) -> str:
    """Who sits in a seat: a level, or with a temperament "plain:tsuji".

    Raises:
        Trouble: there is no such level or temperament.
    """
    name, _colon, temperament = text.partition(":")
    if name not in (*LEVELS, *FORMER):
        raise unknown(_("computer seat for --{seat}").format(seat=seat), name, LEVELS)
    known = [t.id for t in theatre.temperaments]
    if temperament and temperament not in known:
        raise unknown(_("temperament for --{seat}").format(seat=seat), temperament, known)
    return text


def seats(theatre: Theatre, options: argparse.Namespace, usual: str) -> dict[str, str]:
    """Who sits where by the options; `usual` where nothing is said.

    Raises:
        Trouble: there is no such level or temperament.
    """
    return dict.fromkeys(theatre.seat_ids, usual) | said_seats(theatre, options)


def said_seats(theatre: Theatre, options: argparse.Namespace) -> dict[str, str]:
    """The seats whose computer was named.

    Raises:
        Trouble: there is no such level or temperament.
    """
    said = {seat: getattr(options, seat, None) for seat in theatre.seat_ids}
    return {seat: level(theatre, seat, text) for seat, text in said.items() if text is not None}


def first_turn(theatre: Theatre, options: argparse.Namespace) -> int:
    """The turn with which the game begins: that of the act asked for.

    Raises:
        Trouble: there is no such act.
    """
    act = getattr(options, "act", None)
    if act is None:
        return 1
    if not 1 <= act <= len(theatre.acts):
        raise Trouble(_("--act: needed 1 to {n}, found {act}").format(n=len(theatre.acts), act=act))
    return theatre.act(act).first


def last_turn(theatre: Theatre, options: argparse.Namespace) -> int:
    """The turn with which it ends: the last of the act asked for, 0 for the whole game."""
    act = getattr(options, "act", None)
    return theatre.act(act).last if act is not None else 0


def dial(theatre: Theatre, options: argparse.Namespace) -> str:
    """The dial asked for, "default" without.

    Raises:
        Trouble: there is no such dial.
    """
    name: str = getattr(options, "dial", None) or "default"
    known = [d.id for d in theatre.deck.dials]
    if name not in known:
        raise unknown("dial", name, known)
    return name


def warm(*, quiet: bool = False) -> None:
    """Has the rules of the strategic game compiled, with a bar while it takes, before they are imported."""
    from game.cli.scenario import warm_rules

    warm_rules(quiet=quiet, group="theatre")


def open_match(theatre: Theatre, path: str) -> TheatreMatch:
    """The game of a journal.

    Raises:
        Trouble: it is no journal of this game.
    """
    from game.cli.main import first_of
    from game.files.errors import BadFile
    from game.match.theatre import TheatreMatch

    try:
        match = TheatreMatch.load(path, theatre, rescue=True)
    except BadFile as e:
        raise Trouble(first_of(e.problems)) from None
    if match.notice:
        note(match.notice)
    return match
