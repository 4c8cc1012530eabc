"""Places told by what they are and by no name: "two fighting positions", "destroyed a bridge"."""

from collections.abc import Iterator

from dateline.annotate.place_names import is_aimed, span_of
from dateline.codebook.places import PlaceWords
from dateline.model import Mention, Reading, Token

_AIMED = frozenset(("on", "of", "against", "at", "from", "to"))
_INSIDE = frozenset(("DT", "JJ", "JJR", "JJS", "CD", "VBN", "HYPH", "PRP$", "NN", "NNP"))
_REACH = 6  # words before the noun that may go with it


def find_nameless(reading: Reading, words: PlaceWords) -> tuple[Mention, ...]:
    """Mentions label "nameless", without keys: nothing tells which place they are.

    Such words are no scene of an event, which has the named place beside them.
    """
    return tuple(_found(reading, words))


def _found(reading: Reading, words: PlaceWords) -> Iterator[Mention]:
    for noun in reading.tokens:
        if noun.tag not in ("NN", "NNS"):
            continue
        after = reading.tokens[noun.i + 1 : noun.i + 2]
        if after and after[0].tag in ("NN", "NNS", "POS") and after[0].sentence == noun.sentence:
            continue  # "hospital staff", "the village's elder"
        before = reading.tokens[max(noun.i - 1, 0)].text.lower()
        pair = f"{before} {noun.text.lower()}"
        known = {noun.text.lower(), pair}
        if known & words.nameless["held"] or (
            known & words.nameless["hit"] and _is_hit(noun, reading, words)
        ):
            first = _first(noun, reading)
            if not any(t.tag == "NNP" and t.entity in ("GPE", "LOC", "FAC") for t in first):
                start = first[0].i if first else noun.i
                span = span_of(reading, start, noun.i)
                yield Mention("place", span, noun.i, "nameless", (), "place.nameless")


def _first(noun: Token, reading: Reading) -> list[Token]:
    """The words that go with a noun, its article or number among them, in text order."""
    start = max(noun.i - _REACH, reading.sentences[noun.sentence].first)
    kept: list[Token] = []
    for token in reversed(reading.tokens[start : noun.i]):
        if token.tag not in _INSIDE:
            break
        kept.insert(0, token)
        if token.tag in ("DT", "PRP$"):
            break
    return kept


def _is_hit(noun: Token, reading: Reading, words: PlaceWords) -> bool:
    """Whether something is done to the place, or there: a verb or a noun of an act says so."""
    head = noun
    while head.dep in ("conj", "appos") and head.head != head.i:
        head = reading.tokens[head.head]
    above = reading.tokens[head.head]
    if head.dep in ("dobj", "nsubjpass"):
        return above.lemma in words.nameless["verbs"]
    if above.pos != "ADP" or above.text.lower() not in _AIMED | words.strong_locative:
        return False
    act = reading.tokens[above.head]
    return is_aimed(act, words) or act.lemma in words.nameless["verbs"] | words.nameless["acts"]
