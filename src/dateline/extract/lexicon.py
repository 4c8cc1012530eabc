"""The codebook's triggers, indexed by their first word."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from dateline.codebook import Codebook
from dateline.codebook.schema import EventType, TriggerEntry

Form = Literal["verb", "noun", "phrase"]
Frame = Mapping[str, tuple[str, ...]]  # role -> slots, in the order they are tried


@dataclass(frozen=True)
class TriggerRule:
    """One trigger of one type, ready to match: `words` are lemmas (a phrase's are literal)."""

    type: str
    form: Form
    words: tuple[str, ...]
    frame: Frame
    entry: TriggerEntry
    measures: Mapping[str, str]  # role -> measure its number counts

    @property
    def name(self) -> str:
        return f"rules:{self.type}.{'_'.join(self.words)}"

    @cached_property
    def slots(self) -> tuple[str, ...]:
        """Every slot that its frame, its needs or its bars name."""
        framed = {slot for slots in self.frame.values() for slot in slots}
        return tuple(sorted(framed | set(self.entry.needs) | set(self.entry.bars)))

    @property
    def weak(self) -> bool:
        return self.entry.weak


Lexicon = Mapping[str, tuple[TriggerRule, ...]]


def build_lexicon(codebook: Codebook) -> Lexicon:
    """First word -> rules, longest first, so that "car bomb attack" is tried before "car"."""
    found: dict[str, list[TriggerRule]] = {}
    for event_type in codebook.types.values():
        for entry in event_type.triggers:
            rule = _rule(event_type, entry)
            found.setdefault(rule.words[0], []).append(rule)
    return {word: tuple(sorted(rules, key=_order)) for word, rules in found.items()}


def frame_rules(codebook: Codebook) -> Mapping[tuple[str, Form], TriggerRule]:
    """(type, form) -> a rule of no words of its own: what the type's frame says of any verb."""
    forms: tuple[Form, ...] = ("verb", "noun")
    return {
        (each.id, form): _rule(each, TriggerEntry.model_validate({form: each.id}))
        for each in codebook.types.values()
        for form in forms
        if form in each.frames
    }


def _order(rule: TriggerRule) -> tuple[int, bool, int, int, str, int]:
    needs, bars = len(rule.entry.needs), len(rule.entry.bars)
    return -len(rule.words), rule.weak, -needs, -bars, rule.type, rule.entry.line


def _rule(event_type: EventType, entry: TriggerEntry) -> TriggerRule:
    form: Form = "verb" if entry.verb else "noun" if entry.noun else "phrase"
    slots = {**event_type.frames.get(form, {}), **entry.frame}
    frame = {role: tuple(names) for role, names in slots.items()}
    measures = event_type.measure if entry.measure is None else entry.measure
    words = tuple(entry.words.lower().replace("-", " - ").split())
    return TriggerRule(event_type.id, form, words, frame, entry, measures)
