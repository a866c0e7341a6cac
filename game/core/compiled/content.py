"""What a compiled rule is made from, as a digest: the rule, the numbers and layouts it reads, and all it calls.

Not where it lies or when it was written: two copies of the same rules share what is kept, and an edited rule spoils its
callers only. Line numbers and docstrings do not count.
"""

import hashlib
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any, get_type_hints

import numpy as np

from game.core.rule import REGISTRY, arguments_of, callees_of, calls_of

_known: dict[Callable[..., Any], str] = {}


def content(name: str) -> str:
    """The digest of a rule, 24 hex digits.

    Raises:
        TypeError: rules call each other in a circle.
    """
    return _content(name, ())


def contents(names: list[str]) -> set[str]:
    """Digests of these rules and of all that they call."""
    reached: dict[str, None] = {}
    while names:
        name = names.pop()
        if name not in reached:
            reached[name] = None
            names.extend(callees_of(name))
    return {content(name) for name in reached}


def twin(function: Any) -> Any:
    """A copy of a rule with a table of names of its own, so that the names of its callees can be given other meanings."""
    meanings = {word: function.__globals__[word] for word in _words(function)}
    copy = FunctionType(function.__code__, {"__name__": function.__module__, **meanings}, function.__name__)
    copy.__module__, copy.__qualname__ = function.__module__, function.__qualname__
    return copy


def _content(name: str, above: tuple[str, ...]) -> str:
    if name in above:
        raise TypeError(f"rules call each other in a circle: {' -> '.join((*above, name))}")
    function = REGISTRY[name].function
    if function not in _known:
        calls = {word: _content(called, (*above, name)) for word, called in calls_of(function)}
        text = hashlib.sha256()
        for part in _parts(function, calls):
            text.update(part.encode() + b"\0")
        _known[function] = text.hexdigest()[:24]
    return _known[function]


def _parts(function: Any, calls: dict[str, str]) -> Iterator[str]:
    code, hints = function.__code__, get_type_hints(function)
    yield f"{function.__module__}.{function.__qualname__}"
    yield code.co_code.hex()
    yield from (_said(value) for value in code.co_consts if value is None or value != function.__doc__)
    yield from (f"{a}: {_said(hints[a])}" for a in (*arguments_of(function), "return"))
    yield from code.co_names
    yield from (f"{word} = {calls.get(word) or _said(function.__globals__[word])}" for word in _words(function))


def _words(function: Any) -> list[str]:
    return [word for word in function.__code__.co_names if word in function.__globals__]


def _said(value: Any) -> str:
    """A constant, a layout or a module in words that are the same in every process."""
    if hasattr(value, "LAYOUT"):
        return f"{value.__module__}.{value.__qualname__} {value.LAYOUT!r}"
    if isinstance(value, tuple):
        return f"({', '.join(map(_said, value))})"
    if isinstance(value, np.ndarray):
        return f"{value.dtype} {value.shape} {value.tobytes().hex()}"
    if isinstance(value, CodeType):
        return value.co_code.hex()
    if isinstance(value, ModuleType):
        return value.__name__
    return getattr(value, "__qualname__", None) or repr(value)
