"""The stages in order: a report goes in, its events come out.

ingest -> annotate -> extract -> resolve -> attribute -> score
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.annotate.parser import NAMES, load_parser, parser_name
from dateline.annotate.reading import Lexicons, annotate, annotate_in_two, with_every_name
from dateline.annotate.relevance import Outlook, outlook_of
from dateline.attribute import Voices, attribute, find_attributions
from dateline.attribute.factuality import judge_mention
from dateline.codebook import Codebook, load_codebook
from dateline.codebook.actor_file import ActorFile, read_actor_file, with_actors
from dateline.codebook.actors import load_actors
from dateline.codebook.case import load_case_words
from dateline.codebook.classes import load_kinds
from dateline.codebook.confidence_weights import ConfidenceWeights, load_confidence_weights
from dateline.codebook.cues import Cues, load_cues
from dateline.codebook.numbers import load_number_words
from dateline.codebook.pair_weights import PairWeights, load_pair_weights
from dateline.codebook.party_weights import PartyWeights, load_party_weights
from dateline.codebook.places import load_place_words
from dateline.codebook.public import load_public_words
from dateline.codebook.relevance import RelevanceWords, load_relevance_words
from dateline.codebook.times import load_time_words
from dateline.codebook.traits import load_traits
from dateline.errors import UsageError
from dateline.extract import Reader, RulesReader, join_proposals
from dateline.extract.both import BothReader
from dateline.extract.trained import TrainedReader
from dateline.extract.trained_network import THREADS as THREADS
from dateline.extract.trained_settings import load_settings, model_folder
from dateline.gazetteer import fingerprint, open_gazetteer
from dateline.model import (
    Actor,
    Attribution,
    Candidate,
    Event,
    Happening,
    Mention,
    Place,
    Proposal,
    Quantity,
    Reading,
    Report,
    TimeInterval,
)
from dateline.redact import Shown, find_shown, public_events
from dateline.redact.shown import Known
from dateline.resolve.actors import resolve_actor
from dateline.resolve.codes import code_events
from dateline.resolve.counted_once import count_once
from dateline.resolve.events import Tables, resolve_happening
from dateline.resolve.events_time import resolve_times
from dateline.resolve.party_choice import Findings, weigh_parties
from dateline.resolve.persons import person_of
from dateline.resolve.places import resolve_places
from dateline.resolve.quantities import read_quantity
from dateline.resolve.time_named import named_times
from dateline.score import Case, Telling, with_confidence
from dateline.trace import Trace

ENGINES = ("both", "rules", "trained")


@dataclass(frozen=True)
class Tools:
    """Everything the stages need, loaded once."""

    parser: Any
    words: Lexicons
    rules: RulesReader
    reader: Reader
    tables: Tables
    pairs: PairWeights
    parties: PartyWeights
    confidence: ConfidenceWeights
    cues: Cues
    relevance: RelevanceWords | None  # None: every report is read
    made_by: Mapping[str, object]


@dataclass(frozen=True)
class Readout:
    """Every mention of a report, resolved, whether or not an event uses it."""

    reading: Reading
    actors: tuple[tuple[Mention, Actor | None, tuple[Candidate, ...]], ...]
    places: tuple[tuple[Mention, Place], ...]
    times: tuple[tuple[Mention, TimeInterval | None], ...]
    quantities: tuple[tuple[Mention, Quantity | None], ...]
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class Course:
    """What each stage made of a report, in their order; a happening and its event share a place."""

    reading: Reading
    proposals: tuple[Proposal, ...]
    happenings: tuple[Happening, ...]
    parties: tuple[Findings, ...]
    places: Mapping[Mention, Place]
    attributions: tuple[Attribution, ...]
    cases: tuple[Case, ...]  # each event as its confidence is judged
    events: tuple[Event, ...]


def code_report(report: Report, tools: Tools) -> tuple[Event, ...]:
    """The events a report tells, in the order it tells them; none if it is about other things."""
    return code_if_worth(report, tools) or ()


def code_if_worth(report: Report, tools: Tools) -> tuple[Event, ...] | None:
    """The events a report tells; None if it is about other things, and so passed over."""
    read, worth = _looked_at(report, tools)
    if not worth:
        return None
    reading = read()
    return follow_proposals(reading, tools.reader.propose(reading), tools).events


def is_worth(report: Report, tools: Tools) -> bool:
    """Whether a report may tell anything we code: by its words, then by a glance at them.

    Where no passage of it is sure to, by a glance at all of it: what tells of ordinary crime is
    seen from the whole.
    """
    return _looked_at(report, tools)[1]


def _looked_at(report: Report, tools: Tools) -> tuple[Callable[[], Reading], bool]:
    """What gives a report's reading, and whether it may tell anything; the whole is parsed once."""
    outlook = Outlook((report,), doubtful=False)
    if tools.relevance is not None:
        outlook = outlook_of(report, tools.relevance)
    worth = any(part is report or _shows(part, tools) for part in outlook.parts)
    if not worth or not outlook.doubtful:
        return lambda: annotate(report, tools.parser, tools.words), worth
    first, whole = annotate_in_two(report, tools.parser, tools.words)
    return whole, _tells(first, tools)


def _shows(part: Report, tools: Tools) -> bool:
    """Whether the rules alone find an event in a part of a report, whoever is named in it."""
    return _tells(annotate(part, tools.parser, tools.words, without=(NAMES,)), tools)


def _tells(reading: Reading, tools: Tools) -> bool:
    proposals = tools.rules.propose(reading)
    return bool(join_proposals(reading, proposals, tools.tables.traits, tools.pairs))


def follow_report(report: Report, tools: Tools, trace: Trace | None = None) -> Course:
    """A report's events with what each stage gave; `trace` gets what the reader weighed."""
    return follow_proposals(*read_proposals(report, tools, trace), tools)


def follow_proposals(reading: Reading, proposals: tuple[Proposal, ...], tools: Tools) -> Course:
    """What the stages after the reader make of its proposals."""
    happenings = join_proposals(reading, proposals, tools.tables.traits, tools.pairs)
    happenings = count_once(happenings, reading)
    places = resolve_places(reading, tools.words.gazetteer, tools.words.places, tools.words.actors)
    attributions = find_attributions(reading, tools.cues)
    voices = Voices(reading, attributions, tools.cues)
    times = resolve_times(happenings, reading, tools.words.times)
    parties = find_parties(happenings, reading, attributions, tools)
    events = [
        (happening, resolve_happening(happening, when, who, reading, places, tools.tables))
        for happening, when, who in zip(happenings, times, parties, strict=True)
    ]
    attributed = tuple(attribute(event, _heads(happening), voices) for happening, event in events)
    coded = code_events(attributed, tools.tables.codebook.types)
    found = zip(coded, happenings, parties, strict=True)
    cases = tuple(
        Case(
            event,
            happening,
            who,
            _tellings(happening, reading, tools.cues),
            reading,
            voices.speaking,
            tuple(other for other in coded if other is not event),
            str(tools.made_by["engine"]),
        )
        for event, happening, who in found
    )
    scored = tuple(with_confidence(case, tools.confidence) for case in cases)
    return Course(reading, proposals, happenings, parties, places, attributions, cases, scored)


def _tellings(happening: Happening, reading: Reading, cues: Cues) -> tuple[Telling, ...]:
    judged = (judge_mention(head, reading, cues) for head in _heads(happening))
    return tuple(Telling(each.value, each.stated, each.cue is not None) for each in judged)


def find_parties(
    happenings: Sequence[Happening],
    reading: Reading,
    attributions: Sequence[Attribution],
    tools: Tools,
) -> tuple[Findings, ...]:
    """Who may be each happening's doers and targets, weighed."""
    sources = tuple(each.source for each in attributions)
    tables = (tools.tables.actors, tools.tables.traits)
    return weigh_parties(happenings, reading, sources, tables, tools.parties)


def _actor_named(
    mention: Mention, reading: Reading, words: Lexicons
) -> tuple[Actor | None, tuple[Candidate, ...]]:
    return resolve_actor(mention.span, mention.head, reading, words.actors)


def read_proposals(
    report: Report, tools: Tools, trace: Trace | None = None
) -> tuple[Reading, tuple[Proposal, ...]]:
    """A report's reading and the event mentions the reader proposes, not yet joined."""
    reading = annotate(report, tools.parser, tools.words)
    return reading, tools.reader.propose(reading, trace)


def _heads(happening: Happening) -> tuple[int, ...]:
    return tuple(proposal.head for proposal in happening.proposals)


def code_public(report: Report, tools: Tools) -> tuple[Report, tuple[Event, ...]]:
    """The report and its events as they may be published: names and sources at risk withheld."""
    public, events = code_public_if_worth(report, tools)
    return public, events or ()


def code_public_if_worth(report: Report, tools: Tools) -> tuple[Report, tuple[Event, ...] | None]:
    """As code_public; None for the events of a report that is passed over."""
    read, worth = _looked_at(report, tools)
    reading = read()
    course = follow_proposals(reading, tools.reader.propose(reading) if worth else (), tools)
    shown = find_shown(course.reading, course.places, course.attributions, _known(tools))
    public, events = _made_public(report, course.events, shown, tools)
    return public, events if worth else None


def public_form(
    report: Report, events: Sequence[Event], tools: Tools
) -> tuple[Report, tuple[Event, ...]]:
    """As code_public, of events that were coded before: the report is read again to know which
    of its words may be shown.
    """
    shown = shown_of_mentions(read_mentions(report, tools), tools)
    return _made_public(report, events, shown, tools)


def _made_public(
    report: Report, events: Sequence[Event], shown: Shown, tools: Tools
) -> tuple[Report, tuple[Event, ...]]:
    title, source = _shown_line(report.title, tools), _shown_line(report.source, tools)
    return public_events(report, events, shown, title, source, tools.words.actors)


def public_made_by(made_by: Mapping[str, object]) -> Mapping[str, object]:
    """What made a public record: also by which version of public.yaml it was made public."""
    return {**made_by, "public": load_public_words().version}


def shown_of_mentions(readout: Readout, tools: Tools) -> Shown:
    """Which words of a report's mentions may be published."""
    return find_shown(readout.reading, dict(readout.places), readout.attributions, _known(tools))


def _known(tools: Tools) -> Known:
    return Known(tools.words.actors, load_case_words(), load_public_words())


def _shown_line(line: str | None, tools: Tools) -> Shown | None:
    """What may be shown of a report's title or the name of its publisher; None without one."""
    if not line or not line.strip():
        return None
    reading = annotate(Report(id="", text=line, sha256=""), tools.parser, tools.words)
    places = resolve_places(reading, tools.words.gazetteer, tools.words.places, tools.words.actors)
    return find_shown(reading, places, (), _known(tools))


def read_mentions(report: Report, tools: Tools) -> Readout:
    """Every actor, place, time, quantity and attribution of a report, resolved."""
    words = tools.words
    reading = with_every_name(annotate(report, tools.parser, words), words)
    return Readout(
        reading,
        actors=tuple(
            (m, *person_of(m.span, *_actor_named(m, reading, words), reading, words.actors))
            for m in reading.of_kind("actor")
        ),
        places=tuple(resolve_places(reading, words.gazetteer, words.places, words.actors).items()),
        times=tuple(named_times(reading, words.times)),
        quantities=tuple(
            (m, read_quantity(reading.quote(m.span), words.numbers))
            for m in reading.of_kind("quantity")
        ),
        attributions=find_attributions(reading, tools.cues),
    )


def load_tools(
    engine: str = "rules",
    model: Path | None = None,
    *,
    own_actors: Path | None = None,
    own_places: Path | None = None,
    read_all: bool = False,
    threads: int = THREADS,
) -> Tools:
    """Models, tables and gazetteer; `model` is one that ships, or a folder `dateline train` wrote.

    `own_actors` extends or overrides the shipped actors; `own_places` is a gazetteer that
    `dateline gazetteer add` wrote; with `read_all` no report is passed over. `threads`
    of the network change nothing but its speed. Raises UsageError for an engine, a file or a
    model there is not, CodebookError for a row of actors that is wrong.
    """
    if engine not in ENGINES:
        raise UsageError(f"no engine {engine!r}; there is: {', '.join(ENGINES)}")
    # No Python runs to set up a network.
    beside, folder = ThreadPoolExecutor(1), model_folder(model)
    network = beside.submit(TrainedReader.load, folder, threads) if engine != "rules" else None
    own = read_actor_file(own_actors) if own_actors is not None else None
    actors = with_actors(load_actors(), own) if own else load_actors()
    codebook, cues = load_codebook(), replace(load_cues(), actors=actors)
    gazetteer, places = open_gazetteer(own=own_places), load_place_words()
    numbers, times, traits = load_number_words(), load_time_words(), load_traits()
    parser = load_parser()
    rules = RulesReader(codebook, actors.kinds, cues.telling)
    trained = network.result() if network is not None else None
    return Tools(
        parser=parser,
        words=Lexicons(actors, gazetteer, places, times, numbers, codebook.verbs),
        rules=rules,
        reader=_reader(engine, rules, trained, codebook, cues.telling),
        tables=Tables(codebook, actors, times, numbers, traits, load_kinds()),
        pairs=load_pair_weights(engine),
        parties=load_party_weights(),
        confidence=load_confidence_weights(),
        cues=cues,
        relevance=None if read_all else load_relevance_words(),
        made_by=_made_by(engine, model, own, own_places),
    )


def _reader(
    engine: str,
    rules: RulesReader,
    trained: TrainedReader | None,
    codebook: Codebook,
    telling: frozenset[str],
) -> Reader:
    """The reader an engine names; `trained` is loaded only where the engine needs it."""
    if trained is None:
        return rules
    if engine == "trained":
        return trained
    roles = {name: frozenset(map(str, entry.roles)) for name, entry in codebook.types.items()}
    return BothReader(rules, trained, roles, telling)


def made_by_of(
    engine: str,
    model: Path | None = None,
    *,
    own_actors: Path | None = None,
    own_places: Path | None = None,
) -> Mapping[str, object]:
    """What records say they were made by, without loading the models.

    One's own files are named only where they are used. Raises as load_tools does.
    """
    own = read_actor_file(own_actors) if own_actors is not None else None
    return _made_by(engine, model, own, own_places)


def _made_by(
    engine: str, model: Path | None, own: ActorFile | None, own_places: Path | None
) -> Mapping[str, object]:
    return {
        "dateline": __version__,
        "codebook": load_codebook().version,
        "engine": engine,
        "models": [
            parser_name(),
            *([load_settings(model_folder(model)).name] if engine != "rules" else []),
        ],
        **({"actors": own.stamp} if own else {}),
        **({"gazetteer": fingerprint(own_places)} if own_places else {}),
    }
