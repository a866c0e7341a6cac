"""What a side knows, what it may order, and the same turn tried twice with other orders."""

import pickle

from game import play

match = play("silent-assault", japan="plain", soviet="plain", seed=3)
before = match.branch(turn=1)  # the same game after its first turn, to be played on otherwise
view = before.view("soviet")
print(view)
print(view.contacts)  # enemies as last seen, never as they are
print(view.to_frame("units"))

unit = next(u.id for u in view.own if u.hex is not None and view.legal_orders(u.id))
orders = view.legal_orders(unit)
print(len(orders), orders[0])

one, other = before.copy(), pickle.loads(pickle.dumps(before))
one.resolve(soviet=[orders[0]])
other.resolve()
print(one.digest, other.digest)
print(match.to_frame("losses"))
