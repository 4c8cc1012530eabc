"""Which reports are copies of one another: reprints, agency copy under several names.

Equal bytes are told by the SHA-256 of the record. Near copies are found by MinHash and
then compared shingle by shingle, so that only which pairs are looked at is left to chance,
and that by a fixed seed. Without the texts only what the records quote can be compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.codebook.merging import Limits
from dateline.merge.groups import Groups
from dateline.merge.profile import event_texts
from dateline.merge.record import EventRecord

SEED, PERMUTATIONS, BANDS = 17, 128, 32
SHINGLE = 3  # words
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ReportText:
    """The text of a report, by the id that its events carry."""

    doc_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that are one account, and what shows it."""

    left: str
    right: str
    why: str


def find_copies(
    events: Sequence[EventRecord], texts: Mapping[str, str], limits: Limits
) -> tuple[Copy, ...]:
    """Pairs of reports, each by the smaller id first, that tell with the same words."""
    same = tuple(_equal_bytes(events))
    linked = {(copy.left, copy.right) for copy in same}
    near = (copy for copy in _near(events, texts, limits) if (copy.left, copy.right) not in linked)
    return tuple(sorted((*same, *near), key=lambda copy: (copy.left, copy.right)))


def accounts_of(events: Iterable[EventRecord], copies: Iterable[Copy]) -> dict[str, str]:
    """For each report the first, by id, of the reports it is a copy of, itself included."""
    groups = Groups(sorted({event.doc_id for event in events}))
    for copy in copies:
        groups.join(copy.left, copy.right)
    return {doc_id: groups.first(doc_id) for doc_id in groups.members}


def _equal_bytes(events: Iterable[EventRecord]) -> Iterator[Copy]:
    by_hash: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.report.sha256:
            by_hash[event.report.sha256].add(event.doc_id)
    for sha256, found in sorted(by_hash.items()):
        first, *others = sorted(found)
        for other in others:
            yield Copy(first, other, f"the same bytes, SHA-256 {sha256[:12]}")


def _near(
    events: Sequence[EventRecord], texts: Mapping[str, str], limits: Limits
) -> Iterator[Copy]:
    shingles = _shingles(events, texts, limits)
    for left, right in _alike(shingles):
        share = _jaccard(shingles[left], shingles[right])
        if share >= limits.copy_share and (left in texts) == (right in texts):
            of = "their texts" if left in texts else "the words their records quote"
            yield Copy(left, right, f"{share:.0%} of the three-word runs of {of} are the same")


def _shingles(
    events: Sequence[EventRecord], texts: Mapping[str, str], limits: Limits
) -> dict[str, frozenset[str]]:
    """Runs of three words of each report long enough to be told from another by them."""
    quoted: dict[str, list[str]] = defaultdict(list)
    for event in sorted(events, key=lambda each: each.id):
        quoted[event.doc_id] += event_texts(event)
    told = {doc_id: [texts[doc_id]] if doc_id in texts else quoted[doc_id] for doc_id in quoted}
    runs = {
        doc_id: frozenset(run for text in dict.fromkeys(parts) for run in _runs(text))
        for doc_id, parts in told.items()
    }
    return {
        doc_id: runs[doc_id] for doc_id in sorted(runs) if len(runs[doc_id]) >= limits.copy_runs
    }


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    for at in range(max(len(words) - SHINGLE + 1, 1)):
        yield " ".join(words[at : at + SHINGLE])


def _alike(shingles: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Pairs that MinHash takes for alike; some of them are not."""
    if len(shingles) < 2:
        return []
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    found: set[tuple[str, str]] = set()
    ids = sorted(shingles)
    for number, doc_id in enumerate(ids):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        sketch.update(sorted(shingles[doc_id]))
        found.update((ids[other], doc_id) for other in index.query(sketch))
        index.insert(number, sketch)
    return sorted(found)


def _jaccard(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right)
