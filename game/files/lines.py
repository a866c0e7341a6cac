"""Where each key of a TOML file stands: a walk beside the real parser, which keeps no lines.

Only texts that the parser has accepted are walked, and only once something in them is wrong.
"""

import bisect
import re
import tomllib

Path = tuple[str | int, ...]

_SKIP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
_BLANK = re.compile(r"[ \t]*")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})|' r"'''.*?'''(?:'{0,2})|" r'"(?:[^"\\\n]|\\.)*"|' r"'[^'\n]*'", re.DOTALL
)
_BARE = re.compile(r"[^,\]}#\n]*")


def key_lines(text: str) -> dict[Path, int]:
    """Line (from 1) of every table, key and list entry, by its path: ("unit", 3, "men") is `men` of the fourth [[unit]]."""
    return _Walk(text).found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Line of a path, or of the nearest thing around it."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 0)


class _Walk:
    """One pass over a text. `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.found: dict[Path, int] = {(): 1}
        self.starts = [0, *(m.end() for m in re.finditer("\n", text))]
        self.last: dict[Path, int] = {}  # number of the latest entry of each [[list]]
        self.table: Path = ()
        while self.step():
            pass

    def step(self) -> bool:
        """Passes one header or one key with its value; False at the end of the text, or of what can be read."""
        self.skip()
        before = self.at
        if self.sees("[["):
            self.header(2)
        elif self.sees("["):
            self.header(1)
        else:
            self.pair(self.table)
        return self.at > before

    def header(self, brackets: int) -> None:
        start = self.at
        self.at += brackets
        path: Path = ()
        parts = self.parts()
        for k, part in enumerate(parts):
            path += (part,)
            if brackets == 2 and k == len(parts) - 1:
                self.last[path] = self.last.get(path, -1) + 1
                self.mark(path, start)
            if path in self.last:
                path += (self.last[path],)
            self.mark(path, start)
        self.table = path
        self.at = min(len(self.text), self.at + brackets)

    def pair(self, table: Path) -> None:
        path = table
        for part in self.parts():
            path += (part,)
            self.mark(path, self.at - 1)
        if self.sees("="):
            self.at += 1
            self.value(path)

    def value(self, path: Path) -> None:
        self.blank()
        if self.sees("["):
            self.listed(path)
        elif self.sees("{"):
            self.inline(path)
        else:
            self.passes(_STRING if self.sees('"') or self.sees("'") else _BARE)

    def listed(self, path: Path) -> None:
        self.at += 1
        for k in range(len(self.text)):
            self.skip()
            if self.at >= len(self.text) or self.sees("]"):
                break
            self.mark((*path, k), self.at)
            self.value((*path, k))
            self.skip()
            self.at += self.sees(",")
        self.at += 1

    def inline(self, path: Path) -> None:
        self.at += 1
        while True:
            self.skip()
            before = self.at
            if self.at >= len(self.text) or self.sees("}"):
                break
            self.pair(path)
            self.skip()
            self.at += self.sees(",")
            if self.at == before:
                break
        self.at += 1

    def parts(self) -> list[str]:
        """The parts of a dotted key, without their quotes."""
        found: list[str] = []
        while True:
            self.blank()
            part = _PART.match(self.text, self.at)
            if part is None:
                return found
            self.at = part.end()
            found.append(_plain(part[0]))
            self.blank()
            if not self.sees("."):
                return found
            self.at += 1

    def mark(self, path: Path, at: int) -> None:
        self.found.setdefault(path, bisect.bisect_right(self.starts, at))

    def sees(self, word: str) -> bool:
        return self.text.startswith(word, self.at)

    def skip(self) -> None:
        self.passes(_SKIP)

    def blank(self) -> None:
        self.passes(_BLANK)

    def passes(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at + 1


def _plain(part: str) -> str:
    if part[0] == '"' and "\\" in part:
        try:
            return next(iter(tomllib.loads(part + "=0")))
        except tomllib.TOMLDecodeError:  # no key after all: the text is no TOML
            return part
    return part[1:-1] if part[0] in "\"'" else part
