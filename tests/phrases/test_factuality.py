"""How surely an event is told: the cues' own examples, and what must stay asserted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.attribute import find_attributions, judge_certainty, judge_factuality
from dateline.attribute.factuality import Judgement, combine
from dateline.codebook.cues import load_cues
from dateline.model import Reading, Span

CUES = load_cues()
EXAMPLES = [example for cue in CUES.facts.cues for example in cue.examples]
DOUBTS = [example for cue in CUES.doubts.cues for example in cue.examples]


def heads_of(reading: Reading, *words: str) -> tuple[int, ...]:
    return tuple(next(token.i for token in reading.tokens if token.text == word) for word in words)


def judged(reading: Reading, *events: str) -> str:
    attributions = find_attributions(reading, CUES)
    return judge_factuality(heads_of(reading, *events), reading, attributions, CUES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_every_example_of_a_cue_holds(parsed, example):
    assert judged(parsed(example.text), example.event) == example.gives


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Rebels attacked the base on Monday.", "attacked"),
        ("The minister said that rebels had attacked the base.", "attacked"),
        ("No one was killed in the blast.", "blast"),
        ("The army will investigate the attack.", "attack"),
        ("The group did not comment on the killing.", "killing"),
        ("The president vowed revenge for the killing of two soldiers.", "killing"),
        ("The minister pledged justice for the victims of the massacre.", "massacre"),
        ("Police plan to charge the men who attacked the bus.", "attacked"),
        ("Residents who fled after the shelling will return.", "shelling"),
        ("It is not clear whether the army carried out the strikes.", "strikes"),
        ("The attack was not the first in the town.", "attack"),
        ("The minister will speak at the talks held in May.", "talks"),
        ("The army may be involved in the killings.", "killings"),
        ("The mayor will visit the families hit by the strikes.", "strikes"),
        ("In the case of the 2015 attack, the court heard nobody.", "attack"),
        ("There is no doubt that rebels attacked the base.", "attacked"),
        ("The rebels did not withdraw and shelled the base.", "shelled"),
        ("Witnesses could see the bombing from the roof.", "bombing"),
        ("The strike was most likely carried out by the army.", "strike"),
        ("He fled to a town that would later become the rebels' capital.", "become"),
    ],
)
def test_a_cue_that_speaks_of_something_else_leaves_the_event_asserted(parsed, text, event):
    assert judged(parsed(text), event) == "asserted"


@pytest.mark.parametrize(
    ("text", "event", "expected"),
    [
        ("The two sides failed to agree on a ceasefire.", "agree", "foiled"),
        ("The rebels do not plan to attack the town.", "attack", "denied"),
        ("The group vowed to attack the capital.", "attack", "planned"),
        ("He said that the troops would leave on Friday.", "leave", "planned"),
        ("Troops would leave if a truce were signed.", "leave", "hypothetical"),
        ("The militants are expected to have crossed the border.", "crossed", "uncertain"),
        ("Will the army attack the town?", "attack", "hypothetical"),
        ("Troops guard the hall for the summit that will be held on Friday.", "summit", "planned"),
        ("The council welcomed the meeting to be held on Monday.", "meeting", "planned"),
        ("The assault will be supported by air strikes.", "strikes", "planned"),
        ("The sites will close in case of another attack.", "attack", "hypothetical"),
        ("Blasts were heard, apparently from a rebel attack on the base.", "attack", "uncertain"),
        ("It would be difficult to evacuate the town.", "evacuate", "hypothetical"),
        ("The aim of the operation is to seize the town.", "seize", "planned"),
        ("The army will stay there until the rebels surrender.", "surrender", "planned"),
        ("The governor plans to tighten sanctions on the group.", "sanctions", "planned"),
        ("The rebels surrendered instead of attacking the base.", "attacking", "denied"),
        ("The government rejected a demand for a ceasefire.", "ceasefire", "hypothetical"),
        ("The army will attack and burn the town.", "burn", "planned"),
        ("Nine people died, reportedly by mortar fire.", "fire", "uncertain"),
        ("The gunmen had tried to flee the town.", "flee", "foiled"),
    ],
)
def test_scope(parsed, text, event, expected):
    assert judged(parsed(text), event) == expected


@pytest.mark.parametrize(
    ("text", "events", "expected"),
    [
        (
            "Rebels reportedly opened fire. A commander was killed. He died there.",
            ("opened", "killed", "died"),
            "asserted",
        ),
        ("The army may have used gas. The use of gas was reported.", ("used",), "uncertain"),
        ("Rebels shelled the town. No one was hurt.", ("shelled", "hurt"), "asserted"),
        ("Police foiled an attack. The attack was part of a plan.", ("attack",), "foiled"),
        (
            "Rebels shelled the town. The group denied shelling the town.",
            ("shelled", "shelling"),
            "uncertain",
        ),
    ],
)
def test_several_mentions_are_weighed_together(parsed, text, events, expected):
    assert judged(parsed(text), *events) == expected


VALUES = st.sampled_from(["asserted", "uncertain", "denied", "planned", "hypothetical", "foiled"])
JUDGEMENTS = st.lists(st.builds(Judgement, VALUES, st.booleans()), max_size=6)


@given(JUDGEMENTS)
def test_the_value_is_one_of_those_read_and_asserted_when_nothing_is(judgements):
    value = combine(tuple(judgements))
    assert value in {judgement.value for judgement in judgements} | {"asserted"}


@given(VALUES, st.integers(1, 5))
def test_agreeing_mentions_keep_their_value(value, times):
    assert combine((Judgement(value, True),) * times) == value


@pytest.mark.parametrize("example", DOUBTS, ids=lambda example: example.text)
def test_every_example_of_a_doubt_holds(parsed, example):
    reading = parsed(example.text)
    start = example.text.index(example.doer)
    span = Span(start, start + len(example.doer))
    attributions = find_attributions(reading, CUES)
    heads = heads_of(reading, example.event)
    assert judge_certainty(span, heads, reading, attributions, CUES) == example.gives
