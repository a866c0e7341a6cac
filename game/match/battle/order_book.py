"""The orders a side is writing: the last for a counter stands (rule 7.8); undo and redo keep the old values."""

from __future__ import annotations

from collections.abc import Iterable

from game.model.battle.orders import Order

Orders = tuple[Order, ...]


class OrderBook:
    """Orders in the order of writing, with their past and their undone future."""

    def __init__(self, orders: Orders = ()) -> None:
        self.orders: Orders = tuple(orders)
        self._past: list[Orders] = []
        self._future: list[Orders] = []

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

    def undo(self) -> bool:
        """Takes back the last change."""
        if not self._past:
            return False
        self._future.append(self.orders)
        self.orders = self._past.pop()
        return True

    def redo(self) -> bool:
        """Makes the change taken back again."""
        if not self._future:
            return False
        self._past.append(self.orders)
        self.orders = self._future.pop()
        return True

    @property
    def can_undo(self) -> bool:
        """There is a change to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """A change taken back can be made again."""
        return bool(self._future)

    def _change(self, orders: Orders) -> None:
        self._past.append(self.orders)
        self._future.clear()
        self.orders = orders


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
