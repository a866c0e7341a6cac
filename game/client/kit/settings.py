"""What the window remembers between starts: language, scale, colours, sound, keys; a plain file, never needed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from game.core.words import _
from game.files.bounds import decode_text, read_bytes
from game.files.errors import BadFile
from game.files.language import LANGUAGES, settings_file
from game.files.mending import mend
from game.match.battle.stops import USUALLY_MUTED

MOST_BYTES = 65_536
COLOURS = ("standard", "red_green", "blue_yellow", "contrast")


class Settings(msgspec.Struct):
    """Choices of the user, each with its range. `scale`: 1-2, 0.0: chosen by the screen; `speed`: of films, 1.0 as usual;
    `language` "": that of the system; `volume`: 0-100; `effects`, `ambience`: sounds of acts and events, of rain and night;
    `muted`: what Run does not stop for, None as usual.

    Raises:
        ValueError: a choice is out of its range.
    """

    scale: Annotated[float, Meta(ge=0.0, le=2.0)] = 0.0
    speed: Annotated[float, Meta(ge=0.5, le=4.0)] = 1.0
    reduce_motion: bool = False
    show_grid: bool = True
    language: str = ""
    colours: str = "standard"
    hatched: bool = False
    full_screen: bool = False
    volume: Annotated[int, Meta(ge=0, le=100)] = 40
    effects: bool = True
    ambience: bool = True
    muted: Annotated[list[str], Meta(max_length=200)] | None = None
    keys: Annotated[dict[str, str], Meta(max_length=200)] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.language not in ("", *LANGUAGES) or self.colours not in COLOURS or 0.0 < self.scale < 1.0:
            raise ValueError("out of range")

    @property
    def muted_stops(self) -> frozenset[str]:
        """What Run does not stop for (rule 7.9)."""
        return USUALLY_MUTED if self.muted is None else frozenset(self.muted)

    @classmethod
    def load(cls) -> Settings:
        """The saved choices; a damaged file is set aside, and what can be read of it is kept."""
        path = settings_file()
        if not path.exists():
            return cls()
        found, wrong = cls.read(path)
        if wrong:
            names = ", ".join(wrong)
            mend(path, names, _("settings as usual") if wrong[0] not in cls.__struct_fields__ else _("these as usual"))
            found.save()
        return found

    @classmethod
    def read(cls, path: Path) -> tuple[Settings, list[str]]:
        """The choices of a file, and the names of those out of their range; or the usual ones, and why it cannot be read."""
        try:
            text = decode_text(path, read_bytes(path, largest=MOST_BYTES))
            given = msgspec.json.decode(text, type=dict[str, msgspec.Raw])
        except BadFile as e:
            return cls(), [e.problems[0].message]
        except (msgspec.MsgspecError, ValueError, RecursionError) as e:
            return cls(), [" ".join(str(e).split())[:120]]
        found, wrong = cls(), []
        for name in (n for n in cls.__struct_fields__ if n in given):
            try:
                alone = msgspec.json.decode(b'{"%b":%b}' % (name.encode(), bytes(given[name])), type=cls)
                setattr(found, name, getattr(alone, name))
            except (msgspec.MsgspecError, ValueError, RecursionError):
                wrong.append(name)
        return found, wrong

    def save(self) -> None:
        """Keeps the choices; a folder that cannot be written is no error."""
        try:
            path = settings_file().resolve()  # a link stays one
            path.parent.mkdir(parents=True, exist_ok=True)
            spare = path.with_suffix(".new")
            spare.write_bytes(msgspec.json.encode(self))
            os.replace(spare, path)
        except OSError:
            return
