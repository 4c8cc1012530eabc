"""What stands in the slots of a verb of saying: the words its subject answers for."""

from collections.abc import Iterator
from itertools import takewhile

from dateline.attribute.grammar import children, first, stretches
from dateline.attribute.quotes import find_quotes
from dateline.codebook.cues import SpeechVerbs
from dateline.model import Reading, Sentence, Span, Token

NEAR = 8  # words that may stand between the verb and the colon after it


def read_content(
    reading: Reading, token: Token, source: int, group: SpeechVerbs
) -> tuple[Span, ...]:
    """The content of a verb read as one of a group; empty if none of its slots is filled."""
    own = set(_own_tokens(reading, token, source))
    if "all" in group.takes:
        return stretches(reading, _complements(reading, token, own))
    for slot in group.takes:
        found = _slot(reading, token, slot, own, group)
        if found:
            return found
    return _around(reading, token, own) if "clause" in group.takes else ()


def _around(reading: Reading, token: Token, own: set[int]) -> tuple[Span, ...]:
    """ "The road, the mayor said, is closed": the sentence around a verb of saying put into it."""
    if token.dep != "parataxis" or token.head == token.i:
        return ()
    sentence = reading.sentences[token.sentence]
    inside = {token.i, *reading.subtree(token.i)} | own
    before, after = min(own) - 1, max(own) + 1
    apart = sentence.first < before and after < sentence.last
    if not apart or {reading.tokens[before].text, reading.tokens[after].text} != {","}:
        return ()
    return stretches(reading, (i for i in range(sentence.first, sentence.last) if i not in inside))


def _own_tokens(reading: Reading, token: Token, source: int) -> Iterator[int]:
    """The verb's own words: itself, its auxiliaries, its source."""
    yield token.i
    yield from (kid.i for kid in children(reading, token.i, "aux", "auxpass", "neg", "prt"))
    if source in reading.subtree(token.i):
        yield from reading.subtree(source)


def _slot(
    reading: Reading, token: Token, slot: str, own: set[int], group: SpeechVerbs
) -> tuple[Span, ...]:
    match slot:
        case "clause":
            found = [_whole(reading, kid, own) for kid in _clauses(reading, token)]
        case "infinitive":
            found = [_whole(reading, kid, own) for kid in children(reading, token.i, "xcomp")]
        case "object":
            kids = [*children(reading, token.i, "dobj", "oprd", "nsubjpass")]
            kids += [kid for kid in children(reading, token.i, "xcomp") if kid.tag == "VBG"]
            kids = [kid for kid in kids if not _is_hour(kid)] + _objects_of_prep(
                reading, token, group
            )
            found = [_whole(reading, kid, own) for kid in kids]
        case "quote":
            return _quoted(reading, token, own)
        case _:
            found = [
                _whole(reading, kid, own)
                for kid in children(reading, token.i, "prep")
                if kid.lemma == slot
            ]
    return stretches(reading, (i for piece in found for i in piece))


def _clauses(reading: Reading, token: Token) -> list[Token]:
    """The clauses said; one that hangs on the medium too: "said in a report that ..."."""
    own = list(children(reading, token.i, "ccomp"))
    if own:
        return own
    media = [
        kid
        for prep in children(reading, token.i, "prep")
        for kid in children(reading, prep.i, "pobj")
    ]
    places = [token, *media]
    return [
        kid for place in places for kid in children(reading, place.i, "acl") if _that(reading, kid)
    ][:1]


def _that(reading: Reading, clause: Token) -> bool:
    mark = first(reading, clause.i, "mark")
    return mark is not None and mark.text.lower() == "that"


def _objects_of_prep(reading: Reading, token: Token, group: SpeechVerbs) -> list[Token]:
    """What hangs on the preposition of a verb such as "speak of"."""
    wanted = {verb.split()[1] for verb in group.verbs if verb.startswith(f"{token.lemma} ")}
    return [
        kid
        for prep in children(reading, token.i, "prep")
        if prep.lemma in wanted
        for kid in children(reading, prep.i, "pobj", "pcomp")
    ]


def _is_hour(token: Token) -> bool:
    return token.entity in ("DATE", "TIME")


def _whole(reading: Reading, kid: Token, own: set[int]) -> list[int]:
    return [i for i in reading.subtree(kid.i) if i not in own]


def _complements(reading: Reading, token: Token, own: set[int]) -> Iterator[int]:
    """Everything after the verb but the hour it was said, and the subject of a passive."""
    for kid in children(reading, token.i):
        if kid.dep == "nsubjpass":
            yield from reading.subtree(kid.i)
        elif kid.i > token.i and kid.dep not in (
            "punct",
            "npadvmod",
            "cc",
            "conj",
            "agent",
            "advmod",
        ):
            if kid.dep in ("advcl",) or _is_hour(kid):
                continue
            yield from _whole(reading, kid, own)


def _quoted(reading: Reading, token: Token, own: set[int]) -> tuple[Span, ...]:
    """The quotations of the verb's sentence that do not hold the verb; else the one beside it."""
    sentence = reading.sentences[token.sentence]
    quotes = find_quotes(reading)
    if any(quote.start <= token.start < quote.end for quote in quotes):
        return ()
    near = tuple(
        quote
        for quote in quotes
        if (quote.overlaps(sentence.span) and _touches(reading, quote, token, own))
        or 0 <= reading.tokens[min(own)].start - quote.end <= 1
    )
    return near or _next_door(reading, token, sentence, quotes)


def _touches(reading: Reading, quote: Span, token: Token, own: set[int]) -> bool:
    """Whether only the source, the hour or a few words stand between cue and quotation."""
    low, high = min(own), max(own)
    before = reading.tokens[low].start - quote.end
    after = quote.start - reading.tokens[max(high, token.i)].end
    return (0 <= before <= 3) or (0 <= after <= 40) or quote.end <= token.start <= quote.end + 60


def _next_door(
    reading: Reading, token: Token, sentence: Sentence, quotes: tuple[Span, ...]
) -> tuple[Span, ...]:
    """What follows "He said:": the quotation that begins there, else the rest of the paragraph."""
    last = reading.tokens[sentence.last - 1]
    if last.i - token.i > NEAR or last.text not in (":", ","):
        return ()
    for quote in quotes:
        between = reading.report.text[sentence.span.end : max(quote.start, sentence.span.end)]
        if quote.start >= sentence.span.end and not between.strip():
            return (quote,)
    return _rest_of_paragraph(reading, sentence) if last.text == ":" else ()


def _rest_of_paragraph(reading: Reading, sentence: Sentence) -> tuple[Span, ...]:
    """What follows "He said:": the rest of the paragraph, or the statement set apart below it."""
    following = reading.sentences[sentence.i + 1 :]
    within = [other for other in following if other.paragraph == sentence.paragraph]
    told = within or list(takewhile(lambda other: not _opens_anew(reading, other), following))
    return (Span(told[0].span.start, told[-1].span.end),) if told else ()


def _opens_anew(reading: Reading, sentence: Sentence) -> bool:
    """A line that ends the statement above it: "The minister added:", "Further information"."""
    last = reading.tokens[sentence.last - 1]
    unfinished = last.text.isalnum() and sentence.last - sentence.first <= NEAR
    return last.text == ":" or unfinished
