"""Folders of a user of its own for every kind: settings and saved games of the fuzzer are no other test's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.files import language


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Empty folders, and English afterwards."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    yield
    language.use_language("en")
