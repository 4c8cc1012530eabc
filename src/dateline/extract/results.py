"""What came of an event for people: "killing 12", "left five dead", "the toll rose to 76"."""

from dataclasses import dataclass

from dateline.codebook.results import ResultWord, ResultWords
from dateline.extract.counting import Counting, count_argument
from dateline.extract.grammar import Grammar, with_conjuncts
from dateline.model import Argument, Reading, Token
from dateline.syntax import before_infinitive, children, is_verb, objects_of

RANGE = 3  # words of "from five to eight" after the first


@dataclass(frozen=True, slots=True)
class Result:
    """One result word: the people it counts, and the counts read beside it."""

    head: int  # token of the result word
    measure: str
    victims: tuple[int, ...]  # heads of the people, none for a bare toll
    counts: tuple[Argument, ...]


def find_results(
    reading: Reading, words: ResultWords, grammar: Grammar, counting: Counting
) -> tuple[Result, ...]:
    """Every result told in the reading, in text order."""
    found = []
    for sentence in reading.sentences:
        for token in reading.words(sentence):
            result = _result_at(reading, token, words, grammar, counting)
            if result is not None and not _is_natural(reading, token, words):
                found.append(result)
    return tuple(found)


def _result_at(
    reading: Reading, token: Token, words: ResultWords, grammar: Grammar, counting: Counting
) -> Result | None:
    if is_verb(token) and (word := words.words.get((token.lemma, "verb"))):
        if _nearly(reading, token, words) or _is_meant(reading, token, words):
            return None
        victims = grammar.fill(token.i, word.victims or "object")
        return _of_people(token, word, victims, counting)
    if token.lemma == "lose" and is_verb(token):
        return _losses(reading, token, words, counting)
    if (word := words.words.get((token.text.lower(), "adjective"))) and token.dep != "amod":
        victims = _people_left(reading, token, words, counting)
        return _of_people(token, word, victims, counting) if victims else None
    if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return None
    if word := words.words.get((token.lemma, "toll")) or _figure(reading, token, words):
        return _toll(reading, token, word, counting)
    if word := words.words.get((token.lemma, "noun")):
        return _noun(reading, token, word, words, grammar, counting)
    if token.lemma == "life":
        return _lives(reading, token, words, counting)
    return None


def _nearly(reading: Reading, token: Token, words: ResultWords) -> bool:
    """ "Was nearly killed": nobody was."""
    hedges = children(reading, token.i, "advmod")
    return any(i < token.i and reading.tokens[i].lemma in words.near_misses for i in hedges)


def _is_meant(reading: Reading, token: Token, words: ResultWords) -> bool:
    """ "A plot to kill the mayor", "plans for killing him": nobody was."""
    above = reading.tokens[token.head]
    if token.dep == "pcomp":
        return reading.tokens[above.head].lemma in words.meant
    # The parser may hang it on the verb of the clause: "arrested over a plot to kill".
    before = before_infinitive(reading, token.i)
    return before is not None and not words.meant.isdisjoint(
        (above.lemma, reading.tokens[before].lemma)
    )


def _is_natural(reading: Reading, token: Token, words: ResultWords) -> bool:
    """ "Died of cholera", "deaths from malaria": nobody's doing."""
    causes = with_conjuncts(reading, objects_of(reading, token.i, "of", "from"))
    return any(reading.tokens[i].lemma in words.natural for i in causes)


def _of_people(
    token: Token, word: ResultWord, victims: tuple[int, ...], counting: Counting
) -> Result:
    counts = counting.of(victims, word.measure)
    return Result(token.i, word.measure, victims, counts)


def _people_left(
    reading: Reading, token: Token, words: ResultWords, counting: Counting
) -> tuple[int, ...]:
    """ "left five dead", "12 were dead", "five wounded": whom an adjective speaks of."""
    above = reading.tokens[token.head]
    if is_verb(above) and above.lemma in words.leaves:
        own = children(reading, above.i, "dobj", "nsubj", "nsubjpass")
        people = [i for i in own if counting.quantity_at(i)]
        if people:
            return with_conjuncts(reading, people[-1:])
    before = reading.tokens[token.i - 1] if token.i else token
    return (before.i,) if before.i != token.i and before.tag == "CD" else ()


def _toll(reading: Reading, token: Token, word: ResultWord, counting: Counting) -> Result | None:
    """ "the death toll rose to 76": the number its verb leads to."""
    verb = reading.tokens[token.head]
    numbers = [i for i in objects_of(reading, token.i, "of") if _is_number(reading, i)]
    risen: list[int] = []
    if is_verb(verb):
        numbers += objects_of(reading, verb.i, "to", "at", "above", "past")
        numbers += [
            i
            for i in children(reading, verb.i, "dobj", "attr", "nummod", "npadvmod")
            if i != token.i
        ]
        risen = _risen(reading, verb)
    counts = counting.of(tuple(numbers), word.measure)
    if risen:
        span = reading.tokens[risen[-1]].span
        counts = (Argument("count", span, risen[-1], "count.quantity", measure=word.measure),)
    return Result(token.i, word.measure, (), counts) if counts else None


def _is_number(reading: Reading, i: int) -> bool:
    """ "A toll of 12 people", not "the toll of the attack"."""
    own = (i, *children(reading, i, "nummod", "amod", "quantmod"))
    return any(m.head in own for m in reading.of_kind("quantity"))


def _figure(reading: Reading, token: Token, words: ResultWords) -> ResultWord | None:
    """ "The number of wounded": a toll of what it is the number of."""
    if token.lemma not in words.figures:
        return None
    below = (reading.tokens[i] for i in objects_of(reading, token.i, "of"))
    keys = ((each.text.lower(), "adjective") for each in below)
    return next((words.words[key] for key in keys if key in words.words), None)


def _risen(reading: Reading, verb: Token) -> list[int]:
    """ "Rose from five to eight": the last figure alone, wherever the parser hangs it."""
    start = next((i for i in children(reading, verb.i, "prep") if _is_from(reading, i)), None)
    if start is None:
        return []
    below = [reading.tokens[i] for i in reading.subtree(start) if i <= start + RANGE]
    joined = any(each.lemma == "to" for each in below)
    return [each.i for each in below if each.tag == "CD"] if joined else []


def _is_from(reading: Reading, i: int) -> bool:
    return reading.tokens[i].lemma == "from"


def _losses(
    reading: Reading, token: Token, words: ResultWords, counting: Counting
) -> Result | None:
    """ "Lost 12 men": fighters whom a side loses have fallen."""
    people = children(reading, token.i, "dobj")
    lost = tuple(i for i in people if reading.tokens[i].lemma in words.lost)
    counts = counting.of(lost, "killed")
    return Result(token.i, "killed", (), counts) if counts else None


def _noun(
    reading: Reading,
    token: Token,
    word: ResultWord,
    words: ResultWords,
    grammar: Grammar,
    counting: Counting,
) -> Result | None:
    """ "the deaths of 12", "77 deaths", "ten people sustained injuries"."""
    victims = with_conjuncts(reading, objects_of(reading, token.i, word.victims or "of"))
    own = counting.quantity_at(token.i)
    above = reading.tokens[token.head]
    if not victims and own is None and token.dep == "dobj" and above.lemma in words.undergoes:
        victims = with_conjuncts(reading, grammar.clause_subject(above.i))
    counts = counting.of(victims, word.measure)
    if own is not None:
        counts = (count_argument(own, word.measure, token.i), *counts)
    if not counts and not victims:
        return None
    return Result(token.i, word.measure, victims, counts)


def _lives(reading: Reading, token: Token, words: ResultWords, counting: Counting) -> Result | None:
    """ "claimed the lives of 12", "cost 12 lives"."""
    verb = reading.tokens[token.head]
    if verb.lemma not in words.lives:
        return None
    victims = with_conjuncts(reading, objects_of(reading, token.i, "of"))
    victims += tuple(children(reading, token.i, "poss"))
    counts = counting.of(victims or (token.i,), "killed")
    return Result(verb.i, "killed", victims, counts)
