"""Who stands behind an act that others do or undergo: "had X arrested", "forced X to leave"."""

from collections.abc import Collection

from dateline.model import Reading
from dateline.syntax import is_verb, objects_of

HANDS = {"hand", "hands"}
DRIVING = {"force", "drive", "compel", "push", "oblige", "lead", "cause", "prompt", "order"}


def driving_verb(reading: Reading, verb: int) -> int | None:
    """ "X forced thousands to flee": the verb that makes them do it."""
    token = reading.tokens[verb]
    drives = token.dep in ("xcomp", "ccomp") and reading.tokens[token.head].lemma in DRIVING
    return token.head if drives and token.head != verb else None


def ordering_verb(reading: Reading, verb: int, ordered: Collection[str]) -> int | None:
    """ "X had three officers arrested": the "had"; of `ordered` verbs alone.

    "The rebels had ten men killed" tells a loss, not a deed.
    """
    token = reading.tokens[verb]
    if token.tag not in ("VBN", "VBD") or token.lemma not in ordered:
        return None
    above = reading.tokens[token.head]
    if token.dep == "acl" and above.dep == "dobj" and above.i < verb:
        above = reading.tokens[above.head]
    elif token.dep not in ("ccomp", "xcomp"):
        return None
    return above.i if above.lemma == "have" and is_verb(above) and above.i != verb else None


def hands_of(reading: Reading, verb: int) -> list[int]:
    """ "Died at the hands of X", "suffered at the hands of X"."""
    hands = [i for i in objects_of(reading, verb, "at") if reading.tokens[i].lemma in HANDS]
    return [i for hand in hands for i in objects_of(reading, hand, "of")]
