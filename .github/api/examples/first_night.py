"""A night by hand: an order refused, orders given, what happened and why."""

from game import Match, Order

match = Match.new("silent-assault", seed=1938)
print(match)
print(match.legal_tasks("I/75"))

too_far = Order(unit="I/75", task="fire", target=(10, 10), rounds=8)
print(match.refusal(too_far))  # the rule that forbids it, with needed against found

hill = match.scenario.place("changkufeng").hex
assault = Order(unit="I/75", task="assault", target=hill, manner="silent")
events = match.resolve(japan=[assault])
for event in events[:5]:
    print(event.time, event.text)

told = next(e for e in events if len(e.factors) > 3)
print(match.explain(told))
print(match.score("japan").total)
