"""By what means: the weapons a trigger's clause names."""

from collections.abc import Collection

from dateline.extract.phrases import Senses, argument_of
from dateline.model import Argument, Reading
from dateline.syntax import children, objects_of

MEANS = ("weapon", "missile", "aircraft", "explosive", "toxic")
CARRIED_BY = ("with", "by", "from", "using")


def find_means(
    reading: Reading, head: int, words: tuple[int, ...], taken: Collection[int], senses: Senses
) -> tuple[Argument, ...]:
    """Weapons as modifiers ("rocket attack"), after "with", "by", "using", as subjects.

    `words` are the trigger's own ("used chemical weapons"); `taken` the heads of its
    participants, which are no means.
    """
    own = [i for i in words[1:] if reading.tokens[words[0]].pos == "VERB"]
    heads = [
        *own,
        *children(reading, head, "compound"),
        *objects_of(reading, head, *CARRIED_BY),
        *children(reading, head, "nsubj"),
        *_used(reading, head),
    ]
    found = dict.fromkeys(i for i in heads if i not in taken and is_means(i, senses))
    return tuple(argument_of(reading, "instrument", i, "means") for i in found)


def is_means(head: int, senses: Senses) -> bool:
    """Whether a word names a weapon: "two bombs were hurled", not "their vehicle hit a mine"."""
    armament = any(senses.is_a(head, means) for means in MEANS)
    others = senses.is_actor(head) or any(senses.is_a(head, it) for it in ("vehicle", "forces"))
    return armament and not others


def _used(reading: Reading, head: int) -> list[int]:
    """ "attacked the base, using mortars"."""
    verbs = [
        i
        for i in children(reading, head, "advcl", "acl", "xcomp")
        if reading.tokens[i].lemma == "use"
    ]
    return [i for verb in verbs for i in children(reading, verb, "dobj")]
