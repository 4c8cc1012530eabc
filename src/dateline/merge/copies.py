"""The same event in two printings of one text, told by its words and not by likeness."""

from dateline.merge.judge import Judgement
from dateline.merge.profile import Profile

Print = tuple[object, ...]


def one_in_print(left: Profile, right: Profile) -> Judgement | None:
    """ "Same", where two copies of a text give an event with the same words; else None."""
    if left.account != right.account or left.event.doc_id == right.event.doc_id:
        return None
    if _print(left) != _print(right):
        return None
    first, second = sorted((left.id, right.id))
    said = "; ".join(each.quote for each in left.event.mentions if each.quote)
    reason = f"printed twice: two copies of one text tell it with the same words (“{said}”)"
    return Judgement(first, second, "same", 1.0, (reason,))


def _print(profile: Profile) -> Print:
    event = profile.event
    quoted = (event.mentions, event.agent, event.target, event.places, event.counts)
    return (event.type, *(tuple(each.quote for each in part) for part in quoted))
