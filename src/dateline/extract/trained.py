"""The `trained` reader: a small network that learned from annotated reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from typing import Self

import numpy as np

from dateline.codebook.numbers import load_number_words
from dateline.extract.counting import Counting
from dateline.extract.trained_arguments import Answer, Taker
from dateline.extract.trained_features import Numbers, pair_features, word_features
from dateline.extract.trained_network import (
    THREADS,
    Question,
    RoleScores,
    Scores,
    TrainedNetwork,
    WindowScores,
    question,
)
from dateline.extract.trained_pieces import (
    NONE,
    Window,
    firsts,
    sentences_in_scope,
    slice_around,
    windows_of,
)
from dateline.extract.trained_settings import USUAL, Settings, Thresholds, load_settings
from dateline.extract.trained_spans import find_runs, head_of, span_of
from dateline.extract.weighing import proposed
from dateline.model import Argument, Proposal, Reading
from dateline.trace import Trace

LOWEST = 0.2  # below this a word is in no trigger at all


@dataclass(frozen=True, slots=True)
class Judgement:
    """Scores of a reading's words: B and I of a trigger, and a share for each type."""

    reading: Reading
    windows: tuple[Window, ...]
    scores: tuple[WindowScores, ...]
    where: dict[int, int]  # token -> the window that judges it
    begins: Scores
    inside: Scores
    types: Scores
    _shares: dict[tuple[int, ...], Scores] = field(default_factory=dict, compare=False, repr=False)

    def judged(self, proposal: Proposal) -> tuple[int, ...]:
        """The words of a proposal's trigger that are judged."""
        inside = self.reading.tokens_in(proposal.trigger)
        return tuple(token.i for token in inside if token.i in self.where)

    def event(self, tokens: Sequence[int]) -> float:
        """How likely one of the words names an event."""
        return round(max(float(self.begins[i] + self.inside[i]) for i in tokens), 4)

    def shares(self, tokens: tuple[int, ...]) -> Scores:
        """The share of each type, over words that are judged; the likeliest words count most.

        The rules and the network often name the same words: these are reckoned once.
        """
        known = self._shares.get(tokens)
        if known is None:
            rows = np.array(tokens)
            weights = self.begins[rows] + self.inside[rows] + 1e-4
            mixed = (self.types[rows] * weights[:, None]).sum(0) / weights.sum()
            known = self._shares[tokens] = mixed.round(4)
        return known


@dataclass(frozen=True, slots=True)
class Found:
    """A mention of an event before its arguments are read."""

    tokens: tuple[int, ...]
    head: int
    type: str
    score: float
    known: Proposal | None = None  # what the rules propose there


class TrainedReader:
    """Proposes events by trained weights: first triggers with a type, then roles for each."""

    name = "trained"

    def __init__(self, network: TrainedNetwork, settings: Settings) -> None:
        """Weights, and the names and thresholds that belong to them."""
        self.settings = settings
        self.network = network
        self._collective = load_number_words().collective

    @classmethod
    def load(cls, folder: Traversable = USUAL, threads: int = THREADS) -> Self:
        """From a model's folder, by default the shipped one. Raises ModelError if it is none."""
        settings = load_settings(folder)
        return cls(TrainedNetwork(folder, threads), settings)

    def propose(self, reading: Reading, trace: Trace | None = None) -> tuple[Proposal, ...]:
        """Every mention of an event in the reading, in text order."""
        judgement = self.judge(reading, ())
        found = tuple(self.find(judgement, self.settings.alone, trace))
        arguments = self.arguments(judgement, found, self.settings.alone)
        return tuple(
            Proposal(
                each.type,
                span_of(reading, each.tokens),
                each.head,
                self.settings.name,
                each.score,
                arguments=taken,
                seen=each.score,
            )
            for each, taken in zip(found, arguments, strict=True)
        )

    def judge(self, reading: Reading, known: tuple[Proposal, ...]) -> Judgement:
        """Scores of every word; `known` is what the rules propose, or nothing."""
        heads = [proposal.head for proposal in known]
        wanted = sentences_in_scope(reading, self.settings.scope, heads)
        windows = windows_of(reading, self.network.words, wanted)
        words = word_features(reading, known, self.settings.types)
        scores = tuple(self.network.judge(windows, words)) if windows else ()
        return _by_token(reading, windows, scores, len(self.settings.types))

    def find(
        self, judgement: Judgement, least: Thresholds, trace: Trace | None = None
    ) -> Iterator[Found]:
        """The mentions whose score reaches their type's threshold, in text order."""
        tokens = sorted(judgement.where)
        begins, inside = judgement.begins[tokens].tolist(), judgement.inside[tokens].tolist()
        for run in find_runs(tokens, begins, inside, LOWEST):
            name = self.type_of(judgement, run.tokens)
            if run.score >= least.of_type(name):
                if trace is not None:
                    span, needed = span_of(judgement.reading, run.tokens), least.of_type(name)
                    trace.append(proposed(name, span, run.score, needed, self.settings.name))
                yield Found(run.tokens, head_of(judgement.reading, run.tokens), name, run.score)

    def type_of(self, judgement: Judgement, tokens: tuple[int, ...]) -> str:
        """The likeliest type of some words."""
        return self.likeliest(judgement.shares(tokens))

    def likeliest(self, shares: Scores) -> str:
        """The type with the largest share."""
        return self.settings.types[int(shares.argmax())]

    def arguments(
        self, judgement: Judgement, found: Sequence[Found], least: Thresholds
    ) -> list[tuple[Argument, ...]]:
        """The arguments of each mention."""
        taker = self.taker(judgement.reading)
        return [
            taker.take(answer, each.tokens, least.roles)
            for each, answer in zip(found, self.answers(judgement, found), strict=True)
        ]

    def taker(self, reading: Reading) -> Taker:
        """What reads arguments off answers on a reading's mentions."""
        counting = Counting(reading, self._collective)
        return Taker(reading, counting, self.settings.measures, self.settings.name)

    def answers(self, judgement: Judgement, found: Sequence[Found]) -> list[Answer]:
        """The role scores of each mention."""
        asked = [self.question(judgement, each) for each in found]
        scores = self.network.roles_of([each for each, _ in asked])
        return [_answer(tokens, each) for (_, tokens), each in zip(asked, scores, strict=True)]

    def question(self, judgement: Judgement, found: Found) -> tuple[Question, tuple[int, ...]]:
        """What to ask the network of a mention, and the tokens of the pieces it is asked of."""
        at = next(judgement.where[i] for i in found.tokens if i in judgement.where)
        window = judgement.windows[at]
        where = slice_around(judgement.reading, window, found.head)
        pairs: Numbers = pair_features(judgement.reading, found.head, found.known)
        kind = self.settings.types.index(found.type)
        asked = question(judgement.scores[at], window, where, found.tokens, kind, pairs)
        return asked, window.tokens[where.first : where.last]


def _by_token(
    reading: Reading, windows: tuple[Window, ...], scores: tuple[WindowScores, ...], types: int
) -> Judgement:
    size = len(reading.tokens)
    begins, inside = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
    shares = np.zeros((size, types), dtype=np.float32)
    where: dict[int, int] = {}
    for number, (window, scored) in enumerate(zip(windows, scores, strict=True)):
        own = {t: p for t, p in firsts(window).items() if p >= window.own and t not in where}
        where |= dict.fromkeys(own, number)
        tokens, places = list(own), list(own.values())
        begins[tokens], inside[tokens] = scored.tags[places, 1], scored.tags[places, 2]
        shares[tokens] = scored.types[places]
    return Judgement(reading, windows, scores, where, begins, inside, shares)


def _answer(tokens: tuple[int, ...], scores: RoleScores) -> Answer:
    """Role scores at the first piece of each token."""
    first: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token != NONE:
            first.setdefault(token, place)
    rows = np.array(list(first.values()), dtype=np.intp)
    return Answer(
        tuple(first),
        RoleScores(
            scores.roles[rows], scores.relation[rows], scores.measure[rows], scores.certainty[rows]
        ),
    )
