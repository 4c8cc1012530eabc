"""The tables of a casefile.

Two kinds. What came in and what people decided (originals, reports, readings, versions,
reviews, judgements, assignments, the ledger) is only ever added to; triggers refuse anything
else. What follows from it (events as they stand, their actors and places, who is to look at
them, incidents, the search index) is worked out from the first kind, and can be worked out again.

Days and times are ISO text, which both databases compare alike; times are UTC.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from dateline.store.kept_tables import (
    adjudication,
    answer,
    assignment,
    copy_link,
    handback,
    judgement,
    ledger,
    metadata,
    original,
    reading,
    report,
    retraction,
    review,
    sendback,
    sheet,
    undo,
    version,
)

__all__ = [
    "APPEND_ONLY",
    "DERIVED",
    "HEAD",
    "SEARCH",
    "account",
    "adjudication",
    "answer",
    "assignment",
    "copy_link",
    "event",
    "event_actor",
    "event_place",
    "event_strand",
    "filed",
    "handback",
    "incident",
    "judgement",
    "ledger",
    "ledger_about",
    "metadata",
    "original",
    "pair",
    "reading",
    "report",
    "retraction",
    "review",
    "sendback",
    "sheet",
    "sketch",
    "task",
    "undo",
    "version",
    "worked_out",
]

HEAD = "0006"  # the newest migration; a casefile of another one is refused or upgraded

ledger_about = Table(
    "ledger_about",
    metadata,
    Column("about", Text, primary_key=True),  # a report or an event
    Column("seq", Integer, primary_key=True, autoincrement=False),
)

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # in the order they came
    Column("id", Text, nullable=False, unique=True),
    Column("report_id", Text, nullable=False),
    Column("version_id", Integer, nullable=False),
    Column("corrected", Text),  # the record with its reviews; null where they change nothing
    Column("status", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("priority", Float, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("day", Text, nullable=False),  # what lists are sorted by: `earliest`, or after all days
    Column("lat", Float),
    Column("lon", Float),
    Column("country", Text),
    Column("adm1", Text),
    Column("place", Text),  # of its scene, as country, adm1, lat and lon are
    Column("precision", Text),
    Column("near", Boolean),
    Column("incident_id", Text),
    Column("abroad", Boolean),  # some place of it lies in another country than its scene
    Column("nth", Integer),  # how many accounts of its incident came before it
    Column("since", Text),  # the days of its incident, or its own where that gives none
    Column("until", Text),
    Index("event_of_report", "report_id"),
    Index("event_by_priority", "priority", "seq"),
    Index("event_by_day", "day", "seq"),
    Index("event_by_status_day", "status", "day", "seq"),
    # What views are counted by, and after it what they are narrowed by.
    Index(
        "event_told_when",
        "factuality",
        "status",
        "earliest",
        "latest",
        "type",
        "family",
        "country",
        "adm1",
        "abroad",
        "nth",
        "incident_id",
        "since",
        "until",
    ),
    Index(
        "event_told_where",
        "factuality",
        "status",
        "country",
        "adm1",
        "precision",
        "place",
        "lat",
        "lon",
        "near",
        "type",
        "family",
        "earliest",
        "latest",
        "nth",
        "incident_id",
    ),
    Index("event_by_type", "type", "status"),
    Index("event_by_status", "status", "priority", "seq"),
    Index("event_by_box", "lat", "lon"),
    Index("event_of_incident", "incident_id", "nth", "factuality", "status"),
)

task = Table(
    "task",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("assignee", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # single, double, sent back
    Column("state", Text, nullable=False),  # open, done; settled: a double one adjudicated
    Column("seq", Integer, nullable=False),  # the ledger entry that gave it
    Column("note", Text),  # of who sent it back
    Index("task_of_assignee", "assignee", "state", "event_id"),
)  # who is to look at what

event_actor = Table(
    "event_actor",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),
    Column("actor_id", Text),
    Column("name", Text, nullable=False),  # the words where nobody could be named
    Column("kind", Text),
    Column("event_seq", Integer),
    # As its event has them: what actors are counted by.
    Column("status", Text),
    Column("factuality", Text),
    Column("type", Text),
    Column("family", Text),
    Column("country", Text),
    Column("adm1", Text),
    Column("earliest", Text),
    Column("latest", Text),
    Index("actor_of_event", "actor_id", "event_seq"),
    Index("actor_by_name", "name"),
    Index(
        "actor_told",
        "actor_id",
        "factuality",
        "status",
        "role",
        "earliest",
        "latest",
        "type",
        "family",
        "country",
        "adm1",
        "name",
        "kind",
        "event_seq",
        sqlite_where=text("actor_id IS NOT NULL"),
        postgresql_where=text("actor_id IS NOT NULL"),
    ),
)

event_strand = Table(
    "event_strand",
    metadata,
    Column("actor_id", Text, primary_key=True),
    Column("strand", Text, primary_key=True),
    Column("telling", Integer, primary_key=True, autoincrement=False),  # which way of telling it
    Column("event_seq", Integer, primary_key=True, autoincrement=False),
    Column("low", Integer, nullable=False),  # people of the strand's measure
    Column("high", Integer),  # null: no upper bound
    Index("strand_of_event", "event_seq"),
    sqlite_with_rowid=False,
)  # the strands of the codebook's cohesion.yaml that an event belongs to, for each actor in it

worked_out = Table(
    "worked_out",
    metadata,
    Column("what", Text, primary_key=True),  # a table above
    Column("by", Text, nullable=False),  # the hash of the rules it was worked out by
)

event_place = Table(
    "event_place",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("rel", Text, nullable=False),
    Column("name", Text),
    Column("adm1", Text),
    Column("country", Text),
    Column("precision", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonameid", Integer),
    Index("place_by_country", "country"),
    Index("place_by_name", "name"),
)

incident = Table(
    "incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("family", Text, nullable=False),
    Column("earliest", Text),
    Column("latest", Text),
    Column("country", Text),
    Column("adm1", Text),
    Column("place", Text),
    Column("events", Integer, nullable=False),
    Column("accounts", Integer, nullable=False),
    Column("unsure", Boolean, nullable=False),  # a person should look at whom it joins
    Column("body", Text, nullable=False),  # JSON: dateline.incident/1
    Index("incident_by_day", "earliest", "id"),
    Index("incident_by_accounts", "accounts", "id"),
    # All that lists are narrowed by: a row of the table drags its body along.
    Index(
        "incident_told",
        "type",
        "family",
        "country",
        "accounts",
        "unsure",
        "earliest",
        "latest",
        "id",
    ),
)

pair = Table(
    "pair",
    metadata,
    Column("left_id", Text, primary_key=True),
    Column("right_id", Text, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("reasons", Text),  # JSON
    Index("pair_of_right", "right_id"),
)  # whom the machine judged "same" or "unsure"; others are not kept

filed = Table(
    "filed",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("event_seq", Integer, primary_key=True, autoincrement=False),
    Index("filed_of_event", "event_seq"),
    sqlite_with_rowid=False,
)  # accounts filed under one key are compared

account = Table(
    "account",
    metadata,
    Column("event_seq", Integer, primary_key=True, autoincrement=False),
    Column("version_id", Integer, nullable=False),
    Column("corrected", Text),  # the hash of the record with its reviews, as `event` has it
    Column("by", Text, nullable=False),  # what else it depends on; of another it is made anew
    Column("brief", Text, nullable=False),  # JSON
)  # what comparing looks at of an event; its rows are made when an account is first met

sketch = Table(
    "sketch",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("report_seq", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)  # reports filed under one key may be copies

# Rows of these are added and never changed.
APPEND_ONLY = (
    "original", "report", "copy_link", "reading", "version", "review", "judgement", "retraction",
    "undo", "ledger", "assignment", "handback", "sheet", "sendback", "answer", "adjudication",
)  # fmt: skip

# Worked out from the other tables: a backup leaves them out, and a restore makes them again.
DERIVED = (
    "event", "event_actor", "event_place", "event_strand", "worked_out", "incident", "pair",
    "filed", "account", "sketch", "task",
)  # fmt: skip
SEARCH = "search_entry"  # derived too; SQLite keeps it in several tables whose names begin so
