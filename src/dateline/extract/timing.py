"""Which events a time phrase dates: those told in its own clause, not those that stand near.

"Rebels attacked on Monday after a raid killed six" dates the attack; "a man jailed on
Monday for the bombing" dates no bombing; "Monday's raid" dates the raid alone.
"""

from collections.abc import Mapping

from dateline.model import Argument, Mention, Reading, Sentence, Span
from dateline.syntax import (
    children,
    clause_when,
    is_infinitive,
    is_verb,
    objects_of,
    path_into,
    path_up,
    tense_of,
)

# A noun under one of these is told as background to its clause.
BACKGROUND = frozenset(
    "after before since following despite over for about until amid of between without because "
    "against than like except besides".split()
)
LINKING = frozenset("after before since until because although though if unless once".split())
PREMODIFIERS = ("compound", "nmod", "npadvmod", "amod", "nummod", "poss")
# Their time is that of an opinion, whatever they speak of.
JUDGING = frozenset(
    "condemn denounce deplore decry mourn investigate probe discuss commemorate welcome criticize "
    "criticise regret repudiate reject refute deny".split()
)
# "Held in connection with the killing": why, not when.
REASONS = frozenset(
    "connection charge suspicion response retaliation revenge reprisal reaction memory "
    "anniversary".split()
)
# "A town held by rebels was shelled on Monday": no day dates how things stand.
STANDING = frozenset(
    "hold control call know locate base situate own inhabit populate dominate affiliate link "
    "ally back support".split()
)
# "The protests that preceded the fall of the junta in 1974": the year is that of the fall.
RELATING = frozenset("precede follow predate".split())
BEGINNING = frozenset("begin start erupt commence".split())
DEFINITE = frozenset("the this that these those".split())
NOMINAL = ("NOUN", "PROPN", "ADP")
STRETCHES = ("since ", "over the past ", "over the last ", "for ", "in recent ", "ever since ")
# "Monday's attack came as rebels advanced": what came and what it came with are of one day.
COMING = frozenset("come occur happen coincide".split())
# "The party in power since 1963 responded with force": since when it rules.
RULING = frozenset("power office exile".split())
CLAUSES = ("relcl", "acl", "advcl", "ccomp", "csubj", "pcomp")


Dates = Mapping[Span, tuple[int, ...]]  # time phrase -> the trigger heads it dates


def dated_by(
    reading: Reading, mention: Mention, heads: tuple[int, ...], telling: frozenset[str]
) -> tuple[int, ...]:
    """The trigger heads that a time phrase of their sentence dates, in text order.

    `telling` are the lemmas of verbs of speech: the time of a statement dates nothing.
    """
    within = {head for head in heads if mention.span.contains(reading.tokens[head].span)}
    within |= _abutting(reading, mention, heads) | _outset(reading, mention, heads)
    path = _lifted(reading, mention, _path_outside(reading, mention))
    if not path:
        return tuple(sorted(within))
    # "The five-year war has killed thousands": a length tells of all that is said of the war.
    if _is_premodifier(reading, mention, path) and (mention.by != "time.aged" or path[0] in heads):
        alike = _modified(reading, path[0], heads) | _accompanying(reading, path[0], heads)
        return tuple(sorted(within | alike))
    if _is_of_rule(reading, mention):
        return tuple(sorted(within))
    if _is_of_telling(reading, path, heads, telling):
        return tuple(sorted(within))
    return tuple(h for h in heads if h in within or _in_scope(reading, mention, path, h, heads))


def _abutting(reading: Reading, mention: Mention, heads: tuple[int, ...]) -> set[int]:
    """What a date stands right before: "the April 15, 2013, bombing", "on Monday, when he fled"."""
    verb = clause_when(reading, mention.span)
    if verb is not None:
        told = {head for head in heads if verb in path_up(reading, head)}
        return {head for head in told if not _is_nested(reading, head, verb)}
    last = reading.tokens_in(mention.span)[-1].i
    after = [token for token in reading.tokens[last + 1 : last + 3] if token.text != ","][:1]
    noun = after[0] if mention.label == "date" and after else None
    return {noun.i} if noun is not None and noun.i in heads and noun.pos == "NOUN" else set()


def _outset(reading: Reading, mention: Mention, heads: tuple[int, ...]) -> set[int]:
    """ "Since the war began in 2011 with protests": the protests that it began with."""
    found = set()
    for head in heads:
        up = path_into(reading, head, mention.span)
        top = reading.tokens[up[-1]] if up else None
        if top is not None and top.lemma in ("with", "as"):
            found |= {head} if reading.tokens[top.head].lemma in BEGINNING else set()
    return found


def _is_of_rule(reading: Reading, mention: Mention) -> bool:
    first = reading.tokens_in(mention.span)[0].i
    ruling = first > 0 and reading.tokens[first - 1].lemma in RULING
    return ruling and _is_stretch(reading, mention)


def _is_nested(reading: Reading, head: int, verb: int) -> bool:
    """Whether a word stands in a clause of its own below a verb, or as the background to it."""
    up = path_up(reading, head)
    return any(
        reading.tokens[i].dep in CLAUSES or reading.tokens[i].lemma in BACKGROUND
        for i in up[: up.index(verb)]
    )


def _accompanying(reading: Reading, noun: int, heads: tuple[int, ...]) -> set[int]:
    """ "Monday's attack came as rebels pressed their offensive": what it came with."""
    verb = reading.tokens[reading.tokens[noun].head]
    if reading.tokens[noun].dep != "nsubj" or verb.lemma not in COMING:
        return set()
    clauses = [i for i in children(reading, verb.i, "advcl") if _is_simultaneous(reading, i)]
    return {
        head
        for clause in clauses
        for head in heads
        if clause in path_up(reading, head) and not _is_nested(reading, head, clause)
    }


def dates_in(
    reading: Reading, sentence: Sentence, heads: tuple[int, ...], telling: frozenset[str]
) -> Dates:
    """Each time phrase of a sentence, with the trigger heads it dates."""
    return {
        mention.span: dated_by(reading, mention, heads, telling)
        for mention in reading.mentions_of(sentence.i)
        if mention.kind == "time" and sentence.span.contains(mention.span)
    }


def times_of(reading: Reading, head: int, dates: Dates) -> tuple[Argument, ...]:
    """The times that date one trigger, as its arguments."""
    return tuple(
        Argument("time", mention.span, mention.head, "time.clause")
        for mention in reading.mentions_of(reading.tokens[head].sentence)
        if mention.kind == "time" and head in dates.get(mention.span, ())
    )


def _path_outside(reading: Reading, mention: Mention) -> tuple[int, ...]:
    """From the word a time hangs on, its prepositions left aside, to the root."""
    path = path_up(reading, mention.head)
    for place, i in enumerate(path):
        token = reading.tokens[i]
        if not mention.span.contains(token.span) and token.pos not in ("ADP", "SCONJ", "PART"):
            return path[place:]
    return ()


def _is_premodifier(reading: Reading, mention: Mention, path: tuple[int, ...]) -> bool:
    """ "the 2016 summit", "Monday's raid", "overnight strikes", not "on Monday police"."""
    top = reading.tokens[mention.head]
    host = reading.tokens[path[0]]
    first = reading.tokens_in(mention.span)[0].i
    dated = first > 0 and reading.tokens[first - 1].lemma == "on"
    possessive = reading.quote(mention.span).endswith("s")
    return (
        top.head == host.i
        and (possessive or not dated)
        and top.dep in PREMODIFIERS
        and host.start >= mention.span.end
        and host.pos in ("NOUN", "PROPN")
    )


def _modified(reading: Reading, noun: int, heads: tuple[int, ...]) -> set[int]:
    """The triggers in a noun's own phrase: the noun, or what "Monday's wave of" is made of."""
    own = {head for head in heads if head == noun or reading.tokens[head].head == noun}
    below = objects_of(reading, noun, "of", "from", "in")
    return own or {head for head in heads if head in below}


def _is_of_telling(
    reading: Reading, path: tuple[int, ...], heads: tuple[int, ...], telling: frozenset[str]
) -> bool:
    """Whether a time is that of a statement: "said on Thursday"."""
    for i in path:
        if i in heads:
            return False
        if is_verb(reading.tokens[i]):
            lemma = reading.tokens[i].lemma
            return lemma in JUDGING or (lemma in telling and not _acts(reading, i, heads))
    return False


def _acts(reading: Reading, verb: int, heads: tuple[int, ...]) -> bool:
    """Whether a verb of speech tells none: "raids claimed 17 lives", "reported an attack".

    "Confirmed the attack on Monday" is a statement: what it speaks of is known.
    """
    if children(reading, verb, "ccomp"):
        return False
    return any(
        reading.tokens[kid].dep == "nsubj" or not _is_definite(reading, kid)
        for kid in children(reading, verb, "nsubj", "nsubjpass", "dobj", "xcomp")
        if kid in heads and not is_infinitive(reading, kid)
    )


def _is_definite(reading: Reading, noun: int) -> bool:
    return any(reading.tokens[kid].lemma in DEFINITE for kid in children(reading, noun, "det"))


def _in_scope(
    reading: Reading, mention: Mention, path: tuple[int, ...], head: int, heads: tuple[int, ...]
) -> bool:
    """Whether nothing stands between a time and a trigger that makes them two stories."""
    up = path_up(reading, head)
    clause = _clause_under(reading, mention.span, head)
    if clause and not is_infinitive(reading, clause[-1]):
        return _tells_when(reading, clause)
    if clause:  # "trying for months to take the town": parsed as months to take it
        return _is_stretch(reading, mention)
    meeting = next((i for i in up if i in path), None)
    if meeting is None:
        return False
    climbed, descended = path[: path.index(meeting)], up[: up.index(meeting)]
    if not _is_stretch(reading, mention):
        climbed = _off_standing(reading, climbed)
    shared = _is_shared(reading, mention, head)
    return (shared or _may_climb(reading, climbed, head, heads)) and all(
        _may_descend(reading, i, meeting, mention, head) for i in descended
    )


def _is_stretch(reading: Reading, mention: Mention) -> bool:
    return reading.quote(mention.span).lower().startswith(STRETCHES)


def _is_shared(reading: Reading, mention: Mention, head: int) -> bool:
    """ "Thousands have been killed and many displaced since the war began": both since then."""
    since = reading.quote(mention.span).lower().startswith("since ")
    return since and head < mention.head and tense_of(reading, head) == "perfect"


def _clause_under(reading: Reading, time: Span, head: int) -> tuple[int, ...]:
    """From a trigger up to the verb of the clause that hangs on a time; empty if none does."""
    up = path_into(reading, head, time)
    return up if up and reading.tokens[up[-1]].dep in CLAUSES else ()


def _tells_when(reading: Reading, clause: tuple[int, ...]) -> bool:
    """Whether a clause hangs on a time to say what was then: "2011, when police fired"."""
    words = {reading.tokens[kid].lemma for kid in reading.children[clause[-1]]}
    return "when" in words and not any(
        reading.tokens[i].pos == "ADP" and reading.tokens[i].lemma in BACKGROUND for i in clause
    )


def _lifted(reading: Reading, mention: Mention, path: tuple[int, ...]) -> tuple[int, ...]:
    """The path of a stretch up to now, from the verb in the perfect that it belongs to.

    "Has bombed what are said to be bases since 2014": the parse may hang it on "are".
    """
    if not path or not _is_stretch(reading, mention):
        return path
    verbs = [i for i in path if is_verb(reading.tokens[i])]
    if not verbs or tense_of(reading, verbs[0]) == "perfect":
        return path
    above = next((i for i in verbs if tense_of(reading, i) == "perfect"), None)
    return path if above is None else path[path.index(above) :]


def _may_climb(
    reading: Reading, climbed: tuple[int, ...], head: int, heads: tuple[int, ...]
) -> bool:
    """Whether a time reaches out of the clause or phrase it stands in."""
    passed = False  # a trigger, whose own time it then is
    for i in climbed:
        token = reading.tokens[i]
        passed |= i in heads
        if token.pos == "ADP" and token.lemma in BACKGROUND and passed:
            return False
        if token.dep == "conj" and is_verb(token) and _has_own_subject(reading, i):
            return False
        if _is_aside(reading, i):
            return False
        if token.dep in CLAUSES and not _opens_upward(reading, i, head, passed):
            return False
    return True


def _off_standing(reading: Reading, climbed: tuple[int, ...]) -> tuple[int, ...]:
    """The way up without the participle that only says how a thing stands."""
    standing = (
        at
        for at, i in enumerate(climbed)
        if reading.tokens[i].dep == "acl"
        and reading.tokens[i].tag == "VBN"
        and reading.tokens[i].lemma in STANDING
    )
    at = next(standing, None)
    return climbed if at is None else climbed[at + 1 :]


def _is_aside(reading: Reading, i: int) -> bool:
    """ "The weeks before the vote on 7 May": the day is that of the vote."""
    token = reading.tokens[i]
    return (
        token.pos == "ADP"
        and token.lemma in ("after", "before")
        and any(mention.span.contains(token.span) for mention in reading.of_kind("time"))
    )


def _has_own_subject(reading: Reading, i: int) -> bool:
    own = ("nsubj", "nsubjpass", "aux", "auxpass")
    return any(reading.tokens[kid].dep in own for kid in reading.children[i])


def _opens_upward(reading: Reading, i: int, head: int, passed: bool) -> bool:
    """Whether what dates a clause dates the clause or noun above it too."""
    token = reading.tokens[i]
    if token.lemma in RELATING:
        return False
    if token.dep in ("acl", "relcl") and (token.head == head or _begins(reading, i, head)):
        return True
    if token.dep not in ("acl", "advcl"):
        return False
    purpose = is_infinitive(reading, i) and not passed
    return token.tag == "VBG" or purpose or _is_simultaneous(reading, i)


def _begins(reading: Reading, i: int, head: int) -> bool:
    """ "An offensive against several areas that began on Friday": what begins is an act."""
    if reading.tokens[i].lemma not in BEGINNING or reading.tokens[head].pos not in NOMINAL:
        return False
    path = path_up(reading, i)
    between = path[1 : path.index(head)] if head in path else ()
    return bool(between) and all(reading.tokens[j].pos in NOMINAL for j in between)


def _may_descend(reading: Reading, i: int, meeting: int, mention: Mention, head: int) -> bool:
    """Whether a clause's time holds for what one of its words heads."""
    token = reading.tokens[i]
    if token.pos == "ADP":
        return token.lemma not in BACKGROUND or _counts(reading, i)
    if token.dep == "conj":
        fronted = mention.head < meeting
        return fronted or mention.head > head
    if token.lemma in REASONS and i != head:
        return False
    if token.dep == "advcl":
        plain = token.tag in ("VBN", "VBD") and not _is_marked(reading, i)
        return (
            (plain and mention.head < meeting) or _is_simultaneous(reading, i) or token.tag == "VBG"
        )
    if token.dep == "amod":
        return False  # "the besieged suburb" was shelled on Monday
    if token.dep == "pcomp":
        return reading.tokens[token.head].lemma in ("by", "in", "with", "through")
    if token.dep == "acl":
        return token.tag == "VBG" and i > meeting
    return token.dep not in CLAUSES


def _is_simultaneous(reading: Reading, i: int) -> bool:
    """ "when helicopters dropped bombs", not "after" it and not "to retake the town"."""
    token = reading.tokens[i]
    if token.dep != "advcl" or is_infinitive(reading, i):
        return False
    marks = {reading.tokens[kid].lemma for kid in reading.children[i] if kid < i}
    return bool(marks & {"when", "as", "while"}) and not marks & LINKING


def _is_marked(reading: Reading, i: int) -> bool:
    return any(reading.tokens[kid].dep in ("mark", "advmod") for kid in reading.children[i])


def _counts(reading: Reading, i: int) -> bool:
    """ "dozens of attacks", "a wave of raids": "of" that hangs on a noun."""
    token = reading.tokens[i]
    return token.lemma == "of" and not is_verb(reading.tokens[token.head])
