"""Which reports are copies of one another: reprints, agency copy under several names.

Equal bytes are told by the SHA-256 of the record. Near copies are found by MinHash and
then compared run by run, so that only which pairs are looked at is left to chance, and that
by a fixed seed. Without the texts only what the records quote can be compared.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.codebook.merging import Limits
from dateline.merge.groups import Groups
from dateline.merge.profile import Printing, event_texts
from dateline.merge.record import EventRecord

SEED, PERMUTATIONS, BANDS = 17, 128, 32
SHINGLE = 3  # words
_WORD = re.compile(r"\w+")
Signature = tuple[int, ...]


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


def printings(doc_ids: Iterable[str], copies: Iterable[Copy]) -> dict[str, Printing]:
    """Each report with its copies, and the first, by id, of all that chains of copies lead to."""
    groups = Groups(sorted(doc_ids))
    near: dict[str, set[str]] = defaultdict(set)
    for copy in copies:
        groups.join(copy.left, copy.right)
        near[copy.left].add(copy.right)
        near[copy.right].add(copy.left)
    return {id: Printing(groups.first(id), frozenset(near[id])) for id in groups.members}


def _equal_bytes(events: Iterable[EventRecord]) -> Iterator[Copy]:
    by_hash: dict[str, set[str]] = defaultdict(set)
    for event in events:
        if event.report.sha256:
            by_hash[event.report.sha256].add(event.doc_id)
    for sha256, found in sorted(by_hash.items()):
        first, *others = sorted(found)
        for other in others:
            yield Copy(first, other, f"the same bytes, SHA-256 {sha256[:12]}")


def signature(text: str, limits: Limits) -> Signature:
    """The MinHash of a text's runs of three words; empty where it is too short to be told by them.

    The likelier two texts are copies, the more numbers their signatures have in common.
    """
    return _signature(frozenset(_runs(text)), limits)


def band_keys(signature: Signature) -> tuple[str, ...]:
    """Keys to file a signature under: texts that are copies share one, almost without fail."""
    rows = PERMUTATIONS // BANDS
    bands = (signature[at : at + rows] for at in range(0, len(signature), rows))
    return tuple(
        f"{number}:" + "".join(f"{value:08x}" for value in band)
        for number, band in enumerate(bands)
    )


def copy_of(left: ReportText, right: ReportText, limits: Limits) -> Copy | None:
    """The copy that two texts are, compared run by run; None where they differ too much."""
    first, second = sorted((left, right), key=lambda each: each.doc_id)
    one, other = frozenset(_runs(first.text)), frozenset(_runs(second.text))
    if min(len(one), len(other)) < limits.copy_runs:
        return None
    return _compared(first.doc_id, second.doc_id, (one, other), "their texts", limits)


def _signature(runs: frozenset[str], limits: Limits) -> Signature:
    if len(runs) < limits.copy_runs:
        return ()
    from rensa import RMinHash

    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(sorted(runs))
    return tuple(sketch.digest())


def _near(
    events: Sequence[EventRecord], texts: Mapping[str, str], limits: Limits
) -> Iterator[Copy]:
    runs = _runs_by_report(events, texts)
    for left, right in _alike(runs, limits):
        if (left in texts) == (right in texts):
            of = "their texts" if left in texts else "the words their records quote"
            copy = _compared(left, right, (runs[left], runs[right]), of, limits)
            if copy:
                yield copy


def _compared(
    left: str, right: str, runs: tuple[frozenset[str], frozenset[str]], of: str, limits: Limits
) -> Copy | None:
    one, other = runs
    share = len(one & other) / len(one | other)
    if share < limits.copy_share:
        return None
    return Copy(left, right, f"{share:.0%} of the three-word runs of {of} are the same")


def _runs_by_report(
    events: Sequence[EventRecord], texts: Mapping[str, str]
) -> dict[str, frozenset[str]]:
    """Runs of three words of each report: of its text, or else of what its records quote."""
    quoted: dict[str, list[str]] = defaultdict(list)
    for event in sorted(events, key=lambda each: each.id):
        quoted[event.doc_id] += event_texts(event)
    told = {doc_id: [texts[doc_id]] if doc_id in texts else quoted[doc_id] for doc_id in quoted}
    return {
        doc_id: frozenset(run for text in dict.fromkeys(parts) for run in _runs(text))
        for doc_id, parts in told.items()
    }


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    for at in range(max(len(words) - SHINGLE + 1, 1)):
        yield " ".join(words[at : at + SHINGLE])


def _alike(runs: Mapping[str, frozenset[str]], limits: Limits) -> list[tuple[str, str]]:
    """Pairs that MinHash takes for alike; some of them are not."""
    filed: dict[str, list[str]] = defaultdict(list)
    found: set[tuple[str, str]] = set()
    for doc_id in sorted(runs):
        for key in band_keys(_signature(runs[doc_id], limits)):
            found.update((other, doc_id) for other in filed[key])
            filed[key].append(doc_id)
    return sorted(found)
