"""How accounts are compared: limits and words (merge.yaml), weights (merge_weights.json)."""

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
    block: int


@dataclass(frozen=True, slots=True)
class MergeWeights:
    """A logistic model over named findings; pairs at `same` or above are one happening,
    those below `different` are two, and between them nobody knows."""

    weights: Mapping[str, float]
    same: float
    different: float


@dataclass(frozen=True, slots=True)
class Merging:
    limits: Limits
    general_kinds: frozenset[str]
    stop_words: frozenset[str]
    weights: MergeWeights
    version: str  # of both files, by their content


_FILES = ("merge.yaml", "merge_weights.json")


@cache
def load_merging() -> Merging:
    """merge.yaml and merge_weights.json as shipped. Raises CodebookError naming file and line."""
    value = read_yaml(DATA / "merge.yaml")
    fitted = json.loads((DATA / "merge_weights.json").read_text(encoding="utf-8"))
    content = b"".join((DATA / name).read_bytes() for name in _FILES)
    return Merging(
        limits=Limits(**value["limits"]),
        general_kinds=frozenset(value["general_kinds"]),
        stop_words=frozenset(value["stop_words"]),
        weights=MergeWeights(fitted["weights"], fitted["same"], fitted["different"]),
        version=hashlib.sha256(content).hexdigest()[:12],
    )
