"""What numba keeps of a compiled rule: less than it would by itself, so rules compile and load in less time.

By itself numba makes machine code of every function, optimises it anew in each caller, and reads all of it back at each
start. But Python calls phases only, and a phase contains all it calls. So

- an inner rule is kept in LLVM's form, lightly optimised, and never turned into machine code of its own;
- a phase is kept as machine code; its LLVM form is read only if another rule wants to build it in.

Only imported by the full host: it leans on names that numba does not promise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from llvmlite import binding
from numba.core.registry import cpu_target

_codegen: Any = cpu_target.target_context.codegen()
_Library: Any = _codegen._library_class
_set_env: Any = _codegen.set_env


class _InnerCode(_Library):  # type: ignore[misc]
    """The code of an inner rule: to be built into others."""

    def _optimize_final_module(self) -> None:
        manager, builder = self._codegen._module_pass_manager(
            loop_vectorize=False, slp_vectorize=False, opt=self._codegen._opt_level, cost="cheap"
        )
        manager.run(self._final_module, builder)

    def _finalize_final_module(self) -> None:
        self._finalize_dynamic_globals()
        self._finalized = True

    def get_pointer_to_function(self, name: str) -> int:
        return 0

    def serialize_using_object_code(self) -> tuple[str, str, bytes]:
        return self.name, "bitcode", self._get_module_for_linking().as_bitcode()

    @classmethod
    def _unserialize(cls, codegen: Any, state: tuple[str, str, bytes]) -> Any:
        code = codegen.create_library(state[0])
        code._final_module = binding.parse_bitcode(state[2])
        code._finalize_final_module()
        return code


class _PhaseCode(_Library):  # type: ignore[misc]
    """The code of a phase: called by Python, and now and then built into another."""

    _bitcode = b""
    _shared_module: Any

    @classmethod
    def _unserialize(cls, codegen: Any, state: tuple[str, str, tuple[bytes, bytes]]) -> Any:
        code = codegen.create_library(state[0])
        machine_code, code._bitcode = state[2]
        code.enable_object_caching()
        code._set_compiled_object(machine_code)
        code._finalize_final_module()
        return code

    def get_pointer_to_function(self, name: str) -> int:
        """Address of the door to a phase; numba would say 0 of what it has not read in LLVM's form."""
        self._ensure_finalized()
        address: int = self._codegen._engine.get_function_address(name)
        return address

    def _get_module_for_linking(self) -> Any:
        if self._bitcode and self._shared_module is None:
            self._shared_module = binding.parse_bitcode(self._bitcode)
        return super()._get_module_for_linking()


@contextmanager
def kept_code(*, inner: bool) -> Iterator[None]:
    """What is compiled or read from the cache meanwhile is kept as the code of an inner rule, or of a phase."""
    before = _codegen._library_class, vars(_codegen).get("set_env", _set_env)
    _codegen._library_class = _InnerCode if inner else _PhaseCode
    # The constants of code that is not run where it stands are set nowhere.
    _codegen.set_env = (lambda name, env: None) if inner else _set_env
    try:
        yield
    finally:
        _codegen._library_class, _codegen.set_env = before
