"""`changkufeng replay --out` and `--film`: record, saved game or re-enactment as a picture, a film, a page for a browser."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.output import check_folder, note, print_json, progress, save
from game.cli.troubles import STOPPED, Trouble, file_trouble
from game.core.words import _, titled

if TYPE_CHECKING:
    from game.client.map.moving import Shot
    from game.match.battle import Match
    from game.model.battle.record_page import Page
    from game.model.battle.scenario import Scenario

PICTURE_PX, FILM_PX = 40, 24


def run(
    scenario: Scenario, options: argparse.Namespace, pages: Sequence[Page], match: Callable[[], Match | None]
) -> int:
    """Writes what was asked for. `pages`: of the record, the part or the one; `match`: the game beside it, None for the record.

    Raises:
        Trouble: a folder that is missing, a turn that is not in it, or options that cannot stand together.
    """
    if options.out and options.film:
        raise Trouble(_("--out and --film: a picture or a film; needed one of them"))
    check_folder(options.out or options.film)
    if options.film and not options.film.lower().endswith(".gif"):
        return _page(scenario, options, pages)
    pages = [page for page in pages if not page.is_day]
    if not pages:
        raise Trouble(_("the record has no map of these days; needed a turn of the fighting"))
    side = None if options.side in (None, "both") else options.side
    shots = _shots(scenario, pages, match(), side)
    if not shots:
        raise Trouble(_("the game has not come to {at}").format(at=pages[0].at))
    return _film(scenario, options, shots, side) if options.film else _picture(scenario, options, shots[0], side)


def _page(scenario: Scenario, options: argparse.Namespace, pages: Sequence[Page]) -> int:
    for name in ("journal", "seed", "what_if"):
        if getattr(options, name) is not None:
            raise Trouble(
                _("--{a}: the page is of the record alone; needed --film FILE.gif").format(a=name.replace("_", "-"))
            )
    from game.whatif.battle.record_film import film_of

    opens = scenario.record.name_of(options.at) if options.at else ""
    save(options.film, film_of(scenario, pages, opens=opens))
    return _told(scenario, options, options.film, {"pages": len(pages)})


def _shots(scenario: Scenario, pages: Sequence[Page], match: Match | None, side: str | None) -> list[Shot]:
    """The board by the end of each turn: the record's, or the game's in the turns that it has played."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    from game.client.battle import from_match
    from game.client.map.moving import Shot
    from game.match.battle import record_words

    if match is None:
        pages = [page.to(side) if side else page for page in pages]
        return [
            Shot(
                record_words.title(p),
                from_match.from_page(scenario, p),
                " ".join(w for w in (_(p.headline), p.silence) if w),
            )
            for p in pages
        ]
    played = {r.turn.name: r for r in match.records}
    found = []
    for page in pages:
        if (record := played.get(page.at)) is not None:
            views = {s: match.view_at(s, record.state, record.turn) for s in scenario.sides if side in (None, s)}
            shown = (
                from_match.from_view(views[side]) if side else from_match.from_state(match, record.state, record.turn)
            )
            words = [titled(_("Losses, {s}").format(s=_(scenario.side_names[s])), v.men_lost) for s, v in views.items()]
            found.append(Shot(record_words.title(page), shown, " · ".join(words)))
    return found


def _picture(scenario: Scenario, options: argparse.Namespace, shot: Shot, side: str | None) -> int:
    from game.cli.battle.show import draw

    draw(
        scenario,
        shot.position,
        options.out,
        hex_px=options.hex or PICTURE_PX,
        side=side,
        title=f"{_(scenario.title)} · {shot.title}",
        words=shot.words,
    )
    return _told(scenario, options, options.out, {"at": shot.title})


def _film(scenario: Scenario, options: argparse.Namespace, shots: Sequence[Shot], side: str | None) -> int:
    from game.client.map.moving import save_gif

    path = Path(options.film)
    part = path.with_name(f".{path.name}.part.gif")
    try:
        try:
            with progress(_("drawing the film, turn by turn"), quiet=options.json) as report:
                done = save_gif(scenario, shots, part, hex_px=options.hex or FILM_PX, side=side, told=report)
            if done:
                os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as e:
        raise file_trouble(e, f"cannot write {options.film}") from None
    if not done:
        raise Trouble(_("stopped before the first picture; nothing was written"), STOPPED)
    if done < len(shots):
        note(_("stopped: {done} of {all} turns are in the film").format(done=done, all=len(shots)))
    _told(scenario, options, options.film, {"pages": done})
    return 0 if done == len(shots) else STOPPED


def _told(scenario: Scenario, options: argparse.Namespace, path: str, more: dict[str, int | str]) -> int:
    if options.json:
        print_json({"scenario": scenario.id, "film" if options.film else "picture": path, **more})
    else:
        note(_("wrote {film}").format(film=path))
    return 0
