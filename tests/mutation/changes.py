"""The small errors: what may be changed in one line of a function."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

CHECKOUT = Path(__file__).resolve().parents[2]
OTHERS: dict[type[ast.AST], tuple[str, ...]] = {
    ast.Lt: ("<=", ">="),
    ast.LtE: ("<", ">"),
    ast.Gt: (">=", "<="),
    ast.GtE: (">", "<"),
    ast.Eq: ("!=",),
    ast.NotEq: ("==",),
    ast.In: ("not in",),
    ast.NotIn: ("in",),
    ast.Is: ("is not",),
    ast.IsNot: ("is",),
    ast.Add: ("-",),
    ast.Sub: ("+",),
    ast.Mult: ("/",),
    ast.Div: ("*",),
    ast.FloorDiv: ("*",),
    ast.Mod: ("*",),
    ast.BitAnd: ("|",),
    ast.BitOr: ("&",),
    ast.LShift: (">>",),
    ast.RShift: ("<<",),
    ast.And: ("or",),
    ast.Or: ("and",),
}
CALLS = {"min": ("max",), "max": ("min",), "any": ("all",), "all": ("any",), "abs": ("",), "floor": ("ceil",)}


class Change(NamedTuple):
    """One small error: these bytes of a file, in this function, read otherwise."""

    path: Path
    function: str
    line: int
    begin: int
    end: int
    after: str

    @property
    def before(self) -> str:
        """What stands there now, in one line."""
        return " ".join(self.path.read_bytes()[self.begin : self.end].decode().split())

    @property
    def text(self) -> str:
        """The line as it stands."""
        return self.path.read_bytes().splitlines()[self.line - 1].decode().strip()

    @property
    def where(self) -> str:
        """Where it is: file and line."""
        return f"{self.path.relative_to(CHECKOUT)}:{self.line}"

    def __str__(self) -> str:
        return f"{self.where}: {self.function}: {self.before} -> {self.after}"

    def code(self) -> CodeType:
        """The function's code with the error in it."""
        source = self.path.read_bytes()
        text = source[: self.begin] + self.after.encode() + source[self.end :]
        module = compile(text, str(self.path), "exec", dont_inherit=True)
        return next(c for c in module.co_consts if isinstance(c, CodeType) and c.co_name == self.function)


def changes(path: Path) -> list[Change]:
    """Every small error that can be made in the functions of a file."""
    source = path.read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    module = importlib.import_module(".".join(path.relative_to(CHECKOUT).with_suffix("").parts))
    found = []
    for function in ast.parse(source).body:
        if isinstance(function, ast.FunctionDef):
            for node, after in _in_function(function, source, module):
                begin, end = (
                    starts[node.lineno - 1] + node.col_offset,
                    starts[node.end_lineno - 1] + node.end_col_offset,
                )
                found.append(Change(path, function.name, node.lineno, begin, end, after))
    return found


def _in_function(function: ast.FunctionDef, source: bytes, module: ModuleType) -> Iterator[tuple[Any, str]]:
    bound = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    bound += [a.arg for a in function.args.args]
    body = function.body[1:] if ast.get_docstring(function) else function.body
    stack: list[ast.AST] = list(reversed(body))
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.Raise, ast.JoinedStr, ast.Assert)):
            continue  # what is said to a person, not what is done
        for after in _others(node, source, module, bound):
            yield node, after
        children = [
            c for f, v in ast.iter_fields(node) if f not in SKIPPED for c in (v if isinstance(v, list) else [v])
        ]
        stack += [c for c in reversed(children) if isinstance(c, ast.AST)]


SKIPPED = {"annotation", "returns", "decorator_list"}


def _others(node: Any, source: bytes, module: ModuleType, bound: list[str]) -> Iterator[str]:
    """What may stand in a node's place."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in OTHERS[type(node.ops[0])]:
            yield f"({_text(node.left)} {other} {_text(node.comparators[0])})"
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and _is_one(node.right):
        return  # `* 1.0` is how a whole number becomes a float: nothing else stands there
    elif isinstance(node, ast.BinOp):
        for other in OTHERS.get(type(node.op), ()):
            yield f"({_text(node.left)} {other} {_text(node.right)})"
    elif isinstance(node, ast.BoolOp):
        yield "(" + f" {OTHERS[type(node.op)][0]} ".join(_text(v) for v in node.values) + ")"
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield _text(node.operand)
    elif isinstance(node, ast.Constant):
        yield from _numbers(node.value)
    elif _is_column(node, module):
        yield f"({_text(node)} + 1)"
        yield f"({_text(node)} - 1)"
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        yield from _choices(node)
    elif isinstance(node, ast.AugAssign):
        yield "pass"
        for other in OTHERS.get(type(node.op), ()):
            yield f"{_text(node.target)} {other}= {_text(node.value)}"
    elif isinstance(node, ast.Assign):
        targets = node.targets[0].elts if isinstance(node.targets[0], ast.Tuple) else node.targets
        if all(isinstance(x, ast.Subscript) or (isinstance(x, ast.Name) and bound.count(x.id) > 1) for x in targets):
            yield "pass"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "pass"
    elif isinstance(node, ast.Break):
        yield "continue"
    elif isinstance(node, ast.Continue):
        yield "break"


def _is_one(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and node.value == 1.0


def _numbers(value: Any) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield from (str(value + 1), f"({value - 1})")
    elif isinstance(value, float):
        yield from (str(value + 1.0), str(value * 0.5) if value else "0.5")


def _calls(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    for other in CALLS.get(name, ()):
        yield _text(node.func)[: -len(name)] + other + "(" + ", ".join(_text(a) for a in node.args) + ")"


def _choices(node: Any) -> Iterator[str]:
    """The other way about, where the condition is no comparison that is changed by itself."""
    if isinstance(node.test, (ast.Compare, ast.UnaryOp)):
        return
    turned = type(node)(**{**dict(ast.iter_fields(node)), "test": ast.UnaryOp(ast.Not(), node.test)})
    ast.copy_location(turned, node)
    text = ast.unparse(ast.fix_missing_locations(turned))
    yield f"({text})" if isinstance(node, ast.IfExp) else text.replace("\n", "\n" + " " * node.col_offset)


def _is_column(node: ast.AST, module: ModuleType) -> bool:
    """A number with a name: a column, a code, a constant, a parameter."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        value = getattr(module, node.id, None)
    elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        value = getattr(getattr(module, node.value.id, None), node.attr, None)
    else:
        return False
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _text(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.Call)) else f"({text})"
