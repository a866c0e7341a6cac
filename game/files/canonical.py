"""One spelling for each content: what digests and seals are taken over.

A field that has its default is left out whether the file wrote it or not; keys are sorted; comments, layout and line ends
do not count. So a digest changes when the content does, and only then.
"""

from typing import Any

import msgspec

_defaults: dict[type, tuple[tuple[str, Any], ...]] = {}


def canonical(value: Any) -> bytes:
    """The value as JSON in its one spelling."""
    return msgspec.json.encode(_plain(value), order="sorted")


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return {
            name: _plain(field) for name, default in _fields(type(value)) if (field := getattr(value, name)) != default
        }
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value


def _fields(kind: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    if kind not in _defaults:
        _defaults[kind] = tuple(
            (f.name, f.default if f.default_factory is msgspec.NODEFAULT else f.default_factory())
            for f in msgspec.structs.fields(kind)
        )
    return _defaults[kind]
