"""From role scores around a trigger to arguments as the later stages want them.

Places and times are those the reading found; a count is read from the words it counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from dateline.extract.counting import Counting
from dateline.extract.grammar import with_conjuncts
from dateline.extract.trained_features import ROLES
from dateline.extract.trained_network import RoleScores, Scores
from dateline.extract.trained_spans import ROUNDED, Run, find_runs, head_of, span_of, trimmed
from dateline.model import PARTICIPANTS, Argument, Certainty, Leaning, Reading, Relation

RELATIONS: tuple[Relation, ...] = ("at", "from", "to")
LEANT = ("agent", "target")
LEAST_LEANING = 0.02
CERTAINTIES: tuple[Certainty, ...] = ("asserted", "accused", "claimed", "denied")


@dataclass(frozen=True)
class Answer:
    """Role scores by token: `tokens` in text order, a row of scores for each."""

    tokens: tuple[int, ...]
    scores: RoleScores

    @cached_property
    def _most(self) -> list[float]:
        """The most that one token has of each role."""
        most: list[float] = self.scores.roles[:, :, 1:].sum(2).max(0, initial=0.0).tolist()
        return most

    def runs(self, role: str, least: float) -> tuple[Run, ...]:
        if self._most[ROLES.index(role)] < least - ROUNDED:
            return ()
        columns = self.scores.roles[:, ROLES.index(role)]
        return find_runs(self.tokens, columns[:, 1].tolist(), columns[:, 2].tolist(), least)

    def best(self, table: Scores, tokens: Sequence[int]) -> int:
        """The likeliest column of a table over some tokens."""
        rows = [self.tokens.index(token) for token in tokens if token in self.tokens]
        return int(table[rows].mean(0).round(4).argmax())

    def shares(self, role: str) -> list[tuple[int, float]]:
        """The tokens, each with its score for a role."""
        column = self.scores.roles[:, ROLES.index(role), 0]
        scores = np.round(1 - column, 2).tolist()
        return list(zip(self.tokens, scores, strict=True))


@dataclass(frozen=True, slots=True)
class Taker:
    """What arguments are taken from."""

    reading: Reading
    counting: Counting
    measures: tuple[str, ...]
    by: str

    def take(
        self, answer: Answer, trigger: Sequence[int], least: Mapping[str, float]
    ) -> tuple[Argument, ...]:
        """All arguments whose scores reach their role's threshold."""
        return (
            *self._participants(answer, trigger, least),
            *self._mentioned("place", answer, least["place"]),
            *self._mentioned("time", answer, least["time"]),
            *self._counts(answer, trigger, least["count"]),
        )

    def leanings(self, answer: Answer) -> tuple[Leaning, ...]:
        """How far each single word is given the roles of doer and target."""
        return tuple(
            Leaning(role, i, score)
            for role in LEANT
            for i, score in answer.shares(role)
            if score >= LEAST_LEANING
        )

    def _participants(
        self, answer: Answer, trigger: Sequence[int], least: Mapping[str, float]
    ) -> Iterator[Argument]:
        for role in PARTICIPANTS:
            for run in answer.runs(role, least[role]):
                tokens = trimmed(self.reading, run.tokens)
                if not tokens or set(tokens) & set(trigger):
                    continue
                certainty: Certainty = "asserted"
                if role == "agent":
                    certainty = CERTAINTIES[answer.best(answer.scores.certainty, tokens)]
                yield Argument(
                    role,
                    span_of(self.reading, tokens),
                    head_of(self.reading, tokens),
                    self.by,
                    run.score,
                    certainty,
                )

    def _mentioned(
        self, role: Literal["place", "time"], answer: Answer, least: float
    ) -> Iterator[Argument]:
        column = answer.scores.roles[:, ROLES.index(role)]
        scores = (1 - column[:, 0]).tolist()
        if max(scores, default=0.0) < least - ROUNDED:
            return
        score_of = dict(zip(answer.tokens, scores, strict=True))
        asked = span_of(self.reading, answer.tokens)
        first, last = (self.reading.tokens[answer.tokens[at]].sentence for at in (0, -1))
        for mention in self.reading.mentions_of(*range(first, last + 1)):
            if mention.kind != role or not mention.span.overlaps(asked):
                continue
            inside = [t.i for t in self.reading.tokens_in(mention.span) if t.i in score_of]
            score = round(max((score_of[i] for i in inside), default=0.0), 4)
            if inside and score >= least:
                relation: Relation = "at"
                if role == "place":
                    relation = RELATIONS[answer.best(answer.scores.relation, inside)]
                yield Argument(role, mention.span, mention.head, self.by, score, relation=relation)

    def _counts(self, answer: Answer, trigger: Sequence[int], least: float) -> Iterator[Argument]:
        for run in answer.runs("count", least):
            tokens = trimmed(self.reading, run.tokens)
            if not tokens or set(tokens) <= set(trigger):
                continue
            measure = self.measures[answer.best(answer.scores.measure, run.tokens)]
            head = head_of(self.reading, tokens)
            heads = tuple(i for i in with_conjuncts(self.reading, (head,)) if i in tokens)
            for argument in self.counting.of(heads or (head,), measure):
                yield replace(argument, score=run.score)
