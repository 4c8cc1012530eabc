"""Whom words without a name go back to: "they", "the group", "the president".

A finding is the words gone back to, which are resolved in their turn, and a sentence a
reviewer can check. Two that are as likely are both told and neither is chosen.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.codebook.actor_names import Word, words_of
from dateline.codebook.classes import load_carrying_verbs, load_classes, load_kinds
from dateline.model import Mention, Span, Token
from dateline.resolve.actor_phrase import Phrase, phrase_of
from dateline.syntax import children, governing_verb

_REACH = 3  # sentences back in which "the group" is looked for
_TITLE_REACH = 6  # and "the president", who is introduced once and spoken of for long
_DOMINANT = 0.75  # of the groups named before, the share that settles who is meant
_DESCRIBING = frozenset({"amod", "compound", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FIRST_PERSON = frozenset({"we", "us", "our", "ours", "i", "me", "my", "ourselves"})
_SINGULAR = frozenset({"he", "him", "his", "himself", "she", "her", "herself"})
_PLURAL = frozenset({"they", "them", "their", "themselves"})
_TAKEN_UP = frozenset({"it", "itself", "they", "them", "themselves"})
_PLURAL_SPEAKERS = frozenset({"we", "us", "our", "ours", "ourselves"})
_SAID = frozenset({"ccomp", "parataxis"})
_SURE, _LIKELY = 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Words told before that others go back to, how surely (0 to 1), and why."""

    span: Span
    head: int  # token index
    score: float
    reason: str


def find_antecedents(phrase: Phrase) -> tuple[Antecedent, ...]:
    """What a phrase without a name goes back to; more than one: it cannot be told which.

    Empty for a phrase that names somebody, and where nothing told before fits.
    """
    for rule in RULES:
        found = rule(phrase)
        if found:
            return found
    return ()


def words_behind(phrase: Phrase) -> tuple[Span, int]:
    """The words that "it" or "they" go back to, with their head token; else the phrase's own.

    A single person stays told by the pronoun: people who read records take "he" as said.
    """
    own = phrase.span, phrase.head.i
    found = find_antecedents(phrase)
    taken_up = phrase.head.text.lower() in _TAKEN_UP
    if not taken_up or len(found) != 1 or found[0].span.end > phrase.span.start:
        return own
    first = found[0]
    if phrase.reading.tokens[first.head].pos != "PRON":
        return first.span, first.head
    above = phrase_of(first.span, first.head, phrase.reading, phrase.actors, phrase.known)
    return words_behind(above)


# --- pronouns ----------------------------------------------------------------------


def _pronoun(phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "they", "its": the nearest subject of this or the sentence before that agrees.

    Subjects of relative clauses come last: they say which one another word means. Whoever the
    verb of a pronoun is done to is not who does it.
    """
    word = phrase.head.text.lower()
    if word not in phrase.actors.patterns.pronouns or word in _FIRST_PERSON:
        return ()
    agreeing = _agreeing(word, phrase)
    if _is_holder(phrase):
        return _holder(agreeing, phrase)
    done_to = _keys_done_to(phrase)
    subjects = [
        mention
        for mention in agreeing
        if phrase.reading.tokens[mention.head].dep in _SUBJECTS
        and done_to.isdisjoint(mention.keys[:1])
    ]
    if subjects:
        first = [m for m in subjects if not _is_in_relative(m.head, phrase)]
        return (_back_to((first or subjects)[-1], _SURE, phrase),)
    return _only_person(agreeing, phrase) if word in _SINGULAR else ()


def _keys_done_to(phrase: Phrase) -> set[str]:
    """Whom the verb of a subject is done to: "they drove the rebels back"."""
    if phrase.head.dep not in _SUBJECTS:
        return set()
    objects = children(phrase.reading, phrase.head.head, "dobj")
    beside = phrase.reading.mentions_of(phrase.head.sentence)
    return {m.keys[0] for m in beside if m.kind == "actor" and m.head in objects and m.keys}


def _is_in_relative(i: int, phrase: Phrase) -> bool:
    return phrase.reading.tokens[phrase.reading.tokens[i].head].dep == "relcl"


def _teller(phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "The ministry said it would attack": who says it, though no actor we know."""
    tokens, word = phrase.reading.tokens, phrase.head.text.lower()
    clause = tokens[phrase.head.head]
    if phrase.head.dep not in _SUBJECTS or clause.dep != "ccomp" or word in _FIRST_PERSON:
        return ()
    for i in children(phrase.reading, clause.head, "nsubj"):
        told = phrase.before(phrase.head.sentence - tokens[i].sentence)
        known = any(mention.span.contains(tokens[i].span) for mention in told)
        if i < phrase.head.i and not known and _may_be_called(word, tokens[i]):
            return (_back_to_noun(i, phrase),)
    return ()


def _may_be_called(word: str, noun: Token) -> bool:
    """Whether a noun that tells something may be taken up by a pronoun."""
    classes = load_classes()
    person = noun.entity == "PERSON" or noun.lemma in classes["person"].words
    if noun.tag not in ("NN", "NNP", "NNS", "NNPS"):
        return False
    if word in _SINGULAR:
        return person and noun.tag in ("NN", "NNP")
    return noun.tag in ("NNS", "NNPS") if word in _PLURAL else word == "it" and not person


def _back_to_noun(noun: int, phrase: Phrase) -> Antecedent:
    reading = phrase.reading
    kids = [i for i in children(reading, noun, "det", "amod", "compound", "poss") if i < noun]
    first = reading.tokens[min((i for kid in kids for i in reading.subtree(kid)), default=noun)]
    span = Span(first.start, reading.tokens[noun].end)
    said = f'"{phrase.head.text}" goes back to "{reading.quote(span)}", who tells it'
    return Antecedent(span, noun, _SURE, said)


def _agreeing(word: str, phrase: Phrase) -> list[Mention]:
    """Mentions of this and the sentence before that a pronoun may go back to."""
    return [mention for mention in phrase.before(1) if _agrees(word, mention, phrase)]


def _is_holder(phrase: Phrase) -> bool:
    """Whether a pronoun says who holds something: "their hideouts"."""
    held = phrase.reading.tokens[phrase.head.head]
    return phrase.head.dep == "poss" and held.lemma in load_classes()["holding"].words


def _holder(agreeing: Sequence[Mention], phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "Jets struck their hideouts": an armed side told before, but not the one that strikes.

    One that suffers ("the militants came under fire in their camps") may be the holder.
    """
    verb = governing_verb(phrase.reading, phrase.head.head)
    striking: list[int] = []
    if verb is not None:
        suffers = load_carrying_verbs().light.get(phrase.reading.tokens[verb].lemma) == "passive"
        striking = [] if suffers else children(phrase.reading, verb, "nsubj")
    words = {phrase.reading.tokens[i].lemma for i in striking}
    armed = [
        mention
        for mention in agreeing
        if phrase.reading.tokens[mention.head].lemma not in words and _is_armed(mention, phrase)
    ]
    return (_back_to(armed[-1], _LIKELY, phrase),) if armed else ()


def _is_armed(mention: Mention, phrase: Phrase) -> bool:
    kind = phrase.kind_of(mention)
    return kind is not None and load_kinds()[kind].armed


def _only_person(people: Sequence[Mention], phrase: Phrase) -> tuple[Antecedent, ...]:
    """The one person spoken of shortly before, in whatever part of the sentence."""
    tokens = phrase.reading.tokens
    apart = [m for m in people if tokens[m.head].dep != "appos"]
    names = {tokens[m.head].text.lower() for m in apart}
    return (_back_to(apart[-1], _LIKELY, phrase),) if len(names) == 1 else ()


def _speaker(phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "We" of a quotation: whoever is told to say it."""
    if phrase.head.text.lower() not in _PLURAL_SPEAKERS:
        return ()
    tokens, here = phrase.reading.tokens, phrase.head
    while here.head != here.i:
        above = tokens[here.head]
        if here.dep in _SAID:
            said = [m for m in phrase.reading.of_kind("actor") if _says(m, above, phrase)]
            if said:
                return (_back_to(said[0], _LIKELY, phrase),)
        here = above
    return ()


def _says(mention: Mention, verb: Token, phrase: Phrase) -> bool:
    token = phrase.reading.tokens[mention.head]
    named = bool(mention.keys) and phrase.kind_of(mention) not in ("civilians", "media")
    return token.head == verb.i and token.dep in _SUBJECTS and named and token.i != phrase.head.i


def _agrees(word: str, mention: Mention, phrase: Phrase) -> bool:
    head = phrase.reading.tokens[mention.head]
    said = head.text.lower()
    if said in phrase.actors.patterns.pronouns:
        return any(said in group and word in group for group in (_SINGULAR, _PLURAL))
    if _holds(mention, word, phrase):  # "her lawyer" is not the "she" of the same sentence
        return False
    person = mention.label == "Person"
    if word in _SINGULAR:
        return person
    if word in _PLURAL:
        return phrase.kind_of(mention) != "state" and not (person and head.tag in ("NN", "NNP"))
    return not person and head.tag != "NNS"


def _holds(mention: Mention, word: str, phrase: Phrase) -> bool:
    inside = {token.text.lower() for token in phrase.reading.tokens_in(mention.span)}
    group = _SINGULAR if word in _SINGULAR else _PLURAL
    return word in group and bool(inside & group)


# --- descriptions ------------------------------------------------------------------


def _traced_noun(phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "the group", "the militants": the one compatible group named shortly before."""
    noun = _traceable(phrase)
    kinds = phrase.actors.patterns.traced.get(noun.lemma)
    if kinds is None or _names_someone(phrase) or not _is_definite(noun, phrase):
        return ()
    if noun.tag == "NNS" and noun.lemma in phrase.actors.patterns.one_body:
        return ()
    fitting = [
        mention
        for mention in phrase.before()
        if phrase.is_named(mention)
        and phrase.kind_of(mention) in kinds
        and _fits(mention, noun, phrase)
    ]
    if not fitting or phrase.head.sentence - phrase.sentence_of(fitting[-1]) > _REACH:
        return ()
    return tuple(_back_to(m, _SURE, phrase, noun) for m in _likeliest(fitting, phrase))


def _fits(mention: Mention, noun: Token, phrase: Phrase) -> bool:
    """ "The jihadist group" is one, "the rebels" are none, "the Somali group" is Somali."""
    patterns = phrase.actors.patterns
    entry = phrase.actors.entries.get(mention.keys[0])
    kids = [phrase.reading.tokens[i] for i in phrase.reading.children[noun.i]]
    described = {token.lemma for token in kids if token.dep in _DESCRIBING} | {noun.lemma}
    jihadist = any(id in patterns.jihadist for id in phrase.actors.line(mention.keys[0]))
    if described & patterns.jihadist_words and not jihadist:
        return False
    if described & patterns.unlike_jihadists and jihadist:
        return False
    countries = _countries(kids, phrase)
    return not countries or entry is None or bool(countries & set(entry.countries))


def _countries(kids: Sequence[Token], phrase: Phrase) -> set[str]:
    """The countries that adjectives before a noun name."""
    words = [word for token in kids if token.dep in _DESCRIBING for word in _words_in(token)]
    found = phrase.actors.names.find(words, phrase.reading.report.text, cased=True)
    ids = [match.aliases[0].id for match in found if match.aliases[0].role == "demonym"]
    return {country for id in ids for country in phrase.actors.entries[id].countries}


def _words_in(token: Token) -> tuple[Word, ...]:
    return tuple(words_of(token.text, token.start, token.i))


def _same_title(phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "The president" after "President Putin": whoever was last told to hold the office."""
    title = phrase.head
    own = phrase.own
    if title.tag not in ("NN", "NNP") or title.lemma not in phrase.actors.patterns.persons:
        return ()
    if not _is_definite(title, phrase) or own is None or own.head != title.i or _is_told(own):
        return ()
    holders = [
        mention
        for mention in phrase.before(_TITLE_REACH)
        if mention.label == "Person"
        and _is_told(mention)
        and title.lemma in {token.lemma for token in phrase.reading.tokens_in(mention.span)}
    ]
    every = {mention.keys[0]: mention for mention in holders}
    return tuple(_back_to(mention, _SURE, phrase) for mention in every.values())


def _is_told(mention: Mention) -> bool:
    """Whether words say whose somebody is: a name, or a general word with a country."""
    return bool(mention.keys) and ("/" in mention.keys[0] or mention.by != "actors.generic")


def _same_body(phrase: Phrase) -> tuple[Antecedent, ...]:
    """ "The army" after "the Iraqi army": the last one told with its country."""
    own = phrase.own
    if own is None or own.by != "actors.generic" or _is_told(own) or own.head != phrase.head.i:
        return ()
    plain = phrase.actors.generics[own.keys[0]].scope == "plain"
    if plain or not _is_definite(phrase.head, phrase):
        return ()
    same = [
        mention
        for mention in phrase.before(_REACH)
        if mention.keys
        and mention.keys[0].startswith(own.keys[0] + "/")
        and _same_word(mention, phrase)
    ]
    return (_back_to(same[-1], _SURE + 0.2, phrase),) if same else ()


def _same_word(mention: Mention, phrase: Phrase) -> bool:
    return phrase.reading.tokens[mention.head].lemma == phrase.head.lemma


def _likeliest(fitting: Sequence[Mention], phrase: Phrase) -> tuple[Mention, ...]:
    """Of the groups named before, one that prevails, else those of the nearest sentence."""
    counted = Counter(m.keys[0] for m in fitting)
    first, most = counted.most_common(1)[0]
    if most >= _DOMINANT * len(fitting) and most > 1:
        return tuple(m for m in fitting if m.keys[0] == first)[-1:]
    nearest = phrase.sentence_of(fitting[-1])
    beside = {m.keys[0]: m for m in fitting if phrase.sentence_of(m) == nearest}
    return tuple(beside.values())


def _traceable(phrase: Phrase) -> Token:
    """The head, or whoever owns it: "the group's leadership"."""
    tokens = phrase.reading.tokens
    owners = [tokens[i] for i in phrase.reading.children[phrase.head.i] if tokens[i].dep == "poss"]
    known = [t for t in owners if t.lemma in phrase.actors.patterns.traced]
    return known[0] if known else phrase.head


def _names_someone(phrase: Phrase) -> bool:
    """Whether the words hold a name of their own; "Somali" of "the Somali group" is none."""
    named = (m for m in phrase.inside if phrase.is_named(m))
    return any(mention.by != "actors.demonym" for mention in named)


def _is_definite(noun: Token, phrase: Phrase) -> bool:
    kids = phrase.reading.children[noun.i]
    words = {phrase.reading.tokens[i].text.lower() for i in kids}
    return bool(words & phrase.actors.patterns.definite)


def _back_to(
    mention: Mention, score: float, phrase: Phrase, noun: Token | None = None
) -> Antecedent:
    words = phrase.reading.quote(mention.span)
    said = (noun or phrase.head).text
    return Antecedent(mention.span, mention.head, score, f'"{said}" goes back to "{words}"')


RULES: tuple[Callable[[Phrase], tuple[Antecedent, ...]], ...] = (
    _teller,
    _pronoun,
    _speaker,
    _traced_noun,
    _same_title,
    _same_body,
)
