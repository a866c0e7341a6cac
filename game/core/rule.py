"""What makes a function a rule: written once as plain Python, compiled where numba has wheels, same digits in both.

A rule takes ints, floats, bools and named tuples of arrays; its annotations are its one signature. A tuple class says
what its arrays are in `LAYOUT = {field: (dtype, dimensions)}`. Rules allocate nothing, raise nothing and call other
rules by their bare names.

The decorated name stays the plain function, and numba is not imported before somebody asks for the compiled one: by
`host`, `compile_rule`, or by calling an `entry` with arrays. `game.core.compiled` says which of the hosts a process has; a
game may be on the plain one all the same, and change over later: the form of its tuples says where it is.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, Protocol, TypeVar, cast, get_type_hints

import numpy as np

from game.core import compiled

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=tuple[Any, ...])


class Face(Protocol):
    """How a host wants a tuple of arrays: `host` or `plain`."""

    def __call__(self, values: T, /) -> T: ...


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
    """The quickest way for Python to call a rule; the name itself calls the plain function.

    The tuples handed over say which face of the rule runs: memoryviews the plain one, arrays the compiled one, which is
    compiled on demand with all it calls; of a mixed lot all is made plain. So a game changes its host by changing the form
    of its scratch and its positions, and what it handed out before is still taken. Beyond that nothing is checked: hand over
    tuples that went through `host` or `plain`. A rule without tuples has the best face of this process. A rule that is no
    phase gets a door of its own: for tests and tools, not for a turn.
    """
    spots = _tuples_of(step)
    return cast(F, _door(step, spots) if spots else _best(step))


def host(values: T) -> T:
    """The tuple of arrays as the best host of this process wants it: itself where rules are compiled, else memoryviews.

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


def arrays(values: T) -> T:
    """The tuple as numpy sees it, whatever host it was made for; it shares memory with the one given."""
    return cast(T, cast(Any, type(values))(*(np.asarray(array) for array in values)))


def is_plain(values: tuple[Any, ...]) -> bool:
    """Whether a tuple of arrays is one for the plain host."""
    return type(values[0]) is memoryview


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


@cache
def _tuples_of(step: Any) -> tuple[int, ...]:
    """Which arguments of a rule are tuples of arrays."""
    hints = get_type_hints(step)
    return tuple(k for k, a in enumerate(arguments_of(step)) if hasattr(hints[a], "LAYOUT"))


def _best(step: Any) -> Any:
    compiler = compiled.compiler()
    return step if compiler is None else compiler.entry(step.__name__)


@cache
def _door(step: Any, spots: tuple[int, ...]) -> Any:
    """Calls the face of a rule that fits the tuples at `spots` among its arguments."""
    face: Any = None

    def call(*given: Any) -> Any:
        nonlocal face
        if any(is_plain(given[k]) for k in spots):
            return step(*(plain(v) if k in spots and not is_plain(v) else v for k, v in enumerate(given)))
        if face is None:
            face = _best(step)
        return face(*given)

    def quick(*given: Any) -> Any:
        if face is not None and type(given[0][0]) is type(given[1][0]) is type(given[2][0]) is np.ndarray:
            return face(*given)
        return call(*given)

    door = quick if spots == (0, 1, 2) else call
    door.__name__, door.__doc__ = step.__name__, step.__doc__
    return door


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
