"""Names that a report itself explains: "Full Name (FN)", "X, also known as Y".

Both names are one actor of this report, wherever they stand in it. A body that the codebook
does not hold is of the kind its noun tells ("Front", "Party"); no noun, no actor.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.codebook.actors import ActorTable
from dateline.codebook.introduced import introduced_actor, introduced_key
from dateline.model import Reading, Token

_LONGEST = 8  # words of a name
_SHORT = (2, 9)  # letters of an abbreviation
Words = tuple[str, ...]  # the texts of tokens
_QUOTES = frozenset("\"“”'‘’`")


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens [first, last] that read as a name: ids best first, and how they read."""

    first: int
    last: int
    ids: tuple[str, ...]
    role: str  # country, demonym, capital, leader, people, place, name, generic


class Held:
    """What names already stand where."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.at = {i: name for name in names for i in range(name.first, name.last + 1)}
        self.ends = {name.last: name for name in names if name.role == "name"}

    def key_of(self, last: int) -> str | None:
        """The key of the body whose name ends in a token, None if it ends no name."""
        return self.ends[last].ids[0] if last in self.ends else None


def with_introduced(
    reading: Reading, names: Sequence[Name], actors: ActorTable
) -> tuple[Name, ...]:
    """The names and those the report introduces, in text order; of two that overlap the longer."""
    told = dict(_told(reading, names, actors))
    more = [name for words, key in told.items() for name in _uses(reading, words, (key,))]
    fighting = {name.ids for name in more if _has_fighters(reading, name, actors)}
    more = [replace(n, ids=(_armed(n.ids[0]),)) if n.ids in fighting else n for n in more]
    ranked = sorted((*names, *more), key=lambda name: (name.first - name.last, name.first))
    kept: dict[int, Name] = {}
    for name in ranked:
        if not any(i in kept for i in range(name.first, name.last + 1)):
            kept |= dict.fromkeys(range(name.first, name.last + 1), name)
    return tuple(sorted(set(kept.values()), key=lambda name: name.first))


def _told(
    reading: Reading, names: Sequence[Name], actors: ActorTable
) -> Iterator[tuple[Words, str]]:
    """Words that are a name in this report, each with the key of whose."""
    held = Held(names)
    for last, short in _abbreviations(reading):
        key = held.key_of(last)
        if key is None and last not in held.ends:
            full = _full_name(reading, last, short, actors)
            key = _new_key(reading, full, actors)
            if key is not None:
                yield _words(reading, full), key
        if key is not None and short not in held.at:
            yield (reading.tokens[short].text,), key
    for before, after in _renamings(reading, actors):
        yield from _renamed(reading, before, after, held, actors)


def _new_key(reading: Reading, run: range, actors: ActorTable) -> str | None:
    kind = _kind_of([reading.tokens[i] for i in run], actors)
    return introduced_key(kind, _written(reading, run)) if kind else None


def _has_fighters(reading: Reading, name: Name, actors: ActorTable) -> bool:
    """ "KLF rebels": whatever its noun says, it fights."""
    if name.last + 1 == len(reading.tokens):
        return False
    noun = reading.tokens[name.last + 1].lemma
    patterns = actors.patterns
    return "rebel" in patterns.traced.get(noun, ()) and noun not in patterns.one_body


def _armed(key: str) -> str:
    """The key of a body told to have fighters; a codebook's entry stays what it is."""
    body = introduced_actor(key)
    return introduced_key("rebel", body.name) if body is not None else key


def _uses(reading: Reading, words: Words, ids: tuple[str, ...]) -> Iterator[Name]:
    tokens, size = reading.tokens, len(words)
    for first in (token.i for token in tokens if token.text == words[0]):
        if tuple(token.text for token in tokens[first : first + size]) == words:
            yield Name(first, first + size - 1, ids, "name")


# --- "Full Name (FN)" --------------------------------------------------------------


def _abbreviations(reading: Reading) -> Iterator[tuple[int, int]]:
    """The last token of what is abbreviated, and the abbreviation: "(FN)", ", or FN,"."""
    tokens = reading.tokens
    for i in range(2, len(tokens) - 1):
        before = tokens[i - 1].text
        if before not in ("(", "or") or tokens[i].sentence != tokens[i - 2].sentence:
            continue
        if not _is_short(tokens[i].text):
            continue
        if before == "(" and tokens[i + 1].text == ")":
            yield i - 2, i
        elif before == "or" and tokens[i - 2].text == "," and tokens[i + 1].text in (",", "."):
            yield i - 3, i


def _is_short(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    capital = sum(letter.isupper() for letter in letters)
    return _SHORT[0] <= len(letters) <= _SHORT[1] and capital >= max(2, len(letters) - 2)


def _full_name(reading: Reading, last: int, short: int, actors: ActorTable) -> range:
    """The capitals before an abbreviation: from where the initials fit, else from "the" on."""
    run = _run_back(reading, last, actors)
    letters = [letter for letter in reading.tokens[short].text.lower() if letter.isalpha()]
    for i in reversed(run):
        word = reading.tokens[i].text
        if letters and word[0].lower() == letters[-1] and word[0].isupper():
            letters.pop()
            if not letters:
                return range(i, last + 1)
        elif word[0].isupper():
            break
    begins = run[0] if len(run) else last
    article = begins > 0 and reading.tokens[begins - 1].text.lower() == "the"
    return run if article and len(run) > 1 else range(0)


def _run_back(reading: Reading, last: int, actors: ActorTable) -> range:
    """The run of capitals that ends in a token, small words inside it."""
    tokens, first, here = reading.tokens, last + 1, last
    while here >= 0 and last - here < _LONGEST and tokens[here].sentence == tokens[last].sentence:
        if _is_capital(tokens[here]) and tokens[here].text.lower() != "the":
            first = here
        elif tokens[here].text.lower() not in actors.patterns.name_joints or here == last:
            break
        here -= 1
    return range(first, last + 1)


def _own_part(reading: Reading, run: range, actors: ActorTable) -> range:
    """ "Fighters of the Valley Brigade": the name is what follows "the", if that is a body's."""
    for i in reversed(run):
        part = range(i + 1, run.stop)
        if reading.tokens[i].text.lower() == "the" and _new_key(reading, part, actors):
            return part
    return run


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper()


def _kind_of(name: Sequence[Token], actors: ActorTable) -> str | None:
    """The kind a body's own noun tells, None if no word of the name is one."""
    if len(name) < 2:
        return None
    words = [token.text.lower() for token in name]
    joints = [at for at, word in enumerate(words) if word in actors.patterns.name_joints]
    heads = words[: joints[0]] if joints else words
    kinds = actors.patterns.body_heads
    kind = next((kinds[word] for word in (*reversed(heads), *words) if word in kinds), None)
    if kind is not None and kind not in ("ngo", "igo") and set(words) & actors.patterns.armed_words:
        return "rebel"
    return kind


def _words(reading: Reading, run: range) -> Words:
    return tuple(reading.tokens[i].text for i in run)


def _written(reading: Reading, run: range) -> str:
    text = reading.report.text[reading.tokens[run[0]].start : reading.tokens[run[-1]].end]
    return " ".join(text.split())


# --- "X, also known as Y" ----------------------------------------------------------


def _renamings(reading: Reading, actors: ActorTable) -> Iterator[tuple[int, range]]:
    """The last token of one name and the tokens of the other that words make one actor's."""
    tokens = reading.tokens
    lower = [token.text.lower() for token in tokens]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(lower):
        places.setdefault(word, []).append(at)
    for cue in actors.patterns.also_called:
        words = cue.split()
        for at in places.get(words[0], ()):
            if 1 <= at < len(tokens) - len(words) and lower[at : at + len(words)] == words:
                before = _back_over(lower, at - 1, actors)
                after = _run_ahead(reading, at + len(words), actors)
                if len(after) and before >= 0:
                    yield before, after


def _back_over(lower: Sequence[str], at: int, actors: ActorTable) -> int:
    """The last word before signs and "which is", "now"."""
    while at >= 0 and (not lower[at][0].isalnum() or lower[at] in actors.patterns.called_between):
        at -= 1
    return at


def _run_ahead(reading: Reading, first: int, actors: ActorTable) -> range:
    tokens = reading.tokens
    while first < len(tokens) and (tokens[first].text in _QUOTES or tokens[first].text == "the"):
        first += 1
    last, here = first - 1, first
    while here < len(tokens) and here - first < _LONGEST:
        if _is_capital(tokens[here]):
            last = here
        elif tokens[here].text.lower() not in actors.patterns.name_joints or here == first:
            break
        here += 1
    return range(first, last + 1)


def _renamed(
    reading: Reading, before: int, after: range, held: Held, actors: ActorTable
) -> Iterator[tuple[Words, str]]:
    """Two names of one body, of which the codebook knows one or none."""
    known = {held.at[i].ids[0] for i in after if i in held.at and held.at[i].role == "name"}
    if before in held.ends:
        if not known and len(_written(reading, after)) > _SHORT[0]:
            yield _words(reading, after), held.ends[before].ids[0]
        return
    run = _own_part(reading, _run_back(reading, before, actors), actors)
    key = _new_key(reading, run, actors)
    if key is None or len(known) > 1:
        return
    yield _words(reading, run), next(iter(known), key)
    if not known:
        yield _words(reading, after), key
