"""What-ifs crossed: one that asks two or more questions at once, as `one+other`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from msgspec.structs import fields, replace

from game.core.words import _
from game.model.battle.whatif import WhatIf

if TYPE_CHECKING:
    from game.model.battle.scenario import Scenario

JOIN = "+"
MOST = 3  # questions that are asked at once
ALONE = ("format", "id", "title", "question", "summary", "scenario", "basis", "sources_differ", "review", "evidence")
SINGLE = ("talks", "begin", "horizon")  # one value, which two questions may not both give


def crossed(parts: Sequence[WhatIf], scenario: Scenario) -> WhatIf:
    """One what-if with all changes of several, in their order.

    A formation stands for its counters: what one question says of a regiment and another of its battalion goes together only
    where it is the same.

    Raises:
        ValueError: two of them would change the same thing otherwise, or there are too many.
    """
    if len(parts) > MOST:
        raise ValueError(
            _("{listed}: {n} questions at once; at most {most}").format(
                listed=JOIN.join(p.id for p in parts), n=len(parts), most=MOST
            )
        )
    one = parts[0]
    belongs = {c.id: c.formation for c in scenario.counters if c.formation and c.formation != c.id}
    for other in parts[1:]:
        _refuse_parts(one, other, belongs)
        _refuse_arrivals(one, other, belongs)
        one = _both(one, other)
    return one


def crossings(chosen: Sequence[WhatIf], scenario: Scenario) -> tuple[WhatIf, ...]:
    """Those chosen, then every pair of them and what is more of them at once, up to three.

    Raises:
        ValueError: as `crossed`.
    """
    more = (c for n in range(2, min(MOST, len(chosen)) + 1) for c in combinations(chosen, n))
    return (*chosen, *(crossed(c, scenario) for c in more))


def _both(one: WhatIf, other: WhatIf) -> WhatIf:
    changes: dict[str, Any] = {}
    for field in fields(WhatIf):
        a, b = getattr(one, field.name), getattr(other, field.name)
        if field.name in ALONE:
            continue
        if field.name in SINGLE:
            if a and b and a != b:
                raise ValueError(
                    _("{id} and {a} give another {name} each: {b} and {c}").format(
                        id=one.id, a=other.id, name=field.name, b=a, c=b
                    )
                )
            changes[field.name] = a or b
        elif isinstance(a, dict):
            _refuse(one, other, field.name, [k for k in a.keys() & b.keys() if a[k] != b[k]])
            changes[field.name] = a | b
        else:
            mine = {_of(entry): entry for entry in a}
            _refuse(one, other, field.name, [_of(e) for e in b if _of(e) in mine and mine[_of(e)] != e])
            changes[field.name] = (*a, *(e for e in b if _of(e) not in mine))
    return replace(
        one,
        **changes,
        id=f"{one.id}{JOIN}{other.id}",
        title=f"{_(one.title)} {JOIN} {_(other.title)}",
        question=f"{_(one.question)} {_(other.question)}",
        summary=f"{_(one.summary)} {_(other.summary)}",
        basis=" ".join(_(basis) for basis in (one.basis, other.basis) if basis),
        evidence=(*one.evidence, *other.evidence),
        sources_differ="",
        review=None,
    )


def _of(entry: Any) -> tuple[object, ...]:
    """What an entry changes: two that have the same do not go together unless they are one."""
    names = ("turn", "side", "unit", "id", "who", "act", "kind", "start", "wing", "date")
    if isinstance(entry, str):
        return (entry,)
    is_order = hasattr(entry, "task")
    return tuple(getattr(entry, n, None) for n in names if not (is_order and n == "start"))


def _refuse_parts(one: WhatIf, other: WhatIf, belongs: Mapping[str, str]) -> None:
    """Refuses an order of one turn to a formation in one question and another to a counter of it in the other."""
    for field in ("orders", "drop"):
        for whole, parts in ((one, other), (other, one)):
            given = {(e.turn, e.unit): e for e in getattr(whole, field)}
            for entry in getattr(parts, field):
                formation = belongs.get(entry.unit, "")
                theirs = given.get((entry.turn, formation))
                if theirs is not None and replace(entry, unit=formation) != theirs:
                    _refuse(one, other, field, [f"{entry.turn}, {formation}, of which {entry.unit} is a part"])


def _refuse_arrivals(one: WhatIf, other: WhatIf, belongs: Mapping[str, str]) -> None:
    """Refuses two hours or places at which a counter comes, whether it is named itself or with its formation."""
    mine, theirs = _arrivals(one, belongs), _arrivals(other, belongs)
    for counter in sorted(mine.keys() & theirs.keys()):
        (named, how), (also, otherwise) = mine[counter], theirs[counter]
        if how != otherwise:
            words = named if named == also else f"{counter}, named as {named} and as {also}"
            _refuse(one, other, "arrivals", [words])


def _arrivals(what_if: WhatIf, belongs: Mapping[str, str]) -> dict[str, tuple[str, object]]:
    """By counter under which name its arrival is changed, and how; of several changes the one that counts."""
    counters: dict[str, list[str]] = {}
    for counter, formation in belongs.items():
        counters.setdefault(formation, []).append(counter)
    said: list[tuple[str, object]] = [
        *what_if.arrivals.items(),
        *((a.who, (a.at, a.shift_h, a.hex)) for a in what_if.arrive),
        *(
            (u.id, (u.arrives, u.arrives_at, u.hex))
            for u in what_if.units
            if u.arrives is not None or u.hex is not None
        ),
    ]
    said.sort(key=lambda one: one[0] not in counters)  # a counter's own word comes after its formation's
    return {counter: (name, how) for name, how in said for counter in (*counters.get(name, ()), name)}


def _refuse(one: WhatIf, other: WhatIf, field: str, both: Iterable[Any]) -> None:
    for what in both:
        words = what if isinstance(what, str) else ", ".join(str(w) for w in what if w)
        raise ValueError(
            _("{id} and {a} cannot be asked at once: both change {field} of {words}").format(
                id=one.id, a=other.id, field=field, words=words
            )
        )
