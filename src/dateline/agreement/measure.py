"""How far the codings of many events agree, and how many there were to tell it by."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.agreement.alpha import RESAMPLES, Scale, alpha_of
from dateline.agreement.fields import Coding, Compared, compared_in, value_of

FEWEST = 10  # units below which no number is given: an alpha of so few says nothing


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree in a field. `alpha` is None where there is no number, and `why` says so.

    `units` were compared, in `same` of them all values are the same; `one_only` have a value by
    only one of the two, and are left out.
    """

    field: str
    scale: Scale
    units: int
    same: int
    one_only: int
    alpha: float | None
    low: float | None
    high: float | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """The agreement in every field. Events coded by one so far, or by none, are not in it."""

    units: int
    coded_by_one: int
    coded_by_none: int
    fields: tuple[Agreement, ...]


def measure(
    events: Sequence[Sequence[Coding]], *, resamples: int = RESAMPLES, seed: int = 0
) -> Measured:
    """How far codings agree; `events` are the codings of each event that are finished."""
    pairs = [codings for codings in events if len(codings) > 1]
    fields = compared_in(each for codings in pairs for each in codings)
    found = tuple(_agreement(field, pairs, resamples, seed) for field in fields)
    one = sum(len(codings) == 1 for codings in events)
    return Measured(len(pairs), one, len(events) - one - len(pairs), found)


def _agreement(
    field: Compared, pairs: Sequence[Sequence[Coding]], resamples: int, seed: int
) -> Agreement:
    values = [[value_of(field, each) for each in codings] for codings in pairs]
    given = [[value for value in unit if value is not None] for unit in values]
    compared = [unit for unit in given if len(unit) > 1]
    same = sum(len(set(unit)) == 1 for unit in compared)
    one_only = sum(len(unit) == 1 for unit in given) if field.name != "status" else 0
    told = (field.name, field.scale, len(compared), same, one_only)
    if len(compared) < FEWEST:
        why = f"too few: {len(compared)} compared, {FEWEST} are needed"
        return Agreement(*told, None, None, None, why)
    found = alpha_of(compared, field.scale, resamples=resamples, seed=seed)
    without = "all values are the same: chance would agree as well"
    why_not = without if found.value is None else None
    return Agreement(*told, found.value, found.low, found.high, why_not)
