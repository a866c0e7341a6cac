"""What `changkufeng bench` calls its figures: the names of the JSON, in words."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.words import N_, _, written
from game.match.dates import named

# How the name of a figure ends, and its unit in words; the first that fits.
UNITS = (
    ("_cpu_ms", N_("{what}, ms of the processor")),
    ("_loops", N_("{what}, loops")),
    ("_per_s_one_core", N_("{what} a second on one core")),
    ("_slowest_turn_of_a_seat_s", N_("{what}, slowest turn of a seat, s")),
    ("_ms", N_("{what}, ms")),
    ("_s", N_("{what}, s")),
)
WHAT = {
    "help": N_("help"),
    "load": N_("loading the game"),
    "load_scenario": N_("loading the scenario"),
    "start_cached": N_("start with kept rules"),
    "start_cold": N_("compiling all rules"),
    "start_with_kept_rules": N_("start with kept rules"),
    "re_enactments": N_("re-enactments"),
    "plain_against_plain": N_("games of plain against plain"),
    "journal_read": N_("reading a journal"),
    "journal_verify": N_("checking a journal"),
    "campaign": N_("campaign"),
    "pair_of_a_comparison": N_("pair of a comparison"),
    "forecast_of_64_games": N_("forecast of 64 games"),
    "forecast_of_256_games": N_("forecast of 256 games"),
    "save": N_("save"),
    "empty_games": N_("empty games"),
    "random_games": N_("games of random"),
    "plain_games": N_("games of plain"),
    "general_games": N_("games of general"),
    "random": N_("random"),
    "plain": N_("plain"),
    "general": N_("general"),
}


def rows(found: dict[str, float], turns: Iterable[str] = ()) -> list[list[str]]:
    """The figures, each with its name in words; `turns`: names of turns whose cost is among them."""
    of_turns = {turn.replace(" ", "_").lower(): turn for turn in turns}
    return [[_told(key, of_turns), written(value, ",.3f")] for key, value in found.items()]


def _told(key: str, of_turns: dict[str, str]) -> str:
    end, unit = next((pair for pair in UNITS if key.endswith(pair[0])), ("", "{what}"))
    what = key.removesuffix(end)
    words = named(of_turns[what]) if what in of_turns else _(WHAT[what]) if what in WHAT else what.replace("_", " ")
    return _(unit).format(what=words)
