"""The words by which a report says who speaks and how surely: codebook/data/cues/*.yaml.

A cue is a word or short phrase with a direction: it speaks for what stands in its named
slots (`takes`, `over`), and the terminators of scope.yaml end its reach.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field, ValidationError

from dateline.codebook.actors import ActorTable, load_actors
from dateline.codebook.files import DATA, read_yaml
from dateline.codebook.loader import explain_problems
from dateline.codebook.schema import Strict
from dateline.errors import CodebookError

Meaning = Literal["asserted", "uncertain", "denied", "planned", "hypothetical", "foiled"]
Kind = Literal["official", "armed_group", "witness", "monitor", "media", "expert", "other"]
Doubt = Literal["accused", "claimed", "denied"]


class SpeechExample(Strict):
    """A sentence with its source and content; with neither, nobody speaks in it."""

    text: str
    source: str | None = None
    content: str | None = None


class FactExample(Strict):
    """A sentence, the word that names the event, and how surely the event is told."""

    text: str
    event: str
    gives: Meaning


class DoubtExample(Strict):
    """A sentence, the word that names the event, its doer, and how surely it is the doer."""

    text: str
    event: str
    doer: str
    gives: Literal["asserted", "accused", "claimed", "denied"]


class SpeechVerbs(Strict):
    """Verbs whose subject speaks, and the slots that hold what it says.

    `takes`: clause, infinitive, object, quote, or a preposition. `vouches`: the speaker is
    a source of the happenings told; else only of a stance.
    """

    id: str
    verbs: tuple[str, ...] = Field(min_length=1)
    takes: tuple[str, ...] = Field(min_length=1)
    vouches: bool = True
    inanimate: bool = False  # footage, a report, a survey speaks; a person would not
    examples: list[SpeechExample] = Field(min_length=1)


class SpeechNouns(Strict):
    """Nouns of saying: the possessor, or the object of "by" or "from", speaks."""

    id: str
    nouns: tuple[str, ...] = Field(min_length=1)
    takes: tuple[str, ...] = Field(min_length=1)
    vouches: bool = True
    examples: list[SpeechExample] = Field(min_length=1)


class SourcePhrases(Strict):
    """Words that stand before a source and attribute the clause they hang on."""

    id: str
    phrases: tuple[str, ...] = Field(min_length=1)
    examples: list[SpeechExample] = Field(min_length=1)


class SpeechFile(Strict):
    verbs: list[SpeechVerbs]
    nouns: list[SpeechNouns]
    phrases: list[SourcePhrases]
    signed: tuple[str, ...]  # dashes that sign a quotation with its speaker's name
    unowned: tuple[str, ...]  # nouns that speak though nobody owns them: "there are reports that"
    not_sources: tuple[str, ...]  # what may be a subject of saying and is nobody: "sign", "law"


class SourceKindWords(Strict):
    """A kind of source: the nouns and names that tell it, the codebook actor kinds that are it."""

    kind: Kind
    heads: tuple[str, ...] = ()  # lemmas of the head noun
    words: tuple[str, ...] = ()  # words anywhere in the source
    actor_kinds: tuple[str, ...] = ()
    example: str


class SourceFile(Strict):
    kinds: list[SourceKindWords]
    nameless: tuple[str, ...]  # heads that name nobody: source, official, resident
    answerable: tuple[str, ...]  # bodies that answer for what they say without a name
    unnamed: tuple[str, ...]  # words by which a source asks not to be named
    pronouns: tuple[str, ...]
    persons: tuple[str, ...]  # pronouns that only a person can be
    documents: tuple[str, ...]  # what speaks for whoever gave it out: report, footage
    bodies: Mapping[str, tuple[Kind, ...]]  # "the group": the kinds of source the noun points to


class FactCue(Strict):
    """A cue of factuality.

    `form` says how it stands to the event word: it `governs` it (plan to attack), it
    `modifies` it (alleged attack), it is its `auxiliary` (will attack), its `mark` (if they
    attack), its `negation` (did not attack) or a determiner of nothing (no attack).
    `over` names the slots a governing verb or noun reaches into.
    """

    id: str
    means: Meaning
    form: Literal["governs", "modifies", "auxiliary", "mark", "negation", "none_of"]
    words: tuple[str, ...] = Field(min_length=1)
    over: tuple[str, ...] = ()
    examples: list[FactExample] = Field(min_length=1)


class ScopeFile(Strict):
    """Where the reach of a cue ends, and what lets it through."""

    announced: tuple[str, ...]  # event types that are words about something to come: threat
    results: tuple[str, ...]  # lemmas of what comes of an event: to deny them does not deny it
    fought: tuple[str, ...]  # event types that took place although they were repelled: battle
    harmful: tuple[str, ...]  # event types that harm people: harm told as fact makes them fact
    confirming: tuple[str, ...]  # verbs that lift the doubt from what they have as object
    stops: tuple[str, ...]  # dependency labels that no cue crosses
    stop_words: tuple[str, ...]  # prepositions and marks that presuppose what follows: after, since
    answers: tuple[str, ...]  # nouns of what answers something done: revenge for an attack
    carriers: tuple[str, ...]  # verbs by which a noun happens: launch an attack, hold talks
    pseudo: tuple[str, ...]  # look like negation and are none: "not only"


class DoubtCue(Strict):
    """Words that say how surely someone is the doer: blamed on, claimed by, denied."""

    id: str
    means: Doubt
    verbs: tuple[str, ...] = ()  # the doer is their object, or that of `through`
    through: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()  # verbs whose subject is the doer
    nouns: tuple[str, ...] = ()  # objects the speaker's verb needs: responsibility
    modifiers: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()  # adverbs on "carried out by": the doing is in doubt, not the deed
    examples: list[DoubtExample] = Field(min_length=1)


class FactFile(Strict):
    cues: list[FactCue]
    scope: ScopeFile


class DoubtFile(Strict):
    cues: list[DoubtCue]


@dataclass(frozen=True, eq=False)
class Cues:
    """All cues, as shipped; `actors` are those that sources may be."""

    speech: SpeechFile
    sources: SourceFile
    facts: FactFile
    doubts: DoubtFile
    actors: ActorTable | None = None  # None: as shipped

    @cached_property
    def speech_verbs(self) -> Mapping[str, tuple[SpeechVerbs, ...]]:
        """Verb lemma, or lemma and particle ("point out"), to the groups it is in."""
        found: dict[str, tuple[SpeechVerbs, ...]] = {}
        for group in self.speech.verbs:
            for verb in group.verbs:
                found[verb] = (*found.get(verb, ()), group)
        return found

    @cached_property
    def telling(self) -> frozenset[str]:
        """Lemmas of the verbs whose time is that of a statement: "said on Thursday"."""
        groups = (group for group in self.speech.verbs if group.vouches and "clause" in group.takes)
        return frozenset(verb for group in groups for verb in group.verbs)

    @cached_property
    def speech_nouns(self) -> Mapping[str, SpeechNouns]:
        return {noun: group for group in self.speech.nouns for noun in group.nouns}

    @cached_property
    def source_heads(self) -> Mapping[str, Kind]:
        return {word: entry.kind for entry in self.sources.kinds for word in entry.heads}

    @cached_property
    def actor_kinds(self) -> Mapping[str, Kind]:
        return {word: entry.kind for entry in self.sources.kinds for word in entry.actor_kinds}

    def kind_of_actor(self, key: str) -> Kind | None:
        """The kind of source an entry of the codebook's actors is; None if it tells nothing."""
        actor = (self.actors or load_actors()).actor(key)
        return self.actor_kinds.get(actor.kind) if actor is not None else None

    @cached_property
    def fact_words(self) -> Mapping[tuple[str, str], tuple[FactCue, ...]]:
        """Form and word to the cues that list it."""
        found: dict[tuple[str, str], tuple[FactCue, ...]] = {}
        for cue in self.facts.cues:
            for word in cue.words:
                found[cue.form, word] = (*found.get((cue.form, word), ()), cue)
        return found

    @cached_property
    def carriers(self) -> frozenset[str]:
        return frozenset(self.facts.scope.carriers)

    @cached_property
    def answers(self) -> frozenset[str]:
        return frozenset(self.facts.scope.answers)

    @cached_property
    def results(self) -> frozenset[str]:
        return frozenset(self.facts.scope.results)

    @cached_property
    def stop_words(self) -> frozenset[str]:
        return frozenset(self.facts.scope.stop_words)


@cache
def load_cues() -> Cues:
    """The cues as shipped. Raises CodebookError with file:line."""
    folder = DATA / "cues"
    return Cues(
        speech=_read(folder / "speech.yaml", SpeechFile),
        sources=_read(folder / "sources.yaml", SourceFile),
        facts=_read(folder / "factuality.yaml", FactFile),
        doubts=_read(folder / "certainty.yaml", DoubtFile),
    )


def _read(path: Traversable, shape: type[Any]) -> Any:
    value = read_yaml(path)
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        raise CodebookError(explain_problems(path, value, error)) from error
