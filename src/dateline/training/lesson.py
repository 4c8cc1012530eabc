"""What a larger network answers on a reading, as lessons for a smaller one."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from dateline.extract.trained import Found, Judgement, TrainedReader
from dateline.extract.trained_features import Numbers, word_features
from dateline.extract.trained_network import RoleScores, of_pieces
from dateline.extract.trained_pieces import Slice, slice_around
from dateline.extract.trained_settings import Thresholds
from dateline.model import Proposal, Reading

Shares = npt.NDArray[np.float16]

LEAST_KNOWN = 0.1  # how likely the teacher must find an event where the rules propose one
LEAST_FOUND = 0.3  # and where they do not, for its arguments to be asked for


@dataclass(frozen=True)
class AskedTrigger:
    """A trigger, where its arguments are looked for, and the teacher's shares for each piece."""

    where: Slice
    type: int
    marks: Numbers
    pairs: Numbers
    roles: Shares
    relation: Shares
    measure: Shares
    certainty: Shares


@dataclass(frozen=True)
class Lesson:
    """One window with the teacher's shares and states; pieces before `own` are not judged."""

    ids: Numbers
    features: Numbers
    own: int
    tags: Shares
    types: Shares
    states: Shares
    asked: list[AskedTrigger] = field(default_factory=list)


def lessons_of(
    teacher: TrainedReader, reading: Reading, known: tuple[Proposal, ...]
) -> list[Lesson]:
    """The windows of a reading as the teacher reads them, shown what the rules propose."""
    judgement = teacher.judge(reading, known)
    words = word_features(reading, known, teacher.settings.types)
    lessons = [
        Lesson(
            np.array(window.ids, dtype=np.int32),
            of_pieces(window, words).astype(np.int16),
            window.own,
            scores.tags.astype(np.float16),
            scores.types.astype(np.float16),
            scores.states.astype(np.float16),
        )
        for window, scores in zip(judgement.windows, judgement.scores, strict=True)
    ]
    found = list(_triggers(teacher, judgement, known))
    asked = [teacher.question(judgement, each) for each in found]
    answers = teacher.network.roles_of([each for each, _ in asked])
    for each, (question, _), answer in zip(found, asked, answers, strict=True):
        at = next(judgement.where[i] for i in each.tokens if i in judgement.where)
        where = slice_around(reading, judgement.windows[at], each.head)
        scores = _halved(answer)
        lessons[at].asked.append(
            AskedTrigger(where, question.type, question.marks, question.pairs, *scores)
        )
    return lessons


def _triggers(
    teacher: TrainedReader, judgement: Judgement, known: tuple[Proposal, ...]
) -> Iterator[Found]:
    types = teacher.settings.types
    taken: set[int] = set()
    for proposal in known:
        tokens = judgement.judged(proposal)
        if tokens and proposal.type in types and judgement.event(tokens) >= LEAST_KNOWN:
            taken.update(tokens)
            yield Found(tokens, proposal.head, proposal.type, judgement.event(tokens), proposal)
    for found in teacher.find(judgement, Thresholds(LEAST_FOUND, {}, {})):
        if taken.isdisjoint(found.tokens):
            yield found


def _halved(answer: RoleScores) -> tuple[Shares, Shares, Shares, Shares]:
    whole = (answer.roles, answer.relation, answer.measure, answer.certainty)
    roles, relation, measure, certainty = (each.astype(np.float16) for each in whole)
    return roles, relation, measure, certainty
