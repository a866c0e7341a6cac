"""Names by which the record calls places of the map, in the place of the map's own, script by script.

They are told and decide nothing: they are put in after the digest of the content is taken, so that a name can be mended without
making other games of those that are saved.
"""

from typing import Any

from msgspec.structs import replace

from game.model.base import Names
from game.model.battle.ground import Place
from game.model.battle.record import NamedPlace

SCRIPTS = ("ja", "ru", "zh", "ko")


def told_places(places: tuple[Place, ...], told: tuple[NamedPlace, ...]) -> tuple[Place, ...]:
    """The places of the map under the names that the record gives them."""
    named = {p.id: p.names for p in told}
    return tuple(replace(p, names=_over(p.names, named[p.id])) if p.id in named else p for p in places)


def told_features(features: dict[str, Any], places: tuple[Place, ...], told: tuple[NamedPlace, ...]) -> dict[str, Any]:
    """The drawn map with the same names: on what has a place's id, and on waters of a place's English name."""
    ids = {p.id for p in told} & {p.id for p in places}
    by_id = {p.id: p.names for p in places if p.id in ids}
    by_name = {names.en: names for names in by_id.values()}
    drawn = features.get("features")
    if not by_id or not isinstance(drawn, list):
        return features
    return {**features, "features": [_feature(f, by_id, by_name) for f in drawn]}


def _feature(feature: Any, by_id: dict[str, Names], by_name: dict[str, Names]) -> Any:
    about = feature.get("properties") if isinstance(feature, dict) else None
    old = about.get("names") if isinstance(about, dict) else None
    if about is None or not isinstance(old, dict):
        return feature
    names = by_id.get(about.get("id", "")) or by_name.get(old.get("en", ""))
    if names is None:
        return feature
    given = {script: getattr(names, script) for script in SCRIPTS if getattr(names, script)}
    return {**feature, "properties": {**about, "names": {**old, **given}}}


def _over(names: Names, told: Names) -> Names:
    return replace(names, **{script: getattr(told, script) for script in SCRIPTS if getattr(told, script)})
