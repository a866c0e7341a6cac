"""What answers, policies and moves have been worth in rollouts of the strategic game: the fitted values of a computer seat."""

from game.model.base import Entry

Row = dict[str, float]  # by option, points of the seat's score


class FittedValues(Entry, frozen=True, kw_only=True):
    """Points that a choice gained against silence: of the act's score and half of the later ones', its price given back.

    `answers`: by seat and card ("tokyo J"), then by case ("R=local S=own_attack"), then by state. `policies`, `moves`
    ("HOM>YAN", of a division), `strikes` (a line of the staff plan): by seat, then by turn as text, then by option. `made`: how;
    `rules`: version.
    """

    format: int
    rules: str
    dial: str
    made: str
    answers: dict[str, dict[str, Row]]
    policies: dict[str, dict[str, Row]]
    moves: dict[str, dict[str, Row]]
    strikes: dict[str, dict[str, Row]]

    def answer(self, seat: str, card: str, case: str, state: str) -> float:
        """Worth of a state in a case; the mean of all cases where this one was never met."""
        cases = self.answers.get(f"{seat} {card}", {})
        if state in cases.get(case, {}):
            return cases[case][state]
        found = [row[state] for row in cases.values() if state in row]
        return sum(found) / len(found) if found else 0.0

    def policy(self, seat: str, turn: int, policy: str) -> float:
        """Worth of a policy in a turn."""
        return self.policies.get(seat, {}).get(str(turn), {}).get(policy, 0.0)

    def move(self, seat: str, turn: int, source: str, target: str) -> float:
        """Worth of a division moved in a turn."""
        return self.moves.get(seat, {}).get(str(turn), {}).get(f"{source}>{target}", 0.0)

    def strike(self, seat: str, turn: int, line: str) -> float:
        """Worth of a line of the staff plan struck out."""
        return self.strikes.get(seat, {}).get(str(turn), {}).get(line, 0.0)
