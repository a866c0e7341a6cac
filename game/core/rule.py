"""What makes a function a rule: written once as plain Python, compiled where numba has wheels, same digits in both.

A rule takes ints, floats, bools and named tuples of arrays; its annotations are its one signature. A tuple class says
what its arrays are in `LAYOUT = {field: (dtype, dimensions)}`. Rules allocate nothing, raise nothing and call other
rules by their bare names. The environment, read once at import:

- `CHANGKUFENG_RULES=plain` switches the compiler off (so does a missing numba);
- `NUMBA_CACHE_DIR` is the folder of compiled rules; unset or not writable means: compile anew in each process;
- `NUMBA_BOUNDSCHECK=1` checks every index, and then nothing is read from or written to the cache.
"""

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast, get_type_hints

import numpy as np

try:
    if os.environ.get("CHANGKUFENG_RULES") == "plain":
        raise ImportError("the plain host is asked for")
    os.environ.setdefault("NUMBA_OPT", "1")  # read when numba is imported; 2 costs compile time and gains nothing
    import numba
    from numba import types as numba_types
except ImportError:
    numba = None

COMPILED = numba is not None

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T", bound=tuple[Any, ...])


class Entry(NamedTuple):
    """A rule as it is registered: what the host calls, and the function as written."""

    step: Any
    function: Any


REGISTRY: dict[str, Entry] = {}
_OPTIONS = {"nogil": True, "no_cfunc_wrapper": True, "_nrt": False}
WIDE = 4  # arrays: a tuple of more is handed on by reference
_doors: dict[str, Any] = {}  # inner rules that Python asked for: compiled a second time, with a wrapper

if numba is not None:
    from numba.core.options import TargetOptions
    from numba.core.registry import CPUDispatcher

    from game.core.kept_code import kept_code

    # The blocks of tuples that are handed on by reference overlap nothing; numba has the flag but no word for it.
    CPUDispatcher.targetdescr.options.noalias = TargetOptions.Mapping("noalias")
    _OPTIONS["noalias"] = True

    class _InnerRule(CPUDispatcher):  # type: ignore[misc]
        """A compiled rule without a wrapper: called from Python as it stands, it would end the process."""

        def __call__(self, *arguments: Any) -> Any:
            return _door(self.py_func.__name__)(*arguments)


def rule(f: F) -> F:
    """A rule that other rules call.

    Raises:
        TypeError: an argument or the result lacks its annotation, or an argument has a default.
        ValueError: a rule of that name lives in another module.
    """
    return _register(f, wrapper=False)


def phase(f: F) -> F:
    """A rule that Python calls, through `entry`: one step of a pulse."""
    return _register(f, wrapper=True)


def entry(step: F) -> F:
    """The quickest way for Python to call a rule; compiles it on demand, with all it calls.

    Nothing is checked on the way into a phase: hand over tuples that went through `host`. A rule that is no phase gets
    a door of its own, checked and never cached: for tests and tools, not for a turn. Calling it directly does the same.
    """
    if numba is None:
        return step
    name = step.__name__
    if isinstance(step, _InnerRule):
        return cast(F, _door(name))
    compile_rule(name)
    return cast(F, step.overloads[step.signatures[0]].entry_point)  # type: ignore[attr-defined]


def host(values: T) -> T:
    """A tuple of arrays as this host wants it: the arrays themselves, or memoryviews whose elements are plain numbers.

    Both share memory with the arrays given.

    Raises:
        TypeError: an array differs from `LAYOUT` in dtype, dimensions or order.
    """
    cls = cast(Any, type(values))
    for (field, dtype, ndim), array in zip(_layout(cls), values, strict=True):
        if not (isinstance(array, np.ndarray) and array.dtype == dtype and array.ndim == ndim and array.flags.carray):
            raise TypeError(_unlike(f"{cls.__name__}.{field}", array, dtype, ndim))
    return values if COMPILED else cast(T, cls(*(memoryview(array) for array in values)))


def compile_rule(name: str, *, callees: bool = True) -> None:
    """Compile a rule for its one signature, what it calls first; without numba nothing is to be done.

    `callees=False` is for a rule known to be in the cache, whose callees it contains.

    Raises:
        TypeError: the result is of another kind than annotated, or rules call each other in a circle.
    """
    _compile(name, callees, ())


def callees_of(name: str) -> Iterator[str]:
    """Names of the rules that a rule calls itself, in the order in which its source first mentions them."""
    function = REGISTRY[name].function
    for word in function.__code__.co_names:  # attributes are among them: only what the global name holds counts
        found = function.__globals__.get(word)
        called = getattr(found, "__name__", None)
        if called in REGISTRY and REGISTRY[called].step is found:
            yield called


def numba_type(hint: Any) -> Any:
    """numba's type for an annotation: int64, float64, boolean, or a named tuple of C-ordered arrays.

    A wide tuple is handed on by reference; a narrow one by value, so a rule may build it.
    """
    if hasattr(hint, "LAYOUT"):
        if len(hint.LAYOUT) > WIDE:
            from game.core.by_reference import by_reference

            return by_reference(hint)
        arrays = [numba_types.Array(numba.from_dtype(np.dtype(d)), ndim, "C") for d, ndim in hint.LAYOUT.values()]
        # A tuple built inside a rule is "uniform" when its arrays are alike; from_types decides as numba does there.
        return numba_types.BaseTuple.from_types(arrays, hint)
    return {int: numba_types.int64, float: numba_types.float64, bool: numba_types.boolean}[hint]


# ------------------------------------------------------------------------------------------------ private


def _register(f: F, *, wrapper: bool) -> F:
    function = cast(Any, f)
    name = function.__name__
    known = REGISTRY.get(name)
    if known is not None and known.function.__module__ != function.__module__:
        raise ValueError(f"rule {name} of {function.__module__}: {known.function.__module__} has a rule of that name")
    missing = [a for a in (*_arguments(function), "return") if a not in function.__annotations__]
    if missing or function.__defaults__:
        raise TypeError(f"rule {name} needs annotations and no defaults; without annotation: {missing}")
    step = function if numba is None else _dispatcher(function, wrapper=wrapper)
    if numba is not None and not wrapper:
        step.__class__ = _InnerRule
    REGISTRY[name] = Entry(step, function)
    _doors.pop(name, None)
    return cast(F, step)


def _dispatcher(function: Any, *, wrapper: bool) -> Any:
    return numba.njit(**_OPTIONS, no_cpython_wrapper=not wrapper)(function)


def _keep(step: Any) -> None:
    """Let numba keep the rule in the chosen folder and look for it there, if there is one."""
    # numba may have been imported before the folder was chosen.
    numba.config.CACHE_DIR = folder = os.environ.get("NUMBA_CACHE_DIR", "")
    # Code without bounds checks could be mistaken for code with them: the cache does not tell them apart.
    if not folder or numba.config.BOUNDSCHECK:
        return
    usual = step._cache
    try:
        step.enable_caching()
    except RuntimeError:  # numba: "no locator available", nothing can be written anywhere
        return
    # A folder that cannot be written makes numba fall back on __pycache__, where an edited rule would stay stale
    # inside its callers.
    if not step.stats.cache_path.startswith(folder):
        step._cache = usual


def _compile(name: str, callees: bool, above: tuple[str, ...]) -> None:
    if name in above:
        raise TypeError(f"rules call each other in a circle: {' -> '.join((*above, name))}")
    step, function = REGISTRY[name]
    if numba is None or step.signatures:
        return
    for called in callees_of(name) if callees else ():
        _compile(called, callees, (*above, name))
    _keep(step)
    _specialise(step, function)


def _specialise(step: Any, function: Any) -> None:
    """Compile for the annotated types and for nothing else: from then on callers convert."""
    hints = get_type_hints(function)
    with kept_code(inner=isinstance(step, _InnerRule)):
        step.compile(tuple(numba_type(hints[a]) for a in _arguments(function)))
    step.disable_compile()
    found = step.overloads[step.signatures[0]].signature.return_type
    if not _agrees(found, hints["return"]):
        raise TypeError(f"rule {function.__name__} gives {found}, annotated {hints['return']}")


def _agrees(found: Any, hint: Any) -> bool:
    if hint is type(None):
        return isinstance(found, numba_types.NoneType)
    kinds = {int: numba_types.Integer, float: numba_types.Float, bool: numba_types.Boolean}
    return isinstance(found, kinds[hint]) if hint in kinds else bool(found == numba_type(hint))


def _door(name: str) -> Any:
    if name not in _doors:
        compile_rule(name)
        function = REGISTRY[name].function
        step = _dispatcher(function, wrapper=True)
        _specialise(step, function)
        _doors[name] = step
    return _doors[name]


def _arguments(function: Any) -> tuple[str, ...]:
    names: tuple[str, ...] = function.__code__.co_varnames
    return names[: function.__code__.co_argcount]


@cache
def _layout(cls: Any) -> tuple[tuple[str, Any, int], ...]:
    return tuple((field, np.dtype(cls.LAYOUT[field][0]), cls.LAYOUT[field][1]) for field in cls._fields)


def _unlike(name: str, array: Any, dtype: Any, ndim: int) -> str:
    if not isinstance(array, np.ndarray):
        return f"{name} is {type(array).__name__}; needed an array"
    order = "C-ordered and writable" if array.flags.carray else "not C-ordered or not writable"
    return f"{name} is {array.dtype}, {array.ndim} dimensions, {order}; needed {dtype}, {ndim} dimensions, C-ordered and writable"
