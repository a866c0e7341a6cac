"""The commands of the terminal: name, short form, what they do, and the help of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.battle.terminal import country, course, names, telling, writing
from game.cli.battle.terminal.opening import open_table
from game.cli.battle.terminal.order_line import choices, option_words
from game.cli.output import check_folder
from game.cli.rules import find as find_rules
from game.cli.troubles import Trouble
from game.core.words import N_, _
from game.files import saves
from game.match.battle.stops import INTERRUPTS
from game.model.battle.verbs import MISSION_ROWS, VERBS

if TYPE_CHECKING:
    from game.cli.battle.terminal.session import Session

Act = Callable[["Session", list[str]], Iterable[str]]


@dataclass(frozen=True)
class Command:
    """A command: `usage` as it is typed, `about` in a line, `more` the lines that help adds."""

    name: str
    short: str
    usage: str
    about: str
    act: Act
    more: tuple[str, ...] = ()


def find(word: str) -> Command:
    """The command of a name, a short form, or the beginning of a name.

    Raises:
        Trouble: there is none, or several begin so.
    """
    said = word.lower()
    for command in COMMANDS:
        if said in (command.name, command.short):
            return command
    if said in ALIASES:
        return find(ALIASES[said])
    begin = [c for c in COMMANDS if c.name.startswith(said)]
    if begin and all(c.name.startswith(begin[0].name) for c in begin):  # "ord" is order, not orders
        return begin[0]
    try:
        return names.pick(word, {c.name: c for c in COMMANDS}, _("command"))
    except names.Unclear:
        raise
    except Trouble as e:
        raise Trouble(_("{why}; help lists the commands").format(why=e)) from None


# ---------------------------------------------------------------- acts
def _help(session: Session, words: list[str]) -> list[str]:
    if words:
        command = find(words[0])
        head = _("{usage} (short: {short}): {about}").format(
            usage=command.usage, short=command.short, about=_(command.about)
        )
        lines = [head, *(_(line) for line in command.more)]
        if command.name == "order":
            lines += writing.example_lines(session.table)
            missions = {m.name.replace("_", "-"): m.help for m in MISSION_ROWS.values()}
            lines += [
                *(_("Task {task}: {about}").format(task=v.name, about=_(v.help)) for v in VERBS.values()),
                *(_("Mission {name}: {about}").format(name=name, about=_(about)) for name, about in missions.items()),
                _("Words that are options by themselves: {w}").format(w=", ".join(choices())),
                _("Options with a value after them: {w}").format(w=", ".join(sorted(option_words()))),
            ]
        return lines
    lines = [_("{name}, short {short}: {about}").format(name=c.name, short=c.short, about=_(c.about)) for c in COMMANDS]
    lines.append(_("Names may be cut short while they are unique; help COMMAND tells more; # begins a remark"))
    return lines


def _briefing(session: Session, words: list[str]) -> list[str]:
    scenario = session.table.scenario
    text = _(scenario.briefing.get(session.table.side, ""))
    return [f"{_(scenario.title)}: {_(scenario.subtitle)}", *(p for p in text.strip().split("\n\n"))]


def _reach(session: Session, words: list[str]) -> list[str]:
    table = session.table
    if len(words) < 2:
        raise Trouble(_("needed: reach UNIT HEX"))
    unit, rest = names.take(words, lambda w: names.own_counter(table, w))
    there = country.wanted(table, rest) if rest else None
    if there is None:
        raise Trouble(_("needed: reach UNIT HEX"))
    hours = table.view.reach_hours(unit).get(there)
    hex_ = names.hex_words(table.scenario, there)
    if hours is None:
        return [_("{unit} finds no way to {hex} round the enemies you know of (rule 7.13)").format(unit=unit, hex=hex_)]
    return [
        _("{unit} needs {h:.1f} hours to {hex}, and {d} minutes before it starts (rules 5.2, 7.6)").format(
            unit=unit, h=hours, hex=hex_, d=table.scenario.counter(unit).delay * 15
        )
    ]


def _resolve(session: Session, words: list[str]) -> list[str]:
    writing.check_open(session.table)
    session.seal()
    return []


def _run(session: Session, words: list[str]) -> list[str]:
    writing.check_open(session.table)
    session.seal(run=True)
    return []


def _stops(session: Session, words: list[str]) -> list[str]:
    if words:
        kind = names.pick(words[0], {i.id: i.id for i in INTERRUPTS}, _("kind of stop"))
        said = words[1].lower() if len(words) > 1 else ""
        if said not in ("on", "off"):
            raise Trouble(_("needed: stops KIND on, or off"))
        session.muted = session.muted - {kind} if said == "on" else session.muted | {kind}
    return [
        _("Stop {id}, {state}: {about}").format(
            id=i.id, state=_("off") if i.id in session.muted else _("on"), about=_(i.about)
        )
        for i in INTERRUPTS
    ]


def _score(session: Session, words: list[str]) -> list[str]:
    table = session.table
    return course.verdict_lines(table) if table.match.over else telling.score_lines(table, table.view.score)


def _rules(session: Session, words: list[str]) -> list[str]:
    scenario = session.table.scenario
    book = list(scenario.rulebook)
    if not words:
        return [_("Rule {n}: {t}").format(n=r.number, t=_(r.title)) for r in book]
    known = {p.name: p for p in scenario.parameters}
    lines: list[str] = []
    for rule in find_rules(book, " ".join(words)):
        lines.append(
            _("Rule {n}, {t}: {text} Source: {s}").format(
                n=rule.number, t=_(rule.title), text=_(rule.text), s=rule.source
            )
        )
        lines += [
            _("Parameter {name} = {v:g} {unit}, range {a:g} to {b:g}: {m}").format(
                name=p.name, v=p.value, unit=_(p.unit), a=p.low, b=p.high, m=_(p.meaning)
            )
            for p in (known[name] for name in rule.parameters if name in known)
        ]
    return lines


def _save(session: Session, words: list[str]) -> list[str]:
    table, name = session.table, " ".join(words)
    path = (Path(name) if name.endswith(saves.SUFFIX) else saves.path_for(name)) if name else table.path
    check_folder(str(path) if path != table.path and name.endswith(saves.SUFFIX) else None)
    wrong = table.save(path) or table.keep_orders(path)
    if wrong:
        raise Trouble(wrong)
    return [_("Saved: {path}").format(path=path)]


def _load(session: Session, words: list[str]) -> list[str]:
    name = " ".join(words)
    games = saves.saved_games()
    if not name:
        return [_("Saved game {name}, {day}").format(name=g.name, day=g.day) for g in games] or [_("No game is saved")]
    path = Path(name)
    if not name.endswith(saves.SUFFIX):
        path = names.pick(name, {g.name: g.path for g in games}, _("saved game"))
    table = open_table(path)
    notice = table.match.notice
    session.tell(
        [_("Opened: {path}; {turns}").format(path=path, turns=course.turns_line(table)), *([notice] if notice else [])]
    )
    session.take_table(table)
    return []


def _quit(session: Session, words: list[str]) -> list[str]:
    session.leave()
    return []


COMMANDS: tuple[Command, ...] = (
    Command("help", "h", "help [COMMAND]", N_("the commands, or one of them in full"), _help),
    Command("briefing", "b", "briefing", N_("what your side is asked to do"), _briefing),
    Command(
        "state",
        "s",
        "state",
        N_("date, turn, light, weather, places, score and its parts"),
        lambda s, w: telling.state_lines(s.table),
    ),
    Command("score", "sc", "score", N_("the score and its parts; both sides' at the end"), _score),
    Command(
        "units",
        "us",
        "units [WORDS] [by name|men|hex|formation|task]",
        N_("your counters, searched and sorted"),
        lambda s, w: telling.units_lines(s.table, w),
        (N_("units howitz by men: counters that have the word about them, the strongest first"),),
    ),
    Command(
        "unit",
        "u",
        "unit NAME",
        N_("everything you know of a counter or formation: companies, task, sources, its history"),
        lambda s, w: telling.unit_lines(s.table, _needed(w, "unit NAME")),
    ),
    Command(
        "map",
        "m",
        "map [HEX|UNIT] [N]",
        N_("the ground around a hex in words, N hexes far (1)"),
        lambda s, w: country.map_lines(s.table, w),
        (N_("A hex is 18,26 or 1826, a place, or a counter that stands on it"),),
    ),
    Command(
        "look",
        "l",
        "look HEX",
        N_("everything you know of one hex"),
        lambda s, w: country.look_lines(s.table, _needed(w, "look HEX")),
    ),
    Command(
        "places",
        "p",
        "places [WORD]",
        N_("named places with their hexes"),
        lambda s, w: country.places_lines(s.table, w),
    ),
    Command("reach", "re", "reach UNIT HEX", N_("the hours a counter needs to a hex"), _reach),
    Command(
        "supply",
        "su",
        "supply",
        N_("shells, small arms, lots of the boats; who is short and since when"),
        lambda s, w: telling.supply_lines(s.table),
    ),
    Command("contacts", "c", "contacts", N_("the enemy as last seen"), lambda s, w: telling.contacts_lines(s.table)),
    Command(
        "engagements", "e", "engagements", N_("the fights you know of"), lambda s, w: telling.engagement_lines(s.table)
    ),
    Command(
        "order",
        "o",
        "order UNIT TASK [HEX] [OPTIONS]",
        N_("an order for a counter, or for a whole formation"),
        lambda s, w: writing.order_lines(s.table, _needed(w, "order UNIT TASK [HEX] [OPTIONS]")),
        (N_("Hours are 02:15 or 31 Jul 02:15; limit and line are shares such as 30%; crest is 0 to 3 thirds"),),
    ),
    Command("orders", "os", "orders", N_("the orders written, numbered"), lambda s, w: writing.orders_lines(s.table)),
    Command(
        "cancel",
        "x",
        "cancel UNIT|NUMBER|all",
        N_("strikes out orders"),
        lambda s, w: writing.cancel_lines(s.table, w),
    ),
    Command(
        "undo", "z", "undo", N_("takes back the last change of the orders"), lambda s, w: writing.undo_lines(s.table)
    ),
    Command("redo", "y", "redo", N_("makes it again"), lambda s, w: writing.redo_lines(s.table)),
    Command(
        "forecast",
        "f",
        "forecast [UNIT|HEX]",
        N_("the odds of the assaults written, from what you know"),
        lambda s, w: writing.forecast_lines(s.table, w),
    ),
    Command("resolve", "r", "resolve", N_("seals your orders and plays the turn"), _resolve),
    Command("run", "g", "run", N_("seals, and plays turns until something happens"), _run),
    Command("stops", "st", "stops [KIND on|off]", N_("what run stops for; switches one kind on or off"), _stops),
    Command(
        "log",
        "lg",
        "log [all] [FILTER]",
        N_("events of the last turn, or of all; filtered by group, kind, counter, place or word"),
        lambda s, w: course.log_lines(s.table, w),
        (N_("Groups are combat, movement and sight"),),
    ),
    Command(
        "why",
        "w",
        "why NUMBER",
        N_("every factor of an event, with its rule and source"),
        lambda s, w: course.why_lines(s.table, w),
    ),
    Command(
        "report", "t", "report", N_("the last turn: its cost and its events"), lambda s, w: course.report_lines(s.table)
    ),
    Command("rules", "ru", "rules [NUMBER|WORD]", N_("the rulebook: its list, a rule, a chapter, a word"), _rules),
    Command("save", "sv", "save [NAME]", N_("saves under a name, or to a file that ends in .journal"), _save),
    Command("load", "ld", "load [NAME]", N_("lists the saved games, or goes on with one"), _load),
    Command("quit", "q", "quit", N_("saves and ends"), _quit),
)
ALIASES = {"seal": "resolve", "end": "resolve", "go": "run", "exit": "quit", "?": "help", "info": "unit"}


def _needed(words: list[str], usage: str) -> list[str]:
    if not words:
        raise Trouble(_("needed: {usage}").format(usage=usage))
    return words
