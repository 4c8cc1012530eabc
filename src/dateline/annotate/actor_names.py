"""Reading the codebook's actor names in a report's tokens, ambiguous ones settled."""

from collections.abc import Sequence
from itertools import pairwise

from dateline.annotate.actor_introduced import Name, with_introduced
from dateline.codebook.actor_focus import Focus
from dateline.codebook.actor_names import Alias, Match, Word, is_cased, words_of
from dateline.codebook.actors import ActorTable
from dateline.model import Reading, Token


def find_names(reading: Reading, actors: ActorTable, focus: Focus) -> tuple[Name, ...]:
    """Names and generic nouns of the codebook in the reading, ambiguous ones settled."""
    spoken = [words_in(reading.words(sentence)) for sentence in reading.sentences]
    cased = is_cased([word for words in spoken for word in words])
    found: list[Name] = []
    for words in spoken:
        for match in actors.names.find(words, reading.report.text, cased):
            name = _name(reading, words, match, actors, focus)
            if name is not None:
                found.append(name)
    return with_introduced(reading, found, actors) if cased else tuple(found)


def words_in(tokens: Sequence[Token]) -> list[Word]:
    """The words of tokens, each knowing its token."""
    return [word for token in tokens for word in words_of(token.text, token.start, token.i)]


def _name(
    reading: Reading, words: Sequence[Word], match: Match, actors: ActorTable, focus: Focus
) -> Name | None:
    first, last = words[match.first].token, words[match.last - 1].token
    fitting = [a for a in match.aliases if _supported(a, reading, actors, focus)]
    if not fitting:
        return None
    ranked = sorted(fitting, key=lambda alias: _rank(alias, reading, actors, focus))
    role = ranked[0].role
    ids = tuple(dict.fromkeys(alias.id for alias in ranked if alias.role == role))
    name = Name(first, last, ids, role)
    return name if _stands(reading, name) else None


def _supported(alias: Alias, reading: Reading, actors: ActorTable, focus: Focus) -> bool:
    """A weak alias needs the entry by a sure name, or its country; a leader needs the years."""
    year = reading.report.day.year if reading.report.day else None
    if alias.role == "leader":
        return year is None or (alias.start or year) <= year <= (alias.end or year)
    if not alias.weak or alias.id in focus.named:
        return True
    entry = actors.entries[alias.id]
    near = max((focus.share(country) for country in entry.countries), default=0.0)
    return near >= 0.2 and (year is None or entry.existed(year))


def _rank(
    alias: Alias, reading: Reading, actors: ActorTable, focus: Focus
) -> tuple[bool, bool, float, bool]:
    """Of several entries with one name: active then, named otherwise, of a country spoken of."""
    entry = actors.entries.get(alias.id)
    if entry is None:
        return False, False, 0.0, alias.weak
    day = reading.report.day
    gone = day is not None and not entry.existed(day.year)
    share = max((focus.share(country) for country in entry.countries), default=0.1)
    return gone, alias.id not in focus.named, -share, alias.weak


def _stands(reading: Reading, name: Name) -> bool:
    """Whether the words are used as the name of someone, by their grammar."""
    token = reading.tokens[name.last]
    if name.role == "generic":
        return _is_nominal(token)
    if (
        name.role in ("country", "demonym", "capital", "people", "place")
        and name.first == name.last
    ):
        return not _in_personal_name(reading, token)
    return True


def _is_nominal(token: Token) -> bool:
    if token.pos in ("NOUN", "PROPN"):
        return True
    return (
        token.pos in ("ADJ", "VERB")
        and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "compound", "amod")
        and token.tag in ("JJ", "NN", "NNS", "VBN")
    )


def _in_personal_name(reading: Reading, token: Token) -> bool:
    """ "Jordan Smith", and "Jordan" after it: a word of a longer personal name is no country."""
    if token.entity != "PERSON":
        return False
    return any(
        token.text in (each.text, other.text)
        for each, other in pairwise(reading.tokens)
        if each.entity == other.entity == "PERSON" and each.sentence == other.sentence
    )
