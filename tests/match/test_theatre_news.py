"""News of the record is told only as far as it came about: what a card decided otherwise, or decides this turn, is no news."""

from game.match.theatre import Policy, Sheet, TheatreMatch
from tests.kept import theatre

THEATRE = theatre()


def played(until, seed=5, **answers):
    """The match before a turn, the cards of these seats answered: tokyo={"E": "consent"}."""
    match = TheatreMatch.new(THEATRE, seed=seed)
    while match.turn.number < until:
        sheets = {}
        for seat in THEATRE.seat_ids:
            due = {c.id: c for c in match.view(seat).cards}
            wanted = {c: {"": s} for c, s in answers.get(seat, {}).items() if c in due}
            sheet = Sheet(answers=wanted)
            sheets[seat] = sheet if match.refusal(seat, sheet) is None else Sheet()
        match.resolve(**sheets, trace=True)
    return match


def told(match, seat="tokyo"):
    return " ".join(e.text for e in match.view(seat).news if e.kind == "TE_NEWS")


def test_the_throne_is_told_as_it_answered():
    consented, refused = (told(played(3, tokyo={"E": answer})) for answer in ("consent", "refuse"))
    assert "the throne has consented to force" in consented
    assert "the throne refused force" not in consented
    assert "the throne refused force on the 20th" in refused


def test_the_news_of_a_turn_does_not_foretell_its_cards():
    match = played(4)
    assert [c.id for c in match.view("tokyo").cards if c.id == "W"] == ["W"]
    assert "Wuhan" not in told(match)


def test_canton_does_not_fall_where_the_drive_was_put_off():
    match = next(m for seed in range(40) if (m := played(5, seed, tokyo={"W": "delayed"})).states()["W"] == "delayed")
    assert "Canton" not in told(match)
    on_time = next(m for seed in range(9) if (m := played(5, seed)).states()["W"] == "on_time")
    assert "Canton falls on the 21st" in told(on_time)


def test_no_raid_is_told_where_there_was_no_clash():
    quiet = next(m for s in range(60) if (m := played(10, s)).states()["N"] == "quiet")
    assert "Tientsin" in told(quiet)
    assert "Tamsag-Bulak" not in told(quiet)


def test_the_fight_of_1939_is_told_where_it_is():
    """Eight patrols on the Amur make it the hottest sector: what clashes there is no raid on Tamsag-Bulak (rule 10.1)."""
    for seed in range(60):
        match = TheatreMatch.new(THEATRE, seed=seed)
        while match.turn.number < 10:
            match.resolve(tokyo=Sheet(), field=Sheet(policy=Policy("patrol", "AMU")), moscow=Sheet())
        if match.states()["N"] == "clash":
            break
    assert "Tamsag-Bulak" not in told(match)


def test_what_a_card_decided_is_told_of_its_turn_once_that_is_played():
    match = next(m for seed in range(9) if (m := played(5, seed)).states()["W"] == "on_time")
    before, after = match.branch(4), match.events("tokyo", match.records[2])
    assert "the order to take Wuhan" not in told(before)
    assert "the order to take Wuhan" in next(e.text for e in after if e.kind == "TE_NEWS")


def test_every_seat_is_told_the_same_news():
    match = played(4, 11)
    assert told(match, "tokyo") == told(match, "field") == told(match, "moscow") != ""


def test_every_month_of_the_record_is_told_clause_by_clause():
    assert {c.month for c in THEATRE.look.news} == {e.month for e in THEATRE.events}


def test_the_news_of_the_record_are_told_by_date_as_far_as_they_came_about():
    from game.client.theatre.doors import record_path
    from game.match.theatre.accounts import accounts

    turns = {a.turn: a for a in accounts(TheatreMatch.load(record_path(), THEATRE))}
    said = [tuple(d) for news in turns[4].news for d in news.dated]
    assert said == [
        ("1938-08-11", "The fighting of August at the lake has ended in a truce."),
        ("1938-08-13", "The Japanese leave the hill on the 13th."),
        ("1938-08-22", "On the 22nd comes the order to take Wuhan."),
    ]
    for turn in turns.values():
        for news in turn.news:
            dates = [d.date for d in news.dated]
            assert dates == sorted(dates)
            assert "; ".join(sorted(d.text.lower().rstrip(".") for d in news.dated)) == "; ".join(
                sorted(part.lower().rstrip(".") for part in news.text.removeprefix("By the record: ").split("; "))
            )
            assert news.entry.month == "" or all(d.date for d in news.dated)


def test_a_clause_of_the_news_lies_between_the_turns_that_its_news_open():
    """No day is later than the last of the turn in whose news it stands."""
    turns = {e.month: THEATRE.turn(e.turn) for e in THEATRE.events}
    days = [(c, turns[c.month]) for c in THEATRE.look.news if c.date]
    assert len(days) > 40
    assert [c.says for c, turn in days if c.date > turn.last[: len(c.date)]] == []


def test_a_put_off_drive_is_dated_by_its_own_news():
    """What did not come about has no date in the accounts."""
    from game.match.theatre.accounts import accounts

    match = next(m for seed in range(40) if (m := played(6, seed, tokyo={"W": "delayed"})).states()["W"] == "delayed")
    turn = next(a for a in accounts(match) if a.turn == 5)
    assert [tuple(d) for n in turn.news for d in n.dated] == [("1938-10-22", "Blyukher is arrested.")]
