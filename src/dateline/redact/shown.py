"""Which words of a report may be shown: an allow-list, word by word.

A word is shown if the codebook knows it (actors, weekdays, ordinary words), the gazetteer
resolved it, or it is written small in a text that has capitals. Names that nothing vouches
for are withheld with the whole run of capitals they stand in, everywhere they recur.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from dateline.codebook.actor_names import Word, is_cased, words_of
from dateline.codebook.actors import ActorTable
from dateline.codebook.case import CaseWords
from dateline.codebook.public import PublicWords
from dateline.model import Attribution, Mention, Place, Reading, Span, Token
from dateline.redact.names import Run, contact_words, has_office, is_capital, is_word, name_runs

SURE = frozenset({"name", "demonym", "people", "leader", "generic"})  # alias roles
SMALL = ("DET", "ADP", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "NUM")
FULL_CASE = 0.6  # share of capitals from which a headline is written In Capitals Throughout
HEADLINE = 4  # words from which that can be told
BESIDE = ("in", "at", "near", "around", "outside", "of", "from", "to", "on", "toward", "towards")


@dataclass(frozen=True)
class Known:
    """What vouches for words."""

    actors: ActorTable
    case: CaseWords
    words: PublicWords


@dataclass(frozen=True)
class Shown:
    """A report's words that may be shown, and how the others are written."""

    reading: Reading
    withheld: frozenset[int]  # token indexes
    named: frozenset[int]  # the codebook's own names
    words: PublicWords

    def is_whole(self, span: Span) -> bool:
        """Whether nothing of a span is withheld."""
        return all(token.i not in self.withheld for token in self.reading.tokens_in(span))

    def is_none(self, span: Span) -> bool:
        """Whether no word of a span may be shown."""
        tokens = self.reading.tokens_in(span)
        spoken = [token for token in tokens if is_word(token)] or tokens
        return all(token.i in self.withheld for token in spoken)

    def is_vouched(self, span: Span) -> bool:
        """Whether what a span names may be shown: all its words, or one of a codebook's name."""
        shown = self.named - self.withheld
        return self.is_whole(span) or any(
            token.i in shown for token in self.reading.tokens_in(span)
        )

    def text(self, span: Span) -> str:
        """The words of a span, each withheld stretch as one sign.

        What no token covers (page furniture) is never shown.
        """
        said, end = "", span.start
        tokens = self.reading.tokens_in(span)
        for withheld, stretch in groupby(tokens, key=lambda token: token.i in self.withheld):
            run = tuple(stretch)
            words = [(run[0].start, run[-1].end, self.words.withheld)]
            for start, stop, word in words if withheld else map(self._word, run):
                said += " " * (bool(said) and start > end) + word
                end = stop
        return said

    def _word(self, token: Token) -> tuple[int, int, str]:
        return token.start, token.end, self.reading.quote(token.span)


def find_shown(
    reading: Reading,
    places: Mapping[Mention, Place],
    attributions: Iterable[Attribution],
    known: Known,
) -> Shown:
    """Which words of a reading may be shown.

    `places` are its places as resolved, `attributions` who says what: the words of a source
    that is anonymous or of no kind shown in public are withheld wherever they are quoted.
    """
    spoken = tuple(word for token in reading.tokens for word in _words(reading, token.i))
    cased = is_cased(spoken)
    sure, weak = _vouched(reading, places, known, spoken, cased)
    runs = tuple(name_runs(reading, known.case, cased))
    private = _private(reading, runs, known, sure, weak)
    withheld = {*private, *contact_words(reading), *_recurring(reading, private, sure, known)}
    withheld |= _unknown(reading, known, sure | weak, cased)
    for each in attributions:
        if not known.words.shows(each.kind, anonymous=each.anonymous):
            withheld |= _said_of(reading, each.source)
    return Shown(reading, frozenset(withheld), frozenset(sure), known.words)


def _said_of(reading: Reading, source: Span) -> set[int]:
    """A source's words and all that hangs on them: "a defector hiding in Kilis"."""
    own = {token.i for token in reading.tokens_in(source)}
    return own | {
        i for token in own for i in reading.subtree(token) if reading.tokens[token].pos != "VERB"
    }


def _words(reading: Reading, i: int) -> Iterator[Word]:
    token = reading.tokens[i]
    return words_of(reading.quote(token.span), token.start, i)


def _vouched(
    reading: Reading,
    places: Mapping[Mention, Place],
    known: Known,
    spoken: tuple[Word, ...],
    cased: bool,
) -> tuple[set[int], set[int]]:
    """Words the codebook names, and words that name a place or are ordinary but for a capital."""
    sure: set[int] = set()
    weak: set[int] = set()
    for match in known.actors.names.find(spoken, reading.report.text, cased):
        tokens = {spoken[at].token for at in range(match.first, match.last)}
        roles = {alias.role for alias in match.aliases}
        persons = any(reading.tokens[i].entity == "PERSON" for i in tokens)
        firm = roles & SURE and ("leader" in roles or not persons or len(tokens) > 2)
        (sure if firm else weak).update(tokens)
    for mention, place in places.items():
        if place.candidates or place.lat is not None:
            weak |= {token.i for token in reading.tokens_in(mention.span)}
    sure |= {token.i for token in reading.tokens if token.text in known.case.acronyms}
    return sure, weak | {
        token.i for token in reading.tokens if _is_ordinary(reading, token.i, known)
    }


def _is_ordinary(reading: Reading, i: int, known: Known) -> bool:
    """Whether a capital is only that of a sentence, a headline, a title or a body's name."""
    token = reading.tokens[i]
    word = token.text.lower()
    if not is_word(token) or token.entity == "PERSON":
        return False
    if (
        token.pos in SMALL
        or word.rstrip(".") in known.words.offices | known.case.titles | known.words.bodies
    ):
        return True
    if token.text in known.case.written.values() or token.entity in ("DATE", "TIME", "NORP"):
        return True
    if word not in known.case.ordinary and token.lemma not in known.case.ordinary:
        return False
    sentence = reading.sentences[token.sentence]
    if _names_somebody(reading, i, word, known):
        return False
    opens = i == sentence.first or not is_word(reading.tokens[i - 1])
    return opens or token.pos != "PROPN" or _all_capital(reading, token.sentence)


def _names_somebody(reading: Reading, i: int, word: str, known: Known) -> bool:
    """A given name that is a word too, with a capital before another: "Hope Stone"."""
    after = i + 1
    return (
        word in known.words.word_names
        and is_capital(reading, i)
        and after < len(reading.tokens)
        and is_capital(reading, after)
    )


def _all_capital(reading: Reading, sentence: int) -> bool:
    words = [
        t for t in reading.words(reading.sentences[sentence]) if is_word(t) and len(t.text) > 3
    ]
    capital = sum(is_capital(reading, token.i) for token in words)
    return len(words) >= HEADLINE and capital >= FULL_CASE * len(words)


def _private(
    reading: Reading, runs: tuple[Run, ...], known: Known, sure: set[int], weak: set[int]
) -> set[int]:
    """The words of names that no office makes public and nothing vouches for."""
    public = {
        reading.tokens[i].text.lower()
        for run in runs
        if has_office(reading, run, known.words)
        for i in run
    }
    found: set[int] = set()
    for run in runs:
        named = [i for i in run if is_word(reading.tokens[i])]
        open_ones = [i for i in named if i not in sure]
        if all(reading.tokens[i].text.lower() in public for i in open_ones):
            continue
        if _is_body(reading, named, known) or not _is_doubtful(reading, open_ones, weak, known):
            continue
        first, last = min(open_ones), max(open_ones)
        found |= {i for i in run if first <= i <= last and i not in sure}
    return found


def _is_doubtful(reading: Reading, run: list[int], weak: set[int], known: Known) -> bool:
    """Whether a word of a run may be a private person's."""
    return any(
        i not in weak or _is_person(reading, i) or _owns_a_home(reading, i, known) for i in run
    )


def _is_person(reading: Reading, i: int) -> bool:
    """By the parser's label, which a place's preposition overrules."""
    if reading.tokens[i].entity != "PERSON":
        return False
    before = reading.tokens[i - 1] if i else None
    return before is None or before.lemma not in BESIDE or before.entity == "PERSON"


def _owns_a_home(reading: Reading, i: int, known: Known) -> bool:
    token = reading.tokens[i]
    return token.dep == "poss" and reading.tokens[token.head].lemma in known.words.homes


def _is_body(reading: Reading, run: list[int], known: Known) -> bool:
    """A name of ordinary words with a body's noun in it: "Defence Ministry"."""
    tokens = [reading.tokens[i] for i in run]
    words = [token.text.lower() for token in tokens]
    return (
        any(word in known.words.bodies for word in words)
        and all(word in known.case.ordinary for word in words)
        and not any(token.entity == "PERSON" for token in tokens)
    )


def _recurring(reading: Reading, private: set[int], sure: set[int], known: Known) -> Iterator[int]:
    """Every other place where a word of a withheld name stands."""
    names = {reading.tokens[i].text.lower() for i in private if is_word(reading.tokens[i])}
    names -= known.case.particles
    for token in reading.tokens:
        if token.i in sure or token.text.lower() not in names:
            continue
        if is_capital(reading, token.i) or token.text.lower() not in known.case.ordinary:
            yield token.i


def _unknown(reading: Reading, known: Known, vouched: set[int], cased: bool) -> set[int]:
    """In a text of one case, each word that is not ordinary."""
    if cased:
        return set()
    ordinary = known.case.ordinary
    unknown = {
        token.i
        for token in reading.tokens
        if is_word(token)
        and token.i not in vouched
        and not {token.text.lower(), token.lemma} & ordinary
        and token.pos in ("PROPN", "NOUN", "X", "ADJ")
    }
    return unknown | {
        i - 1 for i in unknown if i and reading.tokens[i - 1].text.lower() in known.words.word_names
    }
