"""Who speaks through a document: "footage released by the ministry shows ..."."""

from dateline.attribute.grammar import agent_of, children, first, nominal, phrase
from dateline.attribute.sources import head_of
from dateline.codebook.cues import Cues
from dateline.model import Reading, Span
from dateline.syntax import objects_of

LOOK_BACK = 3  # sentences in which "the report" finds the report it points back to


def is_document(span: Span, reading: Reading, cues: Cues) -> bool:
    """Whether the words name a paper, a picture or figures, not somebody."""
    return head_of(span, reading).lemma in cues.sources.documents


def issuer_of(span: Span, reading: Reading) -> Span | None:
    """Whose document it is, as the words around it say; None if they do not."""
    head = head_of(span, reading).i
    found = _issuer(reading, head)
    if found is None or not nominal(reading.tokens[found]):
        return None
    if reading.tokens[found].entity in ("DATE", "TIME"):
        return None
    return phrase(reading, found)


def _issuer(reading: Reading, head: int) -> int | None:
    """ "X's report", "by X", "from X", "issued by X", "published in X"."""
    owner = first(reading, head, "poss")
    if owner is not None and owner.pos != "PRON":
        return owner.i
    by = _object(reading, head, "by", "from")
    if by is not None:
        return by
    for clause in children(reading, head, "acl"):
        doer = agent_of(reading, clause.i)
        if doer is None and clause.tag == "VBN":
            doer = _object(reading, clause.i, "by", "from", "in")
        if doer is not None:
            return doer
    return None


def _object(reading: Reading, i: int, *words: str) -> int | None:
    return next(iter(objects_of(reading, i, *words)), None)


def issuer_before(
    span: Span, reading: Reading, earlier: tuple[Span, ...], cues: Cues
) -> Span | None:
    """ "The report added": whose report it was when a sentence before told of it."""
    here = head_of(span, reading)
    if not reading.quote(span).lower().startswith(("the ", "this ")):
        return None
    for other in reversed(earlier):
        head = head_of(other, reading)
        if other.start < span.start and head.lemma in cues.sources.documents:
            near = head.sentence >= here.sentence - LOOK_BACK
            return issuer_of(other, reading) if near else None
    return None
