"""How surely someone is the doer: accused, claimed, denied, or plainly told."""

from dateline.attribute.grammar import children, first, subject_of
from dateline.attribute.sources import head_of
from dateline.codebook.cues import Cues, DoubtCue
from dateline.model import Attribution, Certainty, Reading, Span, Token

ACCUSATION = "accusation"  # the speech verbs that accuse


def judge_certainty(
    argument: Span,
    heads: tuple[int, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
    cues: Cues,
) -> Certainty:
    """How surely the words `argument` name the doer of the event with these trigger heads.

    "asserted" where nothing says otherwise.
    """
    head = head_of(argument, reading)
    if _accused_by(argument, heads, reading, attributions) or _one_of_two(head, reading):
        return "accused"
    for cue in cues.doubts.cues:
        if _modified(head, argument, cue, reading) or _charged(head, cue, reading, heads):
            return cue.means
        if _speaks(head, cue, reading, heads):
            return cue.means
    return "asserted"


def _accused_by(
    argument: Span,
    heads: tuple[int, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
) -> bool:
    """Somebody accuses the doer of this: both stand in one accusation."""
    spans = [reading.tokens[head].span for head in heads]
    return any(
        any(piece.contains(argument) for piece in attribution.content)
        and any(piece.contains(span) for piece in attribution.content for span in spans)
        for attribution in attributions
        if attribution.by == ACCUSATION
    )


def _one_of_two(head: Token, reading: Reading) -> bool:
    """ "Syrian or Russian jets": one of the two, nobody says which."""
    above = (reading.tokens[head.head],) if head.dep == "conj" else ()
    nouns = (head, *above, *children(reading, head.i, "amod", "compound"))
    return any(
        kid.lemma == "or" and first(reading, noun.i, "conj") is not None
        for noun in nouns
        for kid in children(reading, noun.i, "cc")
    )


def _modified(head: Token, argument: Span, cue: DoubtCue, reading: Reading) -> bool:
    """ "Suspected rebels", "allegedly by rebels"."""
    near = [*children(reading, head.i, "amod", "advmod"), *reading.tokens_in(argument)]
    near += [reading.tokens[i] for i in (head.i - 1, head.i - 2) if i >= 0]
    return any(token.text.lower() in cue.modifiers for token in near if token.i <= head.i)


def _charged(head: Token, cue: DoubtCue, reading: Reading, heads: tuple[int, ...]) -> bool:
    """The doer is the object of "accuse", of "blame on", the agent of "claimed by"."""
    above = reading.tokens[head.head]
    if head.dep in ("nsubj", "pobj") and _allegedly(head, cue, reading, heads):
        return True
    if head.dep in ("dobj", "nsubjpass"):
        known = above.lemma in cue.verbs and above.i not in heads
        return known or _under_accusation(head, cue, reading, heads)
    if head.dep == "pobj":
        verb = reading.tokens[above.head]
        if _hedged(verb, cue, reading, heads):
            return True
        through = above.lemma in cue.through or (above.lemma == "by" and cue.means == "claimed")
        return through and verb.lemma in cue.verbs and verb.i not in heads
    return False


def _under_accusation(head: Token, cue: DoubtCue, reading: Reading, heads: tuple[int, ...]) -> bool:
    """ "Men suspected of killing a judge": what is told of the doer is an accusation."""
    accusing = [kid for kid in children(reading, head.i, "acl") if kid.lemma in cue.verbs]
    below = {i for kid in accusing if kid.i not in heads for i in reading.subtree(kid.i)}
    return not below.isdisjoint(heads)


def _allegedly(head: Token, cue: DoubtCue, reading: Reading, heads: tuple[int, ...]) -> bool:
    """ "X allegedly killed two men": the doer of a hedged deed is no surer than the deed."""
    above = reading.tokens[head.head]
    verb = reading.tokens[above.head] if above.dep == "agent" else above
    hedges = children(reading, verb.i, "advmod")
    return verb.i in heads and any(kid.text.lower() in cue.modifiers for kid in hedges)


def _hedged(verb: Token, cue: DoubtCue, reading: Reading, heads: tuple[int, ...]) -> bool:
    """ "Strikes allegedly carried out by X": the doing is in doubt, not the strikes."""
    if verb.i in heads:
        return False
    hedges = {*cue.modifiers, *cue.hedges}
    return any(kid.text.lower() in hedges for kid in children(reading, verb.i, "advmod"))


def _speaks(head: Token, cue: DoubtCue, reading: Reading, heads: tuple[int, ...]) -> bool:
    """The doer claims or denies the event, or its part in it."""
    for token in reading.words(reading.sentences[head.sentence]):
        if token.lemma not in cue.speaker or token.i in heads:
            continue
        if subject_of(reading, token.i) == head.i and _about(token, cue, reading, heads):
            return True
    return False


def _about(token: Token, cue: DoubtCue, reading: Reading, heads: tuple[int, ...]) -> bool:
    below = reading.subtree(token.i)
    if not cue.nouns or first(reading, token.i, "xcomp", "ccomp") is not None:
        return any(head in below for head in heads)
    thing = first(reading, token.i, "dobj")
    return thing is not None and thing.lemma in cue.nouns
