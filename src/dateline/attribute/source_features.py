"""How a speaker of the report stands to an event, as names the source model has weights for.

`source_weights.json` holds a weight for each name that was seen often enough; a name it lacks
weighs nothing. A speaker *holds* an event if the words it answers for hold one of its mentions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.attribute.factuality import judge_mention
from dateline.attribute.find import STANCE
from dateline.attribute.sources import head_of
from dateline.attribute.speakers import Speaker, Voices
from dateline.codebook.cues import Cues
from dateline.model import Attribution, Reading, Span, Token

# Who demands or vows is the source of what is wanted, not of what has already happened.
WISHES = frozenset({"demand", "commitment"})
LEAD = 2  # sentences at the head of a report
MOST = 4  # speakers of one event that are told apart by their order
DEEPEST = 6
_LINKS = frozenset({"acl", "pobj", "poss", "pcomp", "appos", "compound"})
_CLAUSES = frozenset({"relcl", "advcl"})

Held = tuple[Span, Attribution]  # a mention, and the saying that holds it


@dataclass(frozen=True)
class Telling:
    """One event as its report tells it: its mentions, and everyone who speaks in the report."""

    triggers: tuple[Span, ...]  # in text order
    voices: Voices
    doers: tuple[Span, ...] = ()

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        return self.voices.speakers

    @property
    def reading(self) -> Reading:
        return self.voices.reading

    @property
    def cues(self) -> Cues:
        return self.voices.cues

    @cached_property
    def held(self) -> tuple[tuple[Held, ...], ...]:
        """For each speaker the mentions it tells, with the saying that holds each."""
        found: list[list[Held]] = [[] for _ in self.speakers]
        told = {
            (at, place, trigger) for trigger in self.triggers
            for at, place in self.voices.saying(trigger)
        }  # fmt: skip
        for at, place, trigger in sorted(told):
            saying = self.speakers[at].sayings[place]
            if self._counts(saying):
                found[at].append((trigger, saying))
        return tuple(map(tuple, found))

    def _counts(self, saying: Attribution) -> bool:
        """Whether a saying that holds a mention tells it, and is no stance or mention itself."""
        if saying.by.startswith(STANCE):
            return False
        cue = saying.cue
        return cue is None or not any(cue.overlaps(each) for each in self.triggers)


def features(at: int, telling: Telling) -> Iterator[str]:
    """The names of the features of the speaker at a place of the telling."""
    speaker, held = telling.speakers[at], telling.held[at]
    relation = "holds" if held else "aside"
    kind = telling.voices.kinds[at]
    yield "bias"
    yield relation
    yield f"{relation}:{kind}"
    yield f"{relation}:{telling.voices.looks[at]}"
    if any(map(telling.voices.named[at].overlap, telling.doers)):
        yield f"{relation}:doer"
    if len(telling.speakers) == 1:
        yield f"{relation}:only_speaker"
    if len(speaker.sayings) > 2:
        yield f"{relation}:speaks_often"
    if kind == "media" and _reports_in_lead(speaker, telling):
        yield f"{relation}:reports_in_lead"
    if held:
        yield from _telling_it(at, telling)
    else:
        yield "others_hold" if any(telling.held) else "nobody_holds"


def _reports_in_lead(speaker: Speaker, telling: Telling) -> bool:
    """ "..., reports the Daily": the outlet a report is taken from, named at its head."""
    sentence = telling.reading.sentence_at(speaker.spans[0].start)
    cue = speaker.sayings[0].cue
    words = telling.reading.quote(cue).lower() if cue is not None else ""
    return sentence is not None and sentence.i < LEAD and words == "reports"


def _telling_it(at: int, telling: Telling) -> Iterator[str]:
    """How a speaker tells the event, and beside whom."""
    held = telling.held[at]
    trigger, first = held[0]
    yield f"by:{first.by}"
    if first.by in WISHES and _is_asserted(trigger, telling):
        yield "wishes_beside_a_fact"
    if any(trigger == telling.triggers[0] for trigger, _ in held):
        yield "holds_opening"
    starts = [(pairs[0][1].source.start, k) for k, pairs in enumerate(telling.held) if pairs]
    order = [k for _, k in sorted(starts)]
    yield f"holder_{min(order.index(at), MOST)}"
    yield f"holders_{min(len(order), MOST)}"
    yield from _nesting(at, first, telling)
    yield from _depths(held, telling.reading)


def _is_asserted(trigger: Span, telling: Telling) -> bool:
    head = head_of(trigger, telling.reading).i
    return judge_mention(head, telling.reading, telling.cues).value == "asserted"


def _nesting(at: int, first: Attribution, telling: Telling) -> Iterator[str]:
    """Whether one source is told through another: "the agency quoted a resident as saying"."""
    others = [
        size_of(saying) - size_of(first)
        for k, pairs in enumerate(telling.held)
        for _, saying in pairs
        if k != at and any(a.overlaps(b) for a in saying.content for b in first.content)
    ]
    if any(gap < 0 for gap in others):
        yield "outer"
    if any(gap > 0 for gap in others):
        yield "inner"


def size_of(saying: Attribution) -> int:
    """How many characters a source answers for: the fewer, the closer it stands to them."""
    return sum(span.end - span.start for span in saying.content)


def _depths(held: Sequence[Held], reading: Reading) -> Iterator[str]:
    """Whether the event is what is said, or only mentioned by it ("since the attack")."""
    steps, trigger = min(((_depth(each, reading), each[0]) for each in held), key=lambda d: d[0])
    yield f"depth_{min(steps, DEEPEST)}"
    yield f"told_as_{_form_of(trigger, reading)}"


def _depth(held: Held, reading: Reading) -> int:
    """The clauses and nouns that stand between the event's word and the main words said."""
    trigger, saying = held
    token = head_of(trigger, reading)
    depth = 0
    while token.head != token.i and any(span.contains(token.span) for span in saying.content):
        if saying.cue is not None and saying.cue.overlaps(token.span):
            break
        depth += 2 * (token.dep in _CLAUSES) + (token.dep in _LINKS)
        token = reading.tokens[token.head]
    return depth


def _form_of(trigger: Span, reading: Reading) -> str:
    head = head_of(trigger, reading)
    if head.pos in ("VERB", "AUX"):
        return f"verb_{head.dep}" if head.dep in {"amod", "acl"} | _CLAUSES else "verb"
    return f"{_article(head, reading)}_noun"


def _article(head: Token, reading: Reading) -> str:
    kids = [reading.tokens[kid] for kid in reading.children[head.i]]
    if any(kid.lemma in ("the", "this", "that") for kid in kids if kid.dep == "det"):
        return "the"
    return "owned" if any(kid.dep == "poss" for kid in kids) else "bare"
