"""What is alike in all games of battles that are handed out as one part: how a process gets ready for them."""

from dataclasses import dataclass

from game.files import kept_rules


@dataclass(frozen=True)
class OnePart:
    """Games of battles for a process of its own; whoever says what game `k` is adds `play(part, k)`."""

    @property
    def parts(self) -> int:
        """One."""
        return 1

    def load(self) -> None:
        """The rules of the battle."""
        kept_rules.load()
