"""Participles that are the second of two verbs, and those that describe a noun."""

import pytest

from dateline.annotate.coordination import repair_coordination
from dateline.annotate.parser import parse
from dateline.model import Report


@pytest.fixture
def repaired(parser):
    def read(text):
        return repair_coordination(parse(Report(id="c", text=text, sha256=""), parser)[0])

    return read


@pytest.mark.parametrize(
    "text",
    [
        "The conflict has killed more than 280000 people and displaced millions.",
        "The infighting has killed nearly 300 fighters and displaced 100000 civilians.",
        "Clashes killed 12 people and displaced thousands.",
    ],
)
def test_the_second_verb_has_its_object(repaired, text):
    tokens = repaired(text)
    verb = next(token for token in tokens if token.text == "displaced")
    objects = [token.text for token in tokens if token.head == verb.i and token.dep == "dobj"]
    assert (verb.pos, tokens[verb.head].text, verb.dep) == ("VERB", "killed", "conj")
    assert objects in (["millions"], ["civilians"], ["thousands"])


@pytest.mark.parametrize(
    "text",
    [
        "The strike killed 12 fighters and displaced civilians of the town.",
        "Aid reached refugees and displaced families.",
    ],
)
def test_a_participle_that_describes_stays_one(repaired, text):
    tokens = repaired(text)
    participle = next(token for token in tokens if token.text == "displaced")
    assert participle.dep == "amod"


def test_the_displaced_are_not_killed(coded):
    text = "The infighting has killed nearly 300 fighters and displaced 100000 civilians."
    told = {
        event.type: {(count.measure, count.quantity.low) for count in event.counts}
        for event in coded(text)
    }
    assert told == {"battle": {("killed", 300)}, "displacement": {("displaced", 100_000)}}
