"""How grammar ties the name of a place to the word that names an event."""

from typing import Literal

from dateline.model import Happening, Mention, Reading
from dateline.syntax import governing_verb, is_verb, path_up

# under: it hangs on the event's word; under_verb: so, through another verb ("an attack that
# killed ten in Homs"); clause: one verb governs both; aside: another clause holds it.
Tie = Literal["under", "under_verb", "clause", "aside"]

_ALOOF = frozenset(
    "near outside off beyond north south east west northeast northwest southeast southwest "
    "kilometer kilometre mile km".split()
)
_PEOPLE = frozenset("citizen national native".split())
_OWNED = _PEOPLE | frozenset("government regime administration".split())


def slot_of(reading: Reading, mention: Mention) -> str:
    """The preposition a place stands after, else its dependency; a list shares its first's."""
    token = reading.tokens[mention.head]
    while token.dep == "conj" and token.head != token.i:
        token = reading.tokens[token.head]
    above = reading.tokens[token.head]
    return above.lemma if above.pos == "ADP" else token.dep


def tie_of(reading: Reading, mention: Mention, head: int) -> Tie:
    """The tie between a place and the head of a trigger of its sentence."""
    path = path_up(reading, mention.head)
    if head in path:
        between = path[1 : path.index(head)]
        return "under_verb" if any(is_verb(reading.tokens[i]) for i in between) else "under"
    verb = governing_verb(reading, mention.head)
    return "clause" if verb is not None and verb == governing_verb(reading, head) else "aside"


def is_home(mention: Mention, happening: Happening, reading: Reading) -> bool:
    """Where somebody or something comes from: "a man from Minsk", "condemnation from Bonn".

    "A citizen of Chad", "a Chad national" and "the Damascus government" say whose somebody is.
    """
    above = reading.tokens[reading.tokens[mention.head].head]
    whose = reading.tokens[mention.head].dep in ("compound", "amod", "nmod")
    if whose and above.lemma.lower() in _OWNED:
        return True
    if above.lemma == "of" and reading.tokens[above.head].lemma.lower() in _PEOPLE:
        return True
    if above.pos != "ADP" or above.lemma != "from":
        return False
    over = reading.tokens[above.head]
    heads = {proposal.head for proposal in happening.proposals}
    return over.pos in ("NOUN", "PROPN") and over.i not in heads


def is_doers(mention: Mention, happening: Happening, reading: Reading) -> bool:
    """Whose act it is: "US air strikes". "The Syria conflict" is where it is."""
    token = reading.tokens[mention.head]
    return token.dep in ("compound", "nmod", "amod") and any(
        token.head == proposal.head and argument.role == "agent"
        for proposal in happening.proposals
        if proposal.type != "battle"
        for argument in proposal.arguments
        if argument.span.overlaps(mention.span)
    )


def is_whose(mention: Mention) -> bool:
    """Whether it only says whose somebody or something is: "six U.S. service members"."""
    return "whose" in mention.keys


def is_landmark(reading: Reading, mention: Mention) -> bool:
    """Whether a place only says where another lies: "Ain Tarma, east of Damascus"."""
    above = reading.tokens[reading.tokens[mention.head].head]
    if above.pos != "ADP":
        return False
    over = reading.tokens[above.head].lemma
    return above.lemma in _ALOOF or (above.lemma in ("of", "from", "to") and over in _ALOOF)
