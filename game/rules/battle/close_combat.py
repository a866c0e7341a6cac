"""What close combat costs: men hit counter by counter, each by a list of its own (rule 3.8)."""

from game.core.dice import Dice, poisson
from game.core.rule import rule
from game.rules.battle.codes import (
    D_CLOSE,
    D_CLOSE_FOE,
    EV_CLOSE,
    F_CLOSE,
    F_FIGHTERS,
    F_FORTUNE,
    F_PART,
    F_SHARE,
)
from game.rules.battle.fronts import attacks_in, defends_in
from game.rules.battle.ground import people
from game.rules.battle.log import explained, new_list, product, side_bit, term
from game.rules.battle.state import FORTUNE_PM, State, TARGET, Tables, U_SIDE
from game.rules.battle.work import HITS_CLOSE, Work


@rule
def spread_hits(
    s: State, t: Tables, w: Work, r: int, rate: float, fighters: float, part: float, attackers: bool
) -> int:
    """Men hit in close combat, drawn counter by counter and booked against them. Rule 3.8.

    `rate`: hits a man of the fight; `fighters`: men of the side in it; `part`: the enemy's part of both powers.
    """
    men, lost = 0.0, 0
    for u in range(len(s.units)):
        if attacks_in(s, r, u) if attackers else defends_in(s, t, r, u):
            men = men + people(s, t, u)
    if men <= 0.0:
        return 0
    for u in range(len(s.units)):
        if attacks_in(s, r, u) if attackers else defends_in(s, t, r, u):
            new_list(w)
            term(w, F_CLOSE, rate)
            term(w, F_FIGHTERS, fighters)
            term(w, F_PART, part)
            term(w, F_SHARE, people(s, t, u) / men)
            term(w, F_FORTUNE, s.units[u, FORTUNE_PM] / 1000.0)
            purpose = D_CLOSE if attackers else D_CLOSE_FOE
            hits = poisson(Dice(w.words, s.clock), u, 2000 + s.rows[r, TARGET], purpose, product(w))
            note_close(s, t, w, u, s.rows[r, TARGET], hits)
            lost += min(hits, people(s, t, u))
    return lost


@rule
def note_close(s: State, t: Tables, w: Work, u: int, here: int, hits: int) -> None:
    """Books men of a counter who were hit hand to hand, by the list in hand. Rule 3.8."""
    w.acc[u, HITS_CLOSE] += hits
    explained(s, w, EV_CLOSE, -1, u, here, hits, 0, 0, side_bit(t.unit[u, U_SIDE]))
