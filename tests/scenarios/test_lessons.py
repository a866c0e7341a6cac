"""What the lessons say of their battles is so: men, guns, weights and hours."""

from __future__ import annotations

import re

from game.files.battle.scenarios import load_scenario
from game.files.lessons import find_lessons
from game.match.battle import Match
from game.model.battle.orders import Order
from game.players.battle.table import Table, seats_for


def lesson(name: str):
    return next(f.lesson for f in find_lessons() if f.lesson.id == name)


def said(name: str, step: str) -> str:
    return next(s.say for s in lesson(name).step if s.id == step)


def table(name: str, side: str) -> Table:
    scenario = load_scenario(name)
    return Table(Match.new(scenario, seed=1938), seats_for(side, scenario.sides))


def test_first_orders_says_what_counts_and_how_many_men_there_are():
    at = table("silent-assault", "japan")
    places = {p.place: p.weight for p in at.scenario.scored}
    assert "Three places count" in said("first-orders", "what-counts")
    assert len(places) == 3
    assert "six parts in ten" in said("first-orders", "what-counts")
    assert places["changkufeng"] == max(places.values()) == 0.6
    assert at.scenario.place("changkufeng").hex == (18, 26)
    own = at.own("I/75")
    assert own is not None
    assert f"{own.men} men" in said("first-orders", "take-a-counter")


def test_the_assault_of_the_lesson_is_lawful_and_takes_the_hill():
    at = table("silent-assault", "japan")
    at.book.give(Order(unit="I/75", task="assault", target=(18, 26), manner="silent"))
    assert at.refusal_text(at.book.orders[0]) == ""
    at.play_turn()
    at.begin_turn()
    assert at.hex_of("I/75") == (18, 26)
    texts = [e.text for e in at.match.view("japan").events]
    assert any(re.search(r"I/75 loses \d+ to fire", t) for t in texts)


def test_a_fire_plan_says_the_hours_at_which_guns_and_men_are_there():
    at = table("hold-the-crest", "soviet")
    guns = at.own("39CAR")
    assert guns is not None
    assert "30 guns" in said("a-fire-plan", "the-guns")
    assert guns.guns == 30
    assert at.hex_of("39CAR") == at.scenario.place("hill-120-1").hex
    assert at.moment(at.ready_pulse("39CAR")) == "6 Aug 09:00", "your order reaches the guns at nine"
    march = at.view.march_to("I/118", (23, 30))
    assert march is not None
    assert march.hours == 1.0
    assert at.moment(march.there) == "6 Aug 10:00", "at the wire at ten"
    first, last = at.scenario.calendar.clock_of(at.first_pulse), at.scenario.calendar.clock_of(at.last_pulse + 1)
    assert (first, last) == ("08:00", "16:00"), "from eight to four in the afternoon"
