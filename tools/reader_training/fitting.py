"""From readings to weights."""

import argparse
from collections import Counter
from collections.abc import Sequence
from typing import get_args

import torch

from dateline.codebook import load_codebook
from dateline.codebook.schema import Measure
from dateline.extract.trained_words import WordPieces, read_vocabulary
from reader_training.examples import examples_of
from reader_training.fit import Recipe, fit
from reader_training.labels import LabelledReading
from reader_training.network import Network
from reader_training.readings import fingerprint, is_tuning, load_readings

BALANCE = 0.35  # rare types count for more, by this power of their rarity
LIGHTEST, HEAVIEST = 0.7, 2.5
THREADS = 2


def fit_weights(arguments: argparse.Namespace) -> None:
    """Train and write {"weights", "types", "measures", "recipe", "fingerprint"}."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(arguments.seed)
    readings = load_readings(arguments.readings)
    shown = [each for each in readings if not is_tuning(each.reading.report.id)][: arguments.limit]
    types, measures = sorted(load_codebook().types), list(get_args(Measure))
    vocabulary = (arguments.base / "vocab.txt").read_text(encoding="utf-8")
    words = WordPieces(read_vocabulary(vocabulary))
    examples = [example for each in shown for example in examples_of(each, words, types, measures)]
    pieces = sum(len(each.ids) for each in examples)
    roles = sum(len(role.marks) for each in examples for role in each.roles)
    print(f"{len(shown)} readings, {len(examples)} windows of {pieces} pieces, {roles} for roles")
    recipe = Recipe(epochs=arguments.epochs, seed=arguments.seed)
    network = Network(arguments.base / "model.safetensors", len(types), len(measures))
    network = fit(network, examples, recipe, type_weights(shown, types))
    torch.save(
        {
            "weights": network.state_dict(),
            "types": types,
            "measures": measures,
            "recipe": vars(recipe),
            "reports": len(shown),
            "fingerprint": fingerprint(readings),
        },
        arguments.weights,
    )


def type_weights(readings: Sequence[LabelledReading], types: Sequence[str]) -> torch.Tensor:
    """How much each type's mentions count in the loss."""
    counts = Counter(mention.type for each in readings for mention in each.mentions)
    middle = sorted(counts[name] for name in types)[len(types) // 2]
    raw = [(middle / max(1, counts[name])) ** BALANCE for name in types]
    return torch.tensor([min(HEAVIEST, max(LIGHTEST, weight)) for weight in raw])
