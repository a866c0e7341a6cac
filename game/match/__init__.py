"""A game in progress: orders and events with names, legality with reasons, views by side, explanation, branches."""

from game.match.events import Event
from game.match.legality import Refusal, Refused
from game.match.match import Match, TurnRecord
from game.match.views import Contact, OwnUnit, View

__all__ = ["Contact", "Event", "Match", "OwnUnit", "Refusal", "Refused", "TurnRecord", "View"]
