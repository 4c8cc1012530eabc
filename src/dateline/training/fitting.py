"""From labelled readings to weights."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import torch

from dateline.codebook import load_codebook
from dateline.codebook.schema import Measure
from dateline.extract.trained_words import WordPieces, read_vocabulary
from dateline.training.examples import Example, examples_of
from dateline.training.fit import Recipe, fit
from dateline.training.labels import LabelledReading
from dateline.training.network import Network
from dateline.training.readings import fingerprint, scope_of

BALANCE = 0.35  # rare types count for more, by this power of their rarity
LIGHTEST, HEAVIEST = 0.7, 2.5
THREADS = 2


@dataclass(frozen=True)
class Weights:
    """What training makes, and what it was made from."""

    tensors: dict[str, Any]
    types: list[str]
    measures: list[str]
    scope: list[str]
    trained_on: dict[str, Any]


def fit_weights(
    shown: Sequence[LabelledReading], base: Path, recipe: Recipe, say: Callable[[str], None]
) -> Weights:
    """Train on the readings shown; `base` is the folder of the checkpoint to start from."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(recipe.seed)
    types, measures = sorted(load_codebook().types), list(get_args(Measure))
    examples = examples_from(shown, base, types, measures)
    pieces = sum(len(each.ids) for each in examples)
    say(f"{len(shown)} readings, {len(examples)} windows of {pieces} word pieces")
    network = Network(base / "model.safetensors", len(types), len(measures))
    network = fit(network, examples, recipe, type_weights(shown, types), say)
    trained_on = {
        "reports": len(shown),
        "fingerprint": fingerprint(shown),
        "recipe": vars(recipe),
    }
    return Weights(network.state_dict(), types, measures, scope_of(shown), trained_on)


def examples_from(
    shown: Sequence[LabelledReading], base: Path, types: Sequence[str], measures: Sequence[str]
) -> list[Example]:
    """All windows of the readings shown."""
    vocabulary = (base / "vocab.txt").read_text(encoding="utf-8")
    words = WordPieces(read_vocabulary(vocabulary))
    return [example for each in shown for example in examples_of(each, words, types, measures)]


def type_weights(readings: Sequence[LabelledReading], types: Sequence[str]) -> torch.Tensor:
    """How much each type's mentions count in the loss."""
    counts = Counter(mention.type for each in readings for mention in each.mentions)
    middle = max(1, sorted(counts[name] for name in types)[len(types) // 2])
    raw = [(middle / max(1, counts[name])) ** BALANCE for name in types]
    return torch.tensor([min(HEAVIEST, max(LIGHTEST, weight)) for weight in raw])
