"""Headlines the parser takes for names: "Over 200 jihadis desert ISIS in Raqqa" is a clause.

The parser tags the bare verb of a headline as a noun and builds one long name. Where a
headline has no verb at all, a plural or a name stands before a word that the codebook
knows as a verb, and something follows it, the word is read as the verb of a clause. A lead
may begin like a headline, too: "Over 200 jihadis desert ISIS in Raqqa, a source told us".
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from dateline.model import Sentence, Token

FINITE = ("VBD", "VBZ", "VBP", "VBN", "MD")
SUBORDINATORS = ("as", "after", "while", "when", "before", "amid", "despite", "because")
NAMING = ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON")
SAYING = frozenset(("said", "says", "told"))


def repair_headlines(
    tokens: tuple[Token, ...], sentences: Iterable[Sentence], verbs: frozenset[str]
) -> tuple[Token, ...]:
    """The same tokens, with the verbs of verbless headlines read as verbs.

    `verbs` are the lemmas the codebook knows as verb triggers.
    """
    fixed = list(tokens)
    for sentence in sentences:
        words = tokens[sentence.first : sentence.last]
        headline = sentence.headline or words[-1].pos != "PUNCT"
        said = None if headline else _said_after(words)
        if headline:
            words = _main_clause(words)
        elif said is not None:
            words = words[: said.comma - sentence.first]
        else:
            continue
        if not any(word.tag in FINITE and word.dep != "amod" for word in words):
            bare = (w for w in words[1:] if _is_bare_verb(w, tokens, sentence, verbs, said))
            if (verb := next(bare, None)) is not None:
                end = sentence.last if said is None else said.comma
                _as_clause(fixed, sentence.first, end, verb.i)
                if said is not None:
                    _as_said(fixed, verb.i, said)
    return tuple(fixed)


class _Said(NamedTuple):
    """The ", a source told us" of a lead that begins like a headline, by token."""

    comma: int
    speaker: int
    verb: int


def _said_after(words: tuple[Token, ...]) -> _Said | None:
    """Who is said to have told what stands before the last comma before the verb of saying."""
    verb = next((w for w in words if w.dep == "ROOT" and w.text in SAYING), None)
    commas = [w.i for w in words if verb is not None and w.i < verb.i and w.text == ","]
    if verb is None or len(commas) != 1 or commas[0] + 1 == verb.i:
        return None
    first = words[0].i
    inside = range(commas[0] + 1, verb.i)
    speaker = next(i for i in inside if words[i - first].head not in inside)
    return _Said(commas[0], speaker, verb.i) if words[speaker - first].pos in NAMING else None


def _as_said(fixed: list[Token], clause: int, said: _Said) -> None:
    """The clause is what the speaker of the verb of saying says."""
    fixed[clause] = replace(fixed[clause], dep="ccomp", head=said.verb)
    fixed[said.comma] = replace(fixed[said.comma], head=said.verb)
    fixed[said.speaker] = replace(fixed[said.speaker], dep="nsubj", head=said.verb)


def _main_clause(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words before "as strikes continue", "after clashes erupt"."""
    ends = (at for at, word in enumerate(words) if at and word.text.lower() in SUBORDINATORS)
    return words[: next(ends, len(words))]


def _is_bare_verb(
    word: Token,
    tokens: tuple[Token, ...],
    sentence: Sentence,
    verbs: frozenset[str],
    said: _Said | None,
) -> bool:
    """In running text "jihadis desert ISIS" is a clause and "air strike victims" is none."""
    if word.i == sentence.last - 1:
        return False
    before, after = tokens[word.i - 1], tokens[word.i + 1]
    if said is not None:
        many = before.text.islower() and before.text.endswith(("s", "men"))
        return many and word.text in verbs and after.pos in ("PROPN", "DET", "NUM", "PRON")
    bare = before.tag in ("NNS", "NNPS", "NNP", "CD") and word.text in verbs
    third = before.tag in ("NN", "NNP") and word.tag == "NNS" and word.lemma in verbs
    return (bare or third) and word.text.islower() and after.pos in NAMING


def _as_clause(fixed: list[Token], first: int, last: int, verb: int) -> None:
    subject, end = verb - 1, verb + 1
    while end < last and fixed[end].pos in NAMING:
        end += 1
    obj = end - 1
    fixed[verb] = replace(
        fixed[verb], pos="VERB", tag="VBP", dep="ROOT", head=verb, lemma=fixed[verb].lemma
    )
    for i in range(first, last):
        token = fixed[i]
        if i == subject:
            fixed[i] = replace(token, dep="nsubj", head=verb)
        elif i == obj:
            fixed[i] = replace(token, dep="dobj", head=verb)
        elif i < subject and token.head >= subject:
            fixed[i] = replace(token, head=subject)
        elif verb < i < obj and not verb < token.head <= obj:
            fixed[i] = replace(token, head=obj)
        elif i > obj and (token.head <= verb or token.dep == "ROOT"):
            fixed[i] = replace(token, head=verb, dep="dep" if token.dep == "ROOT" else token.dep)
