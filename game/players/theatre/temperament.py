"""Temperaments: log-odds for answers that reach for force (rule 15)."""

from game.files.errors import nearest
from game.model.theatre.game import Theatre


class Leaning:
    """A temperament of the data; that of no name leans nowhere."""

    def __init__(self, theatre: Theatre, temperament: str = "") -> None:
        known = {t.id: t for t in theatre.temperaments}
        if temperament and temperament not in known:
            raise ValueError(
                f"no temperament {temperament!r}; at hand: {', '.join(known)}{nearest(temperament, known)}"
            )
        self.log_odds = known[temperament].log_odds if temperament else 0.0
        self._force = {(f.card, f.state) for f in theatre.force}

    def of(self, card: str, state: str) -> float:
        """Log-odds that an answer gains."""
        return self.log_odds if (card, state) in self._force else 0.0
