"""Scenarios and what-ifs of one's own: where they lie, who finds them, that a copy is never taken for the original."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from game import Match, load_scenario
from game.cli.authoring import _with_schemas
from game.cli.completion import SCRIPTS, candidates
from game.cli.main import main
from game.cli.parser import COMMANDS, build
from game.files import mending
from game.files.assets import asset
from game.files.errors import BadFile
from game.files.heads import PATH, own_folders, scenarios_folder
from game.files.keys import forms, schema_of
from game.files.schema import STRATEGIC, strategic_schema
from game.match.battle.grade import grades_for


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch) -> Path:
    """A folder of one's own, the only one besides the user's data."""
    monkeypatch.setenv(PATH, str(tmp_path / "mine"))
    return tmp_path / "mine"


@pytest.fixture
def night(shelf: Path) -> Path:
    """A copy of the silent assault, as `copy` makes it."""
    assert main(["copy", "silent-assault", "my-night", "--to", str(shelf)]) == 0
    return shelf / "my-night"


def changed(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_copy_is_found_by_name_everywhere(night: Path, capsys):
    from game.files.heads import title_of
    from game.files.lessons import find_lessons

    assert load_scenario("my-night").id == "my-night"
    assert title_of("my-night") == "The silent assault (my-night)"
    assert {f.scenario for f in find_lessons()} >= {"my-night", "silent-assault"}
    capsys.readouterr()
    assert main(["where", "my-night"]) == 0
    assert capsys.readouterr().out.strip() == str(night)


def test_a_saved_game_of_a_copy_opens_and_of_one_that_is_gone_says_where_to_put_it(night: Path, tmp_path: Path):
    match = Match.new("my-night", seed=3)
    match.resolve()
    match.save(tmp_path / "game.journal")
    assert Match.load(tmp_path / "game.journal").digest == match.digest
    night.rename(night.with_name("put-away"))
    assert Match.load(tmp_path / "game.journal").digest == match.digest  # under another name, with the id it had
    shutil.rmtree(night.with_name("put-away"))
    with pytest.raises(BadFile, match=r"'my-night', which is not at hand; needed its folder in .*scenarios"):
        Match.load(tmp_path / "game.journal")


def test_a_copy_that_kept_the_id_is_another_game(shelf: Path, tmp_path: Path):
    shutil.copytree(scenarios_folder() / "silent-assault", shelf / "night-two")
    text = (shelf / "night-two/scenario.toml").read_text(encoding="utf-8")
    (shelf / "night-two/scenario.toml").write_text(text.replace('title = "The', 'title = "My'), encoding="utf-8")
    own = load_scenario("night-two")
    assert own.digest != load_scenario("silent-assault").digest
    assert grades_for(own) is None  # the file of grades came along, of other content
    assert grades_for(load_scenario("silent-assault")) is not None
    match = Match.new(own, seed=4)
    match.resolve()
    match.save(tmp_path / "game.journal")
    assert Match.load(tmp_path / "game.journal").scenario.digest == own.digest


def test_a_copy_has_no_grades_until_it_is_given_its_own(night: Path):
    assert not (night / "grades.toml").exists()
    assert grades_for(load_scenario("my-night")) is None


def test_a_folder_that_bears_a_shipped_name_hides_nothing(shelf: Path):
    (shelf / "silent-assault").mkdir(parents=True)
    (shelf / "silent-assault/scenario.toml").write_text("broken", encoding="utf-8")
    assert load_scenario("silent-assault").title == "The silent assault"


def test_a_scenario_that_is_being_written_hides_no_other(night: Path, capsys):
    changed(night, "scenario.toml", "title", "titel")
    assert main(["scenarios", "--json"]) == 0
    said = capsys.readouterr()
    assert "silent-assault" in said.out
    assert "my-night is left out" in said.err
    assert main(["validate", "my-night"]) == 2


def test_what_is_broken_in_the_head_hides_no_other_mistake(shelf: Path, capsys):
    assert main(["new", "my-hill", "--to", str(shelf)]) == 0
    assert main(["validate", "my-hill"]) == 0
    changed(shelf / "my-hill", "scenario.toml", "title", "titel")
    assert main(["validate", "my-hill"]) == 2
    assert "titel" in capsys.readouterr().out


def test_a_what_if_of_ones_own_stands_beside_the_shipped_ones(shelf: Path, capsys):
    assert main(["new", "half-the-shells", "--what-if", "silent-assault", "--to", str(shelf)]) == 0
    scenario = load_scenario("silent-assault")
    assert scenario.digest == load_scenario(scenarios_folder() / "silent-assault").digest
    match = Match.new(scenario, variant="half-the-shells", seed=2)
    assert match.variant == "half-the-shells"
    assert match.view("japan").shells * 2 == pytest.approx(Match.new(scenario).view("japan").shells, abs=1)
    assert main(["what-ifs", "silent-assault"]) == 0
    assert "half-the-shells" in capsys.readouterr().out


def test_a_what_if_that_is_wrong_is_left_out_and_told_and_checked(shelf: Path, capsys):
    assert main(["new", "wrong", "--what-if", "silent-assault", "--to", str(shelf)]) == 0
    changed(shelf, "what-if/silent-assault/wrong.toml", "shells = { japan", "shells = { japn")
    assert "wrong" not in [w.id for w in load_scenario("silent-assault").what_ifs]
    assert any("left out" in line for line in mending.news())
    assert main(["validate", "silent-assault"]) == 2
    assert "wrong.toml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["copy", "silent-asault", "mine"], "nearest is silent-assault"),
        (["copy", "silent-assault", "Mine!"], "small letters"),
        (["copy", "silent-assault", "hold-the-crest"], "needed another name"),
        (["new", "mine", "--what-if", "silent-asault"], "nearest is silent-assault"),
        (["new", "mine", "--like", "north-or-south"], "needed a battle"),
        (["where", "nowhere"], "is unknown; at hand"),
        (["preview", "nowhere"], "is unknown; at hand"),
        (["schema", "--out", "/nowhere"], "there is no folder"),
        (["compare", "silent-assault", "--what-if", "no-flares", "--out", "a.txt"], "ends in .html"),
        (["show", "silent-assault", "--out", "a.jpg"], "ends in .png"),
        (["grades", "silent-assault", "--out", "a.json"], "ends in .toml"),
        (["replay", "changkufeng", "--film", "a.mp4"], "ends in .html / .gif"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(shelf: Path, words, said, capsys):
    try:
        code = main(words)
    except SystemExit as e:
        code = e.code
    told = capsys.readouterr()
    assert code == 2
    assert said in told.err
    assert len(told.err.strip().splitlines()) == 1


# ------------------------------------------------------------------------------------------------ schemas
def test_every_key_of_every_file_has_a_text_and_every_number_a_range():
    without = []
    for form in forms():
        parts = schema_of(form)["$defs"]
        for name, part in parts.items():
            for key, there in part.get("properties", {}).items():
                numeric = there.get("type") in ("integer", "number")
                if not there.get("description") or (numeric and "unit" not in there["description"] and key != "format"):
                    without.append(f"{name}.{key}")
    assert without == []


def test_the_shipped_files_are_in_the_ranges_of_their_schemas():
    wrong = []
    for form in forms():
        schema = schema_of(form)
        is_strategic = form.startswith(STRATEGIC)
        paths = [
            p for p in scenarios_folder().glob(f"*/{form.removeprefix(STRATEGIC)}") if of_theatre(p) == is_strategic
        ]
        if is_strategic:
            assert paths, form
        for path in paths:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
            wrong += [f"{path.parent.name}/{path.name}: {w}" for w in misfits(table, schema, schema["$defs"])]
    assert wrong == []


def of_theatre(path: Path) -> bool:
    """The file is a strategic game's."""
    return any((folder / "theatre.toml").is_file() for folder in path.parents[:2])


def test_a_text_of_a_strategic_key_stands_for_one_that_there_is():
    table = tomllib.loads(asset("schema", "strategic.toml").read_text(encoding="utf-8"))
    parts = strategic_schema()["$defs"]
    keys = {(name.rpartition(".")[2], key) for name, part in parts.items() for key in part.get("properties", {})}
    plain = {key for entry, key in keys if f"{entry}.{key}" not in table}
    assert set(table) == {f"{entry}.{key}" for entry, key in keys if f"{entry}.{key}" in table} | (plain & set(table))
    drive = schema_of("strategic/policies.toml")["$defs"]["PolicyCard"]["properties"]["drive"]["description"]
    assert drive == "added to the drive; unit: share; -1 to 1", "each key has its own words, not those of a group"


def test_a_copied_strategic_game_has_the_schemas_of_its_own_files(tmp_path: Path):
    (tmp_path / "theatre.toml").write_text("format = 1\n", encoding="utf-8")
    (tmp_path / "parameters.toml").write_text("", encoding="utf-8")
    (tmp_path / "road").mkdir()
    (tmp_path / "road" / "events.toml").write_text("", encoding="utf-8")
    _with_schemas(tmp_path)
    said = [(tmp_path / p).read_text(encoding="utf-8").splitlines()[0] for p in ("parameters.toml", "road/events.toml")]
    assert said == [
        "#:schema .schema/strategic-parameters.schema.json",
        "#:schema ../.schema/strategic-road-events.schema.json",
    ]
    assert not list((tmp_path / ".schema").glob("oob*"))


def misfits(value, schema, parts, at=""):
    """Numbers out of range, keys unknown, by what a schema says of a value."""
    if "$ref" in schema:
        schema = {**schema, **parts[schema["$ref"].rpartition("/")[2]]}
    if isinstance(value, dict) and "properties" in schema:
        known = schema["properties"]
        for key, there in value.items():
            if key in known:
                yield from misfits(there, known[key], parts, f"{at}.{key}")
            elif schema.get("additionalProperties") is False:
                yield f"{at}.{key} is unknown"
    elif isinstance(value, list):
        for k, there in enumerate(value):
            yield from misfits(there, schema.get("items") or {}, parts, f"{at}[{k}]")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{at} is {value}; needed {schema.get('minimum')} to {schema.get('maximum')}"


# ------------------------------------------------------------------------------------------------ preview
def test_a_preview_is_drawn_and_drawn_anew(night: Path, capsys):
    out = night / "preview.now.png"
    assert main(["preview", "my-night", "--hex", "16"]) == 0
    first = out.stat().st_mtime_ns
    changed(night, "scenario.toml", "title", "titel")
    assert main(["preview", "my-night", "--hex", "16"]) == 2
    assert "titel" in capsys.readouterr().out
    assert out.stat().st_mtime_ns == first  # the last good picture stays


def test_a_watched_preview_follows_the_files(night: Path, monkeypatch, capsys):
    from game.cli import preview

    drawn = []
    monkeypatch.setattr(preview, "_draw", lambda name, out, options: drawn.append(name) or 0)
    monkeypatch.setattr(preview.time, "sleep", lambda _s: (night / "oob.toml").touch() if len(drawn) < 3 else None)
    assert main(["preview", "my-night", "--watch", "--looks", "5"]) == 0
    assert len(drawn) == 3


# ------------------------------------------------------------------------------------------------ help and completion
def test_a_battles_help_does_not_list_what_the_strategic_game_alone_has(capsys):
    listed = {}
    for words in (["play", "silent-assault"], ["play", "north-or-south"], ["play"]):
        with pytest.raises(SystemExit):
            build([*words, "--help"]).read([*words, "--help"])
        listed[words[-1]] = capsys.readouterr().out
    assert "--seat" not in listed["silent-assault"]
    assert "--tokyo" not in listed["silent-assault"]
    assert "--seat" in listed["north-or-south"]
    assert "the strategic game:" in listed["play"]


@pytest.mark.parametrize("columns", ["24", "200"])
def test_help_fits_a_narrow_terminal_and_says_the_exit_codes(columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    commands = next(a for a in build()._actions if a.dest == "command").choices
    assert set(commands) == set(COMMANDS)
    for name, command in commands.items():
        assert "Exit code 0" in " ".join(command.format_help().split()), name


@pytest.mark.parametrize(
    ("words", "found", "not_found"),
    [
        (["pl"], {"play", "plans"}, {"complete"}),
        (["complete"], set(), {"complete"}),
        (["play", "sil"], {"silent-assault"}, {"hold-the-crest"}),
        (["compare", "silent-assault", "--what-if", "no"], {"no-flares"}, {"first-light"}),
        (["compare", "silent-assault", "--"], {"--games", "--japan"}, {"--tokyo"}),
        (["play", "silent-assault", "--side", ""], {"japan", "both"}, set()),
        (["play", "silent-assault", "--language", "j"], {"ja"}, {"en"}),
        (["show", "silent-assault", "--out", ""], set(), {"silent-assault"}),
        (["nothing", "x"], set(), {"x"}),
    ],
)
def test_what_may_follow_is_listed(words, found, not_found):
    there = set(candidates(words))
    assert found <= there
    assert not not_found & there


def test_bash_reads_the_script_and_completes(tmp_path: Path):
    bash = shutil.which("bash")
    assert bash, "bash is on every machine that runs these tests"
    (tmp_path / "changkufeng").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m game "$@"\n', encoding="utf-8")
    (tmp_path / "changkufeng").chmod(0o755)
    code = (
        'eval "$(changkufeng completion bash)"; COMP_WORDS=(changkufeng play silent); COMP_CWORD=2; '
        '_changkufeng; echo "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "-c", code], capture_output=True, text=True, check=True, env={**os.environ, "PATH": path}
    )
    assert done.stdout.strip() == "silent-assault"


@pytest.fixture
def typed(tmp_path: Path):
    """`typed("zsh", code)`: what a shell prints that has sourced its script, None where there is none; the program
    answers "play sil" alone."""
    (tmp_path / "changkufeng").write_text(
        '#!/bin/sh\n[ "$1 $2 $3 $4" = "complete -- play sil" ] && echo silent-assault\nexit 0\n', encoding="utf-8"
    )
    (tmp_path / "changkufeng").chmod(0o755)
    (tmp_path / "silence.file").touch()

    def run(shell: str, code: str) -> list[str] | None:
        program = shutil.which(shell)
        if program is None:  # nothing to try it with
            return None
        (tmp_path / "script").write_text(SCRIPTS[shell], encoding="utf-8")
        env = {
            **os.environ,
            "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "ZDOTDIR": str(tmp_path),
        }
        bare = {"zsh": "-f", "fish": "-N"}[shell]
        done = subprocess.run(
            [program, bare, "-c", code],
            capture_output=True,
            text=True,
            env=env,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert not done.stderr, done.stderr
        return done.stdout.split()

    return run


def test_zsh_reads_the_script_where_completion_was_not_begun_and_completes(typed):
    begins = "compinit() { compdef() { print BEGUN $1 $2 } }; "  # the true one reads a thousand files
    answers = 'compadd() { print -rl -- "${(@P)argv[-1]}" }; _files() { print FILES }; source ./script; '
    asks = "words=(changkufeng play sil); CURRENT=3; _changkufeng; words=(changkufeng play ''); CURRENT=3; _changkufeng"
    said = ["BEGUN", "_changkufeng", "changkufeng", "silent-assault", "FILES"]
    assert typed("zsh", begins + answers + asks) in (said, None)


def test_fish_reads_the_script_and_completes_with_files_only_where_nothing_else_may_follow(typed):
    assert typed("fish", 'source ./script; complete -C "changkufeng play sil"') in (["silent-assault"], None)
    files = typed("fish", 'source ./script; complete -C "changkufeng validate "')
    assert files is None or "silence.file" in files


def test_the_folders_of_ones_own_are_those_that_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv(PATH, os.pathsep.join((str(tmp_path / "a"), str(tmp_path / "b"))))
    assert own_folders()[:2] == (tmp_path / "a", tmp_path / "b")
    assert own_folders()[-1].name == "scenarios"
