"""The words Dateline thinks in: frozen values, no I/O; a report's own stand in `reports`.

Offsets are 0-based Unicode code points of Report.text, end exclusive. Days are calendar
days, both ends included. An absent value means the report does not say; never zero.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from dateline.reports import Dateline as Dateline
from dateline.reports import Furniture as Furniture
from dateline.reports import FurnitureKind as FurnitureKind
from dateline.reports import Report as Report
from dateline.reports import Span as Span
from dateline.reports import Spans as Spans

Factuality = Literal["asserted", "uncertain", "denied", "planned", "hypothetical", "foiled"]
Certainty = Literal["asserted", "accused", "claimed", "denied"]
Relation = Literal["at", "from", "to"]
PARTICIPANTS = ("agent", "target", "from_group", "to_group", "supporter", "instrument")
# The fields of an event that have a confidence of their own.
CONFIDENT_OF = ("agent", "target", "places", "time", "counts", "sources", "factuality")
PlacePrecision = Literal["site", "town", "district", "province", "region", "country"]
TimePrecision = Literal["day", "week", "month", "year", "longer"]
Basis = Literal["stated", "inferred", "assumed"]  # how far a value is from the words
# strong: names an event; weak: only beside a stronger mention ("the incident"); result: tells what
# came of one ("killed seven") and stands for it when nothing else names it.
Strength = Literal["strong", "weak", "result"]
MentionKind = Literal["actor", "place", "time", "quantity"]
SourceKind = Literal["official", "armed_group", "witness", "monitor", "media", "expert", "other"]


# --- annotate ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the parse. `head` and `i` index Reading.tokens; a root is its own head."""

    i: int
    start: int
    end: int
    text: str  # as parsed: truecased when the report is in capitals
    lemma: str  # lower case
    pos: str  # universal part of speech: VERB, NOUN, PROPN ...
    tag: str  # Penn tag: VBD, NNS ...
    dep: str  # dependency label to the head: nsubj, dobj, prep ...
    head: int
    sentence: int
    entity: str = ""  # the model's own entity label, "" outside

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the report that is read as one; `first`..`last` index tokens, last exclusive."""

    i: int
    span: Span
    first: int
    last: int
    paragraph: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible referent of a mention, and what counted for and against it."""

    id: str
    label: str
    score: float  # 0 to 1, comparable only within one mention
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point at someone, somewhere, some time or some amount, not yet resolved.

    `label` says what the words look like: for an actor its entity type (Organisation,
    Person, Nationality, MilitaryPlatform, Weapon), for a place toponym, area or site,
    for a time date, period or duration, for a quantity the noun it counts (its lemma).
    `keys` are the codebook actor ids (best first), or the toponym to look up.
    """

    kind: MentionKind
    span: Span
    head: int  # token index of the head word
    label: str
    keys: tuple[str, ...] = ()
    by: str = ""  # the rule that found it


@dataclass(frozen=True)
class Reading:
    """A report as it has been parsed: plain tuples, so no later stage needs the parser."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]  # furniture is in none of them
    mentions: tuple[Mention, ...] = ()  # in text order

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """For each token, the tokens it heads, in text order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for token in (token for token in self.tokens if token.head != token.i):
            found[token.head].append(token.i)
        return tuple(map(tuple, found))

    @cached_property
    def _worded(self) -> dict[str, tuple[Token, ...]]:
        found: dict[str, list[Token]] = {}
        for token in self.tokens:
            found.setdefault(token.text, []).append(token)
        return {text: tuple(told) for text, told in found.items()}

    def worded(self, text: str) -> tuple[Token, ...]:
        """The tokens that read so, in text order."""
        return self._worded.get(text, ())

    @cached_property
    def starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    @cached_property
    def _openings(self) -> tuple[int, ...]:
        return tuple(sentence.span.start for sentence in self.sentences)

    def quote(self, span: Span) -> str:
        return self.report.text[span.start : span.end]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds a character, None for furniture and gaps."""
        at = bisect_right(self._openings, offset) - 1
        return self.sentences[at] if at >= 0 and offset < self.sentences[at].span.end else None

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        return self.tokens[sentence.first : sentence.last]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap a span."""
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end, first)
        if first and self.tokens[first - 1].end > span.start:
            first -= 1
        return self.tokens[first:last]

    def subtree(self, i: int) -> tuple[int, ...]:
        """A token and all it heads, in text order."""
        found = [i]
        for here in found:  # grows as it is walked
            found.extend(self.children[here])
        return tuple(sorted(found))

    @cached_property
    def _of_kind(self) -> dict[MentionKind, tuple[Mention, ...]]:
        kinds = {mention.kind for mention in self.mentions}
        return {kind: tuple(m for m in self.mentions if m.kind == kind) for kind in kinds}

    def of_kind(self, kind: MentionKind) -> tuple[Mention, ...]:
        return self._of_kind.get(kind, ())

    @cached_property
    def _spans_of_kind(self) -> dict[MentionKind, Spans]:
        return {kind: Spans(m.span for m in told) for kind, told in self._of_kind.items()}

    def stands_in(self, kind: MentionKind, span: Span) -> bool:
        """Whether a span shares a character with a mention of a kind."""
        told = self._spans_of_kind.get(kind)
        return told is not None and told.overlap(span)

    @cached_property
    def _by_sentence(self) -> dict[int, tuple[Mention, ...]]:
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(self.tokens[mention.head].sentence, []).append(mention)
        return {sentence: tuple(told) for sentence, told in found.items()}

    def mentions_of(self, *sentences: int) -> tuple[Mention, ...]:
        """The mentions whose head stands in one of some sentences, by number, in text order."""
        numbers = sorted({*sentences})
        if len(numbers) == 1:
            return self._by_sentence.get(numbers[0], ())
        every = (self._by_sentence.get(number, ()) for number in numbers)
        return tuple(mention for told in every for mention in told)


# --- extract -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Argument:
    """Words that fill a role of a proposed event; its type's codebook file lists the roles.

    Beside the participants (agent, target, from_group, to_group, supporter, instrument)
    the roles are place (with its relation), time, count (with its measure) and source.
    """

    role: str
    span: Span
    head: int  # token index of the head word
    by: str  # the rule or model that took it: "verb.subject", "trained@1"
    score: float = 1.0
    certainty: Certainty = "asserted"
    relation: Relation = "at"
    measure: str | None = None


class Leaning(NamedTuple):
    """How far the network gives a word the role of doer or target, taken or not."""

    role: str
    head: int  # token index
    score: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """One mention of an event as one reader proposes it: the seam between readers and the rest."""

    type: str
    trigger: Span
    head: int  # token index of the trigger's head word
    by: str  # "rules:defection.desert", "trained@1"
    score: float = 1.0
    strength: Strength = "strong"
    arguments: tuple[Argument, ...] = ()
    alternatives: tuple[str, ...] = ()  # other types the words allow
    phase: str | None = None  # "ended" for a siege broken, a truce collapsed
    leanings: tuple[Leaning, ...] = ()
    seen: float | None = None  # the network's score, None where it judges nothing


@dataclass(frozen=True, slots=True)
class Happening:
    """Proposals of one report that speak of one event; their arguments pooled, unresolved."""

    type: str
    proposals: tuple[Proposal, ...]  # in text order, never empty
    arguments: tuple[Argument, ...] = ()
    phase: str | None = None


# --- resolve, attribute ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Actor:
    """An entry of the codebook's actors, or somebody whom only the report names."""

    id: str
    name: str
    kind: str  # kinds.yaml
    country: str | None = None  # ISO 3166-1 alpha-3
    inter: int | None = None  # ACLED's code of its side, 1 to 8, as a participant of an event
    affiliation: "Actor | None" = None  # the body that a person is told to belong to

    @property
    def side(self) -> "Actor":
        """Who takes part by this actor: a person's group or force, else the actor itself."""
        return self.affiliation or self


@dataclass(frozen=True, slots=True)
class Participant:
    span: Span
    quote: str
    actor: Actor | None = None  # None: nobody could be named; the quote stands
    candidates: tuple[Candidate, ...] = ()
    certainty: Certainty = "asserted"
    by: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as resolved. `name` None: the words name a place the gazetteer does not hold."""

    span: Span
    quote: str
    relation: Relation = "at"
    name: str | None = None
    adm1: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    precision: PlacePrecision | None = None
    lat: float | None = None  # WGS 84 degrees
    lon: float | None = None
    geonameid: int | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    basis: Basis = "stated"  # "assumed": from the dateline
    near: bool = False  # the words only say what it was near: "outside Homs", "10 km from Homs"


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """The days on which it may have happened. Without bounds, `note` says why."""

    earliest: date | None
    latest: date | None
    precision: TimePrecision | None
    basis: Basis = "stated"
    span: Span | None = None
    quote: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"empty interval: {self.earliest} .. {self.latest}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many, as inclusive bounds: "at least 12" is 12..None, "about 20" is 20..20, approx."""

    low: int | None
    high: int | None
    approx: bool = False

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a quantity needs a bound")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} exceeds high {self.high}")


@dataclass(frozen=True, slots=True)
class Count:
    measure: str  # codebook measure: killed, injured, detained ...
    quantity: Quantity
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    span: Span
    quote: str
    kind: SourceKind
    anonymous: bool
    cue: str | None = None
    reasons: tuple[str, ...] = ()  # what was weighed, the weightiest first


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: source and cue words, and the content they speak for."""

    source: Span
    cue: Span | None
    content: tuple[Span, ...]  # one or more stretches, in text order
    kind: SourceKind
    anonymous: bool
    by: str = ""  # the rule that read it


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that names the event, and who proposed it."""

    span: Span
    quote: str
    sentence: int
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, as one report tells it: what `dateline code` gives back."""

    id: str  # hash of content: equal from run to run
    report: Report
    type: str
    family: str
    mentions: tuple[Trigger, ...]
    factuality: Factuality = "asserted"
    phase: str | None = None
    alt_types: tuple[str, ...] = ()
    confidence: float = 0.0  # that a second coder would have it, with this type
    confidences: dict[str, float] = field(default_factory=dict)  # field -> that it is right
    agent: tuple[Participant, ...] = ()
    target: tuple[Participant, ...] = ()
    from_group: tuple[Participant, ...] = ()
    to_group: tuple[Participant, ...] = ()
    supporter: tuple[Participant, ...] = ()
    instrument: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    time: TimeInterval | None = None
    counts: tuple[Count, ...] = ()
    sources: tuple[Source, ...] = ()
    codes: dict[str, object] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what could not be read, and why
