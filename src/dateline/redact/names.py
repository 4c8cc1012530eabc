"""Runs of name words in a report, and whether the words beside one give it a public office."""

import re
from collections.abc import Iterator

from dateline.codebook.case import CaseWords
from dateline.codebook.public import PublicWords
from dateline.model import Reading, Token
from dateline.syntax import children

Run = tuple[int, ...]  # token indexes, in text order

_CONTACT = re.compile(r"@|://|^www\.|\.(com|org|net)\b|^#\w|\w_\w|^\w*\d{7,}\w*$")
_PHONE = 8  # digits in a row, signs and spaces apart, that no count has
_JOINTS = frozenset("-‐‑–'’ʿʾ`")


def is_word(token: Token) -> bool:
    """Whether a token has letters."""
    return any(letter.isalpha() for letter in token.text)


def is_capital(reading: Reading, i: int) -> bool:
    """Whether a word begins with a capital as the report writes it."""
    word = reading.quote(reading.tokens[i].span)
    return next((letter.isupper() for letter in word if letter.isalpha()), False)


def name_runs(reading: Reading, case: CaseWords, cased: bool) -> Iterator[Run]:
    """Stretches of capitals, with the small words and signs inside names.

    In a text of one case capitals say nothing: there the parser's persons and proper
    nouns are the runs.
    """
    run: list[int] = []
    joints: list[int] = []
    for token in reading.tokens:
        near = not run or token.sentence == reading.tokens[run[-1]].sentence
        if near and _is_name_word(reading, token, cased):
            run += [*joints, token.i] if run else [token.i]
            joints = []
        elif near and run and _is_joint(token, case):
            joints.append(token.i)
        else:
            if run:
                yield tuple(run)
            run, joints = ([token.i] if _is_name_word(reading, token, cased) else []), []
    if run:
        yield tuple(run)


def _is_name_word(reading: Reading, token: Token, cased: bool) -> bool:
    if not is_word(token) or token.text.lower() in ("'s", "’s"):
        return False
    return is_capital(reading, token.i) if cased else _is_named(reading, token)


def _is_named(reading: Reading, token: Token) -> bool:
    """By the parser; also a noun that makes one name with the word beside it ("hamza stone")."""
    if token.pos == "PROPN" or token.entity == "PERSON":
        return True
    beside = [reading.tokens[i] for i in (token.i - 1, token.i + 1) if 0 <= i < len(reading.tokens)]
    return token.pos in ("NOUN", "ADJ") and any(
        other.entity == "PERSON" or (other.pos == "PROPN" and other.head == token.i)
        for other in beside
    )


def _is_joint(token: Token, case: CaseWords) -> bool:
    return token.text.lower() in case.particles or token.text in _JOINTS or token.text == "."


def contact_words(reading: Reading) -> Iterator[int]:
    """Addresses, handles, links and numbers to call."""
    figures: list[int] = []
    for token in reading.tokens:
        if _CONTACT.search(token.text):
            yield token.i
        if token.text.strip("+-()").isdigit() or (figures and token.text in "+-–()"):
            figures.append(token.i)
            continue
        yield from _called(reading, figures)
        figures = []
    yield from _called(reading, figures)


def _called(reading: Reading, figures: list[int]) -> list[int]:
    digits = sum(letter.isdigit() for i in figures for letter in reading.tokens[i].text)
    return figures if digits >= _PHONE else []


def has_office(reading: Reading, run: Run, words: PublicWords) -> bool:
    """Whether the words at a name say its office: "President X", "X, the governor of Hama"."""
    tokens = reading.tokens
    if any(_is_office(tokens[i], words) for i in _before(reading, run)):
        return True
    head = tokens[_head(reading, run)]
    beside = [tokens[i] for i in children(reading, head.i, "appos", "compound", "nmod")]
    if head.dep == "appos":
        beside.append(tokens[head.head])
    return any(
        _is_office(each, words) and not _is_somebodys(reading, each, words) for each in beside
    )


def _before(reading: Reading, run: Run) -> Iterator[int]:
    """The words a title may be: those of the run but its last, and the one before it."""
    yield from run[:-1]
    i = run[0] - 1
    if i >= 0 and reading.tokens[i].text == ".":
        i -= 1
    if i >= 0 and reading.tokens[i].sentence == reading.tokens[run[0]].sentence:
        yield i


def _head(reading: Reading, run: Run) -> int:
    inside = set(run)
    return next((i for i in reversed(run) if reading.tokens[i].head not in inside), run[-1])


def _is_office(token: Token, words: PublicWords) -> bool:
    return bool({token.lemma.rstrip("."), token.text.lower().rstrip(".")} & words.offices)


def _is_somebodys(reading: Reading, office: Token, words: PublicWords) -> bool:
    """ "The general's driver": kin and servants of an office hold none."""
    around = [reading.tokens[office.head], *(reading.tokens[i] for i in reading.children[office.i])]
    return any(token.lemma in words.kin for token in around)
