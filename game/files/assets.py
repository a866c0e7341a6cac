"""Where the game's fonts, symbols and height grids are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def assets_folder() -> Path:
    """The folder of the assets.

    Raises:
        FileNotFoundError: the game was installed without them.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_assets", package.parent / "assets"):
        if (folder / "fonts").is_dir():
            return folder
    raise FileNotFoundError(
        f"the game's assets are missing: needed a folder {package / '_assets'} or {package.parent / 'assets'}"
    )


def asset(*parts: str) -> Path:
    """Path of one asset: `asset("fonts", "NotoSans-Regular.ttf")`."""
    return assets_folder().joinpath(*parts)
