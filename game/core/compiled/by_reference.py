"""How numba sees a wide tuple of arrays: one pointer to a block of (data, rows, columns) for each array.

By value every call of a rule would hand on seven words for each array of each tuple, and every rule would type, lower and
optimise all of them. By reference a call hands on one word for each tuple, and a rule reads from the block what it looks
at. The block lies on the stack of the door through which Python calls a phase; nothing outlives the call.

Only imported by the full host. The elements of the block are written once, before anybody reads them: so the
optimiser is told that they never change.
"""

from functools import cache
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models
from numba.core.typing.templates import AttributeTemplate
from numba.extending import NativeValue, infer_getattr, lower_getattr_generic, register_model, unbox

from game.core.compiled.stock import array_types

WORD = ir.IntType(64)
WORDS = 3  # of an array in the block: data, rows, columns (a list has no columns)
# Where NumPy keeps them: bytes from the start of an array object (PyArrayObject_fields of its C interface).
DATA, DIMENSIONS, EXTENTS = (object.__basicsize__ + k for k in (0, 8, 16))


class ByReference(types.Type):
    """The type of a tuple class with `LAYOUT` that is handed on as a pointer."""

    def __init__(self, cls: Any) -> None:
        self.cls = cls
        self.fields = dict(zip(cls.LAYOUT, array_types(cls)))
        super().__init__(name=f"{cls.__module__}.{cls.__qualname__}")

    @property
    def key(self) -> Any:
        return self.cls


@cache
def by_reference(cls: Any) -> ByReference:
    """numba's type for a tuple class, one for each class. Python calls through `entry`, so no value is asked for its type."""
    return ByReference(cls)


@register_model(ByReference)
class _Pointer(models.PrimitiveModel):  # type: ignore[misc]
    def __init__(self, manager: Any, kind: ByReference) -> None:
        super().__init__(manager, kind, WORD.as_pointer())


@infer_getattr
class _Fields(AttributeTemplate):  # type: ignore[misc]
    key = ByReference

    def generic_resolve(self, kind: ByReference, field: str) -> Any:
        return kind.fields.get(field)


@lower_getattr_generic(ByReference)  # type: ignore[untyped-decorator]
def _array(context: Any, builder: Any, kind: ByReference, block: Any, field: str) -> Any:
    """numba's array of a field: its data and extents read from the block, the rest is known from its layout."""
    array = kind.fields[field]
    first = list(kind.fields).index(field) * WORDS
    made = context.make_array(array)(context, builder)

    def read(k: int, of: Any) -> Any:
        place = builder.gep(block, [ir.Constant(WORD, first + k)], inbounds=True)
        value = builder.load(builder.bitcast(place, of.as_pointer()))
        value.set_metadata("invariant.load", builder.module.add_metadata([]))
        return value

    size = ir.Constant(WORD, np.dtype(kind.cls.LAYOUT[field][0]).itemsize)
    shape = [read(1 + d, WORD) for d in range(array.ndim)]
    strides = [builder.mul(shape[1], size), size][-array.ndim :] if array.ndim == 2 else [size]
    context.populate_array(
        made, data=read(0, made.data.type), shape=shape, strides=strides, itemsize=size, meminfo=None
    )
    return made._getvalue()


@unbox(ByReference)  # type: ignore[untyped-decorator]
def _block(kind: ByReference, values: Any, c: Any) -> NativeValue:
    """The block of a tuple of arrays that went through `host`: nothing is checked here, a pulse cannot wait for it.

    Data and extents are read where NumPy's own headers read them, in every extension that was ever compiled.
    """
    builder, count = c.builder, ir.Constant(WORD, len(kind.fields))
    block = cgutils.alloca_once(builder, WORD, size=ir.Constant(WORD, len(kind.fields) * WORDS))
    item = c.pyapi._get_function(ir.FunctionType(c.pyapi.pyobj, [c.pyapi.pyobj, WORD]), name="PyTuple_GetItem")

    def word(of: Any, byte: int) -> Any:
        place = builder.gep(builder.bitcast(of, c.pyapi.voidptr), [ir.Constant(WORD, byte)])
        return builder.load(builder.bitcast(place, WORD.as_pointer()))

    with cgutils.for_range(builder, count) as loop:
        array = builder.call(item, [values, loop.index])
        extents = builder.inttoptr(word(array, EXTENTS), WORD.as_pointer())
        last = builder.select(
            builder.icmp_signed(
                ">", builder.and_(word(array, DIMENSIONS), ir.Constant(WORD, 0xFF)), ir.Constant(WORD, 1)
            ),
            ir.Constant(WORD, 1),
            ir.Constant(WORD, 0),
        )
        columns = builder.load(builder.gep(extents, [last]))
        for k, value in enumerate((word(array, DATA), builder.load(extents), columns)):
            at = builder.add(builder.mul(loop.index, ir.Constant(WORD, WORDS)), ir.Constant(WORD, k))
            builder.store(value, builder.gep(block, [at]))
    # The optimiser must not see that the block was written in this same function: it would read before writing.
    unseen = builder.asm(ir.FunctionType(block.type, [block.type]), "", "=r,0,~{memory}", [block], side_effect=True)
    return NativeValue(unseen)
