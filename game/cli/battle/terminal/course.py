"""What happened, in lines: the log with its numbers, why an event came out so, the report of a turn, the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli import picking
from game.cli.battle.terminal.names import hex_words, side_name
from game.cli.battle.terminal.telling import score_lines
from game.cli.troubles import Trouble
from game.core.words import _, enumerated, written
from game.match.battle.grade import grade_line, grade_lines, standing_line
from game.match.battle.headline import folded, headline
from game.match.battle.news import GROUP_NAMES, GROUPS, bare, group_of, no_rows_words, result_words, row_words
from game.match.battle.verdict import verdict
from game.match.dates import turn_words

if TYPE_CHECKING:
    from game.match.battle import Event, Match, TurnRecord
    from game.match.battle.explain import Explanation
    from game.model.battle.measures import Outcome
    from game.players.battle.table import Table
    from game.rules.battle.state import State

Told = tuple[int, "TurnRecord", "Event"]


def told(table: Table) -> list[Told]:
    """Every event that the side knows of, numbered through the game, each with its turn."""
    match = table.match
    found: list[Told] = []
    for record in match.records:
        for event in match.events(record, table.side):
            found.append((len(found) + 1, record, event))
    return found


def event_line(number: int, record: TurnRecord, event: Event) -> str:
    """An event in a line, with the number that `why` asks for."""
    return _("Event {n}, {turn} {clock}: {text}").format(
        n=number, turn=turn_words(record.turn), clock=event.time, text=event.text
    )


def log_lines(table: Table, words: list[str]) -> list[str]:
    """Events of the last turn, or of all with "all"; other words filter: a group, a kind, a counter, a place, any word.

    Raises:
        Trouble: nothing has happened yet, or nothing fits.
    """
    events = _any(table)
    said = [w.lower() for w in words]
    if "all" in said:
        at = said.index("all")
        words = words[:at] + words[at + 1 :]
    else:
        last = [table.match.records[k] for k in _just_played(table)]
        events = [e for e in events if any(e[1] is record for record in last)]
    search = " ".join(words)
    found = [e for e in events if _fits(table, e, search)]
    if not found and search:
        raise Trouble(
            _('no event has "{word}" about it; groups are {groups}, and log all looks through every turn').format(
                word=picking.shown(search), groups=enumerated(GROUPS)
            )
        )
    return [event_line(*e) for e in found] or [_("Nothing to report from the last turn")]


def why_lines(table: Table, words: list[str]) -> list[str]:
    """The factors of an event, each with its value, its rule and its source.

    Raises:
        Trouble: there is no event of that number.
    """
    events = _any(table)
    said = words[0] if words else ""
    if not (said.isdigit() and said.isascii() and len(said) < 8 and 1 <= int(said) <= len(events)):
        raise Trouble(
            _('no event "{n}"; needed a number 1 to {m} from the log').format(n=picking.shown(said), m=len(events))
        )
    event = events[int(said) - 1]
    why = table.match.explain(event[2])
    lines = [event_line(*event)]
    rule = next((e.rule for e in table.scenario.events if e.code == event[2].kind), "")
    lines += _factor_lines(why)
    if why.killed is not None:
        lines += [_("Of those hit, killed"), *_factor_lines(why.killed)]
    if not why.lines:
        found = table.scenario.rule(rule)
        cited = _(" (rule {n}, {t})").format(n=found.number, t=_(found.title)) if found else ""
        lines.append(f"{no_rows_words(why)}{cited}")
    return lines


def _factor_lines(why: Explanation) -> list[str]:
    lines = [
        _("Factor {name}: {value}{luck}; rule {rule} {title}, source {source}").format(
            name=line.name,
            value=row_words(why, k).replace("×", _("times ")),
            luck=_(", drawn by chance") if line.is_luck else "",
            rule=line.rule,
            title=line.rule_title,
            source=line.source,
        )
        for k, line in enumerate(why.lines)
    ]
    return [*lines, _("What the factors come to: {r}").format(r=result_words(why))] if lines else []


def report_lines(table: Table) -> list[str]:
    """The headline of what was just played, what the last turn cost and brought, then its events folded by place.

    Raises:
        Trouble: no turn has been played.
    """
    _any(table)
    match, side = table.match, table.side
    record = match.records[-1]
    before = match.records[-2].state if len(match.records) > 1 else match.opening
    lost = _lost(match, side, record, record.state) - _lost(match, side, record, before)
    own = [u for u in table.view.own if u.hex is not None]
    events = match.events(record, side)
    taken = [e for e in events if bare(e.kind) == "hex_taken"]
    lines = [
        *_headlines(table),
        _("Report of {turn} for {side}").format(turn=turn_words(record.turn), side=side_name(table)),
        _("Own men lost in {turn}: {n}").format(turn=turn_words(record.turn), n=lost),
        _("Men in the field: {n}").format(n=sum(u.men + u.crew for u in own)),
        _("Hexes that changed hands in {turn}: {n}").format(turn=turn_words(record.turn), n=len(taken)),
        _("Enemy counters in sight: {n}").format(n=sum(1 for c in table.view.contacts if c.now)),
        _("Own score now: {n:.1f} of 100").format(n=table.view.score.total),
        *_folds(table),
    ]
    return lines


def _headlines(table: Table) -> list[str]:
    """A line for each turn that was just played."""
    match = table.match
    return [
        _("{turn}: {headline}").format(
            turn=turn_words(match.records[k].turn), headline=" ".join(headline(match, k, table.side))
        )
        for k in _just_played(table)
    ]


def _folds(table: Table) -> list[str]:
    """A line for each place where something happened."""
    found = folded(table.match, _just_played(table), table.side)
    if not found:
        return [_("Nothing to report from the last turn")]
    lines = [_("At {line}").format(line=fold.line) for fold in found]
    return [*lines, _("log lists every event with its number, log PLACE those of a place")]


def _just_played(table: Table) -> range:
    """Places among the records of the turns since the orders were sealed: all that Run has just played."""
    played = len(table.match.records)
    return range(max(0, played - max(1, table.run_turns)), played)


def _grades(table: Table, side: str) -> list[str]:
    """How a side's score is graded: a human's against the opponent he had, the computer's by the re-enactments alone."""
    against = table.against(side)
    if side not in table.humans or against is None:
        return [grade_line(table.match, side)]
    from game.files.battle import standing
    from game.files.errors import BadFile
    from game.players.battle.staffs import thinks
    from game.whatif.battle.same_luck import luck_line, same_luck

    lines = grade_lines(table.match, side, against)
    if not thinks(against):  # two more games of his would be waited for
        lines.append(luck_line(same_luck(table.match, side, against)))
    try:
        lines.append(standing_line(standing.keep(table.ended()), is_branch=bool(table.match.parent)))
    except BadFile as e:
        lines.append(str(e))
    return lines


def verdict_lines(table: Table) -> list[str]:
    """The end: the verdict in words, both scores by their own aims, the outcomes beside the record, the claims of 1938."""
    from game.whatif.battle.last_page.plans import error_line
    from game.whatif.battle.outcomes import measure

    match, scenario = table.match, table.scenario
    lines = [_("The battle is over."), *verdict(match)]
    for side in scenario.sides:
        score = match.score(side)
        head = _("Final score of {side}: {n:.1f} of 100 by its own aims").format(
            side=side_name(table, side), n=score.total
        )
        lines += [head, *score_lines(table, score)[1:]]
        lines += _grades(table, side)
        lines += filter(None, [error_line(match, side, table.staff_of(side))])
    found = measure(match)
    for outcome in scenario.outcomes:
        value = found[outcome.id]
        lines.append(
            _(
                "Outcome {name}: {value} here, {record} in the record ({unit}; source {source}, confidence {mark})"
            ).format(
                name=_(outcome.name),
                value=_number(outcome, value),
                record=_record(outcome),
                unit=_(outcome.unit),
                source=outcome.source,
                mark=outcome.confidence,
            )
        )
    lines += [
        _("Claimed in 1938 by {side}: {text} (source {source}, confidence {mark})").format(
            side=side_name(table, c.side), text=_(c.text), source=c.source, mark=c.confidence
        )
        for c in scenario.scoring.claims
    ]
    return lines


def _any(table: Table) -> list[Told]:
    if not table.match.records:
        raise Trouble(_("nothing has happened yet: no turn has been played"))
    return told(table)


def _fits(table: Table, one: Told, search: str) -> bool:
    if not search:
        return True
    event, word = one[2], search.casefold()
    groups = {g for g in GROUPS if word in (g, _(GROUP_NAMES[g]).casefold())}
    if groups:
        return group_of(event.kind) in groups
    where = hex_words(table.scenario, event.hex) if event.hex is not None else ""
    about = (event_line(*one), where, event.actor, event.target, bare(event.kind).replace("_", " "))
    return any(word in text.casefold() for text in about)


def _lost(match: Match, side: str, record: TurnRecord, state: State) -> int:
    return sum(u.lost for u in match.view_at(side, state, record.turn).own)


def _number(outcome: Outcome, value: float | None) -> str:
    if outcome.measure == "place_taken":
        return _("yes") if value else _("no")
    return _("nothing") if value is None else written(value, ".4g")


def _record(outcome: Outcome) -> str:
    """The record's figure, and its band where it is inferred."""
    figure_ = _number(outcome, outcome.record)
    if outcome.record_low is None or outcome.record_high is None:
        return figure_
    band = _("{a} to {b}").format(a=_number(outcome, outcome.record_low), b=_number(outcome, outcome.record_high))
    return band if outcome.record is None else _("{n}, band {band},").format(n=figure_, band=band)
