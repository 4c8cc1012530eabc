"""How accounts are compared: merge.yaml, merge_weights.json and common_words.txt."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.files import DATA, read_yaml


@dataclass(frozen=True, slots=True)
class Limits:
    apart_days: int
    far_km: float
    near_km: float
    copy_share: float
    copy_runs: int


@dataclass(frozen=True, slots=True)
class MergeWeights:
    """A logistic model over named findings; pairs at `same` or above are one happening,
    those below `different` are two, and between them nobody knows. Where one report is
    `undated`, words must tell more, and weigh differently."""

    dated: Mapping[str, float]
    undated: Mapping[str, float]
    same: float
    different: float


@dataclass(frozen=True, slots=True)
class Merging:
    limits: Limits
    general_kinds: frozenset[str]
    stop_words: frozenset[str]
    sides: Mapping[str, frozenset[str]]  # word -> the sides it names: "northeast", north and east
    rising: frozenset[str]  # words that tell of a toll that grows
    spellings: tuple[tuple[str, str], ...]  # letters of a name, and those they are read as
    weights: MergeWeights
    reports: int  # over which words were counted
    common_words: Mapping[str, int]  # in how many of them a word stands; the others are rare
    version: str  # of both files, by their content


_FITTED = ("dated", "undated", "same", "different")
_FILES = ("merge.yaml", "merge_weights.json", "common_words.txt")


@cache
def load_merging() -> Merging:
    """The three files as shipped. Raises CodebookError naming file and line."""
    value = read_yaml(DATA / "merge.yaml")
    fitted = json.loads((DATA / "merge_weights.json").read_text(encoding="utf-8"))
    content = b"".join((DATA / name).read_bytes() for name in _FILES)
    reports, common_words = _common_words()
    return Merging(
        limits=Limits(**value["limits"]),
        general_kinds=frozenset(value["general_kinds"]),
        stop_words=frozenset(value["stop_words"]),
        sides=_sides(value["sides"]),
        rising=frozenset(value["rising"]),
        spellings=tuple((one, other) for one, other in value["spellings"]),
        weights=MergeWeights(**{name: fitted[name] for name in _FITTED}),
        reports=reports,
        common_words=common_words,
        version=hashlib.sha256(content).hexdigest()[:12],
    )


def _sides(listed: Mapping[str, list[str]]) -> Mapping[str, frozenset[str]]:
    words = {word for named in listed.values() for word in named}
    return {word: frozenset(s for s, named in listed.items() if word in named) for word in words}


def _common_words() -> tuple[int, Mapping[str, int]]:
    """The number of reports, and each word with that of the reports it stands in."""
    text = (DATA / "common_words.txt").read_text(encoding="utf-8")
    first, *lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    counted = {}
    for line in lines:
        number, *words = line.split()
        counted.update(dict.fromkeys(words, int(number)))
    return int(first), counted
