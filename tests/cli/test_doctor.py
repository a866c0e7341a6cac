"""The doctor finds what is damaged, says what helps, and with --repair makes anew what can be made."""

import os
import shutil
from pathlib import Path

import pytest

from game.cli import doctor
from game.core import compiled
from game.files import assets, catalogue, kept_rules, language, saves
from game.files.theatre import banks
from game.whatif.theatre import bank as fighting


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    """Folders of a user of its own; the kept rules are the tests' own."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    yield tmp_path
    language.use_language("en")


@pytest.fixture
def states(facts_of):
    """`states(words...)`: state and remedy of each thing looked at, by what it is, where all is not well."""

    def run(*words):
        return {c["what"]: (c["state"], c["remedy"]) for c in facts_of(*words)["checks"] if not c["ok"]}

    return run


@pytest.fixture
def facts_of(said):
    import json

    def run(*words):
        code, out, _err = said("doctor", *words, "--json")
        found = json.loads(out)
        assert code == (0 if found["ok"] else 2)
        assert set(found["checks"][0]) == {"what", "state", "ok", "remedy"}
        return found

    return run


def test_all_is_well_in_a_checkout(said):
    code, out, err = said("doctor")
    assert (code, err) == (0, "")
    assert all(line.startswith("well   ") for line in out.splitlines())
    whats = [line.split(":")[0].removeprefix("well   ") for line in out.splitlines()]
    assert {"folder of the saved games", "settings", "compiled rules of the battle", "catalogue of Русский"} <= set(
        whats
    )
    assert {"bank of battles of north-or-south", "fonts", "symbols", "heights", "saved games"} <= set(whats)


def test_damaged_settings_are_told_and_set_aside(states):
    path = language.settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(b'{"speed":0,"volume":60}')
    state, remedy = states()["settings"]
    assert state.endswith("window.json: speed")
    assert "doctor --repair" in remedy
    assert path.read_bytes() == b'{"speed":0,"volume":60}', "looking changes nothing"
    assert states("--repair") == {}
    assert path.with_name("window.json.damaged").read_bytes() == b'{"speed":0,"volume":60}'
    assert '"volume":60' in path.read_text()


def test_a_damaged_catalogue_is_told_and_made_anew(states, monkeypatch, tmp_path):
    here = tmp_path / "locale"
    shutil.copytree(assets.asset("locale"), here)
    whole = (here / "ru.mo").read_bytes()
    (here / "ru.mo").write_bytes(whole[:9000] + bytes([whole[9000] ^ 1]) + whole[9001:])
    monkeypatch.setattr(catalogue, "asset", lambda *parts: here / parts[-1])
    assert states()["catalogue of Русский"][0] == "its checksum does not fit"
    assert states("--repair") == {}
    assert catalogue.flaw("ru") == ""


SMALL = """
from game.core.rule import phase

@phase
def doctored_double(x: int) -> int:
    return x + x

STEPS, PARTS = (doctored_double,), ()
"""


@pytest.mark.long
def test_damaged_compiled_rules_are_told_and_compiled_anew(states, monkeypatch, tmp_path):
    (tmp_path / "doctored_rules.py").write_text(SMALL)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv(compiled.FOLDER, "")
    monkeypatch.setattr(kept_rules, "GROUPS", {"small": "doctored_rules"})
    folder = kept_rules.choose_cache(tmp_path / "kept").folder
    kept_rules.warm_up(group="small")
    assert states() == {}
    (path,) = folder.rglob("doctored*.nbc")
    data = bytearray(path.read_bytes())
    data[100] ^= 4
    path.write_bytes(data)
    assert states()["compiled rules of the small"][0] == f"1 damaged or missing, first {path.name}"
    assert states("--repair") == {}
    assert Path(f"{path}.damaged").read_bytes() == bytes(data)
    path.unlink()
    assert "1 damaged or missing" in states()["compiled rules of the small"][0]
    assert states("--repair") == {}
    assert path.exists()


@pytest.mark.long
@pytest.mark.parametrize("damage", [b'{"format":1,', None])
def test_a_damaged_bank_is_told_and_fought_again(states, monkeypatch, tmp_path, damage):
    path = tmp_path / "battles.json"
    if damage is not None:
        path.write_bytes(damage)
    monkeypatch.setattr(banks, "bank_path", lambda name: path)
    monkeypatch.setattr(fighting, "SHIPPED", 3)
    assert "fights the battles again" in states()["bank of battles of north-or-south"][1]
    assert states("--repair") == {}
    assert len(banks.load_bank("north-or-south").runs) == 6  # at least one battle of each of the six shares
    assert (tmp_path / "battles.json.damaged").exists() == (damage is not None)


def test_a_damaged_journal_is_told_and_left_alone(states):
    saves.folder().mkdir(parents=True)
    (saves.folder() / "bad.journal").write_text("no journal\n")
    assert states("--repair")["saved game bad.journal"][1].startswith("nothing is done to it")
    assert (saves.folder() / "bad.journal").read_text() == "no journal\n"


def test_a_folder_that_cannot_be_written_is_told(states, monkeypatch):
    saves.folder().mkdir(parents=True)

    def refuse(**options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refuse)
    state, remedy = states()["folder of the saved games"]
    assert state == f"{saves.folder()} cannot be written (Permission denied)"
    assert "chmod" in remedy


@pytest.mark.parametrize(
    ("part", "what"), [("fonts/NotoSans-Regular.ttf", "fonts"), ("symbols/infantry.svg", "symbols")]
)
def test_a_damaged_or_missing_asset_is_told(states, monkeypatch, tmp_path, part, what):
    here = tmp_path / "assets"
    shutil.copytree(assets.assets_folder(), here)
    monkeypatch.setattr(assets, "assets_folder", lambda: here)
    (here / part).write_bytes(b"nothing")
    assert states()[what][0] == f"{here / part} is damaged"
    os.remove(here / part)
    assert what == "symbols" or states()[what][0].endswith("there is no such file")
