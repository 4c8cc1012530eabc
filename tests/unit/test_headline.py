"""Headlines the parser takes for names are read as clauses; others are left alone."""

from collections.abc import Callable

import pytest

from dateline.annotate.headline import repair_headlines
from dateline.annotate.parser import parse
from dateline.codebook import load_codebook
from dateline.model import Report, Span, Token

Repair = Callable[[str], tuple[Token, ...]]


@pytest.fixture(scope="module")
def repaired(parser: object) -> Repair:
    def read(text: str) -> tuple[Token, ...]:
        report = Report(id="h", text=text, sha256="", headline=Span(0, len(text)))
        tokens, sentences = parse(report, parser)
        return repair_headlines(tokens, sentences, load_codebook().verbs)

    return read


@pytest.mark.parametrize(
    ("headline", "subject", "verb", "object_"),
    [
        ("Over 200 jihadis desert ISIS in Raqqa", "jihadis", "desert", "ISIS"),
        ("Gunmen kidnap five aid workers in Darfur", "Gunmen", "kidnap", "workers"),
        ("Rebels seize key town in northern Syria", "Rebels", "seize", "town"),
        ("Dozens desert ISIS in Raqqa as strikes continue", "Dozens", "desert", "ISIS"),
    ],
)
def test_a_headline_has_a_verb(
    repaired: Repair, headline: str, subject: str, verb: str, object_: str
) -> None:
    tokens = {token.text: token for token in repaired(headline)}
    assert tokens[verb].pos == "VERB"
    assert (tokens[subject].dep, tokens[subject].head) == ("nsubj", tokens[verb].i)
    assert (tokens[object_].dep, tokens[object_].head) == ("dobj", tokens[verb].i)


@pytest.fixture(scope="module")
def lead(parser: object) -> Repair:
    def read(text: str) -> tuple[Token, ...]:
        tokens, sentences = parse(Report(id="l", text=text, sha256=""), parser)
        return repair_headlines(tokens, sentences, load_codebook().verbs)

    return read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Over 200 jihadis desert ISIS in Raqqa, a source close to the group told ARA News.",
            ("jihadis", "desert", "ISIS", "source"),
        ),
        (
            "Thirty gunmen desert Boko Haram in Borno, a senior officer said on Sunday.",
            ("gunmen", "desert", "Haram", "officer"),
        ),
    ],
)
def test_a_lead_may_begin_like_a_headline(
    lead: Repair, text: str, words: tuple[str, str, str, str]
) -> None:
    tokens = {token.text: token for token in lead(text)}
    subject, verb, object_, speaker = (tokens[word] for word in words)
    told = next(token for token in lead(text) if token.text in ("told", "said"))
    assert (verb.pos, verb.dep, verb.head) == ("VERB", "ccomp", told.i)
    assert (subject.dep, subject.head) == ("nsubj", verb.i)
    assert (object_.dep, object_.head) == ("dobj", verb.i)
    assert (speaker.dep, speaker.head) == ("nsubj", told.i)


@pytest.mark.parametrize(
    "text",
    [
        "The air strike victims, a doctor said on Monday.",
        "After two days of attack runs, a pilot said on Sunday that the hills were quiet.",
        "In the streets fire crews, a nurse said, could do little.",
        "Two camels and the desert, an old man said.",
    ],
)
def test_a_lead_of_names_stays_one(lead: Repair, text: str) -> None:
    words = ("strike", "attack", "fire", "desert")
    assert not [t.text for t in lead(text) if t.text in words and t.tag == "VBP"]


@pytest.mark.parametrize("headline", ["Three days of talks in Geneva", "A convoy in the desert"])
def test_a_headline_without_a_verb_stays_without(repaired: Repair, headline: str) -> None:
    assert not [token for token in repaired(headline) if token.pos == "VERB"]


def test_the_full_stop_of_a_headline_is_no_sentence(parser: object) -> None:
    text = "Rebels seize town in Syria. The town fell on Monday."
    report = Report(id="h", text=text, sha256="", headline=Span(0, text.index(".")))
    _, sentences = parse(report, parser)
    assert [text[s.span.start : s.span.end] for s in sentences] == [
        "Rebels seize town in Syria",
        "The town fell on Monday.",
    ]
