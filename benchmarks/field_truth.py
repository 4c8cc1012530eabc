"""Which events of a report, and which fields of them, people have annotated alike.

An event is right if the scorer pairs it with an annotated one of its type. A field of a right
event is right if all that is annotated is given and nothing else, each by the scorer's own rule;
so an empty field is right where people left it empty.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.model import CONFIDENT_OF

Row = Mapping[str, Any]


def truths(
    rows: Sequence[Row], annotated: Sequence[Any], text: str, gold_tool: Any
) -> Iterator[tuple[int, str, bool]]:
    """Each record ("event") and each field of the right ones: its number, and if it is right."""
    system = [as_scored(row, gold_tool) for row in rows]
    pairs = {
        j: annotated[i] for i, j in gold_tool.pair(annotated, system, gold_tool.sentences(text))
    }
    for at, own in enumerate(system):
        gold = pairs.get(at)
        real = gold is not None and (own["type"] == gold["type"] or own["type"] in gold["alt"])
        yield at, "event", real
        if real:
            for field in CONFIDENT_OF:
                yield at, field, is_right(field, gold, own, gold_tool)


def is_right(field: str, gold: Any, own: Any, gold_tool: Any) -> bool:
    """Whether a field holds all that is annotated and nothing else."""
    hits = {
        "agent": gold_tool.roles_hit,
        "target": gold_tool.roles_hit,
        "places": gold_tool.place_hit,
        "counts": gold_tool.count_hit,
        "sources": gold_tool.spans_hit,
    }
    if field in ("time", "factuality"):
        return bool(gold[field] == own[field])
    found = hits[field](gold[field], own[field])
    return bool(found == len(gold[field]) == len(own[field]))


def as_scored(row: Row, gold_tool: Any) -> dict[str, Any]:
    """A record as the scorer reads it."""
    norm, time = gold_tool.norm, row["time"] or {}
    days = (time.get("earliest"), time.get("latest"))
    parties = {
        role: [(_ends(each), norm((each["actor"] or {}).get("name"))) for each in row[role]]
        for role in ("agent", "target")
    }
    return {
        "type": row["type"],
        "alt": set(),
        "factuality": row["factuality"],
        "mentions": [_ends(each) for each in row["mentions"]],
        **parties,
        "places": [(norm(p["name"]), norm(p["adm1"]), p["precision"]) for p in row["places"]],
        "time": days if any(days) else None,
        "counts": [(each["measure"], each["low"], each["high"]) for each in row["counts"]],
        "sources": [_ends(each) for each in row["sources"]],
    }


def _ends(each: Row) -> tuple[int, int]:
    return each["start"], each["end"]
