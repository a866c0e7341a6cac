"""The workers of a dask cluster as an executor (extra `cluster`)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec

from game.core.words import _

WAIT_S = 10  # for a cluster to answer


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """The executor of the cluster at an address, and how many chunks its workers play at once.

    Raises:
        ValueError: the extra is not installed, nobody answers there, or no worker is there.
    """
    if find_spec("distributed") is None:
        raise ValueError(_("a cluster needs the extra `cluster`: pip install 'changkufeng[cluster]'"))
    try:
        client = import_module("distributed").Client(address, timeout=WAIT_S, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as e:
        why = str(e).splitlines()[0] if str(e) else type(e).__name__
        raise ValueError(_("no cluster answers at {a}: {why}").format(a=address[:80], why=why)) from None
    try:
        width = len(client.scheduler_info(n_workers=-1)["workers"])
        if not width:
            raise ValueError(_("the cluster at {a} has no workers").format(a=address[:80]))
        yield client.get_executor(pure=False), width
    finally:
        client.close()
