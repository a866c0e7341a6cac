"""A game of a run that was kept in a folder, played again with its events: the folder says which games there are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from game.core.words import _, enumerated
from game.files.battle.scenarios import load_scenario
from game.files.battle.variants import varied
from game.files.errors import BadFile
from game.whatif.battle.runs import Game, Setting, in_world
from game.whatif.kept import Head, KeptGames
from game.whatif.results import KEPT

if TYPE_CHECKING:
    from game.match.battle import Match


def is_run(path: Path) -> bool:
    """Whether a path is the folder of a run."""
    return (path / KEPT).is_file()


def game_of(folder: Path, variant: str, seed: int) -> Match:
    """The game of a variant and a seed, with its events; it ends in the position that the run kept.

    Raises:
        BadFile: the folder is damaged, by other rules, or its scenario was changed since.
        ValueError: the run has no such variant or seed.
    """
    head = _head(folder / KEPT)
    asked = head.asked
    variants, first = list(asked["variants"]), int(asked["seed"])
    if variant not in variants:
        raise ValueError(
            _("the run has no variant {variant}; needed one of {listed}").format(
                variant=variant, listed=enumerated(variants)
            )
        )
    with KeptGames(folder / KEPT, head, list[Game]) as kept:
        games = kept.games(0)
    if seed - first not in games:
        raise ValueError(
            _("the run has no game of seed {seed}: it has {n:,} from {first} on").format(
                seed=seed, n=len(games), first=first
            )
        )
    scenario, k = load_scenario(asked["scenario"]), variants.index(variant)
    settings = []
    for name, commanders in zip(variants, asked["commanders"], strict=True):
        one, _against, other = commanders.partition(" against ")
        world = scenario if name == scenario.variant else varied(scenario, name)
        settings.append(Setting(scenario=world, name=name, commanders=(one, other), against=0))
    if [s.scenario.digest for s in settings] != asked["variant digests"][: len(settings)]:
        raise BadFile.of(folder, _("{id} or its what-ifs were changed since").format(id=scenario.id))
    match = in_world(settings, k, seed, trace=True)
    if match.digest != games[seed - first][k].digest:
        raise BadFile.of(folder, _("holds games that this program plays otherwise"))
    return match


def _head(path: Path) -> Head:
    """The first line of a folder's games, of these rules."""
    from game.rules.battle.resolve import RULES_VERSION

    try:
        with open(path, "rb") as file:
            head = msgspec.json.decode(file.readline(1 << 20), type=Head)
    except (OSError, msgspec.MsgspecError, RecursionError) as e:
        raise BadFile.of(path, _("holds no games that were kept: {e}").format(e=e)) from None
    if head.rules != RULES_VERSION:
        raise BadFile.of(
            path,
            _("was played by rules {rules}; needed {rules_version}").format(
                rules=head.rules, rules_version=RULES_VERSION
            ),
        )
    return head
