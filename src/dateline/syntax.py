"""Questions about a parse that several stages ask; knows nothing of events.

Labels are those of spaCy's English models (ClearNLP dependencies, Penn tags).
"""

import re
from typing import Literal

from dateline.model import Mention, Reading, Sentence, Span, Token

Tense = Literal["past", "perfect", "present", "future"]

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
LISTING = ("include", "comprise")  # verbs whose object names who or what their subject is
PARTY_PREPOSITIONS = ("with", "by", "between")
RELATIVE = {"who", "which", "that", "whom"}


def is_verb(token: Token) -> bool:
    """Whether a token is a verb, auxiliaries included."""
    return token.pos in ("VERB", "AUX")


def before_infinitive(reading: Reading, verb: int) -> int | None:
    """The word right before the "to" of an infinitive: "a plot to kill"; None of other verbs."""
    to = next((i for i in children(reading, verb, "aux") if reading.tokens[i].tag == "TO"), None)
    return to - 1 if to else None


def is_infinitive(reading: Reading, i: int) -> bool:
    """Whether "to" stands with a verb: "to retake"."""
    return any(reading.tokens[kid].tag == "TO" for kid in reading.children[i])


def children(reading: Reading, i: int, *deps: str) -> list[int]:
    """The tokens a token heads by one of the given dependencies, in text order."""
    tokens = reading.tokens
    return [kid for kid in reading.children[i] if tokens[kid].dep in deps]


def objects_of(reading: Reading, i: int, *prepositions: str) -> list[int]:
    """Objects of the given prepositions that hang on a word."""
    found = []
    for kid in children(reading, i, "prep", "agent", "dative"):
        if reading.tokens[kid].lemma in prepositions:
            found += children(reading, kid, "pobj", "pcomp")
    return found


def governing_verb(reading: Reading, i: int) -> int | None:
    """The nearest verb above a word (or the word itself); None in a clause without one."""
    while not is_verb(reading.tokens[i]):
        above = reading.tokens[i].head
        if above == i:
            return None
        i = above
    return i


def path_up(reading: Reading, i: int) -> tuple[int, ...]:
    """A token and all above it, to the root."""
    found = [i]
    while reading.tokens[i].head != i:
        i = reading.tokens[i].head
        found.append(i)
    return tuple(found)


def path_into(reading: Reading, i: int, span: Span) -> tuple[int, ...]:
    """A token and those above it, below the first that stands in a span; empty if none does."""
    up = path_up(reading, i)
    at = next((at for at, j in enumerate(up) if span.contains(reading.tokens[j].span)), 0)
    return up[:at]


def clause_when(reading: Reading, span: Span) -> int | None:
    """The verb of a clause "when ..." or "while ..." that stands right after some words."""
    last = reading.tokens_in(span)[-1].i
    words = [token for token in reading.tokens[last + 1 : last + 3] if token.text != ","]
    first = next(iter(words), None)
    if first is None or first.lemma not in ("when", "while") or first.dep not in ("mark", "advmod"):
        return None
    verb = reading.tokens[first.head]
    return verb.i if is_verb(verb) and verb.i > first.i else None


def distance(reading: Reading, path: tuple[int, ...], other: int) -> int:
    """Steps in the parse between the start of a path to the root and another token."""
    up = path_up(reading, other)
    places = {token: steps for steps, token in enumerate(path)}
    for steps, token in enumerate(up):
        if token in places:
            return steps + places[token]
    return len(path) + len(up)


def resolve_relative(reading: Reading, i: int) -> int:
    """The noun a relative pronoun stands for, else the token itself."""
    token = reading.tokens[i]
    if token.tag not in ("WP", "WDT", "WP$") and token.text.lower() not in RELATIVE:
        return i
    verb = reading.tokens[token.head]
    while verb.dep not in ("relcl", "ROOT") and verb.head != verb.i:
        verb = reading.tokens[verb.head]
    return verb.head if verb.dep == "relcl" else i


def is_party(reading: Reading, place: Mention) -> bool:
    """Whether a place's name stands for people and not for a scene.

    Part of somebody's name ("Aleppo Media Center"), a country that does something ("Russia
    and China vetoed", "the coalition includes Jordan"), a party or a neighbour ("a border with
    Turkey", "brokered by Russia").
    """
    if _in_a_name(reading, place):
        return True
    token = reading.tokens[place.head]
    while token.dep == "conj" and token.head != token.i:
        token = reading.tokens[token.head]
    above = reading.tokens[token.head]
    if above.pos == "ADP" and above.lemma in PARTY_PREPOSITIONS:
        return above.lemma != "by" or above.dep == "agent"
    if token.dep == "appos" and token.i != place.head:
        return True
    listed = token.dep == "dobj" and above.lemma in LISTING
    if not listed and token.dep not in ("nsubj", "poss"):
        return False
    return reading.stands_in("actor", token.span)


def _in_a_name(reading: Reading, place: Mention) -> bool:
    return any(
        other.kind == "actor"
        and other.keys
        and other.span.contains(place.span)
        and other.span != place.span
        and _names_end(reading, other) >= place.span.end
        for other in reading.mentions_of(reading.tokens[place.head].sentence)
    )


def _names_end(reading: Reading, actor: Mention) -> int:
    """Where the unbroken run of capitals at an actor's head ends."""
    token = reading.tokens[actor.head]
    return token.end if token.pos == "PROPN" else actor.span.start


def tense_of(reading: Reading, i: int) -> Tense | None:
    """The tense of the clause a word stands in; None for a clause without a verb."""
    verb = governing_verb(reading, i)
    if verb is None:
        return None
    helpers = [reading.tokens[kid] for kid in children(reading, verb, "aux", "auxpass")]
    if any(word.lemma in ("will", "shall", "'ll", "wo") for word in helpers):
        return "future"
    finite = next(
        (word for word in [*helpers, reading.tokens[verb]] if word.tag in ("VBD", "VBZ", "VBP")),
        None,
    )
    if finite is None:
        return _tense_above(reading, verb)
    if finite.tag == "VBD":
        return "past"
    return "perfect" if finite.lemma == "have" and finite.i != verb else "present"


def _tense_above(reading: Reading, verb: int) -> Tense | None:
    """A participle or infinitive is told in the tense of the clause it hangs on."""
    token = reading.tokens[verb]
    if token.head == verb:
        return "past" if token.tag == "VBN" else None
    return tense_of(reading, token.head)


_DASHES = frozenset(("-", "--", "–", "—"))
_DATELINE_WORDS = 8  # "SAN FRANCISCO, Calif. (AP) --"
_WITHIN = 30  # characters after a dateline's town that may name its country or state
_CONTAINER = re.compile(r", ([A-Z][\w.]*(?: [A-Z][\w.]*)?)(?=\s*[(,–—-])")


def find_datelines(reading: Reading) -> tuple[tuple[str, ...], ...]:
    """Names of where the reporter was, each with what it lies in: ("CARTHAGE", "N.C.").

    Those the report's own dateline gives, and those in capitals that open a sentence.
    """
    dateline = reading.report.dateline
    found = []
    if dateline is not None and dateline.place is not None:
        found.append(_names_of(reading, dateline.place, dateline.span.end))
    for sentence in reading.sentences:
        span = dateline_span(reading, sentence)
        if span is not None:
            found.append(_names_of(reading, span, span.end + _WITHIN))
    return tuple(found)


def _names_of(reading: Reading, place: Span, end: int) -> tuple[str, ...]:
    within = _CONTAINER.match(reading.report.text, place.end, end)
    name = reading.quote(place)
    return (name, within[1]) if within else (name,)


def dateline_span(reading: Reading, sentence: Sentence) -> Span | None:
    """The words in capitals that open a sentence and end in a dash: "MANSFIELD --"; else None."""
    tokens = reading.tokens[sentence.first : sentence.first + _DATELINE_WORDS]
    capitals = 0
    while capitals < len(tokens) and _is_capitals(tokens[capitals]):
        capitals += 1
    rest = [token.text for token in tokens[capitals:]]
    joint = next((at for at, text in enumerate(rest) if text in _DASHES), None)
    if not capitals or joint is None or (joint and rest[0] not in (",", "(")):
        return None
    return Span(tokens[0].start, tokens[capitals - 1].end)


def _is_capitals(token: Token) -> bool:
    return token.text.isupper() and token.text.isalpha() and len(token.text) > 2


def is_lone_headline(reading: Reading) -> bool:
    """Whether a report is a headline and nothing else, as lists of headlines have it."""
    return len(reading.sentences) == 1 and reading.sentences[0].headline
