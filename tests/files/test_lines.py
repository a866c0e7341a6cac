"""Where a key stands: the walk beside the parser knows every path that the parser knows, with its line."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.files.lines import key_lines, line_of

DRAWN = '''\
title = "a [not a table] # no comment"     # a comment = with [brackets
[head]
"quoted.key" = 1
sub.deep = { a = 1, b = [ { c = 2 } ] }
text = """
[[unit]]
id = "not a key"
"""
raw = \'\'\'
x = """ \'\'\'
[[unit]]                 # the first
id = "I/75"
hex = [
  18,
  26,  # row
]
[unit.names]
en = 'one'
[[unit.company]]
n = 1
[[unit.company]]
n = 2
[[unit]]
id = "II/75"
[[unit.company]]
n = 3
[tail]
list = [["""
two
lines""", "]"], [
  { deep = [1,
            2] },
]]
'''


def test_every_key_of_a_drawn_file_has_its_line():
    tomllib.loads(DRAWN)
    lines = key_lines(DRAWN)
    expected = {
        ("title",): 1,
        ("head",): 2,
        ("head", "quoted.key"): 3,
        ("head", "sub"): 4,
        ("head", "sub", "deep"): 4,
        ("head", "sub", "deep", "b", 0, "c"): 4,
        ("head", "text"): 5,
        ("head", "raw"): 9,
        ("unit",): 11,
        ("unit", 0): 11,
        ("unit", 0, "id"): 12,
        ("unit", 0, "hex"): 13,
        ("unit", 0, "hex", 0): 14,
        ("unit", 0, "hex", 1): 15,
        ("unit", 0, "names"): 17,
        ("unit", 0, "names", "en"): 18,
        ("unit", 0, "company", 0, "n"): 20,
        ("unit", 0, "company", 1, "n"): 22,
        ("unit", 1): 23,
        ("unit", 1, "id"): 24,
        ("unit", 1, "company", 0, "n"): 26,
        ("tail", "list"): 28,
        ("tail", "list", 0, 0): 28,
        ("tail", "list", 0, 1): 30,
        ("tail", "list", 1, 0, "deep"): 31,
        ("tail", "list", 1, 0, "deep", 1): 32,
    }
    assert {path: lines.get(path) for path in expected} == expected


def test_an_unknown_path_stands_where_the_nearest_thing_around_it_does():
    lines = key_lines('[[unit]]\nid = "a"\n')
    assert line_of(lines, ("unit", 0, "men")) == 1
    assert line_of(lines, ("unit", 0, "id", "deeper", 3)) == 2
    assert line_of(lines, ("nothing",)) == 1


def paths_of(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    """Every path in a parsed document."""
    found = {path}
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found |= paths_of(inner, (*path, key))
    return found


odd_keys = st.sampled_from(["a.b", "c d", "#", "[x]", "=", 'q"q', "日本"])
keys = st.one_of(st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), odd_keys)
texts = st.text(st.sampled_from(list("ab#[]{}=,.'\"\\\n \t日")), max_size=12)
plain = st.one_of(
    st.integers(-9, 999), st.booleans(), texts, st.floats(allow_nan=False, allow_infinity=False, width=16)
)
values = st.recursive(
    plain, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)), max_leaves=8
)
tables = st.dictionaries(keys, values, max_size=4)
documents = st.dictionaries(keys, st.one_of(values, st.lists(tables, min_size=1, max_size=3)), max_size=4)


class Writer:
    """Writes a document as TOML in some lawful style, and remembers the line of each path."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text, self.lines = draw, "", {(): 1}

    def say(self, text: str) -> None:
        self.text += text

    def mark(self, path: tuple[str | int, ...]) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def noise(self) -> None:
        self.say(self.draw(st.sampled_from(["", "", "\n", "# [x] y = 'z\n", '  \n\t# "\n'])))

    def key(self, key: str) -> str:
        bare = key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()
        escaped = '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return self.draw(st.sampled_from([key, escaped] if bare else [escaped]))

    def value(self, value: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(value, bool):
            self.say(str(value).lower())
        elif isinstance(value, int | float):
            self.say(repr(value))
        elif isinstance(value, str):
            self.string(value)
        elif isinstance(value, list):
            self.say("[")
            for k, inner in enumerate(value):
                self.say(self.draw(st.sampled_from(["", " ", "\n", "\n  # ] }\n "])))
                self.mark((*path, k))
                self.value(inner, (*path, k))
                self.say(self.draw(st.sampled_from([",", "\n,", " , # [\n"])))
            self.say("]")
        else:
            self.say("{")
            for k, (key, inner) in enumerate(value.items()):
                self.say(", " if k else " ")
                self.mark((*path, key))
                self.say(f"{self.key(key)} = ")
                self.value(inner, (*path, key))
            self.say("}")

    def string(self, value: str) -> None:
        basic = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
        styles = [
            '"' + basic.replace("\n", "\\n") + '"',
            '"""\n' + basic + '"""',
            '"""\\\n   ' + basic.replace(" ", "\\u0020").replace("\n", "\\n") + '"""',
        ]
        if "'" not in value:
            styles.append("'''\n" + value + "'''")
            if "\n" not in value:
                styles.append("'" + value + "'")
        self.say(self.draw(st.sampled_from(styles)))

    def table(self, table: dict[str, Any], path: tuple[str | int, ...]) -> None:
        for key, value in table.items():
            self.noise()
            self.mark((*path, key))
            self.say(f"{self.key(key)} = ")
            self.value(value, (*path, key))
            self.say(self.draw(st.sampled_from(["\n", " # x = [\n"])))

    def document(self, document: dict[str, Any]) -> None:
        listed = {
            k: v for k, v in document.items() if isinstance(v, list) and v and all(isinstance(i, dict) for i in v)
        }
        headed = {k: v for k, v in document.items() if isinstance(v, dict) and self.draw(st.booleans())}
        self.table({k: v for k, v in document.items() if k not in listed and k not in headed}, ())
        for key, entries in listed.items():
            for k, entry in enumerate(entries):
                self.noise()
                self.mark((key,))
                self.mark((key, k))
                self.say(f"[[{self.key(key)}]]\n")
                self.table(entry, (key, k))
        for key, table in headed.items():
            self.noise()
            self.mark((key,))
            self.say(f"[ {self.key(key)} ]\n")
            self.table(table, (key,))


@settings(max_examples=60)
@given(st.data())
def test_every_path_of_any_document_has_the_line_on_which_it_was_written(data):
    document = data.draw(documents)
    writer = Writer(data.draw)
    writer.document(document)
    parsed = tomllib.loads(writer.text)
    assert parsed == document
    lines = key_lines(writer.text)
    assert set(lines) == paths_of(parsed)
    assert lines == writer.lines


@example('"\\1" = 0')
@given(st.text(st.sampled_from(list("ab.=[]{}\"'#\n\\,1 ")), max_size=60))
def test_a_text_that_is_no_toml_ends_the_walk_without_a_fault(text):
    assert key_lines(text)[()] == 1


@pytest.mark.parametrize(
    "name", ["common/rulebook.toml", "silent-assault/oob.toml", "silent-assault/record/keyframes.toml"]
)
def test_the_walk_knows_every_path_of_the_shipped_files(checkout, name):
    text = (checkout / "scenarios" / name).read_text(encoding="utf-8")
    assert set(key_lines(text)) == paths_of(tomllib.loads(text))
