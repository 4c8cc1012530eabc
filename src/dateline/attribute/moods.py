"""What the words on a verb or noun itself say of it: auxiliaries, negation, hedges, marks."""

from collections.abc import Iterator

from dateline.attribute.grammar import children, first
from dateline.codebook.cues import Cues, Meaning
from dateline.model import Reading, Token

_TENSED = ("VBD", "VBZ", "VBP")
_MODIFIER_DEPS = ("amod", "advmod", "compound", "npadvmod", "nmod", "acomp")


def mood_of(reading: Reading, i: int, cues: Cues, *, named: bool = False) -> Meaning | None:
    """The mood a word's own dependents give it, the strongest first; None if plain.

    `named`: the event is named by a noun below this word; "it is not clear whether X carried
    out the strikes" leaves no doubt of the strikes.
    """
    if named and _of_the_doer(reading, i):
        return None
    for judge in (_by_mark, _by_auxiliary, _by_negation, _by_modifier):
        found = judge(reading, i, cues)
        if found is not None:
            return found
    return None


def _of_the_doer(reading: Reading, i: int) -> bool:
    """The doubt is whose it was: "unclear whether X carried it out", "probably committed by X"."""
    doer = first(reading, i, "auxpass") is not None and first(reading, i, "agent") is not None
    hedged = any(kid.text.lower() in ("most", "likely") for kid in children(reading, i, "advmod"))
    return _whether(reading, i) or (doer and hedged)


def _whether(reading: Reading, i: int) -> bool:
    return any(kid.text.lower() == "whether" for kid in children(reading, i, "mark", "advmod"))


def _meaning(cues: Cues, form: str, word: str) -> Meaning | None:
    found = cues.fact_words.get((form, word))
    return found[0].means if found else None


def _by_mark(reading: Reading, i: int, cues: Cues) -> Meaning | None:
    for kid in children(reading, i, "mark", "advmod", "prep"):
        if kid.dep == "mark" or kid.text.lower() == "whether":
            found = _meaning(cues, "mark", kid.text.lower())
            if found is not None and not _as_if(reading, kid):
                return found
    return "hypothetical" if _asked(reading, i) else None


def _as_if(reading: Reading, mark: Token) -> bool:
    return mark.i > 0 and reading.tokens[mark.i - 1].text.lower() in ("as", "even")


def _asked(reading: Reading, i: int) -> bool:
    """The main verb of a yes-or-no question: "Will they attack?", "Did they attack?"."""
    token = reading.tokens[i]
    sentence = reading.sentences[token.sentence]
    if token.dep != "ROOT" or reading.tokens[sentence.last - 1].text != "?":
        return False
    return reading.tokens[sentence.first].pos == "AUX"


def auxiliaries(reading: Reading, i: int) -> tuple[str, ...]:
    """A verb's auxiliaries in lower case, "to" of an infinitive among them."""
    return tuple(kid.text.lower() for kid in children(reading, i, "aux", "auxpass"))


def _by_auxiliary(reading: Reading, i: int, cues: Cues) -> Meaning | None:
    words = auxiliaries(reading, i)
    token = reading.tokens[i]
    modal = next((word for word in words if ("auxiliary", word) in cues.fact_words), None)
    if modal is None:
        return _untensed(reading, token, words)
    if _negation(reading, i, cues) is not None:
        return None
    if f"{modal} have" in _perfect(modal, words, token):
        return _meaning(cues, "auxiliary", f"{modal} have") or _meaning(cues, "auxiliary", modal)
    if modal in ("would", "'d", "’d") and _looking_back(reading, i):
        return None
    if modal in ("would", "'d", "’d") and _reported(reading, i):
        return "planned"
    return _meaning(cues, "auxiliary", modal)


def _looking_back(reading: Reading, i: int) -> bool:
    """ "Would later become": what had happened by the time of telling."""
    later = ("later", "eventually", "subsequently")
    return any(kid.text.lower() in later for kid in children(reading, i, "advmod"))


def _perfect(modal: str, words: tuple[str, ...], token: Token) -> tuple[str, ...]:
    perfect = "have" in words and (token.tag in ("VBN", "VBD") or "been" in words)
    return (f"{modal} have",) if perfect else ()


def _untensed(reading: Reading, token: Token, words: tuple[str, ...]) -> Meaning | None:
    """ "Troops to leave" of a headline."""
    headline = token.dep == "ROOT" and words[:1] == ("to",) and token.tag == "VB"
    return "planned" if headline and first(reading, token.i, "nsubj", "nsubjpass") else None


def _reported(reading: Reading, i: int) -> bool:
    """ "Would" is a future seen from the past: "he said they would leave"."""
    token = reading.tokens[i]
    while token.dep == "conj":
        token = reading.tokens[token.head]
    if token.dep != "ccomp":
        return False
    above = reading.tokens[token.head]
    return above.tag in ("VBD", "VBN") and first(reading, token.i, "advcl") is None


def _by_negation(reading: Reading, i: int, cues: Cues) -> Meaning | None:
    return _negation(reading, i, cues) or _none_of(reading, i, cues)


def _negation(reading: Reading, i: int, cues: Cues) -> Meaning | None:
    for kid in children(reading, i, "neg", "advmod", "preconj", "cc"):
        if kid.i < i and not _pseudo(reading, kid.i, cues):
            found = _meaning(cues, "negation", kid.text.lower())
            if found is not None:
                return found
    return None


def _pseudo(reading: Reading, i: int, cues: Cues) -> bool:
    words = " ".join(token.text.lower() for token in reading.tokens[i : i + 3])
    return any(words.startswith(phrase) for phrase in cues.facts.scope.pseudo)


def _none_of(reading: Reading, i: int, cues: Cues) -> Meaning | None:
    """ "No attack", "no one was arrested", "made no arrests"."""
    for kid in _deniers(reading, i):
        low = kid.text.lower()
        pair = (
            f"{low} {reading.tokens[kid.i + 1].text.lower()}" if _has_next(reading, kid.i) else low
        )
        found = _meaning(cues, "none_of", pair) or _meaning(cues, "none_of", low)
        if found is not None and not _pseudo(reading, kid.i, cues):
            return found
    return None


def _has_next(reading: Reading, i: int) -> bool:
    return i + 1 < len(reading.tokens)


def _deniers(reading: Reading, i: int) -> Iterator[Token]:
    yield from children(reading, i, "det", "neg")
    for kid in children(reading, i, "nsubj", "nsubjpass"):
        yield from children(reading, kid.i, "preconj", "cc")
    for kid in children(reading, i, "nsubj", "nsubjpass", "dobj"):
        if kid.dep != "dobj" or reading.tokens[i].pos != "NOUN":
            yield from (
                word
                for word in (kid, *children(reading, kid.i, "det", "neg"))
                if word.i < kid.i or word is kid
            )


def _by_modifier(reading: Reading, i: int, cues: Cues) -> Meaning | None:
    for kid in children(reading, i, *_MODIFIER_DEPS):
        found = _meaning(cues, "modifies", kid.text.lower())
        if found is not None and not _far_off(kid, i):
            return found
    return None


def _far_off(kid: Token, i: int) -> bool:
    """An adverb after the verb hedges what follows it: "left, possibly by boat"."""
    return kid.dep == "advmod" and kid.i > i + 1


def answers_something(above: Token, reading: Reading, cues: Cues) -> bool:
    """ "Vowed revenge for the attack": what is answered, below a noun or its verb, was done."""
    things = (above, *children(reading, above.i, "dobj"))
    return any(each.pos == "NOUN" and each.lemma in cues.answers for each in things)
