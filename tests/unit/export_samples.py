"""Hand-built values for the tests of writers and the command line. The report is constructed."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pyarrow.parquet

from dateline.model import (
    CONFIDENT_OF,
    Actor,
    Attribution,
    Candidate,
    Count,
    Event,
    Mention,
    Participant,
    Place,
    Quantity,
    Report,
    Source,
    Span,
    TimeInterval,
    Trigger,
)

TEXT = (
    "Dozens of militants deserted Islamic State in Raqqa province over the past few days,\n"
    "a media source close to the group told reporters. About 20 had left in January."
)
MADE_BY = {"dateline": "0.1.0", "codebook": "0.1", "engine": "rules", "models": []}
ISLAMIC_STATE = Actor("islamic-state", "Islamic State", "rebel")
RAQQA = Candidate("172957", "Raqqa, SYR", 0.9712345, ("a province of that name",))


def readable(end: str | bytes) -> str:
    """What a format's closing says, whatever it is packed in."""
    if isinstance(end, str):
        return end
    if end.startswith(b"PAR1"):
        rows = pyarrow.parquet.read_table(io.BytesIO(end)).to_pylist()
        return "\n".join(str(row) for row in rows)
    archive = zipfile.ZipFile(io.BytesIO(end))
    return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


def span(words: str, text: str = TEXT) -> Span:
    """Where the words stand in the sample text."""
    start = text.index(words)
    return Span(start, start + len(words))


def report(id: str = "constructed", **more: object) -> Report:
    """The constructed report; `more` replaces fields."""
    made = Report(
        id=id,
        text=TEXT,
        sha256="0" * 64,
        title="Militants desert",
        source="Constructed News",
        published=date(2016, 3, 7),
        published_by="given",
    )
    return replace(made, **more)


def event(**more: object) -> Event:
    """The desertion the report tells; `more` replaces fields."""
    made = Event(
        id="ev_0123456789ab",
        report=report(),
        type="defection",
        family="cohesion",
        mentions=(Trigger(span("deserted"), "deserted", 0, ("rules:defection.desert",)),),
        confidence=0.83333,
        confidences=dict.fromkeys(CONFIDENT_OF, 0.7),
        agent=(_party("Dozens of militants"),),
        from_group=(_party("Islamic State", ISLAMIC_STATE),),
        places=(raqqa(),),
        time=few_days(),
        counts=(Count("defected", Quantity(24, None), span("Dozens"), "Dozens"),),
        sources=(_source("a media source close to the group"),),
        codes={
            "acled": {"event_type": "Strategic developments", "sub_event_type": "Change"},
            "cameo": "0874",
            "ucdp": None,
        },
        notes=("“the group” could be one of two groups",),
    )
    return replace(made, **more)


def raqqa() -> Place:
    """Raqqa province, resolved."""
    return Place(
        span=span("Raqqa province"),
        quote="Raqqa province",
        name="Raqqa",
        adm1="Raqqa",
        country="SYR",
        precision="province",
        lat=35.95,
        lon=38.99,
        geonameid=172957,
        score=0.97,
        reasons=("a province of that name",),
        candidates=(RAQQA,),
    )


def few_days() -> TimeInterval:
    """The past few days, resolved."""
    words = "over the past few days"
    return TimeInterval(date(2016, 2, 29), date(2016, 3, 5), "week", "stated", span(words), words)


def readout() -> SimpleNamespace:
    """One mention of each kind, as the pipeline gives them."""
    source = span("a media source close to the group")
    return SimpleNamespace(
        actors=((_mention("actor", "Islamic State", "Organisation"), ISLAMIC_STATE, ()),),
        places=((_mention("place", "Raqqa province", "area"), raqqa()),),
        times=(
            (_mention("time", "over the past few days", "period"), few_days()),
            (_mention("time", "January", "date"), None),
        ),
        quantities=((_mention("quantity", "About 20", "militant"), Quantity(20, 20, True)),),
        attributions=(
            Attribution(source, span("told"), (Span(0, 83),), "other", True, "said"),
            Attribution(source, None, (Span(0, 8), Span(20, 28)), "other", True, "said"),
        ),
    )


def _party(words: str, actor: Actor | None = None) -> Participant:
    return Participant(span(words), words, actor, by="verb.subject")


def _source(words: str) -> Source:
    return Source(span(words), words, "other", True, "told")


def _mention(kind: str, words: str, label: str) -> Mention:
    return Mention(kind, span(words), 0, label, by="test")
