"""Fit the model that chooses doers and targets of events; writes party_weights.json.

    python tools/fit_participants.py --data ../shared/train [--limit N]

Reads annotated reports (docs/*.json, ann/*.json). Each event of the right type gives
examples: everybody whom a mention gives a role or who stands near, and whether people
annotated them. The rules alone propose for four fifths of the reports. `both` proposes for the
fifth that the network did not learn from, chosen by hash of the id. Logistic regression
with ridge, deterministic; thresholds by cross-validation over that fifth.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dateline.attribute import find_attributions
from dateline.codebook.files import DATA
from dateline.extract import join_proposals
from dateline.model import Happening, Proposal, Reading, Span
from dateline.pipeline import Tools, load_tools, read_proposals
from dateline.resolve.parties import Party
from dateline.resolve.party_choice import features_of, model_of, parties_of, scenes
from dateline.resolve.party_scene import CHOSEN, Scene
from dateline.training.readings import is_tuning
from fitting import argument_parser, fingerprint, fold_of, logistic, read_annotated, scorer_of

RIDGE = 8.0
SEEN = 15  # examples that must show a feature for it to be weighed
FOLDS = 8
CLOSE = 0.005  # F within which thresholds are alike
SURER = 0.1  # by which one whom no mention gives the role must be likelier than one it does
# Below .32 an example of the codebook loses one of its parties.
STEPS = [round(0.32 + 0.05 * step, 2) for step in range(7)]
MODELS = tuple(f"{role}.{found}" for role in CHOSEN for found in ("told", "near"))

Weights = dict[str, dict[str, float]]


class Example(NamedTuple):
    """One who may have a role, and whether people say so."""

    report: str
    model: str
    features: tuple[str, ...]
    right: bool


class Fitted(NamedTuple):
    """What was learned from: examples, and how many annotated parties of each role there are."""

    examples: list[Example]
    annotated: Counter[str]


def main() -> None:
    arguments = argument_parser(__doc__).parse_args()
    gold_tool = scorer_of(arguments)
    tools = {engine: load_tools(engine) for engine in ("rules", "both")}
    parts = {engine: Fitted([], Counter()) for engine in tools}
    for each in islice(read_annotated(arguments), arguments.limit):
        engine = "both" if is_tuning(each.key) else "rules"
        reading, proposals = read_proposals(each.report, tools[engine])
        add_examples(parts[engine], reading, proposals, each.events, tools[engine], gold_tool)
    write_weights(parts["rules"], parts["both"])


def write_weights(rules: Fitted, both: Fitted) -> None:
    """Fit on all examples, find the thresholds by cross-validation, write both down."""
    scores = _held_out(rules.examples, both.examples)
    thresholds = _thresholds(both, scores)
    weights = fit([*rules.examples, *both.examples])
    found = {
        "fitted_on": {
            "reports": len({e.report for e in (*rules.examples, *both.examples)}),
            "fingerprint": fingerprint(e.report for e in (*rules.examples, *both.examples)),
            "held_out_f": {role: _figures(both, scores, thresholds, role)[0] for role in CHOSEN},
        },
        "thresholds": thresholds,
        "weights": weights,
    }
    print(found["fitted_on"], thresholds, {name: len(table) for name, table in weights.items()})
    target = Path(str(DATA / "party_weights.json"))
    target.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def add_examples(
    into: Fitted,
    reading: Reading,
    proposals: tuple[Proposal, ...],
    annotated: list[Any],
    tools: Tools,
    gold_tool: Any,
) -> None:
    """The examples of one report."""
    tables = tools.tables
    happenings = join_proposals(reading, proposals, tables.traits, tools.pairs)
    sources = tuple(each.source for each in find_attributions(reading, tools.cues))
    shown = list(scenes(happenings, reading, sources, tables.actors, tables.traits))
    system = [_event(scene, gold_tool) for scene in shown]
    cuts = gold_tool.sentences(reading.report.text)
    for i, j in gold_tool.pair(annotated, system, cuts):
        event, scene = annotated[i], shown[j]
        if not _same_type(event, scene.happening):
            continue
        for role in CHOSEN:
            parties = parties_of(role, scene)
            right = _right(parties, event[role], scene, gold_tool)
            into.annotated[role] += len(event[role])
            into.examples.extend(
                Example(
                    reading.report.id, model_of(p, role), features_of(p, role, scene), at in right
                )
                for at, p in enumerate(parties)
            )


def _event(scene: Scene, gold_tool: Any) -> dict[str, Any]:
    """An event as the scorer pairs it with annotated ones."""
    roles = {
        role: [(_ends(p.participant.span), _name(p, gold_tool)) for p in scene.told[role]]
        for role in CHOSEN
    }
    mentions = [_ends(p.trigger) for p in scene.happening.proposals]
    return {"type": scene.happening.type, "alt": set(), "mentions": mentions, "counts": [], **roles}


def _same_type(event: Any, happening: Happening) -> bool:
    return happening.type == event["type"] or happening.type in event["alt"]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _name(party: Party, gold_tool: Any) -> str:
    actor = party.participant.actor
    return str(gold_tool.norm(actor.name)) if actor else ""


def _right(
    parties: Sequence[Party], annotated: list[Any], scene: Scene, gold_tool: Any
) -> frozenset[int]:
    """Which parties people annotated, each annotation once: the told first, names first."""

    def order(at: int) -> tuple[bool, bool, int]:
        return not parties[at].tellings, not scene.is_named(parties[at]), at

    left, right = list(annotated), set()
    for at in sorted(range(len(parties)), key=order):
        ends, name = _ends(parties[at].participant.span), _name(parties[at], gold_tool)
        hit = next((a for a in left if gold_tool.over(a[0], ends) or (a[1] and a[1] == name)), None)
        if hit is not None:
            left.remove(hit)
            right.add(at)
    return frozenset(right)


def fit(examples: Sequence[Example]) -> Weights:
    """The weights of each model, rounded as they are written down."""
    return {model: _fit([e for e in examples if e.model == model]) for model in MODELS}


def _fit(examples: Sequence[Example]) -> dict[str, float]:
    labelled = [(example.features, example.right) for example in examples]
    return logistic(labelled, ridge=RIDGE, seen=SEEN, digits=2)


def _held_out(rules: list[Example], both: list[Example]) -> list[float]:
    """The score of each example of `both` by weights that did not see its report."""
    folds = [fold_of(example.report, FOLDS) for example in both]
    scores = [0.0] * len(both)
    for fold in range(FOLDS):
        others = [e for e, at in zip(both, folds, strict=True) if at != fold]
        weights = fit([*rules, *others])
        for row, example in enumerate(both):
            if folds[row] == fold:
                scores[row] = score_of(example, weights)
    return scores


def score_of(example: Example, weights: Weights) -> float:
    """How likely an example has its role."""
    total = sum(weights[example.model].get(name, 0.0) for name in example.features)
    return float(1 / (1 + np.exp(-total)))


def _thresholds(both: Fitted, scores: list[float]) -> dict[str, float]:
    """For each role, of the pairs of thresholds with about the best F the one that finds most."""
    found: dict[str, float] = {}
    for role in CHOSEN:
        told, near = f"{role}.told", f"{role}.near"
        pairs = [
            {told: first, near: then} for first in STEPS for then in STEPS if then >= first + SURER
        ]
        tried = [(_figures(both, scores, pair, role), pair) for pair in pairs]
        best = max(f for (f, _), _ in tried)
        alike = [(recall, pair) for (f, recall), pair in tried if f >= best - CLOSE]
        found |= alike[int(np.argmax([recall for recall, _ in alike]))][1]
    return found


def _figures(
    both: Fitted, scores: list[float], least: Mapping[str, float], role: str
) -> tuple[float, float]:
    """F and recall of a role over the events of the right type."""
    kept = [
        example.right
        for example, score in zip(both.examples, scores, strict=True)
        if example.model.startswith(role) and score >= least[example.model]
    ]
    hits, there = sum(kept), both.annotated[role]
    return round(2 * hits / (len(kept) + there), 3), round(hits / there, 3)


if __name__ == "__main__":
    main()
