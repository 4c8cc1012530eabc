"""What other codebooks call an event (ACLED, PLOVER, CAMEO, UCDP), by its type and actors."""

from collections.abc import Mapping

from dateline.codebook.schema import CodeRule, EventType
from dateline.model import Participant

SYSTEMS = ("acled", "plover", "cameo", "ucdp")


def codes_of(
    event_type: EventType, roles: Mapping[str, tuple[Participant, ...]]
) -> dict[str, object]:
    """The type's codes, changed by the first code rule whose actors' kinds fit."""
    codes: dict[str, object] = event_type.codes.model_dump()
    for rule in event_type.code_rules:
        if _fits(rule, roles):
            codes |= {name: value for name in SYSTEMS if (value := getattr(rule, name)) is not None}
            break
    return codes


def _fits(rule: CodeRule, roles: Mapping[str, tuple[Participant, ...]]) -> bool:
    return all(
        any(p.actor is not None and p.actor.kind in kinds for p in roles[role])
        for role, kinds in rule.when.items()
    )
