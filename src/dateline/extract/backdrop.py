"""Words that name an event and tell none: an office, a purpose, a habit, a month, a tag."""

from itertools import takewhile

from dateline.codebook.classes import CarryingVerbs
from dateline.extract.blaming import planned_noun
from dateline.model import Reading, Token
from dateline.syntax import children, is_infinitive, is_verb

LISTED = 20  # words a list of tags may run on for
USUAL = "it is said to be usual, not to have been done"
TAGS = ("Tags", "TAGS", "Topic", "Keywords")


def backdrop(
    reading: Reading, words: tuple[int, ...], verbs: CarryingVerbs, dated: frozenset[int]
) -> str | None:
    """Why words are an office, a breach, a purpose or a month rather than an event."""
    token = reading.tokens[words[0]]
    last = reading.tokens[words[-1]]
    above = reading.tokens[last.head]
    if last.dep == "pobj" and above.lemma in ("of", "for", "about"):
        over = reading.tokens[above.head]
        named = f"“{over.text} {above.text} …” names an office or what was done about it"
        return named if over.lemma in verbs.offices else None
    if last.i in dated:
        return "the words are part of a date"
    if token.dep == "acl" and token.tag == "VBG" and token.lemma in verbs.describing:
        return "it describes what stands before it"
    if _is_hidden_infinitive(reading, last):
        return "“to” before it is of an infinitive: what could be done, not what was"
    if _is_usual(reading, token, verbs):
        return USUAL
    if _is_rule(reading, token, verbs) or _is_open_question(reading, last):
        return "it tells what is done in general, or what a word means"
    return "a purpose, not an act" if _is_purpose(reading, token, verbs) else None


def _is_hidden_infinitive(reading: Reading, token: Token) -> bool:
    """ "A disease to battle", "reason to protest": the parser takes the verb for a noun.

    A bare singular right after "to", which hangs on a bare noun: "go to battle" and "a return to
    fighting" are none.
    """
    above = reading.tokens[token.head]
    if token.tag != "NN" or token.dep != "pobj" or above.text.lower() != "to":
        return False
    over = reading.tokens[above.head]
    bare = not reading.children[token.i] and above.i == token.i - 1 and over.i == above.i - 1
    return bare and over.pos == "NOUN" and not token.text.endswith("ing")


def _is_rule(reading: Reading, token: Token, verbs: CarryingVerbs) -> bool:
    """What is done in general, or what a word means: "a bombing is the use of explosives"."""
    kids = [reading.tokens[i] for i in reading.children[token.i]]
    if token.tag in ("VBP", "VBZ"):
        return any(kid.dep == "advmod" and kid.lemma in verbs.habits for kid in kids)
    above = reading.tokens[token.head]
    meant = token.dep == "nsubj" and above.lemma == "be" and above.tag == "VBZ"
    named = any(kid.text.lower() in ("a", "an") for kid in kids if kid.dep == "det")
    return meant and named and bool(children(reading, above.i, "attr"))


def _is_usual(reading: Reading, token: Token, verbs: CarryingVerbs) -> bool:
    """ "Kidnappings are common", "clashes are a regular occurrence"."""
    above = reading.tokens[token.head]
    if token.dep != "nsubj" or above.lemma != "be" or above.tag not in ("VBP", "VBZ"):
        return False
    said = [*children(reading, above.i, "acomp", "attr")]
    words = [
        reading.tokens[i] for i in (*said, *(o for i in said for o in children(reading, i, "amod")))
    ]
    return any(word.lemma in verbs.usual for word in words)


def _is_open_question(reading: Reading, token: Token) -> bool:
    """What is found out each time: "it determines whose planes carry out raids"."""
    verb = token if is_verb(token) else reading.tokens[token.head]
    if verb.dep != "ccomp" or verb.tag not in ("VBP", "VBZ"):
        return False
    owners = (o for i in children(reading, verb.i, "nsubj") for o in children(reading, i, "poss"))
    return any(reading.tokens[i].tag == "WP$" for i in owners)


def list_of_tags(reading: Reading, i: int) -> str | None:
    """ "Tags Syria Raqqa airstrikes": a word of a list of tags, which ends at the first clause."""
    before = reversed(reading.tokens[max(i - LISTED, 0) : i])
    run = takewhile(lambda t: t.text in TAGS or t.pos in ("NOUN", "PROPN", "ADJ", "NUM"), before)
    return "a word of a list of tags" if any(token.text in TAGS for token in run) else None


def _is_purpose(reading: Reading, token: Token, verbs: CarryingVerbs) -> bool:
    """ "fighting to overthrow the regime", "deployed to combat terrorism"."""
    if not is_infinitive(reading, token.i) or not is_verb(token):
        return False
    above = reading.tokens[token.head]
    if above.lemma == "ask" and any(
        reading.tokens[i].dep == "neg" for i in reading.children[token.i]
    ):
        return True  # "who asked not to be named"
    if above.lemma == "use" and _has_used(reading, above):
        return False
    if token.dep == "advcl":
        return planned_noun(token.i, reading, verbs) is None
    return token.dep == "xcomp" and above.lemma in verbs.purposes


def _has_used(reading: Reading, verb: Token) -> bool:
    """ "Used artillery to shell the town": it was shelled. "Is used to shell" tells a habit."""
    return verb.tag == "VBD" and bool(children(reading, verb.i, "dobj"))
