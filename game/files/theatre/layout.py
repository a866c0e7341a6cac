"""What the files of a strategic game hold, kind by kind: for schemas, and for whoever writes one."""

from __future__ import annotations

from game.files.battle.layout import Form
from game.files.theatre.boards import BOARD
from game.files.theatre.decks import DECK_FORMS
from game.files.theatre.joins import JOIN
from game.files.theatre.roads import FILES as ROAD_FILES
from game.files.theatre.roads import FOLDER as ROAD
from game.files.theatre.theatres import HEAD, THEATRE_FORMS, WORDS
from game.files.theatre.told import ERRATA
from game.files.theatre.told import FORM as ERRATUM
from game.model.battle_result import Join
from game.model.theatre.board import BoardHead, City, Railway
from game.model.theatre.whatif import TheatreWhatIf

FORMS: dict[str, Form] = {
    **DECK_FORMS,
    **THEATRE_FORMS,
    ERRATA: ERRATUM,
    BOARD: Form(whole=BoardHead),
    "cities.toml": Form({"city": City}),
    "rail.toml": Form({"line": Railway}),
    JOIN: Form(whole=Join),
    "what-if/*.toml": Form(whole=TheatreWhatIf),
    **{f"{ROAD}/{name}": Form(dict(lists)) for name, lists in ROAD_FILES.items()},
}
HEADS: dict[str, dict[str, str]] = {  # plain keys at the top of a file, with the type of their value
    HEAD: {name: "integer" if name == "format" else "string" for name in WORDS},
}
