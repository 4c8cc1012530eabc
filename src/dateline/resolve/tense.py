"""Whether a time phrase looks back or ahead, from the verbs it hangs on."""

from dateline.codebook.times import TimeWords
from dateline.model import Reading, Token
from dateline.resolve.clock import Tense

_STEPS = 8  # of the parse, before giving up
_ALONE = ("acl", "relcl", "ROOT", "advcl")  # a participle that needs no auxiliary


def tense_around(reading: Reading, head: int, words: TimeWords) -> Tense | None:
    """The tense that the words above a time phrase give it; `head` is its head token.

    "will leave on Friday", "a vote set for Friday" and "to be freed by Friday" look ahead.
    None if no verb stands above it, and for "would appeal Friday's ruling" and "set a Friday
    deadline", which are no guide.
    """
    token = reading.tokens[head]
    if token.dep == "poss":
        return None
    within = token.dep in ("compound", "nmod") and token.head > token.i  # "set a Friday deadline"
    below = token
    for _ in range(_STEPS):
        found = _tense_of(reading, token, below, words)
        if found is not None or token.head == token.i:
            return None if within and found == "past" else found
        below, token = token, reading.tokens[token.head]
    return None


def _tense_of(reading: Reading, token: Token, below: Token, words: TimeWords) -> Tense | None:
    if token.lemma in words.ahead:
        return "future"
    if token.pos not in ("VERB", "AUX"):
        return None
    if token.lemma in words.set_for and token.tag != "VBG" and below.i > token.i:
        return "future"
    helpers = [
        reading.tokens[kid]
        for kid in reading.children[token.i]
        if reading.tokens[kid].dep in ("aux", "auxpass")
    ]
    perfect = any(each.lemma in ("have", "'ve") for each in helpers)
    if _failed(reading, token, helpers):
        return "past"
    if any(each.lemma in words.modals for each in helpers) and not perfect:
        return "future"
    if _reaches_ahead(token, below, helpers, words) or _plans(reading, token, helpers, words):
        return "future"
    if any(each.tag == "TO" for each in helpers):
        return "future" if _is_planned(reading, token, words) else None
    return _finite(token, helpers)


def _plans(reading: Reading, token: Token, helpers: list[Token], words: TimeWords) -> bool:
    """ "On Tuesday the league plans to hold a march": the march is what Tuesday is of."""
    below = (reading.tokens[i] for i in reading.children[token.i])
    takes = any(each.dep == "xcomp" and each.tag == "VB" for each in below)
    return takes and token.lemma in words.plans and _is_present(token, helpers)


def _reaches_ahead(token: Token, below: Token, helpers: list[Token], words: TimeWords) -> bool:
    """ "Has given them until Friday", "extended its deadline until Friday"."""
    until = below.i > token.i and below.lemma in words.reaching
    return until and (token.lemma in words.extends or _is_present(token, helpers))


def _is_present(token: Token, helpers: list[Token]) -> bool:
    return any(each.tag in ("VBZ", "VBP") for each in (token, *helpers))


def _failed(reading: Reading, token: Token, helpers: list[Token]) -> bool:
    """ "Could not be reached on Wednesday", "neither he nor X could be reached"."""
    kids = [reading.tokens[kid] for kid in reading.children[token.i]]
    subjects = [i for kid in kids if kid.dep.startswith("nsubj") for i in reading.subtree(kid.i)]
    none = any(reading.tokens[i].lemma in ("neither", "no", "nobody", "none") for i in subjects)
    denied = none or any(kid.dep == "neg" for kid in kids)
    return denied and any(each.text.lower() == "could" for each in helpers)


def _is_planned(reading: Reading, token: Token, words: TimeWords) -> bool:
    above = reading.tokens[token.head]
    return above.i != token.i and above.lemma in words.plans


def _finite(token: Token, helpers: list[Token]) -> Tense | None:
    tags = {each.tag for each in (*helpers, token)}
    perfect = any(each.lemma in ("have", "'ve") for each in helpers)
    if "VBD" in tags or perfect:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    # "a decision announced on Wednesday"
    return "past" if token.tag == "VBN" and token.dep in _ALONE else None
