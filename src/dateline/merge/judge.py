"""Two accounts -> a judgement: same, different or unsure, with its score and reasons."""

import math
from collections.abc import Mapping
from typing import Literal, NamedTuple

from dateline.codebook.merging import MergeWeights
from dateline.merge.findings import ANCHORS, Finding, Setting, findings
from dateline.merge.profile import Profile, are_copies
from dateline.merge.vetoes import veto

Verdict = Literal["same", "different", "unsure"]
BIAS = "bias"
UNANCHORED = "no place, named actor, telling word or larger figure in common: not sure enough"


class Judgement(NamedTuple):
    """What was found about two accounts, `left` the one with the smaller id.

    `score` is 0 to 1; `barred` says that no score could join them; `by` is "merge" or the person
    who ruled.
    """

    left: str
    right: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...]
    barred: bool = False
    by: str = "merge"


def judge_pair(
    one: Profile, other: Profile, setting: Setting, *, explain: bool = True
) -> Judgement:
    """The judgement on two accounts: whichever is given first, whatever else is known.

    Without `explain` there are no reasons why they are different: of most pairs nobody asks.
    """
    left, right = (one, other) if one.id < other.id else (other, one)
    return one_in_print(left, right) or _weighed(left, right, setting, explain)


def one_in_print(left: Profile, right: Profile) -> Judgement | None:
    """ "Same", where two copies of a text give an event with the same words; else None."""
    if not are_copies(left, right) or left.printed != right.printed:
        return None
    said = "; ".join(each.quote for each in left.event.mentions if each.quote)
    reason = f"printed twice: two copies of one text tell it with the same words (“{said}”)"
    return Judgement(left.id, right.id, "same", 1.0, (reason,))


def _weighed(left: Profile, right: Profile, setting: Setting, explain: bool) -> Judgement:
    barred = veto(left, right, setting)
    if barred:
        return Judgement(left.id, right.id, "different", 0.0, (barred,), barred=True)
    weights = setting.merging.weights
    table = weights.dated if left.published and right.published else weights.undated
    found = findings(left, right, setting)
    score = score_of(found, table)
    sure = score < weights.same or any(each.name in ANCHORS for each in found)
    score = score if sure else unanchored(weights)
    verdict = _verdict(score, weights)
    told = _reasons(found, table) if explain or verdict != "different" else ()
    return Judgement(left.id, right.id, verdict, score, told if sure else (*told, UNANCHORED))


def unanchored(weights: MergeWeights) -> float:
    """The most that accounts can score which share nothing that tells one happening from others."""
    return round(weights.same - 0.01, 4)


def score_of(found: tuple[Finding, ...], weights: Mapping[str, float]) -> float:
    """0 to 1, rounded so that every machine decides alike."""
    total = weights.get(BIAS, 0.0)
    total += sum(weights.get(each.name, 0.0) for each in found)
    return round(1 / (1 + math.exp(-total)), 4)


def _verdict(score: float, weights: MergeWeights) -> Verdict:
    if score >= weights.same:
        return "same"
    return "unsure" if score >= weights.different else "different"


def _reasons(found: tuple[Finding, ...], weights: Mapping[str, float]) -> tuple[str, ...]:
    """The findings as sentences, each with its weight, the weightiest first."""
    weighed = [(weight, each.said) for each in found if (weight := weights.get(each.name, 0.0))]
    weighed.sort(key=lambda each: (-abs(each[0]), each[1]))
    return tuple(f"{said} ({weight:+.2f})" for weight, said in weighed)
