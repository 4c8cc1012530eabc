"""What kind of error an event or a value is, told mechanically from annotation and record.

Events are dictionaries as the reports' own scorer reads them; spans are (start, end).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

Told = Mapping[str, Any]
Spans = Sequence[tuple[int, int]]
SIZES = ("site", "town", "district", "province", "region", "country")
# Fields a record must have right to be whole, as the scorer asks.
WHOLE = ("agent", "target", "place", "date", "counts", "factuality")


@dataclass(frozen=True, slots=True)
class Course:
    """Where the program saw events in one report: spans of triggers, by what became of them."""

    kept: Spans  # mentions of its events
    loose: Spans  # proposed, but joined to no event that stands
    dropped: Mapping[str, Spans]  # stage -> triggers weighed and not taken


@dataclass(frozen=True, slots=True)
class Compared:
    """One report's events, annotated and coded, and which are the same by the scorer."""

    tool: ModuleType
    gold: Sequence[Told]
    system: Sequence[Told]
    pairs: Sequence[tuple[int, int]]
    sentences: Spans
    course: Course


def missed(compared: Compared) -> Iterator[str]:
    """A kind for each annotated event that no coded event is paired with."""
    found = {i for i, _ in compared.pairs}
    for i, event in enumerate(compared.gold):
        if i not in found:
            yield _why_missed(event["mentions"], compared.course)


def _why_missed(mentions: Spans, course: Course) -> str:
    if _meet(mentions, course.kept):
        return "its words are a mention of another event"
    if _meet(mentions, course.loose):
        return "proposed, but a weak word or toll that joined nothing"
    for stage, kind in STAGES:
        if _meet(mentions, course.dropped.get(stage, ())):
            return kind
    return "no word of it is known"


STAGES = (
    ("network", "proposed, but dropped by the network"),
    ("settling", "proposed, but set aside as a purpose, a toll or ordinary crime"),
    ("trigger", "its word is known, but not in this construction or sense"),
)


def spurious(compared: Compared) -> Iterator[str]:
    """A kind for each coded event that no annotated event is paired with."""
    found = {j for _, j in compared.pairs}
    known = [span for event in compared.gold for span in event["mentions"]]
    told = [s for s in compared.sentences if _meet([s], known)]
    for j, event in enumerate(compared.system):
        if j in found:
            continue
        if _meet(event["mentions"], known):
            yield "an annotated event told a second time"
        elif _meet(event["mentions"], told):
            yield "beside an annotated event of the sentence"
        else:
            yield "in a sentence without annotated events"


def _meet(left: Spans, right: Spans) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in left for b in right)


def is_right_type(gold: Told, system: Told) -> bool:
    """Whether the scorer takes a pair's types for equal."""
    same = gold["type"] == system["type"]
    return same or system["type"] in gold["alt"] or gold["type"] in system["alt"]


def field_kinds(tool: ModuleType, gold: Told, system: Told) -> dict[str, str]:
    """Field -> "right" or the kind of its error, for a pair of the right type."""
    found = {}
    for role in ("agent", "target"):
        ours, theirs = gold[role], system[role]
        found[role] = _list_kind(len(ours), len(theirs), tool.roles_hit(ours, theirs))
    found["place"] = _place_kind(tool, gold["places"], system["places"])
    found["date"] = _date_kind(gold["time"], system["time"])
    for field, hit in (("counts", tool.count_hit), ("sources", tool.spans_hit)):
        ours, theirs = gold[field], system[field]
        found[field] = _list_kind(len(ours), len(theirs), hit(ours, theirs))
    same = gold["factuality"] == system["factuality"]
    found["factuality"] = "right" if same else f"{system['factuality']} for {gold['factuality']}"
    return found


def _list_kind(wanted: int, given: int, hit: int) -> str:
    """The kind of a field that holds several values."""
    if hit == wanted:
        if given == hit:
            return "right"
        return "extra" if wanted else "invented"
    if not given:
        return "none given"
    return "some missing" if hit else "other"


def _place_kind(tool: ModuleType, gold: Sequence[Any], system: Sequence[Any]) -> str:
    kind = _list_kind(len(gold), len(system), tool.place_hit(gold, system))
    if kind != "other":
        return kind
    sizes = [[_size(place) for place in places] for places in (gold, system)]
    within = {(g[1], s[1]) for g in gold for s in system if g[1] and g[1] in (s[0], s[1])}
    if min(sizes[1]) > min(sizes[0]):
        return "coarser"
    return "finer, or another of the same province" if within else "other"


def _size(place: Sequence[Any]) -> int:
    return SIZES.index(place[2]) if place[2] in SIZES else len(SIZES)


def _date_kind(gold: Any, system: Any) -> str:
    if gold == system:
        return "right"
    if gold is None:
        return "invented"
    if system is None:
        return "none given"
    if not (all(gold) and all(system)):
        return "other, open at one end"
    apart = system[0] > gold[1] or gold[0] > system[1]
    return "other, no day shared" if apart else "other, some days shared"


def wrong_fields(kinds: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that keep a pair of the right type from being a whole record.

    The scorer asks for all that is annotated and forgives what is said beyond it.
    """
    forgiven = ("right", "extra", "invented")
    return tuple(field for field in WHOLE if kinds[field] not in forgiven)
