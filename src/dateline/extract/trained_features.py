"""What the parse, the mentions and the rules say of each word, as numbers for the network."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from dateline.model import PARTICIPANTS, Proposal, Reading, Token

Numbers = npt.NDArray[np.int64]

POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
KINDS = ("actor", "place", "time", "quantity")
STRENGTHS = ("strong", "weak", "result")
ANSWERED = (*PARTICIPANTS, "place", "time", "count")
ROLES = (*ANSWERED, "source")  # sources are read by grammar, though the network was shown them
# The number of each name, 1 for the first; 0 is for a name that is not there.
_POS, _DEPS = ({name: at for at, name in enumerate(names, 1)} for names in (POS, DEPS))
FAR = 5  # steps in the parse; all that is farther counts as this
ELSEWHERE = FAR + 1  # in another sentence

# How many values each column of a word's features takes; rule types are told at run time.
WORD_SIZES = (len(POS) + 1, len(DEPS) + 1, 5, 2 ** len(KINDS), len(STRENGTHS) + 1)
PAIR_SIZES = (ELSEWHERE + 1, len(DEPS) + 3, len(ROLES) + 1)


def word_features(reading: Reading, proposals: Iterable[Proposal], types: Sequence[str]) -> Numbers:
    """One row a token: the columns of WORD_SIZES, then the type the rules propose.

    That type is 0 for none, and one above the last for a type the network was not shown.
    """
    rows = np.zeros((len(reading.tokens), len(WORD_SIZES) + 1), dtype=np.int64)
    told = [0] * len(reading.tokens)  # a bit for each kind of mention
    for mention in reading.mentions:
        bit = 1 << KINDS.index(mention.kind)
        for token in reading.tokens_in(mention.span):
            told[token.i] |= bit
    if reading.tokens:
        rows[:, :4] = [
            (_POS.get(t.pos, 0), _DEPS.get(t.dep, 0), _shape(t), kinds)
            for t, kinds in zip(reading.tokens, told, strict=True)
        ]
    for proposal in proposals:
        known = types.index(proposal.type) + 1 if proposal.type in types else len(types) + 1
        for token in reading.tokens_in(proposal.trigger):
            rows[token.i, 4:] = STRENGTHS.index(proposal.strength) + 1, known
    return rows


def pair_features(reading: Reading, head: int, proposal: Proposal | None) -> Numbers:
    """One row a token, seen from a trigger's head: steps in the parse, link, rules' role."""
    rows = np.zeros((len(reading.tokens), len(PAIR_SIZES)), dtype=np.int64)
    rows[:, 0] = ELSEWHERE
    for i, steps in _steps(reading, head).items():
        rows[i, 0] = min(steps, FAR)
    for kid in reading.children[head]:
        rows[kid, 1] = _DEPS.get(reading.tokens[kid].dep, 0)
    above = reading.tokens[head].head
    if above != head:
        rows[above, 1] = len(DEPS) + 1
    for argument in proposal.arguments if proposal else ():
        for token in reading.tokens_in(argument.span):
            rows[token.i, 2] = ROLES.index(argument.role) + 1
    return rows


def _steps(reading: Reading, head: int) -> dict[int, int]:
    """Steps in the parse from one word to each word of its sentence."""
    found, edge = {head: 0}, [head]
    for token in edge:  # grows as it is walked
        for near in (*reading.children[token], reading.tokens[token].head):
            if near not in found:
                found[near] = found[token] + 1
                edge.append(near)
    return found


def _shape(token: Token) -> int:
    """0 lower case, 1 capitalised, 2 capitals, 3 with a digit, 4 no letters."""
    text = token.text
    if not text.isalpha():  # most words are all letters
        if any(letter.isdigit() for letter in text):
            return 3
        if not any(letter.isalpha() for letter in text):
            return 4
    if text.isupper() and len(text) > 1:
        return 2
    return int(text[0].isupper())
