"""Lists of places under one noun: "the provinces of Hasakah, Raqqa and Aleppo"."""

from dateline.annotate.place_names import kind_after
from dateline.codebook.places import PlaceWords
from dateline.model import Reading, Token

_REACH = 24  # words a list may run over
_LISTED = ("town", "district", "province")
_QUARTERS = frozenset(("neighborhoods", "neighbourhoods"))
_WITHIN = ("in", "of")
_JOINTS = frozenset((",", "and", "or", "-", "al", "the"))


def listed_sense(first: int, last: int, reading: Reading, words: PlaceWords) -> str | None:
    """What a plural noun at either end of a list says of a name of it; None if there is none.

    "kind:province" for each name of "the provinces of Homs and Hama" and of "Homs and Hama
    provinces", "site:neighborhood" for those of "Zahraa and Salheen neighborhoods in Aleppo".
    Tokens are inclusive.
    """
    sentence = reading.sentences[reading.tokens[first].sentence]
    before = reading.tokens[max(sentence.first, first - _REACH) : first]
    after = reading.tokens[last + 1 : min(sentence.last, last + _REACH)]
    kind = _kind_before(before, words)
    return f"kind:{kind}" if kind else _sense_behind(after, words)


def _kind_before(tokens: tuple[Token, ...], words: PlaceWords) -> str | None:
    """The noun of "<plural> of A, B and", read from the right."""
    at = len(tokens) - 1
    while at >= 0 and _in_list(tokens[at]):
        at -= 1
    if at < 1 or tokens[at].text.lower() != "of":
        return None
    return _plural(tokens[at - 1].text.lower(), words)


def _sense_behind(tokens: tuple[Token, ...], words: PlaceWords) -> str | None:
    """What the noun of ", B and C <plural>" says. "Homs and Hama neighborhoods" are no towns.

    With a town after it ("neighborhoods in"), the neighborhoods are B and C.
    """
    at = 0
    while at < len(tokens) and _in_list(tokens[at]):
        at += 1
    if not any(token.text == "and" for token in tokens[:at]):
        return None
    found = kind_after(tokens, at, words)
    kind = _plural(found[0], words) if found and found[0] not in words.several else None
    if kind is not None:
        return f"kind:{kind}"
    if at + 1 >= len(tokens):
        return None
    noun = tokens[at].text.lower()
    return f"site:{noun[:-1]}" if noun in _QUARTERS and tokens[at + 1].text in _WITHIN else None


def _plural(noun: str, words: PlaceWords) -> str | None:
    kind = words.kinds.get(noun)
    return kind if kind in _LISTED and noun.endswith("s") else None


def _in_list(token: Token) -> bool:
    return token.text in _JOINTS or token.text[0].isupper()
