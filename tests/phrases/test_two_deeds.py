"""An abduction told beside an attack is an event of its own; all sentences constructed."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a village in Niger and abducted ten women.",
        "Gunmen killed five people in an attack on a school and abducted ten pupils.",
    ],
)
def test_an_abduction_beside_an_attack(coded, text):
    told = {
        event.type: {(count.measure, count.quantity.low) for count in event.counts}
        for event in coded(text)
    }
    assert set(told) == {"armed_attack", "abduction"}
    assert told["abduction"] == {("abducted", 10)}
