"""What the features of the pair model mean, for a reader who does not know their names.

`extract/pair_features.py` makes the names; one it makes by kinship ("same:gap_0") says what
the plain one says.
"""

from collections.abc import Mapping

SIDES: Mapping[str, str] = {"left": "the first", "right": "the second"}
KINSHIPS: Mapping[str, str] = {
    "same": "both are told as {}",
    "kin": "{} may be one event",
    "toll": "a toll may be that of {}",
}
GAPS: Mapping[str, str] = {
    "gap_0": "in one sentence",
    "gap_1": "in neighbouring sentences",
    "gap_2": "two sentences apart",
    "gap_3_5": "three to five sentences apart",
    "gap_6_10": "six to ten sentences apart",
    "gap_far": "more than ten sentences apart",
}
PLAIN: Mapping[str, str] = {
    "bias": "before anything is compared",
    "next": "no other mention stands between them",
    "between_1": "one other mention stands between them",
    "between_2": "two other mentions stand between them",
    "between_3_4": "three or four other mentions stand between them",
    "between_5_8": "five to eight other mentions stand between them",
    "between_many": "many other mentions stand between them",
    "one_paragraph": "in one paragraph",
    "headline_to_lead": "the headline and the lead",
    "headline_to_body": "the headline and a sentence below the lead",
    "lemma_shared": "the same word",
    "stem_shared": "words of one stem",
    "phases_apart": "one tells of an end, the other does not",
    "argument_shared": "they share words of a role",
    "sides_swapped": "the doer of one is the target of the other",
    "measure_apart": "other numbers of the same measure",
    "definite_saying_more": "the second points back (“the …”) and says something new",
    "definite_saying_no_more": "the second points back (“the …”) and says nothing new",
    "turning": "the second's sentence turns to something else (“meanwhile”, “elsewhere”)",
    "turned_between": "a sentence between them turns to something else (“meanwhile”)",
    "aside": "neither hangs on the other in the grammar",
    "kin_same": "the same type",
    "kin_kin": "types that may be one event",
    "kin_toll": "an event and a toll",
    **GAPS,
}
# What one mention is, after "the first is".
ALONE: Mapping[str, str] = {
    "strong": "names an event by itself",
    "weak": "is a word like “incident”, which names no event by itself",
    "result": "tells what came of an event",
    "verb": "is a verb",
    "fresh": "is told as another one (“another”, “second”)",
    "definite": "points back (“the”, “this”, “their”)",
    "indefinite": "is told as new (“a”, “several”)",
    "bare": "is a noun without an article",
    "headline": "stands in the headline",
    "lead": "stands in the lead",
    "plural": "is a plural",
    "above": "stands above the second in the grammar",
    "far_above": "stands far above the second in the grammar",
    "below": "hangs on the second in the grammar",
    "far_below": "hangs far below the second in the grammar",
    "told_0": "says nothing of who, where or when",
    "told_1": "fills one role",
    "told_2": "fills two roles",
    "told_3": "fills three roles",
    "told_4": "fills four roles or more",
}
TENSES: Mapping[str, str] = {
    "past": "past",
    "present": "present",
    "perfect": "perfect",
    "pluperfect": "past perfect",
    "future": "future",
    "infinitive": "infinitive",
    "modal": "“would” or “could”",
    "none": "no tense",
}
FIELDS: Mapping[str, str] = {
    "places": "places",
    "times": "times",
    "years": "years",
    "agents": "doers",
    "targets": "targets",
    "groups": "groups left or joined",
    "counts": "numbers of people",
    "means": "means",
    "modifiers": "words before the noun",
    "around": "places named in the two sentences",
    "dated": "years named in the two sentences",
    "days": "days named in the two sentences",
    "figures": "numbers in the two sentences",
}
ENDS: Mapping[str, str] = {
    "shared": "some {} are shared",
    "equal": "all {} are the same",
    "apart": "other {}",
    "named_apart": "other {}, both of them names",
    "left": "only the first tells {}",
    "right": "only the second tells {}",
    "one": "{}: in one of them only",
}
FLAGS: Mapping[str, tuple[str, str]] = {
    "plurals": ("singular", "plural"),
    "verbs": ("not a verb", "a verb"),
}


def pair_meaning(name: str) -> str:
    """What a feature of the pair model stands for. Raises ValueError for one without words."""
    meaning = PLAIN.get(name) or _of_prefix(name) or _of_side(name) or _of_field(name)
    if meaning is None:
        raise ValueError(f"no words for the pair feature {name!r}: explain/pair_wording.py")
    return meaning


def _of_prefix(name: str) -> str | None:
    """ "same:gap_0", "kin:air_strike|killing", "tenses:past|perfect"."""
    prefix, colon, rest = name.partition(":")
    if not colon:
        return None
    if prefix in KINSHIPS:
        told = rest.replace("|", " and ").replace("_", " ")
        return _plain(rest) or (KINSHIPS[prefix].format(told) if told else None)
    first, _, second = rest.partition("|")
    match prefix:
        case "tenses":
            return f"tenses: {TENSES[first]}, then {TENSES[second]}"
        case "plurals" | "verbs":
            before, after = (FLAGS[prefix][int(each)] for each in rest)
            return f"the first is {before}, the second {after}"
        case "definite" | "fresh":
            return f"the second {ALONE[prefix]}, {GAPS[rest]}"
        case "from_top":
            return f"the first stands at the top of the report, the second {ALONE[rest]}"
        case "saying_no_more":
            return f"the second {ALONE['told_0']}, {GAPS[rest]}"
        case "lemma_shared":
            kinds = GAPS.get(rest) or f"the first {ALONE[first]}, the second {ALONE[second]}"
            return f"the same word, {kinds}"
        case _:
            return None


def _plain(name: str) -> str | None:
    """The meaning of a feature that is also made by kinship; None for a type or two."""
    return PLAIN.get(name) or _of_side(name) or _of_field(name)


def _of_side(name: str) -> str | None:
    side, _, what = name.partition("_")
    if side not in SIDES:
        return None
    if what in TENSES:
        return f"{SIDES[side]} is told in the {TENSES[what]}".replace("the no tense", "no tense")
    return f"{SIDES[side]} {ALONE[what]}" if what in ALONE else None


def _of_field(name: str) -> str | None:
    field, _, end = name.partition("_")
    if field == "names" and end.isdecimal():
        shared = {"0": "no name", "1": "one name", "4": "four names or more"}
        return f"the two sentences share {shared.get(end, end + ' names')}"
    if field in FIELDS and end in ENDS:
        return ENDS[end].format(FIELDS[field])
    return None
