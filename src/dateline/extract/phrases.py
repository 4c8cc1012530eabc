"""From a head word to the words a reader would underline, and what kind of thing they name."""

from collections.abc import Mapping
from dataclasses import replace

from dateline.codebook.classes import WordClass
from dateline.model import Argument, Reading, Span, Token

KEPT = {
    "det",
    "amod",
    "compound",
    "nummod",
    "quantmod",
    "poss",
    "case",
    "nmod",
    "advmod",
    "neg",
    "appos",
    "predet",
    "npadvmod",
    "punct",
}
PARTITIVES = {
    "dozen",
    "hundred",
    "thousand",
    "million",
    "score",
    "number",
    "some",
    "most",
    "many",
    "member",
    "all",
    "handful",
    "majority",
    "several",
    "one",
    "group",
    "rest",
    "half",
    "couple",
    "part",
    "series",
    "wave",
    "bulk",
    "ten",
    "remains",
    "lot",
    "kind",
    "least",
    "none",
    "each",
    "rank",
    "element",
    "body",
    "scores",
    "total",
    "gathering",
    "concentration",
    "remnant",
    "kilogram",
    "kg",
    "ton",
    "tonne",
}


# Classes of those who do things.
ACTING = (
    "person",
    "armed",
    "group",
    "government",
    "leader",
    "diplomat",
    "nonstate",
    "crowd",
    "forcible",
    "acting",
    "unknown",
)


def phrase_span(reading: Reading, head: int) -> Span:
    """The noun phrase of a head: its modifiers, "of" phrases and apposition; no other clause."""
    kept = _kept(reading, head)
    first, last = min(kept), max(kept)
    while first < head and reading.tokens[first].pos in ("PUNCT", "CCONJ"):
        first += 1
    while last > head and (
        reading.tokens[last].pos in ("PUNCT", "CCONJ") or reading.tokens[last].tag == "POS"
    ):
        last -= 1
    return _balanced(reading, Span(reading.tokens[first].start, reading.tokens[last].end), head)


def _balanced(reading: Reading, span: Span, head: int) -> Span:
    """The span with its bracket closed, or cut before a bracket that another phrase closes."""
    text = reading.report.text
    quote = span.quote(text)
    if quote.count("(") <= quote.count(")"):
        return span
    if text[span.end : span.end + 1] == ")":
        return Span(span.start, span.end + 1)
    opening = span.start + quote.rindex("(")
    cut = span.start + len(text[span.start : opening].rstrip())
    return Span(span.start, cut) if cut > reading.tokens[head].start else span


def arguments_of(
    reading: Reading, role: str, heads: tuple[int, ...], by: str, *, before: bool = False
) -> list[Argument]:
    """An argument for each head; one for one person under two titles, or for one name.

    `before`: the heads stand before a noun, where "Syrian" and "regime" are one.
    """
    titled = titled_person(reading, heads)
    if titled is not None:
        return [Argument(role, titled[1], titled[0], by)]
    groups: list[list[int]] = []
    for head in heads:
        if groups and _is_one_phrase(reading, groups[-1][-1], head, before):
            groups[-1].append(head)
        else:
            groups.append([head])
    return [_argument_of_all(reading, role, group, by) for group in groups]


def _is_one_phrase(reading: Reading, first: int, second: int, before: bool) -> bool:
    """Whether two words are of one name ("al", "Islam"), or modifiers side by side."""
    tokens = reading.tokens
    between = tokens[first + 1 : second]
    if any(token.pos == "CCONJ" or token.text == "," for token in between):
        return False
    both = Span(tokens[first].start, tokens[second].end)
    told = reading.mentions_of(tokens[first].sentence, tokens[second].sentence)
    named = any(mention.kind == "actor" and mention.span.contains(both) for mention in told)
    return named or (before and all(t.pos in ("ADJ", "NOUN", "PROPN") for t in between))


def _argument_of_all(reading: Reading, role: str, heads: list[int], by: str) -> Argument:
    spans = [phrase_span(reading, head) for head in heads]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    return Argument(role, whole, heads[-1], by)


def nations_apart(reading: Reading, argument: Argument) -> tuple[Argument, ...]:
    """ "Russian and Syrian jets" are of two sides, each an argument; else the argument itself."""
    for first in reading.children[argument.head]:
        if reading.tokens[first].dep not in ("amod", "compound", "nmod") or first > argument.head:
            continue
        for second in reading.children[first]:
            joined = reading.tokens[second].dep == "conj" and second < argument.head
            sides = (_named_at(reading, first), _named_at(reading, second))
            if joined and all(sides) and sides[0] != sides[1]:
                before = replace(argument, span=reading.tokens[first].span, head=first)
                rest = Span(reading.tokens[second].start, argument.span.end)
                return before, replace(argument, span=rest)
    return (argument,)


def _named_at(reading: Reading, i: int) -> tuple[str, ...]:
    """The likeliest actor that a word is part of the name of."""
    token = reading.tokens[i]
    return tuple(
        mention.keys[0]
        for mention in reading.mentions_of(token.sentence)
        if mention.kind == "actor" and mention.keys and mention.span.contains(token.span)
    )


def argument_of(reading: Reading, role: str, head: int, by: str) -> Argument:
    """The phrase of a head as an argument."""
    return Argument(role, phrase_span(reading, head), head, by)


def titled_person(reading: Reading, heads: tuple[int, ...]) -> tuple[int, Span] | None:
    """One person under two titles: "senior jihadi and commander of operations, Abu Ali".

    The head and the span of all of it, name included; None where the heads are several people.
    """
    if len(heads) != 2 or not _is_second_title(reading, *heads):
        return None
    first, second = (phrase_span(reading, head) for head in heads)
    end = max(first.end, second.end)
    after = [
        t
        for t in reading.words(reading.sentences[reading.tokens[heads[0]].sentence])
        if t.start >= end
    ]
    skip = next((at for at, t in enumerate(after[:12]) if t.text == ","), None)
    name = after[skip + 1 :] if skip is not None else []
    for token in name:
        if token.pos != "PROPN" and not token.text.startswith(("al", "-")):
            break
        end = token.end
    return heads[0], Span(first.start, end)


def _is_second_title(reading: Reading, first: int, second: int) -> bool:
    """ "a jihadi and commander": the second singular noun has no determiner of its own."""
    if any(reading.tokens[i].tag != "NN" for i in (first, second)):
        return False
    own = {reading.tokens[i].dep for i in reading.children[second]}
    return not own & {"det", "poss", "nummod"}


def _kept(reading: Reading, head: int) -> set[int]:
    found = {head}
    for kid in reading.children[head]:
        token = reading.tokens[kid]
        if token.dep in KEPT:
            found |= _kept(reading, kid)
        elif token.dep == "prep" and (token.lemma == "of" or _in_name(token, reading)):
            objects = [i for i in reading.children[kid] if reading.tokens[i].dep != "pcomp"]
            found |= {i for obj in objects for i in (kid, *_kept(reading, obj))}
    return _contiguous(found, head)


def _in_name(token: Token, reading: Reading) -> bool:
    """ "for" in "Movement for Change": a preposition inside a name."""
    before = reading.tokens[token.i - 1] if token.i else token
    objects = [reading.tokens[i] for i in reading.children[token.i]]
    return (
        before.pos == "PROPN"
        and token.lemma == "for"
        and any(word.pos == "PROPN" for word in objects)
    )


def _contiguous(found: set[int], head: int) -> set[int]:
    """The unbroken run of tokens around the head: a gap means another clause came between."""
    first = last = head
    while first - 1 in found:
        first -= 1
    while last + 1 in found:
        last += 1
    return set(range(first, last + 1))


def meant_by(reading: Reading, head: int) -> int:
    """The word that says what a phrase is about: "militants" in "dozens of militants"."""
    token = reading.tokens[head]
    if token.lemma in PARTITIVES or token.pos in ("NUM", "DET", "PRON") or token.tag == "CD":
        for kid in reading.children[head]:
            if reading.tokens[kid].lemma == "of" and reading.tokens[kid].dep == "prep":
                objects = [i for i in reading.children[kid] if reading.tokens[i].dep == "pobj"]
                if objects:
                    return meant_by(reading, objects[0])
    return head


class Senses:
    """What kinds of things words name, by classes.yaml and the reading's mentions."""

    def __init__(
        self, reading: Reading, classes: Mapping[str, WordClass], kinds: Mapping[str, str]
    ) -> None:
        """`kinds` maps a codebook actor id to its kind."""
        self.reading = reading
        self.classes = classes
        self.kinds = kinds
        self._actors = {
            i: mention for mention in reading.of_kind("actor") for i in self._covered(mention.span)
        }
        # "The mosque" stands for one named before, and is a thing that can be hit.
        self._places = {
            i
            for mention in reading.of_kind("place")
            if "kind:site" not in mention.keys
            for i in self._covered(mention.span)
        }

    def _covered(self, span: Span) -> tuple[int, ...]:
        return tuple(token.i for token in self.reading.tokens_in(span))

    def kind_of(self, head: int) -> str | None:
        """The kind of the actor a word is part of; None if it is of none."""
        mention = self._actors.get(head)
        return self.kinds.get(mention.keys[0]) if mention and mention.keys else None

    def is_actor(self, head: int) -> bool:
        return head in self._actors

    def is_place(self, head: int) -> bool:
        return head in self._places

    def can_act(self, head: int) -> bool:
        """Whether a word names someone who can do something: a person, a body, an aircraft."""
        if self._qualifies(head):
            return False
        return self.is_actor(head) or any(self.is_a(head, name) for name in ACTING)

    def _qualifies(self, head: int) -> bool:
        """ "A terrorist attack": what sort of act it is."""
        token = self.reading.tokens[head]
        before = token.dep in ("amod", "compound", "nmod")
        return before and token.lemma in self.classes["qualifier"].words

    def is_unarmed(self, head: int) -> bool:
        """Whether a word names people who are no side of a fight."""
        meant = meant_by(self.reading, head)
        if (kind := self.kind_of(meant)) is not None:
            return kind in self.classes["unarmed"].kinds
        token = self.reading.tokens[meant]
        human = token.lemma in self.classes["person"].words or token.pos == "NUM"
        return human and not self.is_a(meant, "armed")

    def is_a(self, head: int, wanted: str) -> bool:
        """Whether a word is of a class of classes.yaml, or is the lemma itself."""
        if wanted == "any":
            return True
        token = self.reading.tokens[meant_by(self.reading, head)]
        if wanted == "unknown":
            return token.pos == "PRON" or (
                token.pos == "PROPN" and not self.is_actor(token.i) and not self.is_place(token.i)
            )
        entry = self.classes.get(wanted)
        if entry is None:
            return token.lemma == wanted or token.text.lower() == wanted
        described = token.dep == "amod" and token.tag == "JJ"  # "a major offensive": no officer
        described = described and self.reading.tokens[max(token.i - 1, 0)].text != "-"
        listed = token.lemma in entry.words and not described
        paired = bool(entry.pairs) and self._with_one_before(token) in entry.pairs
        return listed or paired or self._by_mention(token, wanted, entry)

    def _with_one_before(self, token: Token) -> str:
        """ "air force": two words that are of a class together."""
        return f"{self.reading.tokens[max(token.i - 1, 0)].lemma} {token.lemma}"

    def _by_mention(self, token: Token, wanted: str, entry: WordClass) -> bool:
        if self.kind_of(token.i) in entry.kinds or (entry.place and self.is_place(token.i)):
            return True
        human = token.entity == "PERSON" or token.text.lower() in ("he", "she", "him", "her", "who")
        return wanted == "person" and (human or token.text.lower() in ("they", "them", "those"))
