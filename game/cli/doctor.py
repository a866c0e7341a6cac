"""`changkufeng doctor`: is everything the program needs there and whole; with --repair what can be made anew is."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from game.cli import theatre
from game.cli.output import note, print_json, say
from game.cli.troubles import BAD_INPUT, Trouble

REPAIR = "changkufeng doctor --repair"
REINSTALL = "install the game anew: `pip install --force-reinstall changkufeng`"
FONT_HEADS = (b"\0\1\0\0", b"OTTO", b"true")
FEW = 20  # battles that are fought before another process is up
LARGEST_ASSET = 64 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """What was looked at, how it is, whether that is well, and what helps; `mend` makes it well where the program can."""

    what: str
    state: str
    ok: bool = True
    remedy: str = ""
    mend: Callable[[], object] | None = None

    @property
    def line(self) -> str:
        """What, state, remedy."""
        mark = "well " if self.ok else "amiss"
        return f"{mark}  {self.what}: {self.state}" + (f"; {self.remedy}" if self.remedy else "")


def run(options: argparse.Namespace) -> int:
    """Prints a line for each thing looked at; 0 if all is well, else 2."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    found = [_mended(one) if options.repair else one for one in findings()]
    if options.json:
        checks = [{k: v for k, v in asdict(one).items() if k != "mend"} for one in found]
        print_json({"ok": all(one.ok for one in found), "checks": checks})
    else:
        for one in found:
            say(one.line)
    return 0 if all(one.ok for one in found) else BAD_INPUT


def findings() -> Iterator[Finding]:
    """Everything that is looked at, one after the other."""
    yield from _folders()
    yield _settings()
    yield from _rules()
    yield from _catalogues()
    yield from _banks()
    yield from _assets()
    yield from _journals()
    yield from _games_by_file()


def _mended(one: Finding) -> Finding:
    """The finding after the repair; as it was where the program can do nothing, or failed."""
    if one.mend is None:
        return one
    note(f"{one.what}: being repaired")
    try:
        one.mend()
    except Exception as e:  # a repair that fails is told, and the next is tried
        why = (str(e).splitlines() or [type(e).__name__])[0]
        return Finding(one.what, f"{one.state}; cannot be repaired: {why}", False, one.remedy)
    again = next((f for f in findings() if f.what == one.what), one)
    return Finding(again.what, f"{again.state} (repaired)" if again.ok else again.state, again.ok, again.remedy)


# ------------------------------------------------------------------------------------------------ folders and settings
def _folders() -> Iterator[Finding]:
    import platformdirs

    from game.files.language import settings_file
    from game.files.saves import folder

    cache = Path(platformdirs.user_cache_dir("changkufeng", appauthor=False))
    for what, path in (("saved games", folder()), ("settings", settings_file().parent), ("cache", cache)):
        yield _folder(f"folder of the {what}", path)


def _folder(what: str, path: Path) -> Finding:
    if not path.exists():
        return Finding(what, f"{path} is not there yet: made when it is needed")
    try:
        tempfile.TemporaryFile(dir=path).close()
    except OSError as e:
        remedy = f"needed: a folder you may write to, such as by `chmod u+rwx {path}`"
        return Finding(what, f"{path} cannot be written ({e.strerror or e})", False, remedy)
    return Finding(what, f"{path} can be written")


def _settings() -> Finding:
    from game.client.kit.settings import Settings
    from game.files.language import settings_file

    path = settings_file()
    if not path.exists():
        return Finding("settings", "as usual: none are kept")
    wrong = Settings.read(path)[1]
    if wrong:
        remedy = f"`{REPAIR}` sets the file aside and keeps what can be read"
        return Finding("settings", f"{path}: {', '.join(wrong)}", False, remedy, Settings.load)
    return Finding("settings", f"{path} is whole")


# ------------------------------------------------------------------------------------------------ what can be made anew
def _rules() -> Iterator[Finding]:
    from game.files import kept_rules

    for group in kept_rules.GROUPS:
        what = f"compiled rules of the {group}"
        if not kept_rules.is_needed():
            yield Finding(what, "not needed: the rules run as plain Python")
            continue
        kept_rules.choose_cache()
        flaws = [] if not kept_rules.is_warm(group) else kept_rules.flaws(group)
        if not kept_rules.is_warm(group):
            yield Finding(what, "not compiled yet: half a minute at the first start", mend=_renews(group))
        elif flaws:
            remedy = f"`{REPAIR}` sets them aside and compiles anew"
            yield Finding(what, f"{len(flaws)} damaged or missing, first {flaws[0]}", False, remedy, _renews(group))
        else:
            yield Finding(what, "kept and whole")


def _renews(group: str) -> Callable[[], object]:
    from game.files import kept_rules

    return lambda: kept_rules.renew(group)


def _catalogues() -> Iterator[Finding]:
    from game.files.catalogue import flaw, open_catalogue
    from game.files.language import LANGUAGES

    for code in LANGUAGES:
        what = f"catalogue of {LANGUAGES[code]}"
        wrong = flaw(code) if code != "en" else ""
        remedy = f"`{REPAIR}` sets it aside and makes it anew" if wrong else ""
        yield Finding(what, wrong or "whole", not wrong, remedy, (lambda c=code: open_catalogue(c)) if wrong else None)  # type: ignore[misc]


def _banks() -> Iterator[Finding]:
    from game.files.errors import BadFile
    from game.files.theatre.banks import load_bank

    for name in theatre.find_theatres():
        try:
            runs = len(load_bank(name).runs)
        except BadFile as e:
            remedy = f"`{REPAIR}` fights the battles again: some minutes"
            yield Finding(f"bank of battles of {name}", str(e.problems[0]), False, remedy, lambda n=name: _fight(n))  # type: ignore[misc]
        else:
            yield Finding(f"bank of battles of {name}", f"{runs:,} battles, whole")


def _fight(name: str) -> None:
    from game.files.mending import set_aside
    from game.files.theatre.banks import bank_path, save_bank
    from game.whatif.pool import cores
    from game.whatif.theatre.bank import SEED, SHIPPED, make

    bank = make(name, SHIPPED, SEED, cores() if SHIPPED > FEW else 1)
    path = bank_path(name)
    if path.exists():
        set_aside(path)
    save_bank(path, bank)


# ------------------------------------------------------------------------------------------------ what cannot
def _assets() -> Iterator[Finding]:
    from game.files.assets import assets_folder

    try:
        folder = assets_folder()
    except FileNotFoundError as e:
        yield Finding("fonts, symbols and heights", str(e), False, REINSTALL)
        return
    for what, wrong in (("fonts", _fonts(folder)), ("symbols", _symbols(folder)), ("heights", _heights(folder))):
        yield Finding(what, wrong or f"whole, in {folder}", not wrong, REINSTALL if wrong else "")


def _fonts(folder: Path) -> str:
    from game.client.kit.text import FAMILIES

    for name in sorted({font for family in FAMILIES.values() for font in family}):
        path = folder / "fonts" / f"{name}.ttf"
        if wrong := _head(path, FONT_HEADS):
            return wrong
    return ""


def _symbols(folder: Path) -> str:
    drawings = sorted((folder / "symbols").glob("*.svg"))
    wrong = next(filter(None, (_head(path, (b"<svg", b"<?xml")) for path in drawings)), "")
    return wrong or ("" if drawings else f"{folder / 'symbols'} is empty")


def _heights(folder: Path) -> str:
    grids = sorted((folder / "height").glob("*.npz"))
    return next(filter(None, (_head(path, (b"PK\3\4",)) for path in grids)), "")


def _head(path: Path, heads: tuple[bytes, ...]) -> str:
    """What is wrong with a file that must begin with one of these; empty: nothing."""
    from game.files.bounds import read_bytes
    from game.files.errors import BadFile

    try:
        data = read_bytes(path, largest=LARGEST_ASSET)
    except BadFile as e:
        return str(e.problems[0])
    return "" if data.startswith(heads) else f"{path} is damaged"


def _journals() -> Iterator[Finding]:
    from game.files.errors import BadFile
    from game.files.saves import SUFFIX, folder

    try:
        paths = sorted(folder().glob(f"*{SUFFIX}"))
    except OSError as e:
        yield Finding(
            "saved games", f"{folder()} cannot be read ({e.strerror or e})", False, "needed: a folder you may read"
        )
        return
    good = 0
    for path in paths:
        try:
            match = theatre.open_saved(path)
            if not match.is_whole:
                raise BadFile.of(path, match.notice)
            good += 1
        except (BadFile, OSError, Trouble) as e:
            why = str(e).splitlines()[0].removeprefix(f"{path}: ")
            yield Finding(
                f"saved game {path.name}", why, False, "nothing is done to it: keep the file, load an older game"
            )
    yield Finding("saved games", f"{good} can be read")


def _games_by_file() -> Iterator[Finding]:
    from game.files.errors import BadFile
    from game.files.mail.private import ENDING, read_private
    from game.files.saves import folder

    good, paths = 0, sorted(folder().glob(f"*{ENDING}"))
    for path in paths:
        try:
            private = read_private(path)
            good += 1
        except BadFile as e:
            why = str(e).splitlines()[0].removeprefix(f"{path}: ")
            remedy = "nothing is done to it: put back a copy of this file; without it the game can only be read"
            yield Finding(f"game by file {path.name}", why, False, remedy)
            continue
        if not private.is_over and not Path(private.folder).is_dir():
            remedy = f'`changkufeng mail "{path.stem}" --folder DIR` says where it is now'
            yield Finding(f"game by file {path.name}", f"its exchange folder {private.folder} is gone", False, remedy)
    if paths:
        yield Finding("games by file", f"{good} can be read")
