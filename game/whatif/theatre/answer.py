"""The answer to a what-if of the strategic game in one sentence: what moves most, how sure against luck and the record."""

from __future__ import annotations

from game.core.words import _, spoken, titled
from game.model.theatre.game import Theatre
from game.whatif import wording
from game.whatif.theatre.compare import Column, Comparison, is_told

FEW = 100  # pairs under which an answer says that they are few (design choice, as in a battle's)


def answer(theatre: Theatre, one: Comparison) -> str:
    """What moves most and by how much, how sure that is; or that nothing does."""
    few = _(" Few games: {n} pairs say little of what is seldom.").format(n=one.n) if one.n < FEW else ""
    moved = [c for c in one.columns if is_told(one, c) and c.effect.is_clear]
    if not moved:
        return _("No outcome moves by more than luck in {n:,} pairs of games.{few}").format(n=one.n, few=few)
    lead = max(moved, key=_size)
    return _("{told}; more than luck in {n:,} pairs of games.{record}{few}").format(
        told=_told(theatre, one, lead), n=one.n, record=_record(theatre, lead), few=few
    )


def outcome_words(theatre: Theatre, column: Column) -> str:
    """An outcome as read: a card and how it comes out, the score of a seat, a general war."""
    name, _equals, state = column.name.partition("=")
    if name in theatre.cards:
        return state_words(theatre, name, state)
    for seat in theatre.seats:
        if name == f"score_{seat.id}":
            return _("Score, {seat}").format(seat=spoken(seat.name))
    return _("A general war") if name == "general_war" else name


def state_words(theatre: Theatre, card: str, state: str) -> str:
    """A card and how it comes out."""
    known = theatre.cards[card]
    words = next((_(o.words) for o in known.options if o.state == state), state.replace("_", " "))
    return titled(_(known.title), words)


def _size(column: Column) -> float:
    return abs(column.effect.diff or 0.0) * (100 if column.is_share else 1)


def _told(theatre: Theatre, one: Comparison, c: Column) -> str:
    before, after = (wording.amount(f.mean, one.n, shares=c.is_share) for f in (c.history, c.here))
    size, band = wording.difference(c.effect, shares=c.is_share)
    words = (
        _("{name} in {after} % of the games, against {before} % without it: {size} points ({band})")
        if c.is_share
        else _("{name}: {after} points on average, against {before} without it: {size} ({band})")
    )
    return words.format(name=outcome_words(theatre, c), after=after, before=before, size=size, band=band)


def _record(theatre: Theatre, c: Column) -> str:
    """How likely the games without the what-if find what happened; a score has no record."""
    card, _equals, state = c.name.partition("=")
    if card not in theatre.cards:
        return ""
    likely = c.history.mean if theatre.cards[card].historical == state else None
    if likely is not None:
        share = wording.percent(likely, c.effect.n)
        return _(" It came about so in 1938-41; without the what-if it does in {share} % of the games.").format(
            share=share
        )
    return _(" In history it did not come about so.")
