"""The `both` reader: the rules propose, the trained weights judge, add and complete.

The network is shown what the rules propose. What it finds nothing in is dropped, what it
finds beside them is added, each by its threshold; a type the network was never shown is
left to the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dateline.codebook.classes import load_carrying_verbs
from dateline.codebook.results import load_result_words
from dateline.codebook.traits import load_traits
from dateline.extract.blaming import is_apart
from dateline.extract.reader import Scanned, Scanner
from dateline.extract.timing import Dates, dates_in, times_of
from dateline.extract.trained import Found, Judgement, TrainedReader
from dateline.extract.trained_arguments import Answer, Taker
from dateline.extract.trained_spans import span_of
from dateline.extract.weighing import judged, lost_arguments, superfluous, unjudged
from dateline.model import Argument, Proposal, Reading, Span
from dateline.syntax import children, is_lone_headline
from dateline.trace import Trace

TOLL = "rules:result"  # a bare toll: it never stands alone, so it needs no judge
MUCH_SURER = 0.75
# The rules' word counts for a role that both fill, and the network's where the rules say nothing:
# a slot that grammar fills can be explained, and was right as often.
RULES_FIRST = ("agent", "target", "from_group", "to_group", "supporter", "place", "time")
CLOSE = 6  # words
CIRCUMSTANCES = ("place", "time", "count", "instrument", "source")  # of every type
UNITED = ("instrument", "count")
PROTESTS = ("protest", "riot")


class BothReader:
    """Proposes what rules and trained weights agree on, and what either is sure of."""

    name = "both"

    def __init__(
        self,
        rules: Scanner,
        trained: TrainedReader,
        roles: Mapping[str, frozenset[str]] = MappingProxyType({}),
        telling: frozenset[str] = frozenset(),
    ) -> None:
        """`roles` are the roles each type of the codebook declares; no others are filled.

        `telling` holds the lemmas of verbs of speech.
        """
        self._rules = rules
        self._telling = telling
        self._trained = trained
        self._roles = roles
        self._traits = load_traits()

    def propose(self, reading: Reading, trace: Trace | None = None) -> tuple[Proposal, ...]:
        """Every mention of an event in the reading, in text order."""
        scanned = self._rules.scan(reading, trace)
        known = scanned.proposals
        judgement = self._trained.judge(reading, known)
        found = [*self._kept(judgement, known, trace), *self._added(judgement, scanned, trace)]
        answers = self._trained.answers(judgement, found)
        taker = self._trained.taker(reading)
        taken = self._arguments(taker, found, answers)
        untouched = [p for p in known if not self._is_judged(judgement, p)]
        owned, dates = _owned(reading, known), self._dates(reading, found)
        free = [
            self._unjudging(reading, f, _unowned(reading, f, a, owned))
            for f, a in zip(found, taken, strict=True)
        ]
        merged = [
            replace(
                self._merged(reading, f, _timed(reading, f, a, dates), scanned),
                leanings=taker.leanings(answer),
            )
            for f, a, answer in zip(found, free, answers, strict=True)
        ]
        if trace is not None:
            for f, a, unowned, proposal in zip(found, taken, free, merged, strict=True):
                rules, roles = f.known.arguments if f.known else (), self._declared(f.type)
                trace += lost_arguments(proposal, rules, a, unowned, roles)
        kept = {p.head for p in (*merged, *untouched)}
        merged = _standing_in(reading, merged, [p for p in known if p.head not in kept])
        every = tuple(sorted([*merged, *untouched], key=lambda p: (p.trigger, p.type)))
        return self._rules.place(reading, every)

    def _arguments(
        self, taker: Taker, found: Sequence[Found], answers: Sequence[Answer]
    ) -> list[tuple[Argument, ...]]:
        """The network's arguments of each mention; none where grammar gives doer and target."""
        least = self._trained.settings.both.roles
        return [
            () if _is_full(each.known) else taker.take(answer, each.tokens, least)
            for each, answer in zip(found, answers, strict=True)
        ]

    def _is_judged(self, judgement: Judgement, proposal: Proposal) -> bool:
        """Not a toll, not a headline, not a type unknown to the network, not outside its windows.

        A headline has no grammar the network learned; the rules repair it first. Of a report that
        is no more than one, it confirms what it finds something in.
        """
        if (
            proposal.by.startswith(TOLL)
            or proposal.type not in self._trained.settings.types
            or not (tokens := judgement.judged(proposal))
        ):
            return False
        reading = judgement.reading
        if not reading.sentences[reading.tokens[proposal.head].sentence].headline:
            return True
        least = self._trained.settings.keep.of_type(proposal.type)
        return is_lone_headline(reading) and judgement.event(tokens) >= least

    def _kept(
        self, judgement: Judgement, known: Sequence[Proposal], trace: Trace | None
    ) -> Iterator[Found]:
        """The rules' mentions in which the network finds something."""
        for proposal in known:
            if not self._is_judged(judgement, proposal):
                if trace is not None:
                    trace.append(unjudged(proposal, self._trained.settings.name))
                continue
            tokens = judgement.judged(proposal)
            score = judgement.event(tokens)
            name = self._type(judgement, tokens, proposal)
            least = self._trained.settings.keep.of_type(proposal.type)
            if trace is not None:
                trace.append(judged(proposal, score, least, self._trained.settings.name))
            if score >= least:
                yield Found(tokens, proposal.head, name, score, proposal)

    def _type(self, judgement: Judgement, tokens: tuple[int, ...], proposal: Proposal) -> str:
        """The rules' type, unless the network is much surer of another."""
        shares, types = judgement.shares(tokens), self._trained.settings.types
        other = self._trained.likeliest(shares)
        lead = float(shares[types.index(other)] - shares[types.index(proposal.type)])
        return other if round(lead, 4) >= MUCH_SURER else proposal.type

    def _added(
        self, judgement: Judgement, scanned: Scanned, trace: Trace | None
    ) -> Iterator[Found]:
        """The network's mentions that overlap none of the rules', nor words the rules refuse."""
        reading = judgement.reading
        known = {t.i for p in scanned.proposals for t in reading.tokens_in(p.trigger)}
        for found in self._trained.find(judgement, self._trained.settings.both, trace):
            span = span_of(reading, found.tokens)
            people = _are_people(reading, found.tokens)
            barred = people or not scanned.refused.isdisjoint(found.tokens)
            if not barred and known.isdisjoint(t.i for t in reading.tokens_in(span)):
                yield found
            elif trace is not None:
                name = self._trained.settings.name
                trace[-1] = superfluous(found.type, span, found.score, barred, name)

    def _unjudging(
        self, reading: Reading, found: Found, taken: tuple[Argument, ...]
    ) -> tuple[Argument, ...]:
        """The network's participants, without a doer of harm that the report says judges it.

        "Observed a strike" took part in it: such words of protest are not asked.
        """
        if found.type not in self._traits.harms or found.type in PROTESTS:
            return taken
        verbs = load_carrying_verbs()
        return tuple(
            a
            for a in taken
            if a.role != "agent" or not is_apart(found.head, a.head, reading, verbs)
        )

    def _declared(self, kind: str) -> frozenset[str]:
        """The roles an event of a type may have."""
        return self._roles.get(kind, frozenset(RULES_FIRST)) | frozenset(CIRCUMSTANCES)

    def _dates(self, reading: Reading, found: Sequence[Found]) -> Mapping[int, Dates]:
        """What each time dates by grammar, for each sentence with a mention."""
        heads: dict[int, list[int]] = {}
        for each in found:
            heads.setdefault(reading.tokens[each.head].sentence, []).append(each.head)
        return {
            i: dates_in(reading, reading.sentences[i], tuple(here), self._telling)
            for i, here in heads.items()
        }

    def _merged(
        self, reading: Reading, found: Found, taken: tuple[Argument, ...], scanned: Scanned
    ) -> Proposal:
        name = self._trained.settings.name
        declared = self._declared(found.type)
        taken = tuple(a for a in taken if a.role in declared)
        known = found.known
        taken = _with_counted(taken, known.arguments if known else (), found.head)
        if known is None:
            span = span_of(reading, found.tokens)
            framed = scanned.framed(found.type, found.tokens, found.head)
            arguments = merged_arguments([a for a in framed if a.role in declared], taken)
            return Proposal(
                found.type,
                span,
                found.head,
                name,
                found.score,
                arguments=arguments,
                seen=found.score,
            )
        arguments = merged_arguments(known.arguments, taken)
        if found.score < self._trained.settings.both.of_type(found.type):
            return replace(known, arguments=arguments, seen=found.score)
        return replace(
            known,
            seen=found.score,
            type=found.type,
            by=f"{known.by}+{name}",
            score=max(known.score, found.score),
            strength="strong",
            arguments=arguments,
            phase=known.phase if found.type == known.type else None,
        )


def _are_people(reading: Reading, tokens: Sequence[int]) -> bool:
    """ "The dead", "the wounded": those to whom something happened, not what did."""
    token = reading.tokens[tokens[0]]
    hurt = (token.text.lower(), "adjective") in load_result_words().words
    return len(tokens) == 1 and hurt and bool(children(reading, token.i, "det"))


def _timed(
    reading: Reading, found: Found, taken: tuple[Argument, ...], dates: Mapping[int, Dates]
) -> tuple[Argument, ...]:
    """The network's arguments, without times that grammar gives to other events alone.

    A trigger the rules do not know gets the times that grammar gives it.
    """
    here = dates[reading.tokens[found.head].sentence]
    free = [a for a in taken if found.head in here.get(a.span, ()) or not here.get(a.span)]
    read = {a.span for a in free if a.role == "time"}
    own = () if found.known else times_of(reading, found.head, here)
    return (*(a for a in own if a.span not in read), *free)


def _is_full(known: Proposal | None) -> bool:
    return known is not None and {"agent", "target"} <= {a.role for a in known.arguments}


def _standing_in(
    reading: Reading, merged: Sequence[Proposal], dropped: Sequence[Proposal]
) -> list[Proposal]:
    """The mentions, a weak one as a strong one where it is all that is left of a strong one.

    "A suicide bomber killed nine": the network names the bomber, not the verb.
    """
    told = {(reading.tokens[p.head].sentence, p.type) for p in dropped if p.strength == "strong"}
    return [
        replace(p, strength="strong")
        if p.strength == "weak" and (reading.tokens[p.head].sentence, p.type) in told
        else p
        for p in merged
    ]


def _with_counted(
    taken: tuple[Argument, ...], known: tuple[Argument, ...], head: int
) -> tuple[Argument, ...]:
    """The network's arguments, without counts of people the event says nothing of.

    A count stays that counts a participant, or stands close to the trigger.
    """
    people = [a.span for a in (*known, *taken) if a.role in RULES_FIRST]

    def stays(argument: Argument) -> bool:
        counted = any(argument.span.overlaps(span) for span in people)
        return argument.role != "count" or counted or abs(argument.head - head) <= CLOSE

    return tuple(a for a in taken if stays(a))


Owned = Mapping[tuple[str, int], Mapping[Span, set[int]]]


def _owned(reading: Reading, known: Sequence[Proposal]) -> Owned:
    """Role and sentence -> words -> the triggers whose grammar takes them."""
    owned: dict[tuple[str, int], dict[Span, set[int]]] = {}
    for proposal in known:
        for argument in proposal.arguments:
            here = owned.setdefault((argument.role, reading.tokens[argument.head].sentence), {})
            here.setdefault(argument.span, set()).add(proposal.head)
    return owned


def _unowned(
    reading: Reading, found: Found, taken: tuple[Argument, ...], owned: Owned
) -> tuple[Argument, ...]:
    """The network's participants that grammar does not give to another event alone.

    "The desertions followed a strike by the coalition": the coalition deserted nobody.
    """

    def is_free(argument: Argument) -> bool:
        here = owned.get((argument.role, reading.tokens[argument.head].sentence), {})
        owners = [
            heads
            for span, heads in here.items()
            if span == argument.span or (argument.role == "agent" and span.overlaps(argument.span))
        ]
        return not owners or any(found.head in heads for heads in owners)

    return tuple(a for a in taken if a.role in CIRCUMSTANCES or is_free(a))


def merged_arguments(
    rules: Sequence[Argument], trained: Sequence[Argument]
) -> tuple[Argument, ...]:
    """Each role's arguments from the reader that reads it best, or from both."""
    found: list[Argument] = []
    for role in RULES_FIRST:
        ours = [a for a in rules if a.role == role]
        found += ours or [a for a in trained if a.role == role]
    for role in UNITED:
        ours = [a for a in rules if a.role == role]
        theirs = [a for a in trained if a.role == role]
        found += ours
        found += [a for a in theirs if not any(a.span.overlaps(b.span) for b in ours)]
    known = (*RULES_FIRST, *UNITED)
    return (*found, *(a for a in rules if a.role not in known))
