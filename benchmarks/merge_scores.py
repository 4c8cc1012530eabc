"""How well groups agree with people's: B-cubed, MUC, CEAF-e, and over pairs.

MUC, B-cubed and CEAF-e as the reference scorer of coreference defines them (Pradhan, Luo,
Recasens, Hovy, Ng and Strube 2014, "Scoring Coreference Partitions of Predicted Mentions: A
Reference Implementation", ACL 2014, 30-35); their mean F is the CoNLL figure. MUC: Vilain and
others 1995; B-cubed: Bagga and Baldwin 1998; CEAF-e: Luo 2005, similarity phi-4.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import linear_sum_assignment

Scores = tuple[float, float, float]  # precision, recall, F
Group = Collection[Hashable]


def groups_of(key: Mapping[str, str]) -> list[set[str]]:
    """Members by the group they are said to be in."""
    found: dict[str, set[str]] = defaultdict(set)
    for member, group in key.items():
        found[group].add(member)
    return [found[group] for group in sorted(found)]


def b_cubed(gold: Mapping[str, str], groups: Iterable[Collection[str]]) -> Scores:
    """Over members, each against those joined to it in any group, its own group included."""
    near: dict[str, set[str]] = {member: {member} for member in gold}
    for group in groups:
        for member in group:
            near[member] |= set(group)
    mine = defaultdict(set)
    for member, name in gold.items():
        mine[name].add(member)
    right = {member: len(near[member] & mine[gold[member]]) for member in gold}
    precision = sum(right[m] / len(near[m]) for m in gold) / max(len(gold), 1)
    recall = sum(right[m] / len(mine[gold[m]]) for m in gold) / max(len(gold), 1)
    return precision, recall, f1(precision, recall)


def pair_scores(gold: Mapping[str, str], groups: Iterable[Collection[str]]) -> Scores:
    """Over pairs of members that some group joins."""
    said = {(a, b) for group in groups for a in group for b in group if a < b}
    true = {(a, b) for group in groups_of(gold) for a in group for b in group if a < b}
    precision = len(said & true) / len(said) if said else 0.0
    recall = len(said & true) / len(true) if true else 0.0
    return precision, recall, f1(precision, recall)


def muc(key: Sequence[Group], response: Sequence[Group]) -> Scores:
    """Links that would have to be added to make one partition out of the other."""
    recall, precision = _links(key, response), _links(response, key)
    return precision, recall, f1(precision, recall)


def _links(key: Sequence[Group], response: Sequence[Group]) -> float:
    group_of = {member: at for at, group in enumerate(response) for member in group}
    kept = total = 0
    for group in key:
        parts = Counter(group_of.get(member, ("alone", member)) for member in group)
        kept += len(group) - len(parts)
        total += len(group) - 1
    return kept / total if total else 0.0


def ceaf_e(key: Sequence[Group], response: Sequence[Group]) -> Scores:
    """The best one-to-one match of groups, each pair by twice its overlap over both sizes."""
    if not key or not response:
        return 0.0, 0.0, 0.0
    table = np.array(
        [[2 * len(set(k) & set(r)) / (len(k) + len(r)) for r in response] for k in key]
    )
    rows, columns = linear_sum_assignment(-table)
    total = float(table[rows, columns].sum())
    precision, recall = total / len(response), total / len(key)
    return precision, recall, f1(precision, recall)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 if both are 0."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
