"""How many people a list of them names: "him and two of his escorts" is three."""

from collections.abc import Iterator

from dateline.codebook.numbers import NumberWords, lowered
from dateline.model import Quantity, Reading, Token
from dateline.resolve.quantities import read_quantity

_LONGEST = 15  # characters of "in addition to"


def count_list(reading: Reading, head: int, words: NumberWords) -> Quantity | None:
    """Count the people named by a noun and those coordinated with it.

    `head` is the token index of the first member's head word; the caller knows that the
    words name people. A name or a singular noun is one. Returns None if any member has
    no number ("his escorts").
    """
    sizes = [_size(reading, member, words) for member in _members(reading, head, words)]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes):
        return None
    return _sum(known)


_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")


def _members(reading: Reading, head: int, words: NumberWords) -> Iterator[int]:
    yield head
    yield from _misplaced(reading, head)
    for child in reading.children[head]:
        token = reading.tokens[child]
        if token.dep == "conj":
            yield from _members(reading, child, words)
        elif token.dep == "prep" and _joins(reading, token, words):
            for inner in reading.subtree(child):
                if reading.tokens[inner].dep == "pobj":
                    yield from _members(reading, inner, words)
                    break


def _misplaced(reading: Reading, head: int) -> Iterator[int]:
    """Members the parse hangs on the verb: "killing him and two of his escorts"."""
    after = max(reading.subtree(head)) + 1
    for kid in reading.children[reading.tokens[head].head]:
        token = reading.tokens[kid]
        joined = token.dep == "conj" and token.pos in _NOMINAL and kid > after
        if joined and reading.tokens[after].dep == "cc" and min(reading.subtree(kid)) == after + 1:
            yield kid


def _joins(reading: Reading, token: Token, words: NumberWords) -> bool:
    """ "along with", "alongside": what follows is one more member."""
    stretch = reading.report.text[token.start : token.start + _LONGEST]
    before = reading.report.text[max(token.start - _LONGEST, 0) : token.end]
    return bool(words.joiner.match(lowered(stretch)) or words.joiner.search(lowered(before)))


def _size(reading: Reading, member: int, words: NumberWords) -> Quantity | None:
    token = reading.tokens[member]
    said = _said(reading, token, words)
    if said is not None:
        return said
    single = token.tag in ("NN", "NNP") and token.lemma not in words.collective
    return Quantity(1, 1) if single or token.lemma in words.one_pronouns else None


def _said(reading: Reading, token: Token, words: NumberWords) -> Quantity | None:
    """The number that stands with a member: "two" of "two of his escorts"."""
    for mention in reading.of_kind("quantity"):
        owner = reading.tokens[mention.head]
        if owner.i == token.i or (owner.head == token.i and owner.dep in ("nummod", "amod", "det")):
            return read_quantity(reading.quote(mention.span), words)
    if token.pos == "NUM":
        return read_quantity(token.text, words)
    for child in reading.children[token.i]:
        if reading.tokens[child].dep == "nummod":
            return read_quantity(reading.tokens[child].text, words)
    return None


def _sum(sizes: list[Quantity]) -> Quantity:
    low = sum(size.low or 0 for size in sizes)
    highs = [size.high for size in sizes if size.high is not None]
    high = sum(highs) if len(highs) == len(sizes) else None
    return Quantity(low, high, any(size.approx for size in sizes))
