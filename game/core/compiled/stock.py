"""The stock host: `njit(cache=True)` as its documents have it, a named tuple handed on by value; slower to compile and to run."""

from typing import Any, get_type_hints

import numba
import numpy as np
from numba import types

from game.core import compiled
from game.core.compiled.content import content, twin
from game.core.rule import REGISTRY, arguments_of, calls_of


class Stock:
    """A host with nothing private of numba in it; `Full` adds the tricks."""

    name = compiled.STOCK

    def __init__(self) -> None:
        self._steps: dict[str, Any] = {}

    def entry(self, name: str) -> Any:
        """What Python calls: numba's dispatcher, which looks at every argument."""
        return self.step(name)

    def step(self, name: str) -> Any:
        """The compiled rule; its callees are compiled before it, each for its one signature.

        Raises:
            TypeError: the result is of another kind than annotated, or rules call each other in a circle.
        """
        if name not in self._steps:
            self._steps[name] = self._made(name, REGISTRY[name])
        return self._steps[name]

    def type_of(self, hint: Any) -> Any:
        """numba's type for an annotation: int64, float64, boolean, or a named tuple of C-ordered arrays."""
        if hasattr(hint, "LAYOUT"):
            # A tuple built inside a rule is "uniform" when its arrays are alike; from_types decides as numba does there.
            return types.BaseTuple.from_types(array_types(hint), hint)
        return {int: types.int64, float: types.float64, bool: types.boolean, type(None): types.none}[hint]

    def _made(self, name: str, rule: Any) -> Any:
        digest = content(name)  # refuses a circle
        function = twin(rule.function)
        self._bind(function)
        numba.config.CACHE_DIR = folder = compiled.room() and f"{compiled.room()}/{compiled.shelf(self.name)}/{digest}"
        step = numba.njit(nogil=True, cache=bool(folder))(function)
        if folder and not step.stats.cache_path.startswith(folder):  # not writable: numba would keep it by the source
            step = numba.njit(nogil=True)(function)
        return self._specialise(step, rule.function)

    def _bind(self, function: Any) -> None:
        """The names of its callees mean their compiled forms from now on."""
        for word, called in list(calls_of(function)):
            function.__globals__[word] = self.step(called)

    def _specialise(self, step: Any, function: Any) -> Any:
        """Compile for the annotated types and for nothing else: from then on callers convert."""
        hints = get_type_hints(function)
        step.compile(tuple(self.type_of(hints[a]) for a in arguments_of(function)))
        step.disable_compile()
        found = step.nopython_signatures[0].return_type
        if not _agrees(found, hints["return"], self.type_of(hints["return"])):
            raise TypeError(f"rule {function.__name__} gives {found}, annotated {hints['return']}")
        return step


def array_types(cls: Any) -> list[Any]:
    """numba's types of the arrays of a tuple class with `LAYOUT`."""
    return [types.Array(numba.from_dtype(np.dtype(dtype)), ndim, "C") for dtype, ndim in cls.LAYOUT.values()]


def _agrees(found: Any, hint: Any, wanted: Any) -> bool:
    kinds = {int: types.Integer, float: types.Float, bool: types.Boolean}
    return isinstance(found, kinds[hint]) if hint in kinds else bool(found == wanted)
