"""`python -m game`: the same as the command `changkufeng`."""

import sys

from game.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
