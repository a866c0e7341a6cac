"""What may be typed to `changkufeng mail`."""

from __future__ import annotations

from game.cli.kinds import LEVELS, whole
from game.cli.reader import Parser
from game.core.words import _, enumerated


def add_options(p: Parser) -> None:
    """Adds the options of `changkufeng mail`."""
    p.add_argument(
        "words",
        nargs="*",
        metavar="WHAT",
        help=_(
            "new SCENARIO: begin a game; join FOLDER: join the one that lies there; status [GAME]: what "
            "each waits for; take GAME FILE ...: put packets that came by mail into its folder; claim GAME "
            "[SEAT]: a reveal does not come; agree GAME: to a claim of your turn; a folder or a name: play "
            "that game"
        ),
    )
    p.add_argument(
        "--seat",
        action="append",
        metavar="SEAT",
        help=_("the side or seat you take (default the first, or the first free)"),
    )
    p.add_argument(
        "--folder",
        metavar="DIR",
        help=_("the exchange folder, such as one in a cloud drive: of a new game, or of one whose folder has moved"),
    )
    p.add_argument(
        "--umpire", action="store_true", help=_("new: you lead the game and sit nowhere; it lies on your disk alone")
    )
    p.add_argument("--name", metavar="NAME", help=_("new, join: under which the game is kept here"))
    p.add_argument("--title", metavar="TITLE", help=_("new: how the invitation calls the game"))
    p.add_argument(
        "--days",
        type=whole(1, 365),
        default=7,
        metavar="N",
        help=_("new: wait for a reveal before it may be claimed (default 7)"),
    )
    p.add_argument("--what-if", metavar="NAME", help=_("new, battle: in the world of a what-if"))
    for seat in p.seats:
        p.owner(
            seat,
            metavar="LEVEL",
            help=_("new, strategic game: a computer that sits there, {listed} (default somebody who joins)").format(
                listed=enumerated(LEVELS)
            ),
        )
    p.add_argument("--act", type=whole(1, 9), metavar="N", help=_("new, strategic game: this act alone"))
    p.add_argument("--dial", metavar="DIAL", help=_("new, strategic game: strength of the contested links"))
    p.add_argument(
        "--battle",
        choices=("record", "fought"),
        help=_("new, strategic game: how its battle is settled (default drawn)"),
    )
    p.add_argument("--game", metavar="ID", help=_("join: which game, where the folder holds several"))
    p.add_argument(
        "--take", action="append", metavar="FILE", help=_("put a packet that came by mail into the folder first")
    )
    p.add_argument("--text", action="store_true", help=_("play in the terminal"))
    p.add_argument("--json", action="store_true", help=_("status: print the facts as JSON"))
