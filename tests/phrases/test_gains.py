"""Who took a place, and who took it back; all sentences constructed."""

import pytest


@pytest.mark.parametrize(
    ("text", "gains"),
    [
        ("The army retook the town of Mubi.", {("retook", "The army")}),
        (
            "The army recaptured the town of Mubi, which Boko Haram had seized in October.",
            {("recaptured", "The army"), ("seized", "Boko Haram")},
        ),
        (
            "Government forces retook Palmyra from Islamic State, which captured it in May.",
            {("retook", "Government forces"), ("captured", "Islamic State")},
        ),
        (
            "Rebels seized the base, which the army recaptured two days later.",
            {("seized", "Rebels"), ("recaptured", "the army")},
        ),
    ],
)
def test_each_side_has_its_own_gain(coded, text, gains):
    told = {
        (event.mentions[0].quote, party.quote)
        for event in coded(text)
        for party in event.agent
        if event.type == "territory_seized"
    }
    assert told == gains
