"""Where the codebook's triggers stand in a reading, and whether their arguments let them count."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dateline.codebook.classes import CarryingVerbs
from dateline.codebook.slot_wording import slot_words
from dateline.extract.backdrop import USUAL, backdrop, list_of_tags
from dateline.extract.grammar import Grammar
from dateline.extract.lexicon import Lexicon, TriggerRule
from dateline.extract.phrases import Senses
from dateline.model import Reading, Sentence, Span, Token
from dateline.syntax import SUBJECTS, is_verb, objects_of, path_up
from dateline.trace import Decision, Trace

PARTICLES = frozenset("up down off out back away over in on apart through".split())
FINITE = ("VBD", "VBZ", "VBP")
GAP = 6  # words that may stand between a verb and the words that must go with it


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger in the text: its rule, its words and the word its arguments hang on."""

    rule: TriggerRule
    words: tuple[int, ...]
    head: int
    span: Span
    # slot -> heads, for the slots the rule names; the words of a rule tell them
    slots: Mapping[str, tuple[int, ...]] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Scan:
    """What the codebook's words gave: triggers, and words in a sense it bars."""

    found: tuple[Match, ...]
    refused: frozenset[int]  # tokens: "a price war", "charged up the hill"


def find_triggers(
    reading: Reading,
    lexicon: Lexicon,
    senses: Senses,
    grammar: Grammar,
    verbs: CarryingVerbs,
    trace: Trace | None = None,
) -> Scan:
    """All triggers whose demands are met; no word is in two of them."""
    found: list[Match] = []
    refused: set[int] = set()
    asides: set[int] = set()
    spans = (mention.span for mention in reading.of_kind("time"))
    dated = frozenset(token.i for span in spans for token in reading.tokens_in(span))
    for sentence in reading.sentences:
        taken: set[int] = set()
        barred: dict[int, str] = {}  # words of a longer trigger of a type in a sense it bars
        for token in reading.words(sentence):
            if token.lemma not in lexicon and token.text.lower() not in lexicon:
                continue
            for match in _matches_at(token, sentence, lexicon, grammar, verbs, dated, asides):
                if barred.get(token.i) == match.rule.type:
                    continue
                if _is_barred(match, senses):
                    refused |= set(match.words)
                    barred |= dict.fromkeys(match.words[1:], match.rule.type)
                elif _has_needed(match, senses) and not taken & set(match.words):
                    found.append(match)
                    taken |= set(match.words)
                    break
            if trace is not None:
                matches = _matches_at(token, sentence, lexicon, grammar, verbs, dated, set(), trace)
                trace += (_weighed(match, senses, found) for match in matches)
        refused = (refused | asides) - taken
    return Scan(tuple(found), frozenset(refused))


def _matches_at(
    token: Token,
    sentence: Sentence,
    lexicon: Lexicon,
    grammar: Grammar,
    verbs: CarryingVerbs,
    dated: frozenset[int],
    asides: set[int],
    trace: Trace | None = None,
) -> Iterator[Match]:
    """The triggers that begin at a word; `dated` are the words of dates.

    Words for what is said to be usual are added to `asides`.
    """
    reading = grammar.reading
    for key in dict.fromkeys((token.lemma, token.text.lower())):
        for rule in lexicon.get(key, ()):
            words = _words(reading, token, sentence, rule)
            if words is None:
                continue
            why = backdrop(reading, words, verbs, dated) or list_of_tags(reading, words[0])
            if why is not None:
                asides |= set(words) if why == USUAL else set()
                if trace is not None:
                    trace.append(_aside(span_over(reading, words), rule, why))
                continue
            head = words[0] if rule.form == "verb" else _head_of(reading, words)
            slots = Slots(head, words, rule, grammar)
            yield Match(rule, words, head, span_over(reading, words), slots)


def _words(
    reading: Reading, token: Token, sentence: Sentence, rule: TriggerRule
) -> tuple[int, ...] | None:
    """The tokens a rule matches from this one on, None if it does not."""
    match rule.form:
        case "verb":
            return _verb_words(reading, token, sentence, rule)
        case "noun":
            return _noun_words(reading, token, sentence, rule)
        case "phrase":
            return _run(reading, token, sentence, rule.words, literal=True)


def _verb_words(
    reading: Reading, token: Token, sentence: Sentence, rule: TriggerRule
) -> tuple[int, ...] | None:
    if token.lemma != rule.words[0] or not _is_event_verb(token):
        return None
    words, here = [token.i], token.i + 1
    for wanted in rule.words[1:]:
        limit = min(here + GAP, sentence.last)
        hit = next((i for i in range(here, limit) if _goes_with(reading, token.i, i, wanted)), None)
        if hit is None:
            return None
        words.append(hit)
        here = hit + 1
    return tuple(words)


def _is_event_verb(token: Token) -> bool:
    """A verb that tells an act: not an auxiliary, not a mere adjective ("the wounded man")."""
    if token.dep in ("aux", "auxpass", "compound"):
        return False
    if token.dep == "amod":
        return False
    return is_verb(token) or (token.tag in ("VBN", "VBD", "VBG") and token.pos != "NOUN")


def _goes_with(reading: Reading, verb: int, i: int, wanted: str) -> bool:
    """Whether a word completes a verb: "provided the Congress suspends aid" provides none."""
    if not _is_word(reading.tokens[i], wanted):
        return False
    between = reading.tokens[verb + 1 : i]
    above = path_up(reading, i)
    foreign = {t.i for t in between if t.tag in FINITE and t.i in above}
    return not foreign


def _is_word(token: Token, wanted: str) -> bool:
    """A particle is itself: "drove US-backed rebels out" is not "drive back"."""
    return token.text.lower() == wanted or (token.lemma == wanted and wanted not in PARTICLES)


def _noun_words(
    reading: Reading, token: Token, sentence: Sentence, rule: TriggerRule
) -> tuple[int, ...] | None:
    words = _run(reading, token, sentence, rule.words, literal=False)
    if words is None:
        return None
    last = reading.tokens[words[-1]]
    noun = last.pos in ("NOUN", "PROPN")
    nominal = noun or (last.tag == "VBG" and _stands_as_noun(reading, last))
    if not nominal or _modifies_other_noun(reading, last):
        return None
    return words


def _stands_as_noun(reading: Reading, token: Token) -> bool:
    kids = {reading.tokens[i].dep for i in reading.children[token.i]}
    return bool(kids & {"det", "poss"}) and "dobj" not in kids


def _modifies_other_noun(reading: Reading, token: Token) -> bool:
    """ "attack helicopters", "the bombing suspects": the noun only says which ones."""
    above = reading.tokens[token.head]
    before = above.i > token.i and above.pos in ("NOUN", "PROPN")
    if before and token.dep in ("compound", "nmod", "amod"):
        return True
    return _is_half(reading, token, above)


def _is_half(reading: Reading, token: Token, above: Token) -> bool:
    """ "A curfew-bound town", "starve-or-surrender tactics": half of a word of several."""
    if token.dep == "npadvmod":
        return above.dep == "amod" and reading.tokens[token.i + 1].text == "-"
    joined = token.dep == "conj" and reading.tokens[token.i - 1].text == "-"
    return joined and above.dep in ("compound", "nmod", "amod")


def _run(
    reading: Reading, token: Token, sentence: Sentence, wanted: tuple[str, ...], *, literal: bool
) -> tuple[int, ...] | None:
    """Tokens that match the words one after another."""
    if token.i + len(wanted) > sentence.last:
        return None
    tokens = reading.tokens[token.i : token.i + len(wanted)]
    for word, want in zip(tokens, wanted, strict=True):
        if want != word.text.lower() and (literal or want != word.lemma):
            return None
    return tuple(word.i for word in tokens)


def span_over(reading: Reading, words: tuple[int, ...]) -> Span:
    """The words of a trigger; only the verb where others come between."""
    together = words[-1] - words[0] == len(words) - 1
    last = words[-1] if together else words[0]
    return Span(reading.tokens[words[0]].start, reading.tokens[last].end)


def _head_of(reading: Reading, words: tuple[int, ...]) -> int:
    """The word of a phrase that hangs on something outside it."""
    inside = set(words)
    free = [i for i in words if reading.tokens[i].head not in inside or reading.tokens[i].head == i]
    return free[-1] if free else words[-1]


class Slots(Mapping[str, tuple[int, ...]]):
    """What fills each slot the rule names, looked for when it is asked for.

    Most triggers are refused by one slot or two, or give way to another.
    """

    def __init__(
        self, head: int, words: tuple[int, ...], rule: TriggerRule, grammar: Grammar
    ) -> None:
        self._head, self._words, self._rule, self._grammar = head, words, rule, grammar
        self._found: dict[str, tuple[int, ...]] = {}

    def __getitem__(self, slot: str) -> tuple[int, ...]:
        if slot not in self._found:
            if slot not in self._rule.slots:
                raise KeyError(slot)
            self._found[slot] = _fillers(slot, self._head, self._words, self._grammar)
        return self._found[slot]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rule.slots)

    def __len__(self) -> int:
        return len(self._rule.slots)


def _fillers(slot: str, head: int, words: tuple[int, ...], grammar: Grammar) -> tuple[int, ...]:
    """What fills a slot of a trigger; prepositions may hang on any of its words."""
    if slot in AROUND:
        around = (AROUND[slot](grammar.reading, i) for i in dict.fromkeys((head, words[0])))
        return tuple(dict.fromkeys(i for each in around for i in each))
    filled = grammar.fill(head, slot)
    if not filled and len(words) > 1:
        others = (i for word in words if word != head for i in grammar.attached(word, slot))
        filled = tuple(i for i in others if i not in words)
    if slot == "object" and filled and set(filled) <= set(words):
        return grammar.inside(filled, words)
    return filled


def _under(reading: Reading, head: int) -> tuple[int, ...]:
    """The word a noun is the object of: "monitor the truce", "charged with murder"."""
    token = reading.tokens[head]
    while token.dep == "conj" and not is_verb(token):
        token = reading.tokens[token.head]
    above = reading.tokens[token.head]
    if token.dep == "pobj":
        return (above.head,)
    return (above.i,) if token.dep in ("dobj", "nsubjpass") else ()


def _doing(reading: Reading, head: int) -> tuple[int, ...]:
    """What a noun does: "the treaty bans", "the truce held"."""
    token = reading.tokens[head]
    return (token.head,) if token.dep in SUBJECTS else ()


def _armed_with(reading: Reading, head: int) -> tuple[int, ...]:
    """What "with" brings into the clause, on the word or on what is hit: "with rockets"."""
    own = objects_of(reading, head, "with")
    phrase = (i for i in reading.subtree(head) if i > head and _is_part(reading, head, i))
    return tuple(
        dict.fromkeys([*own, *(o for i in phrase for o in objects_of(reading, i, "with"))])
    )


def _is_part(reading: Reading, head: int, i: int) -> bool:
    """Whether no other verb stands between a word and the head above it."""
    above = path_up(reading, i)
    return not any(is_verb(reading.tokens[j]) for j in above[: above.index(head)])


# Slots that look around a trigger rather than at its own arguments.
AROUND: Mapping[str, Callable[[Reading, int], tuple[int, ...]]] = {
    "under": _under,
    "doing": _doing,
    "armed_with": _armed_with,
}


def _has_needed(match: Match, senses: Senses) -> bool:
    """Whether each needed slot holds a word of a class asked for."""
    return not any(_unmet(match, senses))


def _unmet(match: Match, senses: Senses) -> Iterator[str]:
    """The needed slots that hold no word of a class asked for."""
    for slot, wanted in match.rule.entry.needs.items():
        if not any(senses.is_a(i, word) for i in match.slots[slot] for word in wanted):
            yield f"{slot_words(slot)} must be {_named(wanted)}"


def _is_barred(match: Match, senses: Senses) -> bool:
    """Whether a slot holds a word that the codebook says makes it another sense."""
    return any(_bars(match, senses))


def _bars(match: Match, senses: Senses) -> Iterator[str]:
    """The slots that hold a word of another sense."""
    for slot, barred in match.rule.entry.bars.items():
        for i in match.slots[slot]:
            for word in barred:
                if senses.is_a(i, word):
                    text = senses.reading.tokens[i].text
                    yield f"{slot_words(slot)}, “{text}”, is {_named((word,))}"


def _weighed(match: Match, senses: Senses, found: list[Match]) -> Decision:
    """Why a trigger counts or not. The first that fits takes the words, the longest tried first."""
    against = "; ".join([*_bars(match, senses), *_unmet(match, senses)])
    taken = match in found
    other = "another reading of the same words was tried before it and fits"
    needs = match.rule.entry.needs.items()
    met = "; ".join(f"{slot_words(slot)} is {_named(wanted)}" for slot, wanted in needs)
    why = (met or "the words are there") if taken else (against or other)
    return Decision("trigger", match.rule.type, match.span, taken, why, match.rule.name, match.span)


def _aside(span: Span, rule: TriggerRule, why: str) -> Decision:
    return Decision("trigger", rule.type, span, False, why, rule.name, span)


def _named(wanted: Iterable[str]) -> str:
    names = " or ".join(wanted)
    return "there" if names == "any" else names
