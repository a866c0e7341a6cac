"""What the window remembers between starts: language, scale, colours, sound, keys; a plain file, never needed."""

from __future__ import annotations

import os

import msgspec

from game.files.language import settings_file
from game.match.battle.stops import USUALLY_MUTED

MOST_BYTES = 65_536
COLOURS = ("standard", "red_green", "blue_yellow", "contrast")


class Settings(msgspec.Struct):
    """Choices of the user. `scale` 0.0: chosen by the screen; `language` "": that of the system; `colours`: one of COLOURS;
    `volume`: 0-100; `effects`, `ambience`: sounds of acts and events, of rain and night;
    `muted`: what Run does not stop for, None as usual."""

    scale: float = 0.0
    speed: float = 1.0
    reduce_motion: bool = False
    show_grid: bool = True
    language: str = ""
    colours: str = "standard"
    hatched: bool = False
    full_screen: bool = False
    volume: int = 40
    effects: bool = True
    ambience: bool = True
    muted: list[str] | None = None
    keys: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def muted_stops(self) -> frozenset[str]:
        """What Run does not stop for (rule 7.9)."""
        return USUALLY_MUTED if self.muted is None else frozenset(self.muted)

    @classmethod
    def load(cls) -> Settings:
        """The saved choices, or the usual ones if there are none or the file is damaged."""
        try:
            data = settings_file().read_bytes()[:MOST_BYTES]
            found = msgspec.json.decode(data, type=cls)
        except (OSError, msgspec.MsgspecError):
            return cls()
        sound = (found.scale == 0.0 or 1.0 <= found.scale <= 2.0) and found.colours in COLOURS
        return found if sound and 0 <= found.volume <= 100 else cls()

    def save(self) -> None:
        """Keeps the choices; a folder that cannot be written is no error."""
        try:
            path = settings_file()
            path.parent.mkdir(parents=True, exist_ok=True)
            spare = path.with_suffix(".new")
            spare.write_bytes(msgspec.json.encode(self))
            os.replace(spare, path)
        except OSError:
            return
