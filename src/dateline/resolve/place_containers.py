"""What the words next to a place say it lies in: "Douma, Syria", "the Syrian town of Azaz"."""

from collections.abc import Mapping
from itertools import zip_longest

from dateline.codebook.places import PlaceWords
from dateline.gazetteer import Gazetteer
from dateline.model import Mention, Reading
from dateline.resolve.place_rank import Container

_REACH = 5  # words between a demonym and the name it places: "the Syrian border town of"
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


def find_containers(
    reading: Reading, mentions: tuple[Mention, ...], gazetteer: Gazetteer, words: PlaceWords
) -> Mapping[Mention, Container]:
    """The container of each mention that has one in words."""
    found: dict[Mention, Container] = {}
    for mention, following in zip_longest(mentions, mentions[1:]):
        if following is not None:
            _keep(found, mention, _following(mention, following, reading, gazetteer, words))
            if _between(mention, following, reading) in _POSSESSIVE:
                _keep(found, following, _as_container(mention, gazetteer, words, firm=True))
        _keep(found, mention, _demonym_before(mention, reading, words))
    return found


def _keep(found: dict[Mention, Container], mention: Mention, container: Container | None) -> None:
    if container is not None:
        found.setdefault(mention, container)


def _demonym_before(mention: Mention, reading: Reading, words: PlaceWords) -> Container | None:
    """ "the northern Syrian border town of X"; "Syrian rebels in X" says nothing of X."""
    tokens = reading.tokens_in(mention.span)
    if not tokens:  # of a dateline, which stands outside all sentences
        return None
    first = tokens[0].i
    sentence = reading.sentences[reading.tokens[first].sentence]
    for token in reading.tokens[max(sentence.first, first - _REACH) : first][::-1]:
        word = token.text.lower()
        country = words.demonyms.get(word)
        if country:
            return Container(country, None, token.text, firm=True)
        setting = word in words.kinds or word in words.directions or word == "of"
        if not setting and token.tag not in ("JJ", "NN", "HYPH", "VBN"):
            return None
    return None


def _following(
    mention: Mention,
    following: Mention,
    reading: Reading,
    gazetteer: Gazetteer,
    words: PlaceWords,
) -> Container | None:
    """The next mention, if it may hold this one: "Douma, Syria", "Baga in Borno state"."""
    between = _between(mention, following, reading).lower()
    if between == ",":
        return _as_container(following, gazetteer, words, firm=False)
    parts = between.strip(", ").split()
    if parts and parts[0] in ("in", "of") and set(parts[1:]) <= {"the"}:
        return _as_container(following, gazetteer, words, firm=True)
    return None


def _between(mention: Mention, following: Mention, reading: Reading) -> str:
    return reading.report.text[mention.span.end : following.span.start].strip()


def _as_container(
    mention: Mention, gazetteer: Gazetteer, words: PlaceWords, *, firm: bool
) -> Container | None:
    """A mention read as a country or a first-level division, None if it is neither."""
    toponym = mention.keys[0]
    toponym = words.short_forms.get(toponym.rstrip("."), toponym)
    region = words.regions.get(toponym.lower())
    if region is not None:
        return Container(region.country, None, toponym, firm) if region.country else None
    close = [entry for entry in gazetteer.find(toponym) if entry.match != "loose"]
    homes = tuple(entry for entry in close if entry.feature in ("country", "adm1"))
    if not homes:
        return None
    provinces = frozenset(entry.id for entry in homes if entry.feature == "adm1")
    countries = frozenset(entry.country for entry in homes if entry.feature == "country")
    return Container(
        homes[0].country,
        homes[0].id if homes[0].feature == "adm1" else None,
        toponym,
        firm,
        provinces,
        countries,
    )
