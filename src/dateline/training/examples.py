"""Labelled readings as arrays: windows with trigger labels, slices with role labels."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.extract.trained_arguments import CERTAINTIES, RELATIONS
from dateline.extract.trained_features import ROLES, pair_features, word_features
from dateline.extract.trained_pieces import NONE, Slice, Window, firsts, slice_around, windows_of
from dateline.extract.trained_spans import head_of
from dateline.extract.trained_words import WordPieces
from dateline.model import Proposal, Span
from dateline.training.labels import LabelledMention, LabelledReading, RoleWords, nearest

UNLABELLED = -100
ALTERNATIVE = 0.25  # share of the type label that goes to the types the coder also allowed


@dataclass
class RoleExample:
    """One trigger: where its arguments are looked for, and what they are."""

    where: Slice
    type: int
    marks: np.ndarray
    pairs: np.ndarray
    roles: np.ndarray  # piece x role: 0 O, 1 B, 2 I
    relation: np.ndarray
    measure: np.ndarray
    certainty: np.ndarray


@dataclass
class Example:
    """One window."""

    report: str
    ids: np.ndarray
    features: np.ndarray
    tags: np.ndarray
    types: np.ndarray  # piece x type, shares; all zero where there is no trigger
    roles: list[RoleExample] = field(default_factory=list)


def examples_of(
    labelled: LabelledReading,
    pieces: WordPieces,
    types: Sequence[str],
    measures: Sequence[str],
) -> list[Example]:
    """The windows of one labelled reading."""
    reading = labelled.reading
    words = word_features(reading, labelled.proposals, types)
    tags, shares = _trigger_labels(labelled, types)
    return [
        _example(labelled, window, words, tags, shares, types, measures)
        for window in windows_of(reading, pieces)
    ]


def _trigger_labels(
    labelled: LabelledReading, types: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    reading = labelled.reading
    tags = np.zeros(len(reading.tokens), dtype=np.int64)
    shares = np.zeros((len(reading.tokens), len(types)), dtype=np.float32)
    for mention in labelled.mentions:
        for number, token in enumerate(reading.tokens_in(mention.span)):
            tags[token.i] = tags[token.i] or (1 if number == 0 else 2)
            shares[token.i] += _shares(mention, types)
    total = shares.sum(1, keepdims=True)
    return tags, np.divide(shares, total, out=shares, where=total > 0)


def _shares(mention: LabelledMention, types: Sequence[str]) -> np.ndarray:
    found = np.zeros(len(types), dtype=np.float32)
    others = [types.index(each) for each in mention.alternatives if each in types]
    found[types.index(mention.type)] = 1 - ALTERNATIVE * bool(others)
    for other in others:
        found[other] += ALTERNATIVE / len(others)
    return found


def _example(
    labelled: LabelledReading,
    window: Window,
    words: np.ndarray,
    tags: np.ndarray,
    shares: np.ndarray,
    types: Sequence[str],
    measures: Sequence[str],
) -> Example:
    first = firsts(window)
    features = np.zeros((len(window.ids), words.shape[1]), dtype=np.int64)
    labels = np.full(len(window.ids), UNLABELLED, dtype=np.int64)
    kinds = np.zeros((len(window.ids), len(types)), dtype=np.float32)
    for place, token in enumerate(window.tokens):
        if token == NONE:
            continue
        features[place] = words[token]
        if place >= window.own and first[token] == place:
            labels[place] = tags[token]
            kinds[place] = shares[token]
    found = Example(labelled.reading.report.id, np.array(window.ids), features, labels, kinds)
    for mention in labelled.mentions:
        inside = [token.i for token in labelled.reading.tokens_in(mention.span)]
        if inside and first.get(inside[0], -1) >= window.own:
            found.roles.append(_role_example(labelled, mention, inside, window, types, measures))
    return found


def _role_example(
    labelled: LabelledReading,
    mention: LabelledMention,
    inside: list[int],
    window: Window,
    types: Sequence[str],
    measures: Sequence[str],
) -> RoleExample:
    reading = labelled.reading
    head = head_of(reading, inside)
    where = slice_around(reading, window, head)
    tokens = window.tokens[where.first : where.last]
    proposal = _proposal_at(labelled.proposals, mention.span)
    pairs = pair_features(reading, head, proposal)
    size = len(tokens)
    found = RoleExample(
        where,
        types.index(mention.type),
        np.array([int(token in inside) for token in tokens]),
        pairs[list(tokens)],
        np.zeros((size, len(ROLES)), dtype=np.int64),
        *(np.full(size, UNLABELLED, dtype=np.int64) for _ in range(3)),
    )
    _label_roles(found, labelled, mention, window, measures)
    return found


def _proposal_at(proposals: Sequence[Proposal], trigger: Span) -> Proposal | None:
    return next((each for each in proposals if each.trigger.overlaps(trigger)), None)


def _label_roles(
    found: RoleExample,
    labelled: LabelledReading,
    mention: LabelledMention,
    window: Window,
    measures: Sequence[str],
) -> None:
    reading, where = labelled.reading, found.where
    tokens = window.tokens[where.first : where.last]
    place_of: dict[int, int] = {}
    for place, token in enumerate(tokens):
        place_of.setdefault(token, place)
    stretch = Span(reading.tokens[tokens[0]].start, reading.tokens[tokens[-1]].end)
    seen: dict[str, bool] = {}
    for words in mention.roles:
        span = nearest(reading.report.text, words, stretch, mention.span)
        places = [place_of[t.i] for t in reading.tokens_in(span) if t.i in place_of] if span else []
        seen[words.role] = seen.get(words.role, False) or bool(places)
        _mark(found, words, places, measures)
    if not mention.whole:
        found.roles[:] = UNLABELLED
    for role, inside in seen.items():
        if not inside:
            found.roles[:, ROLES.index(role)] = UNLABELLED
    later = [place for place, token in enumerate(tokens) if place_of[token] != place]
    found.roles[later] = UNLABELLED


def _mark(found: RoleExample, words: RoleWords, places: list[int], measures: Sequence[str]) -> None:
    column = found.roles[:, ROLES.index(words.role)]
    for number, place in enumerate(places):
        column[place] = column[place] or (1 if number == 0 else 2)
        if words.role == "agent":
            found.certainty[place] = CERTAINTIES.index(words.certainty)
        elif words.role == "place":
            found.relation[place] = RELATIONS.index(words.relation)
        elif words.role == "count" and words.measure in measures:
            found.measure[place] = measures.index(words.measure)
