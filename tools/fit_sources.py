"""Fit the model that says whose words an event is told in; writes source_weights.json.

    python tools/fit_sources.py --data ../shared/train [--limit N]

Reads annotated reports (docs/*.json, ann/*.json). Each annotated event with each speaker of its
report is an example: its source or not. Logistic regression with ridge, deterministic. A fifth
of the reports, chosen by hash of the id, picks the threshold and is scored.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.annotate.reading import annotate
from dateline.attribute import find_attributions
from dateline.attribute.choosing import choose_sources
from dateline.attribute.source_features import Telling, features
from dateline.attribute.speakers import Voices
from dateline.codebook.files import DATA
from dateline.codebook.source_weights import SourceWeights
from dateline.model import Reading, Span
from dateline.pipeline import Tools, load_tools
from dateline.training.readings import is_tuning
from fitting import argument_parser, fingerprint, logistic, read_annotated

RIDGE = 4.0
SEEN = 8  # examples that must show a feature for it to be weighed
THRESHOLDS = [round(0.3 + 0.05 * step, 2) for step in range(6)]

Told = tuple[Telling, list[Span]]  # an event, and the words annotated as its sources
Reports = dict[str, list[Told]]


def main() -> None:
    """Fit on four fifths of the reports, find the threshold on the rest, write both down."""
    arguments = argument_parser(__doc__).parse_args()
    reports = dict(_read(arguments, load_tools("rules")))
    fit = [each for key, told in reports.items() if not is_tuning(key) for each in told]
    tune = [each for key, told in reports.items() if is_tuning(key) for each in told]
    weights = _fit(fit)
    scored = {t: _f(tune, SourceWeights(weights, t)) for t in THRESHOLDS}
    best = max(scored, key=lambda t: (scored[t], t))
    print(f"{len(fit)} events to fit, {len(tune)} to tune; F by threshold: {scored}")
    found = {
        "fitted_on": {
            "reports": sum(not is_tuning(key) for key in reports),
            "fingerprint": fingerprint(reports),
            "tuning_f": scored[best],
        },
        "threshold": best,
        "weights": weights,
    }
    target = Path(str(DATA / "source_weights.json"))
    target.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _read(arguments: argparse.Namespace, tools: Tools) -> Iterator[tuple[str, list[Told]]]:
    for each in islice(read_annotated(arguments), arguments.limit):
        reading = annotate(each.report, tools.parser, tools.words)
        yield each.key, list(told_events(reading, each.events, tools))


def told_events(reading: Reading, events: list[Any], tools: Tools) -> Iterator[Told]:
    """Each annotated event of a report with the spans annotated as its sources."""
    voices = Voices(reading, find_attributions(reading, tools.cues), tools.cues)
    for event in events:
        spans = sorted(Span(*mention) for mention in event["mentions"])
        triggers = tuple(span for span in spans if reading.tokens_in(span))
        doers = tuple(Span(*span) for span, _ in event["agent"])
        if triggers:
            telling = Telling(triggers, voices, doers)
            yield telling, [Span(*span) for span in event["sources"]]


def _examples(told: list[Told]) -> Iterator[tuple[list[str], bool]]:
    for telling, sources in told:
        for at, speaker in enumerate(telling.speakers):
            named = any(span.overlaps(source) for span in speaker.spans for source in sources)
            yield list(features(at, telling)), named


def _fit(told: list[Told]) -> dict[str, float]:
    """Weights by name, rounded as they are written down."""
    examples = list(_examples(told))
    weights = logistic(examples, ridge=RIDGE, seen=SEEN, digits=3)
    right = sum(named for _, named in examples)
    print(f"{len(examples)} speakers, {right} of them sources, {len(weights)} features")
    return weights


def _f(told: list[Told], weights: SourceWeights) -> float:
    """F of the sources chosen: words that overlap the annotated ones, one to one."""
    hits = said = true = 0
    for telling, sources in told:
        left = [source.span for source in choose_sources(telling, weights)]
        said, true = said + len(left), true + len(sources)
        for source in sources:
            match = next((span for span in left if span.overlaps(source)), None)
            if match is not None:
                left.remove(match)
                hits += 1
    return round(2 * hits / (said + true), 3) if said + true else 0.0


if __name__ == "__main__":
    main()
