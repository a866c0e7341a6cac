"""The record in the window: both accounts of every turn, two clicks to a source, search, a counter followed; nothing resolved."""

from __future__ import annotations

import time

import pytest

from game.client.app import App
from game.client.battle.replay.book import RecordScreen
from game.client.battle.replay.column import Column
from game.client.battle.replay.known_card import KnownCard
from game.client.battle.replay.leafing import PAGE_S
from game.client.battle.replay.search import SearchDialog, entries, matching
from game.client.battle.replay.strip import Strip
from game.client.library import scenario
from game.match.battle import record_known, record_words
from game.match.battle.record_known import PERSON, UNIT, Topic, known
from game.model.battle.record import Told
from tests.client.drive import click, frame, key, press, wait_for, write

OPEN_S, STEP_S = 1.0, 0.1  # of the thread's own time


@pytest.fixture
def record(app: App) -> RecordScreen:
    """The record of the campaign at the dawn of the assault."""
    screen = RecordScreen(app, scenario("changkufeng"), "31 Jul Morning")
    app.push(screen)
    frame(app)
    return screen


def columns(screen: RecordScreen) -> tuple[Column, Column, Column]:
    left, between, right = screen.columns
    return left, between, right


def strip(screen: RecordScreen) -> Strip:
    return next(w for w in screen.ui.widgets if isinstance(w, Strip))


# ---------------------------------------------------------------- pages
def test_japans_account_lies_left_the_soviet_right_and_the_dispute_between(record: RecordScreen):
    left, between, right = columns(record)
    assert left.rect.right <= record.view.x
    assert record.view.right <= right.rect.x
    assert between.rect.y >= record.view.bottom
    assert {line.side for line in left.lines} == {"japan"}
    assert {line.side for line in right.lines} == {"soviet"}
    disputed = [line for line in between.lines if line.part == "Disputed"]
    assert [line.text for line in disputed] == [t.disputed for t in record.page.told if t.disputed]
    assert disputed
    assert between.lines[: len(disputed)] == tuple(disputed)


def test_the_fortnight_opens_in_a_second_and_every_page_in_a_tenth(app: App):
    found = scenario("changkufeng")
    began = time.thread_time()
    screen = RecordScreen(app, found)
    app.push(screen)
    frame(app)
    assert time.thread_time() - began < OPEN_S
    key(app, "Home")
    for name in screen.leafing.names:
        assert screen.page.at == name
        took = step(app)
        if took >= STEP_S:  # the collector of garbage of a whole suite may have passed by
            key(app, "Left")
            took = step(app)
        assert took < STEP_S, name


def step(app: App) -> float:
    """Seconds of this thread's processor for a page forward."""
    began = time.thread_time()
    key(app, "Right")
    return time.thread_time() - began


def test_a_turn_of_which_nobody_speaks_says_so_in_both_columns(app: App, record: RecordScreen):
    silent = [name for name in record.leafing.names if record.scenario.record.page(name).is_silent]
    assert silent
    for name in silent[::5]:
        record.leafing.open(name)
        record.turned()
        for column in (columns(record)[0], columns(record)[2]):
            assert column.lines == ()
            assert record.page.silence in column.silence
            assert "no account of these hours was found" in column.silence


def test_pages_step_jump_and_play_by_keyboard(app: App, record: RecordScreen):
    leafing = record.leafing
    key(app, "Right", "Right", "Left")
    assert record.page.at == "31 Jul Day"
    key(app, "Shift Right")
    assert record.page.at == "1 Aug Morning"
    key(app, "Shift Left")
    assert record.page.at == "31 Jul Morning"
    key(app, "Home")
    assert record.page.at == "6 Jul"
    key(app, "End")
    assert record.page.at == "31 Aug"
    key(app, "Space")
    assert leafing.is_playing
    assert leafing.at == leafing.first_turn
    record.tick(PAGE_S)
    assert leafing.at == leafing.first_turn + 1
    key(app, "Space")
    record.tick(PAGE_S)
    assert leafing.at == leafing.first_turn + 1


def test_the_timeline_opens_the_page_under_the_pointer_and_says_its_headline(app: App, record: RecordScreen):
    bar, ui = strip(record), record.ui
    k = record.leafing.names.index("6 Aug Day")
    click(app, ((bar.x_of(ui, k) + bar.x_of(ui, k + 1)) // 2, bar.rect.centery))
    assert record.page.at == "6 Aug Day"
    frame(app)
    assert record.page.headline in strip(record).tip


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_the_timeline_has_its_dates_at_every_size(size: tuple[int, int], app: App, record: RecordScreen):
    app.surface = app.surface.__class__(size)
    record.layout()
    bar = strip(record)
    dates = bar.dates(record.ui)
    assert "29 Jul" in [words for _k, words in dates]
    assert len(dates) >= 8
    ends = [bar.x_of(record.ui, k) + record.ui.brush.size(words, "key")[0] for k, words in dates]
    assert all(end < bar.x_of(record.ui, k) for end, (k, _words) in zip(ends, dates[1:], strict=False))


def test_a_position_carried_forward_grows_fainter_and_its_outline_is_dashed(record: RecordScreen):
    for name in record.leafing.names:
        record.leafing.open(name)
        for stands, piece in ((s, record.position.piece(s.unit)) for s in record.page.positions):
            assert piece is not None
            assert piece.hex == stands.hex
            assert piece.is_contact == (stands.age_turns > 0), "dashed"
            assert piece.faint == min(3, stands.age_turns // 4)


def test_nothing_is_resolved_for_the_record(app: App, record: RecordScreen, monkeypatch: pytest.MonkeyPatch):
    from game.match.battle import Match

    monkeypatch.setattr(Match, "resolve", lambda *_a, **_k: pytest.fail("a rule was run"))
    monkeypatch.setattr(Match, "new", lambda *_a, **_k: pytest.fail("a match was begun"))
    key(app, "Home", *["Right"] * 40, "m", "m")


# ---------------------------------------------------------------- what is known
def test_every_line_of_every_page_leads_to_its_source_in_full(record: RecordScreen):
    found = record.scenario
    for page in found.record.pages():
        lines = [*record_words.between(found, page), *(x for s in page.sides for x in record_words.account(page, s))]
        for line in lines:
            card = known(found, page, line.entry)
            told = next(part for part in card.parts if part.head == "Sources").lines
            assert told[0].startswith(f"Confidence {line.mark}")
            ids = [s.id for s in found.record.sources(line.entry.source)]
            assert [row.partition("]")[0] for row in told if row.startswith("[")] == [f"[{i}" for i in ids]
            assert ids or "our own estimate" in told, (page.at, line.entry)


def test_two_clicks_lead_from_a_statement_to_a_source(app: App, record: RecordScreen):
    left = columns(record)[0]
    click(app, left._boxes[1].center)
    card = record.modal
    assert isinstance(card, KnownCard)
    words = [w for w, _style, _ink in card.blocks()]
    told = record.page.accounts("japan")[1]
    assert told.text in words
    source = record.scenario.record.sources(told.source)[0]
    shown = next(w for w in words if w.startswith(f"[{source.id}]"))
    for part in (source.author, source.title, source.language, source.used):
        assert part in shown
    key(app, "Esc")
    assert record.modal is None


def test_a_disputed_statement_shows_both_readings(app: App, record: RecordScreen):
    told = next(t for t in record.page.told if t.disputed)
    card = known(record.scenario, record.page, told)
    heads = [part.head for part in card.parts]
    assert heads[:2] == ["What is told", "Disputed"]
    assert card.parts[1].lines == (told.disputed,)


def test_a_figure_stands_beside_every_other_count_of_the_same_losses(record: RecordScreen):
    record.leafing.open("29 Jul Day")
    losses = [x for x in record.page.losses if x.side == "soviet"]
    assert {x.kind for x in losses} == {"count", "allocation"}
    rows = known(record.scenario, record.page, losses[0]).parts[0].lines
    assert len(rows) == len(losses)
    assert rows[0].startswith("5 killed or missing, 6 wounded")


def test_a_click_on_the_map_opens_the_counter_or_asks_which(app: App, record: RecordScreen):
    stacked = next(p.hex for p in record.position.pieces if p.unit == "I/75")
    record.camera.centre(stacked, glide=False)
    click(app, record.camera.to_screen(stacked))
    dialog = record.modal
    assert isinstance(dialog, SearchDialog)
    assert {e.topic.id for e in dialog.among} >= {"I/75", "changkufeng"}
    k = next(i for i, e in enumerate(dialog.shown) if e.topic == Topic(UNIT, "I/75"))
    dialog._open(k)
    assert isinstance(record.modal, KnownCard)
    assert record.modal.title == "I Battalion, 75th Infantry"


# ---------------------------------------------------------------- search and follow
@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("suetaka", "Suetaka Kamezo"),
        ("尾高", "Suetaka Kamezo"),
        ("Блюхер", "Vasily Blyukher"),
        ("i/75", "I Battalion, 75th Infantry"),
        ("張鼓峰", "Changkufeng"),
    ],
)
def test_people_counters_and_places_are_found_by_any_of_their_names(words: str, name: str):
    found = [e.name for e in matching(entries(scenario("changkufeng")), words)]
    assert name in found


def test_a_person_is_looked_up_by_keyboard_and_his_statements_lead_to_their_pages(app: App, record: RecordScreen):
    key(app, "/")
    assert isinstance(record.modal, SearchDialog)
    write(app, "suetaka")
    key(app, "Enter")
    card = record.modal
    assert isinstance(card, KnownCard)
    person = record.scenario.record.person("suetaka")
    assert person.names.ja in card.found.under
    assert any(person.fate in line for part in card.found.parts for line in part.lines)
    assert card.found.told == record.scenario.record.about("suetaka")
    at, told = card.found.told[-1]
    card._turn(len(card.found.told) - 1)
    assert record.page.at == at
    assert isinstance(told, Told)
    assert told.text in [w for w, _style, _ink in record.modal.blocks()]  # type: ignore[union-attr]


def test_one_counter_is_followed_through_the_fortnight(app: App, record: RecordScreen):
    record.open(Topic(UNIT, "I/75"))
    press(app, "Follow it")
    leafing = record.leafing
    assert record.modal is None
    assert leafing.followed == "I/75"
    speaking = leafing.speaking
    named = {at for at, _told in record.scenario.record.about("I/75")}
    assert named <= {leafing.names[k] for k in speaking}
    key(app, "Home")
    seen = []
    for _k in speaking:
        key(app, ".")
        seen.append(leafing.at)
    assert tuple(seen) == speaking
    key(app, ",")
    assert leafing.at == speaking[-2]
    places = {p.hex for name in leafing.names for p in record.scenario.record.page(name).positions if p.unit == "I/75"}
    key(app, "End")
    leafing.open("14 Aug Night")
    assert set(leafing.track) == places
    key(app, "f")
    assert leafing.followed == ""


def test_a_person_of_the_record_has_post_and_scripts():
    found = scenario("changkufeng")
    page = found.record.page(found.record.names[0])
    for person in found.people:
        card = known(found, page, Topic(PERSON, person.id))
        assert person.post in card.parts[0].lines[0]
        assert record_known.name_of(found, Topic(PERSON, person.id)) == card.title


def test_the_reenactment_opens_beside_the_record_at_the_turn_that_lies_open(app: App, record: RecordScreen):
    from game.client.battle.replay.screen import ReplayScreen

    key(app, "r")
    replay = app.screen
    assert isinstance(replay, ReplayScreen)
    wait_for(app, lambda: len(replay.rerun.turns) > replay.place.turn)
    assert replay.rerun.turns[replay.place.turn].number == record.leafing.turn


def test_seen_as_a_side_nothing_is_shown_that_it_did_not_know(app: App, record: RecordScreen):
    found = record.scenario
    key(app, "v", "v")
    assert record.leafing.eyes == "soviet"
    for name in record.leafing.names:
        record.leafing.open(name)
        record.turned()
        page = found.record.page(name)
        hidden = {id(t) for t in page.told if not (t.side == "soviet" or "soviet" in t.known_to)}
        shown = [line.text for column in record.columns for line in column.lines]
        assert not [t.text for t in page.told if id(t) in hidden and t.text in shown]
        assert not [line for column in record.columns for line in column.lines if line.part == "Disputed"]
        assert {p.side for p in record.position.pieces} <= {"soviet"}
    record.search()
    assert isinstance(record.modal, SearchDialog)
    assert "I Battalion, 75th Infantry" not in [e.name for e in record.modal.among]
    person = known(found, record.page, Topic(PERSON, "blyukher"))
    assert all(record_known.heard(told, "soviet") for _at, told in person.told)
    assert "What became of him" not in [part.head for part in person.parts]


def test_a_counter_of_the_other_side_is_followed_no_longer_by_ones_own_eyes(app: App, record: RecordScreen):
    record.follow("I/75")
    key(app, "v")
    assert (record.leafing.eyes, record.leafing.followed) == ("japan", "I/75")
    key(app, "v")
    assert (record.leafing.eyes, record.leafing.followed) == ("soviet", "")
    key(app, "v")
    assert record.leafing.eyes == ""


def test_a_whole_formation_is_followed(app: App, record: RecordScreen):
    record.open(Topic(UNIT, "I/75"))
    press(app, "Follow its formation")
    leafing = record.leafing
    own = {c.id for c in record.scenario.counters if c.formation == record.scenario.counter("I/75").formation}
    assert leafing.units == own
    assert len(own) > 3
    named = {at for unit in own for at, _told in record.scenario.record.about(unit)}
    assert named <= {leafing.names[k] for k in leafing.speaking}
    lit = [x for column in record.columns for x in column.lines if own.intersection(getattr(x.entry, "units", ()))]
    assert lit
    assert all(column.lit == own for column in record.columns)
    assert leafing.track == ()


def test_a_bar_of_the_timeline_is_the_highest_figure_of_the_losses_of_that_turn_alone(record: RecordScreen):
    """29 July, day: 1-3 killed and 2-6 wounded of Japan; of the USSR 5 and 6 counted, 3-8 and 3-9 allocated."""
    leafing = record.leafing
    k = leafing.names.index("29 Jul Day")
    assert leafing.fought(k) == {"japan": (3 + 6) / 400, "soviet": (8 + 9) / 400}
    covered = [n for n in range(len(leafing.names)) for x in leafing.page_at(n).losses if x.covers]
    assert covered
    assert leafing.fought(leafing.names.index("13 Jul")) == {}
