"""Thresholds, set on the fifth of the reports that was not trained on.

Roles are tuned with the coder's triggers given; types by the score of joined happenings.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, get_args

from dateline.codebook.pair_weights import load_pair_weights
from dateline.codebook.traits import load_traits
from dateline.extract.both import BothReader
from dateline.extract.join import join_proposals
from dateline.extract.reader import Reader, Scanned, Scanner
from dateline.extract.trained import Found, Judgement, TrainedReader
from dateline.extract.trained_arguments import Answer
from dateline.extract.trained_features import ANSWERED
from dateline.extract.trained_network import TrainedNetwork
from dateline.extract.trained_settings import Settings, Thresholds, read_settings
from dateline.extract.trained_spans import head_of, span_of
from dateline.model import Proposal, Reading, Span
from dateline.trace import Trace
from dateline.training.agreement import Agreement, agreement
from dateline.training.labels import LabelledMention, LabelledReading, RoleWords

GRID = tuple(round(0.1 * step, 2) for step in range(2, 10))
GRIDS = {"alone": (0.3, 0.4, 0.5, 0.6, 0.7), "both": (0.5, 0.6, 0.7, 0.8, 0.9),
         "keep": (0.05, 0.1, 0.2, 0.3, 0.4)}  # fmt: skip
PRECISIONS = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75)
FINE = tuple(round(0.05 * step, 2) for step in range(9, 20))
FEW, USUAL = 30, 0.5  # a role seldom filled gets the usual threshold
LEANING = 8  # mentions of all types that a type's own are weighed against


Kind = Literal["alone", "both", "keep"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class Remembering(TrainedReader):
    """A trained reader that judges each reading once, with and without the rules' proposals."""

    def __init__(self, network: TrainedNetwork, settings: Settings) -> None:
        super().__init__(network, settings)
        self._judged: dict[tuple[int, bool], Judgement] = {}
        self._answered: dict[tuple[Any, ...], Answer] = {}

    def judge(self, reading: Reading, known: tuple[Proposal, ...]) -> Judgement:
        """As judged the first time."""
        key = (id(reading), bool(known))
        if key not in self._judged:
            self._judged[key] = super().judge(reading, known)
        return self._judged[key]

    def answers(self, judgement: Judgement, found: Sequence[Found]) -> list[Answer]:
        """As answered the first time."""
        keys = [(id(judgement), each.tokens, each.type, id(each.known)) for each in found]
        missing = {k: f for k, f in zip(keys, found, strict=True) if k not in self._answered}
        fresh = super().answers(judgement, list(missing.values()))
        self._answered |= dict(zip(missing, fresh, strict=True))
        return [self._answered[key] for key in keys]


class Known:
    """What the rules made of the readings when they were read."""

    name = "rules"

    def __init__(self, labelled: Sequence[LabelledReading], rules: Scanner) -> None:
        self._rules = rules
        self._of = {id(each.reading): each.scanned for each in labelled}

    def scan(self, reading: Reading, trace: Trace | None = None) -> Scanned:  # noqa: ARG002
        """What was made of it then."""
        return self._of[id(reading)]

    def place(self, reading: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        """As the rules do it."""
        return self._rules.place(reading, proposals)


def tune_thresholds(
    labelled: Sequence[LabelledReading], rules: Scanner, output: Path, say: Callable[[str], None]
) -> None:
    """Rewrite the thresholds of reader.json in a model's folder; `labelled` trained it not."""
    known = Known(labelled, rules)
    reader = Remembering.load(output)
    roles = tuned_roles(reader, labelled, say)
    reader.settings = with_roles(reader.settings, roles)
    for name in KINDS:
        reader.settings = _tuned(reader, labelled, name, known, say)
    target = output / "reader.json"
    value = json.loads(target.read_text(encoding="utf-8"))
    for name in KINDS:
        found: Thresholds = getattr(reader.settings, name)
        value["thresholds"][name] = {
            "event": found.event,
            "types": dict(found.types),
            "roles": dict(found.roles),
        }
    read_settings(value)
    target.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def with_roles(settings: Settings, roles: dict[str, float]) -> Settings:
    """The same role thresholds for all."""
    for name in KINDS:
        settings = with_thresholds(settings, name, replace(getattr(settings, name), roles=roles))
    return settings


def with_thresholds(settings: Settings, name: Kind, least: Thresholds) -> Settings:
    """Settings with other thresholds for one of KINDS."""
    changed: dict[str, Any] = {name: least}
    return replace(settings, **changed)


def tuned_roles(
    reader: TrainedReader, labelled: Sequence[LabelledReading], say: Callable[[str], None]
) -> dict[str, float]:
    """For each role the threshold with the best F, triggers and types given."""
    counts: dict[tuple[str, float], Counter[str]] = {}
    for each in labelled:
        judgement = reader.judge(each.reading, ())
        found, wanted = _given(judgement, each)
        for least in GRID:
            thresholds = Thresholds(0.5, {}, dict.fromkeys(ANSWERED, least))
            answers = reader.arguments(judgement, found, thresholds)
            for taken, words in zip(answers, wanted, strict=True):
                for role in ANSWERED:
                    spans = [a.span for a in taken if a.role == role]
                    _count(counts.setdefault((role, least), Counter()), spans, words, role)
    best = {}
    for role in ANSWERED:
        if counts[role, GRID[0]]["gold"] < FEW:
            best[role] = USUAL
            continue
        best[role] = max((_f(counts[role, least]), -least, least) for least in GRID)[2]
        say(f"{role}: threshold {best[role]}, F {_f(counts[role, best[role]]):.3f}")
    return best


def _given(
    judgement: Judgement, labelled: LabelledReading
) -> tuple[list[Found], list[tuple[RoleWords, ...]]]:
    found, wanted = [], []
    for mention in labelled.mentions:
        tokens = tuple(t.i for t in labelled.reading.tokens_in(mention.span))
        if tokens and all(i in judgement.where for i in tokens):
            found.append(Found(tokens, head_of(labelled.reading, tokens), mention.type, 1.0))
            wanted.append(tuple(_within(labelled.reading, mention, tokens[0])))
    return found, wanted


def _within(reading: Reading, mention: LabelledMention, token: int) -> Iterator[RoleWords]:
    """The role words in the trigger's sentence and the one before it: no other can be found."""
    here = reading.tokens[token].sentence
    for words in mention.roles:
        sentence = reading.sentence_at(words.span.start)
        if sentence is not None and here - 1 <= sentence.i <= here:
            yield words


def _count(
    counts: Counter[str], spans: list[Span], words: tuple[RoleWords, ...], role: str
) -> None:
    gold = {each.span for each in words if each.role == role}
    counts["gold"] += len(gold)
    counts["said"] += len(spans)
    counts["hits"] += sum(any(span.overlaps(other) for other in gold) for span in spans)


def _f(counts: Counter[str]) -> float:
    total = counts["gold"] + counts["said"]
    return 2 * counts["hits"] / total if total else 0.0


def type_agreement(coder: Reader, labelled: Sequence[LabelledReading]) -> Agreement:
    """How a reader's joined happenings agree with the coder's events by type."""
    traits, pairs = load_traits(), load_pair_weights("both")
    each_report = (
        agreement(each, join_proposals(each.reading, coder.propose(each.reading), traits, pairs))
        for each in labelled
    )
    return sum(each_report, Agreement())


def _tuned(
    reader: Remembering,
    labelled: Sequence[LabelledReading],
    name: Kind,
    known: Known,
    say: Callable[[str], None],
) -> Settings:
    """The settings with the thresholds `name` that give the best type F."""
    coder: Reader = reader if name == "alone" else BothReader(known, reader)

    def type_f(least: Thresholds) -> float:
        reader.settings = with_thresholds(reader.settings, name, least)
        return type_agreement(coder, labelled).f

    now: Thresholds = getattr(reader.settings, name)
    tried = [replace(now, event=least, types={}) for least in GRIDS[name]]
    if name != "keep":
        right = _judged_right(reader, labelled, name)
        tried += [
            replace(now, event=0.6, types=_reaching(right, precision)) for precision in PRECISIONS
        ]
    scored = [type_f(each) for each in tried]
    best = tried[max(range(len(tried)), key=lambda i: (scored[i], -i))]
    say(f"{name}: type F {max(scored):.3f} of {min(scored):.3f} to {max(scored):.3f}")
    return with_thresholds(reader.settings, name, best)


def _judged_right(
    reader: Remembering, labelled: Sequence[LabelledReading], name: str
) -> dict[str, list[tuple[float, bool]]]:
    """For each type the score of each mention proposed by the network alone, and if it is right."""
    found: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in reader.settings.types}
    for each in labelled:
        known = each.proposals if name == "both" else ()
        judgement = reader.judge(each.reading, known)
        for mention in reader.find(judgement, Thresholds(0.0, {}, {})):
            span = span_of(each.reading, mention.tokens)
            if not any(proposal.trigger.overlaps(span) for proposal in known):
                found[mention.type].append((mention.score, _is_right(mention, span, each)))
    return found


def _is_right(mention: Found, span: Span, labelled: LabelledReading) -> bool:
    return any(
        gold.span.overlaps(span) and mention.type in (gold.type, *gold.alternatives)
        for gold in labelled.mentions
    )


def _reaching(right: dict[str, list[tuple[float, bool]]], precision: float) -> dict[str, float]:
    """For each type the lowest score from which mentions are right often enough.

    Types with few mentions lean on all types together.
    """
    everyone = [each for listed in right.values() for each in listed]
    return {
        kind: next((t for t in FINE if _smoothed(listed, everyone, t) >= precision), FINE[-1])
        for kind, listed in right.items()
    }


def _smoothed(
    listed: list[tuple[float, bool]], everyone: list[tuple[float, bool]], least: float
) -> float:
    own = [hit for score, hit in listed if score >= least]
    others = [hit for score, hit in everyone if score >= least]
    usual = sum(others) / len(others) if others else 0.0
    return (sum(own) + LEANING * usual) / (len(own) + LEANING)
