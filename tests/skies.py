"""Scenarios with aircraft under a sky of their own."""

import msgspec

from game import load_scenario
from game.model.base import Names
from game.model.battle.air import Flights, Wing
from game.model.battle.calendar import Weather
from game.model.battle.scenario import Scenario

HERE = {"source": "estimate", "confidence": "C"}


def wing(side: str = "soviet", *, flights: int = 2, leave: str = "line", **more: object) -> Wing:
    """A wing that flies on 31 July alone."""
    zones = ("S", "D") if side == "soviet" else ("D", "M", "K", "w")
    days = (Flights(date="31 Jul", flights=flights, **HERE),)
    given = {
        "id": f"{side}-wing",
        "side": side,
        "names": Names(en="wing"),
        "aircraft": 12,
        "bombs": 106,
        "bomb_kg": 77.0,
        "cep_m": "CEP_AIR",
        "leave": leave,
        "zones": zones,
        "zones_beyond": ("M", "K"),
        "beyond_m": 600,
        "level": 4,
        "level_beyond": 6,
        "days": days,
        **HERE,
    }
    return Wing(**{**given, **more})


def day_of(sky: str, *wings: Wing) -> Scenario:
    """The night's scenario under a sky of its own, with aircraft."""
    night = load_scenario("silent-assault")
    weather = (Weather(start="30 Jul 16:00", sky=sky, **HERE),)
    return msgspec.structs.replace(night, wings=wings or (wing(),), weather=weather, digest=f"air {sky} {wings!r}")
