"""The commands of the terminal: name, short form, what they do, and the help of each."""

from __future__ import annotations

from game.cli import picking
from game.cli.battle.terminal import country, course, names, telling, writing
from game.cli.battle.terminal.order_line import choices, option_words
from game.cli.rules import find as find_rules
from game.cli.text_loop import FILES, HELP, RESOLVE, Command, Session, needed
from game.cli.troubles import Trouble
from game.core.words import N_, _, enumerated, titled
from game.match.battle.rule_text import rule_text
from game.match.battle.stops import INTERRUPTS
from game.model.battle.verbs import MISSION_ROWS, VERBS


def _order_help(session: Session) -> list[str]:
    missions = {m.name.replace("_", "-"): m.help for m in MISSION_ROWS.values()}
    return [
        _("Hours are 02:15 or 31 Jul 02:15; limit and line are shares such as 30%; crest is 0 to 3 thirds"),
        *writing.example_lines(session.table),
        *(_("Task {task}: {about}").format(task=v.name, about=_(v.help)) for v in VERBS.values()),
        *(_("Mission {name}: {about}").format(name=name, about=_(about)) for name, about in missions.items()),
        _("Words that are options by themselves: {w}").format(w=enumerated(choices())),
        _("Options with a value after them: {w}").format(w=enumerated(sorted(option_words()))),
    ]


def _briefing(session: Session, words: list[str]) -> list[str]:
    scenario = session.table.scenario
    text = _(scenario.briefing.get(session.table.side, ""))
    return [titled(_(scenario.title), _(scenario.subtitle)), *(p for p in text.strip().split("\n\n"))]


def _reach(session: Session, words: list[str]) -> list[str]:
    table = session.table
    if len(words) < 2:
        raise Trouble(_("needed: reach UNIT HEX"))
    unit, rest = picking.take(words, lambda w: names.own_counter(table, w))
    there = country.wanted(table, rest) if rest else None
    if there is None:
        raise Trouble(_("needed: reach UNIT HEX"))
    march = table.view.march_to(unit, there)
    hex_ = names.hex_words(table.scenario, there)
    if march is None:
        return [_("{unit} finds no way to {hex} round the enemies you know of (rule 7.13)").format(unit=unit, hex=hex_)]
    return [
        _("{unit} needs {h:.1f} hours to {hex}, and {d} minutes before it starts (rules 5.2, 7.6)").format(
            unit=unit, h=march.hours, hex=hex_, d=(march.sets_out - table.first_pulse) * 15
        ),
        country.there_words(table, march),
    ]


def _run(session: Session, words: list[str]) -> list[str]:
    session.seal(run=True)
    return []


def _doubts(session: Session, words: list[str]) -> list[str]:
    return writing.doubt_lines(session.table) or [_("Nothing is doubtful about what is written")]


def _back(session: Session, words: list[str]) -> list[str]:
    table = session.table
    if wrong := table.why_not_back():
        raise Trouble(wrong)
    table.go_back()
    session.sit_down()
    return []


def _stops(session: Session, words: list[str]) -> list[str]:
    if words:
        kind = picking.pick(words[0], {i.id: i.id for i in INTERRUPTS}, _("kind of stop"))
        said = words[1].lower() if len(words) > 1 else ""
        if said not in ("on", "off"):
            raise Trouble(_("needed: stops KIND on, or off"))
        session.table.muted = session.table.muted - {kind} if said == "on" else session.table.muted | {kind}
    return [
        _("Stop {id}, {state}: {about}").format(
            id=i.id, state=_("off") if i.id in session.table.muted else _("on"), about=_(i.about)
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
                n=rule.number, t=_(rule.title), text=rule_text(scenario, rule), s=rule.source
            )
        )
        lines += [
            _("Parameter {name} = {v:g} {unit}, range {a:g} to {b:g}: {m}").format(
                name=p.name, v=p.value, unit=_(p.unit), a=p.low, b=p.high, m=_(p.meaning)
            )
            for p in (known[name] for name in rule.parameters if name in known)
        ]
    return lines


COMMANDS: tuple[Command, ...] = (
    HELP,
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
        lambda _s: [_("units howitz by men: counters that have the word about them, the strongest first")],
    ),
    Command(
        "unit",
        "u",
        "unit NAME",
        N_("everything you know of a counter or formation: companies, task, sources, its history"),
        lambda s, w: telling.unit_lines(s.table, needed(w, "unit NAME")),
    ),
    Command(
        "map",
        "m",
        "map [HEX|UNIT] [N]",
        N_("the ground around a hex in words, N hexes far (1)"),
        lambda s, w: country.map_lines(s.table, w),
        lambda _s: [_("A hex is 18,26 or 1826, a place, or a counter that stands on it")],
    ),
    Command(
        "look",
        "l",
        "look HEX",
        N_("everything you know of one hex"),
        lambda s, w: country.look_lines(s.table, needed(w, "look HEX")),
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
        lambda s, w: writing.order_lines(s.table, needed(w, "order UNIT TASK [HEX] [OPTIONS]")),
        _order_help,
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
    RESOLVE,
    Command("run", "g", "run", N_("seals, and plays turns until something happens"), _run),
    Command("doubts", "do", "doubts", N_("what is doubtful about your orders before you seal them"), _doubts),
    Command("back", "ba", "back", N_("goes back to the turn before, as a branch in a file of its own"), _back),
    Command("stops", "st", "stops [KIND on|off]", N_("what run stops for; switches one kind on or off"), _stops),
    Command(
        "log",
        "lg",
        "log [all] [FILTER]",
        N_("events of the last turn, or of all; filtered by group, kind, counter, place or word"),
        lambda s, w: course.log_lines(s.table, w),
        lambda _s: [_("Groups are combat, movement and sight")],
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
    *FILES,
)
