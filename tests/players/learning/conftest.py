"""The environments are brought in before PettingZoo's own tests are: they take back the sound driver that it chooses."""

from game.players.learning import parallel_env

__all__ = ["parallel_env"]
