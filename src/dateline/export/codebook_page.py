"""An event type as a page of Markdown, for `codebook show` and the documentation."""

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.codebook.schema import (
    CodeRule,
    Codes,
    CounterExample,
    EventType,
    Example,
    TriggerEntry,
)

_EXAMPLE_FIELDS = (
    "mention",
    "agent",
    "target",
    "from_group",
    "to_group",
    "supporter",
    "instrument",
    "places",
    "sources",
)


def type_page(entry: EventType) -> str:
    """Definition, roles, triggers, codes and examples, under a heading with the type's id."""
    return "\n".join(_lines(entry)) + "\n"


def _lines(entry: EventType) -> Iterator[str]:
    yield f"## {entry.id}"
    yield f"\n{entry.label} (family: {entry.family}). {' '.join(entry.definition.split())}"
    yield "\n**Roles**\n"
    yield from (f"- {role}: {meaning}" for role, meaning in entry.roles.items())
    yield "\n**Words that name it**\n"
    yield from _triggers(entry.triggers)
    yield "\n**Codes elsewhere**\n"
    yield from _codes(entry.codes)
    yield from (_rule(rule) for rule in entry.code_rules)
    yield "\n**Examples**\n"
    yield from (_example(example) for example in entry.examples)
    yield "\n**Not this type**\n"
    yield from (_counter(example) for example in entry.counter_examples)


def _triggers(triggers: list[TriggerEntry]) -> Iterator[str]:
    for form in ("verb", "noun", "phrase"):
        words = [each for each in triggers if getattr(each, form) is not None]
        if words:
            yield f"- {form}: {', '.join(_trigger(each) for each in words)}"


def _trigger(each: TriggerEntry) -> str:
    conditions = [f"{slot} is {' or '.join(words)}" for slot, words in each.needs.items()]
    conditions += [f"{slot} is not {' or '.join(words)}" for slot, words in each.bars.items()]
    conditions += ["beside a stronger word"] if each.weak else []
    return f"{each.words} ({'; '.join(conditions)})" if conditions else each.words


def _codes(codes: Codes) -> Iterator[str]:
    yield f"- ACLED: {_joined(codes.acled)}"
    yield f"- PLOVER: {_joined(codes.plover)}"
    yield f"- CAMEO: {codes.cameo or 'none'}"
    yield f"- UCDP GED type of violence: {codes.ucdp or 'none'}"


def _rule(rule: CodeRule) -> str:
    when = ", ".join(f"{role} is {' or '.join(kinds)}" for role, kinds in rule.when.items())
    schemes = {"ACLED": _joined(rule.acled), "PLOVER": _joined(rule.plover)}
    schemes |= {"CAMEO": rule.cameo or "none", "UCDP": rule.ucdp or "none"}
    given = [f"{scheme} {code}" for scheme, code in schemes.items() if code != "none"]
    return f"- when {when}: {'; '.join(given)}"


def _joined(code: Mapping[Any, str | None] | None) -> str:
    return " / ".join(part for part in (code or {}).values() if part) or "none"


def _example(example: Example) -> str:
    parts = [
        f"{field}: {_quoted(getattr(example, field))}"
        for field in _EXAMPLE_FIELDS
        if getattr(example, field) is not None
    ]
    parts += [f"{measure}: {bounds}" for measure, bounds in example.counts.items()]
    if example.factuality != "asserted":
        parts.append(example.factuality)
    parts += [example.phase] if example.phase else []
    return f"- {example.text}" + (f"\n  ({'; '.join(parts)})" if parts else "")


def _quoted(words: str | list[str]) -> str:
    listed = [words] if isinstance(words, str) else words
    return ", ".join(f"“{word}”" for word in listed) or "nobody"


def _counter(example: CounterExample) -> str:
    return f"- {example.text}\n  ({example.why})"
