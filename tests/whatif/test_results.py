"""Results for other tools: tables as CSV with every column documented, and what a run found as JSON with a schema."""

import csv

import msgspec
import pytest

from game.cli.schema import schema
from game.whatif.battle.comparison import compare, facts
from game.whatif.battle.results import write_results
from game.whatif.results import Column, RunFile, Table, as_csv, as_json_lines


@pytest.fixture(scope="module")
def folder(tmp_path_factory, made_up):
    path = tmp_path_factory.mktemp("run")
    runs = [made_up(), made_up("other", shift=0.2)]
    write_results(path, runs, compare(runs))
    return path


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_game_stands_in_a_row_with_its_figures_as_they_were(folder, made_up, scenario):
    found = rows(folder / "games.csv")
    assert len(found) == 120
    for k, outcomes in enumerate(made_up("other", shift=0.2).games):
        row = found[60 + k]
        assert (row["variant"], row["seed"], row["digest"]) == ("other", str(1938 + k), outcomes.digest)
        for o in scenario.outcomes:
            value = outcomes.outcomes[o.id]
            assert row[o.id] == ("" if value is None else repr(value))


def test_every_column_of_every_table_is_documented(folder):
    told = {(r["table"], r["column"]) for r in rows(folder / "columns.csv") if r["meaning"]}
    for name in ("games", "effects"):
        assert {(name, column) for column in rows(folder / f"{name}.csv")[0]} <= told


def test_the_effects_are_those_of_the_comparison(folder, made_up):
    runs = [made_up(), made_up("other", shift=0.2)]
    variant = compare(runs)[1]
    for row in rows(folder / "effects.csv"):
        if row["variant"] == "other":
            effect = variant.effects[row["outcome"]]
            assert row["diff"] == ("" if effect.diff is None else repr(effect.diff))
            assert (int(row["n"]), int(row["differs"])) == (effect.n, effect.differs)


def test_what_a_run_found_is_read_back_strictly_and_its_schema_is_published(folder, made_up):
    found = msgspec.json.decode((folder / "run.json").read_bytes(), type=RunFile)
    runs = [made_up(), made_up("other", shift=0.2)]
    told = facts(runs, compare(runs))["variants"]
    assert [v.name for v in found.variants] == ["history", "other"]
    assert msgspec.to_builtins(found.variants[1].outcomes) == told[1]["outcomes"]
    assert (
        msgspec.to_builtins(found.variants[1].effects)["japan_losses"]["diff"]
        == told[1]["effects"]["japan_losses"]["diff"]
    )
    assert found.format == 1
    assert set(schema()["$defs"]["RunFile"]["properties"]) == set(
        msgspec.json.decode((folder / "run.json").read_bytes())
    )


def test_cells_are_quoted_where_they_must_be_and_empty_where_nothing_is():
    table = Table(
        "t", [Column(name="a", kind="text"), Column(name="b", kind="truth")], [('x, "y"\nz', True), (None, None)]
    )
    assert as_csv(table) == b'a,b\n"x, ""y""\nz",true\n,\n'
    assert as_json_lines(table) == b'{"a":"x, \\"y\\"\\nz","b":true}\n{"a":null,"b":null}\n'
