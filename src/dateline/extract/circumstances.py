"""Where and when: which of a sentence's places and times belong to which of its events.

Each place goes to the trigger it hangs nearest to in the parse; what stands before the
first clause ("In Aleppo, ...") goes to all of them. Times are given out by `timing`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile

from dateline.extract.timing import dated_by
from dateline.model import Argument, Mention, Proposal, Reading, Relation, Sentence
from dateline.syntax import distance, governing_verb, is_party, is_verb, path_up

RELATIONS: Mapping[str, Relation] = {
    "from": "from",
    "out": "from",
    "to": "to",
    "into": "to",
    "toward": "to",
    "towards": "to",
}


def by_sentence(
    reading: Reading, proposals: Iterable[Proposal]
) -> Iterator[tuple[Sentence, list[Proposal]]]:
    """The sentences that hold mentions, in text order, each with those it holds."""
    found: dict[int, list[Proposal]] = {}
    for proposal in proposals:
        found.setdefault(reading.tokens[proposal.head].sentence, []).append(proposal)
    return ((reading.sentences[i], found[i]) for i in sorted(found))


def attach(
    reading: Reading,
    sentence: Sentence,
    heads: tuple[int, ...],
    telling: frozenset[str],
    kinds: Collection[str],
) -> dict[int, tuple[Argument, ...]]:
    """Trigger head -> its places and times (or one of the two) among the mentions of a sentence.

    `heads` are the trigger heads of the sentence, in text order; `telling` the lemmas of
    verbs of speech.
    """
    found: dict[int, list[Argument]] = {head: [] for head in heads}
    for mention in _mentions(reading, sentence, kinds):
        find = dated_by if mention.kind == "time" else _owners
        owners = find(reading, mention, heads, telling)
        argument = _argument(reading, mention)
        for head in owners:
            found[head].append(argument)
    return {head: tuple(arguments) for head, arguments in found.items()}


def _mentions(reading: Reading, sentence: Sentence, kinds: Collection[str]) -> Iterable[Mention]:
    for mention in reading.mentions_of(reading.tokens[sentence.first].sentence):
        if mention.kind not in kinds or not sentence.span.contains(mention.span):
            continue
        if mention.kind == "time" or not is_party(reading, mention):
            yield mention


def _argument(reading: Reading, mention: Mention) -> Argument:
    relation: Relation = "at"
    if mention.kind == "place":
        preposition = reading.tokens[reading.tokens[mention.head].head]
        relation = RELATIONS.get(preposition.lemma, "at")
    return Argument(
        mention.kind, mention.span, mention.head, f"{mention.kind}.clause", relation=relation
    )


def _owners(
    reading: Reading, mention: Mention, heads: tuple[int, ...], telling: frozenset[str]
) -> tuple[int, ...]:
    path = path_up(reading, mention.head)
    spoken = [i for i in path if is_verb(reading.tokens[i])][:1]
    inside = spoken and any(head in path[: path.index(spoken[0])] for head in heads)
    if spoken and not inside and _is_of_telling(reading, mention, spoken[0], heads, telling):
        return ()
    owners = _straight_before(reading, path, heads) or _nearest(reading, path, heads)
    return tuple(sorted(owners | _sharing(reading, mention, heads, owners)))


def _straight_before(reading: Reading, path: tuple[int, ...], heads: tuple[int, ...]) -> set[int]:
    """The trigger that a preposition follows, wherever the parser hangs it: "clashes in Homs"."""
    below = takewhile(lambda i: i not in heads, path)
    joint = next((i for i in below if reading.tokens[i].pos == "ADP" and i < path[0]), None)
    return {joint - 1} & set(heads) if joint is not None else set()


def _nearest(reading: Reading, path: tuple[int, ...], heads: tuple[int, ...]) -> set[int]:
    distances = {
        head: distance(reading, path, head) + _between(path[0], head, heads)
        for head in heads
        if not _is_listed_with(reading, path, head, heads)
    }
    nearest = min(distances.values(), default=None)
    return {head for head, far in distances.items() if far == nearest}


def _is_listed_with(
    reading: Reading, path: tuple[int, ...], head: int, heads: tuple[int, ...]
) -> bool:
    """Whether the parser lists a trigger with a place: "jets hit Homs and clashes in Hama".

    The trigger opens a clause of its own, though nothing but "and" says so.
    """
    up = path_up(reading, head)
    at = next((at for at, i in enumerate(up) if i in path), 0)
    if not at or reading.tokens[up[at - 1]].dep != "conj":
        return False
    shared = reading.tokens[up[at]]
    return not is_verb(shared) and shared.i not in heads and path[0] < head


def _between(place: int, head: int, heads: tuple[int, ...]) -> int:
    """Two steps more for each other trigger that stands between."""
    low, high = min(place, head), max(place, head)
    return 2 * sum(low < other < high for other in heads)


def _is_of_telling(
    reading: Reading, mention: Mention, verb: int, heads: tuple[int, ...], telling: frozenset[str]
) -> bool:
    """Whether a place is that of a statement: "said in Geneva".

    "Twelve died in Homs, activists said" and "the looting was reported in Bangui" are not:
    the parser hangs the first on "said", and what is reported is the looting.
    """
    if reading.tokens[verb].lemma not in telling:
        return False
    low, high = min(mention.head, verb), max(mention.head, verb)
    told = any(reading.tokens[i].dep == "nsubjpass" and i in heads for i in reading.children[verb])
    return not told and not any(low < head < high for head in heads)


def _sharing(
    reading: Reading, mention: Mention, heads: tuple[int, ...], owners: set[int]
) -> set[int]:
    """Triggers that share what their neighbour owns: fronted for all, conjoined for both."""
    if heads and mention.head < heads[0]:
        return {head for head in heads if _same_clause(reading, head, owners)}
    return {
        head
        for head in heads
        if reading.tokens[head].dep == "conj"
        and reading.tokens[head].head in owners
        and mention.head > head
    }


def _same_clause(reading: Reading, head: int, owners: set[int]) -> bool:
    verbs = {governing_verb(reading, owner) for owner in owners}
    verb = governing_verb(reading, head)
    above = {i for i in path_up(reading, head) if is_verb(reading.tokens[i])}
    return verb in verbs or bool(above & {v for v in verbs if v is not None})
