"""The strategic choice: a game of three seats, sheets, and the odds of what might have followed."""

from game import Sheet, TheatreMatch, TheatreView, compare, load_theatre, outlook, play

theatre = load_theatre("north-or-south")
match = TheatreMatch.new(theatre, seed=1938)
view = match.view("tokyo")
print(view, [(p.id, p.price) for p in view.policies if p.refusal is None])
while match.turn.number < 4:
    match.resolve(tokyo=Sheet(), moscow=Sheet())
print(match.to_frame("events", "tokyo"))


class Silent:
    """Sits at the table and leaves everything to the staff."""

    def sheet(self, view: TheatreView) -> Sheet:
        """A blank sheet."""
        return Sheet()


print(play(theatre, tokyo=Silent(), moscow="plain", act=1))
print(outlook({"S": "withdraw"}, scenario=theatre)["W"])
print(compare(theatre, "order-1488-vetoed", games=5)[0].column("W=on_time").effect)
