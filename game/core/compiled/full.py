"""The full host: stock numba and the private tricks, each with what it buys, so that it can be dropped.

Seconds of the processor to compile four phases of the battle with all they call (supply, find_path, muster, talks): 11.6 with
all tricks; left out alone:

- wide tuples by reference (`by_reference`): 21.2;
- inner rules kept for their callers, phases as machine code (`kept_code`): 13.8, and all that is kept is read at each start;
- `_nrt=False`, for rules allocate nothing: 12.6;
- `noalias`, for arrays overlap nothing: 12.2, which is within the noise: the first to go;
- no wrappers on inner rules: 14.4;
- bare entry points: 3 us a call instead of 0.18;
- a cache by content (`_ByContent`): a second copy of the game compiles everything, and callees of kept phases are read.

Without any of them, on the stock host, the strategic rules take 92 s instead of 24.

If numba no longer lets one of them pass, the proof fails and the stock host takes over. Nothing here is needed for the
results.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar

import numba
from numba.core.caching import CompileResultCacheImpl, FunctionCache, IndexDataCacheFile, _CacheLocator
from numba.core.compiler_lock import global_compiler_lock
from numba.core.options import TargetOptions
from numba.core.registry import CPUDispatcher

from game.core import compiled
from game.core.compiled.by_reference import by_reference
from game.core.compiled.content import content, twin
from game.core.compiled.kept_code import kept_code
from game.core.compiled.stock import Stock
from game.core.compiled.whole import keeper
from game.core.rule import REGISTRY

WIDE = 4  # arrays: a tuple of more is handed on by reference
DOOR = "-door"  # an inner rule that Python asked for, compiled once more with a wrapper
OPTIONS = {"nogil": True, "no_cfunc_wrapper": True, "_nrt": False, "noalias": True}

# The blocks of tuples that are handed on by reference overlap nothing; numba has the flag but no word for it.
CPUDispatcher.targetdescr.options.noalias = TargetOptions.Mapping("noalias")


class Full(Stock):
    """A host whose steps Python calls unchecked."""

    name = compiled.FULL

    def entry(self, name: str) -> Any:
        """The bare entry point of a phase, or of a door to an inner rule."""
        step = self.step(name if REGISTRY[name].is_phase else name + DOOR)
        return step.overloads[step.signatures[0]].entry_point

    def step(self, name: str) -> Any:
        """The compiled rule; its callees are compiled or read only if it is not kept, for it contains them.

        Raises:
            TypeError: the result is of another kind than annotated, or rules call each other in a circle.
        """
        if name not in self._steps:
            with global_compiler_lock:  # what `kept_code` says holds for one thread at a time
                if name not in self._steps:
                    self._steps[name] = self._made(name, REGISTRY[name.removesuffix(DOOR)])
        return self._steps[name]

    def type_of(self, hint: Any) -> Any:
        """numba's type for an annotation; a wide tuple is a pointer, a narrow one a value, so a rule may build it."""
        is_wide = hasattr(hint, "LAYOUT") and len(hint.LAYOUT) > WIDE
        return by_reference(hint) if is_wide else super().type_of(hint)

    def _made(self, name: str, rule: Any) -> Any:
        inner = not (rule.is_phase or name.endswith(DOOR))
        function = twin(rule.function)
        function.content = content(rule.function.__name__) + name[len(rule.function.__name__) :]
        step = numba.njit(**OPTIONS, no_cpython_wrapper=inner)(function)
        if compiled.room():
            with suppress(OSError, RuntimeError):  # nothing can be written there: compiled anew in each process
                step._cache = _ByContent(function, lambda: self._bind(function))
        if not isinstance(step._cache, _ByContent):
            self._bind(function)
        with kept_code(inner=inner):
            return self._specialise(step, rule.function)


class _Shelf(_CacheLocator):  # type: ignore[misc]
    """Where numba keeps a rule: by its content, in the chosen folder."""

    def __init__(self, function: Any) -> None:
        self._content, self._py_file = function.content, function.__module__

    def get_cache_path(self) -> str:
        return f"{compiled.room()}/{compiled.shelf(compiled.FULL)}"

    def get_source_stamp(self) -> str:
        return str(self._content)

    def get_disambiguator(self) -> str:
        return str(self._content)

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> "_Shelf":
        found = cls(py_func)
        found.ensure_cache_path()
        return found


class _Keeping(CompileResultCacheImpl):  # type: ignore[misc]
    _locator_classes: ClassVar = [_Shelf]


class _Checked(IndexDataCacheFile):  # type: ignore[misc]
    """The files of one rule; machine code that is not as it was written is never run."""

    def _save_data(self, name: str, data: Any) -> None:
        super()._save_data(name, data)
        keeper().saved(self._data_path(name))

    def _load_data(self, name: str) -> Any:
        path = self._data_path(name)
        if not keeper().is_whole(path):
            raise OSError(f"{path} is not as it was written")  # for numba: it is not there
        return super()._load_data(name)


class _ByContent(FunctionCache):  # type: ignore[misc]
    """What is kept of one rule; `before` runs when there is nothing, ahead of compiling."""

    _impl_class = _Keeping
    _cache_file: Any

    def __init__(self, function: Any, before: Callable[[], None]) -> None:
        super().__init__(function)
        old = self._cache_file
        name = old._index_name.removesuffix(".nbi")
        self._cache_file = _Checked(old._cache_path, name, old._source_stamp)
        self._before = before

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        found = None
        try:
            found = super().load_overload(sig, target_context)
        except Exception:  # torn or not ours: compiled anew, and written over
            with suppress(OSError):
                self.flush()
        if found is None:
            self._before()
        return found

    def save_overload(self, sig: Any, data: Any) -> None:
        with suppress(OSError):  # a full disk is not worth a failed start
            super().save_overload(sig, data)
