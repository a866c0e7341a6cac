"""Dates and turns as they are read in the language in use."""

from __future__ import annotations

import datetime as dt

from game.core.words import N_, _
from game.model.battle.calendar import Turn

YEAR = 1938
MONTHS = {"Jul": (7, N_("{day} July")), "Aug": (8, N_("{day} August"))}
SHORT = {"Jul": N_("{day} Jul"), "Aug": N_("{day} Aug")}
PHASES = (N_("Morning"), N_("Day"), N_("Evening"), N_("Night"))
WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


def turn_words(turn: Turn) -> str:
    """A turn as read: "30 Jul Night"."""
    return _("{date} {phase}").format(date=short_date(turn.date), phase=_(turn.phase))


def short_date(date: str) -> str:
    """A date of the calendar in short: "30 Jul"."""
    day, _space, month = date.partition(" ")
    return _(SHORT[month]).format(day=int(day)) if month in SHORT else date


def moment_words(moment: str) -> str:
    """A moment as read: "30 Jul 20:30"."""
    date, _space, clock = moment.rpartition(" ")
    return f"{short_date(date)} {clock}"


def long_date(date: str) -> str:
    """A date of the calendar as read: "30 Jul" is "Saturday 30 July"."""
    day, _space, month = date.partition(" ")
    if month not in MONTHS:
        return date
    number, words = MONTHS[month]
    weekday = WEEKDAYS[dt.date(YEAR, number, int(day)).weekday()]
    return _("{weekday} {date}").format(weekday=_(weekday), date=_(words).format(day=int(day)))
