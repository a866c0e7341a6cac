"""Strict reading: a TOML table becomes a typed struct, and everything wrong with it is reported at once."""
import tomllib
import types
from collections.abc import Callable
from pathlib import Path as FilePath
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

from game.files.bounds import check_depth, read_text
from game.files.errors import BadFile, Problem, nearest
from game.files.lines import Path, key_lines, line_of

T = TypeVar("T")
LARGEST = 8 * 1024 * 1024
_hints: dict[type, dict[str, Any]] = {}
_fields: dict[type, tuple[Any, ...]] = {}


class Reader:
    """One file being read: its name, its lines, and the problems found so far."""

    def __init__(self, path: FilePath, shown: str = "") -> None:
        self.path = path
        self.shown = shown or str(path)
        self.problems: list[Problem] = []
        self._text = ""
        self._lines: dict[Path, int] | None = None

    def load(self) -> dict[str, Any]:
        """The file as plain tables; an empty table, and a problem, if it is no TOML."""
        try:
            self._text = read_text(self.path, largest=LARGEST)
            check_depth(self.path, self._text)
            return tomllib.loads(self._text)
        except BadFile as e:
            self.problems += [p._replace(file=self.shown) for p in e.problems]
        except tomllib.TOMLDecodeError as e:
            line = getattr(e, "lineno", 0) or _line_in(str(e)) or self._text.count("\n") + 1
            self.problems.append(Problem(self.shown, line, "", f"is no TOML: {str(e).split(' (at')[0]}"))
        except RecursionError:
            self.problems.append(Problem(self.shown, 0, "", "nests too deep"))
        return {}

    def problem(self, path: Path, message: str) -> None:
        """Notes something wrong at a key."""
        if self._lines is None:
            self._lines = key_lines(self._text)
        key = ".".join(str(p) for p in path)
        self.problems.append(Problem(self.shown, line_of(self._lines, path), key, message))

    def read(self, kind: type[T], value: Any, path: Path = ()) -> T | None:
        """The value as a `kind`, None if anything in it is wrong."""
        before = len(self.problems)
        made = self._convert(value, kind, path)
        return made if len(self.problems) == before else None

    def read_list(self, kind: type[T], table: dict[str, Any], key: str) -> tuple[T, ...]:
        """The entries of [[key]] that are right; a problem for each that is not."""
        value = table.get(key, [])
        if not isinstance(value, list):
            self.problem((key,), f"{key}: needed a list of tables [[{key}]], found {_kind(value)}")
            return ()
        made = (self.read(kind, item, (key, k)) for k, item in enumerate(value))
        return tuple(m for m in made if m is not None)

    def only(self, table: dict[str, Any], known: tuple[str, ...]) -> None:
        """Refuses keys at the top of the file other than the known ones."""
        for key in table:
            if key not in known:
                self.problem((key,), f"unknown key {key}{nearest(key, known)}")

    def _convert(self, value: Any, kind: Any, path: Path) -> Any:
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._convert_union(value, get_args(kind), path)
        if origin is Literal:
            if value not in get_args(kind):
                self.problem(path, f"{_name(path)}: needed one of {', '.join(map(repr, get_args(kind)))}, found {value!r}"
                                   f"{nearest(str(value), map(str, get_args(kind)))}")
            return value
        if origin is tuple:
            return self._convert_tuple(value, get_args(kind), path)
        if origin is dict:
            return self._convert_dict(value, get_args(kind)[1], path)
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return self._convert_struct(value, kind, path)
        return self._convert_plain(value, kind, path)

    def _convert_plain(self, value: Any, kind: Any, path: Path) -> Any:
        if kind is Any:
            return value
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            self.problem(path, f"{_name(path)}: needed {_word(kind)}, found {_kind(value)} {str(value)[:40]!r}")
            return None
        if kind is float and value != value:
            self.problem(path, f"{_name(path)}: needed a number, found nan")
        return value

    def _convert_union(self, value: Any, kinds: tuple[Any, ...], path: Path) -> Any:
        for kind in kinds:
            if kind is not type(None):
                trial = Reader(self.path, self.shown)
                trial._text, trial._lines = self._text, self._lines
                made = trial._convert(value, kind, path)
                if not trial.problems:
                    return made
        self.problems += trial.problems
        return None

    def _convert_tuple(self, value: Any, kinds: tuple[Any, ...], path: Path) -> Any:
        if not isinstance(value, list):
            self.problem(path, f"{_name(path)}: needed a list, found {_kind(value)} {str(value)[:40]!r}")
            return None
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(self._convert(v, kinds[0], (*path, k)) for k, v in enumerate(value))
        if len(value) != len(kinds):
            self.problem(path, f"{_name(path)}: needed {len(kinds)} values, found {len(value)}")
            return None
        return tuple(self._convert(v, kind, (*path, k)) for k, (v, kind) in enumerate(zip(value, kinds, strict=True)))

    def _convert_dict(self, value: Any, kind: Any, path: Path) -> Any:
        if not isinstance(value, dict):
            self.problem(path, f"{_name(path)}: needed a table, found {_kind(value)}")
            return None
        return {k: self._convert(v, kind, (*path, k)) for k, v in value.items()}

    def _convert_struct(self, value: Any, kind: type[msgspec.Struct], path: Path) -> Any:
        if not isinstance(value, dict):
            self.problem(path, f"{_name(path)}: needed a table, found {_kind(value)} {str(value)[:40]!r}")
            return None
        if kind not in _fields:
            _fields[kind] = msgspec.structs.fields(kind)
            _hints[kind] = get_type_hints(kind)
        names = [f.encode_name for f in _fields[kind]]
        for key in value:
            if key not in names:
                self.problem((*path, key), f"{_who(value, path)}unknown key {key}{nearest(key, names)}")
        made: dict[str, Any] = {}
        whole = True
        for f in _fields[kind]:
            if f.encode_name in value:
                made[f.name] = self._convert(value[f.encode_name], _hints[kind][f.name], (*path, f.encode_name))
            elif f.required:
                whole = False
                self.problem(path, f"{_who(value, path)}lacks {f.encode_name}")
        return kind(**made) if whole else None


def read_file(path: FilePath, shown: str, known: tuple[str, ...], build: Callable[[Reader, dict[str, Any]], T]) -> tuple[T, Reader]:
    """A TOML file turned into something by `build`, and the reader with its problems."""
    reader = Reader(path, shown)
    table = reader.load()
    reader.only(table, known)
    return build(reader, table), reader


def _who(value: dict[str, Any], path: Path) -> str:
    name = value.get("id") or value.get("name") or value.get("code") or value.get("number") or value.get("unit")
    return f"{_name(path)} {name!r}: " if isinstance(name, str) else f"{_name(path)}: " if path else ""


def _name(path: Path) -> str:
    words = [str(p) for p in path if not isinstance(p, int)]
    return ".".join(words) or "the file"


def _word(kind: Any) -> str:
    return {int: "a whole number", float: "a number", str: "a text", bool: "true or false"}.get(kind, getattr(kind, "__name__", str(kind)))


def _kind(value: Any) -> str:
    return {bool: "a truth value", int: "a whole number", float: "a number", str: "a text", list: "a list", dict: "a table"}.get(
        type(value), type(value).__name__)


def _line_in(message: str) -> int:
    if "line " in message:
        digits = message.split("line ")[1].split(",")[0].split(")")[0]
        return int(digits) if digits.isdigit() else 0
    return 0
