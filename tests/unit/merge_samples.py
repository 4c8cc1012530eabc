"""Event records built by hand, as they are read back. What they tell is constructed."""

import json

from dateline.merge import EventRecord

SAMPLE = {
    "schema": "dateline.event/1",
    "report": {"title": None, "source": "Constructed News", "published": "2016-03-07"},
    "type": "air_strike",
    "family": "remote",
    "factuality": "asserted",
    "mentions": [{"quote": "air strike"}],
}
MADAYA = {
    "quote": "Madaya", "name": "Madaya", "adm1": "Rif Dimashq", "country": "SYR",
    "precision": "town", "lat": 33.69, "lon": 36.10, "geonameid": 167558, "score": 0.9,
}  # fmt: skip
ZABADANI = MADAYA | {
    "quote": "Zabadani", "name": "Zabadani", "lat": 33.72, "lon": 36.10, "geonameid": 163533,
}  # fmt: skip
RAQQA = MADAYA | {
    "quote": "Raqqa", "name": "Raqqa", "adm1": "Raqqa", "lat": 35.95, "lon": 39.01,
    "geonameid": 172955,
}  # fmt: skip
RIF_DIMASHQ = MADAYA | {
    "quote": "Rif Dimashq", "name": "Rif Dimashq", "precision": "province", "geonameid": 170652,
    "lat": None, "lon": None,
}  # fmt: skip
MOSUL = RAQQA | {"quote": "Mosul", "name": "Mosul", "adm1": "Nineveh", "country": "IRQ",
                 "geonameid": 99072, "lat": 36.34, "lon": 43.12}  # fmt: skip


def row(id="ev_1", doc="r1", **more):
    """A record as JSON values; `more` replaces fields, and `source` and the like the report's."""
    stub = {key: more.pop(key) for key in ("title", "source", "published", "sha256") if key in more}
    value = SAMPLE | {"id": id, "doc_id": doc} | more
    return value | {"report": SAMPLE["report"] | {"sha256": f"{doc:0>64}"} | stub}


def told(id="ev_1", doc="r1", **more):
    """The record of that row."""
    return EventRecord.model_validate(row(id, doc, **more))


def lines(*rows):
    """The rows as JSON Lines."""
    return "".join(json.dumps(each) + "\n" for each in rows)


def on(first, last=None, basis="stated"):
    """A time of one day or of several."""
    return {"earliest": first, "latest": last or first, "basis": basis, "precision": "day"}


def killed(low, high, **more):
    """How many were killed."""
    return {"measure": "killed", "low": low, "high": high, **more}


def party(id, kind="rebel", quote="they"):
    """A participant who could be named."""
    return {"quote": quote, "actor": {"id": id, "name": id, "kind": kind, "country": None}}
