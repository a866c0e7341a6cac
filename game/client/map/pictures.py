"""The pictures of the map for the screens: one store for each scenario, in the light of the moment, never waited for."""

from __future__ import annotations

import atexit
from typing import TYPE_CHECKING, Any

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.kit import palette
from game.client.kit.memory import give_back
from game.client.kit.worker import Job
from game.client.map.camera import Camera
from game.client.map.picture import Layout
from game.client.map.picture.cache import FIRST_PX, PictureStore
from game.client.map.picture.canvas import NO_GRID
from game.client.map.picture.kept import Sheet
from game.client.map.picture.lettering import PlaceName, place_names
from game.client.map.picture.light import lit, veil, water_mask
from game.client.map.picture.names import called
from game.client.map.pieces import Ground
from game.client.map.position import Hex, Position
from game.core.words import language

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

LEVELS = (24, 32, 40, 56, 80)  # widths of a hex that a screen zooms over
MENU_PX = 56


class MapPictures:
    """Pictures of one map. `lay` draws what there is of them; `tick` says when there is more."""

    levels = LEVELS

    def __init__(self, scenario: Scenario) -> None:
        self.columns, self.rows = scenario.ground.columns, scenario.ground.rows
        self.features = called(scenario.features)
        self.store = PictureStore(gridded(self.features), names=language())
        atexit.register(self.store.close)
        self.ground = Ground()
        self._veil: tuple[object, pygame.Surface] | None = None
        self._water: Job[NDArray[np.bool_]] | None = None
        self._stretched: tuple[object, pygame.Surface] | None = None
        self._small: pygame.Surface | None = None
        self._level = 0
        self._names: dict[int, tuple[PlaceName, ...]] = {}
        self._lettering: Job[tuple[int, tuple[PlaceName, ...]]] | None = None

    # ------------------------------------------------------------ pictures
    def lay(self, surface: pygame.Surface, camera: Camera, position: Position) -> None:
        """Draws the ground in the camera's window, in the light of the position, veiled where nobody of the side sees; while
        the picture of this level is not there, another one stretched.
        """
        view, sheet = camera.view, self.store.get(camera.level)
        if not pygame.Rect(camera.corner, camera.layout.size).contains(view):
            surface.fill(palette.DESK, view)
        if sheet is None:
            self._lay_another(surface, camera, position)
            return
        self._stretched = None
        if camera.level != self._level:
            self._level = camera.level
            give_back()  # the pieces of another zoom
        cover = None if position.seen is None else self._cover(camera.layout, position.seen)
        self.ground.lay(surface, view, camera.corner, sheet, position.light, position.sky, cover)

    def _lay_another(self, surface: pygame.Surface, camera: Camera, position: Position) -> None:
        near = self.store.best(camera.level)
        box = camera.view.clip(pygame.Rect(camera.corner, camera.layout.size))
        if near is None or not box.w or not box.h:
            surface.fill(palette.PAPER, box)
            return
        sheet, px = near
        key = (id(sheet), camera.level, camera.corner, box.size, position.light, position.sky)
        if self._stretched is None or self._stretched[0] != key:
            k, (cx, cy) = px / camera.level, camera.corner
            part = pygame.Rect(round((box.x - cx) * k), round((box.y - cy) * k), round(box.w * k), round(box.h * k))
            coarse = lit(sheet.part(part), position.light, position.sky)
            self._stretched = key, pygame.transform.scale(coarse, box.size)  # quick: it stands a moment
        surface.blit(self._stretched[1], box)

    def tick(self) -> bool:
        """Takes in what has come; True if the map may look otherwise now."""
        came = self.store.poll()
        if came:
            give_back()
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

    def draw_now(self, px: int) -> None:
        """Waits until the picture of this level and its names are there: for pictures on disk and benchmarks."""
        self.store.wait(px)
        if px not in self._names:
            self._names[px] = place_names(self.features, px, names=self.store.names)

    def nearest(self, px: int) -> int:
        """The level nearest to a width."""
        return min(self.levels, key=lambda level: abs(level - px))

    def small(self, size: tuple[int, int]) -> pygame.Surface | None:
        """The whole map in small, for the minimap; None until some picture is there."""
        if self._small is None or self._small.get_size() != size:
            sheet = self.store.get(FIRST_PX)
            if sheet is None:
                return None
            self._small = pygame.transform.smoothscale(sheet.whole(), size)
        return self._small

    # ------------------------------------------------------------ the veil
    def _cover(self, layout: Layout, seen: frozenset[Hex]) -> pygame.Surface:
        """The veil over everything but `seen` and water."""
        key = layout, seen
        if self._veil is None or self._veil[0] != key:
            unseen = np.ones((self.rows, self.columns), np.bool_)
            for col, row in seen:
                unseen[row, col] = False
            self._veil = key, veil(layout, unseen, self._mask())
        return self._veil[1]

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


def menu_picture() -> Sheet | None:
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
