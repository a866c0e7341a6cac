"""A commander of one's own: whoever has a method `orders(view)`. It sees what its side sees, and nothing else."""

from game import Commander, Order, View, play, simulate


class Stubborn:
    """Holds what it has, and digs where it may."""

    def __init__(self, side: str, scenario: object) -> None:
        self.side = side

    def orders(self, view: View) -> tuple[Order, ...]:
        """Dig wherever that is allowed."""
        return tuple(Order(unit=u.id, task="dig") for u in view.own if "dig" in view.legal_tasks(u.id))


commander: type[Commander] = Stubborn
match = play("silent-assault", soviet=commander, japan="plain", seed=7)
print(match, match.score("soviet").total)

runs = simulate("silent-assault", 3, soviet=Stubborn, japan="plain")
print(runs.outcomes["japan_losses"], runs.digests)
