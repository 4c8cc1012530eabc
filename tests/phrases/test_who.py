"""Whom words without a name go back to, and names that are not what they look like."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dateline.annotate.actors import find_actors
from dateline.codebook.actors import load_actors
from dateline.model import Actor, Candidate, Reading, Span
from dateline.resolve.actors import resolve_actor

Read = Callable[[str], Reading]


def read(parsed: Read, text: str, year: int = 2016) -> Reading:
    reading = parsed(text)
    dated = replace(reading, report=replace(reading.report, published=date(year, 3, 1)))
    return replace(dated, mentions=find_actors(dated, load_actors()))


def resolved(reading: Reading, words: str) -> tuple[Actor | None, tuple[Candidate, ...]]:
    """Whom the last such words of the report name."""
    start = reading.report.text.rindex(words)
    span = Span(start, start + len(words))
    inside = {token.i for token in reading.tokens_in(span)}
    head = next(i for i in sorted(inside) if reading.tokens[i].head not in inside - {i})
    return resolve_actor(span, head, reading, load_actors())


def named(parsed: Read, text: str, words: str) -> str | None:
    actor, _ = resolved(read(parsed, text), words)
    return actor.name if actor else None


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # pronouns
        (
            "The Maoists felled trees. They burned a bus.",
            "They",
            "Communist Party of India (Maoist)",
        ),
        ("Boko Haram attacked Baga. It burned houses.", "It", "Boko Haram"),
        ("Officers met Shakil Rahman. They left.", "They", None),
        ("Turkey shelled a hill. They left.", "They", None),
        ("It rained.", "It", None),
        ("Her lawyer said she was free.", "she", None),
        ("Police sought Anna Berg. She fled to Oslo.", "She", "Anna Berg"),
        ("Police sought Anna Berg, a nurse. She fled to Oslo.", "She", "civilians"),
        ("Police sought Anna Berg and Ida Moe. She fled to Oslo.", "She", None),
        # the speaker
        ('"We will stay," the Russian army said.', "We", "Russia"),
        ("We will stay.", "We", None),
        ('"We ran," residents said.', "We", None),
        # groups
        ("Hamas fired rockets. The group left.", "The group", "Hamas"),
        ("ISIS took a town. The militants left.", "The militants", "Islamic State"),
        ("Kurdish YPG fighters came. The Kurdish militia fled.", "The Kurdish militia", "YPG"),
        ("Hamas met Hezbollah. The group left.", "The group", None),
        ("Turkey met Russia. The group left.", "The group", None),
        ("Hamas fired rockets. The groups left.", "The groups", None),
        ("The SDF fought ISIS. The jihadist group left.", "The jihadist group", "Islamic State"),
        ("ISIS fought on. The Kurdish group left.", "The Kurdish group", None),
        ("ISIS took a town in Syria. The rebels left.", "The rebels", "rebels (Syria)"),
        ("Al-Shabaab fought Boko Haram. The Somali group left.", "The Somali group", "al-Shabaab"),
        ("Boko Haram came. The Islamist group won. They burned it.", "They", "Boko Haram"),
        # what fighters hold stands for them
        ("Boko Haram fled. Jets bombed its hideouts.", "its hideouts", "Boko Haram"),
        (
            "The Iraqi army met ISIS. The army bombed their bunkers.",
            "their bunkers",
            "Islamic State",
        ),
        ("The Iraqi army came. The army bombed their bunkers.", "their bunkers", None),
        ("Jets bombed the army's depots in Iraq.", "the army's depots", "Iraq"),
        ("Hamas met. Jets bombed some hideouts.", "some hideouts", None),
        ("Boko Haram fled. Jets bombed its reputation.", "its reputation", None),
        # offices
        ("President Vladimir Putin spoke. The president left.", "The president", "Russia"),
        (
            "President Vladimir Putin met the Turkish president. The president left.",
            "The president",
            None,
        ),
        # bodies told with their country before
        ("The Iraqi army came to Aleppo, Syria. The army left Aleppo.", "The army", "Iraq"),
        ("The Iraqi army came to Aleppo, Syria. An army left Aleppo.", "An army", "Syria"),
    ],
)
def test_words_go_back_to_whom_was_named(
    parsed: Read, text: str, words: str, name: str | None
) -> None:
    assert named(parsed, text, words) == name


def test_two_that_may_be_meant_are_both_told_and_neither_chosen(parsed: Read) -> None:
    actor, candidates = resolved(read(parsed, "Hamas met Hezbollah. The group left."), "The group")
    assert actor is None
    assert [candidate.label for candidate in candidates] == ["Hamas", "Hezbollah"]
    assert all("nothing says which" in " ".join(c.reasons) for c in candidates)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ammar al-Hassan spoke of a blast.", "jordan"),
        ("Police arrested Jordan Smith in London.", "jordan"),
        ("Police freed Georgia Brown.", "georgia"),
        ("Chad Miller shot two officers. Chad was later arrested.", "chad"),
        ("Ali Mali robbed a bank.", "mali"),
        ("Syria's civil war goes on.", "syria"),
        ("Syrias conflict goes on.", "syria"),
        ("Iraq's north was shelled.", "iraq"),
        ("Turkey-based Nora Lind fell.", "turkey"),
    ],
)
def test_a_name_that_is_no_country_that_acts(parsed: Read, text: str, key: str) -> None:
    assert key not in {k for mention in read(parsed, text).mentions for k in mention.keys}


@pytest.mark.parametrize(
    ("text", "quote", "label"),
    [
        ("Boko Haram attacked Baga.", "Boko Haram", "Organisation"),
        ("Jabhat al-Nusra took Idlib.", "Jabhat al-Nusra", "Organisation"),
        ("ISIS commander Abu Waheeb died.", "ISIS commander Abu Waheeb", "Person"),
        ("A soldier fled.", "A soldier", "Person"),
        ("The Islamic State (IS) left.", "IS", "Organisation"),
        ("Five Iraqi air strikes hit it.", "Iraqi", "Nationality"),
    ],
)
def test_what_kind_of_someone_it_is(parsed: Read, text: str, quote: str, label: str) -> None:
    reading = read(parsed, text)
    assert {reading.quote(m.span): m.label for m in reading.mentions}.get(quote) == label


@pytest.mark.parametrize("text", ["A VBIED hit it.", "UAVs flew.", "They met on Skype."])
def test_a_thing_is_nobody(parsed: Read, text: str) -> None:
    assert [m for m in read(parsed, text).mentions if m.by == "actors.entity"] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Turkish-backed rebels left Idlib.", "rebels (Syria)"),
        ("Rebels left Idlib.", "rebels (Syria)"),
    ],
)
def test_a_friend_is_not_the_country_a_report_is_about(parsed: Read, text: str, name: str) -> None:
    assert named(parsed, text, "rebels" if "-" in text else "Rebels") == name


def test_no_one_takes_part_in_an_event(coded):
    (event,) = coded("No one was hurt in the blast in Kabul, police said.")
    assert (event.type, event.agent, event.target) == ("bombing", (), ())
