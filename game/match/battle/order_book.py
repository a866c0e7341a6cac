"""The orders a side is writing: the last for a counter stands (rule 7.8); undo and redo keep the old values."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from game.match.draft import Draft
from game.model.battle.decisions import Decision
from game.model.battle.orders import Order

Orders = tuple[Order, ...]


class Written(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """All that a side has written for a turn."""

    orders: Orders = ()
    decisions: tuple[Decision, ...] = ()


class OrderBook(Draft[Written]):
    """Orders and decisions in the order of writing, with their past and their undone future."""

    def __init__(self, written: Written | None = None) -> None:
        super().__init__(Written(), written)

    @property
    def orders(self) -> Orders:
        """The orders written."""
        return self.now.orders

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions written."""
        return self.now.decisions

    def decide(self, decision: Decision) -> None:
        """Writes a decision in the place of one of its kind and act."""
        self.change(replace(self.now, decisions=(*self.other_decisions(decision.kind, decision.act), decision)))

    def take_back(self, kind: str, act: str = "") -> None:
        """Takes a decision off the sheet."""
        self.change(replace(self.now, decisions=self.other_decisions(kind, act)))

    def other_decisions(self, kind: str, act: str) -> tuple[Decision, ...]:
        """The decisions but those of a kind and act."""
        return tuple(d for d in self.decisions if (d.kind, d.act) != (kind, act))

    def give(self, order: Order) -> None:
        """Writes an order in the place of the counter's order before."""
        self.give_all((order,))

    def give_all(self, orders: Orders) -> None:
        """Writes several orders as one change, each in the place of its counter's order before."""
        new = self.orders
        for order in orders:
            new = _with(new, order)
        self._change(new)

    def give_beside(self, orders: Orders) -> None:
        """As `give_all`, but verbs that stand beside others do: fire missions of a group, strikes of a wing (rule 7.8)."""
        new = self.orders
        for order in orders:
            new = _beside(new, order) if order.verb.stands_beside else _with(new, order)
        self._change(new)

    def drop(self, unit: str) -> None:
        """Strikes out the orders of a counter."""
        if self.of(unit) is not None:
            self._change(tuple(o for o in self.orders if o.unit != unit))

    def strike(self, orders: Iterable[Order]) -> None:
        """Strikes out these orders as one change."""
        gone = tuple(orders)
        if any(o in gone for o in self.orders):
            self._change(tuple(o for o in self.orders if o not in gone))

    def exchange(self, old: Order, new: Order) -> None:
        """Puts an order in the place of another as one change."""
        if old in self.orders:
            kept = tuple(o for o in self.orders if o != new or o == old)
            self._change(tuple(new if o == old else o for o in kept))

    def of(self, unit: str) -> Order | None:
        """The first order of a counter, if one is written."""
        return next((o for o in self.orders if o.unit == unit), None)

    def _change(self, orders: Orders) -> None:
        self.change(replace(self.now, orders=orders))


def _with(orders: Orders, order: Order) -> Orders:
    """The orders with one in the place of the counter's orders before."""
    kept = [o for o in orders if o.unit != order.unit]
    at = next((i for i, o in enumerate(orders) if o.unit == order.unit), len(kept))
    return (*kept[:at], order, *kept[at:])


def _beside(orders: Orders, order: Order) -> Orders:
    """The orders with a mission after the others of its group or wing; one with the same target and hour is replaced."""
    same = (order.mission, order.target, order.start)
    kept = tuple(
        o for o in orders if o.unit != order.unit or (o.verb.stands_beside and (o.mission, o.target, o.start) != same)
    )
    return (*kept, order)
