"""What one figure hides: how it differs from type to type, and how much of it is chance."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

SEED = 17
FIGURES = {
    "type_f": ("type", "f"),
    "agent_f": ("agent", "f"),
    "target_f": ("target", "f"),
    "record": ("record",),
}
Events = Mapping[str, list[Any]]


def table_by_type(tool: ModuleType, docs: Mapping[str, Any], gold: Events, system: Events) -> str:
    """A line a type: events of people, of the program, right ones, precision, recall, F.

    An event right by one of the other types people allow counts under the type they put first.
    """
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for key, events in gold.items():
        matched = dict(_right_pairs(tool, docs[key]["text"], events, system.get(key, [])))
        wanted.update(event["type"] for event in events)
        found.update(matched.get(j, e["type"]) for j, e in enumerate(system.get(key, [])))
        right.update(matched.values())
    lines = [f"{'type':20} {'gold':>5} {'found':>5} {'right':>5} {'P':>6} {'R':>6} {'F':>6}"]
    for name in sorted(wanted | found, key=lambda name: (-wanted[name], name)):
        shares = _shares(right[name], found[name], wanted[name])
        lines.append(f"{name:20} {wanted[name]:5} {found[name]:5} {right[name]:5} {shares}")
    return "\n".join(lines)


def _right_pairs(
    tool: ModuleType, text: str, gold: Sequence[Any], system: Sequence[Any]
) -> Iterator[tuple[int, str]]:
    """Number of each event of the program that is right, and its type as people give it."""
    for i, j in tool.pair(gold, system, tool.sentences(text)):
        left, right = gold[i], system[j]
        if left["type"] in {right["type"], *right["alt"]} or right["type"] in left["alt"]:
            yield int(j), left["type"]


def _shares(right: int, found: int, wanted: int) -> str:
    shares = (_share(right, found), _share(right, wanted), _share(2 * right, found + wanted))
    return " ".join(f"{'-' if share is None else format(share, '.3f'):>6}" for share in shares)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def intervals(
    tool: ModuleType, docs: Mapping[str, Any], gold: Events, system: Events, resamples: int
) -> str:
    """95 % intervals: the same number of reports drawn with replacement, again and again.

    They tell the chance in which reports were taken, not in how people annotated them.
    """
    drawn = random.Random(SEED)
    keys = sorted(gold)
    values: dict[str, list[float]] = {name: [] for name in FIGURES}
    for _ in range(resamples):
        picked = [(f"{at}", key) for at, key in enumerate(drawn.choices(keys, k=len(keys)))]
        figures, _ = tool.score(
            {new: docs[key] for new, key in picked},
            {new: gold[key] for new, key in picked},
            {new: system.get(key, []) for new, key in picked},
        )
        for name, path in FIGURES.items():
            value = _at(figures, path)
            if value is not None:
                values[name].append(value)
    head = f"95 % intervals over {resamples} resamples of {len(keys)} reports"
    return "\n".join([head, *(_interval(name, sorted(found)) for name, found in values.items())])


def _at(figures: Any, path: Sequence[str]) -> float | None:
    for name in path:
        figures = figures[name]
    return None if figures is None else float(figures)


def _interval(name: str, found: Sequence[float]) -> str:
    if not found:
        return f"{name:10} never defined"
    low, high = found[int(0.025 * len(found))], found[int(0.975 * (len(found) - 1))]
    return f"{name:10} {low:.3f} .. {high:.3f}"
