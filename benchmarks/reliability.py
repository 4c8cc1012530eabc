"""How far a probability holds: calibration error, Brier score and reliability tables."""

import random
from collections.abc import Sequence
from typing import NamedTuple

BINS = 10


class Judged(NamedTuple):
    """A probability that was given, and whether it came true."""

    score: float
    right: bool


class Bin(NamedTuple):
    """The probabilities of one tenth of the scale."""

    judged: int
    given: float  # their mean
    right: float  # the share that came true


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The ten bins of equal width that hold anything, lowest first; 1.0 is in the last."""
    found: list[list[Judged]] = [[] for _ in range(BINS)]
    for each in judged:
        found[min(int(each.score * BINS), BINS - 1)].append(each)
    return [
        Bin(
            len(here),
            sum(each.score for each in here) / len(here),
            sum(each.right for each in here) / len(here),
        )
        for here in found
        if here
    ]


def calibration_error(judged: Sequence[Judged]) -> float:
    """Expected calibration error: how far given and true lie apart in a bin, by its share."""
    return sum(b.judged * abs(b.given - b.right) for b in bins(judged)) / len(judged)


def brier(judged: Sequence[Judged]) -> float:
    """The mean square of how far a probability lies from what came true (1 or 0)."""
    return sum((each.score - each.right) ** 2 for each in judged) / len(judged)


def chance_error(judged: Sequence[Judged], draws: int = 200) -> float:
    """The calibration error that perfect probabilities would show on as few examples."""
    dice = random.Random(0)
    drawn = [
        [Judged(each.score, dice.random() < each.score) for each in judged] for _ in range(draws)
    ]
    return sum(calibration_error(each) for each in drawn) / draws
