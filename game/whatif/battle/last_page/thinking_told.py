"""What a general thought, in sentences: for the terminal and for the page."""

from __future__ import annotations

from game.core.words import _, counted
from game.match.battle import Match
from game.match.dates import moment_words
from game.whatif.battle.last_page.thinking import WHYS, Belief, PhaseTold, Rejected, Thinking


def thinking_lines(match: Match, found: Thinking) -> list[str]:
    """The plan by phases, belief against truth where a phase began, the rejected options, the worst order."""
    lines = [_phase(phase) for phase in found.phases]
    lines += [_belief(belief) for belief in found.beliefs]
    lines += [_rejected(one) for one in found.rejected]
    if found.worst is not None:
        words = _("His worst order: {turn}, {unit} against {place}, {n} men lost and the hex not taken.")
        worst, place = found.worst, match.scenario.hex_name(found.worst.target)
        lines.append(words.format(turn=worst.turn, unit=worst.unit, place=place, n=worst.lost))
    return lines


def _phase(phase: PhaseTold) -> str:
    why = _(WHYS.get(phase.why, WHYS[""]))
    parts = [_("{turn}: {title}, because {why}.").format(turn=phase.turn, title=phase.title, why=why), phase.reason]
    parts.append(counted("It lasted {n} turn.", "It lasted {n} turns.", phase.turns))
    if phase.why and phase.gain:
        parts.append(
            _("Reckoned {gain:+.1f} points, standard error {error:.1f}.").format(gain=phase.gain, error=phase.error)
        )
    if phase.start:
        parts.append(_("First assault {moment}.").format(moment=moment_words(phase.start)))
    return " ".join(part for part in parts if part)


def _belief(belief: Belief) -> str:
    words = _(
        "{turn}: believed in {known} enemy counters where {there} stood on the map; {right} stood where they were believed, the "
        "others {off} hexes off; {believed:,} men believed, {men:,} there."
    )
    return words.format(**belief._asdict())


def _rejected(one: Rejected) -> str:
    words = _(
        "Rejected, {turn}: {title} in place of {instead}, reckoned {gain:+.1f} points against it (standard error {error:.1f}, "
        "{worlds} games; own score {mean:.0f})."
    )
    return words.format(**one._asdict())
