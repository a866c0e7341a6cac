"""The night of the match tests serves the commanders too."""

from tests.match.conftest import night, replayed

__all__ = ["night", "replayed"]
