"""Rules that run compiled where numba has wheels and as plain Python elsewhere, with the same results.

A rule is a small function on named tuples of arrays. Its annotations are its signature: `int` is int64, `float` float64,
`bool` boolean, a named tuple with a `LAYOUT` a tuple of C-ordered arrays. Each rule is compiled once; a `phase` is a rule
that Python may call. `CHANGKUFENG_RULES=plain` runs everything as Python.
"""
import os
import typing
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

_Rule = TypeVar("_Rule", bound=Callable[..., Any])

REGISTRY: dict[str, tuple[Any, Callable[..., Any]]] = {}

numba: Any = None
if os.environ.get("CHANGKUFENG_RULES") != "plain":
    os.environ.setdefault("NUMBA_OPT", "1")      # read by numba when it is imported
    try:
        import numba
    except ImportError:
        numba = None


def is_compiled() -> bool:
    """Whether rules run compiled in this process."""
    return numba is not None


def rule(function: _Rule, **more: bool) -> _Rule:
    """Registers a rule under its name, which must be unique.

    Raises:
        ValueError: another module has a rule of that name.
    """
    name = function.__name__
    if name in REGISTRY and REGISTRY[name][1].__module__ != function.__module__:
        raise ValueError(f"two rules are named {name}: {REGISTRY[name][1].__module__} and {function.__module__}")
    if numba is None:
        REGISTRY[name] = function, function
        return function
    options: dict[str, bool] = dict(nogil=True, no_cfunc_wrapper=True, no_cpython_wrapper=True, _nrt=False, cache=_may_cache())
    options.update(more)
    dispatcher = numba.njit(**options)(function)
    REGISTRY[name] = dispatcher, function
    return typing.cast(_Rule, dispatcher)


def phase(function: _Rule) -> _Rule:
    """Registers a rule that Python may call."""
    return rule(function, no_cpython_wrapper=False)


def numba_type(hint: Any) -> Any:
    """The numba type of an annotation.

    Raises:
        KeyError: the annotation is none of int, float, bool, None or a tuple with a LAYOUT.
    """
    types = numba.types
    if hasattr(hint, "LAYOUT"):
        arrays = [types.Array(numba.from_dtype(np.dtype(d)), n, "C") for d, n in hint.LAYOUT.values()]
        return types.NamedTuple(arrays, hint)
    return {int: types.int64, float: types.float64, bool: types.boolean, type(None): types.none}[hint]


def compile_rule(name: str, *, callees: bool = True) -> None:
    """Compiles a rule at its one signature, those it calls first; a rule compiled before is left alone."""
    dispatcher, function = REGISTRY[name]
    if numba is None or dispatcher.signatures:
        return
    if callees:
        for callee in function.__code__.co_names:
            if callee in REGISTRY and callee != name:
                compile_rule(callee)
    hints = typing.get_type_hints(function)
    names = function.__code__.co_varnames[: function.__code__.co_argcount]
    dispatcher.compile(tuple(numba_type(hints[n]) for n in names))
    dispatcher.disable_compile()          # from now on: convert, never specialise


def entry(step: Any) -> Callable[..., Any]:
    """What Python calls for a phase: compiled on demand, checks no types."""
    if numba is None:
        return typing.cast(Callable[..., Any], step)
    if not step.signatures:
        compile_rule(step.py_func.__name__)
    return typing.cast(Callable[..., Any], step.overloads[step.signatures[0]].entry_point)


def host(arrays: Any) -> Any:
    """The named tuple as the rules want it: arrays when compiled, memoryviews when plain.

    Raises:
        TypeError: an array has another type, dimension or order than its LAYOUT says.
    """
    for (field, (dtype, dims)), array in zip(type(arrays).LAYOUT.items(), arrays, strict=True):
        if array.dtype != np.dtype(dtype) or array.ndim != dims or not array.flags.c_contiguous:
            raise TypeError(f"{type(arrays).__name__}.{field}: needed {dtype} in {dims} dimensions, C order; found {array.dtype} in {array.ndim}")
    return arrays if numba is not None else type(arrays)(*map(memoryview, arrays))


def _may_cache() -> bool:
    folder = os.environ.get("NUMBA_CACHE_DIR", "")
    return bool(folder) and os.access(folder, os.W_OK)
