"""Benchmarks: `pytest tests/bench`. Not part of the default run; every one carries the marker `bench`."""

from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is a benchmark, said or not."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.bench)
