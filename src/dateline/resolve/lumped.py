"""What a number counts that the grammar gives both to the killed and to the injured."""

from dateline.codebook.results import load_result_words
from dateline.model import Reading, Span, Token

_NEAR = 2  # words between "killed" and the number of the injured: "killed and some 100 wounded"
_AFTER = 5  # words: "civilians were killed and injured"


def measure_of(span: Span, reading: Reading) -> str:
    """The measure of a number read as killed and as injured.

    "12 were killed and wounded" lumps them together; "two killed nine injured" does not, nor
    does "five were killed and many more wounded", which says no number for the second.
    """
    inside = reading.tokens_in(span)
    sentence = reading.words(reading.sentences[inside[0].sentence])
    if _are_lumped(sentence):
        return "casualties"
    before = reading.tokens[max(inside[0].i - _NEAR, sentence[0].i) : inside[0].i]
    return "injured" if any(_harm(token) == "killed" for token in before) else "killed"


def is_lumped_after(span: Span, reading: Reading) -> bool:
    """ "Leaving dozens killed and injured": the number goes with both words right after it."""
    last = reading.tokens_in(span)[-1].i
    sentence = reading.sentences[reading.tokens[last].sentence]
    return _are_lumped(reading.tokens[last + 1 : min(last + 1 + _AFTER, sentence.last)])


def _are_lumped(sentence: tuple[Token, ...]) -> bool:
    """ "killed and wounded", "killing or injuring": with nothing between but the conjunction."""
    return any(
        {_harm(first), _harm(last)} == {"killed", "injured"} and middle.pos == "CCONJ"
        for first, middle, last in zip(sentence, sentence[1:], sentence[2:], strict=False)
    )


def _harm(token: Token) -> str | None:
    words = load_result_words().words
    forms = ("verb", "adjective", "noun")
    found = (words.get((token.lemma, form)) for form in forms)
    return next((word.measure for word in found if word is not None), None)
