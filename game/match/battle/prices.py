"""What an order of guns costs, told before it is sealed (rules 6.4, 6.8, 9.5)."""

from game.core.words import _
from game.match.battle.views import View
from game.model.battle.orders import Order
from game.model.battle.verbs import mission_row
from game.rules.battle.counter_battery import FLASH_PM, LOCATED, SEEN_PM, SOUND_PM


def price_told(view: View, order: Order) -> str:
    """A sentence on the price of guns that are to be silent or to answer; "" for all other orders."""
    if order.verb.hushes:
        ends = sum(m.group == order.unit for m in view.missions)
        return _("No fire, whoever calls: {n} missions end, nobody hears the guns (6.4)").format(n=ends)
    if not order.verb.fires or mission_row(order.mission).aims:
        return ""
    return _(
        "{n} of {m} shells a pulse; each tells him {ear} of {whole}, by night {flash} more, in his sight {eye} more (6.8)"
    ).format(n=order.rounds, m=f"{view.shells:,}", ear=SOUND_PM, whole=LOCATED, flash=FLASH_PM, eye=SEEN_PM)
