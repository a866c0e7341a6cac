"""The general: he plays several plans on from what he believes, keeps to the one he has unless another is clearly better, and has
his staff carry it out. He reads his own view only; the same view, level, seed and plan so far give the same orders on every host.
"""

from __future__ import annotations

from game.match.battle.views import View
from game.model.battle.scenario import Scenario
from game.model.battle.thoughts import MOST_BELIEVED, MOST_OPTIONS, Believed, Phase, Thought, Weighed
from game.players.battle.general import phases
from game.players.battle.general.choices import AT, Choice, Sheet, by_key, choices, first_of
from game.players.battle.general.levels import LEVELS
from game.players.battle.general.search import Trial, trials_of, weigh

CLEARLY = 2.0  # standard errors by which another option must be better before the running plan is left
AT_DESK = 1.0  # the same for a signature, which leaves no plan


class General:
    """A commander for either side of any battle. `level`: one of LEVELS; `seed`: keeps the worlds of two games apart.

    `thought`: what he thought last; whoever goes on with a game gives him what stands in its journal.
    """

    def __init__(self, side: str, scenario: Scenario, level: str = "quick", *, seed: int = 0) -> None:
        self.side, self.scenario, self.level, self.seed = side, scenario, LEVELS[level], seed & 0xFFFF
        self.thought: Thought | None = None

    def orders(self, view: View) -> Sheet:
        """Orders and decisions for the turn of the view, every one of them legal."""
        phase, running = self._running()
        due = phases.leads_to(view, phase, running) if phase else ""
        trials = trials_of(view, choices(view, running))
        if len(trials) > 1:
            left = weigh(view, trials, self.level, self.seed)
        else:
            left = trials  # nothing to choose: a quiet turn costs nothing
        taken, why = chosen(left, due)
        desk = taken.choice.option.desk
        if phase is None or (why and not desk):
            phase = phases.begun(view, taken.choice, taken.sheet)
        self.thought = Thought(
            turn=view.turn.number,
            phase=phase,
            why="" if desk else why,
            desk=desk,
            weighed=_told(trials, left),
            believed=_believed(view),
        )
        return taken.sheet

    def _running(self) -> tuple[Phase | None, Choice]:
        """The phase of the plan so far with its choice; the staff's habit, and no phase, where there is none."""
        phase = self.thought.phase if self.thought else None
        found = by_key(self.scenario, self.side, phase.key) if phase else None
        return (phase, found) if found else (None, first_of(self.scenario, self.side))


def chosen(left: list[Trial], due: str) -> tuple[Trial, str]:
    """The trial that is followed, and why: "" for the running one, "gain", or "branch" where its phase leads to it."""
    running = left[0]
    best, why, most = running, "", 0.0
    for trial in left[1:]:
        gain, error = trial.over(running)
        is_due = bool(due) and trial.choice.key.partition(AT)[0] == due
        needed = 0.0 if is_due else (AT_DESK if trial.choice.option.desk else CLEARLY) * error
        if gain > needed and gain > most:
            best, why, most = trial, "branch" if is_due else "gain", gain
    return best, why


def _told(trials: list[Trial], left: list[Trial]) -> tuple[Weighed, ...]:
    """What the games said of each option, the best of the last round first."""
    running, lasted = trials[0], {id(t) for t in left}
    if not running.values:
        return ()
    ranked = sorted(trials, key=lambda t: (id(t) not in lasted, -t.over(running)[0]))
    found = []
    for trial in ranked[:MOST_OPTIONS]:
        gain, error = trial.over(running)
        figures = (round(trial.mean, 2), round(gain, 2), round(min(error, 1000.0), 2))
        found.append(Weighed(trial.choice.key, *figures, worlds=len(trial.values)))
    return tuple(found)


def _believed(view: View) -> tuple[Believed, ...]:
    return tuple(Believed(c.id, c.hex, c.men) for c in view.contacts[:MOST_BELIEVED])
