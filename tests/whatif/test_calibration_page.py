"""The calibration as a page for readers: every part of it says what the games and the record say."""

import re

import pytest

from game.files.battle.scenarios import find_scenarios, load_scenario, scenario_folder
from game.files.battle.tunings import TUNING, load_tunings
from game.files.errors import BadFile
from game.rules.battle.resolve import RULES_VERSION
from game.whatif.battle import calibration_parts as P
from game.whatif.battle.calibration import calibrate
from game.whatif.battle.calibration_report import Part, markdown, report_all
from game.whatif.battle.morris import Morris, Moved
from game.whatif.battle.outcomes import is_share
from game.whatif.battle.runs import Game, Runs, Setting
from tests.conftest import CHECKOUT


@pytest.fixture(scope="module")
def campaign():
    """Forty made-up games of the incident: losses rise from game to game, the summit is shared in every other one."""
    scenario = load_scenario("changkufeng")
    games = []
    for k in range(40):
        values = {
            o.id: float(k % 2 == 0) if is_share(o) else (o.record if o.record is not None else 50.0) * (0.5 + k / 40)
            for o in scenario.outcomes
        }
        games.append(Game(f"{k:016x}", values | {"crest_japanese": float(k % 2), "crest_soviet": 0.0}))
    return Runs(setting=Setting(scenario=scenario), seed=1, asked=40, wall_s=1.0, games=tuple(games))


def rows(section):
    return {row[0]: dict(zip(section.heads, row, strict=True)) for row in section.rows}


def test_days_stand_in_their_order_with_what_the_sources_give_for_them(campaign):
    section = P.by_day(campaign.setting.scenario, calibrate(campaign))
    numbers = [campaign.setting.scenario.calendar.turn(row[0]).number for row in section.rows]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 5


def test_among_games_of_one_state_the_record_has_its_own_percentile(campaign):
    """Losses are half the record's plus a fortieth for each game: equal to it in game 20 of 0 to 39; even games are shared."""
    section = P.by_state(campaign)
    losses = rows(section)["Japanese losses"]
    shared = next(h for h in section.heads if h.startswith("Summit shared"))
    soviet = next(h for h in section.heads if h.startswith("Summit wholly Soviet"))
    assert shared.endswith("(the record): 20")
    assert losses["all games: 40"] == f"{100 * 20.5 / 40:.0f}"
    assert losses[shared] == f"{100 * 10.5 / 20:.0f}"  # ten even games lie under it, and it is one itself
    assert losses[soviet] == "–"  # no game of that state


def test_hold_outs_are_counted_apart(campaign):
    found = calibrate(campaign)
    section = rows(P.hold_outs(found))
    assert section["never looked at"]["inside the author's band"].endswith(f" of {sum(not f.tuned for f in found)}")
    assert section["looked at while tuning"]["inside the author's band"].endswith(f" of {sum(f.tuned for f in found)}")


@pytest.mark.parametrize("name", find_scenarios())
def test_what_something_was_set_to_is_marked_as_tuned_wherever_it_is_counted(name):
    scenario = load_scenario(name)
    marked = {t.outcome for t in scenario.targets if t.tuned} | {o.id for o in scenario.outcomes if o.tuned}
    looked_at = {o for t in load_tunings(scenario) for o in t.to}
    assert looked_at <= marked
    if looked_at:
        assert marked <= looked_at | {
            "japan_killed",
            "japan_losses_7_august",
        }  # parts of the losses that were looked at


def test_the_last_step_of_a_parameter_ends_at_the_value_it_has():
    scenario = load_scenario("changkufeng")
    now = {p.name: p.value for p in scenario.parameters}
    last = {t.what: t.after for t in load_tunings(scenario) if t.after is not None}
    assert last
    assert {name: now[name] for name in last} == last


def test_a_step_to_an_outcome_that_is_not_there_is_refused_with_its_line(tmp_path):
    text = (scenario_folder("changkufeng") / TUNING).read_text(encoding="utf-8")
    (tmp_path / TUNING).write_text(text.replace('"tanks_out"', '"tanks_in"', 1), encoding="utf-8")
    with pytest.raises(BadFile, match=r"tuning\.toml:\d+: to: no outcome 'tanks_in'; nearest is tanks_out"):
        load_tunings(load_scenario("changkufeng"), tmp_path)


def test_the_page_has_every_part_in_both_forms(campaign, check):
    found = calibrate(campaign)
    tables = P.sections(campaign, found, load_tunings(campaign.setting.scenario))
    moved = Morris((Moved("KAPPA", "japan_losses", 70.0, -70.0, 3.0, 5.0),), 4, 20)
    tables.append(P.moved(campaign.setting.scenario, moved))
    part = Part(campaign, found, (), tables)
    text, html = markdown([part]), report_all([part])
    check(html)
    for title in ("By day", "By state of the crest", "What was tuned to what", "Hold-outs", "What moves it"):
        assert f"### {title}" in text
        assert f"<h2>{title}</h2>" in html
    assert "| Japanese losses | men | KAPPA 70 ± 5 (−70) |" in text
    assert "So few trajectories" in P.moved(campaign.setting.scenario, moved).text
    assert "So few trajectories" not in P.moved(campaign.setting.scenario, moved._replace(trajectories=10)).text
    first = next(
        line for line in text.splitlines() if line.startswith("| ") and "---" not in line and "outcome" not in line
    )
    assert first.startswith("| **") is any(not f.inside_90 for f in found)


def test_the_published_page_is_of_these_rules():
    text = (CHECKOUT / ".github/CALIBRATION.md").read_text(encoding="utf-8")
    assert set(re.findall(r"rules (\d+\.\d+), seeds", text)) == {RULES_VERSION}
    assert text.count("### What moves it") == text.count("### Hold-outs") > 0
    assert "## Forecasts: by what was shown" in text
    titles = {load_scenario(n).title for n in find_scenarios() if (scenario_folder(n) / "targets.toml").is_file()}
    assert titles <= set(re.findall(r"^## (.*)$", text, re.MULTILINE))
