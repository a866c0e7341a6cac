"""What an order costs, told before it is sealed: limits that it crosses, guns that are heard (rules 6.4, 6.8, 9.5, 10.2)."""

from collections.abc import Sequence

from game.core.words import _, clauses, written
from game.match.battle.limits import crossings
from game.match.battle.views import View
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order
from game.model.battle.verbs import mission_row
from game.rules.battle.counter_battery import FLASH_PM, LOCATED, SEEN_PM, SOUND_PM


def price_told(view: View, order: Order, decisions: Sequence[Decision] = ()) -> str:
    """What a legal order costs, in sentences; "" for one that costs nothing. `decisions`: of the same sheet."""
    told = [c.line for c in crossings(view, (order,), decisions)]
    return clauses((*told, _of_guns(view, order)))


def _of_guns(view: View, order: Order) -> str:
    """The price of guns that are to be silent or to answer."""
    if order.verb.hushes:
        ends = sum(m.group == order.unit for m in view.missions)
        return _("No fire, whoever calls: {n} missions end, nobody hears the guns (6.4)").format(n=ends)
    if not order.verb.fires or mission_row(order.mission).aims:
        return ""
    return _(
        "{n} of {m} shells a pulse; each tells him {ear} of {whole}, by night {flash} more, in his sight {eye} more (6.8)"
    ).format(n=order.rounds, m=written(view.shells, ","), ear=SOUND_PM, whole=LOCATED, flash=FLASH_PM, eye=SEEN_PM)
