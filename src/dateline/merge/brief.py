"""An account cut down to what comparing looks at: one line of JSON, read sooner than a record.

What is read back gives the same keys and judgements, with the same reasons, as the account it was
made of. Incidents are not made of it: who is quoted, and how many accounts a copy is, it lacks.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeVar

from dateline.merge.profile import Days, Profile
from dateline.merge.record import (
    ROLES,
    CountRecord,
    EventRecord,
    PlaceRecord,
    ReportRecord,
    Value,
    Words,
)

Made = TypeVar("Made", bound=Value)

_FORM = 1  # of the line; another one is made anew
_PLACE = (
    "quote",
    "rel",
    "name",
    "adm1",
    "country",
    "precision",
    "lat",
    "lon",
    "geonameid",
    "score",
)
_COUNT = ("measure", "low", "high", "approx")
_TOLD = ("type", "alt_types", "family", "factuality", "phase")
_SETS = ("words", "named", "placed", "numbers")


@lru_cache(maxsize=4)
def brief_rules(stop_words: frozenset[str]) -> str:
    """What the line depends on beside the record: where this differs it has to be made anew."""
    words = " ".join(sorted(stop_words)).encode("utf-8")
    return f"{_FORM}-{hashlib.sha256(words).hexdigest()[:16]}"


def brief_of(profile: Profile) -> str:
    """The line; neither the ids of the event and its report are in it, nor the report's copies."""
    event, days = profile.event, profile.days
    brief = {
        **{name: getattr(event, name) for name in _TOLD},
        "source": event.report.source,
        "published": event.report.published and str(event.report.published),
        "days": days and [str(days.earliest), str(days.latest), days.stated],
        "places": [[getattr(each, name) for name in _PLACE] for each in profile.places],
        "counts": [[getattr(each, name) for name in _COUNT] for each in event.counts],
        "mentions": [each.quote for each in event.mentions],
        "actors": {role: sorted(profile.actors[role]) for role in ROLES if profile.actors[role]},
        "known": {id: [profile.kinds[id], profile.names[id]] for id in sorted(profile.names)},
        **{name: sorted(getattr(profile, name)) for name in _SETS},
        "printed": profile.printed,
    }
    return json.dumps(brief, separators=(",", ":"))


def read_brief(
    text: str, id: str, doc_id: str, copies: frozenset[str], stop_words: frozenset[str]
) -> Profile:
    """The account of a line that `brief_of` gave, by the ids of the event and its report."""
    told = json.loads(text)
    days = told["days"]
    found = Profile(
        event=_event(told, id, doc_id),
        account=doc_id,
        copies=copies,
        days=days and Days(date.fromisoformat(days[0]), date.fromisoformat(days[1]), days[2]),
        places=tuple(_place(each) for each in told["places"]),
        sentences=(),
        stop_words=stop_words,
    )
    # As if they had been asked for already: the words they are found in are not at hand.
    vars(found).update({name: frozenset(told[name]) for name in _SETS})
    vars(found)["actors"] = {role: frozenset(told["actors"].get(role, ())) for role in ROLES}
    vars(found)["kinds"] = {id: kind for id, (kind, _) in told["known"].items()}
    vars(found)["names"] = {id: name for id, (_, name) in told["known"].items()}
    kind, *quoted = told["printed"]
    vars(found)["printed"] = (kind, *map(tuple, quoted))
    return found


def _event(told: Mapping[str, Any], id: str, doc_id: str) -> EventRecord:
    day = told["published"]
    report = {"source": told["source"], "published": day and date.fromisoformat(day)}
    values = {name: told[name] for name in _TOLD} | {
        "id": id,
        "doc_id": doc_id,
        "alt_types": tuple(told["alt_types"]),
        "report": _made(ReportRecord, report),
        "mentions": tuple(_made(Words, {"quote": quote}) for quote in told["mentions"]),
        "counts": tuple(
            _made(CountRecord, dict(zip(_COUNT, each, strict=True))) for each in told["counts"]
        ),
    }
    return _made(EventRecord, values)


def _place(values: list[Any]) -> PlaceRecord:
    return _made(PlaceRecord, dict(zip(_PLACE, values, strict=True)))


def _made(kind: type[Made], values: Mapping[str, Any]) -> Made:
    """A value of a record that was checked before: checking it again takes ten times as long."""
    made = kind.__new__(kind)
    # Its fields may not be set, nor is anything else of it than these looked at.
    object.__setattr__(made, "__dict__", {**_defaults(kind), **values})
    object.__setattr__(made, "__pydantic_fields_set__", set(values))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


@cache
def _defaults(kind: type[Value]) -> dict[str, Any]:
    return {
        name: field.get_default(call_default_factory=False)
        for name, field in kind.model_fields.items()
        if not field.is_required()
    }
