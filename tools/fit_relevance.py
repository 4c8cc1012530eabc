"""Fit the words that tell a report of conflict from other news; writes relevance.json.

    dateline code NEWS.jsonl --read-all -o CODED.jsonl
    python tools/fit_relevance.py --data ../shared/train --ordinary NEWS.jsonl --coded CODED.jsonl

Passages of annotated reports are examples of what tells an event and what does not; ordinary
news (one report a line: {"id", "text"}), of which nobody annotated the events, counts a passage
as telling one where Dateline finds one when it reads everything. The words that differ most
between the two (log-likelihood ratio) are weighed by logistic regression with ridge,
deterministic. The threshold is the highest of those tried that loses few events of the fifth of
the annotated reports that is never fitted on, and little of what is found in ordinary news.
"""

import argparse
import json
import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.annotate.relevance import is_worth_reading, passages, stretches
from dateline.codebook.files import DATA
from dateline.codebook.relevance import RelevanceWords
from dateline.training.readings import is_tuning
from fitting import argument_parser, fingerprint, fold_of, logistic, read_annotated

WORDS = 1200  # that are weighed
SEEN = 5  # passages that must hold a word
RIDGE = 3.0
SENTENCES = 2  # a passage
# Words: shorter texts are read in any case. At 60, 1.01 % of the annotated events lie in reports
# passed over, at 63 0.95 %; at 80 a mixed stream is read a sixth slower.
SHORT = 63
LOSS = 0.01  # share of the held-out annotated events that may lie in reports that are not read
FOUND = 0.05  # and of what Dateline finds in held-out ordinary news, much of it not conflict
FOLDS = 3  # a third of the ordinary news is held out
BIAS = "(bias)"
THRESHOLDS = [round(-3 + 0.25 * step, 2) for step in range(13)]

Labelled = tuple[frozenset[str], bool]


@dataclass(frozen=True)
class Told:
    """A text and where each event in it is named; `held` are those not fitted on."""

    key: str
    text: str
    events: list[list[int]]
    annotated: bool
    held: bool


def main() -> None:
    parser = argument_parser(__doc__)
    parser.add_argument("--ordinary", type=Path, required=True)
    parser.add_argument("--coded", type=Path, required=True)
    arguments = parser.parse_args()
    told = [*_annotated(arguments), *_ordinary(arguments)]
    fitted = [each for each in told if not each.held]
    examples = [example for each in fitted for example in _examples(each)]
    chosen = _telling(examples)
    weighed = [(words & chosen, tells) for words, tells in examples]
    weights = logistic(weighed, ridge=RIDGE, seen=SEEN, digits=3, bias=BIAS)
    bias = weights.pop(BIAS)
    held = [each for each in told if each.held]
    least = _threshold(held, weights, bias)
    found = {
        "fitted_on": {"reports": len(fitted), "fingerprint": fingerprint(t.key for t in fitted)},
        "bias": bias,
        "least": least,
        "sentences": SENTENCES,
        "short": SHORT,
        "weights": dict(sorted(weights.items())),
    }
    path = Path(str(DATA / "relevance.json"))
    path.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _annotated(arguments: argparse.Namespace) -> Iterator[Told]:
    for key, report, events in read_annotated(arguments):
        named = [[start for start, _ in event["mentions"]] for event in events]
        yield Told(key, report.text, named, True, is_tuning(key))


def _ordinary(arguments: argparse.Namespace) -> Iterator[Told]:
    named: dict[str, list[list[int]]] = defaultdict(list)
    for line in arguments.coded.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        named[event["doc_id"]].append([mention["start"] for mention in event["mentions"]])
    for line in arguments.ordinary.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        held = fold_of(row["id"], FOLDS) == 0
        yield Told(row["id"], row["text"], named[row["id"]], False, held)


def _examples(told: Told) -> Iterator[Labelled]:
    """Each passage's words, and whether an event is named in it."""
    cut = list(stretches(told.text))
    named = [start for event in told.events for start in event]
    for first, words in enumerate(passages(told.text, SENTENCES)):
        start, end = cut[first][0], cut[min(first + SENTENCES, len(cut)) - 1][1]
        yield words, any(start <= at < end for at in named)


def _telling(examples: Sequence[Labelled]) -> frozenset[str]:
    """The words whose share of passages with an event differs most from that of all passages."""
    every = Counter(word for words, _ in examples for word in words)
    right = Counter(word for words, tells in examples if tells for word in words)
    total, events = len(examples), sum(tells for _, tells in examples)

    def difference(word: str) -> float:
        inside, holding = right[word], every[word]
        return (
            _likelihood(inside, holding, inside / holding)
            + _likelihood(events - inside, total - holding, (events - inside) / (total - holding))
            - _likelihood(inside, holding, events / total)
            - _likelihood(events - inside, total - holding, events / total)
        )

    known = sorted(word for word, count in every.items() if SEEN <= count < total)
    return frozenset(sorted(known, key=lambda word: (-difference(word), word))[:WORDS])


def _likelihood(inside: int, holding: int, share: float) -> float:
    outside = holding - inside
    return (inside * math.log(share) if inside else 0.0) + (
        outside * math.log(1 - share) if outside else 0.0
    )


def _threshold(held: Sequence[Told], weights: dict[str, float], bias: float) -> float:
    """The highest threshold that keeps nearly all held-out events; prints what each does."""
    best = THRESHOLDS[0]
    for least in THRESHOLDS:
        words = RelevanceWords(weights, bias, least, SENTENCES, SHORT)
        left = [told for told in held if not is_worth_reading(told.text, words)]
        share = {known: _lost(held, left, known) for known in (True, False)}
        unread = sum(not told.annotated for told in left)
        ordinary = sum(not told.annotated for told in held)
        print(
            f"{least:5.2f}: annotated events lost {share[True]:.4f}, of ordinary news "
            f"{unread}/{ordinary} reports not read, {share[False]:.4f} of what is found there lost"
        )
        if share[True] <= LOSS and share[False] <= FOUND:
            best = least
    print(f"threshold {best}")
    return best


def _lost(held: Sequence[Told], left: Sequence[Told], annotated: bool) -> float:
    every = sum(len(told.events) for told in held if told.annotated == annotated)
    return sum(len(told.events) for told in left if told.annotated == annotated) / max(every, 1)


if __name__ == "__main__":
    main()
