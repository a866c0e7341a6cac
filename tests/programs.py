"""The real programs, played and killed from outside, and what must stand on the disk afterwards."""

from __future__ import annotations

import copy
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from game.files.battle.scenarios import load_scenario
from game.files.theatre.theatres import load_theatre
from game.match.battle import Match
from game.match.theatre import TheatreMatch
from game.players.battle import table as battle
from game.players.table import HUMAN
from game.players.theatre import table as theatre

ROOT = Path(__file__).parents[1]
INCIDENT, CHOICE = "changkufeng", "north-or-south"
POLICIES = {"tokyo": ("talk", "axis", "north", "south", "push", "study"), "moscow": ("talk", "depot", "aid", "raise")}
ASKED = {"japan": ("cross-tumen", "pursuit", "army-aircraft"), "soviet": ("bombers", "wings", "across-tumen")}
UNITS = {"japan": ("Noguchi", "Kanda", "Senda"), "soviet": ("Makhalin", "Tereshkin", "59R", "1/119", "121C")}
TASKS = ("dig", "hold")
KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # where there is no other, to terminate is to kill
SIGNALS = (KILL, KILL, KILL, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM))
PATIENCE_S = 120.0


@dataclass
class Known:
    """What was acknowledged: of each turn sealed what each human seat wrote, what each has written since, whose seat writes."""

    seats: tuple[str, ...]
    turns: list[dict[str, dict[str, str]]] = field(default_factory=list)
    now: dict[str, dict[str, str]] = field(default_factory=dict)
    at: int = 0

    @property
    def seat(self) -> str:
        """The seat that writes."""
        return self.seats[self.at]

    def after(self, act: tuple[str, ...]) -> Known:
        """The same once an act is done: ("seal",), or what is written where."""
        new = copy.deepcopy(self)
        if act != ("seal",):
            new.now.setdefault(new.seat, {})[act[0]] = act[1]
        elif new.at + 1 < len(new.seats):
            new.at += 1
        else:
            new.turns.append({seat: new.now.get(seat, {}) for seat in new.seats})
            new.now, new.at = {}, 0
        return new

    @property
    def facts(self) -> tuple[Any, ...]:
        """As `Scale.found` gives it."""
        return (self.seats, self.turns, {seat: self.now.get(seat, {}) for seat in self.seats}, self.seat)


@dataclass(frozen=True)
class Kind:
    """A program: the scale, the window or the terminal, and the seats held by people."""

    scale: str
    is_window: bool
    humans: tuple[str, ...]

    def command(self, load: Path | None) -> list[str]:
        """The command that starts it. `load`: the game to go on with."""
        name = INCIDENT if self.scale == "battle" else CHOICE
        if self.is_window:
            words: dict[str, Any] = {"scenario": name, "load": str(load) if load else None}
            if self.scale == "battle":
                words["side"] = "both" if len(self.humans) > 1 else self.humans[0]
            else:
                words["seats"] = {s: HUMAN if s in self.humans else "empty" for s in ("tokyo", "field", "moscow")}
            return [sys.executable, "-m", "tests.window_program", json.dumps(words)]
        options = ["--side", "both" if len(self.humans) > 1 else self.humans[0]]
        if self.scale == "theatre":
            options = [word for seat in self.humans for word in ("--seat", seat)]
        options = ["--load", str(load)] if load else options
        return [sys.executable, "-m", "game", "play", name, "--text", *options]

    def act(self, known: Known, luck: random.Random) -> tuple[str, tuple[str, ...]]:
        """A line to type and what it writes."""
        if luck.random() < 0.3 and len(known.turns) < 2:
            return "seal", ("seal",)
        if self.scale == "theatre":
            policy = luck.choice(POLICIES[known.seat])
            return f"policy {policy}", ("policy", policy)
        if self.is_window and luck.random() < 0.2:
            leave = luck.choice(ASKED[known.seat])
            return f"decide ask {leave}", (leave, "ask")
        unit, task = luck.choice(UNITS[known.seat]), luck.choice(TASKS)
        return f"order {unit} {task}", (unit, task)

    def found(self, path: Path) -> tuple[Any, ...]:
        """What stands on the disk: human seats, turns by seat, what is written by seat, the seat that writes."""
        table = opened(self.scale, path)
        turns = [{seat: self._said(record, seat) for seat in table.humans} for record in table.match.records]
        now = {seat: written(table.draft_of(seat).now) for seat in table.humans}
        table.keeping.let_go()
        return (table.humans, turns, now, table.seat)

    def _said(self, record: Any, seat: str) -> dict[str, str]:
        if self.scale == "theatre":
            return written(record.sheets[seat])
        return {o.unit: o.task for o in record.orders[seat]} | {d.act: d.kind for d in record.decisions.get(seat, ())}


def written(value: Any) -> dict[str, str]:
    """What a seat wrote, in short."""
    if isinstance(value, battle.Written):
        return {o.unit: o.task for o in value.orders} | {d.act: d.kind for d in value.decisions}
    return {"policy": value.policy.id} if value is not None and value.policy else {}


def opened(scale: str, path: Path) -> Any:
    """The table of a saved game, as any program opens it."""
    if scale == "battle":
        scenario = load_scenario(INCIDENT)
        table: Any = battle.Table(Match.load(path, scenario), battle.seats_of(path, scenario), path=path)
    else:
        game = load_theatre(CHOICE)
        table = theatre.TheatreTable(TheatreMatch.load(path, game), theatre.seats_of(path, game), path=path)
    table.recall(path)
    return table


class Program:
    """A program that runs, with a line in and lines out."""

    def __init__(self, command: list[str], data: Path) -> None:
        env = {**os.environ, "XDG_DATA_HOME": str(data), "XDG_CONFIG_HOME": str(data), "CHANGKUFENG_LANGUAGE": "en"}
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        self.said: list[str] = []

    def type(self, *lines: str) -> None:
        """Types lines."""
        assert self.process.stdin is not None
        self.process.stdin.write("".join(line + "\n" for line in lines))
        self.process.stdin.flush()

    def until(self, word: str) -> list[str]:
        """What it says up to a line with this word; all that is left where it has ended."""
        assert self.process.stdout is not None
        begun, end = len(self.said), time.monotonic() + PATIENCE_S
        for line in self.process.stdout:
            self.said.append(line.rstrip("\n"))
            if word and word in line:
                break
            assert time.monotonic() < end, self.said[-20:]
        return self.said[begun:]

    def kill(self, number: int) -> list[str]:
        """Ends it by a signal; what it had said until then."""
        self.process.send_signal(number)
        left = self.until("")
        self.process.wait(PATIENCE_S)
        for stream in (self.process.stdin, self.process.stdout):
            try:
                assert stream is not None
                stream.close()
            except BrokenPipeError:
                pass
        return left


def killed_at_random(kind: Kind, luck: random.Random, data: Path, kills: int) -> int:
    """Plays one game through a number of kills and looks after each; how many acts were acknowledged and done."""
    known, path, done = Known(kind.humans), None, 0
    for _kill in range(kills):
        program = Program(kind.command(path), data)
        program.type("ready0")
        assert "ready0" in "".join(program.until("ready0")), program.said
        maybe = known
        for k in range(luck.randint(3, 9)):
            line, act = kind.act(known, luck)
            maybe = known.after(act)
            program.type(line, f"ack{k}")
            if luck.random() < 0.15:
                time.sleep(luck.random() * (0.6 if act == ("seal",) else 0.03))
                break
            before, known = known, _acknowledged(program.until(f"ack{k}"), f"ack{k}", known, maybe)
            done += known is not before
            maybe = known
        left = program.kill(luck.choice(SIGNALS))
        if maybe is not known:
            known = _acknowledged(left, f"ack{k}", known, maybe)
        files = sorted((data / "changkufeng" / "games").glob("*.journal"))
        assert len(files) <= 1, "one game, one file"
        if not files:
            assert not known.turns, "a sealed turn is lost"
            assert not any(known.now.values()), "orders are lost"
            continue
        path = files[0]
        found = kind.found(path)
        needed = (known.facts, maybe.facts)
        assert found in needed, f"{kind}: {found}\nneeded {needed[0]}\nor {needed[1]}\n{program.said[-9:]}"
        known = known if found == known.facts else maybe
    return done


def _acknowledged(said: list[str], word: str, known: Known, maybe: Known) -> Known:
    """What is known after these lines: an act that was refused, or not answered, has not changed it."""
    answer = [line for line in said if word not in line]
    is_answered = any(word in line for line in said)
    return maybe if is_answered and not any(line.startswith("Not done") for line in answer) else known
