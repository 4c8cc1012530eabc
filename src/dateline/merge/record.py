"""Event records as read back from JSON Lines: what `dateline code --format jsonl` wrote.

Only what merging looks at is kept. A record made for the public lacks offsets and some
quotes; nothing here needs them.
"""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA = "dateline.event/1"
Role = Literal["agent", "target", "from_group", "to_group", "supporter"]
ROLES: tuple[Role, ...] = ("agent", "target", "from_group", "to_group", "supporter")


class Value(BaseModel):
    """A frozen value of a record; fields it does not know are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=False)


class Words(Value):
    """A quote, and where it stands in the report's text if the record says."""

    quote: str | None = None
    start: int | None = None
    end: int | None = None


class ActorRecord(Value):
    id: str
    name: str
    kind: str
    country: str | None = None
    affiliation: "ActorRecord | None" = None

    @property
    def side(self) -> "ActorRecord":
        """A person's group or force, else the actor itself: by it accounts are compared."""
        return self.affiliation or self


class PartyRecord(Words):
    actor: ActorRecord | None = None
    certainty: str = "asserted"


class PlaceRecord(Words):
    rel: str = "at"
    name: str | None = None
    adm1: str | None = None
    country: str | None = None
    precision: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    geonameid: int | None = None
    score: float = 0.0
    basis: str = "stated"


class TimeRecord(Words):
    earliest: date | None = None
    latest: date | None = None
    precision: str | None = None
    basis: str = "stated"

    @model_validator(mode="after")
    def _runs_forward(self) -> "TimeRecord":
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"latest {self.latest} is before earliest {self.earliest}")
        return self


class CountRecord(Words):
    measure: str
    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    approx: bool = False

    @model_validator(mode="after")
    def _has_bounds(self) -> "CountRecord":
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} exceeds high {self.high}")
        return self


class SourceRecord(Words):
    kind: str = "other"
    anonymous: bool = False


class ReportRecord(Value):
    title: str | None = None
    source: str | None = None
    published: date | None = None
    sha256: str | None = None


class EventRecord(Value):
    """One event as one report tells it."""

    format: Literal["dateline.event/1"] = Field(alias="schema")
    id: str = Field(min_length=1)
    doc_id: str = Field(min_length=1)
    report: ReportRecord
    type: str = Field(min_length=1)
    alt_types: tuple[str, ...] = ()
    family: str
    factuality: str = "asserted"
    phase: str | None = None
    confidence: float = 0.0
    mentions: tuple[Words, ...] = ()
    sentences: tuple[Words, ...] = ()
    agent: tuple[PartyRecord, ...] = ()
    target: tuple[PartyRecord, ...] = ()
    from_group: tuple[PartyRecord, ...] = ()
    to_group: tuple[PartyRecord, ...] = ()
    supporter: tuple[PartyRecord, ...] = ()
    instrument: tuple[Words, ...] = ()
    places: tuple[PlaceRecord, ...] = ()
    time: TimeRecord | None = None
    counts: tuple[CountRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()

    def parties(self, role: Role) -> tuple[PartyRecord, ...]:
        """Those of a role, in the record's order."""
        found: tuple[PartyRecord, ...] = getattr(self, role)
        return found
