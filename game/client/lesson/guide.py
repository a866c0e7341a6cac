"""The guide: follows what the pupil does on a page, and leads through the steps of the lesson."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pygame

from game.client.battle.goals import GoalPanel
from game.client.lesson.panel import Act, StepPanel, Words
from game.client.lesson.scene import Scene, top_widgets
from game.core.words import _
from game.match.lesson import Course, begun
from game.model.lesson import KEYS
from game.players.lessons import Mark, is_past, keep_from_now, mark_of, put_back

if TYPE_CHECKING:
    from game.client.app import App
    from game.model.lesson import Lesson

MOST_MOVES = 3  # of the map, so that the panel hides no place that a step points at
POINTED, BUTTON, READ, CROWD, DIALOG = (
    1000,
    60,
    20,
    6,
    4,
)  # what it costs the panel to cover a thing of that kind, a pixel


class Guide:
    """A lesson over a page. `folder`: where the game of the lesson is kept while it lasts."""

    def __init__(
        self,
        app: App,
        scene: Scene,
        lesson: Lesson,
        pulses: dict[str, int],
        folder: tempfile.TemporaryDirectory[str],
    ) -> None:
        self.app, self.scene, self.folder = app, scene, folder
        self.course: Course[Mark] = begun(lesson, mark_of(scene.table), pulses)
        self.panel = StepPanel(app.brush)
        self._shown: object = None
        self._moves = 0
        self._stood_aside = False  # the panel folded by itself in this step
        self._begin_step()

    # ------------------------------------------------------------ for the app
    @property
    def is_shown(self) -> bool:
        """The page of the lesson is on top."""
        return bool(self.app.stack) and self.app.screen is self.scene.screen

    def tick(self) -> bool:
        """Follows what was done; True if the page must be drawn again."""
        if self.scene.screen not in self.app.stack:
            self.close()
            return False
        before = self.course.at
        scene, mark = self.scene, mark_of(self.scene.table)
        self.course = self.course.follow(scene.standing(), scene.passing(), mark, is_busy=self._is_read)
        if self.course.at != before:
            self.app.speaker.play("pencil")
            self._begin_step()
        return self.is_shown and self._lay()

    def takes(self, event: pygame.Event) -> bool:
        """An event on the panel belongs to the lesson."""
        return self.is_shown and self.panel.takes(event)

    def paint(self, surface: pygame.Surface) -> None:
        """The rings, then the panel, over all that the page shows."""
        if self.is_shown:
            self.panel.draw(surface, self._rects())

    def acts(self) -> dict[str, Callable[[], object]]:
        """What leads through the lesson, by the names of the key table."""
        found: dict[str, Callable[[], object]] = {"lesson_end": self.end, "lesson_fold": self.fold}
        if self._may_step:
            found |= {"lesson_back": self.back, "lesson_again": self.again, "lesson_skip": self.skip}
        return found if self.is_shown else {}

    def close(self) -> None:
        """The lesson is left; its game is not kept unless it goes on as another."""
        if self.app.guide is self:
            self.app.guide = None
        self.folder.cleanup()

    @property
    def _is_read(self) -> bool:
        """Something lies over the page that the pupil has opened."""
        return self.scene.screen.modal is not None or not self.is_shown

    # ------------------------------------------------------------ the way through
    @property
    def _may_step(self) -> bool:
        return self.scene.is_ready and not self.course.is_over

    def skip(self) -> None:
        """The next step without this one."""
        self.course = self.course.skip(mark_of(self.scene.table))
        self._begin_step()

    def again(self) -> None:
        """This step from its beginning."""
        self._return(self.course.again())

    def back(self) -> None:
        """The step before from its beginning."""
        self._return(self.course.back())

    def _return(self, course: Course[Mark]) -> None:
        scene, old = self.scene, self.scene.table

        def anew(match: Any) -> Any:
            scene.open_anew(match)
            return scene.table

        self.course = course
        put_back(old, course.mark, anew)
        scene.refresh()
        scene.played = len(scene.table.match.records)
        self._begin_step()

    def fold(self) -> None:
        """The panel leaves the page but for its head, or comes back."""
        self.panel.is_folded = not self.panel.is_folded
        self.scene.screen.dirty = True

    def end(self) -> None:
        """The game goes on without the lesson, and is kept from now on as any other."""
        wrong = keep_from_now(self.scene.table, _(self.course.lesson.title))
        self.close()
        self.scene.screen.dirty = True
        if wrong:
            self.app.tell(_("Not saved"), wrong)

    # ------------------------------------------------------------ what is shown
    def words(self) -> Words:
        """The present step in words."""
        lesson, step = self.course.lesson, self.course.step
        if step is None:
            said = _("{key} ends the lesson; the game goes on, and is kept from now on.")
            return Words(_(lesson.title), _("The lesson is done"), _(lesson.end), said.format(key=self._key("end")))
        keys = {name: self.app.keys.of(name) for name in KEYS}
        head = _("{lesson} · step {n} of {m}")
        head = head.format(lesson=_(lesson.title), n=self.course.at + 1, m=len(lesson.step))
        told, missing = "", len(self.course.missing())
        if self.course.is_done:
            told = _("Done already: {key} goes on.").format(key=self._key("skip"))
        elif is_past(self.course, self.scene.table):
            told = _("The turn was played before this was done: {key} puts it back.").format(key=self._key("again"))
        elif not missing:
            told = _("Done: close this when you have read it.")
        elif missing < len(step.waits):
            told = _("Done: {n} of {m}.").format(n=len(step.waits) - missing, m=len(step.waits))
        return Words(head, _(step.title), _(step.say).format(**keys), _(step.window).format(**keys), told)

    def _key(self, way: str) -> str:
        return self.app.keys.of(f"lesson_{way}")

    def _rects(self) -> list[pygame.Rect]:
        """Nothing while a turn is played or watched: what the step points at was done, or must wait."""
        step = self.course.step
        return self.scene.rects(step.points) if step is not None and self.scene.is_ready else []

    def _begin_step(self) -> None:
        """Brings the first place that the step points at into view."""
        step = self.course.step
        places = [self.scene.place(p) for p in step.points] if step is not None else []
        here = next((p for p in places if p is not None), None)
        if here is not None and self.scene.is_ready:
            self.scene.show(here)
        self._shown, self._moves = None, MOST_MOVES
        self.panel.is_folded = self._stood_aside = False

    def _lay(self) -> bool:
        """Lays the panel out anew if something it depends on has changed; whether it has."""
        words, rects, screen = self.words(), self._rects(), self.scene.screen
        if self._is_read and self.course.step is not None and not self.course.missing() and not self._stood_aside:
            self.panel.is_folded = self._stood_aside = True  # what lies open is to be read, and all is done
        modal = screen.modal.rect if screen.modal is not None else None
        widgets = [w for w in top_widgets(screen) if w.visible]
        buttons = [w.rect for w in widgets if w.focusable]
        read = [w.rect for w in widgets if isinstance(w, GoalPanel) or (modal is not None and not w.focusable)]
        if screen.modal is not None:  # its title
            b = self.app.brush
            read.append(
                pygame.Rect(screen.modal.rect.topleft, (b.size(screen.modal.title, "title")[0] + b.px(40), b.px(60)))
            )
        shown = tuple(tuple(rect) for rect in (*rects, *buttons, *read, *([modal] if modal is not None else ())))
        key = (words, shown, self.app.size, self._may_step, self.panel.is_folded, id(self.app.brush))
        if key == self._shown:
            return False
        self._shown, self.panel.ui.brush = key, self.app.brush
        keep_off = [(r.inflate(12, 12), POINTED) for r in rects]
        keep_off += [(rect, BUTTON) for rect in buttons]
        keep_off += [(rect, READ) for rect in read]
        keep_off += [(rect, CROWD) for rect in self.scene.crowd()]
        keep_off += [(modal, DIALOG)] if modal is not None else []
        window, name = pygame.Rect((0, 0), self.app.size), _("Unfold") if self.panel.is_folded else _("Fold")
        fold = (name, self._key("fold"), self.fold, True, "plain")
        self.panel.lay(words, self._acts(), window, self.scene.room, keep_off, fold)
        step = self.course.step
        if step is not None and self._moves and self.scene.clear(step.points, self.panel.rect):
            self._moves -= 1  # the map is the pupil's: where it cannot be helped he moves it himself
        return True

    def _acts(self) -> list[Act]:
        on = _("Go on") if self.course.is_done else _("Skip")
        look = "brass" if self.course.is_done else "plain"
        end = (_("End"), self._key("end"), self.end, True, "brass" if self.course.is_over else "plain")
        if self.course.is_over:
            return [end]
        may = self._may_step
        return [
            (_("Step back"), self._key("back"), self.back, may and self.course.at > 0, "plain"),
            (_("Again"), self._key("again"), self.again, may, "plain"),
            (on, self._key("skip"), self.skip, may, look),
            end,
        ]
