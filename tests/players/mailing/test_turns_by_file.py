"""Games by file between houses: opening, turns, what is lost, doubled, cut short and forged on the way, and what is told."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from game.files import beside, saves
from game.files.errors import BadFile
from game.files.mail import packets as P
from game.files.mail.private import private_file, read_private
from game.files.mail.signing import commitment
from game.match.battle import Match
from game.model.battle.orders import Order
from game.players.mailing import games
from tests.forging import relabel
from tests.players.mailing.conftest import NIGHT
from tests.players.mailing.houses import House, files, is_one_seal_each, look_round

DIG = Order(unit="I/75", task="dig")


def play(*houses: House) -> None:
    """All seal and look until the turn is played."""
    for house in houses:
        house.seal()
    look_round(*houses)


# ---------------------------------------------------------------- opening and turns
def test_a_game_is_opened_by_invitation_join_and_two_nonces(houses):
    one, two = houses
    one.begin(NIGHT)
    assert one.post.waiting.lines == ("Waiting for USSR to join",)
    two.join()
    look_round(one, two)
    assert one.table is not None
    assert two.table is not None
    assert one.match.digest == two.match.digest
    assert one.match.seed == two.match.seed


def test_a_turn_resolves_in_both_houses_to_the_same_digest(seated):
    one, two = seated
    one.order(DIG)
    play(one, two)
    assert [len(h.match.records) for h in seated] == [1, 1]
    assert one.match.digest == two.match.digest
    assert two.match.records[0].orders["japan"] == (DIG,)


def test_what_comes_while_one_writes_is_not_overlooked(seated, monkeypatch):
    """The other house seals between the moment in which this one reads the folder and that in which it writes its own seal."""
    one, two = seated
    write = one.post._write_missing

    def written_meanwhile() -> None:
        write()
        if not two.post.is_sealed:
            two.seal()

    monkeypatch.setattr(one.post, "_write_missing", written_meanwhile)
    one.seal()
    look_round(one, two)
    assert [len(h.match.records) for h in seated] == [1, 1]


def test_what_is_sealed_is_not_in_the_folder_before_all_have_sealed(seated, drive):
    one, two = seated
    one.order(DIG)
    one.seal()
    look_round(one, two)
    lying = b"".join(p.read_bytes() for p in drive.iterdir())
    assert b"I/75" not in lying
    assert two.match.records == ()
    assert not files(drive, "t01 reveal")


def test_the_luck_of_a_turn_mixes_both_nonces(seated):
    one, two = seated
    play(one, two)
    lucks = {h.match.records[0].luck for h in seated}
    assert len(lucks) == 1
    assert lucks != {one.match.seed}
    position = one.match.records[0].state.clock
    assert int(position[0]) | int(position[1]) << 32 == lucks.pop()


def test_the_same_orders_under_other_nonces_have_other_luck(tmp_path):
    lucks = set()
    for k in range(2):
        pair = House(tmp_path / f"a{k}", tmp_path / f"d{k}"), House(tmp_path / f"b{k}", tmp_path / f"d{k}")
        pair[0].begin(NIGHT)
        pair[1].join()
        look_round(*pair)
        play(*pair)
        lucks.add(pair[0].match.records[0].luck)
    assert len(lucks) == 2


def test_sealed_orders_stay_what_they_are(seated, drive):
    one, two = seated
    one.order(DIG)
    one.seal()
    one.table.draft.drop("I/75")
    one.seal()
    assert is_one_seal_each(drive)
    two.seal()
    look_round(one, two)
    assert two.match.records[0].orders["japan"] == (DIG,)


def test_a_game_goes_on_after_the_program_was_ended(seated):
    one, two = seated
    one.order(DIG)
    one.seal()
    one.end()
    one.start()
    assert one.table.is_sealed
    two.seal()
    look_round(one, two)
    assert one.match.records[0].orders["japan"] == (DIG,)
    assert one.match.digest == two.match.digest


def test_the_whole_night_is_played_and_its_journal_is_good(seated, drive):
    one, two = seated
    while not one.match.over:
        play(one, two)
    look_round(one, two)
    assert one.match.digest == two.match.digest
    assert not one.table.disputes
    assert len(files(drive, "end")) == 2
    opened = Match.load(one.path)
    assert opened.digest == one.match.digest
    assert [r.luck for r in opened.records] == [r.luck for r in one.match.records]


# ---------------------------------------------------------------- what a folder does to files
def test_a_lost_packet_is_written_again(seated, drive):
    one, two = seated
    one.seal()
    files(drive, "japan t01 seal")[0].unlink()
    look_round(one, two)
    assert files(drive, "japan t01 seal")
    two.seal()
    look_round(one, two)
    assert len(two.match.records) == 1


def test_doubled_and_renamed_packets_are_one(seated, drive):
    one, two = seated
    one.seal()
    (seal,) = files(drive, "japan t01 seal")
    shutil.copy(seal, drive / "x (1).ckf")
    shutil.copy(seal, drive / "x conflicted copy.ckf")
    seal.rename(drive / "whatever.ckf")
    two.seal()
    look_round(one, two)
    assert len(two.match.records) == 1
    assert not one.table.disputes
    assert not two.table.disputes


def test_a_packet_cut_short_is_listed_until_it_is_whole(seated, drive):
    one, two = seated
    one.seal()
    (seal,) = files(drive, "japan t01 seal")
    whole = seal.read_bytes()
    one.end()
    seal.write_bytes(whole[:100])
    two.seal()
    look_round(two)
    assert any(seal.name in line for line in two.post.ignored)
    seal.write_bytes(whole)
    look_round(two)
    assert not two.post.ignored
    one.start()
    look_round(one, two)
    assert len(two.match.records) == 1


def test_packets_that_came_by_mail_are_put_into_the_folder(seated, drive, tmp_path):
    one, two = seated
    two.exchange = tmp_path / "other"
    two.exchange.mkdir()
    two.end()
    private = read_private(two.path)
    path = private_file(two.path)
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(private, folder=str(two.exchange))))
    two.start()
    one.seal()
    two.seal()
    two.post.take(files(drive, "japan t01 seal"))
    two.look()
    one.post.take(files(two.exchange, "soviet t01"))
    one.look()
    two.post.take(files(drive, "japan t01 reveal"))
    two.look()
    assert len(one.match.records) == len(two.match.records) == 1
    with pytest.raises(BadFile, match="no whole packet"):
        one.post.take([path])


# ---------------------------------------------------------------- forged and swapped
def forged(packet: P.Packet, secret: str = "11" * 32, **changes: object) -> bytes:
    """The packet changed and signed with another key."""
    return P.encode(P.sign(msgspec.structs.replace(packet, **changes), secret))


def seal_of(drive, words: str) -> P.Packet:
    """The packet of a file."""
    return P.decode(files(drive, words)[0].read_bytes())


@pytest.mark.parametrize(
    "changes",
    [{"content": P.Seal(position="0" * 16, commitment="cd" * 32)}, {"step": 2}, {"seat": "soviet"}, {"game": "0" * 16}],
    ids=["key", "turn", "seat", "game"],
)
def test_a_forged_packet_is_not_believed(seated, drive, changes):
    one, two = seated
    one.seal()
    packet = seal_of(drive, "japan t01 seal")
    (drive / "a.ckf").write_bytes(forged(packet, **changes))
    (drive / "b.ckf").write_bytes(P.encode(msgspec.structs.replace(packet, signature="ab" * 64, **changes)))
    two.seal()
    look_round(one, two)
    assert len(two.match.records) == 1
    assert one.match.digest == two.match.digest
    assert two.post.ignored


@pytest.mark.parametrize("changes", [{"step": 2}, {"seat": "soviet"}, {"game": "0" * 16}], ids=["turn", "seat", "game"])
def test_a_true_packet_says_nothing_of_another_turn_seat_or_game(seated, drive, changes):
    one, two = seated
    one.seal()
    packet = seal_of(drive, "japan t01 seal")
    files(drive, "japan t01 seal")[0].unlink()
    one.end()
    (drive / "a.ckf").write_bytes(P.encode(msgspec.structs.replace(packet, **changes)))
    two.seal()
    look_round(two)
    assert not files(drive, "soviet t01 reveal")
    assert two.match.records == ()


def test_a_reveal_of_other_orders_than_were_sealed_is_told_and_ignored(seated, drive):
    one, two = seated
    one.seal()
    secret = one.private.own[0].secret
    nonce = one.private.sealed[0].nonce
    one.end()
    two.seal()
    look_round(two)
    seal = seal_of(drive, "japan t01 seal")
    other = P.Reveal(nonce=nonce, written='{"orders":[{"unit":"I/75","task":"dig"}]}')
    (drive / "a.ckf").write_bytes(P.encode(P.sign(msgspec.structs.replace(seal, content=other), secret)))
    look_round(two)
    assert two.table.disputes == ("the reveal of Japan for turn 1 is not what was sealed, and is ignored",)
    assert two.match.records == ()
    one.start()
    look_round(one, two)
    assert one.match.digest == two.match.digest
    assert len(two.match.records) == 1


def test_of_two_seals_of_a_turn_the_first_stands_and_the_second_is_told(seated, drive):
    one, two = seated
    one.seal()
    look_round(two)
    secret, seal = one.private.own[0].secret, seal_of(drive, "japan t01 seal")
    other = P.Seal(position=seal.content.position, commitment="ab" * 32)
    (drive / "a.ckf").write_bytes(P.encode(P.sign(msgspec.structs.replace(seal, content=other), secret)))
    look_round(two)
    assert two.table.disputes == ("Japan has said two things of turn 1; the first one stands",)
    two.seal()
    look_round(one, two)
    assert one.match.digest == two.match.digest


def test_a_second_join_for_a_seat_is_told_and_the_first_stands(seated, drive, tmp_path):
    one, two = seated
    third = House(tmp_path / "c", drive)
    with third.at_home():
        files(drive, "soviet t00 join")[0].rename(tmp_path / "away")
        invitation = games.invitations(drive)[0]
        assert invitation.free == ("soviet",)
        third.join()
        third.end()
    before = one.post.fingerprints["soviet"]
    look_round(one, two)
    assert one.table.disputes == ("two programs have joined as USSR; the first one stands",)
    assert one.post.fingerprints["soviet"] == before
    play(one, two)
    assert one.match.digest == two.match.digest


def test_another_position_is_told_with_both_digests_and_nothing_is_revealed(seated, drive):
    one, two = seated
    one.table.match.records = ()
    one.post.stand(1, "0123456789abcdef")
    one.seal()
    two.seal()
    look_round(two)
    (line,) = two.table.disputes
    assert "0123456789abcdef" in line
    assert two.match.digest in line
    assert "changkufeng validate" in line
    assert not files(drive, "t01 reveal")


def test_orders_that_the_rules_forbid_are_left_out_in_every_house(seated):
    one, two = seated
    one.order(DIG)
    draft = one.table.draft
    stranger = Order(unit="Tereshkin", task="dig")
    draft.change(msgspec.structs.replace(draft.now, orders=(*draft.now.orders, stranger)))
    one.seal()
    two.seal()
    news = look_round(one, two)
    assert news.count("Japan: 1 entry of the sheet is not allowed by the rules and was left out") == 2
    assert one.match.records[0].orders["japan"] == (DIG,)
    assert one.match.digest == two.match.digest


@pytest.mark.parametrize(
    "text", ["", "[]", '{"orders":7}', '{"orders":[{"unit":"I/75","task":"dig","note":"\\u0007"}]}']
)
def test_a_reveal_that_cannot_be_read_is_silence_in_every_house(seated, text):
    one, two = seated
    with one.at_home():
        one.post.seal({"japan": text})
    two.seal()
    look_round(one, two)
    assert one.match.records[0].orders["japan"] == ()
    assert one.match.digest == two.match.digest
    assert Match.load(two.path, at_table=True).digest == one.match.digest


# ---------------------------------------------------------------- the disk of one house
def test_older_private_file_adds_no_second_seal(seated, drive, tmp_path):
    one, two = seated
    one.copy(tmp_path / "before")
    one.order(DIG)
    one.seal()
    one.end()
    shutil.rmtree(one.data)
    shutil.copytree(tmp_path / "before", one.data)
    one.start()
    one.look()
    with pytest.raises(ValueError, match="nothing can be sealed now"):
        one.post.seal({"japan": "{}"})
    two.seal()
    look_round(one, two)
    assert is_one_seal_each(drive)
    assert any("are lost" in line for line in one.table.disputes)


def test_a_journal_that_is_gone_is_played_again_from_the_folder(seated):
    one, two = seated
    one.order(DIG)
    play(one, two)
    digest = one.match.digest
    one.end()
    one.path.unlink()
    one.start()
    look_round(one, two)
    assert one.match.digest == digest


def test_the_private_file_is_for_its_owner_alone_and_lies_beside_the_game(seated):
    one, _two = seated
    path = private_file(one.path)
    assert path.stat().st_mode & 0o077 == 0
    assert one.path.exists()


def test_a_game_put_aside_keeps_its_private_file(seated):
    one, _two = seated
    one.end()
    with one.at_home():
        there = saves.put_aside(one.path)
    assert private_file(there).exists()
    assert not private_file(one.path).exists()


def test_two_programs_do_not_play_one_house(seated, run_python):
    one, _two = seated
    said = run_python(
        "from pathlib import Path; from game.files.errors import BadFile\n"
        "from game.players.mailing import games; import sys\n"
        "try: games.open_post(Path(sys.argv[1]))\n"
        "except BadFile as e: print(e)\n",
        str(one.path),
        XDG_DATA_HOME=str(one.data),
    )
    assert "is being played in another program" in said


# ---------------------------------------------------------------- what may be seen before the end
def test_a_game_that_is_not_over_opens_at_its_own_table_alone(seated):
    one, two = seated
    play(one, two)
    with pytest.raises(BadFile, match="a game by file that is not over"):
        Match.load(one.path)
    with pytest.raises(ValueError, match="no branches"):
        one.table.carry_on()
    past = one.match.branch(0)
    with pytest.raises(ValueError, match="read-only"):
        past.resolve()


def test_after_the_end_all_is_open(seated):
    one, two = seated
    while not one.match.over:
        play(one, two)
    past = Match.load(one.path).branch(0)
    past.resolve()
    assert len(past.records) == 1


def test_drafts_are_kept_like_those_of_any_game(seated):
    one, _two = seated
    one.order(DIG)
    one.end()
    assert beside.read_kept(one.path) is not None
    one.start()
    assert one.table.draft.orders == (DIG,)


def test_a_commitment_binds_game_seat_turn_position_nonce_and_orders():
    base = {"game": "g", "seat": "s", "step": 1, "position": "p", "nonce": "n", "written": "w"}
    others = [{**base, key: 2 if key == "step" else "x"} for key in base]
    made = {commitment(**one) for one in (base, *others)}
    assert len(made) == 1 + len(base)


def test_an_interrupted_turn_is_not_played_twice(seated):
    one, two = seated
    one.seal()
    two.seal()
    for house in (one, two, one):
        house.post.look()
    with one.at_home():
        assert one.table.look().ready
        one.table.play_turn()  # and before the next begins the player has pressed Ctrl-C
        with pytest.raises(ValueError, match="not all reveals"):
            one.table.play_turn()
    look_round(one, two)
    assert [len(h.match.records) for h in seated] == [1, 1]
    assert one.match.digest == two.match.digest


@pytest.mark.parametrize(
    ("scenario", "changes", "said"),
    [
        ("silent-assault", {"seats": {"japan": "human", "soviet": "mail", "mars": "mail"}}, "its seats are others"),
        ("silent-assault", {"variant": "nothing"}, "nothing"),
        ("north-or-south", {"seats": {"tokyo": "human", "field": "genius", "moscow": "mail"}}, "genius"),
        ("north-or-south", {"seats": {"tokyo": "human", "field": "plain:genius", "moscow": "mail"}}, "genius"),
        ("north-or-south", {"first": 3}, "no act of north-or-south goes from turn 3"),
        ("north-or-south", {"dial": "loud"}, "no dial loud"),
    ],
    ids=["seats", "what-if", "computer", "temperament", "act", "dial"],
)
def test_no_game_is_begun_that_cannot_be(houses, scenario, changes, said):
    seats = {"silent-assault": NIGHT.seats, "north-or-south": {"tokyo": "human", "field": "mail", "moscow": "mail"}}
    with pytest.raises(ValueError, match=said):
        houses[0].begin(games.Plan(scenario, **{"seats": seats[scenario], **changes}))
    assert not list(houses[0].exchange.parent.rglob("*.mail"))


def test_a_game_of_other_rules_or_content_cannot_be_joined(houses, monkeypatch):
    one, two = houses
    one.begin(NIGHT)
    monkeypatch.setattr(Match, "rules", "9.9")
    with pytest.raises(ValueError, match="both need the same version of the game"):
        two.join()


def test_an_older_private_file_seals_nothing_before_it_has_looked(seated, drive, tmp_path):
    one, two = seated
    one.copy(tmp_path / "before")
    one.seal()
    one.end()
    shutil.rmtree(one.data)
    shutil.copytree(tmp_path / "before", one.data)
    with one.at_home():
        one.post = games.open_post(one.path)
        one.post.stand(1, two.match.digest)
        one.post.seal({"japan": "{}"})
        one.post.look()
    assert len(files(drive, "japan t01 seal")) == 1
    assert is_one_seal_each(drive)


def test_a_reveal_that_is_lost_is_written_again_by_who_is_a_turn_ahead(seated, drive):
    one, two = seated
    one.seal()
    two.seal()
    (reveal,) = files(drive, "soviet t01 reveal")
    data = reveal.read_bytes()
    reveal.unlink()
    one.look()
    reveal.write_bytes(data)
    two.look()
    assert [len(h.match.records) for h in seated] == [0, 1]
    reveal.unlink()
    one.look()
    assert one.match.records == ()
    two.look()
    one.look()
    assert one.match.digest == two.match.digest


def test_a_game_of_other_rules_is_read_with_the_luck_of_its_turns(seated):
    one, two = seated
    for _turn in range(2):
        play(one, two)
    one.end()
    relabel(one.path)
    opened = Match.load(one.path, at_table=True)
    assert opened.is_read_only
    assert opened.digest == two.match.digest
    assert [r.luck for r in opened.records] == [r.luck for r in two.match.records]


@pytest.mark.parametrize("luck", ["1", "18446744073709551616"], ids=["other", "too large"])
def test_a_journal_with_another_luck_is_refused(seated, luck):
    one, two = seated
    play(one, two)
    one.end()
    header, line = one.path.read_text().splitlines()
    was = f'"luck":{two.match.records[0].luck}'
    assert was in line
    one.path.write_text(f"{header}\n{line.replace(was, f'{chr(34)}luck{chr(34)}:{luck}')}\n{line}\n")
    with pytest.raises(BadFile, match=r"resolved again it ends in|luck"):
        Match.load(one.path, at_table=True)
