"""Reports and records for the casefile's tests. What they tell is constructed."""

import copy
import hashlib
from datetime import UTC, date, datetime

from dateline.ingest import report_of_text

NOON = datetime(2016, 3, 8, 12, 0, tzinfo=UTC)
SHELLED = (
    "Rebels shelled Madaya on Monday and killed at least 12 people, residents said. "
    "Government forces arrested three men in Homs on Sunday, a monitor said."
)
MADE_BY = {"dateline": "0.1.0", "codebook": "0.1", "engine": "rules", "models": []}
REBELS = {
    "start": 0, "end": 6, "quote": "Rebels", "certainty": "asserted", "by": "", "candidates": [],
    "actor": {
        "id": "rebels/SYR", "name": "rebels (Syria)", "kind": "rebel", "country": "SYR",
        "inter": 2, "candidates": [],
    },
}  # fmt: skip
MADAYA = {
    "start": 15, "end": 21, "quote": "Madaya", "name": "Madaya", "adm1": "Rif Dimashq",
    "country": "SYR", "precision": "town", "lat": 33.69, "lon": 36.1, "geonameid": 167558,
    "score": 0.9, "reasons": ["constructed"], "candidates": [], "rel": "at", "near": False,
    "acled_precision": 1, "ucdp_precision": 1, "basis": "stated",
}  # fmt: skip
MONDAY = {
    "earliest": "2016-03-07", "latest": "2016-03-07", "precision": "day", "basis": "stated",
    "start": 25, "end": 31, "quote": "Monday", "note": None, "acled_precision": 1,
    "ucdp_precision": 1,
}  # fmt: skip
KILLED = {
    "measure": "killed", "low": 12, "high": None, "approx": False, "start": 43, "end": 55,
    "quote": "at least 12",
}  # fmt: skip


def told(doc_id="r1", text=SHELLED, **known):
    """A report."""
    more = {"published": date(2016, 3, 8), "source": "Constructed News"} | known
    return report_of_text(text, id=doc_id, **more)


def record(id="ev_1", doc_id="r1", **more):
    """A record with every field that `dateline code` writes; `more` replaces some."""
    sha256 = hashlib.sha256(SHELLED.encode("utf-8")).hexdigest()
    value = {
        "schema": "dateline.event/1",
        "id": id,
        "doc_id": doc_id,
        "report": {
            "title": None, "source": "Constructed News", "published": "2016-03-08",
            "published_by": "given", "url": None, "sha256": sha256,
        },
        "type": "shelling",
        "alt_types": [],
        "family": "remote",
        "factuality": "asserted",
        "phase": None,
        "confidence": 0.8,
        "confidences": {},
        "mentions": [
            {"start": 7, "end": 14, "quote": "shelled", "sentence": 0, "by": ["rules:shelling"]}
        ],
        "sentences": [{"start": 0, "end": 77, "quote": SHELLED[:77]}],
        "agent": [REBELS],
        "target": [],
        "from_group": [],
        "to_group": [],
        "supporter": [],
        "instrument": [],
        "places": [MADAYA],
        "time": MONDAY,
        "counts": [KILLED],
        "sources": [
            {
                "start": 63, "end": 72, "quote": "residents", "kind": "witness",
                "anonymous": True, "cue": "said",
            }
        ],
        "codes": {"acled": None, "plover": None, "cameo": "194", "ucdp": None},
        "notes": [],
        "made_by": MADE_BY,
    }  # fmt: skip
    return copy.deepcopy(value | more)


def arrest(id="ev_2", doc_id="r1", **more):
    """Another event of the same report."""
    words = {"start": 97, "end": 105, "quote": "arrested", "sentence": 1, "by": []}
    homs = MADAYA | {"quote": "Homs", "name": "Homs", "adm1": "Homs", "geonameid": 169577}
    day = MONDAY | {"earliest": "2016-03-06", "latest": "2016-03-06", "quote": "Sunday"}
    changed = {
        "type": "arrest", "family": "coercion", "mentions": [words], "agent": [], "places": [homs],
        "time": day, "counts": [KILLED | {"measure": "detained", "low": 3, "high": 3}],
        "confidence": 0.6,
    }  # fmt: skip
    return record(id, doc_id, **(changed | more))


def add(casefile, report, *records, who="maria", **made_by):
    """Add a report with its records; without any it is not coded."""
    original = report.text.encode("utf-8")
    return casefile.add(report, original, records or None, MADE_BY | made_by, who, NOON)


def fill(casefile, who="maria"):
    """Add the report with both its events."""
    return add(casefile, told(), record(), arrest(), who=who)
