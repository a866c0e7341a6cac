"""A game of older rules whose positions had fewer columns is still looked at, and carried on under the present rules."""

import shutil
from pathlib import Path

import pytest

from game import Match
from game.match.battle.match import RULES_VERSION
from game.rules.battle import state as S

OLDER = Path(__file__).parent / "older"


@pytest.mark.parametrize("file", sorted(OLDER.glob("*.journal")), ids=lambda file: file.stem)
def test_a_game_of_older_rules_is_looked_at_and_carried_on(file: Path, tmp_path: Path):
    kept = tmp_path / file.name
    shutil.copy(file, kept)
    match = Match.load(kept)
    assert match.is_read_only
    assert match.played_by == file.stem.rpartition("-")[2] != RULES_VERSION
    assert len(match.records) == 3
    assert not match.state.forms[:, S.FORM_AGAINST_PM].any()
    going = match.carry_on()
    going.resolve()
    assert len(going.records) == 4
    assert kept.read_bytes() == file.read_bytes()


def test_a_torn_game_of_older_rules_is_told_in_two_clauses(tmp_path: Path):
    file = next(OLDER.glob("*.journal"))
    torn = tmp_path / file.name
    torn.write_bytes(file.read_bytes()[:-100])
    notice = Match.load(torn, rescue=True).notice
    assert notice.startswith(
        "line 4 is torn and was dropped; the game goes on after turn 2; of rules 0.5, this program"
    )
