"""Who words name: phrases found as actors, and what a role's words resolve to."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from dateline.annotate.actors import find_actors
from dateline.codebook.actors import load_actors
from dateline.model import Actor, Reading, Span
from dateline.resolve.actors import resolve_actor
from dateline.resolve.persons import person_of

Read = Callable[[str], Reading]
ABOUT_SYRIA = " It happened near Aleppo, in Syria."


def read(parsed: Read, text: str, year: int = 2016) -> Reading:
    reading = parsed(text)
    dated = replace(reading, report=replace(reading.report, published=date(year, 3, 1)))
    return replace(dated, mentions=find_actors(dated, load_actors()))


def place_of(reading: Reading, words: str) -> tuple[Span, int]:
    """Where words stand last, and their head."""
    start = reading.report.text.rindex(words)
    span = Span(start, start + len(words))
    inside = {token.i for token in reading.tokens_in(span)}
    return span, next(i for i in sorted(inside) if reading.tokens[i].head not in inside - {i})


def resolved(reading: Reading, words: str) -> Actor | None:
    return resolve_actor(*place_of(reading, words), reading, load_actors())[0]


def named(reading: Reading, words: str) -> Actor | None:
    """Whom words name, a person of a group as the person."""
    span, head = place_of(reading, words)
    found = resolve_actor(span, head, reading, load_actors())
    return person_of(span, *found, reading, load_actors())[0]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Dozens of ISIS militants fled.", "ISIS militants", "Islamic State"),
        ("Fighters of Ahrar al-Sham fled.", "Fighters of Ahrar al-Sham", "Ahrar al-Sham"),
        ("The Syrian army took the hill.", "The Syrian army", "Syria"),
        ("Russian warplanes hit Idlib.", "Russian warplanes", "Russia"),
        ("Syrian rebel groups took a hill.", "Syrian rebel groups", "rebels (Syria)"),
        ("The U.S.-led coalition bombed a bridge.", "The U.S.-led coalition", "US-led coalition"),
        ("At least 20 people were killed.", "At least 20 people", "civilians"),
        ("Three women were hurt.", "Three women", "civilians"),
        ("Greek police fired tear gas.", "Greek police", "police (Greece)"),
        (
            "Indian security forces searched it.",
            "Indian security forces",
            "security forces (India)",
        ),
        ("President Putin met him.", "President Putin", "Russia"),
        ("Rebels shot a soldier." + ABOUT_SYRIA, "Rebels", "rebels (Syria)"),
        ("Government forces shelled it." + ABOUT_SYRIA, "Government forces", "Syria"),
        ("Rebels robbed a bank.", "Rebels", "rebels"),
        ("Government forces shelled it.", "Government forces", None),
        ("The hill was shelled.", "The hill", None),
        ("Hezbollah said the group lost men.", "the group", "Hezbollah"),
        ("Hamas met Hezbollah. The group left.", "The group", None),
        ("The group left.", "The group", None),
        ("They left.", "They", None),
        ("Syrian and Russian jets flew.", "Syrian", "Syria"),
        ("Syrian and Russian jets flew.", "Russian jets", "Russia"),
    ],
)
def test_a_roles_words_name_an_actor(parsed: Read, text: str, words: str, name: str | None) -> None:
    actor = resolved(read(parsed, text), words)
    assert (actor.name if actor else None) == name


def test_every_candidate_says_why(parsed: Read) -> None:
    reading = read(parsed, "ISIS killed ten civilians and the army fled." + ABOUT_SYRIA)
    for mention in reading.mentions:
        _, candidates = resolve_actor(mention.span, mention.head, reading, load_actors())
        assert all(candidate.reasons and 0 < candidate.score <= 1 for candidate in candidates)


@pytest.mark.parametrize(
    ("text", "quote", "key"),
    [
        ("The Syrian rebel groups left.", "The Syrian rebel groups", "rebels/SYR"),
        ("Fighters of al-Shabaab left.", "al-Shabaab", "al-shabaab"),
        ("The coalition struck Raqqa in Syria.", "The coalition", "us-led-coalition"),
        ("Moscow accused rebels.", "Moscow", "russia"),
    ],
)
def test_mentions_cover_the_noun_phrase(parsed: Read, text: str, quote: str, key: str) -> None:
    reading = read(parsed, text)
    found = {reading.quote(mention.span): mention.keys for mention in reading.mentions}
    assert quote in found
    assert found[quote][0] == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("He is here.", "islamic-state"),
        ("Clashes broke out in Syria.", "syria"),
        ("ISIS-held villages were hit.", "islamic-state"),
        ("Turkish-backed rebels left.", "turkey"),
        ("The town of Aleppo was hit.", "syria"),
        ("Local elections were held.", "civilians"),
    ],
)
def test_what_does_not_act_is_no_actor(parsed: Read, text: str, key: str) -> None:
    reading = read(parsed, text)
    assert key not in {k for mention in reading.mentions for k in mention.keys}


def test_a_shared_name_is_settled_by_the_country(parsed: Read) -> None:
    somalia = read(parsed, "Al-Shabaab attacked a base in Mogadishu, Somalia.", 2019)
    assert resolved(somalia, "Al-Shabaab") == Actor("al-shabaab", "al-Shabaab", "rebel", "SOM")


def test_an_abbreviation_is_known_once_introduced(parsed: Read) -> None:
    text = "The Sultan Murad Division (SMD) left Aleppo. The SMD returned."
    actor = resolved(read(parsed, text), "The SMD")
    assert actor is not None
    assert actor.id == "sultan-murad-division"


def test_mentions_stand_in_order_and_apart(parsed: Read) -> None:
    text = "Syrian and Russian jets hit ISIS fighters; they and the army, the UN said, fled."
    spans = [mention.span for mention in read(parsed, text).mentions]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "words", "person", "group"),
    [
        (
            "ISIS commander Abu Omar al-Shishani was killed.",
            "ISIS commander Abu Omar al-Shishani",
            "Abu Omar al-Shishani",
            "Islamic State",
        ),
        (
            "Zahran Alloush, the leader of Jaysh al-Islam, was killed.",
            "Zahran Alloush, the leader of Jaysh al-Islam",
            "Zahran Alloush",
            "Jaysh al-Islam",
        ),
        (
            "The leader of Jaysh al-Islam, Zahran Alloush, was killed.",
            "The leader of Jaysh al-Islam, Zahran Alloush",
            "Zahran Alloush",
            "Jaysh al-Islam",
        ),
        (
            "Drones killed Abu Firas al-Suri, a senior al-Nusra leader.",
            "Abu Firas al-Suri, a senior al-Nusra leader",
            "Abu Firas al-Suri",
            "al-Nusra Front",
        ),
        (
            "Zahran Alloush, the leader of Jaysh al-Islam, was killed. Zahran Alloush had fled.",
            "Zahran Alloush",
            "Zahran Alloush",
            "Jaysh al-Islam",
        ),
        ("President Vladimir Putin met him.", "President Vladimir Putin", None, None),
        ("ISIS commanders were killed.", "ISIS commanders", None, None),
        ("Boko Haram fighters fled.", "Boko Haram fighters", None, None),
        ("The leader of Jaysh al-Islam was killed.", "Jaysh al-Islam", None, None),
        ("Abu Omar al-Shishani fled.", "Abu Omar al-Shishani", "Abu Omar al-Shishani", None),
    ],
)
def test_a_person_of_a_group_is_the_actor_and_the_group_the_affiliation(
    parsed: Read, text: str, words: str, person: str | None, group: str | None
) -> None:
    reading = read(parsed, text)
    actor = named(reading, words)
    assert actor is not None
    assert (actor.name if actor.kind == "person" else None) == person
    assert (actor.affiliation.name if actor.affiliation else None) == group
    assert actor.side.name == group or not group


@pytest.mark.parametrize(
    ("text", "words", "name", "kind"),
    [
        ("The Garo Highland Front (GHF) met. GHF fled.", "GHF", "Garo Highland Front", "party"),
        (
            "The Garo Highland Front (GHF) met. GHF rebels fled.",
            "GHF rebels",
            "Garo Highland Front",
            "rebel",
        ),
        ("The Garo Liberation Front (GLF) fled.", "GLF", "Garo Liberation Front", "rebel"),
        ("The Garo Liberation Front, or GLF, fled.", "GLF", "Garo Liberation Front", "rebel"),
        (
            "The Movement of Free Farmers (MFF) met. The Movement of Free Farmers left.",
            "Movement of Free Farmers",
            "Movement of Free Farmers",
            "party",
        ),
        (
            "The Garo Highland Front (GHF) met. The group denied it.",
            "The group",
            "Garo Highland Front",
            "party",
        ),
        ("The Union of Free Farmers (UFF) met. UFF left.", "UFF", "Union of Free Farmers", "ngo"),
        (
            "Men of the Valley Defence Brigade, known as Al-Wadi, fled. Al-Wadi denied it.",
            "Al-Wadi",
            "Valley Defence Brigade",
            "rebel",
        ),
        (
            "Islamic State, also known as the Black Banners, fled. The Black Banners hid.",
            "Black Banners",
            "Islamic State",
            "rebel",
        ),
        (
            "The Valley Brigade, also known as Hezbollah, fled. The Valley Brigade hid.",
            "Valley Brigade",
            "Hezbollah",
            "rebel",
        ),
        (
            "Al-Nusra Front, formerly known as Qaeda in Syria, fled.",
            "Al-Nusra Front",
            "al-Nusra Front",
            "rebel",
        ),
        # What tells nobody of a body.
        ("The Federal Tribal Areas (FTA) were hit. FTA was hit.", "FTA", None, None),
        ("An Improvised Explosive Device (IED) went off. The IED killed.", "The IED", None, None),
        (
            "The road, also known as Long Lane, was closed. Long Lane is long.",
            "Long Lane",
            None,
            None,
        ),
    ],
)
def test_a_report_that_explains_a_name_means_one_actor_by_both(
    parsed: Read, text: str, words: str, name: str | None, kind: str | None
) -> None:
    actor = resolved(read(parsed, text), words)
    assert (actor.name if actor and actor.kind != "person" else None) == name
    assert kind is None or (actor is not None and actor.kind == kind)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The so-called Islamic State", "Islamic State"),
        ("The so called Islamic State", "Islamic State"),
        ("Daesh", "Islamic State"),
        ("Da'ish", "Islamic State"),
        ("ISIL", "Islamic State"),
        ("I.S.", "Islamic State"),
        ("The self-proclaimed caliphate", "Islamic State"),
        ("Jabhat al Nusrah", "al-Nusra Front"),
        ("Jeish al-Islam", "Jaysh al-Islam"),
        ("Ahrar ash-Sham", "Ahrar al-Sham"),
        ("Hizbollah", "Hezbollah"),
        ("Hezbullah", "Hezbollah"),
        ("Ash-Shabaab", "al-Shabaab"),
        ("The Huthis", "Houthis"),
        ("The Taleban", "Taliban"),
        ("Laskar-e-Taiba", "Lashkar-e-Taiba"),
        ("Al-Qaida", "al-Qaeda"),
        ("The Qassam Brigades", "Hamas"),
        ("The armed wing of Hamas", "Hamas"),
        ("The Syrian branch of al-Qaeda", "al-Qaeda"),
        ("The Libyan affiliate of Islamic State", "Islamic State"),
        ("The military wing of the Syrian army", "Syria"),
        ("The Saudi-led coalition", "Saudi-led coalition"),
        ("NATO aircraft", "NATO"),
        ("Unidentified gunmen", "gunmen"),
        ("Unknown assailants", "attackers"),
        ("Masked men", "gunmen"),
        ("ISIS-affiliated gunmen", "gunmen"),
        ("Government troops", None),
        ("Coalition jets", None),
    ],
)
def test_variants_of_a_name_are_one_actor(parsed: Read, words: str, name: str | None) -> None:
    actor = resolved(read(parsed, f"{words} fled."), words)
    assert (actor.name if actor else None) == name


@pytest.mark.parametrize(
    "words",
    [
        "Government troops",
        "Regime forces",
        "Regime warplanes",
        "Loyalist troops",
        "Pro-government forces",
        "The army",
        "The military",
        "Army helicopters",
        "The air force",
    ],
)
def test_forces_without_a_country_are_of_the_one_the_report_is_about(
    parsed: Read, words: str
) -> None:
    actor = resolved(read(parsed, f"{words} shelled it.{ABOUT_SYRIA}"), words)
    assert actor is not None
    assert (actor.name, actor.kind) == ("Syria", "military")
    alone = resolved(read(parsed, f"{words} shelled it."), words)
    assert alone is None or alone.country is None
