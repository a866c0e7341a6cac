"""Pages for strangers: every link leads somewhere, every file and name they mention is there, every command can be typed."""

import ast
import re
import shlex
import tomllib
from pathlib import Path

import pytest

from game.cli.parser import COMMANDS, build
from tests.house.sources import CHECKOUT

PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / ".github").glob("*.md"))]
WORKFLOW = CHECKOUT / ".github/workflows/tests.yml"
CODE = re.compile(r"`([^`\n]+)`")
FOLDERS = ("game", "tests", "scenarios", "assets", ".github", ".ci")


def test_the_pages_that_the_readme_promises_are_there():
    assert {page.name for page in PAGES} == {
        "README.md",
        "ARCHITECTURE.md",
        "CALIBRATION.md",
        "CLASSROOM.md",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "HOW_TO_ADD.md",
        "TRANSLATING.md",
        "TRANSLATIONS_CHECKED.md",
    }
    linked = links(PAGES[0])
    assert {f".github/{page.name}" for page in PAGES[1:]} | {"LICENSE", ".github/workflows/tests.yml"} <= set(linked)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path):
    assert [link for link in links(page) if not leads_somewhere(page, link)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_and_every_name_of_the_game_is_there(page: Path):
    said = CODE.findall(page.read_text(encoding="utf-8"))
    assert [word for word in said if is_path(word) and not list(CHECKOUT.glob(word.rstrip("/")))] == []
    assert [word for word in said if re.fullmatch(r"game(\.\w+)+", word) and not is_name(word)] == []


def test_every_command_of_the_readme_can_be_typed():
    lines = [line for line in shell_lines(PAGES[0]) if line.startswith("changkufeng")]
    assert len(lines) > 15
    for line in lines:
        assert build().read(shlex.split(line, comments=True)[1:]), line
    said = re.findall(r"`changkufeng ([^`]+)`", PAGES[0].read_text(encoding="utf-8"))
    assert {words.split()[0] for words in said} <= set(COMMANDS)


def test_a_command_that_nobody_can_type_would_be_found():
    with pytest.raises(SystemExit):
        build().read(shlex.split("simulate silent-assault --gmaes 3"))


def test_the_workflow_types_what_the_readme_does():
    told = {line.split("  #")[0].strip().replace(".venv/bin/", "") for line in shell_lines(PAGES[0])}
    typed = re.findall(r"run: (.*)", WORKFLOW.read_text(encoding="utf-8"))
    assert len(typed) >= 3
    assert set(typed) <= told


def test_the_workflow_tries_every_python_that_the_metadata_names():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [c.rpartition(" ")[2] for c in project["classifiers"] if re.search(r":: 3\.\d+$", c)]
    assert f"python: {named}".replace("'", '"') in WORKFLOW.read_text(encoding="utf-8")


def test_the_metadata_name_the_licences_that_lie_in_the_tree():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {path for pattern in project["license-files"] for path in CHECKOUT.glob(pattern)}
    lying = [CHECKOUT / "LICENSE"]
    for folder in ("assets", "scenarios"):
        lying += [p for p in (CHECKOUT / folder).rglob("*.txt") if re.search(r"\.(LICENSE|OFL|ODbL)\.txt$", p.name)]
    assert named == set(lying)


def test_every_optional_dependency_is_used():
    """An extra without code would be a promise: each package of one is imported by the game, or named by the pages' recipe."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {extra: found for extra, found in project["optional-dependencies"].items() if extra != "test"}
    code = "".join(path.read_text(encoding="utf-8") for path in (CHECKOUT / "game").rglob("*.py"))
    recipe = (CHECKOUT / ".github/mkdocs.yml").read_text(encoding="utf-8")
    unused = []
    for extra, packages in extras.items():
        for package in packages:
            name = re.split(r"[\[<>=~; ]", package)[0].replace("mkdocs-", "")
            if not re.search(rf"\b(import|from) {name}\b|import_module\(\"{name}\b", code) and name not in recipe:
                unused.append(f"{extra}: {name}")
    assert unused == []
    assert "rl" in extras


# ------------------------------------------------------------------------------------------------ the tests tested


def test_a_name_that_is_not_there_would_be_found():
    assert is_name("game.core.hexes.distance")
    assert is_name("game.core.hexes")
    assert not is_name("game.core.hexes.distence")
    assert not is_name("game.core.hexis")


# ------------------------------------------------------------------------------------------------ private


def links(page: Path) -> list[str]:
    """Targets of a page's links, those to other hosts left out."""
    found = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    return [link for link in found if not re.match(r"[a-z]+:", link)]


def leads_somewhere(page: Path, link: str) -> bool:
    """A file, and the heading after # if there is one."""
    name, _, heading = link.partition("#")
    target = page.parent / name if name else page
    if not target.exists():
        return False
    headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE) if heading else []
    return not heading or heading in {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def is_path(word: str) -> bool:
    """A path in the tree; one with a placeholder in it is an example."""
    return bool(re.fullmatch(r"[\w./*-]+", word)) and word.split("/")[0] in FOLDERS and "/" in word


def is_name(dotted: str) -> bool:
    """A module, or something at the top of one."""
    path = CHECKOUT / dotted.replace(".", "/")
    if path.is_dir() or path.with_suffix(".py").is_file():
        return True
    home, last = path.parent, path.name
    for file in (home.with_suffix(".py"), home / "__init__.py"):
        if file.is_file() and last in top_names(ast.parse(file.read_text(encoding="utf-8"))):
            return True
    return False


def top_names(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    return found


def shell_lines(page: Path) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line]
