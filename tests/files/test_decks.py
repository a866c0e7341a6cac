"""The cards' files: what ships is right, and every slip is told with its line, its entry and the nearest name."""

import re
import shutil
from pathlib import Path

import pytest

from game.files.errors import BadFile, Problem
from game.files.theatre.decks import DECK_FORMS, find_decks, load_deck, read_deck, validate_deck

SHIPPED = Path(__file__).resolve().parents[2] / "scenarios" / "north-or-south"


class Spoilt:
    """A copy of the shipped deck that may be spoiled."""

    def __init__(self, folder: Path) -> None:
        shutil.copytree(SHIPPED, folder)
        self.folder = folder

    def spoil(self, name: str, old: str, new: str) -> int:
        """Replaces the first place where a text stands; its line."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text.count("\n", 0, text.index(old)) + 1

    @property
    def problems(self) -> list[Problem]:
        """Everything wrong with it now."""
        deck, problems = read_deck(self.folder)
        assert (deck is None) == bool(problems)
        return problems

    @property
    def only_problem(self) -> Problem:
        """The one thing wrong with it now."""
        problems = self.problems
        assert len(problems) == 1, [str(p) for p in problems]
        return problems[0]


@pytest.fixture
def spoilt(tmp_path: Path) -> Spoilt:
    return Spoilt(tmp_path / "cards")


def test_the_shipped_deck_is_whole():
    assert "north-or-south" in find_decks()
    assert validate_deck("north-or-south") == {"ok": True, "errors": []}
    deck = load_deck("north-or-south")
    plain = " ".join(c.id for c in deck.cards if not c.added)
    assert plain == "E S R J T P W C K N NR G GE SO TP NP BA SF N41 EM PH"
    assert [c.id for c in deck.cards if c.added] == ["Q", "V", "X1", "X2", "GW1", "GW2"]
    assert load_deck(SHIPPED) == deck


def test_every_arrow_has_evidence_for_and_against():
    deck = load_deck("north-or-south")
    told = {(link.cause, link.effect): link for link in deck.links}
    for card in deck.cards:
        if not card.added:
            assert all((parent, card.id) in told for parent in card.parents)
    assert all(link.supports and link.limits for link in deck.links)


def test_every_card_that_a_seat_answers_has_its_arguments():
    deck = load_deck("north-or-south")
    assert [c.id for c in deck.cards if c.seats and not c.arguments] == ["PH"]
    assert all(o.words for c in deck.cards for o in c.options)


def test_every_source_is_cited():
    paths = [
        path for path in SHIPPED.rglob("*") if path.suffix in (".toml", ".geojson") and path.name != "sources.toml"
    ]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    cited = set(re.findall(r'"?source"?\s*[=:]\s*"([^"]+)"', "\n".join(texts)))
    assert {s.id for s in load_deck("north-or-south").sources} <= cited


def test_the_prologue_runs_from_the_first_war_to_the_crest():
    ids = [card.id for card in load_deck("north-or-south").prologue]
    assert {"portsmouth", "border-1886", "manchukuo", "kanchazu", "crest"} <= set(ids)
    assert ids[-1] == "crest"


SLIPS = [
    (
        "cards.toml",
        'question = "Does the d',
        'qestion = "Does the d',
        "card 'W': unknown key qestion; nearest is question",
    ),
    (
        "cards.toml",
        'historical = "on_time"',
        'historical = "ontime"',
        "historical state 'ontime' is unknown; nearest is on_time",
    ),
    ("cards.toml", "p = [0.72, 0.24, 0.04]", "p = [0.72, 0.24, 0.05]", "card 'W': odds add to 1.01; needed 1"),
    (
        "cards.toml",
        "p = [0.72, 0.24, 0.04]",
        "p = [0.76, 0.24]",
        "card 'W': needed 3 odds (on_time, delayed, dropped), found 2",
    ),
    ("cards.toml", "p = [0.72, 0.24, 0.04]", "p = [1.20, -0.24, 0.04]", "odds lie outside 0 to 1: 1.2, -0.24, 0.04"),
    ("cards.toml", "p = [0.72, 0.24, 0.04]", "p = [nan, 0.24, 0.04]", "found nan"),
    ("cards.toml", 'P = "unsure" }', 'P = "unsre" }', "state of P 'unsre' is unknown; nearest is unsure"),
    ("cards.toml", 'given = { P = "unsure" }', 'given = { K = "hard" }', "card 'W': parent 'K' is unknown"),
    ("cards.toml", '    { given = { P = "unsure" }, p = [0.72, 0.24, 0.04] },\n', "", "card 'W': no row for P=unsure"),
    ("cards.toml", '{ given = { P = "yes" }, p = [0.20', '{ given = { P = "no" }, p = [0.20', "no row for P=yes"),
    ("cards.toml", 'parents = ["E"]', 'parents = ["EE"]', "card 'S': parent 'EE' is unknown; nearest is E"),
    ("cards.toml", 'contested = ["P"]', 'contested = ["T"]', "contested parent 'T' is unknown"),
    ("cards.toml", 'option = "dropped"', 'option = "droped"', "option 'droped' is unknown; nearest is dropped"),
    ("cards.toml", "changes = { CTL = 10,", "changes = { CLT = 10,", "variable 'CLT' is unknown; nearest is CTL"),
    ("cards.toml", 'source = "goldman"', 'source = "goldmann"', "source 'goldmann' is unknown; nearest is goldman"),
    ("cards.toml", 'id = "W"', 'id = "Wuhan"', "id: needed"),
    ("cards.toml", 'drawn = "T0"', 'drawn = "P"', "drawn: needed"),
    ("links.toml", 'cause = "P"', 'cause = "Pp"', "no arrow leads from 'Pp' to 'W'; nearest is P"),
    ("links.toml", "weight = 0.35", "weight = 35", "weight = 35; needed 0 to 1"),
    ("thesis.toml", 'outcome = "P=no"', 'outcome = "P=noo"', "state of P 'noo' is unknown; nearest is no"),
    ("thesis.toml", "strength = 0.5", "strength = 5", "strength = 5; needed 0 to 1"),
    ("prologue.toml", 'id = "mukden"', 'id = "Mukden"', "id: needed"),
    ("sources.toml", 'id = "goldman"', 'id = "coox85"', "id 'coox85' is already there"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), SLIPS, ids=[said[:50] for *_, said in SLIPS])
def test_a_slip_is_told_with_file_and_line(spoilt: Spoilt, name, old, new, said):
    line = spoilt.spoil(name, old, new)
    problems = spoilt.problems
    told = [p for p in problems if said in p.message]
    assert told, [str(p) for p in problems]
    assert told[0].file == f"cards/{name}"
    assert abs(told[0].line - line) <= 25 if "no row" in said or "drawn" in said else told[0].line in (line, line + 1)


def test_a_row_that_never_applies_is_told(spoilt: Spoilt):
    spoilt.spoil("cards.toml", "rows = [{ p = [0.60, 0.40] }]", "rows = [{ p = [0.60, 0.40] }, { p = [0.50, 0.50] }]")
    assert "never applies" in spoilt.only_problem.message


def test_cards_that_are_each_others_parents_are_told(spoilt: Spoilt):
    spoilt.spoil("cards.toml", "rows = [{ p = [0.60, 0.40] }]", 'rows = [{ p = [0.60, 0.40] }]\nparents = ["J"]')
    spoilt.spoil(
        "links.toml",
        '[[link]]\ncause = "E"',
        '[[link]]\ncause = "J"\neffect = "E"\nmechanism = "none"\nsupports = []\n'
        'limits = []\nsource = "estimate"\nconfidence = "C"\n[[link]]\ncause = "E"',
    )
    assert re.search(r"parents go in a circle: E <- J <- (R <- )?S <- E", spoilt.only_problem.message)


def test_an_arrow_without_evidence_is_told(spoilt: Spoilt):
    text = (spoilt.folder / "links.toml").read_text(encoding="utf-8")
    first, second, *_ = [m.start() for m in re.finditer(r"\[\[link\]\]", text)]
    (spoilt.folder / "links.toml").write_text(text[:first] + text[second:], encoding="utf-8")
    assert spoilt.only_problem.message == "card 'S': the arrow from E has no evidence: links.toml lacks it"


def test_a_history_that_cannot_be_is_told(spoilt: Spoilt):
    spoilt.spoil("cards.toml", "rows = [{ p = [0.60, 0.40] }]", "rows = [{ p = [0.00, 1.00] }]")
    assert "gives its historical state no chance" in spoilt.only_problem.message


def test_an_unknown_table_and_a_missing_file_are_told(spoilt: Spoilt):
    with (spoilt.folder / "thesis.toml").open("a", encoding="utf-8") as f:
        f.write("[[sentance]]\nid = 'x'\n")
    (spoilt.folder / "prologue.toml").unlink()
    said = [str(p) for p in spoilt.problems]
    assert any("unknown key sentance; nearest is sentence" in s for s in said)
    assert any("cards/prologue.toml" in s and "no such file" in s for s in said)


def test_a_deck_without_cards_or_dials_is_told(spoilt: Spoilt):
    for name in DECK_FORMS:
        (spoilt.folder / name).write_text("", encoding="utf-8")
    assert [p.message for p in spoilt.problems] == ["has no [[card]]", "has no [[dial]]"]


def test_several_slips_are_told_at_once(spoilt: Spoilt):
    spoilt.spoil("cards.toml", "p = [0.72, 0.24, 0.04]", "p = [0.72, 0.24, 0.05]")
    spoilt.spoil("cards.toml", 'historical = "hard"', 'historical = "hrd"')
    assert len(spoilt.problems) == 2


@pytest.mark.parametrize(
    "text", ["", "card = 3", "[[card]]", "[card]\nid = 'E'", "x" * 100, "[[card]]\nrows = [[[[]]]]", "\0"]
)
def test_a_broken_file_is_told_and_never_a_traceback(spoilt: Spoilt, text):
    (spoilt.folder / "cards.toml").write_text(text, encoding="utf-8")
    assert spoilt.problems


def test_an_unknown_deck_is_told_with_the_nearest():
    with pytest.raises(BadFile, match="nearest is north-or-south"):
        load_deck("north-or-soth")
    with pytest.raises(BadFile, match="is unknown"):
        load_deck(Path("/nowhere"))
