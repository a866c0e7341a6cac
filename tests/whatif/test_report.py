"""The report: everything a reader needs stands in it, and it stands alone."""

import json
import re

import pytest

from game.files.battle.variants import HISTORY
from game.model.battle.whatif import Evidence, WhatIf
from game.rules.battle.resolve import RULES_VERSION
from game.whatif.battle.calibration import Swing, calibrate
from game.whatif.battle.calibration_report import report as calibration_report
from game.whatif.battle.report import report


@pytest.fixture(scope="module")
def what_if():
    evidence = (Evidence(for_it=True, text="Outposts <heard> it.", source="estimate", confidence="C"),)
    return WhatIf(
        format=1,
        id="alarm-at-ten",
        title="What if the alarm was heard?",
        question="Heard & believed?",
        summary="",
        evidence=evidence,
    )


@pytest.fixture(scope="module")
def text(made_up, what_if):
    return report([made_up(), made_up("alarm-at-ten", shift=0.2)], [what_if])


def body_of(text):
    return text[text.index("<body>") : text.index('<script type="application/json"')]


def test_the_report_is_one_file_that_asks_for_nothing(check, text):
    check(text)
    assert len(text) < 2_000_000


def test_it_says_what_was_asked_and_what_was_played(text, scenario):
    body = body_of(text)
    for words in (
        "What if the alarm was heard?",
        "Heard &amp; believed?",
        "n = 60",
        "seeds 1938–1997",
        scenario.digest,
        f"rules {RULES_VERSION}",
    ):
        assert words in body
    assert "Partial" not in body


def test_every_outcome_stands_in_the_table_even_if_it_is_drawn(text, scenario):
    body = body_of(text)
    for outcome in scenario.outcomes:
        assert f"<td>{outcome.name}</td>" in body


def test_every_curve_has_its_place_and_is_put_into_words(text):
    panels = json.loads(re.search(r'id="panels">(.*?)</script>', text)[1])
    assert panels
    for panel in panels:
        assert f'id="{panel["id"]}" role="img" aria-label="Curves of' in text
        assert len(panel["x"]) == len(panel["history"]) == len(panel["history_cdf"])


def test_evidence_is_shown_with_its_source_and_cannot_be_markup(text):
    assert "Outposts &lt;heard&gt; it." in text
    assert "(estimate, C)" in text
    assert "None is known to us." in text


def test_a_partial_result_says_so(made_up, what_if):
    runs = [made_up(asked=500), made_up("alarm-at-ten", asked=500)]
    assert "Partial: 60 of 500 games (stopped by hand)" in report(runs, [what_if])


def test_history_against_itself_shows_no_difference(made_up):
    body = body_of(report([made_up(), made_up()], [HISTORY]))
    assert "No outcome differs by more than luck" in body
    assert 'class="diff"' not in body


def test_several_what_ifs_are_several_sheets_with_a_list(check, made_up, what_if):
    text = report([made_up(), made_up(shift=0.1), made_up()], [what_if, HISTORY])
    check(text)
    assert text.count('<article class="sheet"') == 2
    assert 'href="#sheet1"' in text


def test_a_single_game_can_be_reported(check, made_up, what_if):
    check(report([made_up(games=1), made_up(games=1, shift=0.3)], [what_if]))


def test_the_calibration_page_names_every_target_and_the_misses(check, made_up, scenario):
    runs = made_up()
    found = calibrate(runs)
    numbers = tuple(f.value for f in found)
    text = calibration_report(runs, found, [Swing("KAPPA", 1.0, 4.2, numbers, numbers)])
    check(text)
    for f in found:
        assert f.name in text
    assert text.count('<tr class="miss">') == sum(not f.inside_90 for f in found)
    assert "KAPPA" in text


def told(text):
    """The findings of a page, a line each, without the rest of it."""
    body = body_of(text)
    return body[body.index("In the battle") : body.index("Luck is shared")]


def test_what_happened_is_told_before_what_we_reckon_of_it(text, scenario):
    """Losses rise by a fifth: they are told with their interval, and scores after all of them."""
    lines = re.findall("<p>(.*?)</p>", told(text))
    first = {
        o.id: next((k for k, line in enumerate(lines) if line.startswith(o.name)), None) for o in scenario.outcomes
    }
    losses, score = first["japan_losses"], first["japan_score"]
    assert re.fullmatch(
        r"Japanese losses: [\d,.]+ men on average, against [\d,.]+ as in history: [\d,.]+ men more \([\d,.]+ to [\d,.]+\)\.",
        lines[losses],
    )
    assert losses < score
    assert "points higher" in lines[score]


def test_a_share_is_told_in_percent_of_the_games_and_hours_of_the_pairs_that_have_them(text):
    lines = told(text)
    assert re.search(
        r"Changkufeng taken by Japan in \d+ % of the games, against \d+ % as in history: \d+ points fewer", lines
    )
    hours = re.search(r"<p>Hours to the crest: (.*?)</p>", lines)[1]
    assert re.search(r"(minutes|h) longer \(.*\), in the \d+ pairs of games in which it came to that in both", hours)


def test_letters_of_a_report_do_not_shrink_with_the_page(made_up, what_if):
    """On a page of 400 pixels a drawing is half as wide: words stand beside drawings, as text of the page."""
    body = body_of(report([made_up(), made_up("alarm-at-ten", shift=0.2)], [what_if]))
    assert body.count("<svg") > 5
    assert "<text" not in body


@pytest.mark.parametrize(("games", "warns"), [(60, True), (100, False)])
def test_few_games_are_warned_of(made_up, what_if, games, warns):
    found = report([made_up(games=games), made_up("alarm-at-ten", games=games)], [what_if])
    assert (f"{games} games of each are few" in found) is warns
