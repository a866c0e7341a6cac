"""Settings: language, size, colours, motion, sound and keys; each is tried at once and kept for the next start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.kit import palette, text
from game.client.kit.keys import ACTIONS, PAGES, key_name
from game.client.kit.settings import COLOURS
from game.client.kit.widgets import Button, Label, Listing, Modal, Row, Scroll, Tabs, Widget
from game.client.map import pictures, tokens
from game.core.words import N_, _, language
from game.files.language import LANGUAGES, use_language
from game.match.battle.stops import INTERRUPTS

if TYPE_CHECKING:
    from game.client.kit.screen import Screen

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
COLOUR_NAMES = (N_("Usual"), N_("Red-green"), N_("Blue-yellow"), N_("Contrast"))
YES_NO = (N_("Off"), N_("On"))
VOLUMES = (0, 20, 40, 60, 80, 100)
HEARD = (N_("All"), N_("Effects"), N_("Weather"))
GENERAL, SOUND, RUN, KEYS = range(4)


class OptionsDialog(Modal):
    """Four pages: what is seen, what is heard, what Run stops for, and the keys."""

    def __init__(self, screen: Screen, page: int = GENERAL) -> None:
        b = screen.brush
        super().__init__(b, (b.px(860), b.px(620)), _("Settings"), lambda: screen.show(None))
        self.screen, self.page, self.at = screen, page, -1
        self.waiting = ""  # the action that waits for its new key
        self.scroll, self.stops_scroll = Scroll(), Scroll()
        self._window = screen.size

    def lay_out(self, window: tuple[int, int]) -> None:
        """Places the page."""
        px, self._window = self.ui.brush.px, window
        self.size, self.title = (px(860), px(620)), _("Settings")
        room = self.place(window)
        pages = Tabs(
            (room.x, room.y - px(4), px(600), px(32)),
            (_("General"), _("Sound"), _("Run"), _("Keys")),
            self.page,
            self._turn,
        )
        close = Button(
            (room.right - px(120), room.bottom - px(30), px(120), px(38)), _("Close"), self.close, look="brass"
        )
        body = pygame.Rect(room.x, room.y + px(44), room.w, room.h - px(86))
        pages_of = {KEYS: self._keys, RUN: self._stops}
        widgets = pages_of.get(self.page, self._general)(body)
        old = self.ui.widgets.index(self.ui.focus) if self.ui.focus in self.ui.widgets else 0
        every = [pages, *widgets, close]
        self.set(every, focus=every[min(old, len(every) - 1)] if every[min(old, len(every) - 1)].focusable else pages)

    def _turn(self, page: int) -> None:
        self.page, self.waiting, self.note, self.at = page, "", "", -1
        self.lay_out(self._window)

    # ------------------------------------------------------------ general
    def _general(self, body: pygame.Rect) -> list[Widget]:
        app, px = self.screen.app, self.ui.brush.px
        s = app.settings
        codes = list(LANGUAGES)
        nearest = min(range(len(SCALES)), key=lambda i: abs(SCALES[i] - app.theme.scale))
        lines: list[tuple[str, Sequence[str], int, Callable[[int], None]]] = [
            (_("Language"), list(LANGUAGES.values()), codes.index(language()), lambda i: self._language(codes[i])),
            (_("Interface size"), [f"{round(100 * v)} %" for v in SCALES], nearest, self._scale),
            (_("Colours"), [_(n) for n in COLOUR_NAMES], COLOURS.index(s.colours), self._colours),
            (_("Hatched formations"), [_(n) for n in YES_NO], int(s.hatched), self._hatched),
            (_("Reduce motion"), [_(n) for n in YES_NO], int(s.reduce_motion), partial(self._set, "reduce_motion")),
            (_("Hex grid"), [_(n) for n in YES_NO], int(s.show_grid), self._grid),
            (_("Full screen"), [_(n) for n in YES_NO], int(pygame.display.is_fullscreen()), self._full),
        ]
        if self.page == SOUND:
            lines = self._sounds()
        out: list[Widget] = []
        y, step = body.y, min(px(48), body.h // len(lines))
        for name, words, at, act in lines:
            wide, high = min(body.w - px(230), px(116) * len(words)), min(px(34), step - px(4))
            out.append(Label((body.x, y + (high - px(22)) // 2, px(220), px(38)), name))
            out.append(Tabs((body.x + px(230), y, wide, high), words, at, act))
            y += step
        return out

    def _sounds(self) -> list[tuple[str, Sequence[str], int, Callable[[int], None]]]:
        s = self.screen.app.settings
        volume = min(range(len(VOLUMES)), key=lambda i: abs(VOLUMES[i] - s.volume))
        heard = 0 if s.effects == s.ambience else 1 if s.effects else 2
        return [
            (_("Volume"), [_("Off"), *(f"{v} %" for v in VOLUMES[1:])], volume, self._volume),
            (_("What is heard"), [_(n) for n in HEARD], heard, self._hear),
        ]

    def _volume(self, i: int) -> None:
        self._sound(volume=VOLUMES[i])

    def _hear(self, i: int) -> None:
        self._sound(effects=i != 2, ambience=i != 1)

    def _sound(self, **choices: int) -> None:
        s, speaker = self.screen.app.settings, self.screen.app.speaker
        for name, value in choices.items():
            setattr(s, name, value)
        s.save()
        speaker.tune(s.volume, s.effects, s.ambience)
        speaker.play("pencil")

    def _set(self, name: str, value: int) -> None:
        setattr(self.screen.app.settings, name, bool(value))
        self.screen.app.settings.save()

    def _language(self, code: str) -> None:
        app = self.screen.app
        app.settings.language = code
        app.settings.save()
        text.use_script(use_language(code))
        self._renew()

    def _scale(self, i: int) -> None:
        app = self.screen.app
        nearest = min(range(len(SCALES)), key=lambda k: abs(SCALES[k] - app.theme.scale))
        app.rescale(i - nearest)

    def _colours(self, i: int) -> None:
        app = self.screen.app
        app.settings.colours = COLOURS[i]
        app.settings.save()
        palette.use(COLOURS[i])
        tokens.renew()
        self._renew()

    def _hatched(self, i: int) -> None:
        tokens.renew(hatched=bool(i))
        self._set("hatched", i)
        self._renew()

    def _full(self, i: int) -> None:
        if bool(i) != pygame.display.is_fullscreen():
            self.screen.app.toggle_full()

    def _grid(self, i: int) -> None:
        pictures.use_grid(bool(i))
        self._set("show_grid", i)
        self._renew()

    def _renew(self) -> None:
        """Everything is painted again, on every page below too."""
        app = self.screen.app
        app.rescale(0)
        self.lay_out(self._window)

    # ------------------------------------------------------------ what Run stops for (rule 7.9)
    def _stops(self, body: pygame.Rect) -> list[Widget]:
        px, muted = self.ui.brush.px, self.screen.app.settings.muted_stops
        rows = [
            Row(_(i.name), under=_(i.about), right=_("muted") if i.id in muted else _("stops"), warn=False)
            for i in INTERRUPTS
        ]
        room = (body.x, body.y, body.w, body.h - px(70))
        listing = Listing(
            room, rows, self._choose, chosen=self.at, height=px(44), enter=self._mute, scroll=self.stops_scroll
        )
        y = body.bottom - px(60)
        change = Button((body.x, y, px(220), px(36)), _("Stop or mute"), lambda: self._mute(self.at))
        change.enabled, change.why_not = 0 <= self.at < len(rows), _("choose a line first")
        usual = Button((body.x + px(232), y, px(200), px(36)), _("As usual"), self._usual_stops)
        return [listing, change, usual]

    def _mute(self, i: int) -> None:
        if 0 <= i < len(INTERRUPTS):
            self._keep_muted(sorted(self.screen.app.settings.muted_stops ^ {INTERRUPTS[i].id}), i)

    def _usual_stops(self) -> None:
        self._keep_muted(None, self.at)

    def _keep_muted(self, muted: list[str] | None, at: int) -> None:
        settings = self.screen.app.settings
        settings.muted, self.at = muted, at
        settings.save()
        self.lay_out(self._window)

    # ------------------------------------------------------------ keys
    def _keys(self, body: pygame.Rect) -> list[Widget]:
        px, bound = self.ui.brush.px, self.screen.app.keys
        rows = [Row(_(a.title), mark=_(PAGES[a.where]), right=bound.listed(a.name)) for a in ACTIONS]
        listing = Listing(
            (body.x, body.y, body.w, body.h - px(70)),
            rows,
            self._choose,
            chosen=self.at,
            height=px(26),
            enter=self._wait,
            scroll=self.scroll,
        )
        y = body.bottom - px(60)
        change = Button(
            (body.x, y, px(220), px(36)),
            _("Press the new key …") if self.waiting else _("Change the key"),
            self._change,
        )
        change.enabled, change.why_not = self.at >= 0, _("choose a line first")
        usual = Button((body.x + px(232), y, px(200), px(36)), _("All keys as usual"), self._usual)
        return [listing, change, usual]

    def _choose(self, i: int) -> None:
        self.at, self.waiting, self.note = i, "", ""
        self.lay_out(self._window)

    def _wait(self, i: int) -> None:
        self.at = i
        self._change()

    def _change(self) -> None:
        self.waiting = ACTIONS[self.at].name
        self.note, self.is_error = (
            _("Press the new key for: {action}. Esc leaves it.").format(action=_(ACTIONS[self.at].title)),
            False,
        )
        self.lay_out(self._window)

    def _usual(self) -> None:
        self.screen.app.keys.reset()
        self.screen.app.settings.save()
        self._renew()

    def handle(self, event: pygame.Event) -> bool:
        """The key that an action waits for; else as every dialog."""
        if self.waiting and event.type == pygame.KEYDOWN:
            name = key_name(event)
            if name:
                action, self.waiting = self.waiting, ""
                self.note = "" if name == "Esc" else self.screen.app.keys.rebind(action, name)
                self.is_error = bool(self.note)
                self.screen.app.settings.save()
                self.lay_out(self._window)
            return True
        return super().handle(event)
