"""What the features of the source model mean, as phrases a reviewer can check."""

_WHOLE = {
    "bias": "any speaker of a report",
    "holds": "what it says holds the event",
    "aside": "what it says does not hold the event",
    "others_hold": "others tell the event",
    "nobody_holds": "nobody is heard to tell the event",
    "holds_opening": "it tells the first mention",
    "outer": "it passes on what another source says",
    "inner": "another source passes on what it says",
    "wishes_beside_a_fact": "it demands or vows something, and the event is told as a fact",
}
_LOOKS = {
    "name": "its words are a name",
    "speaking_noun": "its noun is one for people who speak",
    "document": "its noun is one for papers and pictures",
    "body": "its noun is one for a body",
    "pronoun": "it is only a pronoun",
    "other_noun": "its noun is not one for speakers",
    "noun_of_a_kind": "its words, not its noun, tell its kind",
    "doer": "it is the doer of the event",
    "only_speaker": "nobody else speaks in the report",
    "speaks_often": "it speaks more than twice",
    "reports_in_lead": "it is the outlet that the report is taken from",
}
_FORMS = {
    "verb": "as a verb",
    "verb_amod": "as an adjective",
    "verb_acl": "in a participle",
    "verb_relcl": "in a relative clause",
    "verb_advcl": "in a clause of time or reason",
    "the_noun": "as a noun already known",
    "owned_noun": "as a noun with an owner",
    "bare_noun": "as a noun",
}


def wording_of(name: str) -> str:
    """A feature of the source model in words; the name itself if it has none."""
    if name in _WHOLE:
        return _WHOLE[name]
    relation, _, rest = name.partition(":")
    if relation == "by":
        return f"the rule that read its words is “{rest}”"
    if relation in ("holds", "aside"):
        looks = _LOOKS.get(rest, f"it is a source of kind “{rest}”")
        return f"{looks}, and {_WHOLE[relation]}"
    return _numbered(name)


def _numbered(name: str) -> str:
    before, _, number = name.partition("_")
    match before:
        case "holder":
            return f"sources that stand before it and tell the event: {number}"
        case "holders":
            return f"sources that tell the event: {number}"
        case "depth":
            return f"clauses and nouns between what it says and the event's word: {number}"
        case "told":
            return f"the event is told {_FORMS[number.removeprefix('as_')]}"
        case _:
            return name
