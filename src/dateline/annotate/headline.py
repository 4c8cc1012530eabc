"""Headlines the parser takes for names: "Over 200 jihadis desert ISIS in Raqqa" is a clause.

The parser tags the bare verb of a headline as a noun and builds one long name. Where a
headline has no verb at all, a plural or a name stands before a word that the codebook
knows as a verb, and something follows it, the word is read as the verb of a clause.
"""

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Sentence, Token

FINITE = ("VBD", "VBZ", "VBP", "VBN", "MD")
SUBORDINATORS = ("as", "after", "while", "when", "before", "amid", "despite", "because")
NAMING = ("NOUN", "PROPN", "NUM", "ADJ", "DET", "PRON")


def repair_headlines(
    tokens: tuple[Token, ...], sentences: Iterable[Sentence], verbs: frozenset[str]
) -> tuple[Token, ...]:
    """The same tokens, with the verbs of verbless headlines read as verbs.

    `verbs` are the lemmas the codebook knows as verb triggers.
    """
    fixed = list(tokens)
    for sentence in sentences:
        words = _main_clause(tokens[sentence.first : sentence.last])
        if sentence.headline and not any(word.tag in FINITE for word in words):
            verb = next((w for w in words if _is_bare_verb(w, tokens, sentence, verbs)), None)
            if verb is not None:
                _as_clause(fixed, sentence, verb.i)
    return tuple(fixed)


def _main_clause(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words before "as strikes continue", "after clashes erupt"."""
    ends = (at for at, word in enumerate(words) if at and word.text.lower() in SUBORDINATORS)
    return words[: next(ends, len(words))]


def _is_bare_verb(
    word: Token, tokens: tuple[Token, ...], sentence: Sentence, verbs: frozenset[str]
) -> bool:
    if not sentence.first < word.i < sentence.last - 1:
        return False
    before, after = tokens[word.i - 1], tokens[word.i + 1]
    subject = before.tag in ("NNS", "NNPS", "NNP", "CD")
    return word.text.lower() in verbs and word.text.islower() and subject and after.pos in NAMING


def _as_clause(fixed: list[Token], sentence: Sentence, verb: int) -> None:
    subject, end = verb - 1, verb + 1
    while end < sentence.last and fixed[end].pos in NAMING:
        end += 1
    obj = end - 1
    fixed[verb] = replace(
        fixed[verb], pos="VERB", tag="VBP", dep="ROOT", head=verb, lemma=fixed[verb].text.lower()
    )
    for i in range(sentence.first, sentence.last):
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
