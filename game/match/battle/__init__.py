"""A game in progress: orders and events with names, legality with reasons, views by side, explanation, branches."""

from game.match.battle.events import Event
from game.match.battle.legality import Refusal, Refused
from game.match.battle.match import Match, TurnRecord
from game.match.battle.own_unit import OwnUnit
from game.match.battle.views import Contact, View

__all__ = ["Contact", "Event", "Match", "OwnUnit", "Refusal", "Refused", "TurnRecord", "View"]
