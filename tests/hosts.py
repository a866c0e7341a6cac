"""Programs that print the digests of games, for comparing hosts of the rules: a fresh Python runs each."""

BATTLE = """
from game import Match, load_scenario
from game.players.battle.historical import HistoricalCommander
from game.players.battle.plain import PlainCommander
night = load_scenario("silent-assault")
for seed, kind in ((1938, HistoricalCommander), (7, PlainCommander)):
    match = Match.new(night, seed=seed)
    seats = [kind(side, night) for side in night.sides]
    while not match.over:
        match.resolve(**{s.side: s.orders(match.view(s.side)) for s in seats})
    print(" ".join(r.digest for r in match.records))
"""

THEATRE = """
from game.files.kept_rules import choose_cache
choose_cache()
import random
from game.files.theatre.theatres import load_theatre
from game.match.theatre import Policy, Sheet, Move, TheatreMatch
theatre = load_theatre("north-or-south")
for seed in (1, 6):
    match = TheatreMatch.new(theatre, seed=seed)
    while not match.over:
        sheets = {}
        for seat in theatre.seat_ids:
            view = match.view(seat)
            policy = next((p for p in view.policies if p.refusal is None and not p.sector), None)
            answers = {c.id: {k.key: k.options[-1].state for k in c.cases if k.options[-1].refusal is None} for c in view.cards}
            sheet = Sheet(policy=Policy(policy.id) if policy else None, answers=answers)
            sheets[seat] = sheet if match.refusal(seat, sheet) is None else Sheet()
        match.resolve(**sheets)
    print(match.digest, end=" ")
"""
