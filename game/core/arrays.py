"""The arrays of rules with types for their elements: names for the checker only, no array is ever one of them.

numpy's own stubs give `Any` for an element; a rule that reads `s.units[u, MEN]` has an int here, and the checker sees it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

E = TypeVar("E", covariant=True)
T = TypeVar("T")


class Line(np.ndarray[tuple[int], np.dtype[Any]], Generic[E]):
    """An array of one dimension."""

    if TYPE_CHECKING:

        @overload  # type: ignore[override]  # narrower than numpy's: that is its use
        def __getitem__(self, at: int, /) -> E: ...
        @overload
        def __getitem__(self, at: Any, /) -> Any: ...
        def __getitem__(self, at: Any, /) -> Any: ...


class Grid(np.ndarray[tuple[int, int], np.dtype[Any]], Generic[E]):
    """An array of two dimensions."""

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, at: tuple[int, int], /) -> E: ...
        @overload
        def __getitem__(self, at: Any, /) -> Any: ...
        def __getitem__(self, at: Any, /) -> Any: ...


def of_arrays(kind: Callable[..., T], /, *arrays: NDArray[Any], **named: NDArray[Any]) -> T:
    """A tuple of arrays: `kind` says what its elements are, `host` compares the arrays with its `LAYOUT`."""
    return kind(*arrays, **named)
