"""Slots of a trigger's frame in words, for who asks why a trigger counted or not."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "subject": "its subject",
    "object": "its object",
    "possessor": "its owner",
    "compound": "the word before it",
    "under": "the word it hangs on",
    "doing": "what it does",
    "armed_with": "its means",
    "at_hands_of": "at whose hands",
    "with_support_of": "its supporter",
    "between.1": "the first of “between”",
    "between.2": "the second of “between”",
}


def slot_words(slot: str) -> str:
    """A slot as a phrase; a preposition's slot is what follows it."""
    return WORDS.get(slot, f"what follows “{slot}”")
