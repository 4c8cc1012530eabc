"""Where an event stands in the text: its words, what fired on them, what else was weighed."""

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.codebook import Codebook
from dateline.codebook.schema import EventType, TriggerEntry
from dateline.explain.wording import meaning_of, path_between
from dateline.extract.lexicon import Form
from dateline.model import Argument, Happening, Proposal, Reading, Span
from dateline.trace import Decision, Trace

Told = dict[str, Any]


def words(reading: Reading, span: Span) -> Told:
    """Where some words stand, and what they are."""
    return {"start": span.start, "end": span.end, "quote": reading.quote(span)}


def told_mention(reading: Reading, proposal: Proposal, trace: Trace, codebook: Codebook) -> Told:
    """One mention: what proposed it and why, its arguments, and what was not taken."""
    here = [
        each
        for each in trace
        if each.trigger.overlaps(proposal.trigger)
        # Other entries of its own type, and the network's own reading of it, say nothing new.
        and (each.taken or each.stage == "argument" or each.what != proposal.type)
    ]
    return {
        **words(reading, proposal.trigger),
        "sentence": reading.tokens[proposal.head].sentence,
        "type": proposal.type,
        "by": proposal.by,
        "pattern": _pattern(proposal, codebook),
        "score": round(proposal.score, 4),
        "strength": proposal.strength,
        "why": [_decision(reading, each) for each in here if each.taken],
        "arguments": [_argument(reading, each, proposal) for each in proposal.arguments],
        "rejected": [_decision(reading, each) for each in here if not each.taken],
    }


def _argument(reading: Reading, argument: Argument, proposal: Proposal) -> Told:
    return {
        "role": argument.role,
        **words(reading, argument.span),
        "by": argument.by,
        "construction": meaning_of(argument.by),
        "path": path_between(reading, argument, proposal.head),
        "score": round(argument.score, 4),
        "certainty": argument.certainty,
        "relation": argument.relation if argument.role == "place" else None,
        "measure": argument.measure,
    }


def _decision(reading: Reading, each: Decision) -> Told:
    return {
        "stage": each.stage,
        "what": each.what,
        **words(reading, each.span),
        "why": each.why,
        "by": each.by,
        "score": None if each.score is None else round(each.score, 4),
    }


def _pattern(proposal: Proposal, codebook: Codebook) -> Told | None:
    """The codebook's entry that fired, None where the network alone proposes."""
    name = proposal.by.split("+")[0]
    if not name.startswith("rules:"):
        return None
    kind, _, lemma = name.removeprefix("rules:").partition(".")
    event_type = codebook.types.get(kind)
    found = [t for t in event_type.triggers if _named(t) == lemma] if event_type else []
    if event_type is None or not found:
        return {"words": lemma.replace("_", " "), "form": "result", "line": None}
    return _entry(event_type, found)


def _named(entry: TriggerEntry) -> str:
    return "_".join(entry.words.lower().replace("-", " - ").split())


def _entry(event_type: EventType, entries: list[TriggerEntry]) -> Told:
    """The first of the entries of these words; where several are, `lines` names them all."""
    entry = entries[0]
    form: Form = "verb" if entry.verb else "noun" if entry.noun else "phrase"
    return {
        "words": entry.words,
        "form": form,
        "frame": {**event_type.frames.get(form, {}), **entry.frame},
        "needs": dict(entry.needs),
        "bars": dict(entry.bars),
        "file": f"types/{event_type.id}.yaml",
        "lines": [each.line for each in entries],
    }


def beside(
    reading: Reading, happening: Happening, proposals: Iterable[Proposal], trace: Trace
) -> Iterator[Told]:
    """Words of the event's sentences that were weighed and name no event, with the reasons.

    `proposals` are the report's: words that name another event are told of there.
    """
    named = [proposal.trigger for proposal in proposals]
    fitted = {each.span for each in trace if each.taken and each.stage == "trigger"}
    sentences = {reading.tokens[proposal.head].sentence for proposal in happening.proposals}
    for each in trace:
        sentence = reading.sentence_at(each.trigger.start)
        other = each.stage == "trigger" and each.span in fitted  # a reading passed over
        if each.taken or other or each.stage == "argument" or sentence is None:
            continue
        if sentence.i in sentences and not any(each.trigger.overlaps(span) for span in named):
            yield _decision(reading, each)
