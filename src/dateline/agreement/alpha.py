"""Krippendorff's alpha, and how far it may be off.

Alpha is 1 - observed / expected disagreement. What is observed lies within the units, what is
expected by chance between all values that are paired at all. 1 is perfect agreement, 0 is chance.
See K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

# nominal: the same or not. ordinal: how many ranks lie between. interval: the difference.
# ratio: the difference to the sum, for numbers with a zero. sets: what is not shared of all named.
Scale = Literal["nominal", "ordinal", "interval", "ratio", "sets"]
SCALES: tuple[Scale, ...] = ("nominal", "ordinal", "interval", "ratio", "sets")
RESAMPLES = 1000
PERCENTILES = (2.5, 97.5)
_AT_ONCE = 100  # resamples
_FEW_VALUES = 50  # up to which a unit's zeros are worth no search
Numbers = NDArray[np.float64]
Units = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Alpha:
    """Alpha and its 95 % interval; None where all values are the same, or nearly so."""

    value: float | None
    low: float | None = None
    high: float | None = None


def alpha_of(units: Units, scale: Scale, *, resamples: int = RESAMPLES, seed: int = 0) -> Alpha:
    """Alpha of units, each the values that its coders gave; None is no value.

    Units with fewer than two values are left out. The interval is that of `resamples` draws of
    units with replacement. Ordinal values are ranks, sets are frozensets.
    """
    table = _Table.of(units, scale)
    if table is None:
        return Alpha(None)
    whole = table.alphas(table.often[None, :])[0]
    if np.isnan(whole):
        return Alpha(None)
    drawn = table.resampled(resamples, seed)
    drawn = drawn[~np.isnan(drawn)]
    if 2 * len(drawn) <= resamples:
        return Alpha(float(whole))
    low, high = np.percentile(drawn, PERCENTILES)
    return Alpha(float(whole), float(low), float(high))


@dataclass(frozen=True, slots=True)
class _Table:
    """How often each value was given in a unit, and how far values are apart.

    Units with the same values are one row: a draw of units is a draw of so many of each row.
    """

    counts: Numbers  # rows x values
    often: Numbers  # how many units each row stands for
    ranked: bool
    apart: Numbers  # values x values; of no use where ranked
    within: Numbers  # how far the values of each row are apart; of no use where ranked

    @classmethod
    def of(cls, units: Units, scale: Scale) -> "_Table | None":
        told = [[value for value in unit if value is not None] for unit in units]
        paired = [unit for unit in told if len(unit) > 1]
        if not paired:
            return None
        values = sorted({value for unit in paired for value in unit}, key=_order)
        place = {value: number for number, value in enumerate(values)}
        rows = Counter(tuple(sorted(place[value] for value in unit)) for unit in paired)
        counts = np.zeros((len(rows), len(values)))
        often = np.zeros(len(rows))
        for number, row in enumerate(sorted(rows)):
            often[number] = rows[row]
            for value in row:
                counts[number, value] += 1
        apart = _APART[scale](values)
        return cls(counts, often, scale == "ordinal", apart, _within(counts, apart))

    def resampled(self, number: int, seed: int) -> Numbers:
        """Alpha of so many draws of as many units as there are."""
        draw = np.random.default_rng(seed)
        units = int(self.often.sum())
        drawn = draw.multinomial(units, self.often / units, size=number)
        parts = [drawn[start : start + _AT_ONCE] for start in range(0, number, _AT_ONCE)]
        return np.concatenate([self.alphas(part) for part in parts]) if parts else np.empty(0)

    def alphas(self, weights: Any) -> Numbers:
        """Alpha for each line of weights of the rows; NaN where nothing differs."""
        weights = np.asarray(weights, dtype=float)
        given = weights @ self.counts
        total = given.sum(axis=1)
        shares = weights / (self.counts.sum(axis=1) - 1)
        if self.ranked:
            observed, expected = self._apart_in_ranks(shares, given)
        else:
            observed = shares @ self.within
            expected = ((given @ self.apart) * given).sum(axis=1)
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Numbers = np.where(
                expected > 0, 1 - observed / total / (expected / (total * (total - 1))), np.nan
            )
        return found

    def _apart_in_ranks(self, shares: Numbers, given: Numbers) -> tuple[Numbers, Numbers]:
        """Observed and expected; how far ranks are apart depends on how often each is given."""
        middle = np.cumsum(given, axis=1) - given / 2
        apart = (middle[:, :, None] - middle[:, None, :]) ** 2
        pairs = self.counts[:, :, None] * self.counts[:, None, :]
        within = (shares @ pairs.reshape(len(pairs), -1)).reshape(apart.shape)
        expected = np.einsum("dv,dvw,dw->d", given, apart, given)
        return (within * apart).sum(axis=(1, 2)), expected


def _within(counts: Numbers, apart: Numbers) -> Numbers:
    """How far the values of each unit are apart, all pairs taken together."""
    if counts.shape[1] <= _FEW_VALUES:
        few: Numbers = np.einsum("uv,uv->u", counts @ apart, counts)
        return few
    held = [(row, np.flatnonzero(row)) for row in counts]
    return np.array([row[each] @ apart[np.ix_(each, each)] @ row[each] for row, each in held])


def _order(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _nominal(values: Sequence[Any]) -> Numbers:
    return 1 - np.eye(len(values))


def _interval(values: Sequence[Any]) -> Numbers:
    held = np.array(values, dtype=float)
    found: Numbers = (held[:, None] - held[None, :]) ** 2
    return found


def _ratio(values: Sequence[Any]) -> Numbers:
    held = np.array(values, dtype=float)
    total = held[:, None] + held[None, :]
    difference = held[:, None] - held[None, :]
    found: Numbers = np.divide(difference, total, out=np.zeros_like(total), where=total > 0) ** 2
    return found


def _sets(values: Sequence[Any]) -> Numbers:
    return np.array([[_unshared(left, right) for right in values] for left in values])


def _unshared(left: frozenset[Any], right: frozenset[Any]) -> float:
    every = left | right
    return 1 - len(left & right) / len(every) if every else 0.0


_APART: dict[Scale, Callable[[Sequence[Any]], Numbers]] = {
    "nominal": _nominal,
    "ordinal": _nominal,
    "interval": _interval,
    "ratio": _ratio,
    "sets": _sets,
}
