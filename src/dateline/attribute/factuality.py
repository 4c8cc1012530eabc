"""How surely an event is told: a walk up the parse from the word that names it.

At each step the word's own mood counts, then the word that governs it. The nearest cue
wins. What presupposes its content (after, since, a relative clause) ends the walk.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.attribute.grammar import SUBJECTS, children, first, is_passive, lemma_key
from dateline.attribute.moods import answers_something, auxiliaries, mood_of
from dateline.codebook.cues import Cues, FactCue, Meaning
from dateline.model import Attribution, Factuality, Reading, Token
from dateline.syntax import objects_of

STEPS = 8  # words from the event to the farthest cue
NAMED = 0.7  # weight of a mention that only names the event, beside 1 for a clause
AHEAD = frozenset({"until", "till", "once", "when", "before", "after"})
DENIAL = "denial"  # the speech verbs that dispute
# Of equal weights the later wins: a plain statement, then what came of it.
_OUTCOME = ("hypothetical", "planned", "uncertain", "foiled", "denied", "asserted")
_SLOTS = {"dobj": "object", "nsubjpass": "passive_object", "compound": "compound"}
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one mention tells its event. `stated`: by a clause of its own, not by a mere name.

    `cue` is the token index of the word whose mood or government decided, None by default.
    """

    value: Meaning
    stated: bool
    cue: int | None = field(default=None, compare=False)


def judge_factuality(
    heads: tuple[int, ...],
    reading: Reading,
    attributions: tuple[Attribution, ...],
    cues: Cues,
) -> Factuality:
    """How surely an event is told, over all its mentions (token indices of their heads).

    The weightier reading wins, a plain statement among equals; one that a source
    contradicts outright leaves the event uncertain.
    """
    judgements = tuple(judge_mention(head, reading, cues) for head in heads)
    kept = tuple(
        judgement
        for head, judgement in zip(heads, judgements, strict=True)
        if judgement.value not in ("denied", "foiled")
        or reading.tokens[head].lemma not in cues.results
    )
    denied = any(
        judgement.value == "denied" and _attributed(head, reading, attributions)
        for head, judgement in zip(heads, judgements, strict=True)
    )
    stated = any(judgement.value == "asserted" and judgement.stated for judgement in judgements)
    # "No one was hurt" denies a result, not the attack it came of; so does "nearly killed".
    return "uncertain" if denied and stated else combine(kept or judgements)


def _attributed(head: int, reading: Reading, attributions: tuple[Attribution, ...]) -> bool:
    """Whether the words stand in what a source disputes."""
    span = reading.tokens[head].span
    return any(
        attribution.by == DENIAL and any(piece.contains(span) for piece in attribution.content)
        for attribution in attributions
    )


def combine(judgements: tuple[Judgement, ...]) -> Factuality:
    """One value of several mentions. A mere name ("the attack") says less than a clause."""
    weights: dict[Meaning, float] = {"asserted": 0.0}
    for judgement in judgements:
        told = judgement.stated or judgement.value != "asserted"
        weights[judgement.value] = weights.get(judgement.value, 0.0) + (1.0 if told else NAMED)
    return max(weights, key=lambda value: (weights[value], _OUTCOME.index(value)))


def judge_mention(head: int, reading: Reading, cues: Cues) -> Judgement:
    """How one mention tells its event."""
    own = _own_word(head, reading, cues) or _to_be_held(head, reading, cues)
    if own is not None:
        return Judgement(own, True)
    here, stated = head, reading.tokens[head].pos in _VERBAL
    for _ in range(STEPS):
        mood = mood_of(reading, here, cues, named=here != head)
        if mood is not None:
            return Judgement(mood, True, here)
        step = _climb(here, reading, cues)
        if step.value is not None:
            return Judgement(step.value, True, reading.tokens[here].head)
        if step.above is None:
            break
        stated = stated or _states(step.above, reading)
        here = step.above
    return Judgement("asserted", stated)


def _own_word(head: int, reading: Reading, cues: Cues) -> Meaning | None:
    """ "An assassination attempt", "arrest warrants": the noun that heads the name is the cue."""
    token = reading.tokens[head]
    named = first(reading, head, "compound", "amod", "nmod") is not None
    if token.pos != "NOUN" or not (named or objects_of(reading, head, "on")):
        return None
    found = cues.fact_words.get(("governs", token.lemma), ())
    return next((cue.means for cue in found if "compound" in cue.over), None)


def _to_be_held(head: int, reading: Reading, cues: Cues) -> Meaning | None:
    """ "The summit that will be held", "talks to be held on Friday": the noun's own clause."""
    if reading.tokens[head].pos != "NOUN":
        return None
    for clause in children(reading, head, "relcl", "acl"):
        held = first(reading, clause.i, "nsubj", "nsubjpass")
        told = clause.dep == "acl" or (held is not None and held.tag in ("WDT", "WP"))
        if clause.lemma in cues.carriers and told:
            planned = auxiliaries(reading, clause.i)[:2] == ("to", "be")
            mood = mood_of(reading, clause.i, cues)
            return "planned" if planned or mood == "planned" else None
    return None


def _states(here: int, reading: Reading) -> bool:
    """A clause that tells what happened; "the attack was a crime" only names it."""
    token = reading.tokens[here]
    return token.pos in _VERBAL and (
        token.lemma != "be" or first(reading, here, "expl") is not None
    )


@dataclass(frozen=True, slots=True)
class Step:
    """Where the walk goes: to a value, to the word above, or (neither) to its end."""

    above: int | None = None
    value: Meaning | None = None


_END = Step()


def _climb(here: int, reading: Reading, cues: Cues) -> Step:
    token = reading.tokens[here]
    above = reading.tokens[token.head]
    if token.head == here:
        return _END
    match token.dep:
        case "conj":
            return _from_conjunct(token, above, reading, cues)
        case "pobj" | "pcomp":
            return _through_preposition(token, above, reading, cues)
        case "nsubj" | "csubj":
            return _from_subject(token, above, reading, cues)
        case "acl" | "relcl" if auxiliaries(reading, here)[:1] == ("to",):
            return _from_infinitive(above, reading, cues)
        case "acl" if above.lemma == "case" and reading.tokens[above.head].lemma == "in":
            return Step(value="hypothetical")
        case "acl":
            told = first(reading, here, "mark") is not None
            return (_governed(above, "noun_clause", reading, cues) if told else None) or _END
        case "advcl":
            return _from_adverbial(token, above, reading, cues)
        case "relcl" if _of_no_such_kind(above, reading):
            return Step(value="denied")
        case label if label in cues.facts.scope.stops:
            return _END
        case _:
            return _from_complement(token, above, reading, cues)


def _of_no_such_kind(noun: Token, reading: Reading) -> bool:
    """ "It is not the kind of state whose rulers murder": nobody is told to do so."""
    while noun.dep in ("pobj", "prep"):
        noun = reading.tokens[noun.head]
    verb = reading.tokens[noun.head]
    kind = noun.dep == "attr" and noun.lemma in ("kind", "sort", "type")
    return kind and first(reading, verb.i, "neg") is not None


def _from_infinitive(above: Token, reading: Reading, cues: Cues) -> Step:
    """ "A plan to attack"; "tried for months to attack" is often read the same way."""
    found = _governed(above, "noun_infinitive", reading, cues)
    if found is None and above.dep == "pobj" and above.entity in ("DATE", "TIME"):
        verb = reading.tokens[reading.tokens[above.head].head]
        found = _governed(verb, "infinitive", reading, cues)
    return found or _END


def _governed(above: Token, slot: str, reading: Reading, cues: Cues) -> Step | None:
    """What a governing word makes of what stands in its slot; None if it is no cue."""
    if slot.startswith("noun_") and _confirmed(above, reading, cues):
        return None  # what is confirmed is no longer a mere report
    if slot.startswith("noun_") and _disputed(above, reading, cues):
        return Step(value="denied")
    for key in _keys(reading, above):
        for cue in cues.fact_words.get(("governs", key), ()):
            if slot in cue.over:
                return _applied(cue, above, reading, cues)
    return None


def _confirmed(above: Token, reading: Reading, cues: Cues) -> bool:
    """ "Confirmed reports that ..." are no longer mere reports; a confirmed plan is a plan."""
    verb = reading.tokens[above.head]
    confirmed = above.dep == "dobj" and verb.lemma in cues.facts.scope.confirming
    return confirmed and _is_report(above, cues)


def _is_report(noun: Token, cues: Cues) -> bool:
    found = cues.fact_words.get(("governs", noun.lemma), ())
    return any(cue.means == "uncertain" for cue in found)


def _disputed(above: Token, reading: Reading, cues: Cues) -> bool:
    """ "Denied reports that ...": what the reports say is denied."""
    verb = reading.tokens[above.head]
    denying = any(cue.means == "denied" for cue in cues.fact_words.get(("governs", verb.lemma), ()))
    return above.dep == "dobj" and verb.pos in _VERBAL and denying and _is_report(above, cues)


def _keys(reading: Reading, above: Token) -> Iterator[str]:
    """ "Tried to" is over and did not succeed; "is trying to" is open."""
    if above.tag == "VBD" or (
        above.tag == "VBN" and auxiliaries(reading, above.i) in ((), ("had",))
    ):
        yield f"{above.lemma}_past"
    yield from lemma_key(reading, above.i)


def _applied(cue: FactCue, above: Token, reading: Reading, cues: Cues) -> Step:
    """A negated plan is a denial; a negated denial or failure leaves things as they are."""
    mood = mood_of(reading, above.i, cues)
    if cue.means == "planned" and above.pos == "NOUN" and _came_to_nothing(above, reading, cues):
        return Step(value="foiled")
    if mood == "denied" and cue.means in ("planned", "uncertain"):
        return Step(value="denied")
    if mood == "denied" and cue.means in ("denied", "foiled"):
        return _END
    if cue.means == "foiled" and mood in ("planned", "hypothetical"):
        return Step(value="hypothetical")
    return Step(value=cue.means)


def _came_to_nothing(attempt: Token, reading: Reading, cues: Cues) -> bool:
    """ "Foiled an attempt to", "the attempt to ... failed", "survived a bid to"."""
    if mood_of(reading, attempt.i, cues) == "foiled":
        return True
    survived = attempt.dep == "dobj" and _governed(
        reading.tokens[attempt.head], "attempt", reading, cues
    )
    return bool(survived) or _climb(attempt.i, reading, cues).value == "foiled"


def _from_conjunct(token: Token, above: Token, reading: Reading, cues: Cues) -> Step:
    """A conjunct shares what governs the first; its own subject or tense keeps moods apart."""
    own = first(reading, token.i, *SUBJECTS) is not None or auxiliaries(reading, token.i)
    if not own and (above.pos in _VERBAL) == (token.pos in _VERBAL):
        return Step(above=above.i) if _shares(token, above) else _END
    return _climb(above.i, reading, cues)


def _shares(token: Token, above: Token) -> bool:
    """ "Will attack and burn" shares the future, "will attack and burned" does not."""
    if token.pos not in _VERBAL:
        return True
    return token.tag == above.tag


def _through_preposition(token: Token, prep: Token, reading: Reading, cues: Cues) -> Step:
    word = prep.text.lower()
    if word == "without" or (prep.i and reading.tokens[prep.i - 1].lemma == "instead"):
        return Step(value="denied")
    hedge = mood_of(reading, prep.i, cues)  # "killed, reportedly by mortar fire"
    if hedge == "uncertain":
        return Step(value=hedge)
    if word == "by" and token.dep == "pobj":
        return _from_doer(prep, reading, cues)
    if _in_case(word, prep, reading):
        return Step(value="hypothetical")
    above = reading.tokens[prep.head]
    if answers_something(above, reading, cues):
        return _END
    slot = f"noun_{word}" if above.pos == "NOUN" else word
    governed = _governed(above, slot, reading, cues)
    if governed is None and above.dep in ("dobj", "nsubjpass"):
        # "Accused the rebels of shelling": "of" often hangs on the rebels.
        governed = _governed(reading.tokens[above.head], word, reading, cues)
    if governed is None and word in cues.stop_words and word != "by":
        return _END
    if governed is not None:
        return governed
    if above.pos == "NOUN":
        return Step(above=above.i) if word == "of" else _END
    goes = above.lemma in cues.carriers and word in ("in", "to", "with", "into", "on")
    return Step(above=above.i) if goes or token.dep == "pcomp" else _END


def _from_doer(prep: Token, reading: Reading, cues: Cues) -> Step:
    """ "Will be supported by air strikes": what is to come is done by what is to come."""
    mood = mood_of(reading, prep.head, cues) if prep.dep == "agent" else None
    return Step(value=mood) if mood in ("planned", "hypothetical") else _END


def _in_case(word: str, prep: Token, reading: Reading) -> bool:
    """ "In case of an attack", "in the event of an attack"; not "in the case of the attack"."""
    above = reading.tokens[prep.head]
    phrase = "the event" if above.lemma == "event" else "case"
    before = reading.tokens[max(above.i - phrase.count(" ") - 1, 0)]
    return word == "of" and above.lemma in ("case", "event") and before.text.lower() == "in"


def _from_subject(token: Token, above: Token, reading: Reading, cues: Cues) -> Step:
    """ "Talks will take place": the mood of a verb of happening is the event's."""
    for kid in children(reading, above.i, "acomp", "attr", "oprd"):
        for form in ("modifies", "governs"):
            found = cues.fact_words.get((form, kid.text.lower()))
            if found and above.lemma in ("be", "seem", "appear", "look", "remain"):
                return Step(value=found[0].means)
    governed = _governed(above, "subject", reading, cues)
    if governed is not None:
        return governed
    if above.lemma == "be" and mood_of(reading, above.i, cues) in ("denied", "uncertain"):
        return _END  # "the attack was not the first" denies no attack
    if above.lemma in cues.carriers or token.tag == "VBG":
        return Step(above=above.i)
    return _END


def _from_adverbial(token: Token, above: Token, reading: Reading, cues: Cues) -> Step:
    marks = {kid.text.lower() for kid in children(reading, token.i, "mark", "advmod", "prep")}
    if marks & AHEAD and token.tag in ("VBZ", "VBP"):
        mood = mood_of(reading, above.i, cues)  # "will stay until the siege ends"
        return Step(value=mood) if mood in ("planned", "hypothetical") else _END
    if marks & cues.stop_words:
        return _END
    words = auxiliaries(reading, token.i)
    if words[:1] == ("to",):
        return _governed(above, "infinitive", reading, cues) or Step(value="planned")
    bare = not words and token.tag == "VBG"
    mood = mood_of(reading, above.i, cues) if bare else None
    return Step(value=mood) if mood in ("planned", "hypothetical") else _END


def _from_complement(token: Token, above: Token, reading: Reading, cues: Cues) -> Step:
    if token.dep == "nsubjpass" and _to_come(above, reading, cues):
        return Step(value="planned")
    slot = _slot_of(token, reading)
    governed = _governed(above, slot, reading, cues)
    if governed is None and is_passive(reading, above.i):
        governed = _governed(above, f"passive_{slot}", reading, cues)
    if governed is None and token.tag == "VBG" and slot != "participle":
        governed = _governed(above, "participle", reading, cues)
    if governed is not None and governed.value == "planned" and _is_perfect(token, reading):
        return Step(value="uncertain")  # "expected to have crossed"
    if governed is not None:
        return governed
    if slot == "infinitive" and above.lemma == "be":
        return Step(value=_of_being(above, reading, cues))
    if slot == "infinitive" and above.lemma == "go" and above.tag == "VBG":
        return Step(value="planned")
    if slot in ("infinitive", "participle", "compound"):
        return Step(above=above.i)
    carried = above.lemma in cues.carriers or token.dep in ("amod", "nmod", "attr", "oprd", "acomp")
    return Step(above=above.i) if carried and token.dep != "ccomp" else _END


def _to_come(above: Token, reading: Reading, cues: Cues) -> bool:
    """ "Welcomed the talks to be held on Monday"."""
    return above.lemma in cues.carriers and auxiliaries(reading, above.i)[:2] == ("to", "be")


def _of_being(above: Token, reading: Reading, cues: Cues) -> Meaning:
    """ "The aim is to seize the town"; "it is vital to free them", "one way would be to talk"."""
    judged = first(reading, above.i, "acomp") is not None
    wished = judged or mood_of(reading, above.i, cues) == "hypothetical"
    return "hypothetical" if wished else "planned"


def _is_perfect(token: Token, reading: Reading) -> bool:
    return "have" in auxiliaries(reading, token.i) and token.tag == "VBN"


def _slot_of(token: Token, reading: Reading) -> str:
    words = auxiliaries(reading, token.i)
    if token.dep in ("xcomp", "ccomp"):
        if words[:1] == ("to",):
            return "infinitive"
        if token.dep == "ccomp":
            bare = token.tag == "VB" and not words
            return "clause_bare" if bare or words[:1] == ("be",) else "clause"
        return "participle" if token.tag == "VBG" else "infinitive"
    return _SLOTS.get(token.dep, token.dep)
