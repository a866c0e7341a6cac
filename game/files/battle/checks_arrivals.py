"""Checks of counters that come onto the map while the game runs: when, where, and within which bounds."""

from typing import TYPE_CHECKING

from game.core.words import _
from game.model.battle.forces import Counter

if TYPE_CHECKING:
    from game.files.battle.checks import Checks


def check_arrival(checks: "Checks", counter: Counter) -> None:
    """Notes an arrival without a hex, in the water, beyond the line, outside the turns played or its own bounds.

    The bounds may lie outside the turns that a part of the incident plays.
    """
    if bool(counter.arrives) != (counter.arrives_at is not None):
        checks.note(counter, "", _("arrives and arrives_at: needed both or neither"))
    if counter.arrives and counter.hex is not None:
        checks.note(counter, "hex", _("hex: stands on the map from the start and arrives too; needed one of them"))
    if (counter.arrives_early or counter.arrives_late) and not counter.arrives:
        checks.note(counter, "", _("arrives_early and arrives_late: needed arrives beside them"))
    if not counter.arrives:
        return
    if checks.hex(counter, "arrives_at", counter.arrives_at, dry=True):
        _check_zone(checks, counter)
    check_moment_played(checks, counter, "arrives", counter.arrives)
    order = [
        checks.moment(counter, key, moment)
        for key in ("arrives_early", "arrives", "arrives_late")
        if (moment := getattr(counter, key))
    ]
    pulses = [pulse for pulse in order if pulse is not None]
    if pulses != sorted(pulses):
        checks.note(counter, "arrives", _("arrives: needed a moment from arrives_early to arrives_late"))


def check_moment_played(checks: "Checks", entry: object, key: str, moment: str) -> int | None:
    """The pulse of a moment; notes one that is none, or that lies outside the turns that are played."""
    pulse = checks.moment(entry, key, moment)
    if pulse is None or checks.calendar is None:
        return None
    turns = checks.calendar.played()
    if not turns[0].first_pulse <= pulse < turns[-1].last_pulse:
        first, last = (checks.calendar.moment_of(p) for p in (turns[0].first_pulse, turns[-1].last_pulse))
        checks.note(
            entry,
            key,
            _("{key}: {moment} is not played; needed {first} to {last}"),
            key=key,
            moment=moment,
            first=first,
            last=last,
        )
    return pulse


def _check_zone(checks: "Checks", counter: Counter) -> None:
    ground, here = checks.parts.ground, counter.arrives_at
    for army in checks.parts.armies:
        if ground and here and army.side == counter.side and ground.zone(here) not in army.allowed_zones:
            checks.note(
                counter,
                "arrives_at",
                _("arrives_at {a},{b} lies in zone {c}; needed one of {listed}"),
                a=here[0],
                b=here[1],
                c=ground.zone(here),
                listed=" ".join(army.allowed_zones),
            )
