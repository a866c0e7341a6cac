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

DAYS_OF = (
    N_("{day} January {year}"),
    N_("{day} February {year}"),
    N_("{day} March {year}"),
    N_("{day} April {year}"),
    N_("{day} May {year}"),
    N_("{day} June {year}"),
    N_("{day} July {year}"),
    N_("{day} August {year}"),
    N_("{day} September {year}"),
    N_("{day} October {year}"),
    N_("{day} November {year}"),
    N_("{day} December {year}"),
)
MONTHS_OF = (
    N_("January {year}"),
    N_("February {year}"),
    N_("March {year}"),
    N_("April {year}"),
    N_("May {year}"),
    N_("June {year}"),
    N_("July {year}"),
    N_("August {year}"),
    N_("September {year}"),
    N_("October {year}"),
    N_("November {year}"),
    N_("December {year}"),
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


def any_date(date: str) -> str:
    """A day of any year as read: "1931-09-18" is "18 September 1931", "1933-07" is "July 1933", a year stays itself."""
    year, _dash, rest = date.partition("-")
    if not rest:
        return year
    month, _dash, day = rest.partition("-")
    words = (DAYS_OF if day else MONTHS_OF)[int(month) - 1]
    return _(words).format(day=int(day or 0), year=year)


def from_to(first: str, last: str) -> str:
    """From one day, month or turn to another, as read: "9 July 1938 – 11 July 1938"."""
    return _("{first} – {last}").format(first=first, last=last)


def named(words: str) -> str:
    """What the calendar calls a turn, a moment or a day, as read: "30 Jul Night", "30 Jul 20:30", "30 Jul"."""
    date, rest = " ".join(words.split()[:2]), " ".join(words.split()[2:])
    if date.split()[-1:] and date.split()[-1] not in SHORT:
        return words
    return (
        _("{date} {phase}").format(date=short_date(date), phase=_(rest))
        if rest in PHASES
        else f"{short_date(date)} {rest}".strip()
    )
