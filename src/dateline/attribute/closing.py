"""Tags that close a sentence: "..., the army said on Monday", "..., said the army".

They are read from the words: parses of these go astray, above all where commas are lost.
"""

from dateline.attribute.grammar import SUBJECTS, children, first, trimmed
from dateline.attribute.saying import Saying, cue_span
from dateline.codebook.cues import SpeechVerbs
from dateline.model import Reading, Sentence, Token

_NAME = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "PART"})
_JOINS = frozenset({"for", "of", "at", "in", "from", "and", "&"})
TAIL = 5  # words from a verb to the end of its sentence: "reported on Monday."
SHORT = 5  # words of a clause that belongs to a name: "a group tracking the war"
_TURNS = frozenset({"say", "add", "report", "write", "explain", "reply"})


def read_closing(reading: Reading, token: Token, groups: tuple[SpeechVerbs, ...]) -> Saying | None:
    """A tag that closes its sentence, read from the words: parses of these go astray.

    Handles both orders ("the army said", "said the army").
    """
    group = next((g for g in groups if g.id in ("statement", "telling", "evidence")), None)
    sentence = reading.sentences[token.sentence]
    if group is None or not _closes(reading, token, sentence):
        return None
    verb = opening_of(reading, token)
    low = _whole_name(reading, token, name_before(reading, verb, sentence.first))
    if not _is_finite(reading, token, low):
        return None
    high = _turned_name(reading, token, sentence)
    if high is not None:
        return _closed(reading, token, (token.i + 1, high), token.i, group)
    return _closed(reading, token, (low, verb), low, group) if low is not None else None


def opening_of(reading: Reading, token: Token) -> int:
    """Where a verb begins with the auxiliaries right before it: "have reported"."""
    here = token.i
    while here and reading.tokens[here - 1].i in _auxiliaries(reading, token):
        here -= 1
    return here


def _auxiliaries(reading: Reading, token: Token) -> frozenset[int]:
    kids = children(reading, token.i, "aux", "advmod")
    return frozenset(kid.i for kid in kids if kid.i < token.i)


def _whole_name(reading: Reading, token: Token, low: int | None) -> int | None:
    """ "A group tracking the war said": the name begins before the clause that tells of it."""
    subject = first(reading, token.i, *SUBJECTS)
    if low is None or subject is None or subject.i >= low:
        return low
    clause = first(reading, subject.i, "relcl", "acl")
    if clause is None or not _short_clause(reading, subject, clause, token.i):
        return low
    below = reading.subtree(subject.i)
    return below[0] if len(below) == below[-1] - below[0] + 1 else low


def _short_clause(reading: Reading, subject: Token, clause: Token, end: int) -> bool:
    """A clause that begins right after its noun and runs up to the verb of saying."""
    opening = reading.tokens[subject.i + 1]
    if clause.dep == "acl":
        return clause.tag == "VBG" and opening.i == clause.i and end - opening.i <= SHORT
    pronoun = opening.text.lower() in ("who", "which", "that")
    return pronoun and end - opening.i <= 3 * SHORT


def _is_finite(reading: Reading, token: Token, low: int | None) -> bool:
    """A tensed verb, or one that passes for a participle: "..., local sources reported"."""
    have = any(kid.lemma == "have" for kid in children(reading, token.i, "aux"))
    if token.tag in ("VBD", "VBZ", "VBP") or (token.tag == "VBN" and have):
        return True
    if token.tag != "VBN" or token.dep != "acl" or low is None or not _ends_soon(reading, token):
        return False
    # A participle modifies the noun right before it; one read so across a whole name does not.
    return (low > 0 and reading.tokens[low - 1].text == ",") or token.head < low


def _ends_soon(reading: Reading, token: Token) -> bool:
    return reading.sentences[token.sentence].last - token.i <= TAIL


def _turned_name(reading: Reading, token: Token, sentence: Sentence) -> int | None:
    """The end of the name in "..., said the army." """
    if token.lemma not in _TURNS or _has_subject_beside(reading, token):
        return None
    high = name_after(reading, token.i, sentence.last)
    if high is None or reading.tokens[token.i + 1].entity in ("DATE", "TIME"):
        return None
    rest = reading.tokens[high] if high < sentence.last else None
    ends = rest is None or rest.pos == "PUNCT" or rest.tag in ("WP", "IN", "VBG", "RB")
    return high if ends else None


def _has_subject_beside(reading: Reading, token: Token) -> bool:
    """ "The army reported an attack": the name behind is what is said, not who says it."""
    subject = first(reading, token.i, *SUBJECTS)
    return subject is not None and subject.i == token.i - 1 and token.lemma not in ("say", "add")


def _closed(
    reading: Reading, token: Token, name: tuple[int, int], end: int, group: SpeechVerbs
) -> Saying | None:
    sentence = reading.sentences[token.sentence]
    if not _holds_clause(reading, sentence.first, end) or _dangling(reading, token, end - 1):
        return None
    span = trimmed(reading, *name)
    head = next((i for i in range(*name) if reading.tokens[i].dep in SUBJECTS), name[1] - 1)
    content = (trimmed(reading, sentence.first, end),)
    return Saying(span, head, cue_span(reading, token), content, group.id, group.vouches)


def _closes(reading: Reading, token: Token, sentence: Sentence) -> bool:
    """Nothing is said after the verb: no clause, no object but the hearer."""
    for kid in children(reading, token.i):
        if kid.i > token.i and kid.dep == "ccomp" and first(reading, kid.i, *SUBJECTS):
            return False
    rest = range(token.i + 1, sentence.last)
    return not any(reading.tokens[i].text == "that" and i == token.i + 1 for i in rest)


def _dangling(reading: Reading, verb: Token, i: int) -> bool:
    """The words before the name cannot end a clause: "what | he said", "close to | ISIS said"."""
    token = reading.tokens[i]
    if token.dep == "prep" and first(reading, verb.i, *SUBJECTS) is None:
        return False  # the parse has lost the subject: its prepositions prove nothing
    return token.tag in ("WP", "WDT", "WRB", "TO", "CC", "IN") and token.dep != "prt"


def _holds_clause(reading: Reading, low: int, high: int) -> bool:
    return high - low >= 3 and any(
        reading.tokens[i].pos in ("VERB", "AUX") and reading.tokens[i].tag != "VB"
        for i in range(low, high)
    )


def name_before(reading: Reading, verb: int, floor: int) -> int | None:
    """Where the noun phrase that ends right before a verb begins; None if there is none."""
    here, best = verb - 1, None
    while here >= floor:
        token = reading.tokens[here]
        if token.pos == "PRON" and token.dep in SUBJECTS and here == verb - 1:
            return here
        if token.entity in ("DATE", "TIME") or _ends_a_place(reading, here, verb):
            break
        if token.pos == "DET" or token.tag == "PRP$":
            best = here
            if here == floor or reading.tokens[here - 1].text.lower() not in _JOINS:
                return best
        elif token.tag == "NNS" and reading.tokens[here + 1].entity == "PERSON":
            break  # "taken to hospitals | Ali Hasan added", where commas are lost
        elif token.pos not in _NAME and token.text.lower() not in _JOINS and token.text != "-":
            break
        here -= 1
    start = best if best is not None else here + 1
    while start < verb and reading.tokens[start].text.lower() in _JOINS | {"-"}:
        start += 1
    return start if start < verb else None


def _ends_a_place(reading: Reading, here: int, verb: int) -> bool:
    """ "... in northern Syria | Al Mayadeen reported", where commas are lost."""
    token = reading.tokens[here]
    if token.entity not in ("GPE", "LOC", "CARDINAL") or here + 1 >= verb:
        return False
    beyond = reading.tokens[here + 1]
    if token.entity == "GPE" and beyond.pos == "ADJ":
        return True  # "... near central Damascus | local media reported"
    apart = token.dep == "pobj" or token.entity == "CARDINAL"
    return apart and beyond.pos in ("PROPN", "DET") and beyond.entity != token.entity


def name_after(reading: Reading, verb: int, ceiling: int) -> int | None:
    """Where the noun phrase that begins right after a verb ends."""
    here = verb + 1
    while here < ceiling:
        token = reading.tokens[here]
        joined = token.text.lower() in _JOINS or token.text == "-"
        if not (token.pos in _NAME or token.pos in ("DET", "PRON") or (joined and here > verb + 1)):
            break
        here += 1
    return here if here > verb + 1 else None
