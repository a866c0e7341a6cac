"""Which files a scenario has, and what stands in each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from game.files.battle.journal import Header, TurnLine
from game.model.base import Entry, Prose, Source
from game.model.battle.air import Wing
from game.model.battle.calendar import Almanac, Calendar, Weather
from game.model.battle.decisions import DecisionAt
from game.model.battle.forces import Army, Counter, Formation, Gun, Intelligence, SideStart, Start, UnitType
from game.model.battle.ground import Crossing, Place, Terrain, Way
from game.model.battle.look import MapLook, SideLook
from game.model.battle.measures import Outcome, Scoring, Target
from game.model.battle.options import Option
from game.model.battle.plans import Plan
from game.model.battle.politics import Act, Opening, Talks, Term, Will
from game.model.battle.record import Keyframe, NamedPlace, Person, RecordDay, RecordTurn, SourceRow
from game.model.battle.switches import Switch
from game.model.battle.whatif import OrderChange, WhatIf
from game.model.ruling import EventText, FactorText, Parameter, Rule


class Head(Entry, frozen=True, kw_only=True):
    """What `scenario.toml` says. `part_of`: the scenario of which this one plays a part, empty for none.

    `record_of`: the scenario whose record of turns it shows without being a part of it.
    """

    format: int
    id: str
    title: Prose
    subtitle: Prose
    sides: tuple[str, str]
    side_names: dict[str, Prose]
    briefing: dict[str, Prose]
    calendar: Calendar
    attribution: Prose
    supply: bool = False
    part_of: str = ""
    record_of: str = ""
    politics: Opening | None = None  # chapters 10 and 11 are in play


class Form(NamedTuple):
    """The form of a file: `lists` are its [[tables]], `tables` its single ones; or `whole`, the file is one entry."""

    lists: Mapping[str, type[Entry] | type[OrderChange] | type[DecisionAt]] = MappingProxyType({})
    tables: Mapping[str, type[Entry]] = MappingProxyType({})
    whole: type[Entry] | None = None


# A scenario's own file of a name takes the place of the common one; of those in ADDED only the entries of the same name.
FORMS: dict[str, Form] = {
    "scenario.toml": Form(whole=Head),
    "almanac.toml": Form({"day": Almanac}),
    "weather.toml": Form({"weather": Weather}),
    "terrain.toml": Form({"terrain": Terrain}, {"road": Terrain}),
    "places.toml": Form({"place": Place}),
    "ways.toml": Form({"way": Way, "crossing": Crossing}),
    "unit_types.toml": Form({"type": UnitType}),
    "guns.toml": Form({"gun": Gun}),
    "armies.toml": Form({"army": Army}),
    "oob.toml": Form(
        {"formation": Formation, "counter": Counter, "start": Start, "side": SideStart, "intelligence": Intelligence}
    ),
    "air.toml": Form({"wing": Wing}),
    "parameters.toml": Form({"parameter": Parameter}),
    "scoring.toml": Form(whole=Scoring),
    "outcomes.toml": Form({"outcome": Outcome}),
    "targets.toml": Form({"target": Target}),
    "rulebook.toml": Form({"rule": Rule, "factor": FactorText, "event": EventText}),
    "sources.toml": Form({"source": Source}),
    "record/keyframes.toml": Form({"keyframe": Keyframe}),
    "record/orders.toml": Form({"order": OrderChange}),
    "record/turns.toml": Form({"turn": RecordTurn}),
    "record/days.toml": Form({"day": RecordDay}),
    "record/people.toml": Form({"person": Person, "place": NamedPlace}),
    "record/rows.toml": Form({"row": SourceRow}),
    "look.toml": Form({"side": SideLook}, {"map": MapLook}),
    "plans.toml": Form({"plan": Plan}),
    "options.toml": Form({"option": Option}),
    "switches.toml": Form({"switch": Switch}),
    "politics.toml": Form({"act": Act, "term": Term, "will": Will, "decision": DecisionAt}, {"talks": Talks}),
}
ADDED = (
    "air.toml",
    "almanac.toml",
    "places.toml",
    "ways.toml",
    "unit_types.toml",
    "guns.toml",
    "armies.toml",
    "oob.toml",
    "parameters.toml",
    "plans.toml",
    "options.toml",
    "switches.toml",
    "rulebook.toml",
    "sources.toml",
)
# Of these none has to be there: a general has the habit of his staff then, and no rule is switched off.
SPARED = ("options.toml", "switches.toml")
# Of these a scenario that is part of another may leave its own out and take the whole one's.
INHERITED = ("weather.toml", "record/keyframes.toml", "record/orders.toml")
# The record turn by turn, which a scenario also takes from the one of which it says `record_of`; none has to have it.
RECORD = ("record/turns.toml", "record/days.toml", "record/people.toml", "record/rows.toml")
MAP, HEIGHTS, ZONES, FEATURES = "map.txt", "elevation.txt", "zones.txt", "terrain.geojson"
GRIDS = (MAP, HEIGHTS, ZONES)
WHAT_IFS = "what-if"
GRADES = "grades.toml"  # scores of re-enactments (rule 12.6)
TUNING = "tuning.toml"  # what was tuned to what
BANDS = "bands.toml"  # re-enactments by turn
BESIDE = (GRADES, TUNING, BANDS)  # no part of the content: they decide no game, and are read on their own
WHAT_IF = Form(whole=WhatIf)
JOURNAL = {"journal header": Header, "journal turn": TurnLine}
