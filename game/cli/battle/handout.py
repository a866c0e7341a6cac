"""`changkufeng handout`: what a class is handed on paper, a print-ready page for each sheet."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from game.cli.output import note, print_json, save, say
from game.cli.scenario import load
from game.cli.troubles import Trouble, file_trouble
from game.core.words import _

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PATIENCE_S = 60  # for a sheet


def run(options: argparse.Namespace) -> int:
    """Writes the sheets into a folder, and with --pdf each as PDF beside it where a browser is at hand."""
    scenario = load(options.scenario)

    folder = _folder(options.out)
    from game.whatif.battle.handout.sheets import sheets

    written = []
    for name, text in sheets(scenario).items():
        save(str(folder / name), text)
        written.append(str(folder / name))
    if options.pdf:
        written += _printed(folder, [Path(name) for name in written])
    if options.json:
        print_json({"scenario": scenario.id, "files": written})
    else:
        for name in written:
            say(name)
    return 0


def _folder(path: str) -> Path:
    """The folder, made if it is missing.

    Raises:
        Trouble: there is a file of that name, or it cannot be made.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise Trouble(_("cannot write {path}: it is a file; needed a folder").format(path=path))
    try:
        folder.mkdir(exist_ok=True)
    except FileNotFoundError:
        raise Trouble(
            _("cannot write {path}: there is no folder {parent}").format(path=path, parent=folder.parent)
        ) from None
    except OSError as e:
        raise file_trouble(e, _("cannot write {path}").format(path=path)) from None
    return folder


def _printed(folder: Path, pages: list[Path]) -> list[str]:
    """The sheets as PDF by a browser of the system; without one a remark says how they are printed."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        note(_("no browser that prints by itself was found; open the pages and print them"))
        return []
    done = []
    with tempfile.TemporaryDirectory(prefix="changkufeng-print-") as profile:
        for page in pages:
            target = page.with_suffix(".pdf")
            if wrong := _print(browser, profile, page, target):
                note(
                    _("{target} was not made ({wrong}); open {name} and print it").format(
                        target=target, wrong=wrong, name=page.name
                    )
                )
                break
            done.append(str(target))
    return done


def _print(browser: str, profile: str, page: Path, target: Path) -> str:
    """Prints one page; "" or why it was not."""
    flags: tuple[str, ...] = ("--headless", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={profile}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags = (*flags, "--no-sandbox")  # which a browser demands of root
    words = [browser, *flags, f"--print-to-pdf={target.resolve()}", page.resolve().as_uri()]
    try:
        subprocess.run(words, timeout=PATIENCE_S, capture_output=True, stdin=subprocess.DEVNULL, check=True)
    except subprocess.TimeoutExpired:
        return _("{name} did not answer in {patience_s} s").format(name=Path(browser).name, patience_s=PATIENCE_S)
    except (OSError, subprocess.CalledProcessError) as e:
        return f"{Path(browser).name}: {type(e).__name__}"
    return "" if target.is_file() else _("{name} wrote nothing").format(name=Path(browser).name)
