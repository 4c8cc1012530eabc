"""Who says what: the cues' own examples, tables of constructions, and what has no source."""

import pytest

from dateline.attribute import Voices, find_attributions, sources_of
from dateline.codebook.cues import load_cues
from dateline.model import Reading, Span

CUES = load_cues()
EXAMPLES = [
    example
    for group in (*CUES.speech.verbs, *CUES.speech.nouns, *CUES.speech.phrases)
    for example in group.examples
]


def voices_of(reading: Reading) -> Voices:
    return Voices(reading, find_attributions(reading, CUES), CUES)


def sources(reading: Reading, *events: str) -> list[str]:
    text = reading.report.text
    triggers = tuple(Span(text.index(event), text.index(event) + len(event)) for event in events)
    found = sources_of(triggers, voices_of(reading))
    return [source.quote for source in found]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_every_example_of_a_speech_cue_holds(parsed, example):
    reading = parsed(example.text)
    found = [
        (reading.quote(each.source), " ".join(reading.quote(span) for span in each.content))
        for each in find_attributions(reading, CUES)
    ]
    assert any(
        source == example.source and example.content in content for source, content in found
    ), found


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("Rebels shelled the town, a resident said.", "shelled", ["a resident"]),
        ("Rebels shelled the town, said a resident.", "shelled", ["a resident"]),
        ("“Rebels shelled the town,” he said.", "shelled", ["he"]),
        ("Rebels shelled the town, according to the police.", "shelled", ["the police"]),
        ("According to the police, rebels shelled the town.", "shelled", ["the police"]),
        (
            "A security official told the agency that rebels shelled the town.",
            "shelled",
            ["A security official"],
        ),
        ("Activists reported shelling in the town.", "shelling", ["Activists"]),
        ("The army claimed responsibility for the shelling of the town.", "shelling", ["The army"]),
        ("The army denied shelling the town.", "shelling", ["The army"]),
        ("The ministry accused rebels of shelling the town.", "shelling", ["The ministry"]),
        ("Reports say that rebels shelled the town.", "shelled", ["Reports"]),
        ("The rebels, a resident said, shelled the town.", "shelled", ["a resident"]),
        ("“Who shelled the town for hours?” a resident asked.", "shelled", ["a resident"]),
        ("There are reports that rebels shelled the town.", "shelled", ["reports"]),
        ("The talks came amid reports of shelling near the town.", "shelling", ["reports"]),
        ("IS said in a statement that its fighters shelled the town.", "shelled", ["IS"]),
        ("The authorities have attributed the shelling to rebels.", "shelling",
         ["The authorities"]),
        ("Many fled after rebels shelled homes in Homs local residents have reported.", "shelled",
         ["local residents"]),
        ("Rebels shelled the town in central Syria local media reported Monday.", "shelled",
         ["local media"]),
        ("The town was shelled, according to a report by the Observatory.", "shelled",
         ["the Observatory"]),
        (
            "At least nine people were shelled in the town the army said on Monday.",
            "shelled",
            ["the army"],
        ),
    ],
)  # fmt: skip
def test_source_of_an_event(parsed, text, event, expected):
    assert sources(parsed(text), event) == expected


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebels shelled the town on Monday.", "shelled"),
        ("Rebels shelled the town. The army said that the road was closed.", "shelled"),
        ("The mayor condemned the shelling of the town.", "shelling"),
        ("The group threatened to attack the town.", "threatened"),
        ("The government urged both sides to end the shelling that began on Monday.", "began"),
    ],
)
def test_the_outlets_own_voice_has_no_source(parsed, text, event):
    assert sources(parsed(text), event) == []


def test_a_pronoun_is_traced_back_to_the_source_before(parsed):
    text = "A rebel commander said the road was closed. He said rebels had seized the town."
    assert sources(parsed(text), "seized") == ["A rebel commander"]


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("A video released by the ministry shows troops shelling a town.", "shelling", "ministry"),
        ("A report by the Observatory said rebels shelled the town.", "shelled", "Observatory"),
        ("A report by the Observatory said a town fell. The report said rebels shelled it.",
         "shelled", "Observatory"),
        ("According to information provided by the police, rebels shelled the town.",
         "shelled", "police"),
        ("A report said rebels shelled the town.", "shelled", "report"),
        ("Rebels shelled the town a group tracking the violence said.", "shelled", "a group"),
        ("The Observatory said in a report that rebels shelled the town.", "shelled", "Obser"),
        ("The minister said:\n\nRebels shelled the town.\n\nWe condemn it.", "shelled", "minister"),
    ],
)  # fmt: skip
def test_who_speaks_through_a_document_or_across_a_line(parsed, text, event, expected):
    (source,) = sources(parsed(text), event)
    assert expected in source


def test_the_object_of_a_report_is_no_source(parsed):
    reading = parsed("The town where the government reported a chemical attack is empty.")
    assert sources(reading, "attack") == ["the government"]


@pytest.mark.parametrize(
    ("text", "events", "expected"),
    [
        ("The Syrian Observatory for Human Rights said rebels shelled the town. The Britain-based "
         "group said the shelling killed two people.", ("shelled", "shelling"),
         ["The Syrian Observatory for Human Rights"]),
        ("A source at the ministry said rebels shelled the town. The source added that the "
         "shelling killed two people.", ("shelled", "shelling"), ["A source at the ministry"]),
        ("A police officer said rebels shelled the town. Another officer said the shelling killed "
         "two people.", ("shelled", "shelling"), ["A police officer", "Another officer"]),
        ("The army said rebels shelled the town. The rebels said the shelling killed two people.",
         ("shelled", "shelling"), ["The army", "The rebels"]),
    ],
)  # fmt: skip
def test_words_that_point_back_name_the_source_before(parsed, text, events, expected):
    assert sources(parsed(text), *events) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled the town, reports the Kabul Times. The gunmen then burned a school.",
         ["the Kabul Times"]),
        ("Rebels shelled the town, a resident said. The gunmen then burned a school.", []),
        ("The gunmen burned a school. Rebels shelled the town, a resident said.", []),
    ],
)  # fmt: skip
def test_only_the_outlet_a_report_is_taken_from_answers_for_all_of_it(parsed, text, expected):
    assert sources(parsed(text), "burned") == expected


def test_a_source_says_what_was_weighed(parsed):
    text = "Rebels shelled the town, a resident said."
    start = text.index("shelled")
    reading = parsed(text)
    (source,) = sources_of((Span(start, start + 7),), voices_of(reading))
    assert any("it tells the first mention" in reason for reason in source.reasons)


def test_one_source_is_named_once(parsed):
    text = "The army said rebels shelled the town. The army said the shelling killed two people."
    assert sources(parsed(text), "shelled", "shelling") == ["The army"]


def test_a_quotation_goes_on_without_a_cue(parsed):
    text = "“Rebels shelled the town,” a resident said. “They attacked the school as well.”"
    assert sources(parsed(text), "attacked") == ["a resident"]


@pytest.mark.parametrize(
    ("text", "kind", "anonymous"),
    [
        ("Local sources said that rebels shelled the town.", "other", True),
        ("Residents said that rebels shelled the town.", "witness", True),
        (
            "The Syrian Observatory for Human Rights said that rebels shelled the town.",
            "monitor",
            False,
        ),
        ("A senior police officer said that rebels shelled the town.", "official", True),
        ("The defence ministry said that rebels shelled the town.", "official", False),
        ("A rebel commander said that rebels shelled the town.", "armed_group", True),
        ("The state news agency said that rebels shelled the town.", "media", False),
        ("Analysts said that rebels shelled the town.", "expert", True),
        ("A source at the ministry said that rebels shelled the town.", "official", False),
        ("A source close to the ministry said that rebels shelled the town.", "official", True),
        ("Villagers of Sarmin said that rebels shelled the town.", "witness", True),
        ("An unnamed officer said that rebels shelled the town.", "official", True),
        ("A senior party leader said that rebels shelled the town.", "other", True),
        ("A journalist said that rebels shelled the town.", "media", True),
        ("Leaflets said that rebels shelled the town.", "other", True),
    ],
)
def test_kind_and_anonymity(parsed, text, kind, anonymous):
    reading = parsed(text)
    start = text.index("shelled")
    found = sources_of((Span(start, start + 7),), voices_of(reading))
    assert [(source.kind, source.anonymous) for source in found] == [(kind, anonymous)]
