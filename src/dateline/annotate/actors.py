"""Finding who acts: names of the codebook, generic nouns, and names the model marks.

A mention covers a noun phrase up to its head, determiner included ("the Syrian rebel
groups"); what follows the head (of-phrases, clauses) is left out. Its keys are those
of ActorTable.actor: an entry's id, or a generic's with the country its words name.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from dateline.annotate.actor_introduced import Name
from dateline.annotate.actor_names import find_names, words_in
from dateline.annotate.actor_offices import with_offices
from dateline.codebook.actor_focus import read_focus
from dateline.codebook.actors import ActorTable, GenericEntry
from dateline.model import Mention, Reading, Span, Token

COUNTRY_ROLES = frozenset({"country", "demonym", "people", "capital", "leader"})
PRONOUN = "actors.pronoun"
DESCRIPTION = "actors.description"
_PLACES = frozenset({"place", "capital", "country"})
_ACTING = frozenset({"nsubj", "nsubjpass", "csubj", "poss"})
_MODIFIERS = frozenset({"compound", "amod", "nmod", "poss", "nummod", "quantmod"})
_LEFT = frozenset({"det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "predet"})
_WHENCE = frozenset({"of", "from", "to"})
_ENTITY_LABELS = {"PERSON": "Person", "ORG": "Organisation", "NORP": "Nationality"}


def find_actors(reading: Reading, actors: ActorTable) -> tuple[Mention, ...]:
    """Every mention of someone who can act, in text order, not overlapping."""
    focus = read_focus(reading.report.text, actors)
    names = find_names(reading, actors, focus)
    phrases = _phrases(reading, names, actors)
    named = [m for head, group in phrases for m in _mentions(reading, head, group, actors)]
    places = frozenset(
        i for name in names if name.role in _PLACES for i in range(name.first, name.last + 1)
    )
    others = (
        *_entities(reading, places, actors),
        *_pronouns(reading, actors),
        *_descriptions(reading, actors),
    )
    return with_offices(reading, _apart([*named, *others]), actors)


def _apart(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """In text order; of two that overlap the longer, else the one with keys."""
    kept: list[Mention] = []  # in text order
    ranked = sorted(mentions, key=lambda m: (not m.keys, m.span.start - m.span.end, m.span))
    for mention in ranked:
        at = bisect_left(kept, mention.span, key=lambda other: other.span)
        if not any(mention.span.overlaps(other.span) for other in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, mention)
    return tuple(kept)


# --- phrases -----------------------------------------------------------------------


def _phrases(
    reading: Reading, names: Sequence[Name], actors: ActorTable
) -> Iterator[tuple[int, tuple[Name, ...]]]:
    """Names by the noun they belong to, each with that noun's token."""
    ends = {i: name.last for name in names for i in range(name.first, name.last + 1)}
    placed = [
        (_head_of(reading, name, ends, actors), name)
        for name in names
        if _can_act(reading, name, actors)
    ]
    ordered = sorted(placed, key=lambda p: (p[0], p[1].first))
    for head, group in groupby(ordered, lambda p: p[0]):
        together = tuple(name for _, name in group)
        if not _is_bare_adjective(reading, head, together, actors):
            yield head, together


def _is_bare_adjective(
    reading: Reading, head: int, names: tuple[Name, ...], actors: ActorTable
) -> bool:
    """ "Local elections", "the injured leg": an adjective that names nobody."""
    adjective = reading.tokens[head].pos in ("ADJ", "VERB") and reading.tokens[head].dep == "amod"
    generic = [actors.generics[name.ids[0]] for name in names if name.role == "generic"]
    return adjective and len(names) == 1 and any(g.kind == "civilians" for g in generic)


def _can_act(reading: Reading, name: Name, actors: ActorTable) -> bool:
    """Leaves out countries that are only where it happens, and names set aside ("IS-held")."""
    tokens, token = reading.tokens, _first_of_list(reading, reading.tokens[name.last])
    if name.role == "place" or _set_aside(reading, name, actors):
        return False
    if name.role == "capital":
        return token.dep in _ACTING or _after(reading, token) in {"by", "with", "between"}
    if name.role == "country":
        if _is_owner(reading, token, actors) or _is_first_name(tokens, token, actors):
            return False
        where = _after(reading, token)
        if where in actors.patterns.place_prepositions or where in _WHENCE:
            return False
        return not (token.dep in ("appos", "npadvmod") and _is_place(tokens, token))
    return True


def _is_owner(reading: Reading, token: Token, actors: ActorTable) -> bool:
    """ "Syria's war": the country is where that is, and does nothing."""
    owned = reading.tokens[token.head].lemma in actors.patterns.possessed
    return token.dep in _MODIFIERS and owned


def _is_first_name(tokens: Sequence[Token], token: Token, actors: ActorTable) -> bool:
    """ "Georgia Brown", whatever the model takes her for; "Georgia Army" is another matter."""
    head = tokens[token.head]
    named = token.dep == "compound" and head.i == token.i + 1 and head.tag == "NNP"
    return named and not _stands_for_someone(head, actors)


def _first_of_list(reading: Reading, token: Token) -> Token:
    """ "brokered by Moscow, Ankara and Tehran": each name of a list stands as the first does."""
    while token.dep == "conj" and reading.tokens[token.head].pos in ("NOUN", "PROPN"):
        token = reading.tokens[token.head]
    return token


def _after(reading: Reading, token: Token) -> str:
    head = reading.tokens[token.head]
    return head.lemma if token.dep == "pobj" else ""


def _is_place(tokens: Sequence[Token], token: Token) -> bool:
    """ "Aleppo, Syria": a country after a comma and another place."""
    return token.i > 1 and tokens[token.i - 1].text == "," and tokens[token.i - 2].pos == "PROPN"


def _set_aside(reading: Reading, name: Name, actors: ActorTable) -> bool:
    after = [t.text.lower() for t in reading.tokens[name.last + 1 : name.last + 3]]
    before = [t.text.lower() for t in reading.tokens[max(name.first - 2, 0) : name.first]]
    if len(after) == 2 and after[0] == "-" and after[1] in actors.patterns.set_aside:
        return True
    if len(before) == 2 and before[1] == "-" and before[0] in actors.patterns.sides:
        return True
    return bool(after) and after[0] in ("backed", "held", "controlled")


def _head_of(reading: Reading, name: Name, ends: Mapping[int, int], actors: ActorTable) -> int:
    """The noun a name modifies, if that noun can stand for someone; else the name's own.

    `ends` maps a token of any name to that name's last token: "suicide" of "suicide
    bombers" leads to "bombers".
    """
    tokens, here = reading.tokens, reading.tokens[name.last]
    while here.dep in _MODIFIERS or _shares_head(reading, here):
        up = tokens[here.head].head if here.dep == "conj" else here.head
        above = tokens[ends.get(up, up)]
        if _tells_of(name, above, actors):
            break
        if not name.last < above.i <= here.i + 8 or above.sentence != here.sentence:
            break
        if above.pos not in ("NOUN", "PROPN") or not _stands_for_someone(above, actors):
            break
        here = above
    return here.i


def _tells_of(name: Name, noun: Token, actors: ActorTable) -> bool:
    """ "According to Al-Manar Syrian forces ...", a comma lost: no outlet has forces."""
    outlet = name.role == "name" and actors.kinds.get(name.ids[0]) == "media"
    return outlet and noun.lemma in actors.patterns.state_heads


def _shares_head(reading: Reading, token: Token) -> bool:
    """ "Syrian and Russian warplanes": the second modifier hangs on the first."""
    return token.dep == "conj" and reading.tokens[token.head].dep in _MODIFIERS


def _stands_for_someone(token: Token, actors: ActorTable) -> bool:
    patterns = actors.patterns
    return (
        token.lemma in patterns.members
        or token.lemma in patterns.state_heads
        or token.lemma in patterns.people_heads
        or token.entity == "PERSON"
        or token.lemma in actors.nouns
    )


# --- mentions ----------------------------------------------------------------------


def _mentions(
    reading: Reading, head: int, names: tuple[Name, ...], actors: ActorTable
) -> Iterator[Mention]:
    """One mention of a noun phrase; of "Syrian and Russian jets" one for each country."""
    countries = [name for name in names if name.role in COUNTRY_ROLES]
    apart = countries[:-1] if _coordinated(reading, countries) else []
    for name in apart:
        rest = tuple(n for n in names if n not in countries or n is name)
        keys, by = _keys(reading, head, rest, actors)
        span = Span(reading.tokens[name.first].start, reading.tokens[name.last].end)
        yield Mention("actor", span, name.last, "Organisation", keys, by)
    kept = tuple(name for name in names if name not in apart)
    keys, by = _keys(reading, head, kept, actors)
    token = reading.tokens[head]
    if keys or token.entity == "PERSON":
        first = kept[0].first if apart else min(kept[0].first, _leftmost(reading, head))
        start = _article_start(reading, first)
        span = Span(start, _end(reading, start, max(head, kept[-1].last)))
        yield Mention("actor", span, head, _label(token, kept, actors), keys, by)


def _coordinated(reading: Reading, countries: Sequence[Name]) -> bool:
    if len(countries) < 2:
        return False
    between = range(countries[0].last + 1, countries[1].first)
    return any(reading.tokens[i].text.lower() in ("and", ",", "or", "-") for i in between)


def _leftmost(reading: Reading, head: int) -> int:
    left = [i for i in reading.children[head] if i < head and reading.tokens[i].dep in _LEFT]
    first = min(left, default=head)
    return first if all(reading.tokens[i].text not in ",;:" for i in range(first, head)) else head


def _article_start(reading: Reading, first: int) -> int:
    """ "al-Shabaab": the article belongs to the name."""
    tokens = reading.tokens
    hyphened = first > 1 and tokens[first - 1].text == "-" and len(tokens[first - 2].text) <= 3
    if hyphened and tokens[first - 2].end == tokens[first - 1].start:
        return tokens[first - 2].start
    if first > 0 and tokens[first - 1].text.lower() == "al":
        return tokens[first - 1].start
    return tokens[first].start


def _end(reading: Reading, start: int, last: int) -> int:
    """Closes a bracket the name opened: "CPI (Maoist)"."""
    end = reading.tokens[last].end
    text = reading.report.text
    opened = "(" in text[start:end]
    return end + 1 if opened and text[end : end + 1] == ")" else end


def _keys(
    reading: Reading, head: int, names: tuple[Name, ...], actors: ActorTable
) -> tuple[tuple[str, ...], str]:
    """Who a noun phrase names, best first, and the rule that says so."""
    generic = _generic(names, actors)
    groups = [name for name in names if name.role == "name"]
    countries = [name for name in names if name.role in COUNTRY_ROLES]
    if groups and not (generic and _is_someone_else(generic, groups[0], actors)):
        own = next((name for name in groups if name.first <= head <= name.last), groups[0])
        return own.ids, "actors.name"
    country = _iso(countries[0], actors) if countries else _named_after(reading, head, actors)
    if generic is not None:
        at = f"/{country}" if country and generic.scope != "plain" else ""
        return (generic.id + at,), "actors.generic"
    if not countries:
        return (), "actors.entity"
    if countries[0].role == "people" or reading.tokens[head].lemma in actors.patterns.people_heads:
        return ("civilians",), "actors.people"
    return countries[0].ids, f"actors.{countries[0].role}"


def _is_someone_else(generic: GenericEntry, group: Name, actors: ActorTable) -> bool:
    """ "A Reuters journalist" is not Reuters; a relief group's workers are the group."""
    helpers = actors.kinds.get(group.ids[0]) == "ngo" and generic.kind == "civilians"
    return generic.scope == "plain" and generic.kind == "civilians" and not helpers


def _generic(names: tuple[Name, ...], actors: ActorTable) -> GenericEntry | None:
    """The general noun that tells most: "army" of "army men", "refugee" of "refugee children"."""
    found = [actors.generics[name.ids[0]] for name in names if name.role == "generic"]
    telling = [entry for entry in found if entry.id != "civilians"]
    return (telling or found)[-1] if found else None


def _iso(name: Name, actors: ActorTable) -> str | None:
    return actors.entries[name.ids[0]].country


def _named_after(reading: Reading, head: int, actors: ActorTable) -> str | None:
    """ "the government of Iraq", "rebels in Aleppo": the country an of- or in-phrase names."""
    for kid in reading.children[head]:
        if reading.tokens[kid].dep == "prep" and reading.tokens[kid].lemma in ("of", "in", "from"):
            span = [reading.tokens[i] for i in reading.subtree(kid)][1:7]
            for match in actors.names.find(words_in(span), reading.report.text, cased=True):
                alias = match.aliases[0]
                if alias.role in COUNTRY_ROLES or alias.role == "place":
                    return actors.entries[alias.id].country
    return None


def _label(token: Token, names: tuple[Name, ...], actors: ActorTable) -> str:
    """A person in the singular, a machine, an adjective of a people, else a body of people."""
    at_head = next((name for name in names if name.first <= token.i <= name.last), None)
    role = at_head.role if at_head is not None else None
    if role == "leader" or (token.entity == "PERSON" and role not in ("name", "generic")):
        return "Person"
    if token.lemma in actors.patterns.platforms:
        return "MilitaryPlatform"
    single = token.tag in ("NN", "NNP") and token.lemma not in actors.patterns.bodies
    generic = _generic(names, actors)
    human = role == "generic" and generic is not None and generic.label == "Person"
    if single and (human or (role != "name" and token.lemma in actors.patterns.persons)):
        return "Person"
    alone = len(names) == 1 and at_head is not None and token.dep in ("amod", "compound", "nmod")
    people = generic.kind == "community" if generic else names[0].role == "demonym"
    return "Nationality" if alone and people else "Organisation"


def _pronouns(reading: Reading, actors: ActorTable) -> Iterator[Mention]:
    """Words for people named elsewhere; who they are is for resolve to say."""
    for token in reading.tokens:
        if token.pos != "PRON":
            continue
        if token.text.lower() in actors.patterns.person_pronouns:
            yield Mention("actor", token.span, token.i, "Person", (), PRONOUN)
        elif token.text.lower() in actors.patterns.people_pronouns:
            yield Mention("actor", token.span, token.i, "Organisation", (), PRONOUN)


def _descriptions(reading: Reading, actors: ActorTable) -> Iterator[Mention]:
    """ "The group", "the organisation": bodies named elsewhere; who they are is for resolve."""
    for token in reading.tokens:
        if token.pos != "NOUN" or token.lemma not in actors.patterns.traced:
            continue
        first = _leftmost(reading, token.i)
        if reading.tokens[first].text.lower() in actors.patterns.definite:
            span = Span(reading.tokens[first].start, token.end)
            yield Mention("actor", span, token.i, "Organisation", (), DESCRIPTION)


def _entities(reading: Reading, places: frozenset[int], actors: ActorTable) -> Iterator[Mention]:
    """Names only the model marks, nobody knows who they are; `places` are tokens of places."""
    people = _people(reading)
    runs = groupby(reading.tokens, key=lambda token: (token.sentence, token.entity))
    for (_, entity), group in runs:
        if entity not in ("PERSON", "ORG"):
            continue
        run = tuple(group)
        known_place = any(token.i in places for token in run)
        if not run[0].text[0].isupper() or known_place:
            continue
        if run[0].text.lower() in actors.patterns.no_actors:
            continue
        span = Span(run[0].start, run[-1].end)
        label = "Person" if run[-1].text in people else _ENTITY_LABELS[entity]
        yield Mention("actor", span, _root(run), label, (), "actors.entity")


def _people(reading: Reading) -> frozenset[str]:
    """Last words of the names that the model mostly takes for persons."""
    votes: Counter[str] = Counter()
    for token in reading.tokens:
        if token.entity in _ENTITY_LABELS or token.entity in ("GPE", "LOC"):
            votes[token.text] += 1 if token.entity == "PERSON" else -1
    return frozenset(text for text, lead in votes.items() if lead > 0)


def _root(run: Sequence[Token]) -> int:
    inside = {token.i for token in run}
    return next((token.i for token in run if token.head not in inside), run[-1].i)
