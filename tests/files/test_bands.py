"""`bands.toml`: read as it was written, a mistake told at its line."""

from pathlib import Path

import pytest

from game.files.battle.bands import band_problems, read_bands, write_bands
from game.files.errors import BadFile
from game.model.battle.bands import Band, Bands

BANDS = Bands(
    content="fedcba9876543210",
    rules="0.2",
    games=1000,
    seed=7,
    check=("0123456789abcdef",),
    turns=("30 Jul Night", "31 Jul Morning"),
    fought=(1000, 970),
    band=(
        Band(what="lost", side="japan", rows=((1, 2, 3, 4, 5), (10, 20, 30, 40, 50))),
        Band(what="held", side="japan", place="changkufeng", rows=((0, 0, 0, 0, 0), (0, 500, 1000, 1000, 1000))),
    ),
)


def test_what_was_written_is_read_again(tmp_path: Path):
    write_bands(tmp_path / "bands.toml", BANDS)
    assert read_bands(tmp_path / "bands.toml") == BANDS
    assert BANDS.at("31 Jul Morning")["lost", "japan", ""] == (10, 20, 30, 40, 50)
    assert BANDS.at("1 Aug Day") == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("games = 1000", "gamse = 1000", "unknown key gamse"),
        ("[10, 20, 30, 40, 50]", "[10, 20, 30, 50, 40]", "needed rising figures from 0 on, found [10, 20, 30, 50, 40]"),
        ("[1, 2, 3, 4, 5]", "[-1, 2, 3, 4, 5]", "rising figures from 0"),
        ("[1, 2, 3, 4, 5]", "[1, 2, 3, 4]", "rows"),
        ("[1, 2, 3, 4, 5], ", "", "rows: needed 2, one for each turn, found 1"),
        ("[1000, 970]", "[1000]", "fought: needed 2 numbers"),
        ('what = "held"', 'what = "hold"', "held"),
        ('side = "japan"', "side = [", "no TOML"),
    ],
)
def test_a_mistake_is_told_at_its_line(tmp_path: Path, old: str, new: str, said: str):
    path = tmp_path / "bands.toml"
    write_bands(path, BANDS)
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadFile) as refused:
        read_bands(path)
    assert said in str(refused.value)
    assert all(problem.line > 0 for problem in refused.value.problems)


def test_validate_tells_of_spoilt_bands(tmp_path: Path):
    (tmp_path / "scenario.toml").write_text("")
    assert band_problems(tmp_path) == []
    (tmp_path / "bands.toml").write_text("games = 1000\n")
    assert band_problems(tmp_path)
