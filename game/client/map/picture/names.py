"""Which words a feature of the map is lettered with, in the language chosen and in others."""

from __future__ import annotations

import re
from typing import Any

from game.core.figures import by_habit
from game.core.words import language, spoken

Feature = dict[str, Any]
CALLED = "called"  # the name in the language of the map, where the data have it otherwise
BESIDE = ("ja", "ru", "en")  # what follows the first name, in this order, at most two
_NUMBERED = re.compile(r"\D*(\d+[.,]\d+)\D*")


def called(features: dict[str, Any]) -> dict[str, Any]:
    """What a map is drawn from, with the names in the language in use that the data have otherwise or not at all."""
    drawn = []
    for feature in features["features"]:
        names = feature["properties"].get("names") or {}
        name = spoken(names) if names.get("en") else ""
        known = name in ("", names.get("en"), names.get(language()))
        drawn.append(feature if known else feature | {"properties": feature["properties"] | {CALLED: name}})
    return features if drawn == features["features"] else {**features, "features": drawn}


def first_name(feature: Feature, language: str) -> str:
    """The name in a language, else in English, else what the map calls the feature, without its explanations."""
    said = feature["properties"]
    names = said.get("names") or {}
    own = said.get(CALLED, "") if language != "en" else ""
    return own or names.get(language) or names.get("en") or plain(said.get("name", ""))


def other_names(feature: Feature, language: str, at_most: int = 2) -> list[str]:
    """Names in other languages, none twice."""
    names = feature["properties"].get("names") or {}
    found = [first_name(feature, language)]
    for other in BESIDE:
        name = names.get(other, "")
        if other != language and name and name not in found:
            found.append(name)
    return found[1 : 1 + at_most]


def plain(name: str) -> str:
    """A name without brackets, second names and what follows a comma."""
    return re.split(r" \(| / |, |; ", name)[0].strip()


def spot_height(feature: Feature, language: str) -> str:
    """The figure beside a hill's mark: its survey height where the hill is called by it, else whole metres."""
    numbered = _NUMBERED.fullmatch(first_name(feature, "en"))
    return (
        by_habit(float(numbered[1].replace(",", ".")), ".1f", language)
        if numbered
        else str(feature["properties"].get("height_m", ""))
    )


def is_called_by_height(feature: Feature) -> bool:
    """The hill has no other name than its height with a decimal: the figure says it all."""
    return _NUMBERED.fullmatch(first_name(feature, "en")) is not None


def is_known(feature: Feature) -> bool:
    """The place has a name in more than one language: it is lettered bold."""
    return len(feature["properties"].get("names") or {}) > 1
