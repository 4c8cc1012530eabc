"""The `rules` reader: the codebook's triggers over the parse."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from dateline.codebook import Codebook
from dateline.codebook.classes import CarryingVerbs, load_carrying_verbs, load_classes
from dateline.codebook.numbers import load_number_words
from dateline.codebook.results import ResultWords, load_result_words
from dateline.codebook.traits import Traits, load_traits
from dateline.extract.alone import tolls_alone
from dateline.extract.blaming import find_behind
from dateline.extract.circumstances import attach, by_sentence
from dateline.extract.counting import Counting, count_argument
from dateline.extract.filling import is_nobody, may_fill
from dateline.extract.grammar import Grammar, with_conjuncts
from dateline.extract.lexicon import Lexicon, build_lexicon, frame_rules
from dateline.extract.listed import with_doers
from dateline.extract.means import find_means, is_means
from dateline.extract.members import members_of
from dateline.extract.phrases import Senses, argument_of, arguments_of, nations_apart
from dateline.extract.reader import Scanned
from dateline.extract.refusals import (
    OUT_OF_SCOPE,
    PURPOSE,
    TOLD_AS_TOLL,
    refused_arguments,
    set_aside,
    without_purposes,
    without_threats,
)
from dateline.extract.results import find_results
from dateline.extract.scope import within_scope
from dateline.extract.settle import settle_results
from dateline.extract.taking_part import fallen_side, is_alone_with, one_who_talks
from dateline.extract.triggers import Match, Slots, find_triggers, span_over
from dateline.extract.wars import tell_wars
from dateline.model import Argument, Proposal, Reading
from dateline.syntax import is_verb, resolve_relative
from dateline.trace import Trace

STRONG, WEAK = 0.8, 0.5
ARMED_SIDES = ("state", "military", "police", "coalition", "rebel")
ITSELF = "itself"  # in a measure: the number of the trigger counts people ("432 arrests")
STATE_FORCES = ("state", "military", "police", "coalition")
GRAMMAR = "place."  # what `attach` signs a place with


class RulesReader:
    """Proposes events by the codebook's triggers and the grammar of their frames."""

    name = "rules"

    def __init__(
        self, codebook: Codebook, kinds: Mapping[str, str], telling: frozenset[str]
    ) -> None:
        """`kinds` maps actor ids to kinds; `telling` holds the lemmas of verbs of speech."""
        self._lexicon: Lexicon = build_lexicon(codebook)
        self._frames = frame_rules(codebook)
        self._classes = load_classes()
        self._kinds = kinds
        self._verbs: CarryingVerbs = load_carrying_verbs()
        self._results: ResultWords = load_result_words()
        self._traits: Traits = load_traits()
        self._telling = telling | self._verbs.speaking
        self._collective = load_number_words().collective

    def propose(self, reading: Reading, trace: Trace | None = None) -> tuple[Proposal, ...]:
        """Every mention of an event in the reading, in text order."""
        return self.scan(reading, trace).proposals

    def scan(self, reading: Reading, trace: Trace | None = None) -> Scanned:
        """The proposals, and the words the codebook knows as triggers and bars in this sense."""
        senses = Senses(reading, self._classes, self._kinds)
        verbs = self._verbs
        grammar = Grammar(
            reading, verbs.light, senses.can_act, verbs.undergone, verbs.ordered, verbs.facing
        )
        counting = Counting(reading, self._collective)
        triggers = find_triggers(reading, self._lexicon, senses, grammar, self._verbs, trace)
        proposals = tuple(
            self._proposal(reading, match, senses, grammar, counting) for match in triggers.found
        )
        if trace is not None:
            for match, proposal in zip(triggers.found, proposals, strict=True):
                trace += refused_arguments(reading, match, proposal, senses)
        acts = without_threats(reading, without_purposes(reading, proposals))
        placed = self._with_circumstances(reading, acts)
        results = find_results(reading, self._results, grammar, counting)
        tolls = settle_results(reading, placed, results, senses, self._traits, grammar)
        settled = tell_wars(reading, tolls)
        kept = with_doers(reading, within_scope(reading, settled, senses, self._traits))
        kept = self._with_late_times(reading, kept)
        kept = self._with_tolls_alone(reading, kept)
        if trace is not None:
            trace += set_aside(proposals, acts, PURPOSE)
            trace += set_aside(placed, settled, TOLD_AS_TOLL)
            trace += set_aside(settled, kept, OUT_OF_SCOPE)
        dropped = {p.head for p in settled} - {p.head for p in kept}
        # "Unleashed an offensive": the verb adds no happening to the one its noun names.
        carriers = (grammar.carrier(p.head) for p in kept if p.strength == "strong")
        carrying = {verb for verb in carriers if verb is not None}

        def framed(kind: str, words: tuple[int, ...], head: int) -> tuple[Argument, ...]:
            match = self._unknown(kind, words, head, grammar)
            return self._arguments(reading, match, senses, grammar) if match else ()

        return Scanned(kept, triggers.refused | dropped | carrying, framed)

    def _unknown(
        self, kind: str, words: tuple[int, ...], head: int, grammar: Grammar
    ) -> Match | None:
        """Words that are no trigger of the codebook, as if they were one of a type.

        Who is the subject of an act that harms has an object, or undergoes it: "the bomb exploded",
        "he died" tell of no doer.
        """
        reading = grammar.reading
        verb = is_verb(reading.tokens[head])
        rule = self._frames.get((kind, "verb" if verb else "noun"))
        if rule is None:
            return None
        idle = verb and not grammar.is_passive(head) and not grammar.object(head)
        if idle and kind in self._traits.harms:
            return None
        slots: Mapping[str, tuple[int, ...]] = Slots(head, words, rule, grammar)
        if not verb and kind in self._traits.harms:
            slots = {**slots, "possessor": ()}  # "the minister's death"
        return Match(rule, words, head, span_over(reading, words), slots)

    def _proposal(
        self, reading: Reading, match: Match, senses: Senses, grammar: Grammar, counting: Counting
    ) -> Proposal:
        rule = match.rule
        arguments = self._arguments(reading, match, senses, grammar)
        return Proposal(
            type=rule.type,
            trigger=match.span,
            head=match.head,
            by=rule.name,
            score=WEAK if rule.weak else STRONG,
            strength="weak" if rule.weak else "strong",
            arguments=(
                *arguments,
                *_counts(counting, match, arguments),
                *find_means(reading, match.head, match.words, {a.head for a in arguments}, senses),
            ),
            phase=self._phase(reading, match),
        )

    def _arguments(
        self, reading: Reading, match: Match, senses: Senses, grammar: Grammar
    ) -> tuple[Argument, ...]:
        """Who takes part, by the slots of the trigger's frame and by what stands around it."""
        rule = match.rule
        found = _participants(reading, match, senses, rule.type in self._traits.joint)
        if rule.type == "battle" and rule.form == "verb":
            found = _sides_apart(found, senses)
        if rule.form == "noun":
            found += self._from_around(reading, match, grammar, senses, found)
        elif rule.type in self._traits.harms and all(a.role != "agent" for a in found):
            found += _wielders(reading, match, grammar, senses)
        return members_of(found, rule.type, grammar, senses)

    def _from_around(
        self,
        reading: Reading,
        match: Match,
        grammar: Grammar,
        senses: Senses,
        known: tuple[Argument, ...],
    ) -> tuple[Argument, ...]:
        """The doer and the target of a noun whose own phrase names none."""
        roles = {argument.role for argument in known}
        found: list[Argument] = self._taking_part(match, grammar, senses, known)
        if not found and "agent" not in roles and match.rule.type in self._traits.harms:
            found += (
                _named_before(reading, match, grammar, senses, known)
                or self._behind(reading, match, grammar, senses)
                or self._above(reading, match, grammar, senses)
            )
        if "target" not in roles:
            reached = grammar.struck(match.head, self._verbs.contact)
            heads = [
                i
                for i in with_conjuncts(reading, reached)
                if may_fill(reading, i, "target", "struck", senses, match.rule.type)
            ]
            found += [argument_of(reading, "target", i, "slot.struck") for i in heads]
        return tuple(found)

    def _taking_part(
        self, match: Match, grammar: Grammar, senses: Senses, known: tuple[Argument, ...]
    ) -> list[Argument]:
        """The side of a fight or talks that its clause names, where the noun names the other."""
        if not is_alone_with(known):
            return []
        if match.rule.type == "battle":
            heads = fallen_side(match.head, grammar)
        elif match.rule.type == "talks":
            heads = one_who_talks(match.head, grammar)
        else:
            return []
        return _agents(heads, "above", match, senses)

    def _behind(
        self, reading: Reading, match: Match, grammar: Grammar, senses: Senses
    ) -> list[Argument]:
        """Who is blamed for what a noun names, tried for it, or had a part in it."""
        slot, behind = find_behind(match.head, grammar, self._verbs)
        heads = with_conjuncts(reading, (resolve_relative(reading, i) for i in behind))
        return _agents(heads, slot, match, senses)

    def _above(
        self, reading: Reading, match: Match, grammar: Grammar, senses: Senses
    ) -> list[Argument]:
        """Who may do what a noun names, as the subject of its clause."""
        verbs = self._verbs
        others = verbs.judging | verbs.blaming | verbs.trying | verbs.laying | verbs.tying
        above = grammar.actor_above(match.head, others)
        doers = [
            i
            for i in with_conjuncts(reading, above)
            if senses.is_a(i, "armed")
            and senses.kind_of(i) != "state"
            and not is_nobody(reading, i)
        ]
        return arguments_of(reading, "agent", tuple(doers), "slot.above")

    def _phase(self, reading: Reading, match: Match) -> str | None:
        """ "ended" by the codebook's word, or under a verb that ends its noun ("lifted")."""
        if match.rule.entry.phase or match.rule.form == "verb":
            return match.rule.entry.phase
        token = reading.tokens[match.head]
        above = reading.tokens[token.head]
        enders = self._verbs.expiring if token.dep == "nsubj" else self._verbs.ending
        governed = token.dep in ("dobj", "nsubjpass", "nsubj")
        return "ended" if governed and above.lemma in enders else None

    def place(self, reading: Reading, proposals: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        """The proposals with the places that grammar gives each among them all, added."""
        found = self._circumstances(reading, proposals, ("place",))

        def placed(proposal: Proposal) -> Proposal:
            others = [a for a in proposal.arguments if not a.by.startswith(GRAMMAR)]
            return replace(proposal, arguments=(*others, *found.get(proposal.head, ())))

        return tuple(map(placed, proposals))

    def _with_tolls_alone(
        self, reading: Reading, proposals: tuple[Proposal, ...]
    ) -> tuple[Proposal, ...]:
        """The mentions, those that stand for an event in place of the same as they were."""
        alone = {p.head: p for p in tolls_alone(reading, proposals, self._results)}
        bare = tuple(p for p in alone.values() if p.strength == "result")
        alone |= {p.head: p for p in self._with_circumstances(reading, bare)}
        return tuple(alone.get(p.head, p) for p in proposals)

    def _with_circumstances(
        self, reading: Reading, proposals: tuple[Proposal, ...]
    ) -> tuple[Proposal, ...]:
        found = self._circumstances(reading, proposals, ("place", "time"))
        return tuple(
            replace(proposal, arguments=proposal.arguments + found.get(proposal.head, ()))
            for proposal in proposals
        )

    def _with_late_times(
        self, reading: Reading, proposals: tuple[Proposal, ...]
    ) -> tuple[Proposal, ...]:
        """Times for tolls, known only now, and for weak words beside a strong one."""
        found: dict[int, tuple[Argument, ...]] = {}
        for sentence, here in by_sentence(reading, proposals):
            heads = tuple(p.head for p in here)
            found |= attach(reading, sentence, heads, self._telling, ("time",))

        def timed(proposal: Proposal) -> Proposal:
            if any(argument.role == "time" for argument in proposal.arguments):
                return proposal
            return replace(proposal, arguments=proposal.arguments + found.get(proposal.head, ()))

        return tuple(map(timed, proposals))

    def _circumstances(
        self, reading: Reading, proposals: tuple[Proposal, ...], kinds: Collection[str]
    ) -> dict[int, tuple[Argument, ...]]:
        """Trigger head -> its circumstances of these kinds."""
        found: dict[int, tuple[Argument, ...]] = {}
        for sentence, here in by_sentence(reading, proposals):
            strong = tuple(p.head for p in here if p.strength == "strong")
            heads = strong or tuple(p.head for p in here)
            found |= attach(reading, sentence, heads, self._telling, kinds)
        return found


def _agents(heads: Iterable[int], slot: str, match: Match, senses: Senses) -> list[Argument]:
    """Those of some words that may do what a trigger names."""
    reading, kind = senses.reading, match.rule.type
    fit = (i for i in heads if may_fill(reading, i, "agent", slot, senses, kind))
    return arguments_of(reading, "agent", tuple(fit), f"slot.{slot}")


def _participants(
    reading: Reading, match: Match, senses: Senses, joint: bool
) -> tuple[Argument, ...]:
    """The participants a frame's slots give, each word in one role only.

    The first slot that is filled fills its role; in a `joint` type all of them do.
    """
    taken: set[int] = set()
    found: list[Argument] = []
    for role, slots in match.rule.frame.items():
        for slot in slots:
            heads = [
                i
                for i in match.slots[slot]
                if i not in taken
                and i not in match.words
                and may_fill(reading, i, role, slot, senses, match.rule.type)
            ]
            taken |= set(heads)
            by = f"slot.{slot}"
            before = slot == "compound"
            arguments = arguments_of(reading, role, tuple(heads), by, before=before)
            found += [a for each in arguments for a in nations_apart(reading, each)]
            if heads and not joint:
                break
    return tuple(found)


def _wielders(
    reading: Reading, match: Match, grammar: Grammar, senses: Senses
) -> tuple[Argument, ...]:
    """ "A rebel shell hit the house", "rockets fired by X hit it": whose weapon the subject is."""
    weapons = [i for i in match.slots.get("subject", ()) if is_means(i, senses)]
    found = [
        i
        for weapon in weapons
        for i in (*grammar.modifiers(weapon), *grammar.fill(weapon, "possessor"))
        if senses.kind_of(i) is not None
    ]
    found += [i for weapon in weapons for i in grammar.noun_by(weapon) if senses.can_act(i)]
    return tuple(arguments_of(reading, "agent", tuple(found), "slot.wielder", before=True))


def _named_before(
    reading: Reading,
    match: Match,
    grammar: Grammar,
    senses: Senses,
    known: tuple[Argument, ...],
) -> list[Argument]:
    """ "The police killing of X", "a police raid": an armed side before a noun, or in its words.

    Without an "of" the side may be who is killed ("rebel killings").
    """
    whole = any(argument.by == "slot.of" for argument in known)
    heads = [
        i
        for i in grammar.modifiers(match.head)
        if (whole or i in match.words) and senses.kind_of(i) in ARMED_SIDES
    ]
    return arguments_of(reading, "agent", tuple(heads), "slot.compound", before=True)


def _sides_apart(arguments: tuple[Argument, ...], senses: Senses) -> tuple[Argument, ...]:
    """ "The army and rebels fought": with nobody else named, the second is the other side."""
    if len(arguments) != 2 or any(argument.role != "agent" for argument in arguments):
        return arguments
    rebels = [senses.kind_of(argument.head) == "rebel" for argument in arguments]
    states = [senses.kind_of(argument.head) in STATE_FORCES for argument in arguments]
    if sorted(rebels) != [False, True] or sorted(states) != [False, True]:
        return arguments
    return arguments[0], replace(arguments[1], role="target")


def _counts(
    counting: Counting, match: Match, arguments: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    """How many each role's people are, by the measure the type gives that role."""
    found: list[Argument] = []
    for role, measure in match.rule.measures.items():
        heads = tuple(argument.head for argument in arguments if argument.role == role)
        found += counting.of(heads, measure)
    own = match.rule.measures.get(ITSELF)
    if own and not found and (quantity := counting.quantity_at(match.head)) is not None:
        found.append(count_argument(quantity, own, match.head))
    return tuple(found)
