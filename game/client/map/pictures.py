"""The pictures of the map for the screens: one store for each scenario, in the light of the moment, never waited for."""

from __future__ import annotations

import atexit
from collections import OrderedDict
from typing import TYPE_CHECKING, Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.kit.memory import give_back
from game.client.kit.worker import Job
from game.client.map.picture import Layout
from game.client.map.picture.cache import FIRST_PX, PictureStore
from game.client.map.picture.canvas import NO_GRID
from game.client.map.picture.lettering import PlaceName, place_names
from game.client.map.picture.light import lit, veil, water_mask
from game.client.map.position import Hex
from game.core.words import language

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

LEVELS = (24, 32, 40, 56, 80)  # widths of a hex that a screen zooms over
LIT_KEPT, VEILS_KEPT = 2, 1  # two: the boards of a replay may stand in two lights
MENU_PX = 56
Key = tuple[int, str, str]


class MapPictures:
    """Pictures of one map. `picture` gives what there is; `tick` says when there is more."""

    levels = LEVELS

    def __init__(self, scenario: Scenario) -> None:
        self.columns, self.rows = scenario.ground.columns, scenario.ground.rows
        self.features = scenario.features
        self.store = PictureStore(gridded(scenario.features), names=language())
        atexit.register(self.store.close)
        self._lit: OrderedDict[Key, pygame.Surface] = OrderedDict()
        self._job: Job[tuple[Key, pygame.Surface]] | None = None
        self._veils: OrderedDict[int, tuple[frozenset[Hex], pygame.Surface]] = OrderedDict()
        self._water: Job[NDArray[np.bool_]] | None = None
        self._stretched: tuple[object, pygame.Surface] | None = None
        self._names: dict[int, tuple[PlaceName, ...]] = {}
        self._lettering: Job[tuple[int, tuple[PlaceName, ...]]] | None = None

    # ------------------------------------------------------------ pictures
    def picture(self, px: int, light: str, sky: str) -> pygame.Surface | None:
        """The picture in this light; meanwhile in the light before; None while it is still drawn."""
        base = self.store.get(px)
        if base is None:
            return None
        self._stretched = None
        if light == "day" and sky == "clear":
            return base
        key = (px, light, sky)
        if key in self._lit:
            self._lit.move_to_end(key)
            return self._lit[key]
        if self._job is None:
            own = base.copy()  # the window goes on drawing the base: two threads may not hold one surface
            self._job = Job(lambda: (key, lit(own, light, sky)))
        return next((s for k, s in reversed(self._lit.items()) if k[0] == px), base)

    def tick(self, px: int, light: str, sky: str) -> bool:
        """Takes in what has come; True if the picture of this level may look otherwise now."""
        came = self.store.poll()
        if came:
            give_back()
        if self._job is not None and self._job.is_done:
            job, self._job = self._job, None
            if job.error is None:
                self._keep(*job.result)
                came = True
        if self._lettering is not None and self._lettering.is_done:
            letters, self._lettering = self._lettering, None
            if letters.error is None:
                self._names[letters.result[0]] = letters.result[1]
                came = True
        return came

    def names(self, px: int) -> tuple[PlaceName, ...]:
        """Names of hills and villages at a level, to be drawn again where the picture's own cannot be read; none until found."""
        if px not in self._names and self._lettering is None:
            self._lettering = Job(lambda: (px, place_names(self.features, px, names=self.store.names)))
        return self._names.get(px, ())

    def _keep(self, key: Key, surface: pygame.Surface) -> None:
        for old in [k for k in self._lit if k[0] != key[0]]:
            del self._lit[old]  # another zoom
        self._lit[key] = surface
        while len(self._lit) > LIT_KEPT:
            self._lit.popitem(last=False)

    def draw_now(self, px: int, light: str, sky: str) -> None:
        """Waits until the picture of this level is there in this light: for pictures on disk and benchmarks."""
        base = self.store.wait(px)
        if px not in self._names:
            self._names[px] = place_names(self.features, px, names=self.store.names)
        if base is not None and not (light == "day" and sky == "clear"):
            self._keep((px, light, sky), lit(base, light, sky))

    def nearest(self, px: int) -> int:
        """The level nearest to a width."""
        return min(self.levels, key=lambda level: abs(level - px))

    def any_picture(self) -> pygame.Surface | None:
        """Some picture at hand, the smallest first: for the minimap and until the right one is drawn."""
        found = self.store.get(FIRST_PX)
        if found is None:
            near = self.store.best(FIRST_PX)
            found = near[0] if near is not None else None
        return found

    def stand_in(self, px: int, light: str, sky: str, size: tuple[int, int]) -> pygame.Surface | None:
        """The nearest picture at hand in this light, stretched to a size and kept until the right one is drawn."""
        near = self.store.best(px)
        picture = near[0] if near is not None else self.any_picture()
        if picture is None:
            return None
        key = (id(picture), size, light, sky)
        if self._stretched is None or self._stretched[0] != key:
            same = near is not None and self._lit.get((near[1], light, sky))
            self._stretched = key, pygame.transform.scale(same or picture, size)  # coarse and quick: it stands a moment
        return self._stretched[1]

    # ------------------------------------------------------------ the veil
    def veil(self, layout: Layout, seen: frozenset[Hex]) -> pygame.Surface:
        """The veil over everything but `seen` and water."""
        known = self._veils.get(layout.hex_px)
        if known is not None and known[0] == seen:
            return known[1]
        unseen = np.ones((self.rows, self.columns), np.bool_)
        for col, row in seen:
            unseen[row, col] = False
        made = veil(layout, unseen, self._mask())
        self._veils[layout.hex_px] = seen, made
        self._veils.move_to_end(layout.hex_px)
        while len(self._veils) > VEILS_KEPT:
            self._veils.popitem(last=False)
        return made

    def _mask(self) -> NDArray[np.bool_]:
        """Where the map is water; found once, in some tenths of a second."""
        if self._water is None:
            self._water = Job(lambda: water_mask(self.features))
        self._water.wait()
        return self._water.result

    def prepare(self) -> None:
        """Begins what the first veil needs."""
        if self._water is None:
            self._water = Job(lambda: water_mask(self.features))


options = {"grid": True}  # the user's: the hex grid is drawn on the maps
_known: dict[tuple[str, str, bool], MapPictures] = {}


def use_grid(shown: bool) -> None:
    """Maps are drawn with the hex grid or without from now on; pages ask anew for their pictures when they are laid out."""
    options["grid"] = shown


def gridded(features: dict[str, Any]) -> dict[str, Any]:
    """What a map is drawn from, told whether the hex grid is wanted."""
    return features if options["grid"] else {**features, NO_GRID: True}


def pictures_for(scenario: Scenario) -> MapPictures:
    """The pictures of a scenario's map, lettered in the language in use; scenarios on the same content share them."""
    key = (scenario.digest, language(), options["grid"])
    if key not in _known:
        for old in [k for k in _known if k[1:] != key[1:]]:
            _known.pop(old).store.close()  # another language was chosen, or the grid
        _known[key] = MapPictures(scenario)
        _known[key].prepare()
    return _known[key]


def menu_picture() -> pygame.Surface | None:
    """The picture behind the menu when it is there; asked once a frame."""
    from game.client.library import scenario, scenario_ids
    from game.files.errors import BadFile

    for scenario_id in scenario_ids():
        try:
            pictures = pictures_for(scenario(scenario_id))
        except BadFile:
            continue
        pictures.store.poll()
        return pictures.store.get(MENU_PX)
    return None
