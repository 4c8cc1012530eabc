"""Number phrases in a report: how many of what, not yet read as bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.codebook.numbers import NumberWords, lowered
from dateline.model import Mention, Reading, Sentence, Span, Token

_AFTER = re.compile(r"(?P<gap>[\s\-–]*)(?P<word>%|[^\W\d_][\w.'’]*)?")
_BEFORE = re.compile(r"(?P<word>[^\W_][\w.]*|[#$£€])[\s\-]*$")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AGE_BEFORE = re.compile(r"\w[,(]\s*$")
_AGE_AFTER = re.compile(r"\s*[,).]")
_AGED = re.compile(r"\baged?\s+(?:\d{1,2}(?:,\s*|\s+and\s+|,\s*and\s+|\s+to\s+|\s*-\s*))+$")
_NEAR = 40  # characters of left context that a bar looks at


@dataclass(frozen=True, slots=True)
class _Number:
    """A number phrase as matched in the lowered text, and the token its number starts at."""

    match: re.Match[str]
    token: Token
    reading: Reading
    words: NumberWords

    @property
    def text(self) -> str:
        """The lowered text of the report."""
        return self.match.string

    @property
    def digits(self) -> str:
        """The first numeral, in figures or words."""
        return self.match["first"]

    @property
    def word_after(self) -> str:
        """The word after the phrase, "" at the end."""
        after = _AFTER.match(self.text, self.match.end())
        return (after["word"] or "").rstrip(".") if after else ""

    @property
    def word_before(self) -> str:
        """The word or sign before the phrase."""
        start = self.match.start()
        before = _BEFORE.search(self.text, max(start - _NEAR, 0), start)
        return before["word"] if before else ""


def find_quantities(reading: Reading, words: NumberWords) -> tuple[Mention, ...]:
    """Number phrases that count people or things, in text order.

    The span holds the number and what moves its bounds ("at least three", "exceeded the
    200"); the label is the lemma of the noun counted, "" if none stands with it. Names,
    ages, dates, money and measures are no quantities. Time mentions already in the
    reading are left alone.
    """
    lower = lowered(reading.report.text)
    found = [
        mention
        for sentence in reading.sentences
        for mention in (
            *_numbers(reading, lower, sentence, words),
            *_zeros(reading, sentence, words),
        )
        if not reading.stands_in("time", mention.span)
    ]
    return tuple(sorted(found, key=lambda mention: mention.span))


def _numbers(
    reading: Reading, lower: str, sentence: Sentence, words: NumberWords
) -> Iterator[Mention]:
    span = sentence.span
    for match in words.phrase.finditer(lower, span.start, span.end):
        token = _token_at(reading, sentence, match.start("first"))
        if token is None:
            continue
        number = _Number(match, token, reading, words)
        if any(barred(number) for barred in BARS):
            continue
        start = min(match.start(name) for name in ("between", "before", "first") if match[name])
        place = Span(start, match.end())
        token = _outermost(reading, token, place)
        label = _counted(reading, token, place)
        yield Mention("quantity", place, token.i, label, by="quantity.number")


def _token_at(reading: Reading, sentence: Sentence, offset: int) -> Token | None:
    return next((token for token in reading.words(sentence) if token.end > offset), None)


# --- what a number counts ----------------------------------------------------------


def _outermost(reading: Reading, token: Token, place: Span) -> Token:
    """The token of a phrase that the others hang on: "thousands" of "tens of thousands"."""
    inside = {each.i for each in reading.tokens_in(place)}
    for _ in tuple(inside):
        if token.head == token.i or token.head not in inside:
            break
        token = reading.tokens[token.head]
    return token


def _counted(reading: Reading, token: Token, place: Span) -> str:
    head = reading.tokens[token.head]
    if head.start >= place.end and head.pos in ("NOUN", "PROPN") and token.dep != "nsubj":
        return head.lemma
    inside = reading.tokens_in(place)
    kids = [kid for each in inside for kid in reading.children[each.i]]
    for kid in kids:
        if reading.tokens[kid].lemma == "of" and reading.tokens[kid].start >= place.end:
            objects = (reading.tokens[i] for i in reading.children[kid])
            return next((each.lemma for each in objects if each.dep == "pobj"), "")
    return _next_noun(reading, place, inside)


def _next_noun(reading: Reading, place: Span, inside: tuple[Token, ...]) -> str:
    """The noun a few words on, for parses that lose their way: "30 regime soldiers"."""
    if reading.report.text[place.end : place.end + 1] == "-" or not inside:
        return ""
    last = inside[-1].i
    label = ""
    for token in reading.tokens[last + 1 : last + 6]:
        if token.pos in ("NOUN", "PROPN"):
            label = token.lemma
        elif label or token.pos not in ("ADJ", "NUM"):
            break
    return label


# --- what is no quantity -----------------------------------------------------------


def _is_measure(number: _Number) -> bool:
    """ "10 per cent", "12 hours", "7 km"."""
    after = number.word_after
    return after in number.words.measures or after.rstrip("s") in number.words.measures


def _is_compound(number: _Number) -> bool:
    """Half of a word: "two-way", "12-hour"; but "a 300-strong force" counts."""
    after = _AFTER.match(number.text, number.match.end())
    if after is None or after["gap"] not in ("-", "–") or not after["word"]:
        return False
    return after["word"] not in number.words.strong


def _is_name(number: _Number) -> bool:
    """ "Highway 4", "Rs 500", "Boeing 747"."""
    if number.match["before"]:
        return False
    if number.word_before in number.words.numbered | number.words.money:
        return True
    token = number.token
    if token.i == 0 or not number.digits.isdigit():
        return False
    previous = number.reading.tokens[token.i - 1]
    return previous.pos == "PROPN" and token.head == previous.i and token.dep == "nummod"


def _is_age(number: _Number) -> bool:
    """Between commas or in brackets after a name: "the driver, 26, was"; "aged 19 and 22"."""
    if not number.digits.isdigit() or len(number.digits) > 2:
        return False
    start, end = number.match.span()
    if _AGED.search(number.text, max(start - _NEAR, 0), start):
        return True
    before = _AGE_BEFORE.search(number.text, max(start - _NEAR, 0), start)
    return before is not None and _AGE_AFTER.match(number.text, end) is not None


def _is_date(number: _Number) -> bool:
    """A bare year, or digits that begin with a zero."""
    digits, token = number.digits, number.token
    if len(digits) > 1 and digits[0] == "0" and digits.isdigit():
        return True
    if number.match["second"] or number.match["before"] or not _YEAR.fullmatch(digits):
        return False
    head = number.reading.tokens[token.head]
    return not (head.i > token.i and head.tag in ("NNS", "NNPS") and token.dep == "nummod")


def _is_fraction(number: _Number) -> bool:
    """Decimals count nobody unless a scale follows: "7.62", but "2.5 million"."""
    return re.fullmatch(r"\d+\.\d+", number.digits) is not None


def _is_pronoun(number: _Number) -> bool:
    """ "one" that stands for something already named, or for anybody."""
    if number.digits != "one" or number.match["second"]:
        return False
    before = number.word_before in number.words.not_one_before
    return before or number.word_after in number.words.not_one_after


def _is_list_number(number: _Number) -> bool:
    """ "1." or "2)" at the head of a line."""
    start, end = number.match.span()
    line = number.text.rfind("\n", 0, start) + 1
    return not number.text[line:start].strip() and number.text[end : end + 2] in (") ", ". ")


def _is_verb(number: _Number) -> bool:
    """ "scores a goal", not scores of people."""
    token = number.token
    after = number.reading.tokens[token.i + 1 : token.i + 2]
    return token.pos == "VERB" and token.lemma == "score" and [t.pos for t in after] == ["DET"]


def _is_clock(number: _Number) -> bool:
    """ "At 2120": a time of day in four figures that no noun goes with."""
    if number.word_before != "at" or not _CLOCK.fullmatch(number.digits):
        return False
    return number.token.dep != "nummod"


BARS = (
    _is_measure, _is_compound, _is_name, _is_age, _is_date, _is_fraction, _is_pronoun,
    _is_list_number, _is_verb, _is_clock,
)  # fmt: skip


# --- none at all -------------------------------------------------------------------


def _zeros(reading: Reading, sentence: Sentence, words: NumberWords) -> Iterator[Mention]:
    """ "no casualties", "nobody", "without injuries"."""
    for token in reading.words(sentence):
        lower = token.text.lower()
        if lower in ("nobody", "none"):
            yield Mention("quantity", token.span, token.i, "", by="quantity.none")
        elif lower in ("no", "without") or (
            lower == "any" and _is_denied(reading, token, sentence, words)
        ):
            yield from _zero_noun(reading, token, sentence, words)


def _is_denied(reading: Reading, token: Token, sentence: Sentence, words: NumberWords) -> bool:
    """ "did not suffer any injuries", "without any"; not "did not confirm any"."""
    before = reading.tokens[max(token.i - 5, sentence.first) : token.i]
    if any(each.lemma in words.unsaid for each in before):
        return False
    return any(each.dep == "neg" or each.lemma in ("fail", "without", "nor") for each in before)


def _zero_noun(
    reading: Reading, token: Token, sentence: Sentence, words: NumberWords
) -> Iterator[Mention]:
    for noun in reading.tokens[token.i + 1 : min(token.i + 5, sentence.last)]:
        harm = noun.lemma in words.zero_nouns or noun.text.lower().rstrip("s") in words.zero_nouns
        if harm and noun.dep != "compound":  # "no casualty figures"
            span = Span(token.start, noun.end)
            yield Mention("quantity", span, noun.i, noun.lemma, by="quantity.none")
            return
        if noun.pos not in ("ADJ", "DET", "NOUN", "ADV"):
            return
