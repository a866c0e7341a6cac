"""What-ifs crossed: one that asks two or more questions at once, as `one+other`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from msgspec.structs import fields, replace

from game.core.words import _
from game.model.battle.whatif import WhatIf

JOIN = "+"
MOST = 3  # questions that are asked at once
ALONE = ("format", "id", "title", "question", "summary", "scenario", "basis", "sources_differ", "review", "evidence")
SINGLE = ("talks", "begin", "horizon")  # one value, which two questions may not both give


def crossed(parts: Sequence[WhatIf]) -> WhatIf:
    """One what-if with all changes of several, in their order.

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
    for other in parts[1:]:
        one = _both(one, other)
    return one


def crossings(chosen: Sequence[WhatIf]) -> tuple[WhatIf, ...]:
    """Those chosen, then every pair of them and what is more of them at once, up to three.

    Raises:
        ValueError: as `crossed`.
    """
    more = (c for n in range(2, min(MOST, len(chosen)) + 1) for c in combinations(chosen, n))
    return (*chosen, *(crossed(c) for c in more))


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


def _refuse(one: WhatIf, other: WhatIf, field: str, both: Iterable[Any]) -> None:
    for what in both:
        words = what if isinstance(what, str) else ", ".join(str(w) for w in what if w)
        raise ValueError(
            _("{id} and {a} cannot be asked at once: both change {field} of {words}").format(
                id=one.id, a=other.id, field=field, words=words
            )
        )
