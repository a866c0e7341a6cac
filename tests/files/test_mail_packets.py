"""Packets and the folder they lie in: what is one, what is none, and what a cloud drive may do to it."""

from __future__ import annotations

import msgspec
import pytest

from game.files.errors import BadFile
from game.files.mail import packets as P
from game.files.mail.exchange import Exchange, file_name, read_packet
from game.files.mail.private import Own, Private, private_file, read_private, write_private
from game.files.mail.signing import fingerprint, mixed_luck, new_secret, public_key

SECRET = "07" * 32
SEATS = {"japan": "mail", "soviet": "mail"}


def invite(**changes: object) -> P.Invite:
    """An invitation."""
    made = P.Invite(
        scenario="night", digest="abc", rules="0.5", seats=SEATS, host="japan", key=public_key(SECRET), salt="05" * 32
    )
    return msgspec.structs.replace(made, **changes)


def packet(content: P.Content, *, step: int = 1, seat: str = "japan") -> P.Packet:
    """A packet of it, signed."""
    made = P.Packet(ckf=P.FORMAT, game=P.game_id(invite()), seat=seat, step=step, content=content)
    return P.sign(made, SECRET)


SEAL = P.Seal(position="0123456789abcdef", commitment="ab" * 32)


def test_a_packet_is_read_as_it_was_written():
    one = packet(SEAL)
    assert P.decode(P.encode(one)) == one
    assert P.is_by(one, public_key(SECRET))
    assert not P.is_by(one, public_key("08" * 32))


@pytest.mark.parametrize("field", ["seat", "step", "game"])
def test_a_signature_holds_for_seat_turn_and_game(field):
    other = {"seat": "soviet", "step": 2, "game": "0" * 16}[field]
    assert not P.is_by(msgspec.structs.replace(packet(SEAL), **{field: other}), public_key(SECRET))


def test_a_signature_holds_for_what_is_said():
    said = msgspec.structs.replace(SEAL, commitment="cd" * 32)
    assert not P.is_by(msgspec.structs.replace(packet(SEAL), content=said), public_key(SECRET))


def test_a_game_has_the_name_of_its_invitation():
    assert P.game_id(invite()) != P.game_id(invite(days=8))
    wrong = msgspec.structs.replace(packet(invite(), step=0), game="0" * 16)
    with pytest.raises(ValueError, match="of another game"):
        P.decode(P.encode(P.sign(wrong, SECRET)))


@pytest.mark.parametrize(
    ("content", "step"),
    [(SEAL, 0), (invite(), 1), (P.Join(key="ab" * 32, commitment="ab" * 32), 1), (P.End(position="0" * 16), 0)],
    ids=["seal", "invite", "join", "end"],
)
def test_a_kind_stands_at_its_step(content, step):
    with pytest.raises(ValueError, match="of step"):
        P.decode(P.encode(packet(content, step=step)))


@pytest.mark.parametrize(
    "content",
    [
        P.Seal(position="0" * 15, commitment="ab" * 32),
        P.Seal(position="0" * 16, commitment="AB" * 32),
        P.Reveal(nonce="xy", written=""),
        P.Claim(against="so viet", stage="asked"),
    ],
    ids=["position", "commitment", "nonce", "against"],
)
def test_a_word_out_of_bounds_is_no_packet(content):
    with pytest.raises(ValueError, match="found"):
        P.decode(P.encode(packet(content)))


def test_a_packet_of_a_later_format_says_so():
    data = P.encode(packet(SEAL)).replace(b'"ckf":1', b'"ckf":2')
    with pytest.raises(ValueError, match="is of format 2; this program reads 1"):
        P.decode(data)


def test_no_beginning_of_a_packet_is_one():
    data = P.encode(packet(SEAL)).rstrip()
    for end in range(len(data)):
        with pytest.raises(ValueError):  # noqa: PT011
            P.decode(data[:end])


def test_a_fingerprint_is_eight_groups_of_four_figures():
    groups = fingerprint(public_key(SECRET)).split()
    assert len(groups) == 8
    assert all(len(g) == 4 and g.isdecimal() for g in groups)
    assert fingerprint(public_key("08" * 32)) != fingerprint(public_key(SECRET))


def test_luck_hangs_on_every_nonce_the_turn_and_the_game():
    parts = (("japan", "ab", "01"), ("soviet", "cd", "02"))
    base = mixed_luck(game="g", step=1, parts=parts)
    assert 0 <= base < 2**64
    others = [
        mixed_luck(game="h", step=1, parts=parts),
        mixed_luck(game="g", step=2, parts=parts),
        mixed_luck(game="g", step=1, parts=(("japan", "ab", "03"), parts[1])),
        mixed_luck(game="g", step=1, parts=(parts[0], ("soviet", "cd", "03"))),
        mixed_luck(game="g", step=1, parts=(parts[0], ("soviet", "cd", ""))),
    ]
    assert len({base, *others}) == 1 + len(others)


# ---------------------------------------------------------------- the folder
def test_a_folder_is_read_again_when_something_changes(tmp_path):
    folder = Exchange(tmp_path)
    assert folder.look()
    assert not folder.look()
    name = folder.put(packet(SEAL))
    assert folder.look()
    assert list(folder.packets.values()) == [packet(SEAL)]
    (tmp_path / name).unlink()
    assert folder.look()
    assert folder.packets == {}


def test_what_is_there_whole_is_not_written_again_whatever_it_is_called(tmp_path):
    folder = Exchange(tmp_path)
    (tmp_path / "x (1).CKF").write_bytes(P.encode(packet(SEAL)))
    folder.look()
    assert folder.put(packet(SEAL)) == "x (1).CKF"
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_in_the_folder_is_written_over(tmp_path):
    foreign = tmp_path / file_name(packet(SEAL))
    foreign.write_text("a letter")
    folder = Exchange(tmp_path)
    folder.look()
    assert folder.ignored[0].startswith(f"{foreign.name} is ignored: is no whole packet")
    assert folder.put(packet(SEAL)) != foreign.name
    assert foreign.read_text() == "a letter"


def test_a_file_larger_than_any_packet_is_not_read(tmp_path):
    path = tmp_path / "a.ckf"
    path.write_bytes(b" " * (P.LARGEST + 1))
    with pytest.raises(BadFile, match="too large"):
        read_packet(path)


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        Exchange(tmp_path / "none").look()


def test_other_files_and_folders_are_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    (tmp_path / ".a.ckf").write_text("x")
    (tmp_path / "dir.ckf").mkdir()
    folder = Exchange(tmp_path)
    folder.look()
    assert len(folder.ignored) == 1
    assert "folder or device" in folder.ignored[0]


# ---------------------------------------------------------------- the private file
def private(**changes: object) -> Private:
    """A private file."""
    made = Private(mail=1, folder="/drive", invite=invite(), own=(Own("japan", SECRET, new_secret()),))
    return msgspec.structs.replace(made, **changes)


def test_the_private_file_is_read_as_it_was_written_and_by_its_owner(tmp_path):
    kept, journal = private(), tmp_path / "a.journal"
    write_private(journal, kept)
    assert read_private(journal) == kept
    assert private_file(journal).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"mail": 2},
        {"folder": ""},
        {"own": ()},
        {"own": (Own("tokyo", SECRET, SECRET),)},
        {"own": (Own("japan", "x", SECRET),)},
        {"sent": (msgspec.structs.replace(packet(SEAL), game="0" * 16),)},
        {"told": ("\x1b[2J",)},
    ],
    ids=["format", "folder", "nobody", "seat", "key", "game", "told"],
)
def test_a_private_file_that_cannot_be_is_refused_in_a_line(tmp_path, changes):
    journal = tmp_path / "a.journal"
    private_file(journal).write_bytes(msgspec.json.encode(private(**changes)))
    with pytest.raises(BadFile) as found:
        read_private(journal)
    assert "is no private file of a game by file" in str(found.value)
    assert len(str(found.value).splitlines()) == 1
