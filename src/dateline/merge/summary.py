"""An incident's deaths as three tables would have them, each by a rule that can be checked by hand.

Dateline's own low, best and high stand with every measure (`tolls`). UCDP's and ACLED's are
readings of their codebooks' rules on the figures that are here: neither project weighs sources
by rule alone. Nothing is averaged, and nothing is made up where no figure is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.merge.incident import Incident
from dateline.merge.tolls import TOLD_AS_FACT, Figure

DEATHS = "killed"
SIDES = frozenset({"official", "armed_group"})  # kinds of source that may be a side of the conflict


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many were killed; None where no account gives a figure as fact."""

    low: int | None
    best: int | None
    high: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Denial:
    """An account that says it did not happen, and who is said to say so, else the outlet."""

    event: str
    who: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    ucdp: Deaths
    acled: Deaths
    denials: tuple[Denial, ...]


def summarise(incident: Incident) -> Summary:
    """Deaths by UCDP's rule and by ACLED's, and who denies the happening."""
    toll = next((each for each in incident.counts if each.measure == DEATHS), None)
    told = [each for each in toll.reported if each.factuality in TOLD_AS_FACT] if toll else []
    return Summary(_ucdp(told), _acled(told), tuple(Denial(*each) for each in incident.denials))


def _ucdp(told: Sequence[Figure]) -> Deaths:
    """Low and high of all figures; best is the latest of those no side of the conflict gives."""
    if not told:
        return Deaths(None, None, None, "no account gives a figure as fact")
    free = [each for each in told if each.source_kind not in SIDES]
    best = min(free or told, key=lambda each: (_reversed(each.published), each.number))
    who = (
        "the latest figure" if free else "the latest figure, all given by officials or armed groups"
    )
    why = f"{who}, {best.number} by {best.source or 'an unnamed outlet'}"
    numbers = [each.number for each in told]
    most = max(each.high if each.high is not None else each.number for each in told)
    return Deaths(min(numbers), best.number, most, why)


def _acled(told: Sequence[Figure]) -> Deaths:
    """One number: the smallest, of each outlet's latest figures."""
    if not told:
        return Deaths(None, None, None, "no account gives a figure as fact")
    latest: dict[str, Figure] = {}
    for each in sorted(told, key=lambda each: (each.published or "", -each.number, each.event)):
        latest[each.outlet or each.account] = each
    least = min(latest.values(), key=lambda each: (each.number, each.event))
    many = len(latest)
    why = (
        f"the smallest of {many} outlets' latest figures"
        if many > 1
        else "the only outlet's latest"
    )
    return Deaths(least.number, least.number, least.number, why)


def _reversed(day: str | None) -> int:
    """Sorts later days first; a figure without a day comes last."""
    return -int(day.replace("-", "")) if day else 0
