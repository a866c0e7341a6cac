"""Where each key of a TOML file stands: a light scan beside the real parser, which keeps no lines."""
import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*\[(\[)?\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


def key_lines(text: str) -> dict[Path, int]:
    """Line (from 1) of every table and key, by its path: ("unit", 3, "men") is `men` of the fourth [[unit]].

    Keys of inline tables stand on the line of the key that holds them.
    """
    found: dict[Path, int] = {(): 1}
    counts: dict[Path, int] = {}
    table: Path = ()
    closing = ""
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if closing:
            if closing in line:
                closing = ""
            continue
        if depth == 0:
            header = _HEADER.match(line)
            if header:
                table = _enter(header.group(2), bool(header.group(1)), counts)
                found.setdefault(table, number)
                continue
            key = _KEY.match(line)
            if key:
                found.setdefault(table + tuple(_parts(key.group(1))), number)
                line = line[key.end():]
        closing, depth = _scan(line, depth)
    return found


def line_of(lines: dict[Path, int], path: Path) -> int:
    """Line of a path, or of the nearest thing around it."""
    while path not in lines and path:
        path = path[:-1]
    return lines.get(path, 0)


def _parts(dotted: str) -> list[str]:
    return [p.strip("\"'") for p in _PART.findall(dotted)]


def _enter(dotted: str, is_array: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    parts = _parts(dotted)
    for k, part in enumerate(parts):
        path += (part,)
        if is_array and k == len(parts) - 1:
            counts[path] = counts.get(path, -1) + 1
            for inner in [p for p in counts if len(p) > len(path) and p[:len(path)] == path]:
                del counts[inner]
            path += (counts[path],)
        elif path in counts:
            path += (counts[path],)
    return path


def _scan(line: str, depth: int) -> tuple[str, int]:
    """The quotes that stay open after a line, and how many brackets do."""
    k = 0
    while k < len(line):
        for quotes in ('"""', "'''"):
            if line.startswith(quotes, k):
                end = line.find(quotes, k + 3)
                if end < 0:
                    return quotes, depth
                k = end + 3
                break
        else:
            c = line[k]
            if c == "#":
                break
            if c in "\"'":
                k += 1
                while k < len(line) and line[k] != c:
                    k += 2 if c == '"' and line[k] == "\\" else 1
            elif c in "[{":
                depth += 1
            elif c in "]}":
                depth = max(0, depth - 1)
            k += 1
    return "", depth
