"""Pictures on demand: kept on disk and read part by part, else drawn by another process, so that the window never waits."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import pygame

from game.client.map.picture import kept
from game.client.map.picture.kept import Sheet

FIRST_PX = 24  # drawn before any other while there is no picture at all: it takes a second
FIRST_SHARE = 0.25  # of the time until a picture is there that the first one takes, about
TRIES = 2  # of a worker, before this process draws in a thread


class PictureStore:
    """Pictures of one map, by the width of a hex.

    `get` never waits: call `poll` each frame, it says when a picture has come. A folder that cannot be written to is
    replaced by a passing one; a broken file is drawn anew; a worker that dies is replaced by a thread.
    """

    def __init__(self, features: dict[str, Any], cache_dir: str | Path | None = None, *, names: str = "en") -> None:
        self.features, self.names = features, names
        self._passing: str | None = None
        self._folder = self._usable(Path(cache_dir) if cache_dir is not None else default_folder())
        self._sheets: dict[int, Sheet] = {}
        self._wanted: list[int] = []
        self._job: _Job | None = None
        self._failures: dict[int, int] = {}
        self._files: dict[int, Path] = {}

    def __enter__(self) -> PictureStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ pictures
    def get(self, hex_px: int) -> Sheet | None:
        """The picture if it is at hand; else None, and work on it begins."""
        found = self._sheets.get(hex_px) or self._load(hex_px)
        if found is not None:
            return found
        if not self._sheets and self._load(FIRST_PX) is None:
            self._want(FIRST_PX)
        self._want(hex_px)
        self._start()
        return None

    def best(self, hex_px: int) -> tuple[Sheet, int] | None:
        """The picture at hand whose hexes are nearest to this width, to be stretched meanwhile, and their width."""
        near = min(self._sheets, key=lambda px: max(px, hex_px) / min(px, hex_px), default=None)
        return None if near is None else (self._sheets[near], near)

    def poll(self) -> bool:
        """Takes in what has been drawn and starts what is next; True if a picture has come."""
        job, came = self._job, False
        if job is not None and job.is_done():
            self._job = None
            picture = job.picture()
            came = job.hex_px in self._sheets or self._load(job.hex_px) is not None
            if not came and picture:
                self._take(job.hex_px, kept.drawn(*picture))
                came = True
            if not came:
                self._failures[job.hex_px] = self._failures.get(job.hex_px, 0) + 1
                if not job.is_thread:
                    self._want(job.hex_px, first=True)
        self._start()
        return came

    def wait(self, hex_px: int, timeout_s: float = 300) -> Sheet | None:
        """The picture, drawn now if need be; None if that takes longer than `timeout_s` or fails."""
        end = time.monotonic() + timeout_s
        found = self._sheets.get(hex_px) or self._load(hex_px)
        if found is None:
            self._want(hex_px, first=True)
        while found is None and time.monotonic() < end and (self._job or self._wanted):
            self.poll()
            found = self._sheets.get(hex_px)
            if found is None:
                time.sleep(0.01)
        return found

    def progress(self, hex_px: int) -> float:
        """Share of the picture that is done, 0 to 1."""
        if hex_px in self._sheets:
            return 1.0
        return self._job.share if self._job is not None and self._job.hex_px == hex_px else 0.0

    def drawing(self, hex_px: int) -> float | None:
        """Share that is done of the picture wanted, the first one counted in; None: it is at hand, or nobody draws it."""
        if hex_px in self._sheets or self._job is None or self._job.hex_px not in (hex_px, FIRST_PX):
            return None
        is_first = self._job.hex_px == FIRST_PX != hex_px
        return FIRST_SHARE * self._job.share if is_first else FIRST_SHARE + (1.0 - FIRST_SHARE) * self._job.share

    def close(self) -> None:
        """Ends the worker and removes passing files; pictures already handed out stay good."""
        self._wanted.clear()
        if self._job is not None:
            self._job.end()
            self._job = None
        if self._passing is not None:
            shutil.rmtree(self._passing, ignore_errors=True)
            self._passing = None

    # ------------------------------------------------------------ inner work
    def _want(self, hex_px: int, *, first: bool = False) -> None:
        if self._job is not None and self._job.hex_px == hex_px:
            return
        if hex_px in self._wanted:
            self._wanted.remove(hex_px)
        if self._failures.get(hex_px, 0) <= TRIES:
            self._wanted.insert(0 if first else len(self._wanted), hex_px)

    def _start(self) -> None:
        if self._job is None and self._wanted:
            hex_px = self._wanted.pop(0)
            thread = self._failures.get(hex_px, 0) >= TRIES
            self._job = _Job(self.features, hex_px, self.names, self._file(hex_px), thread)

    def _file(self, hex_px: int) -> Path:
        if hex_px not in self._files:
            self._files[hex_px] = self._folder / kept.name_of(self.features, hex_px, self.names)
        return self._files[hex_px]

    def _load(self, hex_px: int) -> Sheet | None:
        found = kept.read(self._file(hex_px))
        if found is not None:
            self._take(hex_px, found)
        return found

    def _take(self, hex_px: int, found: Sheet) -> None:
        self._sheets[hex_px] = found
        if hex_px in self._wanted:
            self._wanted.remove(hex_px)

    def _usable(self, folder: Path) -> Path:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError:
            try:
                self._passing = tempfile.mkdtemp(prefix="changkufeng-")
            except OSError:
                return folder  # nothing can be written: threads draw
            return Path(self._passing)
        kept.prune(folder)
        return folder


def default_folder() -> Path:
    """The user's cache folder."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("changkufeng", appauthor=False)) / "sheets"


class _Job:
    """One picture being drawn, by a process or in a thread."""

    def __init__(self, features: dict[str, Any], hex_px: int, names: str, path: Path, is_thread: bool) -> None:
        self.features, self.hex_px, self.names, self.path = features, hex_px, names, path
        self.share = 0.0
        self._picture: tuple[tuple[int, int], bytes] | None = None
        self._process: subprocess.Popen[bytes] | None = None if is_thread else self._begin()
        self.is_thread = self._process is None
        self._thread = threading.Thread(target=self._draw if self.is_thread else self._feed, daemon=True)
        self._thread.start()

    def is_done(self) -> bool:
        """The work is over, well or not."""
        return not self._thread.is_alive()

    def picture(self) -> tuple[tuple[int, int], bytes] | None:
        """What a thread has drawn; a process leaves a file instead."""
        return self._picture

    def end(self) -> None:
        """Stops the process; a thread ends with the program."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for part in self.path.parent.glob(f"{self.path.name}.{self._process.pid}.part"):
                part.unlink(missing_ok=True)
            self._thread.join(2)

    def _begin(self) -> subprocess.Popen[bytes] | None:
        root = str(Path(__file__).resolve().parents[4])
        env = dict(os.environ, SDL_VIDEODRIVER="dummy", SDL_AUDIODRIVER="dummy", OMP_NUM_THREADS="1")
        env["PYTHONPATH"] = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
        command = [sys.executable, "-m", "game.client.map.picture.worker", str(self.path), str(self.hex_px), self.names]
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        try:
            return subprocess.Popen(
                command,
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=hidden,
            )
        except OSError:
            return None

    def _feed(self) -> None:
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(self.features).encode() + b"\n")
            process.stdin.flush()  # and it stays open: the process ends when it is closed
            for line in process.stdout:
                self._note(line)
        except (OSError, ValueError):
            pass
        process.wait()
        process.stdout.close()
        with contextlib.suppress(OSError):
            process.stdin.close()

    def _note(self, line: bytes) -> None:
        try:
            self.share = min(1.0, max(0.0, float(line)))
        except ValueError:
            return

    def _draw(self) -> None:
        from game.client.map.picture.drawing import draw_map

        try:
            found = draw_map(self.features, self.hex_px, names=self.names)
        except (ValueError, KeyError, OSError, pygame.error):
            return
        self._picture = (found.shape[1], found.shape[0]), found.tobytes()
