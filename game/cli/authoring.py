"""`changkufeng new`, `copy` and `where`: a scenario or a what-if of one's own, begun from what there is."""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

from game.cli import theatre
from game.cli.output import print_json, say
from game.cli.scenario import load
from game.cli.troubles import Trouble, file_trouble
from game.core.words import _, enumerated
from game.files.heads import BATTLE, PATH, STRATEGIC, on_shelves, own_folders, scenarios_folder

AN_ID = re.compile(r"[a-z][a-z0-9-]{0,59}")
# What was made of the very content that was copied, and would be wrong for a changed copy.
LEFT = ("grades.toml", "grades.json", "history.journal", "*.now.png", "__pycache__", "bank")
SMALL = ("what-if", "lessons", "record", *LEFT)
EMPTY = {
    "record/keyframes.toml": "Who stood where by the sources, moment by moment: [[keyframe]].",
    "record/orders.toml": "The orders of the record, which the re-enactment gives: [[order]].",
}
WHAT_IF = """\
#:schema {schema}
# What differs from the record, and the question that it puts. `changkufeng validate {scenario}` checks it.
format = 1
id = "{name}"
title = "{title}"
question = "What if the shells of one side had been fewer?"
summary = "One side begins with half of its shells; all else is as it was."
shells = {{ {side} = {shells} }}

[[evidence]]
for_it = true
text = "Say here why the question is open, and name the source."
source = "estimate"
confidence = "C"
"""


def run(options: argparse.Namespace) -> int:
    """Makes, copies or finds what was asked for."""
    return {"new": _new, "copy": _copy, "where": _where}[options.command](options)


def _where(options: argparse.Namespace) -> int:
    if options.scenario is None:
        own = [str(folder) for folder in own_folders()]
        if options.json:
            print_json({"shipped": str(scenarios_folder()), "own": own})
        else:
            say(_("shipped: {a}").format(a=scenarios_folder()))
            for mine in own_folders():
                say(_("your own: {mine}").format(mine=mine) + ("" if mine.is_dir() else _(" (not there yet)")))
            say(
                _("{path} names more folders; what-ifs of your own lie in what-if/SCENARIO/ in any of them").format(
                    path=PATH
                )
            )
        return 0
    folder = folder_of(options.scenario)
    if options.json:
        print_json({"folder": str(folder)})
    else:
        say(str(folder))
    return 0


def _copy(options: argparse.Namespace) -> int:
    folder = folder_of(options.scenario)
    goal = _goal(options.name, options.to)
    _made(folder, goal, LEFT)
    head = BATTLE if (goal / BATTLE).is_file() else STRATEGIC
    _rename(goal / head, options.name)
    _with_schemas(goal)
    say(
        _("{name}: copied to {goal}; games of it are graded by its own `changkufeng grades`, once it has them").format(
            name=options.name, goal=goal
        )
    )
    return 0


def _new(options: argparse.Namespace) -> int:
    if options.what_if is not None:
        return _new_what_if(options.name, options.what_if, options.to)
    folder = folder_of(options.like)
    if not (folder / BATTLE).is_file():
        raise Trouble(
            _("new: {like} is a strategic game; needed a battle, or `changkufeng copy`").format(like=options.like)
        )
    goal = _goal(options.name, options.to)
    _made(folder, goal, SMALL)
    for name, what in EMPTY.items():
        (goal / name).parent.mkdir(exist_ok=True)
        (goal / name).write_text(f"# {what}\n", encoding="utf-8")
    _rename(goal / BATTLE, options.name)
    _with_schemas(goal)
    say(
        _("{name}: made in {goal} after {like}, without its record, lessons and what-ifs").format(
            name=options.name, goal=goal, like=options.like
        )
    )
    say(
        _(
            "`changkufeng preview {name} --watch` draws it while you edit, `changkufeng validate {name}` checks it"
        ).format(name=options.name)
    )
    return 0


def _new_what_if(name: str, scenario: str, to: str | None) -> int:
    found = load(scenario)
    _refuse_name(name)
    path = (Path(to).expanduser() if to else own_folders()[-1]) / "what-if" / found.id / f"{name}.toml"
    if path.exists():
        raise Trouble(_("{path}: is there already; needed another name").format(path=path))
    army = found.armies[0]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        from game.files.keys import write_schemas

        schema = write_schemas(path.parent, strategic=False)["what-if/*.toml"]
        title = name.replace("-", " ").capitalize()
        path.write_text(
            WHAT_IF.format(
                schema=schema.relative_to(path.parent).as_posix(),
                scenario=scenario,
                name=name,
                title=title,
                side=army.side,
                shells=army.shells // 2,
            ),
            encoding="utf-8",
        )
    except OSError as e:
        raise file_trouble(e, str(path)) from None
    say(
        _(
            "{name}: made in {path}; `changkufeng what-ifs {scenario}` lists it, `compare` and the laboratory play it"
        ).format(name=name, path=path, scenario=scenario)
    )
    return 0


def folder_of(name: str) -> Path:
    """The folder of a scenario of either scale, by name or path.

    Raises:
        Trouble: there is none.
    """
    from game.files.battle.scenarios import scenario_folder
    from game.files.errors import BadFile, nearest, one_line
    from game.files.theatre.theatres import theatre_folder

    if theatre.is_theatre(name):
        return theatre_folder(name)
    try:
        return scenario_folder(name)
    except BadFile:
        known = sorted({*on_shelves(BATTLE), *on_shelves(STRATEGIC)})
        shown = one_line(name, most=60)
        raise Trouble(
            _("scenario {shown}: is unknown; at hand: {listed}{near}").format(
                shown=shown, listed=enumerated(known), near=nearest(name, known)
            )
        ) from None


def _goal(name: str, to: str | None) -> Path:
    _refuse_name(name)
    goal = (Path(to).expanduser() if to else own_folders()[-1]) / name
    if name in on_shelves(BATTLE) or name in on_shelves(STRATEGIC):
        raise Trouble(_("{name}: a scenario of that name is at hand; needed another name").format(name=name))
    if goal.exists():
        raise Trouble(_("{goal}: is there already; needed another name").format(goal=goal))
    return goal


def _refuse_name(name: str) -> None:
    if not AN_ID.fullmatch(name):
        raise Trouble(
            _("{a!r} is no name: needed small letters, figures and hyphens, the first a letter").format(a=name[:60])
        )


def _made(folder: Path, goal: Path, without: tuple[str, ...]) -> None:
    try:
        shutil.copytree(folder, goal, ignore=shutil.ignore_patterns(*without))
    except (OSError, shutil.Error) as e:
        shutil.rmtree(goal, ignore_errors=True)
        raise Trouble(
            _("{goal}: cannot be written: {a}").format(
                goal=goal, a=getattr(e, "strerror", None) or _("some files could not be copied")
            )
        ) from None


def _rename(head: Path, name: str) -> None:
    """The head names the copy: its id is what games and grades know it by."""
    text = head.read_text(encoding="utf-8")
    text = re.sub(r'(?m)^id( *)= *"[^"]*"', rf'id\1= "{name}"', text, count=1)
    head.write_text(re.sub(r'(?m)^title( *)= *"([^"]*)"', rf'title\1= "\2 ({name})"', text, count=1), encoding="utf-8")


def _with_schemas(folder: Path) -> None:
    """Schemas beside the files, and in each file the line by which editors find its own."""
    from game.files.keys import write_schemas
    from game.files.schema import STRATEGIC as BEFORE

    found = write_schemas(folder, strategic=not (folder / BATTLE).is_file())
    for form, schema in found.items():
        for path in folder.glob(form.removeprefix(BEFORE)):
            text = path.read_text(encoding="utf-8")
            up = "../" * (len(path.relative_to(folder).parts) - 1)
            if not text.startswith("#:schema"):
                path.write_text(f"#:schema {up}{schema.relative_to(folder).as_posix()}\n{text}", encoding="utf-8")
