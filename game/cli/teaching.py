"""A lesson at the terminal: any table's text loop, with a step told after each act that was waited for, at either scale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from game.cli.by_file import FileSession
from game.cli.picking import pick
from game.cli.text_loop import Ask, Command, Manner, Say, Session
from game.core.words import N_, _, titled
from game.match.lesson import Act, Course
from game.players.lessons import Mark, is_past, keep_from_now, mark_of, put_back, written_acts

Heard = Callable[[Any, str, list[str]], tuple[Act, ...]]  # of a table, the name of a command and its words


class Taught(FileSession):
    """A table in a lesson. `heard`: what a command that was done is to it; `make`: a table of the same seats for a match."""

    def __init__(
        self,
        manner: Manner,
        course: Course[Mark],
        heard: Heard,
        make: Callable[[Any], Any],
        ask: Ask,
        say: Say,
        table: Any,
    ) -> None:
        commands = (*(replace(c, act=self._noting(c)) for c in manner.commands), LESSON)
        super().__init__(replace(manner, commands=commands), table, ask, say)
        self.course: Course[Mark] | None = course
        self.heard, self.make, self._done, self._has_begun = heard, make, list[Act](), False

    def _noting(self, command: Command) -> Callable[[Session, list[str]], Any]:
        """The act of a command, after which it is noted what it was to the lesson."""

        def act(session: Session, words: list[str]) -> Any:
            table, played = self.table, len(self.table.match.records)
            lines = list(command.act(session, words))
            if self.table is table and len(table.match.records) > played:
                self._done += [Act("turned"), Act("opened", what="report")]
            self._done += self.heard(self.table, command.name, words)
            return lines

        return act

    def answer(self, line: str) -> None:
        """Answers one line, then says the next step if this one is over."""
        self._done.clear()
        played = len(self.table.match.records)
        super().answer(line)
        course = self.course
        if course is None or self.is_over:
            return
        new = course.follow(written_acts(self.table), self._done, mark_of(self.table))
        if new.at != course.at:
            self.course = new.follow(written_acts(self.table), (), mark_of(self.table))  # it may be done already
            self.tell(self.step_lines())
            return
        self.course = new
        if is_past(new, self.table) and not is_past(course, self.table, played):
            self.tell([_("Lesson: the turn was played before this was done; lesson again puts it back")])
        elif 0 < len(new.missing()) < len(course.missing()):
            self.tell([_("Lesson: done; one thing more is asked for in this step")])

    def sit_down(self) -> None:
        """As at any table; the first step is told when all else was."""
        super().sit_down()
        if not self._has_begun:
            self._has_begun = True
            self.tell(self.step_lines())

    def step_lines(self) -> list[str]:
        """The present step: what it is about, and what to type."""
        course = self.course
        if course is None:
            return [_("No lesson goes on; the game does")]
        step, steps = course.step, len(course.lesson.step)
        if step is None:
            return [
                titled(_(course.lesson.title), _(course.lesson.end)),
                _("lesson end plays on without it, quit ends"),
            ]
        head = _("Step {n} of {m}, {title}: {say}")
        said = head.format(n=course.at + 1, m=steps, title=_(step.title), say=_(step.say))
        lines = [said, _("To do: {what}").format(what=_(step.terminal))]
        if course.is_done:
            lines.append(_("That is done already; lesson skip goes on"))
        return lines

    # ------------------------------------------------------------ skip, again, back, end
    def skip(self) -> None:
        """The next step without this one."""
        if self.course is not None:
            self.course = self.course.skip(mark_of(self.table))

    def return_to(self, course: Course[Mark]) -> None:
        """A step from its beginning: the game as it stood then."""
        self.course = course
        table = put_back(self.table, course.mark, self.make)
        if table is not self.table:
            self.table = table
            self.sit_down()

    def end(self) -> None:
        """The game goes on without the lesson, and is kept from now on as any other."""
        if self.course is not None:
            title, self.course = _(self.course.lesson.title), None
            if wrong := keep_from_now(self.table, title):
                self.tell([_("Not saved: {why}").format(why=wrong)])

    def kept(self) -> list[str]:
        """Of a lesson nothing is kept."""
        return super().kept() if self.course is None else [_("The lesson ends here; its game is not kept")]


def _lesson(session: Session, words: list[str]) -> list[str]:
    assert isinstance(session, Taught)
    course = session.course
    ways: dict[str, Callable[[], None]] = {}
    if course is not None:
        ways = {
            "skip": session.skip,
            "again": lambda: session.return_to(course.again()),
            "back": lambda: session.return_to(course.back()),
            "end": session.end,
        }
    if words and ways:
        pick(words[0], ways, _("way through a lesson"))()
    return session.step_lines()


LESSON = Command(
    "lesson",
    "le",
    "lesson [skip|again|back|end]",
    N_("the step of the lesson again; skip it, do it again, go a step back, or play on without the lesson"),
    _lesson,
)
