"""The process that draws one map for the store: it reads features as a line of JSON, writes a file, and says how far it is.

`python -m game.client.map.picture.worker FILE HEX_PX NAMES`
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from pathlib import Path

from game.files.lifeline import listen_to_input


def main(arguments: list[str]) -> int:
    """Draws and writes; 0 if the file is there."""
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
    with contextlib.suppress(AttributeError, OSError):
        os.nice(5)  # the window comes first
    from game.client.map.picture import kept
    from game.client.map.picture.drawing import draw_map

    path, hex_px, names = arguments
    features = json.loads(sys.stdin.buffer.readline())
    listen_to_input()
    picture = draw_map(features, int(hex_px), names=names, progress=lambda share, _: print(f"{share:.2f}", flush=True))
    kept.write(Path(path), picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
