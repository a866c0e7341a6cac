"""What makes a function a rule: written once as plain Python, compiled where numba has wheels, same digits in both.

A rule takes ints, floats, bools and named tuples of arrays; its annotations are its one signature. A tuple class says
what its arrays are in `LAYOUT = {field: (dtype, dimensions)}`. Rules allocate nothing, raise nothing and call other
rules by their bare names.

The decorated name stays the plain function, and numba is not imported before somebody asks for the compiled one: by
`entry`, `host` or `compile_rule`, which ask `game.core.compiled`. That room says which of the hosts a process has.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from game.core import compiled

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=tuple[Any, ...])


class Rule(NamedTuple):
    """A rule as it is registered: the function as written, and whether Python calls it in a turn."""

    function: Any
    is_phase: bool


REGISTRY: dict[str, Rule] = {}


def rule(f: F) -> F:
    """A rule that other rules call.

    Raises:
        TypeError: an argument or the result lacks its annotation, or an argument has a default.
        ValueError: a rule of that name lives in another module.
    """
    return _register(f, is_phase=False)


def phase(f: F) -> F:
    """A rule that Python calls, through `entry`: one step of a pulse."""
    return _register(f, is_phase=True)


def entry(step: F) -> F:
    """The quickest way for Python to call a rule; compiles it on demand, with all it calls.

    Nothing is checked on the way into a phase: hand over tuples that went through `host`. A rule that is no phase gets
    a door of its own: for tests and tools, not for a turn. The name itself calls the plain function.
    """
    compiler = compiled.compiler()
    return step if compiler is None else cast(F, compiler.entry(step.__name__))


def host(values: T) -> T:
    """The tuple of arrays as the rules want it: itself where they are compiled, memoryviews where they run plain.

    Both share memory with the arrays given.

    Raises:
        TypeError: an array differs from `LAYOUT` in dtype, dimensions or order.
    """
    cls = cast(Any, type(values))
    for (field, dtype, ndim), array in zip(_layout(cls), values, strict=True):
        if not (isinstance(array, np.ndarray) and array.dtype == dtype and array.ndim == ndim and array.flags.carray):
            raise TypeError(_unlike(f"{cls.__name__}.{field}", array, dtype, ndim))
    return plain(values) if compiled.compiler() is None else values


def plain(values: T) -> T:
    """The tuple as a plain rule wants it, whatever host the process has: memoryviews, whose elements are plain numbers."""
    return cast(T, cast(Any, type(values))(*(memoryview(array) for array in values)))


def compile_rule(name: str) -> None:
    """Compile a rule for its one signature, or read it where it is kept; on the plain host nothing is to be done.

    Raises:
        TypeError: the result is of another kind than annotated, or rules call each other in a circle.
    """
    compiler = compiled.compiler()
    if compiler is not None:
        compiler.step(name)


def arguments_of(function: Any) -> tuple[str, ...]:
    """Names of what a function takes."""
    names: tuple[str, ...] = function.__code__.co_varnames
    return names[: function.__code__.co_argcount]


def callees_of(name: str) -> Iterator[str]:
    """Names of the rules that a rule calls itself, in the order in which its source first mentions them."""
    return (called for _, called in calls_of(REGISTRY[name].function))


def calls_of(function: Any) -> Iterator[tuple[str, str]]:
    """The rules that a function calls itself: the word in its source, and the name of the rule."""
    for word in function.__code__.co_names:  # attributes are among them: only what the global name holds counts
        found = function.__globals__.get(word)
        called = getattr(found, "__name__", None)
        if called in REGISTRY and REGISTRY[called].function is found:
            yield word, called


# ------------------------------------------------------------------------------------------------ private


def _register(f: F, *, is_phase: bool) -> F:
    function = cast(Any, f)
    name = function.__name__
    known = REGISTRY.get(name)
    if known is not None and known.function.__module__ != function.__module__:
        raise ValueError(f"rule {name} of {function.__module__}: {known.function.__module__} has a rule of that name")
    missing = [a for a in (*arguments_of(function), "return") if a not in function.__annotations__]
    if missing or function.__defaults__:
        raise TypeError(f"rule {name} needs annotations and no defaults; without annotation: {missing}")
    REGISTRY[name] = Rule(function, is_phase)
    return f


@cache
def _layout(cls: Any) -> tuple[tuple[str, Any, int], ...]:
    return tuple((field, np.dtype(cls.LAYOUT[field][0]), cls.LAYOUT[field][1]) for field in cls._fields)


def _unlike(name: str, array: Any, dtype: Any, ndim: int) -> str:
    if not isinstance(array, np.ndarray):
        return f"{name} is {type(array).__name__}; needed an array"
    order = "C-ordered and writable" if array.flags.carray else "not C-ordered or not writable"
    return f"{name} is {array.dtype}, {array.ndim} dimensions, {order}; needed {dtype}, {ndim} dimensions, C-ordered and writable"
