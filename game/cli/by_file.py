"""The text loop at a game by file: what is sealed waits for the other houses, and is looked for."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from game.cli.picking import pick
from game.cli.text_loop import Command, Session, check_open
from game.cli.troubles import Trouble
from game.core.words import N_, _, enumerated

EVERY_S = 2.0  # a look
LOOK = "look"


class FileSession(Session):
    """Any table at a terminal; at one of a game by file, sealing sends and the turn is played when all has come."""

    @property
    def commands(self) -> tuple[Command, ...]:
        """Those of the scale, and with people elsewhere those of the post."""
        if not self.table.is_by_file:
            return super().commands
        return (*POSTED, *(c for c in super().commands if c.name != LOOK))

    def seal(self, *, run: bool = False) -> None:
        """Seals what the seat has written; in a game by file that is sent, and the turn played once the others have sealed."""
        if not self.table.is_by_file:
            super().seal(run=run)
            return
        check_open(self.table)
        following = self.manner.hand_on(self.table, False)
        self.save_quietly()
        if following:
            self.sit_down()
            return
        self.tell([_("Sealed and sent: what you ordered stays as it is")])
        if not self.look():
            self.tell(standing_lines(self.table))

    def sit_down(self) -> None:
        """As at any table; at the end it tells what was claimed, at a seat that has sealed what is waited for."""
        super().sit_down()
        if self.table.is_by_file and self.table.over:
            self.tell(self.table.claims_told)
        elif self.table.is_sealed:
            self.tell(standing_lines(self.table))

    def look(self) -> bool:
        """Looks for packets and plays the turn if all are in; whether one was played."""
        before = len(self.table.match.records)
        self.tell(self.table.advance())
        self._tell_news()
        is_played = len(self.table.match.records) > before
        if is_played:
            self.sit_down()
        return is_played

    def wait(self) -> None:
        """Looks until a turn is played, or nothing can come before somebody acts; Ctrl-C ends it."""
        table = self.table
        before = (table.disputes, table.claimable, table.agreeable)
        while not self.look() and not self.is_stopped:
            if (table.disputes, table.claimable, table.agreeable) != before:
                self.tell(standing_lines(table))
                break
            try:
                time.sleep(EVERY_S)
            except KeyboardInterrupt:
                self.tell([_("Waiting ended; look looks again")])
                break

    def kept(self) -> list[str]:
        """Saves what there is; the line that says how to go on."""
        table = self.table
        if not table.is_by_file:
            return super().kept()
        if wrong := table.save():
            return [_("Not saved: {why}").format(why=wrong)]
        self._tell_news()
        return [_('To go on: changkufeng mail "{name}"').format(name=table.path.stem)]


def table_of(path: Path) -> Any:
    """The table of a game by file.

    Raises:
        Trouble: it is still in its opening.
        BadFile: another program plays it, or it is damaged.
    """
    from game.cli.mail.playing import laid, ready_rules_of  # they need the rules
    from game.players.mailing import games

    ready_rules_of(path)
    try:
        table = laid(games.open_post(path))
    except ValueError as e:
        raise Trouble(str(e)) from None
    if table is None:
        raise Trouble(_('the game is still in its opening: changkufeng mail "{name}"').format(name=path.stem))
    return table


def standing_lines(table: Any) -> list[str]:
    """What a game by file waits for, where, and what is in dispute."""
    waiting = table.waiting
    lines = [*waiting.lines, _("Exchange folder: {folder}").format(folder=waiting.folder)]
    if waiting.files and not table.over:
        lines.append(_("If you send files by hand, send: {files}").format(files=enumerated(waiting.files)))
    lines += [_("Dispute: {line}").format(line=line) for line in table.disputes]
    lines += [_("May be claimed: {seat}").format(seat=table.post.named(seat)) for seat in table.claimable]
    return lines


def _look(session: Session, words: list[str]) -> list[str]:
    assert isinstance(session, FileSession)
    of_scale = next((c for c in session.manner.commands if c.name == LOOK), None)
    if words and of_scale is not None:  # a hex is looked at, as in any battle
        return list(of_scale.act(session, words))
    return [] if session.look() else [*standing_lines(session.table), *session.table.post.ignored]


def _wait(session: Session, words: list[str]) -> list[str]:
    assert isinstance(session, FileSession)
    if not session.table.over and not session.table.is_sealed:
        raise Trouble(_("your orders are not sealed yet: nothing is waited for but you"))
    session.wait()
    return []


def _claim(session: Session, words: list[str]) -> list[str]:
    return [claimed(session.table.post, " ".join(words))]


def _agree(session: Session, words: list[str]) -> list[str]:
    try:
        said: str = session.table.agree()
    except ValueError as e:
        raise Trouble(str(e)) from None
    return [said]


def _keys(session: Session, words: list[str]) -> list[str]:
    return key_lines(session.table.post)


def claimed(post: Any, word: str) -> str:
    """A claim on the reveal of a seat, by default the only other one; what was done.

    Raises:
        Trouble: there is no such seat, or it may not be claimed now.
    """
    seats = {post.named(seat): seat for seat in post.others} | {seat: seat for seat in post.others}
    seat = post.others[0] if not word and len(post.others) == 1 else pick(word, seats, _("seat"))
    try:
        said: str = post.claim(seat)
    except ValueError as e:
        raise Trouble(str(e)) from None
    post.look()
    return said


def key_lines(post: Any) -> list[str]:
    """The fingerprints of the keys, to be compared by telephone."""
    said = _("Key of {seat}: {fingerprint}")
    return [said.format(seat=post.named(seat), fingerprint=key) for seat, key in post.fingerprints.items()]


POSTED = (
    Command(LOOK, "lo", "look", N_("looks for files of the others, and plays the turn when all are there"), _look),
    Command("wait", "wa", "wait", N_("looks until something comes; Ctrl-C ends it"), _wait),
    Command(
        "claim", "cla", "claim [SEAT]", N_("records a reveal that does not come, later takes it as silence"), _claim
    ),
    Command("agree", "agr", "agree", N_("agrees that your turn, which was claimed, is silence"), _agree),
    Command("keys", "ks", "keys", N_("the keys of the seats, to be compared by telephone"), _keys),
)
