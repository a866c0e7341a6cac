"""A strategic game in the terminal: the view is told, a sheet is typed line by line, sealed, resolved, told again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from game.cli.theatre import telling
from game.cli.troubles import nearest

if TYPE_CHECKING:
    from game.match.theatre import TheatreMatch
    from game.players.theatre.seats import ComputerSeat

HELP = """\
move SOURCE TARGET N      divisions of your own; "move off" takes all moves back
policy ID [SECTOR]        at most one; "policy off" takes it back
answer CARD [CASE] OPTION such as: answer J R=local air
answer CARD off           the card is drawn from its odds
strike N|ID               a line of the staff plan does not run; again: it runs
close SECTOR ... | close  Tokyo: sectors closed to the field army from the next turn on
stand | yield             what your soldiers do in an incident
sheet | clear             what is on the sheet; a new one
odds [CARD] | card CARD   odds as you see them; what a card is, who argued what
board | tracks | score | view
battle FILE | record      in its turn: a battle of your own (a journal), or the record's, instead of drawing it
battle fought             the same, fought out by the computer under what the sheets give down
seal                      hands the sheet in; the turn is resolved
save FILE | quit"""


@dataclasses.dataclass
class Draft:
    """The sheet while it is written."""

    moves: list[Any] = dataclasses.field(default_factory=list)
    policy: Any = None
    answers: dict[str, dict[str, str]] = dataclasses.field(default_factory=dict)
    struck: list[str] = dataclasses.field(default_factory=list)
    closed: tuple[str, ...] = ()

    def sheet(self) -> Any:
        """As the match takes it."""
        from game.match.theatre import Sheet

        answers = {card: dict(given) for card, given in self.answers.items()}
        return Sheet(tuple(self.moves), self.policy, answers, tuple(self.struck), self.closed)


class Session:
    """One human seat against computers. `read` gives a line or None at the end of the input; `say` tells one."""

    def __init__(
        self,
        match: TheatreMatch,
        seat: str,
        others: dict[str, ComputerSeat | None],
        read: Callable[[str], str | None],
        say: Callable[[str], None],
    ) -> None:
        self.match, self.seat, self.others, self.read, self.say = match, seat, others, read, say
        self.draft = Draft()
        self.battle = ""
        self.view = match.view(seat)

    def run(self) -> None:
        """Plays until the game is over, the input ends or the user leaves."""
        self._tell(telling.opening(self.match.theatre, self.view))
        while not self.match.over:
            line = self.read(f"{self.seat} T{self.match.turn.number}> ")
            if line is None:
                return
            words = line.split("#", 1)[0].split()
            if words and not self._do(words):
                return
        self._end()

    def _end(self) -> None:
        for name in self.match.theatre.seat_ids:
            found = self.match.score(name)
            acts = ", ".join(f"act {a.act} {a.total:.1f}" for a in found.acts if a.is_over)
            self.say(f"{name}: {acts} (the record {found.record:g})")
        self.say("the game is over")

    def _tell(self, lines: list[str]) -> None:
        for line in lines:
            self.say(line)

    def _do(self, words: list[str]) -> bool:
        """One command; False to leave."""
        name, rest = words[0].lower(), words[1:]
        if name in ("quit", "exit"):
            return False
        act = getattr(self, f"_cmd_{name}", None) if re.fullmatch(r"[a-z]+", name) else None
        if act is None:
            known = [n.removeprefix("_cmd_") for n in dir(self) if n.startswith("_cmd_")] + ["quit"]
            guess = nearest(name, known)
            self.say(f"no command {name[:40]!r}" + (f"; nearest: {guess}" if guess else "; help lists them"))
        else:
            act(rest)
        return True

    # ------------------------------------------------------------ the sheet
    def _cmd_move(self, words: list[str]) -> None:
        from game.match.theatre import Move

        if words == ["off"]:
            self._put(moves=[])
        elif len(words) != 3 or not re.fullmatch(r"\d{1,3}", words[2], re.ASCII):
            self.say("move: needed SOURCE TARGET N, such as: move HOM YAN 2")
        else:
            self._put(moves=[*self.draft.moves, Move(words[0].upper(), words[1].upper(), int(words[2]))])

    def _cmd_policy(self, words: list[str]) -> None:
        from game.match.theatre import Policy

        if not words:
            self._tell(
                [f"  {p.id}: {p.words}" + (f" ({p.refusal.text})" if p.refusal else "") for p in self.view.policies]
            )
        elif words == ["off"]:
            self._put(policy=None)
        else:
            self._put(policy=Policy(words[0].lower(), words[1].upper() if len(words) > 1 else ""))

    def _cmd_answer(self, words: list[str]) -> None:
        if len(words) < 2:
            self.say("answer: needed CARD [CASE] OPTION, such as: answer J R=local air")
            return
        card, option, case = words[0].upper(), words[-1].lower(), " ".join(words[1:-1])
        answers = {c: dict(g) for c, g in self.draft.answers.items()}
        if option == "off":
            answers.pop(card, None)
        else:
            answers.setdefault(card, {})[case] = option
        self._put(answers=answers)

    def _cmd_strike(self, words: list[str]) -> None:
        lines = [x.id for x in self.view.staff]
        for word in words or ["?"]:
            name = (
                lines[int(word) - 1]
                if re.fullmatch(r"\d{1,3}", word, re.ASCII) and 1 <= int(word) <= len(lines)
                else word
            )
            kept = [x for x in self.draft.struck if x != name]
            self._put(struck=kept if name in self.draft.struck else [*kept, name])

    def _cmd_close(self, words: list[str]) -> None:
        self._put(closed=tuple(w.upper() for w in words))

    def _cmd_stand(self, words: list[str]) -> None:
        self._put(answers={**self.draft.answers, "incident": {"": "stand"}})

    def _cmd_yield(self, words: list[str]) -> None:
        self._put(answers={**self.draft.answers, "incident": {"": "yield"}})

    def _cmd_clear(self, words: list[str]) -> None:
        self.draft = Draft()
        self.say("a new sheet")

    def _cmd_sheet(self, words: list[str]) -> None:
        sheet = self.draft.sheet()
        self._tell(telling.sheet_lines(sheet, self.view.spent(sheet)))

    def _put(self, **changes: Any) -> None:
        """Changes the draft if the rules allow the whole sheet then; else says which forbids it, and all stays as it was."""
        changed = dataclasses.replace(self.draft, **changes)
        refusal = self.view.refusal(changed.sheet())
        if refusal is not None:
            self.say(f"refused by rule {refusal.rule}: {refusal.text}")
        else:
            self.draft = changed
            self.say(f"written; the sheet costs {self.view.spent(changed.sheet())} of {self.view.standing} standing")

    # ------------------------------------------------------------ looking
    def _cmd_odds(self, words: list[str]) -> None:
        wanted = [w.upper() for w in words]
        found = [c for c in self.view.cards if not wanted or c.id in wanted]
        for name in wanted:
            if name not in [c.id for c in found]:
                self._tell(self._odds_of(name))
        for card in found:
            self._tell(telling.card_lines(card))

    def _odds_of(self, name: str) -> list[str]:
        known = self.match.theatre.cards
        if name not in known:
            guess = nearest(name, known)
            return [f"no card {name[:40]!r}" + (f"; nearest: {guess}" if guess else "")]
        odds = ", ".join(f"{s} {p:.0%}" for s, p in self.view.odds(name).items())
        return [f"  {name}, {known[name].title}: {odds} (as it looks now; cards still open as in their first state)"]

    def _cmd_card(self, words: list[str]) -> None:
        name = words[0].upper() if words else ""
        card = self.match.theatre.cards.get(name)
        if card is None:
            self._tell(self._odds_of(name) if name else ["card: needed the id of a card, such as: card J"])
            return
        self.say(f"{card.id} {card.title}: {card.question} ({card.when}; {card.who})")
        self._tell([f"  {o.state}: {o.words}" for o in card.options])
        self._tell([f"  for {a.option}, {a.who}: {a.says} [{a.source}, {a.confidence}]" for a in card.arguments])

    def _cmd_board(self, words: list[str]) -> None:
        self._tell(telling.board(self.view))

    def _cmd_tracks(self, words: list[str]) -> None:
        self._tell(telling.tracks(self.view))

    def _cmd_score(self, words: list[str]) -> None:
        self._tell(telling.score(self.view))

    def _cmd_view(self, words: list[str]) -> None:
        self._tell(
            [*telling.opening(self.match.theatre, self.view), *telling.board(self.view), *telling.tracks(self.view)]
        )

    def _cmd_help(self, words: list[str]) -> None:
        self._tell(HELP.split("\n"))

    # ------------------------------------------------------------ going on
    def _cmd_seal(self, words: list[str]) -> None:
        seated = self.others.items()
        sheets: dict[str, Any] = {seat: p.sheet(self.match.view(seat)) if p else None for seat, p in seated}
        sheets[self.seat] = self.draft.sheet()
        battle = self._battle(sheets)
        self.match.resolve_sheets(sheets, battle=battle)
        self.battle = ""
        events = self.match.events(self.seat)
        news = {e.text for e in self.match.view(self.seat).news} if not self.match.over else set()
        self._tell([f"  {e.text}" for e in events if e.text not in news])
        self._tell_battle()
        self.draft = Draft()
        if not self.match.over:
            self.view = self.match.view(self.seat)
            self._tell(telling.opening(self.match.theatre, self.view))

    def _tell_battle(self) -> None:
        """What the hill cost, once its turn is over; moves nothing."""
        from game.match.theatre.joined import told_battle

        at = self.match.theatre.battle
        if not self.match.records or self.match.records[-1].turn.number != at.turn:
            return
        told = told_battle(self.match)
        if told is not None:
            truce = f"truce of {told.truce.turn}, {told.truce.terms}" if told.truce else "no truce"
            where = {
                "play": "as it was played",
                "sample": f"as in battle {told.seed} of the bank",
                "record": "as in the record",
            }
            japan, soviet = told.men_lost
            self.say(
                f"  the battle, {where[told.source]}: Japan lost {japan:,} men, the USSR {soviet:,}; {truce}; "
                f"Soviet share of the crest {told.crest_pm / 10:.0f} %"
            )

    def _cmd_battle(self, words: list[str]) -> None:
        from game.whatif.theatre.chosen_battle import FOUGHT, RECORD, has_battle

        at = self.match.theatre.battle
        if not has_battle(self.match):
            self.say(f"battle: it is fought in T{at.turn}; this is T{self.match.turn.number}")
        elif len(words) != 1:
            self.say("battle: needed a journal, record or fought")
        elif words[0] in (RECORD, FOUGHT) or self._read(words[0]) is not None:
            self.battle = words[0]
            self.say(f"the battle of this turn: {words[0]}")

    def _read(self, path: str) -> Any:
        """The result of a battle's journal; None, and a word of why, where it has none."""
        return self._chosen({}, path)

    def _chosen(self, sheets: dict[str, Any], choice: str) -> Any:
        from game.files.errors import BadFile
        from game.whatif.theatre.chosen_battle import chosen_battle

        try:
            return chosen_battle(self.match, sheets, choice)
        except (BadFile, ValueError) as e:
            self.say(f"battle: {' '.join(str(e).split())}")
            return None

    def _battle(self, sheets: dict[str, Any]) -> Any:
        if self.battle == "fought":
            from game.cli.scenario import warm_rules

            warm_rules()
            self.say("the battle is fought")
        return self._chosen(sheets, self.battle)

    def _cmd_save(self, words: list[str]) -> None:
        from game.files.errors import BadFile

        if len(words) != 1:
            self.say("save: needed the name of a file, such as: save act-one.journal")
            return
        try:
            self.match.save(words[0])
            self.say(f"saved {words[0]}")
        except BadFile as e:
            self.say(str(e.problems[0]))
