"""What the tables of a strategic game must be beside well typed: names that exist, turns without gaps, events that add up."""

import re
from collections.abc import Callable, Iterable

from game.core.words import _
from game.files.errors import nearest, unknown
from game.files.lines import Path
from game.files.strict import Reader, entries
from game.files.theatre.look_checks import check_look
from game.files.theatre.victory_checks import check_victory
from game.model.theatre.game import Theatre
from game.rules.theatre.codes import PARAMETERS

OURS = ("estimate", "design")
A_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,40}")
MOST_TURNS, MOST_PLACES, MOST_POLICIES = 40, 30, 60
NAMED = ("seats", "places", "armies", "incidents", "measures", "temperaments", "terms", "parameters")


class TheatreChecks:
    """The checks of one strategic game. `spots`: where each entry was read; `reader`: the reader of a file."""

    def __init__(
        self, theatre: Theatre, spots: dict[int, tuple[Reader, Path]], reader: Callable[[str], Reader]
    ) -> None:
        self.theatre, self.spots, self.reader = theatre, spots, reader
        self.cards = {c.id: c.states for c in (*theatre.deck.cards, *theatre.terms)}
        self.places, self.variables = theatre.place_ids, theatre.variables
        self.marks = {w.mark for p in theatre.policies for w in p.windows if w.mark}
        self.marks |= {p.grant.mark for p in theatre.policies if p.grant}
        self.last = len(theatre.turns)

    def run(self) -> None:
        """Notes every problem."""
        self.names()
        self.sources()
        self.time()
        self.owners()
        self.forces()
        self.record()
        self.policies()
        self.odds()
        check_victory(self)
        self.rest()
        check_look(self)

    def note(self, entry: object, key: str, message: str, /, **told: object) -> None:
        """A problem at a key of an entry; at the entry itself with an empty key."""
        reader, path = self.spots[id(entry)]
        at = (*path, *(int(p) if p.isdigit() else p for p in key.split("."))) if key else path
        reader.problem(at, message, **told)

    def known(self, entry: object, key: str, what: str, word: str, names: Iterable[str]) -> bool:
        """Notes a name that does not exist, with the nearest that does."""
        names = list(names)
        if word not in names:
            self.note(entry, key, unknown(what, word, names))
        return word in names

    def state(self, entry: object, card: str, state: str, key: str = "card") -> None:
        """A card and one of its states exist."""
        if self.known(entry, key, "card", card, self.cards):
            self.known(
                entry,
                "state" if key == "card" else key,
                _("state of {card}").format(card=card),
                state,
                self.cards[card],
            )

    def turn(self, entry: object, key: str, number: int) -> None:
        """A turn exists."""
        if not 1 <= number <= self.last:
            self.note(entry, key, _("{key} = {number}; needed 1 to {last}"), key=key, number=number, last=self.last)

    # ------------------------------------------------------------ one table after the other
    def names(self) -> None:
        """Ids are well formed and told once."""
        for field in NAMED:
            first: dict[str, object] = {}
            for entry in getattr(self.theatre, field):
                name = entry.id if hasattr(entry, "id") else entry.name
                if first.setdefault(name, entry) is not entry:
                    self.note(
                        entry, "id" if hasattr(entry, "id") else "name", _("{name!r} is already there"), name=name
                    )
                elif not A_NAME.fullmatch(name):
                    self.note(entry, "id", _("id: needed {pattern}, found {name!r}"), pattern=A_NAME.pattern, name=name)
        for card in self.theatre.terms:
            if card.id in {c.id for c in self.theatre.deck.cards}:
                self.note(card, "id", _("id {id!r} is a card of cards.toml already"), id=card.id)
        names = {p.name for p in self.theatre.parameters}
        for name in PARAMETERS:
            if name not in names:
                self.reader("parameters.toml").problem((), _("lacks the parameter {name}"), name=name)
        for parameter in self.theatre.parameters:
            if parameter.name not in PARAMETERS:
                self.note(
                    parameter,
                    "name",
                    _("no rule reads {name!r}{near}"),
                    name=parameter.name,
                    near=nearest(parameter.name, PARAMETERS),
                )
            elif not parameter.low <= parameter.value <= parameter.high:
                p = parameter
                self.note(
                    p,
                    "value",
                    _("{name} = {value:g}; needed {low:g} to {high:g}"),
                    name=p.name,
                    value=p.value,
                    low=p.low,
                    high=p.high,
                )

    def sources(self) -> None:
        """Every source that any entry cites exists."""
        names = [*(s.id for s in self.theatre.deck.sources), *OURS]
        for field in self.theatre.__struct_fields__:
            if field != "deck":
                for entry in entries(getattr(self.theatre, field)):
                    cited = getattr(entry, "source", None)
                    if cited and hasattr(entry, "confidence") and id(entry) in self.spots:
                        self.known(entry, "source", "source", cited, names)

    def time(self) -> None:
        """Turns are numbered without gaps, acts share them out."""
        for k, turn in enumerate(self.theatre.turns, 1):
            if turn.number != k:
                self.spots_turn(_("turn {number} stands where turn {k} should").format(number=turn.number, k=k))
            if not 0.0 < turn.months <= 12.0:
                self.spots_turn(
                    _("turn {number} has {months:g} months; needed more than 0, 12 at most").format(
                        number=turn.number, months=turn.months
                    )
                )
            if not turn.act:
                self.spots_turn(_("turn {number} is of no act").format(number=turn.number))
        if self.last > MOST_TURNS:
            self.spots_turn(_("{last} turns; needed {most} at most").format(last=self.last, most=MOST_TURNS))
        end = 0
        for k, act in enumerate(self.theatre.acts, 1):
            if act.number != k or act.first != end + 1 or act.last < act.first:
                self.note(
                    act,
                    "first",
                    _("act {number} runs from turn {first} to {last}; needed act {k} from turn {a}"),
                    number=act.number,
                    first=act.first,
                    last=act.last,
                    k=k,
                    a=end + 1,
                )
            end = act.last
            if act.fort != "ALL":
                self.known(act, "fort", "place", act.fort, self.theatre.sectors)
        if end != self.last:
            self.note(
                self.theatre.acts[-1],
                "last",
                _("the last act ends in turn {end}; needed {last}"),
                end=end,
                last=self.last,
            )

    def spots_turn(self, message: str) -> None:
        """A problem of the list of turns."""
        self.reader("theatre.toml").problem(("turn",), message)

    def owners(self) -> None:
        """Three seats: two of one side, then one of the other; whoever is named beside them is one of these."""
        t = self.theatre
        if [t.sides.index(s.side) for s in t.seats] != [0, 0, 1]:
            self.note(t.seats[0], "", _("needed three seats: two of one side, then one of the other"))
        self.known(t.support, "side", "side", t.support.side, t.sides)
        for table in (t.pars, t.reaches, t.measures, t.parts, t.record):
            for entry in table:
                for key, names in (("side", t.sides), ("seat", t.seat_ids)):
                    if (name := getattr(entry, key, None)) is not None:
                        self.known(entry, key, key, name, names)
        for card in t.cards.values():
            for seat in (s for s in card.seats if s not in t.seat_ids):
                said = _("card {id!r}: seat {seat!r} is unknown{near}").format(
                    id=card.id, seat=seat, near=nearest(seat, t.seat_ids)
                )
                self.reader("theatre.toml").problem(("seat",), said)

    def forces(self) -> None:
        """Rows of the record go forward; reserves, armies and boxes are places."""
        seats = self.theatre.seat_ids
        for place in self.theatre.places:
            for seat in place.seats:
                self.known(place, "seats", "seat", seat, seats)
            for k, name in enumerate(place.leads_to):
                self.known(place, f"leads_to.{k}", "place", name, self.places)
        for found, most, what in (
            (self.places, MOST_PLACES, "places"),
            (self.theatre.policies, MOST_POLICIES, "policies"),
        ):
            number = len(found)
            if number > most:
                self.reader("theatre.toml").problem(
                    (), _("{number} {what}; needed {most} at most"), number=number, what=what, most=most
                )
        told: set[tuple[str, str]] = set()
        for par in self.theatre.pars:
            self.known(par, "place", "place", par.place, self.places)
            if (par.place, par.side) in told:
                self.note(par, "", _("{side} in {place} is already there"), side=par.side, place=par.place)
            told.add((par.place, par.side))
            firsts = [first for first, _least in par.rows]
            if not firsts or firsts[0] != 1 or firsts != sorted(set(firsts)) or firsts[-1] > self.last:
                self.note(
                    par,
                    "rows",
                    _("rows start in turns {firsts}; needed 1 first, rising, {last} at most"),
                    firsts=firsts,
                    last=self.last,
                )
            if any(not 0 <= n <= 99 for _turn, n in par.rows):
                self.note(par, "rows", _("needed 0 to 99 divisions in each row"))
        for reach in self.theatre.reaches:
            self.known(reach, "at", "sector", reach.at, self.theatre.sectors)
            self.known(reach, "reserve", "place", reach.reserve, self.places)
        for army in self.theatre.armies:
            for k, name in enumerate(army.places):
                self.known(army, f"places.{k}", "place", name, self.places)

    def record(self) -> None:
        """Events stand in turns of their month and add up to the series."""
        for event in self.theatre.events:
            self.turn(event, "turn", event.turn)
            for name in event.changes:
                self.known(event, f"changes.{name}", "variable", name, self.variables)
            for name, state in event.rests_on.items():
                self.state(event, name, state, f"rests_on.{name}")
            for k, name in enumerate(event.rests):
                self.known(event, f"rests.{k}", "variable", name, self.variables)
            if 1 <= event.turn <= self.last:
                turn = self.theatre.turn(event.turn)
                if not turn.first[:7] <= event.month <= turn.last[:7]:
                    self.note(
                        event,
                        "turn",
                        _("{month} is no month of turn {turn} ({name})"),
                        month=event.month,
                        turn=event.turn,
                        name=turn.name,
                    )
        adds_up = all(set(event.changes) <= set(self.variables) for event in self.theatre.events)
        for quarter in self.theatre.quarters if adds_up else ():
            found = self.theatre.record_at(quarter.month)
            for name, value in quarter.values.items():
                if self.known(quarter, f"values.{name}", "variable", name, self.variables) and found[name] != value:
                    self.note(
                        quarter,
                        f"values.{name}",
                        _("{name} = {value:g} at the end of {month}; the events add up to {a:g}"),
                        name=name,
                        value=value,
                        month=quarter.month,
                        a=found[name],
                    )

    def policies(self) -> None:
        """Policies name seats, variables, places and turns that exist; one of an id for each seat."""
        told: set[tuple[str, str]] = set()
        for policy in self.theatre.policies:
            for k, seat in enumerate(policy.seats):
                self.known(policy, f"seats.{k}", "seat", seat, self.theatre.seat_ids)
                if (policy.id, seat) in told:
                    self.note(policy, "id", _("policy {id!r} of {seat} is already there"), id=policy.id, seat=seat)
                told.add((policy.id, seat))
            for name in policy.changes:
                self.known(policy, f"changes.{name}", "variable", name, self.variables)
            for name in policy.standing_of:
                self.known(policy, f"standing_of.{name}", "seat", name, self.theatre.seat_ids)
            for move in policy.moves:
                self.known(move, "source", "place", move.source, self.places)
                self.known(move, "target", "place", move.target, self.places)
            for window in policy.windows:
                self.turn(window, "first", window.first)
                self.turn(window, "last", window.last)
            if policy.grant:
                self.known(policy.grant, "variable", "variable", policy.grant.variable, self.variables)

    def odds(self) -> None:
        """What moves odds names cards, states, places and marks that exist."""
        for pull in self.theatre.pulls:
            self.state(pull, pull.card, pull.state)
            if bool(pull.where) == bool(pull.places):
                self.note(pull, "", _("needed either where or places"))
            if pull.where:
                self.known(pull, "where", "place", pull.where, (*self.theatre.sectors, "clash", "all"))
            if pull.of is not None:
                self.known(pull, "of", "side", pull.of, self.theatre.sides)
            if pull.places and pull.of is None:
                self.note(pull, "", _("lacks of: the side whose divisions count in these places"))
            for k, name in enumerate(pull.places):
                self.known(pull, f"places.{k}", "place", name, self.places)
            if pull.stronger_by:
                self.known(pull, "stronger_by", "mark", pull.stronger_by, self.marks)
        for tilt in self.theatre.tilts:
            self.state(tilt, tilt.card, tilt.state)
            if tilt.mark:
                self.known(tilt, "mark", "mark", tilt.mark, self.marks)
            for name, state in tilt.given.items():
                self.state(tilt, name, state, f"given.{name}")
        for asked in self.theatre.asked:
            for weight in asked.weights:
                self.state(asked, asked.card, weight.state)
                self.state(asked, asked.source, weight.of)
        for field in ("wears", "offences", "heats", "marches", "later"):
            for entry in getattr(self.theatre, field):
                self.state(entry, entry.card, entry.state)
        for wear in self.theatre.wears:
            self.known(wear, "where", "place", wear.where, (*self.places, "clash"))
        for heats in self.theatre.heats:
            self.known(heats, "sector", "sector", heats.sector, self.theatre.sectors)
        for march in self.theatre.marches:
            self.known(march, "source", "place", march.source, self.places)
            self.known(march, "target", "place", march.target, self.places)
        self.terms()

    def terms(self) -> None:
        """Parents, states and odds of the terms; no circle goes through them."""
        for card in self.theatre.terms:
            self.known(card, "historical", _("historical state"), card.historical, card.states)
            for k, name in enumerate(card.parents):
                self.known(card, f"parents.{k}", "parent", name, self.cards)
            for k, name in enumerate(card.contested):
                self.known(card, f"contested.{k}", _("contested parent"), name, card.parents)
            if card.id in card.parents:
                self.note(card, "parents", _("parents go in a circle: {id} <- {id}"), id=card.id)
            for row in card.rows:
                if len(row.p) != len(card.states) or abs(sum(row.p) - 1.0) > 1e-9:
                    self.note(row, "p", _("needed {n} odds that add to 1"), n=len(card.states))
                for name, state in row.given.items():
                    self.state(row, name, state, f"given.{name}")

    def rest(self) -> None:
        """Drive, clash, support, incidents, temperaments and answers by force name what exists."""
        drive, clash = self.theatre.drive, self.theatre.clash
        for state in (drive.runs, drive.fails):
            self.state(drive, drive.card, state)
        self.known(drive, "place", "place", drive.place, self.places)
        self.known(drive, "reads", "card", drive.reads, self.cards)
        self.state(clash, clash.card, clash.fought)
        self.known(clash, "result", "card", clash.result, self.cards)
        self.known(self.theatre.support, "mark", "mark", self.theatre.support.mark, self.marks)
        for k, name in enumerate(self.theatre.war.cards):
            self.state(self.theatre.war, name, self.theatre.war.state, f"cards.{k}")
        self.state(self.theatre.oil, self.theatre.oil.card, self.theatre.oil.state)
        for key in ("escalation", "pressure", "control"):
            self.known(self.theatre.roles, key, "variable", getattr(self.theatre.roles, key), self.variables)
        for k, name in enumerate(self.theatre.roles.fronts):
            self.known(self.theatre.roles, f"fronts.{k}", "place", name, self.places)
        battle = self.theatre.battle
        for key in ("throne", "attack", "answer", "reinforce", "ends", "crest"):
            self.known(battle, key, "card", getattr(battle, key), self.cards)
        for state in (battle.crest_shared, battle.crest_settled):
            self.state(battle, battle.crest, state)
        self.known(battle, "readiness", "variable", battle.readiness, self.variables)
        self.known(battle, "place", "sector", battle.place, self.theatre.sectors)
        self.turn(battle, "turn", battle.turn)
        for incident in self.theatre.incidents:
            self.known(incident, "place", "sector", incident.place, self.theatre.sectors)
        for leaning in self.theatre.temperaments:
            self.known(leaning, "seat", "seat", leaning.seat, self.theatre.seat_ids)
        for force in self.theatre.force:
            self.state(force, force.card, force.state)
