"""What a run is asked for: the key that its kept games go by, and how narrow an interval is enough."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from game.core.words import _
from game.players.battle.own import enlisted
from game.whatif import statistics
from game.whatif.battle.outcomes import is_share
from game.whatif.kept import FORMAT, Head

if TYPE_CHECKING:
    from game.model.battle.measures import Outcome
    from game.whatif.battle.runs import Game, Setting


class Precision(NamedTuple):
    """An interval that is narrow enough: `half` of it, in the outcome's unit, of a 0-or-1 outcome in points of percent."""

    outcome: str
    half: float


def head_of(settings: Sequence[Setting], seed: int) -> Head:
    """What stands for everything that decides the games of a run but how many they are.

    Raises:
        ValueError: a commander of one's own takes part: his code may change, and no key stands for it.
    """
    from game.rules.battle.resolve import RULES_VERSION

    own = [name for s in settings for name in s.commanders if name in enlisted()]
    if own:
        raise ValueError(_("games of {a} are not kept: a commander of one's own may be changed").format(a=own[0]))
    plan = [plain_setting(settings, k) for k in range(len(settings))]
    key = hashlib.sha256(msgspec.json.encode([RULES_VERSION, seed, plan], order="sorted")).hexdigest()
    first = settings[0]
    asked = {
        "scenario": first.scenario.id,
        "digest": first.scenario.digest,
        "seed": seed,
        "variants": [s.name for s in settings if not s.is_extra],
        "commanders": [" against ".join(s.commanders) for s in settings if not s.is_extra],
        "variant digests": [s.scenario.digest for s in settings],
        "beside": [f"{s.name}: {s.arm}, 1 in {s.every}" for s in settings if s.is_extra],
    }
    return Head(format=FORMAT, key=key, rules=RULES_VERSION, asked=asked)


def plain_setting(settings: Sequence[Setting], k: int) -> dict[str, Any]:
    """Everything that decides the games of setting `k` but their luck and the rules, whatever else is played beside it."""
    from game.rules.battle.state import digest

    setting = settings[k]
    found: dict[str, Any] = {
        "scenario": setting.scenario.digest,
        "commanders": setting.commanders,
        "every": setting.every,
    }
    if setting.against is not None:
        beside = settings[setting.against]
        found["beside"] = (beside.scenario.digest, beside.commanders)
    start = getattr(setting, "start", None)
    if start is not None:  # a saved position, which the scenario's digest does not tell
        found["start"] = (start.turn, *(digest(state) for state in (start.opening, *start.states)))
    return found


def outcome_of(settings: Sequence[Setting], precision: Precision) -> Outcome:
    """The outcome whose interval is asked for.

    Raises:
        ValueError: the scenario has none of that name, or the interval has no width.
    """
    from game.files.errors import nearest, one_line

    known = {o.id: o for o in settings[0].scenario.outcomes}
    if precision.outcome not in known:
        word = one_line(precision.outcome, most=60)
        raise ValueError(
            _('{id} has no outcome "{word}"{near}').format(
                id=settings[0].scenario.id, word=word, near=nearest(precision.outcome, known)
            )
        )
    if not precision.half > 0:
        raise ValueError(
            _("an interval of half {half:g} is never reached; needed more than 0").format(half=precision.half)
        )
    return known[precision.outcome]


@dataclass(frozen=True)
class Enough:
    """Whether the pairs so far give every what-if an interval that is narrow enough; without one, the outcome itself.

    In between stand what is played seldom, which is never asked. Where no pair differs nothing is known yet, and it goes on.
    """

    settings: tuple[Setting, ...]
    outcome: Outcome
    half: float

    def __call__(self, parts: tuple[Sequence[list[Game]], ...]) -> bool:
        """Asked of the first games of all settings."""
        main = [k for k, s in enumerate(self.settings) if not s.is_extra]
        changed = [k for k in main if self.settings[k].against not in (None, k)]
        return all(self._is_narrow(parts[0], k) for k in changed or main)

    def _is_narrow(self, pairs: Sequence[list[Game]], k: int) -> bool:
        shares, values = is_share(self.outcome), [self._value(pair[k]) for pair in pairs]
        against = self.settings[k].against
        found: statistics.Interval | statistics.Difference | None
        if against in (None, k):
            found = statistics.share(values) if shares else statistics.mean(values)
            low, high = (found.low, found.high) if found else (None, None)
        else:
            old = [self._value(pair[against or 0]) for pair in pairs]
            found = statistics.paired(old, values, shares=shares)
            low, high = found.lo, found.hi
        wide = None if low is None or high is None else (high - low) / 2
        return wide is not None and (100 if shares else 1) * wide <= self.half

    def _value(self, game: Game) -> float | None:
        return game.outcomes.get(self.outcome.id)
