"""What each key does: one table of actions with their usual keys, the user's changes to it, and who asks."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pygame

from game.client.kit import keyboard
from game.core.words import N_, _
from game.model.battle.verbs import gestures


@dataclass(frozen=True)
class Action:
    """Something a key does. `where`: the page it belongs to; keys of one page, and of "all", do not clash."""

    name: str
    where: str
    keys: tuple[str, ...]
    title: str


ACTIONS = (
    Action("help", "all", ("F1",), N_("Help: keys, rules, about")),
    Action("full_screen", "all", ("F11",), N_("Full screen and back")),
    Action("larger", "all", ("Ctrl+=", "Ctrl++"), N_("Interface larger")),
    Action("smaller", "all", ("Ctrl+-",), N_("Interface smaller")),
    Action("leave", "all", ("Ctrl+Q",), N_("Leave the program")),
    Action("seal", "orders", ("Ctrl+Enter",), N_("Seal the orders")),
    Action("run", "orders", ("F5",), N_("Run until something happens")),
    Action("carry_on", "orders", ("Ctrl+B",), N_("Play a game of older rules on from here")),
    Action("confirm", "orders", ("Enter",), N_("Take the hex under the cursor")),
    Action("next", "orders", ("N",), N_("Next counter without an order")),
    Action("previous", "orders", ("P",), N_("Previous counter without an order")),
    *(Action(g.name, "orders", (g.key,), g.title) for _verb, g in gestures().values()),
    Action("whole", "orders", ("X",), N_("Orders to the whole formation, or to one counter")),
    Action("crest", "orders", ("C",), N_("Share of the men on the crest line")),
    Action("earlier", "orders", ("[",), N_("Start a pulse earlier; nothing in hand: a turn back")),
    Action("later", "orders", ("]",), N_("Start a pulse later")),
    Action("hour_earlier", "orders", ("Shift+[",), N_("Start an hour earlier")),
    Action("hour_later", "orders", ("Shift+]",), N_("Start an hour later")),
    Action("strike", "orders", ("Del", "Backspace"), N_("Take the order out")),
    Action("undo", "orders", ("Z", "Ctrl+Z"), N_("Undo")),
    Action("redo", "orders", ("Shift+Z", "Ctrl+Y"), N_("Redo")),
    Action("reach", "map", ("Space",), N_("Reach: assault, march, none")),
    Action("control", "map", ("K",), N_("Zones of control")),
    Action("sight", "map", ("L",), N_("Line of sight to the pointer")),
    Action("threat", "map", ("T",), N_("Enemy threat ranges")),
    Action("supply", "map", ("V",), N_("Supply, roads and crossings")),
    Action("supplies", "map", ("Shift+V",), N_("Supplies: shells, small arms, boats")),
    Action("orders", "map", ("O",), N_("Show or hide the orders")),
    Action("grid", "map", ("G",), N_("Numbers of the hexes")),
    Action("legend", "map", ("U",), N_("Legend of the map")),
    Action("fan", "map", ("Q",), N_("Spread the stack out")),
    Action("plan", "map", ("F4",), N_("Fire plan")),
    Action("desk", "map", ("F3",), N_("Decisions: leave, talks, truce")),
    Action("tree", "map", ("B",), N_("Order of battle")),
    Action("card", "map", ("I",), N_("Counter: companies, sources, history")),
    Action("why", "map", ("E",), N_("Why: the factors of a result or a forecast")),
    Action("report", "map", ("Y",), N_("Report of the last turn")),
    Action("treaty", "map", ("Shift+L",), N_("The line of 1886, and how both sides read it")),
    Action("road", "map", ("Shift+R",), N_("The longer road, 1860-1938")),
    Action("goals", "map", ("Shift+N",), N_("Briefing, and what counts")),
    Action("log", "map", ("J",), N_("Fold the log")),
    Action("panel", "map", ("F6",), N_("Panel on or off")),
    Action("zoom_in", "map", ("+", "="), N_("Zoom in")),
    Action("zoom_out", "map", ("-",), N_("Zoom out")),
    Action("menu", "map", ("Esc",), N_("Back; the game's menu")),
    Action("play", "film", ("Space",), N_("Film: play or pause")),
    Action("pulse_back", "film", ("Left",), N_("Film: a pulse back")),
    Action("pulse_on", "film", ("Right",), N_("Film: a pulse on")),
    Action("slower", "film", (",",), N_("Film: slower")),
    Action("faster", "film", (".",), N_("Film: faster")),
    Action("turn_back", "film", ("PgUp",), N_("Film of a Run: the turn before")),
    Action("turn_on", "film", ("PgDn",), N_("Film of a Run: the next turn")),
    Action("skip", "film", ("Enter", "Esc"), N_("Film: skip")),
    Action("lesson_back", "lesson", ("F8",), N_("Lesson: a step back")),
    Action("lesson_again", "lesson", ("F9",), N_("Lesson: this step again")),
    Action("lesson_skip", "lesson", ("F10",), N_("Lesson: skip this step, or go on")),
    Action("lesson_fold", "lesson", ("F7",), N_("Lesson: fold its panel, or unfold it")),
    Action("lesson_end", "lesson", ("F12",), N_("Lesson: end it and play on")),
    Action("t_seal", "theatre", ("Ctrl+Enter",), N_("Seal the order sheet")),
    Action("t_carry_on", "theatre", ("Ctrl+B",), N_("Play a game of older rules on from here")),
    Action("t_cards", "theatre", ("C",), N_("Cards of this turn")),
    Action("t_policy", "theatre", ("P",), N_("Choose a policy")),
    Action("t_tracks", "theatre", ("T",), N_("Tracks: record, cards and play")),
    Action("t_graphs", "theatre", ("G",), N_("Graphs over the turns")),
    Action("t_thesis", "theatre", ("H",), N_("The thesis and its dials")),
    Action("t_accounts", "theatre", ("A",), N_("Accounts of the turn, with their sources")),
    Action("t_tree", "theatre", ("B",), N_("The tree of all branches")),
    Action("t_road", "theatre", ("R",), N_("The longer road, 1860-1938")),
    Action("t_report", "theatre", ("Y",), N_("Report of the last turn")),
    Action("t_undo", "theatre", ("Z", "Ctrl+Z"), N_("Undo")),
    Action("t_redo", "theatre", ("Shift+Z", "Ctrl+Y"), N_("Redo")),
    Action("t_earlier", "theatre", ("[",), N_("Look at the turn before")),
    Action("t_later", "theatre", ("]",), N_("Look at the turn after")),
    Action("t_in", "theatre", ("+", "="), N_("Zoom in")),
    Action("t_out", "theatre", ("-",), N_("Zoom out")),
    Action("t_back", "theatre", ("Esc",), N_("Back; the game's menu")),
)
STEPS = (  # acts that go on while their key is held; all others answer a new press only
    "next", "previous", "earlier", "later", "hour_earlier", "hour_later", "undo", "redo", "zoom_in", "zoom_out",
    "pulse_back", "pulse_on", "t_undo", "t_redo", "t_in", "t_out", "t_earlier", "t_later",
)  # fmt: skip
PAGES = {
    "all": N_("Everywhere"),
    "orders": N_("Orders"),
    "map": N_("Map"),
    "film": N_("Film"),
    "lesson": N_("Lesson"),
    "theatre": N_("North or South"),
}
EVERYWHERE = ("all", "lesson")  # what holds on every page, or may lie over any
FIXED = (  # not to be changed: (keys, what they do)
    (N_("Arrows"), N_("Move the hex cursor")),
    (N_("Shift+Arrows"), N_("Pan the map")),
    (N_("Tab, Shift+Tab"), N_("Focus to the next or previous control; Enter presses it")),
    (N_("Right-drag"), N_("Assault where an enemy is known, else march; guns fire")),
    (N_("Wheel"), N_("Zoom; over a list: roll")),
)
REPLAY_KEYS = (
    (N_("Left, Right"), N_("A pulse back or on; with Shift a turn")),
    (N_("Home, End"), N_("To the beginning; to the end")),
    (N_("Space"), N_("Play or pause")),
    (N_("Ctrl+B"), N_("Play on from here")),
    (N_("E"), N_("Events of the turn, and why")),
    ("L", N_("The line of 1886, and how both sides read it")),
    ("T", N_("The tree of all branches")),
    ("Q", N_("Ask the laboratory from this turn")),
    (N_("Up, Down"), N_("Move both maps")),
    (N_("Esc"), N_("Back")),
)
ROAD_KEYS = (
    (N_("1 to 4"), N_("Years, forces, the line of 1886, where it lies")),
    (N_("Up, Down"), N_("The line before or after in the list")),
    (N_("Esc"), N_("Back")),
)
RECORD_KEYS = (
    (N_("Left, Right"), N_("A page back or on; with Shift a day")),
    (N_("Home, End"), N_("To the beginning; to the end")),
    (N_("Space"), N_("Play or pause")),
    ("/", N_("Search: a counter, a place or a person")),
    (", .", N_("The page before or after that speaks of the counter followed")),
    (N_("F"), N_("Stop following")),
    (N_("R"), N_("Re-enactment beside the record")),
    (N_("Ctrl+B"), N_("Play on from here")),
    ("T", N_("The tree of all branches")),
    ("V", N_("Seen whole, or as one side knew it")),
    (N_("M"), N_("Accounts or the map alone")),
    ("L", N_("The line of 1886, and how both sides read it")),
    (N_("Up, Down"), N_("Move the map")),
    (N_("Esc"), N_("Back")),
)
_NAMED = {
    pygame.K_RETURN: "Enter",
    pygame.K_KP_ENTER: "Enter",
    pygame.K_ESCAPE: "Esc",
    pygame.K_SPACE: "Space",
    pygame.K_DELETE: "Del",
    pygame.K_BACKSPACE: "Backspace",
    pygame.K_PAGEUP: "PgUp",
    pygame.K_PAGEDOWN: "PgDn",
    pygame.K_KP_PLUS: "+",
    pygame.K_KP_MINUS: "-",
    pygame.K_LEFT: "Left",
    pygame.K_RIGHT: "Right",
    pygame.K_UP: "Up",
    pygame.K_DOWN: "Down",
    pygame.K_TAB: "Tab",
}
_OTHERS = ("Home", "End", "Insert", "Pause", "Print screen", "Menu", *(f"F{n}" for n in range(1, 25)))
_WORDS = "|".join(sorted({word for word in _NAMED.values() if len(word) > 1} | {*_OTHERS}))
_KEY = re.compile(rf"(Ctrl\+)?(Alt\+)?(Shift\+)?([^\sa-z]|\[[^]\s]{{1,5}}\]|{_WORDS})")
MODIFIERS = (
    pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT, pygame.K_RALT,
    pygame.K_LMETA, pygame.K_RMETA, pygame.K_CAPSLOCK, pygame.K_NUMLOCK,
)  # fmt: skip


def key_name(event: pygame.Event) -> str:
    """A key press as written: "Ctrl+Enter", "Shift+Z", "["; "" for a modifier alone."""
    if event.key in MODIFIERS:
        return ""
    name = _NAMED.get(event.key) or pygame.key.name(event.key)
    name = name.upper() if len(name) == 1 else name[:1].upper() + name[1:]
    if event.mod & pygame.KMOD_SHIFT and name == "=":
        return "Ctrl++" if event.mod & pygame.KMOD_CTRL else "+"
    mods = (("Ctrl", pygame.KMOD_CTRL), ("Alt", pygame.KMOD_ALT), ("Shift", pygame.KMOD_SHIFT))
    return "+".join([word for word, bit in mods if event.mod & bit] + [name])


def is_key(name: str) -> bool:
    """Whether this is a key as written: "Ctrl+Enter", "Shift+Z", "[", "F7"."""
    return bool(_KEY.fullmatch(name))


def shown(name: str) -> str:
    """A key of the table as the user's own keyboard prints it."""
    mods, plus, last = name.rpartition("+")
    return f"{mods}{plus}{keyboard.printed(last)}" if last else name


class Bindings:
    """Which key does what, with the user's changes: `{action: key}` as the settings keep them."""

    def __init__(self, changed: dict[str, str] | None = None) -> None:
        self.changed = changed if changed is not None else {}
        for name in [n for n, key in self.changed.items() if n not in _BY_NAME or not is_key(key)]:
            del self.changed[name]  # of another version, or no key
        for name in [n for n, key in self.changed.items() if self.belongs_to(key, n)]:
            del self.changed[name]  # another's
        self._does: dict[tuple[str, str], str] = {}
        self._index()

    def action(self, event: pygame.Event, *pages: str) -> str:
        """What a key press does on the first of these pages that knows it; "" nothing."""
        name = key_name(event)
        return next((self._does[page, name] for page in pages if (page, name) in self._does), "")

    def of(self, action: str) -> str:
        """The key of an action as shown on buttons, as the user's own keyboard prints it."""
        return shown(self.keys(action)[0])

    def listed(self, action: str) -> str:
        """Every key of an action as shown in the list."""
        return "  ".join(map(shown, self.keys(action)))

    @property
    def steps(self) -> frozenset[str]:
        """Keys whose every act goes on while they are held."""
        others = {key for a in ACTIONS if a.name not in STEPS for key in self.keys(a.name)}
        return frozenset(key for name in STEPS for key in self.keys(name)) - (others & _FRESH)

    def keys(self, action: str) -> tuple[str, ...]:
        """Every key of an action."""
        return (self.changed[action],) if action in self.changed else _BY_NAME[action].keys

    def rebind(self, action: str, key: str) -> str:
        """Gives an action another key; "" or the line that says which action has it already."""
        if other := self.belongs_to(key, action):
            return _("{key} belongs to: {action}").format(key=shown(key), action=_(_BY_NAME[other].title))
        self.changed[action] = key
        if (key,) == _BY_NAME[action].keys:
            del self.changed[action]
        self._index()
        return ""

    def belongs_to(self, key: str, action: str) -> str:
        """The other action that has a key on a page where it would clash with this one; "" none."""
        page = _BY_NAME[action].where
        for other in ACTIONS:
            near = other.where in (page, *EVERYWHERE) or page in EVERYWHERE or {page, other.where} == {"orders", "map"}
            if other.name != action and near and key in self.keys(other.name):
                return other.name
        return ""

    def reset(self) -> None:
        """The usual keys again."""
        self.changed.clear()
        self._index()

    def _index(self) -> None:
        self._does = {(a.where, key): a.name for a in ACTIONS for key in self.keys(a.name)}


_SEALS = ("seal", "run", "t_seal")
_FRESH = {"Enter", "Space", "Esc", "Del", "Backspace", *(k for a in ACTIONS if a.name in _SEALS for k in a.keys)}
_BY_NAME = {a.name: a for a in ACTIONS}
