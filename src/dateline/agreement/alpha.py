"""Krippendorff's alpha, and how far it may be off.

Alpha is 1 - observed / expected disagreement. What is observed lies within the units, what is
expected by chance between all values that are paired at all. 1 is perfect agreement, 0 is chance.
See K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
"""

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
    whole = table.alphas(np.ones((1, table.units)))[0]
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
    """How often each value was given in each unit, and how far values are apart."""

    counts: Numbers  # units x values
    ranked: bool
    apart: Numbers  # values x values; of no use where ranked

    @classmethod
    def of(cls, units: Units, scale: Scale) -> "_Table | None":
        told = [[value for value in unit if value is not None] for unit in units]
        paired = [unit for unit in told if len(unit) > 1]
        if not paired:
            return None
        values = sorted({value for unit in paired for value in unit}, key=_order)
        place = {value: number for number, value in enumerate(values)}
        counts = np.zeros((len(paired), len(values)))
        for row, unit in enumerate(paired):
            for value in unit:
                counts[row, place[value]] += 1
        return cls(counts, scale == "ordinal", _APART[scale](values))

    @property
    def units(self) -> int:
        return len(self.counts)

    def resampled(self, number: int, seed: int) -> Numbers:
        """Alpha of so many draws of as many units as there are."""
        draw = np.random.default_rng(seed)
        even = np.full(self.units, 1 / self.units)
        found = [
            self.alphas(draw.multinomial(self.units, even, size=min(_AT_ONCE, number - start)))
            for start in range(0, number, _AT_ONCE)
        ]
        return np.concatenate(found) if found else np.empty(0)

    def alphas(self, weights: Any) -> Numbers:
        """Alpha for each row of weights of the units; NaN where nothing differs."""
        if self.ranked:
            return np.array([self._alpha_of_ranks(row) for row in weights])
        return self._alphas(np.asarray(weights, dtype=float), self.apart)

    def _alpha_of_ranks(self, weights: Numbers) -> float:
        """How far ranks are apart depends on how often each is given."""
        given = weights @ self.counts
        middle = np.cumsum(given) - given / 2
        apart = (middle[:, None] - middle[None, :]) ** 2
        return float(self._alphas(weights[None, :].astype(float), apart)[0])

    def _alphas(self, weights: Numbers, apart: Numbers) -> Numbers:
        coders = self.counts.sum(axis=1)
        within = _within(self.counts, apart)
        given = weights @ self.counts
        total = given.sum(axis=1)
        observed = weights @ (within / (coders - 1)) / total
        expected = ((given @ apart) * given).sum(axis=1) / (total * (total - 1))
        with np.errstate(divide="ignore", invalid="ignore"):
            found: Numbers = np.where(expected > 0, 1 - observed / expected, np.nan)
        return found


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
