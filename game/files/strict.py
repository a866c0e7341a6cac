"""Strict reading: a TOML table becomes a typed struct, and everything wrong with it is reported at once."""

import tomllib
import types
from collections.abc import Iterator
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec

from game.core.words import _, enumerated
from game.files.bounds import check_depth, decode_text
from game.files.errors import BadFile, Problem, nearest, one_line, printable
from game.files.lines import Path, key_lines, line_of
from game.model.base import bare

T = TypeVar("T")
MOST_PROBLEMS = 100
LARGEST_NUMBER = 2_000_000_000
LONGEST_TEXT = 20_000
_NAMING = ("id", "name", "code", "number", "unit", "side", "place", "at")
_ways: dict[int, tuple[msgspec.Meta | None, Any, Any, Any]] = {}  # by the identity of a kind: looked up for every value
_fields: dict[type, dict[str, msgspec.structs.FieldInfo]] = {}


class Reader:
    """One file being read: its name, its tables, and the problems found so far.

    `spots`: the reader and path of each struct that was made, by its identity, for problems that show later.
    """

    def __init__(self, shown: str, spots: "dict[int, tuple[Reader, Path]] | None" = None) -> None:
        self.shown = shown
        self.spots = {} if spots is None else spots
        self.problems: list[Problem] = []
        self.table: dict[str, Any] = {}
        self._text = ""
        self._lines: dict[Path, int] | None = None

    def load(self, data: bytes) -> dict[str, Any]:
        """The file as plain tables; an empty table, and a problem, if it is no TOML."""
        try:
            self._text = decode_text(self.shown, data).replace("\r\n", "\n")
            check_depth(self.shown, self._text)
            self.table = tomllib.loads(self._text)
        except BadFile as e:
            self.problems += e.problems
        except RecursionError:
            self.problems.append(Problem(self.shown, 0, "", _("nests too deep")))
        except ValueError as e:  # not TOML, or a number of thousands of digits
            said, _at, place = str(e).partition(" (at")
            line = _line_in(place) or self._text.count("\n") + 1
            self.problems.append(Problem(self.shown, line, "", _("is no TOML: {found}").format(found=one_line(said))))
        return self.table

    @property
    def full(self) -> bool:
        """So much is wrong that no more is looked for."""
        return len(self.problems) >= MOST_PROBLEMS

    def problem(self, path: Path, message: str, /, **told: object) -> None:
        """Notes something wrong at a key, under the name of the entry that holds it; `told` fills the message,
        figures as files write them."""
        if self.full:
            return
        line, key = self.line(path), one_line(".".join(str(p) for p in path))
        self.problems.append(
            Problem(
                self.shown, line, key, printable(self._who(path) + (str.format(message, **told) if told else message))
            )
        )
        if self.full:
            self.problems.append(
                Problem(
                    self.shown,
                    0,
                    "",
                    _("only the first {most} problems are listed").format(most=MOST_PROBLEMS),
                )
            )

    def line(self, path: Path) -> int:
        """The line of a key, or of the nearest thing around it."""
        if self._lines is None:
            self._lines = key_lines(self._text)
        return line_of(self._lines, path)

    def read(self, kind: type[T], value: Any, path: Path = ()) -> T | None:
        """The value as a `kind`, None if anything in it is wrong."""
        before = len(self.problems)
        made = self._convert(value, kind, path)
        return made if len(self.problems) == before else None

    def read_list(self, kind: type[T], key: str) -> tuple[T, ...]:
        """The entries of [[key]] that are right; a problem for each that is not."""
        value = self.table.get(key, [])
        if not isinstance(value, list):
            self.problem((key,), _("{key}: needed a list of tables [[{key}]], found {a}"), key=key, a=_kind(value))
            return ()
        made = []
        for k, item in enumerate(value):
            if self.full:
                break
            made.append(self.read(kind, item, (key, k)))
        return tuple(m for m in made if m is not None)

    def only(self, known: tuple[str, ...]) -> None:
        """Refuses keys at the top of the file other than the known ones."""
        self._refuse_others(self.table, known, ())

    def _refuse_others(self, value: dict[str, Any], known: tuple[str, ...], path: Path) -> None:
        for key in value:
            if self.full:
                return
            if key not in known:
                self.problem(
                    (*path, key), _("unknown key {found}{near}"), found=one_line(key), near=nearest(key, known)
                )

    def _convert(self, value: Any, kind: Any, path: Path) -> Any:
        if len(self.problems) >= MOST_PROBLEMS:
            return None
        span, way, of, _kept = _ways.get(id(kind)) or _way(kind)
        made = way(self, value, of, path)
        return made if span is None else self._within(made, span, path)

    def _convert_either(self, value: Any, kinds: list[Any], path: Path) -> Any:
        return self._convert(value, str if str in kinds and isinstance(value, str) else kinds[0], path)

    def _within(self, value: Any, span: msgspec.Meta, path: Path) -> Any:
        low, high = span.ge, span.le
        if isinstance(value, int | float) and low is not None and high is not None and not low <= value <= high:
            self.problem(
                path,
                _("has {a} = {value:.10g}; needed {low:.10g} to {high:.10g}"),
                a=_last(path),
                value=value,
                low=low,
                high=high,
            )
        return value

    def _convert_word(self, value: Any, words: tuple[str, ...], path: Path) -> Any:
        if not isinstance(value, str) or value not in words:
            near = nearest(value, words) if isinstance(value, str) else ""
            self.problem(
                path,
                _("{a}: needed one of {listed}, found {b}{near}"),
                a=_last(path),
                listed=enumerated(map(repr, words)),
                b=_shown(value),
                near=near,
            )
        return value

    def _convert_plain(self, value: Any, kind: Any, path: Path) -> Any:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not (
            whole if kind is int else whole or isinstance(value, float) if kind is float else isinstance(value, kind)
        ):
            self.problem(path, _("{a}: needed {b}, found {c}"), a=_last(path), b=_word(kind), c=_shown(value))
        elif kind in (int, float):
            if not abs(value) <= LARGEST_NUMBER:  # nan is neither more nor less
                self.problem(
                    path,
                    _("{a}: needed a number within {most:,} either way, found {b}"),
                    a=_last(path),
                    most=LARGEST_NUMBER,
                    b=_shown(value),
                )
            else:
                return kind(value)
        elif kind is str:
            if len(value) > LONGEST_TEXT:
                self.problem(
                    path,
                    _("{a}: needed a text of at most {most:,} letters, found {n:,}"),
                    a=_last(path),
                    most=LONGEST_TEXT,
                    n=len(value),
                )
            elif not value.isprintable() and any(not c.isprintable() and c not in "\n\t" for c in value):
                self.problem(path, _("{a}: holds control characters"), a=_last(path))
        return value

    def _convert_tuple(self, value: Any, kinds: tuple[Any, ...], path: Path) -> Any:
        if not isinstance(value, list):
            self.problem(path, _("{a}: needed a list, found {b}"), a=_last(path), b=_shown(value))
            return None
        if len(kinds) == 2 and kinds[1] is Ellipsis:
            return tuple(self._convert(v, kinds[0], (*path, k)) for k, v in enumerate(value))
        if len(value) != len(kinds):
            self.problem(path, _("{a}: needed {n} values, found {b}"), a=_last(path), n=len(kinds), b=len(value))
            return None
        return tuple(self._convert(v, kind, (*path, k)) for k, (v, kind) in enumerate(zip(value, kinds, strict=True)))

    def _convert_dict(self, value: Any, kind: Any, path: Path) -> Any:
        if not isinstance(value, dict):
            self.problem(path, _("{a}: needed a table, found {b}"), a=_last(path), b=_shown(value))
            return None
        return {k: self._convert(v, kind, (*path, k)) for k, v in value.items()}

    def _convert_struct(self, value: Any, kind: type[msgspec.Struct], path: Path) -> Any:
        if not isinstance(value, dict):
            self.problem(path, _("{a}: needed a table, found {b}"), a=_last(path), b=_shown(value))
            return None
        if kind not in _fields:
            _fields[kind] = {f.encode_name: f for f in msgspec.structs.fields(kind)}
        fields = _fields[kind]
        if not value.keys() <= fields.keys():
            self._refuse_others(value, tuple(fields), path)
        lacks = [name for name, f in fields.items() if f.required and name not in value]
        if lacks:
            self.problem(path, _("lacks {listed}"), listed=enumerated(lacks))
        made = {
            f.name: self._convert(value[name], f.type, (*path, name)) for name, f in fields.items() if name in value
        }
        if lacks:
            return None
        entry = kind(**made)
        self.spots[id(entry)] = (self, path)
        return entry

    def _who(self, path: Path) -> str:
        """The innermost entry around a path that has a name: "counter 'I/75': "."""
        who, value, key = "", self.table, ""
        for part in path:
            try:
                value = value[part]  # type: ignore[index]
            except (KeyError, IndexError, TypeError):
                break
            key = part if isinstance(part, str) else key
            if isinstance(value, dict):
                name = next((value[n] for n in _NAMING if isinstance(value.get(n), str)), "")
                who = f"{one_line(key)} {one_line(name)!r}: " if name else who
        return who


def _way(kind: Any) -> tuple[msgspec.Meta | None, Any, Any, Any]:
    """How a value becomes a `kind`: its range, the method, what that is told; and the kind, so that its identity stays."""
    plain, span = bare(kind)
    origin, told = get_origin(plain), get_args(plain)
    way: Any = Reader._convert_plain
    of: Any = plain
    if origin in (Union, types.UnionType):
        way, of = Reader._convert_either, [k for k in told if k is not type(None)]
    elif origin is Literal:
        way, of = Reader._convert_word, told
    elif origin is tuple:
        way, of = Reader._convert_tuple, told
    elif origin is dict:
        way, of = Reader._convert_dict, told[1]
    elif isinstance(plain, type) and issubclass(plain, msgspec.Struct):
        way, of = Reader._convert_struct, plain
    return _ways.setdefault(id(kind), (span, way, of, kind))


def _last(path: Path) -> str:
    """The key that a path ends with; of a list, its entry too: "hex[1]"."""
    words = [k for k, p in enumerate(path) if isinstance(p, str)]
    if not words:
        return _("the file")
    return one_line(path[words[-1]]) + "".join(f"[{p}]" for p in path[words[-1] + 1 :] if len(path) > 2)


def _word(kind: Any) -> str:
    words = {int: _("a whole number"), float: _("a number"), str: _("a text"), bool: _("true or false")}
    return words.get(kind, str(kind))


def _kind(value: Any) -> str:
    kinds = {
        bool: _("a truth value"),
        int: _("a whole number"),
        float: _("a number"),
        str: _("a text"),
        list: _("a list"),
        dict: _("a table"),
    }
    return kinds.get(type(value), f"a {type(value).__name__}")


def _shown(value: Any) -> str:
    """A wrong value for a message; long numbers and nested ones are only named."""
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) > 10**18):
        return (
            f"{_kind(value)} {str(value).lower()}"
            if isinstance(value, bool)
            else _("a whole number of very many digits")
        )
    if isinstance(value, int | float):
        return str(value)
    return f"{_kind(value)} {one_line(value, most=40)!r}" if isinstance(value, str) else _kind(value)


def _line_in(place: str) -> int:
    """The line that the parser names, 0 if it names none: " line 3, column 4)"."""
    digits = place.partition("line ")[2].partition(",")[0]
    return int(digits) if digits.isdigit() else 0


_DEEP = (tuple, msgspec.Struct)


def entries(value: Any) -> Iterator[msgspec.Struct]:
    """Every struct in a value at any depth, outermost first."""
    if isinstance(value, msgspec.Struct):
        yield value
        inside = tuple(getattr(value, name) for name in value.__struct_fields__)
    else:
        inside = value if isinstance(value, tuple) else ()
    for one in inside:
        if isinstance(one, _DEEP):
            yield from entries(one)
