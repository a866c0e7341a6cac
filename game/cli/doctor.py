"""`changkufeng doctor`: is everything the program needs there and whole; with --repair what can be made anew is."""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from game.cli import theatre
from game.cli.folding import cells
from game.cli.output import note, print_json, say
from game.cli.troubles import BAD_INPUT, Trouble
from game.core.words import N_, _

REPAIR = "changkufeng doctor --repair"
REINSTALL = N_("install the game anew: `pip install --force-reinstall changkufeng`")
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
        mark, other = (_("well"), _("amiss")) if self.ok else (_("amiss"), _("well"))
        said = _("{what}: {state}; {remedy}") if self.remedy else _("{what}: {state}")
        room = " " * max(0, cells(other) - cells(mark))
        return f"{mark}{room}  " + said.format(what=self.what, state=self.state, remedy=self.remedy)


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
    note(_("{what}: being repaired").format(what=one.what))
    try:
        one.mend()
    except Exception as e:  # a repair that fails is told, and the next is tried
        why = (str(e).splitlines() or [type(e).__name__])[0]
        return Finding(
            one.what, _("{state}; cannot be repaired: {why}").format(state=one.state, why=why), False, one.remedy
        )
    again = next((f for f in findings() if f.what == one.what), one)
    return Finding(
        again.what,
        _("{state} (repaired)").format(state=again.state) if again.ok else again.state,
        again.ok,
        again.remedy,
    )


# ------------------------------------------------------------------------------------------------ folders and settings
def _folders() -> Iterator[Finding]:
    import platformdirs

    from game.files.language import settings_file
    from game.files.saves import folder

    cache = Path(platformdirs.user_cache_dir("changkufeng", appauthor=False))
    for what, path in ((_("saved games"), folder()), (_("settings"), settings_file().parent), (_("cache"), cache)):
        yield _folder(_("folder of the {what}").format(what=what), path)


def _folder(what: str, path: Path) -> Finding:
    if not path.exists():
        return Finding(what, _("{path} is not there yet: made when it is needed").format(path=path))
    try:
        tempfile.TemporaryFile(dir=path).close()
    except OSError as e:
        remedy = _("needed: a folder you may write to, such as by `chmod u+rwx {path}`").format(path=path)
        return Finding(what, _("{path} cannot be written ({a})").format(path=path, a=e.strerror or e), False, remedy)
    return Finding(what, _("{path} can be written").format(path=path))


def _settings() -> Finding:
    from game.client.kit.settings import Settings
    from game.files.language import settings_file

    path = settings_file()
    if not path.exists():
        return Finding(_("settings"), _("as usual: none are kept"))
    wrong = Settings.read(path)[1]
    if wrong:
        remedy = _("`{repair}` sets the file aside and keeps what can be read").format(repair=REPAIR)
        return Finding(_("settings"), f"{path}: {', '.join(wrong)}", False, remedy, Settings.load)
    return Finding(_("settings"), _("{path} is whole").format(path=path))


# ------------------------------------------------------------------------------------------------ what can be made anew
def _rules() -> Iterator[Finding]:
    from game.files import kept_rules

    for group in kept_rules.GROUPS:
        what = _("compiled rules of the {group}").format(group=group)
        if not kept_rules.is_needed():
            yield Finding(what, _("not needed: the rules run as plain Python"))
            continue
        kept_rules.choose_cache()
        flaws = [] if not kept_rules.is_warm(group) else kept_rules.flaws(group)
        if not kept_rules.is_warm(group):
            yield Finding(what, _("not compiled yet: half a minute at the first start"), mend=_renews(group))
        elif flaws:
            remedy = _("`{repair}` sets them aside and compiles anew").format(repair=REPAIR)
            yield Finding(
                what,
                _("{n} damaged or missing, first {a}").format(n=len(flaws), a=flaws[0]),
                False,
                remedy,
                _renews(group),
            )
        else:
            yield Finding(what, _("kept and whole"))


def _renews(group: str) -> Callable[[], object]:
    from game.files import kept_rules

    return lambda: kept_rules.renew(group)


def _catalogues() -> Iterator[Finding]:
    from game.files.catalogue import flaw, open_catalogue
    from game.files.language import LANGUAGES

    for code in LANGUAGES:
        what = _("catalogue of {a}").format(a=LANGUAGES[code])
        wrong = flaw(code) if code != "en" else ""
        remedy = _("`{repair}` sets it aside and makes it anew").format(repair=REPAIR) if wrong else ""
        yield Finding(what, wrong or _("whole"), not wrong, remedy, partial(open_catalogue, code) if wrong else None)


def _banks() -> Iterator[Finding]:
    from game.files.errors import BadFile
    from game.files.theatre.banks import load_bank

    for name in theatre.find_theatres():
        what = _("bank of battles of {name}").format(name=name)
        try:
            runs = len(load_bank(name).runs)
        except BadFile as e:
            remedy = _("`{repair}` fights the battles again: some minutes").format(repair=REPAIR)
            yield Finding(what, str(e.problems[0]), False, remedy, partial(_fight, name))
        else:
            yield Finding(what, _("{runs:,} battles, whole").format(runs=runs))


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
        yield Finding(_("fonts, symbols and heights"), str(e), False, _(REINSTALL))
        return
    for what, wrong in (
        (_("fonts"), _fonts(folder)),
        (_("symbols"), _symbols(folder)),
        (_("heights"), _heights(folder)),
    ):
        yield Finding(
            what, wrong or _("whole, in {folder}").format(folder=folder), not wrong, _(REINSTALL) if wrong else ""
        )


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
    return wrong or ("" if drawings else _("{a} is empty").format(a=folder / "symbols"))


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
    return "" if data.startswith(heads) else _("{path} is damaged").format(path=path)


def _journals() -> Iterator[Finding]:
    from game.files.errors import BadFile
    from game.files.saves import SUFFIX, folder

    try:
        paths = sorted(folder().glob(f"*{SUFFIX}"))
    except OSError as e:
        yield Finding(
            _("saved games"),
            _("{a} cannot be read ({b})").format(a=folder(), b=e.strerror or e),
            False,
            _("needed: a folder you may read"),
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
                _("saved game {name}").format(name=path.name),
                why,
                False,
                _("nothing is done to it: keep the file, load an older game"),
            )
    yield Finding(_("saved games"), _("{good} can be read").format(good=good))


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
            remedy = _("nothing is done to it: put back a copy of this file; without it the game can only be read")
            yield Finding(_("game by file {name}").format(name=path.name), why, False, remedy)
            continue
        if not private.is_over and not Path(private.folder).is_dir():
            remedy = _('`changkufeng mail "{stem}" --folder DIR` says where it is now').format(stem=path.stem)
            yield Finding(
                _("game by file {name}").format(name=path.name),
                _("its exchange folder {folder} is gone").format(folder=private.folder),
                False,
                remedy,
            )
    if paths:
        yield Finding(_("games by file"), _("{good} can be read").format(good=good))
