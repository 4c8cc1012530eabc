"""Why an event's mentions are one event, and why the likeliest others are not of it."""

from typing import Any

from dateline.explain.pair_wording import pair_meaning
from dateline.extract.pair_reasons import PairFinding, weigh_pair
from dateline.model import Happening
from dateline.pipeline import Course, Tools

SHOWN, NEAREST = 6, 3  # reasons of a pair; mentions of other events
Told = dict[str, Any]


def told_joining(course: Course, happening: Happening, tools: Tools) -> Told:
    """Each pair within the event, and the mentions outside it that are most like one of it.

    Groups join by the average of their pairs, so that one pair may stand below the threshold.
    """
    within = [
        finding
        for at, left in enumerate(happening.proposals)
        for right in happening.proposals[at + 1 :]
        if (finding := _weigh(course, left, right, tools)) is not None
    ]
    return {
        "threshold": tools.pairs.threshold,
        "joined": [_told(course, finding) for finding in within],
        "apart": [
            {**_told(course, finding), "outweighed": finding.score >= tools.pairs.threshold}
            for finding in _nearest(course, happening, tools)
        ],
    }


def _weigh(course: Course, left: Any, right: Any, tools: Tools) -> PairFinding | None:
    if left not in course.proposals or right not in course.proposals:
        return None
    at, then = sorted((course.proposals.index(left), course.proposals.index(right)))
    pair = (course.proposals[at], course.proposals[then])
    return weigh_pair(
        course.reading, pair, course.proposals[at + 1 : then], tools.pairs, tools.tables.traits
    )


def _nearest(course: Course, happening: Happening, tools: Tools) -> list[PairFinding]:
    found: list[PairFinding] = []
    for other in course.proposals:
        if other in happening.proposals:
            continue
        findings = [_weigh(course, own, other, tools) for own in happening.proposals]
        scored = [finding for finding in findings if finding is not None and finding.weights]
        found += sorted(scored, key=lambda finding: -finding.score)[:1]
    return sorted(found, key=lambda finding: -finding.score)[:NEAREST]


def _told(course: Course, finding: PairFinding) -> Told:
    quote = course.reading.quote
    return {
        "left": quote(finding.left.trigger),
        "left_start": finding.left.trigger.start,
        "right": quote(finding.right.trigger),
        "right_start": finding.right.trigger.start,
        "score": finding.score,
        "barred": finding.barred,
        "reasons": [{"what": what, "weight": weight} for what, weight in _reasons(finding)[:SHOWN]],
    }


def _reasons(finding: PairFinding) -> list[tuple[str, float]]:
    """What is alike and what is not, weightiest first; features that say one thing are summed."""
    summed: dict[str, float] = {}
    for name, weight in finding.weights:
        what = pair_meaning(name)
        summed[what] = summed.get(what, 0.0) + weight
    rounded = [(what, round(weight, 2)) for what, weight in summed.items() if round(weight, 2)]
    return sorted(rounded, key=lambda item: (-abs(item[1]), item[0]))
