"""One small phase with a known answer: what a host must get right before it is trusted with the rules."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from game.core.rule import phase, rule


class Proof(NamedTuple):
    """A wide tuple: one array of each kind the rules have."""

    small: NDArray[np.int32]
    wide: NDArray[np.float64]
    many: NDArray[np.int64]
    parts: NDArray[np.int32]
    bytes: NDArray[np.int8]


Proof.LAYOUT = dict(small=("i4", 1), wide=("f8", 2), many=("i8", 1), parts=("i4", 2), bytes=("i1", 2))  # type: ignore[attr-defined]
ANSWER = 216.75  # rows 12, 6 and 18, four times each, and 0.75: 144.75; and 72, half of it


@rule
def proof_share(sheet: Proof, row: int, col: int, odd: bool) -> float:
    """What a cell gives; it is noted in two arrays and read back from one."""
    sheet.wide[row, col] = sheet.small[col] * 1.5 + (row if odd else -row // 2)
    sheet.bytes[row, col] = (row - col) % 3
    gain: float = sheet.wide[row, col] * len(sheet.many)
    return gain


@phase
def proof_sum(sheet: Proof, start: int) -> float:
    """The sum over all cells from a row on; half of it, rounded, is left in the last part."""
    total: float = 0.0
    for row in range(start, len(sheet.wide)):
        for col in range(len(sheet.small)):
            total += proof_share(sheet, row, col, row % 2 == 1)
    for col in range(len(sheet.small)):
        total += sheet.bytes[-1, col] * 0.25 + sheet.parts[0, 1]
    sheet.parts[1, 1] = int(total / 2)
    total += sheet.parts[1, 1]
    return total


def new_proof() -> Proof:
    """The sheet on which `ANSWER` was worked by hand, starting from row 1."""
    small, parts = np.arange(1, 4, dtype=np.int32), np.zeros((2, 2), np.int32)
    return Proof(small, np.zeros((4, 3)), np.zeros(4, np.int64), parts, np.zeros((4, 3), np.int8))


def is_right(compiler: Any) -> bool:
    """Whether a host gives the known answer, twice, and leaves the known numbers."""
    sheet, step = new_proof(), compiler.entry(proof_sum.__name__)
    answers = (step(sheet, 1), step(sheet, 1))
    return answers == (ANSWER, ANSWER) and sheet.parts.tolist() == [[0, 0], [0, 72]]
