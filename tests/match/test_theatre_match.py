"""The strategic game as it is played: sheets, refusals, what a seat knows, explanation, score, history, branches, journals."""

import json
import math
import random

import msgspec
import numpy as np
import pytest

from game.files.errors import BadFile
from game.match.theatre import Move, Policy, Sheet, SheetRefused, TheatreMatch
from game.match.theatre.sheets import chosen
from game.rules.theatre import state as T
from tests import hosts
from tests.kept import theatre

THEATRE = theatre()
SEATS = THEATRE.seat_ids
SILENT = {seat: Sheet() for seat in SEATS}


def match_at(turn: int, seed: int = 1, **more) -> TheatreMatch:
    """A game before a turn, reached with silent seats."""
    first = max(a.first for a in THEATRE.acts if a.first <= turn)
    match = TheatreMatch.new(THEATRE, seed=seed, first=first, **more)
    while match.turn.number < turn:
        match.resolve(**SILENT)
    return match


def refusal(match: TheatreMatch, seat: str, **sheet) -> str:
    """The number of the rule that refuses a sheet, empty if none does."""
    found = match.refusal(seat, Sheet(**sheet))
    return found.rule if found else ""


def random_sheet(match: TheatreMatch, seat: str, luck: random.Random) -> Sheet:
    """A legal sheet, drawn from what the view offers."""
    view = match.view(seat)
    sheet = Sheet()
    answers = {}
    for card in view.cards:
        for case in card.cases:
            options = [o for o in case.options if o.refusal is None]
            answers.setdefault(card.id, {})[case.key] = luck.choice(options).state
    tries = [{"answers": answers}]
    policies = [p for p in view.policies if p.refusal is None]
    if policies:
        policy = luck.choice(policies)
        tries.append({"policy": Policy(policy.id, luck.choice(THEATRE.sectors) if policy.sector else "")})
    for move in luck.sample(view.moves, min(2, len(view.moves))):
        tries.append({"moves": (Move(move.source, luck.choice(move.targets)[0], 1),)})
    if view.staff:
        tries.append({"struck": (luck.choice(view.staff).id,)})
    for more in tries:
        wider = msgspec.structs.replace(sheet, **more)
        if match.refusal(seat, wider) is None:
            sheet = wider
    return sheet


# ------------------------------------------------------------------------------------------------ playing
def test_a_game_of_random_sheets_runs_to_the_end_and_scores_all():
    for seed in range(6):
        luck, match = random.Random(seed), TheatreMatch.new(THEATRE, seed=seed)
        while not match.over:
            match.resolve(**{seat: random_sheet(match, seat, luck) for seat in SEATS})
        for seat in SEATS:
            score = match.score(seat)
            assert 0.0 <= score.total <= 100.0
            assert [a.act for a in score.acts] == [1, 2, 3]
            assert all(a.is_over for a in score.acts)


def test_the_same_seed_and_sheets_give_the_same_game_and_another_seed_another():
    def digests(seed: int) -> list[str]:
        luck, match = random.Random(4), TheatreMatch.new(THEATRE, seed=seed)
        for _ in range(8):
            match.resolve(**{seat: random_sheet(match, seat, luck) for seat in SEATS})
        return [r.digest for r in match.records]

    assert digests(1) == digests(1)
    assert digests(1) != digests(2)


def test_a_trace_changes_nothing():
    told, untold = (TheatreMatch.new(THEATRE, seed=9) for _ in range(2))
    while not told.over:
        assert told.resolve(**SILENT)
        assert untold.resolve(**SILENT, trace=False) == ()
    assert told.digest == untold.digest


def test_an_act_can_be_played_alone_from_the_record():
    for act in THEATRE.acts:
        match = TheatreMatch.new(THEATRE, first=act.first, last=act.last)
        assert match.turn.number == act.first
        while not match.over:
            match.resolve(**SILENT)
        assert [a.act for a in match.score("tokyo").acts] == [act.number]
    with pytest.raises(ValueError, match="no act begins with turn 3"):
        TheatreMatch.new(THEATRE, first=3)
    with pytest.raises(ValueError, match="no act ends with turn 9"):
        TheatreMatch.new(THEATRE, first=7, last=9)
    with pytest.raises(ValueError, match="no dial 'thesys'"):
        TheatreMatch.new(THEATRE, dial="thesys")


def test_a_game_that_is_over_takes_no_sheet():
    match = TheatreMatch.new(THEATRE, first=15)
    while not match.over:
        match.resolve()
    assert match.refusal("tokyo", Sheet()).rule == "5"
    with pytest.raises(ValueError, match="over"):
        match.resolve()


# ------------------------------------------------------------------------------------------------ refusals
@pytest.mark.parametrize(
    ("turn", "seat", "sheet", "rule"),
    [
        (1, "tokyo", {"moves": (Move("HOM", "KWA", 1),) * 3}, "4.2"),
        (1, "tokyo", {"moves": (Move("HOM", "KWA", 3),)}, "4.2"),
        (1, "tokyo", {"moves": (Move("HOM", "KWA", 2), Move("LOW", "YAN", 1))}, "4.3"),  # two divisions in half a month
        (1, "tokyo", {"moves": (Move("HOM", "POS", 1),)}, "4.3"),  # the field army's
        (1, "tokyo", {"moves": (Move("HOM", "HOM", 1),)}, "4.3"),
        (1, "tokyo", {"moves": (Move("SCH", "HOM", 1),)}, "4.3"),  # nothing there
        (1, "tokyo", {"moves": (Move("HOM", "XYZ", 1),)}, "1.2"),
        (1, "moscow", {"moves": (Move("EUR", "POS", 1),)}, "4.3"),  # to Chita and Khabarovsk only
        (5, "tokyo", {"moves": (Move("NCH", "YAN", 2), Move("LOW", "YAN", 2))}, "4.3"),  # the Yangtze holds twelve
        (1, "tokyo", {"policy": Policy("study", "POS")}, "7"),
        (1, "field", {"policy": Policy("patrol")}, "7"),
        (1, "field", {"policy": Policy("studdy")}, "7"),
        (6, "tokyo", {"policy": Policy("study")}, "7"),
        (1, "tokyo", {"policy": Policy("dismiss")}, "7"),  # nobody has offended
        (1, "moscow", {"policy": Policy("consult")}, "7"),  # standing is whole
        (1, "tokyo", {"struck": ("T2:LOW-YAN",)}, "3.2"),
        (2, "field", {"struck": ("T2:LOW-YAN",)}, "3.2"),
        (1, "field", {"closed": ("NOM",)}, "12.1"),
        (1, "tokyo", {"closed": ("HOM",)}, "12.1"),
        (1, "tokyo", {"answers": {"E": {"": "refuse"}}}, "4.2"),  # not due yet
        (2, "tokyo", {"answers": {"E": {"": "perhaps"}}}, "4.2"),
        (2, "tokyo", {"answers": {"E": {"S=own_attack": "refuse"}}}, "4.2"),
        (2, "tokyo", {"answers": {"E": {"S": "refuse"}}}, "4.2"),
        (3, "field", {"answers": {"S": {"": "ordered_probe"}}}, "4.4"),  # the throne refused
        (3, "tokyo", {"answers": {"incident": {"": "stand"}}}, "13.2"),
    ],
)
def test_a_sheet_is_refused_by_its_rule(turn, seat, sheet, rule):
    match = match_at(turn, seed=0 if turn != 3 else 1)
    if (turn, seat) == (3, "field"):
        match = next(m for seed in range(20) if (m := match_at(3, seed)).view("tokyo").decided["E"] == "refuse")
    assert refusal(match, seat, **sheet) == rule
    with pytest.raises(SheetRefused):
        match.resolve(**{seat: Sheet(**sheet)})


def test_a_refusal_says_who_what_needed_and_found():
    match = match_at(1)
    said = str(match.refusal("tokyo", Sheet(moves=(Move("HOM", "KWB", 1),))))
    assert said == "there is no place 'KWB'; nearest is KWA (rule 1.2)"
    said = str(match.refusal("tokyo", Sheet(moves=(Move("HOM", "KWA", 3),))))
    assert said == "3 divisions in one move; needed 1 to 2 (rule 4.2)"
    said = str(match.refusal("tokyo", Sheet(policy=Policy("study", "POS"))))
    assert said == "“Study the other side” takes no target; found 'POS' (rule 7)"


def test_what_cannot_be_afforded_is_refused():
    match = match_at(23, seed=3)
    match.position.seats[0, T.STANDING] = 3
    case = next(c for c in match.view("tokyo").cards if c.id == "N41").cases[0]
    attack = next(o for o in case.options if o.state == "attack")
    assert attack.price > 3
    assert attack.refusal.rule == "4.4"
    assert refusal(match, "tokyo", answers={"N41": {"": "attack"}}) == "4.4"


def test_the_dearest_case_must_be_paid_for():
    match = match_at(3, seed=2)
    view = match.view("tokyo")
    dear = Sheet(answers={"J": {"R=wide": "restrain", "": "restrain"}})
    prices = {c.key: {o.state: o.price for o in c.options} for c in view.cards if c.id == "J" for c in c.cases}
    assert view.spent(dear) == max(p["restrain"] for p in prices.values())


def test_closing_a_sector_prices_the_field_armys_moves_from_the_next_turn_on():
    match = match_at(8)
    move = Sheet(moves=(Move("KWA", "NOM", 1),))
    assert match.view("field").spent(move) == 0
    match.resolve(tokyo=Sheet(closed=("NOM",)), field=Sheet(), moscow=Sheet())
    control = match.view("field").variables["CTL"].value
    assert match.view("field").spent(move) == math.floor(control / 15 + 0.5)
    assert next(p.closed for p in match.view("field").places if p.id == "NOM")
    match.position.tracks[match.engine.index.variable["CTL"], T.PLAY] = 30
    match = match.branch(9)
    assert refusal(match, "field", moves=move.moves) == "12.1"
    assert "NOM" not in [t for m in match.view("field").moves for t, _ in m.targets]


def test_every_move_and_policy_that_a_view_offers_is_legal():
    match = match_at(9, seed=5)
    for seat in SEATS:
        view = match.view(seat)
        for move in view.moves:
            for target, _ in move.targets:
                room = THEATRE.place(target).most
                if not room or next(p.planned for p in view.places if p.id == target) < room:
                    assert refusal(match, seat, moves=(Move(move.source, target, 1),)) == "", (
                        seat,
                        move.source,
                        target,
                    )
        for policy in view.policies:
            sheet = {"policy": Policy(policy.id, "USS" if policy.sector else "")}
            assert (refusal(match, seat, **sheet) == "") == (policy.refusal is None), (seat, policy.id)


def test_of_two_keys_the_one_that_names_more_counts():
    given = {"": "restrain", "R=local": "air", "R=local S=own_attack": "escalate"}
    assert chosen(given, {"R": "local", "S": "own_attack"}) == "escalate"
    assert chosen(given, {"R": "local", "S": "withdraw"}) == "air"
    assert chosen(given, {"R": "none", "S": "withdraw"}) == "restrain"
    assert chosen({"R=local": "air"}, {"R": "none"}) == ""


def test_what_an_answer_costs_is_what_was_shown():
    """Whatever the other side has built or been granted: prices are by the seat's own sight."""
    luck = random.Random(3)
    for seed in range(8):
        match = TheatreMatch.new(THEATRE, seed=seed)
        while match.turn.number < 5:
            match.position.acts[0, T.ACT_FORTS] = 2
            match.position.marks[match.engine.index.mark["support"]] = (0, 24)
            match._legal.clear()
            sheets = {seat: random_sheet(match, seat, luck) for seat in SEATS}
            sheets = {seat: msgspec.structs.replace(s, policy=None, moves=()) for seat, s in sheets.items()}
            cards = {seat: match.view(seat).cards for seat in SEATS}
            index = match.engine.index
            cases = {
                c: match.engine.cases(match.position, index.node[c]) for seat in SEATS for c in sheets[seat].answers
            }
            match.resolve(**sheets)
            prices = np.asarray(match.engine.desk.price)
            for number, seat in enumerate(SEATS):
                for card in cards[seat]:
                    for case in card.cases:
                        option = chosen(sheets[seat].answers.get(card.id, {}), case.given)
                        shown_price = next((o.price for o in case.options if o.state == option), None)
                        if shown_price is not None:
                            row = number * len(index.nodes) + index.node[card.id]
                            assert prices[row, cases[card.id].index(case.given)] == shown_price, (
                                seed,
                                seat,
                                card.id,
                                case.key,
                            )


# ------------------------------------------------------------------------------------------------ fog
def shown(match: TheatreMatch, seat: str) -> str:
    """Everything that a view says."""
    view = match.view(seat)
    parts = [
        view.turn,
        view.standing,
        view.places,
        view.sectors,
        view.variables,
        view.wuhan,
        view.oil,
        view.aid,
        view.hold,
        view.talks,
        view.cards,
        view.decided,
        view.moves,
        view.policies,
        view.staff,
        view.incident,
        [tuple(event) for event in view.events],
        view.score,
        view.odds("NR"),
        view.odds("T"),
    ]
    return repr(parts)


def swapped(match: TheatreMatch, seat: str) -> TheatreMatch:
    """The same game with everything changed that the seat cannot know."""
    other = match.branch(match.turn.number)
    number, position = SEATS.index(seat), other.position
    enemy = 1 if seat != "moscow" else 0
    for k in range(3):
        if k != number:
            position.seats[k] = (3, 5, 99, 99, 1)
            position.seen[k] += 1.5
    position.places[:, T.DEVIATION + enemy] += 2
    position.places[:, T.COMING + enemy] += 1
    position.places[:, T.WORN + 3 * enemy] += 1
    position.rest[T.DEPOTS_J + enemy] = 2
    position.clock[T.SEED0] ^= 0x5555
    private = {"tokyo": ("berlin",), "field": ("berlin", "study", "watch"), "moscow": ("study", "watch", "support")}[
        seat
    ]
    for mark in private:
        position.marks[other.engine.index.mark[mark]] = (2, 24)
    if seat == "moscow":
        position.acts[:, T.ACT_FORTS] = 3
        position.rest[[T.OIL, T.HOLD, T.DRIVEN]] += 3
    for k, policy in enumerate(THEATRE.policies):
        if seat not in policy.seats and not policy.public:
            position.policies[k] = (1, 2)
    return other


@pytest.mark.parametrize("seat", SEATS)
@pytest.mark.parametrize("turn", [2, 4, 9, 12, 23])
def test_what_is_hidden_may_be_swapped_and_a_view_does_not_change(turn, seat):
    match = match_at(turn, seed=7)
    assert shown(swapped(match, seat), seat) == shown(match, seat)


def test_a_view_does_change_with_what_is_seen():
    match = match_at(4, seed=7)
    before = shown(match, "tokyo")
    other = match.branch(4)
    other.position.seen[0] += 1.0
    assert shown(other, "tokyo") != before


def test_who_would_have_ended_with_the_hill_stays_in_the_dark_until_the_answer():
    for seed in range(200):
        match = match_at(4, seed=seed)
        if match.states()["Q"] == "shared":
            break
    index = match.engine.index
    before = {seat: shown(match, seat) for seat in SEATS}
    other = match.branch(4)
    node = index.node["T0"]
    other.position.cards[node, T.CARD_STATE] = index.state(
        "T", "jp_hill" if match.states()["T0"] == "sov_hill" else "sov_hill"
    )
    assert {seat: shown(other, seat) for seat in SEATS} == before
    assert "T0" not in match.view("tokyo").decided
    assert all(e.what != "T0" for seat in SEATS for e in match.events(seat))


def test_a_seat_learns_of_its_own_orders_and_of_no_others():
    match = match_at(8)
    sheets = {
        "tokyo": Sheet(policy=Policy("axis"), moves=(Move("HOM", "KWA", 1),)),
        "field": Sheet(policy=Policy("fortify")),
        "moscow": Sheet(policy=Policy("aid"), moves=(Move("CHT", "MAN", 1),)),
    }
    match.resolve(**sheets)
    for seat in SEATS:
        own = {e.seat for e in match.view(seat).events if e.kind in ("TE_POLICY", "TE_MOVES", "TE_STRUCK", "TE_FEWER")}
        assert own == {seat}
        assert all(not e.factors for e in match.view(seat).events)


def test_a_guess_is_a_position_that_plays_on_and_shows_the_seat_the_same():
    match = match_at(9, seed=3)
    for seat in SEATS:
        view = match.view(seat)
        guess = view.guess(11)
        assert int(guess.clock[T.TURN]) == 9
        own = T.DEVIATION + (seat == "moscow")
        assert np.array_equal(guess.places[:, own], match.position.places[:, own])
        match.engine.clear_desk()
        assert match.engine.play_on(guess, 24) > 0


# ------------------------------------------------------------------------------------------------ why, how much, since when
def test_the_factors_of_a_card_make_its_odds():
    match = TheatreMatch.new(THEATRE, seed=11)
    match.resolve(
        tokyo=Sheet(policy=Policy("restrain")),
        field=Sheet(policy=Policy("patrol", "POS")),
        moscow=Sheet(policy=Policy("declare")),
    )
    match.resolve(
        tokyo=Sheet(moves=(Move("HOM", "KWA", 1),)), field=Sheet(moves=(Move("KWA", "POS", 1),)), moscow=Sheet()
    )
    events = match.resolve(**SILENT)
    seen = 0
    for event in events:
        found = match.explain(event)
        if event.kind != "TE_CARD" or not found.factors:
            continue
        weights = {f.state: f.value for f in found.factors if f.kind == "TF_ROW"}
        for f in found.factors:
            assert f.rule
            assert f.source
            if f.kind != "TF_ROW":
                weights[f.state] *= math.exp(f.value)
                seen += 1
        assert weights[event.state] / sum(weights.values()) == pytest.approx(event.p, rel=1e-9)
    assert seen >= 4
    shown_to_moscow = match.explain_odds("moscow", "NR")
    assert {f.kind for f in shown_to_moscow.factors} >= {"TF_ROW"}


def test_a_score_is_the_sum_of_its_parts():
    match = match_at(5, seed=2)
    for seat in SEATS:
        act = match.score(seat).acts[-1]
        assert act.total == pytest.approx(sum(p.scored for p in act.parts))
        assert sum(p.points for p in act.parts) == 100
    assert any(p.is_open for p in match_at(2).score("tokyo").acts[-1].parts)


def test_the_parts_of_an_act_that_is_over_are_kept_while_the_game_goes_on():
    match, before = (TheatreMatch.new(THEATRE, seed=2, last=last) for last in (0, 6))
    while match.turn.number < 8:
        match.resolve(**SILENT)
    while not before.over:
        before.resolve(**SILENT)
    for seat in SEATS:
        first = match.score(seat).acts[0]
        assert (first.act, first.is_over) == (1, True)
        assert first.total == pytest.approx(sum(p.scored for p in first.parts))
        assert first.parts == match.view(seat).score.acts[0].parts
        assert [p.scored for p in first.parts] == pytest.approx([p.scored for p in before.score(seat).acts[0].parts])


def test_the_history_of_a_variable_is_record_network_and_play():
    match = match_at(7, seed=4)
    series = match.history()
    assert set(series) == set(THEATRE.variables)
    for line in series.values():
        assert line.turns == (1, 2, 3, 4, 5, 6) if match.first == 1 else True
        for h, n, p, v in zip(line.record, line.network, line.play, line.values, strict=True):
            assert v == pytest.approx(min(100.0, max(0.0, h + n + p)))


def test_events_read_as_sentences():
    match = TheatreMatch.new(THEATRE, seed=2)
    texts = [e.text for e in match.events()]
    while not match.over:
        texts += [e.text for e in match.resolve(**SILENT)]
    assert texts
    assert all(t.strip() and "{" not in t for t in texts)
    assert any(t.startswith("By the record: ") for t in texts)


# ------------------------------------------------------------------------------------------------ the battle
RECORD = THEATRE.join.record


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, {"R": "local", "J": "restrain", "T": "sov_hill"}),  # left after the truce
        ({"after": "stay"}, {"T": "jp_hill", "V": "not_asked"}),
        ({"crest_pm": 900, "after": ""}, {"T": "sov_hill", "V": "not_asked"}),
        ({"peak": (7, 6), "after": "stay"}, {"J": "air", "T": "jp_hill"}),
        ({"peak": (4, 7), "crest_pm": 850, "after": ""}, {"R": "wide", "T": "sov_hill"}),
        ({"divisions": (2, 2)}, {"T": "widened"}),
        ({"second_sector": True}, {"T": "widened"}),
        ({"peak": (0, 0), "truce": None, "after": ""}, {"S": "withdraw", "T": "no_fight"}),
    ],
)
def test_a_battle_sets_its_cards(change, wanted):
    match = match_at(3, seed=4)
    match.resolve(battle=msgspec.structs.replace(RECORD, **change))
    match.resolve()
    assert {card: match.states()[card] for card in wanted} == wanted
    assert match.records[0].battle is None
    assert match.records[2].battle is not None


def test_a_shared_crest_is_tokyos_to_keep_or_leave():
    for answer, end in (("stay", "jp_hill"), ("leave", "sov_hill")):
        match = match_at(3, seed=4)
        match.resolve(**SILENT, battle=msgspec.structs.replace(RECORD, after=""))
        assert match.states()["Q"] == "shared"
        assert [c.id for c in match.view("tokyo").cards] == ["V", "W"]
        match.resolve(tokyo=Sheet(answers={"V": {"": answer}}))
        assert match.states()["T"] == end


def test_a_battles_losses_and_worn_divisions_stay(tmp_path):
    match = match_at(3, seed=4)
    match.resolve(**SILENT, battle=msgspec.structs.replace(RECORD, men_lost=(3000, 2000), worn=(1, 0)))
    assert match.view("tokyo").variables["LOC"].network == 4
    assert next(p.worn for p in match.view("field").places if p.id == "POS") == 1
    match.resolve(**SILENT)
    match.save(tmp_path / "game.journal")
    assert TheatreMatch.load(tmp_path / "game.journal").digest == match.digest
    with pytest.raises(ValueError, match="a battle is played in turn 3; this is turn 5"):
        match.resolve(battle=RECORD)


# ------------------------------------------------------------------------------------------------ branches and journals
def test_a_branch_goes_another_way_and_leaves_the_game_alone():
    match = match_at(6, seed=5)
    before = match.digest
    branch = match.branch(4)
    assert branch.turn.number == 4
    branch.resolve(tokyo=Sheet(answers={"W": {"": "delayed"}}))
    assert match.digest == before
    assert branch.parent.endswith("@4")
    with pytest.raises(ValueError, match="cannot branch before turn 9"):
        match.branch(9)


def test_a_journal_is_read_resolved_again_and_every_digest_checked(tmp_path):
    luck, match, path = random.Random(1), TheatreMatch.new(THEATRE, seed=12, dial="thesis"), tmp_path / "game.journal"
    while not match.over:
        match.resolve(
            **{seat: random_sheet(match, seat, luck) for seat in SEATS if seat != "field" or match.turn.number % 2}
        )
        match.save(path)
    again = TheatreMatch.load(path)
    assert again.digest == match.digest
    assert [r.sheets for r in again.records] == [r.sheets for r in match.records]
    assert (again.dial, again.seed) == ("thesis", 12)
    assert path.read_text().count("\n") == len(match.records) + 1


def altered(path, line, change):
    lines = path.read_text().split("\n")
    found = json.loads(lines[line])
    change(found)
    lines[line] = json.dumps(found)
    path.write_text("\n".join(lines))


def test_a_journal_that_was_altered_or_torn_is_told(tmp_path):
    match, path = TheatreMatch.new(THEATRE, seed=1), tmp_path / "game.journal"
    for _ in range(3):
        match.resolve(**SILENT)
    match.save(path)
    whole = path.read_text()

    altered(path, 2, lambda t: t["sheets"]["tokyo"].update(policy={"id": "axis"}))
    with pytest.raises(BadFile, match="turn 2: the sheet of tokyo was altered"):
        TheatreMatch.load(path)
    path.write_text(whole)
    altered(path, 3, lambda t: t.update(digest="0" * 16))
    with pytest.raises(BadFile, match=r"turn 3 \(29 Jul-11 Aug 1938\): resolved again it ends in"):
        TheatreMatch.load(path)
    path.write_text(whole[:-40])
    torn = TheatreMatch.load(path)
    assert len(torn.records) == 2
    assert "torn" in torn.notice
    path.write_text(whole)
    altered(path, 0, lambda h: h.update(rules="0.0"))
    old = TheatreMatch.load(path)
    assert old.is_read_only
    assert len(old.records) == 3
    assert old.digest == match.digest
    with pytest.raises(ValueError, match="read-only"):
        old.resolve()
    path.write_text(whole)
    altered(path, 0, lambda h: h.update(digest="f" * 16))
    with pytest.raises(BadFile, match="with content ffffffffffffffff"):
        TheatreMatch.load(path)
    wrong = [whole.replace('"default"', '"../x"', 1), whole.replace('"first":1', '"first":3', 1)]
    for text in ("", "{}", "[]", '{"theatre_journal": 9}', *wrong):
        path.write_text(text)
        with pytest.raises(BadFile):
            TheatreMatch.load(path)


def test_interpreted_rules_give_the_digests_of_compiled_ones(run_python):
    assert run_python(hosts.THEATRE, CHANGKUFENG_RULES="plain") == run_python(hosts.THEATRE)


def test_news_bear_the_number_of_the_turn_that_they_open():
    match = match_at(4)
    told = match.events(record=match.records[2])  # turn 3 was played: the news that end it are of turn 4
    news = [e for e in told if e.kind == "TE_NEWS"]
    assert [(e.turn, e.text.partition(":")[0]) for e in news] == [(4, "By the record")]
    assert {e.turn for e in told if e.kind == "TE_CARD"} == {3}
    opened = TheatreMatch.new(THEATRE, first=7).events()
    assert [(e.turn, e.kind) for e in opened if e.kind == "TE_NEWS"] == [(7, "TE_NEWS")]
