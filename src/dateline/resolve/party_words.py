"""What a party's words look like: a list that goes on, words that name nobody, its article."""

from dateline.codebook.classes import load_classes
from dateline.model import Argument, Participant, Reading, Span, Token

DEFINITE = frozenset("the this these those that".split())
NUMBERS = ("dozen", "score", "hundred", "thousand")


def goes_on(old: Participant, new: Participant, argument: Argument, reading: Reading) -> bool:
    """Whether a list goes on: one kind of people, or bare things ("arms and ammunition")."""
    if new.span.start < old.span.end or (old.actor is None) != (new.actor is None):
        return False
    between = reading.report.text[old.span.end : new.span.start].strip(" ,\n").lower()
    if between not in ("", "and") or reading.tokens[argument.head].dep != "conj":
        return False
    if old.actor is not None and new.actor is not None:
        return old.actor.id == new.actor.id
    if _is_haul(old.span, argument.head, reading):
        return True
    kids = [reading.tokens[i].dep for i in reading.children[argument.head]]
    return reading.tokens[argument.head].pos == "NOUN" and not {"det", "nummod", "poss"} & {*kids}


def _is_haul(before: Span, head: int, reading: Reading) -> bool:
    """ "Six rifles, 12 magazines and a pistol": arms told in a list are one find."""
    arms = load_classes()["weapon"].words
    told = {token.lemma for token in reading.tokens_in(before)}
    return reading.tokens[head].lemma in arms and bool(told & arms)


def names_nobody(head: int, reading: Reading) -> bool:
    """A pronoun, or a bare number of people: "they", "dozens", "about 20"."""
    token = reading.tokens[head]
    kids = [reading.tokens[i] for i in reading.children[token.i]]
    counted = any(kid.dep == "prep" and kid.lemma == "of" for kid in kids)
    number = token.pos == "NUM" or token.lemma in NUMBERS
    return token.pos == "PRON" or (number and not counted)


def is_no_one(head: int, reading: Reading) -> bool:
    """ "No one", "nobody", "none": they take part in nothing."""
    token = reading.tokens[head]
    if token.text.lower() in ("nobody", "none"):
        return True
    before = reading.tokens[head - 1].text.lower() if head else ""
    return token.text.lower() == "one" and before == "no"


def article_of(head: int, reading: Reading) -> str:
    """How a noun is introduced: owned, definite, numbered, indefinite, a bare plural or bare."""
    token: Token = reading.tokens[head]
    kids = [reading.tokens[i] for i in reading.children[head]]
    found = (
        ("owned", any(kid.dep == "poss" for kid in kids)),
        ("definite", any(kid.text.lower() in DEFINITE for kid in kids)),
        ("numbered", any(kid.dep == "nummod" for kid in kids)),
        ("indefinite", any(kid.dep == "det" for kid in kids)),
        ("a bare plural", token.tag in ("NNS", "NNPS")),
    )
    return next((name for name, is_so in found if is_so), "bare")
