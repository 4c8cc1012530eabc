"""Who can stand in a role of an event, by what the words are."""

from dateline.codebook.traits import load_traits
from dateline.extract.means import is_means
from dateline.extract.phrases import Senses
from dateline.model import Reading
from dateline.syntax import objects_of

NOBODY = ("no", "any", "nobody", "none", "anybody", "anyone")
# Slots whose words may be anything: they fill a role only with someone who can act.
LOOSE = ("compound", "by", "on", "at", "in", "of", "from", "to", "for", "against", "with")


def may_fill(
    reading: Reading, head: int, role: str, slot: str, senses: Senses, event_type: str
) -> bool:
    """Whether a word can stand in a role: not a time, not a bare place where people act."""
    token, traits = reading.tokens[head], load_traits()
    if reading.stands_in("time", token.span):
        return False
    if role == "agent" and not _may_act(head, senses, event_type):
        return False
    if slot == "compound":
        return senses.kind_of(head) is not None or senses.is_a(head, "armed")
    if role == "target" and event_type not in traits.arms and is_means(head, senses):
        return False
    if role == "target" and event_type == "battle" and senses.is_unarmed(head):
        return False
    hurt = role == "target" and slot in LOOSE and event_type not in traits.lands
    if hurt and _is_no_victim(head, senses, reading):
        return False
    if slot in LOOSE and role not in ("target", "instrument"):
        return senses.is_actor(head) or senses.is_a(head, "person") or senses.is_a(head, "armed")
    return True


def _may_act(head: int, senses: Senses, event_type: str) -> bool:
    """Whether a word names someone who can do it: civilians send no aircraft.

    People are driven out by fighting as well as by someone.
    """
    traits, token = load_traits(), senses.reading.tokens[head]
    if event_type == "displacement" and senses.is_a(head, "happening"):
        return True
    if event_type in traits.warlike and senses.is_unarmed(head):
        return False
    if is_nobody(senses.reading, head):
        return False
    if senses.is_place(head) and event_type in traits.joint | traits.lands:
        return True
    if senses.is_place(head) and senses.kind_of(head) is None:  # "thousands fled Taiz"
        return False
    return senses.can_act(head) or token.pos in ("NUM", "DET")


def is_nobody(reading: Reading, head: int) -> bool:
    """ "No group claimed responsibility for the attack", "not claimed by any group"."""
    words = (head, *reading.children[head])
    return any(reading.tokens[i].lemma in NOBODY for i in words)


def _is_no_victim(head: int, senses: Senses, reading: Reading) -> bool:
    """Another happening, a town, or an "area" that is nobody's (not "IS-held areas")."""
    if _is_side_of_place(head, senses, reading):
        return True
    if senses.is_actor(head):
        return False
    if senses.is_a(head, "happening") or senses.is_place(head):
        return True
    modified = any(
        senses.is_actor(i) or reading.tokens[i].dep in ("amod", "poss", "acl", "relcl")
        for i in reading.children[head]
    )
    return senses.is_a(head, "ground") and not modified


def _is_side_of_place(head: int, senses: Senses, reading: Reading) -> bool:
    """ "The regime's side of the river"."""
    if reading.tokens[head].lemma != "side":
        return False
    of = objects_of(reading, head, "of")
    return any(reading.tokens[i].pos == "PROPN" or senses.is_a(i, "position") for i in of)
