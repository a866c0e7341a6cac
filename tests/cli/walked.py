"""Commands that the tests walk in each language, and what is typed into them."""

from __future__ import annotations

from pathlib import Path

BATTLE = (
    "help|units|unit I/75|map|look 18,26|places|order I/75 silent 18,26|state|forecast|why 1|stops|rules 5.1|supplies|"
    "decisions|run|log|why 1|score|quit"
)
THEATRE = "help|state|view|card S|odds|policy|board|stand|end|quit"
COMMANDS: tuple[tuple[str, str], ...] = (
    ("scenarios", ""),
    ("what-ifs silent-assault", ""),
    ("what-ifs north-or-south", ""),
    ("plans changkufeng", ""),
    ("show silent-assault --at Morning", ""),
    ("show north-or-south", ""),
    ("rules", ""),
    ("rules 5", ""),
    ("replay silent-assault --text", ""),
    ("replay changkufeng --text --at Day", ""),
    ("replay north-or-south --text --at T3", ""),
    ("cards", ""),
    ("cards S", ""),
    ("outlook", ""),
    ("outlook --thesis", ""),
    ("outlook --evidence T", ""),
    ("outlook --sample 50", ""),
    ("lesson", ""),
    ("validate silent-assault", ""),
    ("doctor", ""),
    ("mail status", ""),
    ("where", ""),
    ("bands changkufeng --table", ""),
    ("tree changkufeng", ""),
    ("simulate silent-assault --games 2 --workers 1", ""),
    ("compare silent-assault --what-if clear-morning --games 2 --workers 1 --out PAGE", ""),
    ("calibrate silent-assault --games 2 --workers 1 --out PAGE", ""),
    ("trial silent-assault plain nearest --games 1 --workers 1", ""),
    ("compare north-or-south --what-if no-cease-fire --games 2 --workers 1 --out PAGE", ""),
    ("simulate north-or-south --games 2 --workers 1", ""),
    ("replay silent-assault --film PAGE", ""),
    ("handout silent-assault --out FOLDER", ""),
    ("play silent-assault --text --side japan", BATTLE),
    ("play north-or-south --text", THEATRE),
    ("lesson first --text", "help|lesson|lesson skip|quit"),
)
TURNS = {"silent-assault": "31 Jul Morning", "changkufeng": "6 Aug Day"}


def typed(command: str, folder: Path) -> list[str]:
    """The words of a command: turns by their names, pages and folders in a folder of the test."""
    words = command.split()
    if "--at" in words and not words[-1].startswith("T"):
        words[-1] = TURNS[words[1]]
    return [{"PAGE": str(folder / "page.html"), "FOLDER": str(folder)}.get(word, word) for word in words]
