"""Sound made by code: waves from numpy, a table from events to sounds, a speaker that falls silent rather than fail."""

from game.client.kit.sound.catalogue import CEILING, SOUNDS
from game.client.kit.sound.listening import MOST, Heard, sounds_of
from game.client.kit.sound.speaker import Speaker

__all__ = ["CEILING", "MOST", "SOUNDS", "Heard", "Speaker", "sounds_of"]
