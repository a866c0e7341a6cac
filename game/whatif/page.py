"""One HTML file that needs nothing else: fonts, curves and figures stand in it, and it may fetch nothing."""

from __future__ import annotations

import base64
import json
import os
import re
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from game.core import words

MESSAGE = re.compile(r"\[\[(.+?)\]\]")
FACES = (  # family, weight, style, file
    ("Old Standard TT", 400, "normal", "old-standard-tt-latin-400-normal.woff2"),
    ("Old Standard TT", 400, "italic", "old-standard-tt-latin-400-italic.woff2"),
    ("Old Standard TT", 700, "normal", "old-standard-tt-latin-700-normal.woff2"),
    ("Noto Sans", 400, "normal", "noto-sans-latin-400-normal.woff2"),
    ("Noto Sans", 400, "italic", "noto-sans-latin-400-italic.woff2"),
    ("Noto Sans", 700, "normal", "noto-sans-latin-700-normal.woff2"),
    ("PT Sans Narrow", 700, "normal", "pt-sans-narrow-latin-700-normal.woff2"),
)
NOTICES = ("uPlot.LICENSE.txt", "old-standard-tt.LICENSE.txt", "noto-sans.LICENSE.txt", "pt-sans-narrow.LICENSE.txt")


def page(
    title: str,
    body: str,
    panels: Sequence[dict[str, Any]],
    *,
    language: str = "",
    styles: Sequence[str] = (),
    script: str = "",
) -> str:
    """A whole page. `title`: plain text; `body`: HTML; `panels`: what `charts.panel` gave.

    `language`: of its words, by default the one in use.
    `styles`, `script`: names of assets that the page has besides the usual ones.
    """
    from game import __version__

    data = json.dumps(panels, allow_nan=False, separators=(",", ":")).replace("<", "\\u003c")
    return (
        Template(_asset("page.html")).substitute(
            version=__version__,
            title=escape(title),
            body=body,
            data=data,
            fonts=_fonts(),
            language=language or words.language(),
            css="".join(map(_asset, ("report.css", *styles))),
            uplot_css=_asset("uPlot.min.css"),
            uplot_js=_unlinked(_asset("uPlot.min.js")),
            js=_asset("report.js") + (_asset(script) if script else ""),
        )
        + _notices()
    )


def fill(template: str, **values: object) -> str:
    """A template of `assets/web` with its places filled; the values are HTML. What stands in `[[...]]` is a message."""
    told = MESSAGE.sub(_told, _asset(template))
    return Template(told).substitute({key: str(value) for key, value in values.items()})


def _told(message: re.Match[str]) -> str:
    """A message of a template in the language in use, its `{places}` as those of the template."""
    return re.sub(r"\{(\w+)\}", r"${\1}", escape(words._(message[1]), quote=False).replace("$", "$$"))


def plain(text: str) -> str:
    """Text as HTML that shows it and nothing else."""
    return escape(text, quote=True)


def write_whole(path: Path, text: str) -> None:
    """Writes a file so that it is there whole or, after a kill or a full disk, as it was before.

    Raises:
        OSError: no such folder, no permission, no space.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # a device or a pipe
        path.write_text(text, encoding="utf-8")
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _fonts() -> str:
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; font-display: block; '
        f'src: url(data:font/woff2;base64,{base64.b64encode(_file(name).read_bytes()).decode()}) format("woff2"); }}'
        for family, weight, style, name in FACES
    )


def _notices() -> str:
    """The licences of what is inlined, once, as a comment."""
    heads = [_unlinked(_asset(name).split("-----")[0]).strip().replace("--", "- -") for name in NOTICES]
    return "<!--\nuPlot 1.6.32\n" + "\n\n".join(heads) + "\n-->\n"


def _unlinked(text: str) -> str:
    """Addresses as words: nothing in the page looks like a thing to fetch."""
    return re.sub(r"https?://", "", text)


def _asset(name: str) -> str:
    return _file(name).read_text(encoding="utf-8")


def _file(name: str) -> Path:
    """An asset beside `game` in a checkout, inside it when installed."""
    here = Path(__file__).resolve().parents[1]
    for folder in (here.parent / "assets" / "web", here / "_assets" / "web"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(2, "asset of the report not found", name)
