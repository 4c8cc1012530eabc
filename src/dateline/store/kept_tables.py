"""The tables of what came in and what people decided: rows are added to them, never changed."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

metadata = MetaData()

original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),  # of the bytes as given
    Column("size", Integer, nullable=False),  # bytes as given
    Column("packed", LargeBinary),  # compressed; null where the archive is a folder
    Column("added_at", Text, nullable=False),
)

report = Table(
    "report",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("doc_id", Text, nullable=False),
    Column("sha256", Text, nullable=False),  # of the original
    Column("text_sha256", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("source", Text),
    Column("url", Text),
    Column("published", Text),
    Column("language", Text),
    Column("details", Text, nullable=False),  # JSON: furniture, headline, dateline, how dated
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("copy_of", Text),  # the report whose account this repeats
    Column("copy_why", Text),
    Column("sensitivity", Text),  # low, moderate, high, severe; unset is not publishable
    Index("report_of_doc", "doc_id"),
    Index("report_of_original", "sha256"),
    Index("report_of_text", "text_sha256"),
    Index("report_copies", "copy_of"),
)

copy_link = Table(
    "copy_link",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("other_id", Text, primary_key=True),  # of a report that was there before
    Column("why", Text, nullable=False),
    Index("copy_link_of_other", "other_id"),
)  # reports of one account whose texts were compared and found to be copies

reading = Table(
    "reading",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("report_id", Text, nullable=False),
    Column("number", Integer, nullable=False),  # 1 for the first coding of a report
    Column("made_by", Text, nullable=False),  # JSON
    Column("coded_at", Text, nullable=False),
    Column("coded_by", Text, nullable=False),
    Column("ledger_seq", Integer, nullable=False),
    Index("reading_of_report", "report_id", "number", unique=True),
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("event_id", Text, nullable=False),
    Column("reading_id", Integer, nullable=False),
    Column("record", Text, nullable=False),  # the machine's record, dateline.event/1
    Column("sha256", Text, nullable=False),  # of the record
    Index("version_of_event", "event_id", "reading_id", unique=True),
    Index("version_of_reading", "reading_id"),
)

review = Table(
    "review",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # of its ledger entry
    Column("event_id", Text, nullable=False),
    Column("action", Text, nullable=False),  # accept, reject, correct
    Column("field", Text),
    Column("value", Text),  # JSON
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text),
    Index("review_of_event", "event_id"),
)

judgement = Table(
    "judgement",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("left_id", Text, primary_key=True),  # the smaller id
    Column("right_id", Text, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text),
    Index("judgement_of_left", "left_id"),
    Index("judgement_of_right", "right_id"),
)

retraction = Table(
    "retraction",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("report_id", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Index("retraction_of_report", "report_id"),
)

undo = Table(
    "undo",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("undoes", Integer, nullable=False),  # the ledger entry taken back
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("reason", Text),
    Index("undo_of_entry", "undoes"),
)


def _signed(name: str, *columns: Column[Any] | Index) -> Table:
    """What somebody did about events; `seq` is the number of its ledger entry."""
    seq = Column("seq", Integer, primary_key=True, autoincrement=False)
    signed = (Column("who", Text, nullable=False), Column("at", Text, nullable=False))
    return Table(name, metadata, seq, *columns, *signed, Column("reason", Text))


assignment = _signed(
    "assignment",
    Column("event_id", Text, primary_key=True),
    Column("assignee", Text, primary_key=True),
    Column("double", Boolean, nullable=False),  # one of two who code it without each other
    Index("assignment_of_event", "event_id"),
)

handback = _signed(
    "handback",
    Column("event_id", Text, primary_key=True),
    Column("assignee", Text, primary_key=True),
    Index("handback_of_event", "event_id"),
)  # returned by whom it was assigned to, or taken from them

sheet = _signed(
    "sheet",
    Column("event_id", Text, nullable=False),
    Column("action", Text, nullable=False),  # accept, reject, correct
    Column("field", Text),
    Column("value", Text),  # JSON
    Index("sheet_of_event", "event_id"),
)  # what one of two coders says of an event: a review that is not in force

sendback = _signed(
    "sendback",
    Column("event_id", Text, nullable=False),
    Column("assignee", Text, nullable=False),
    Index("sendback_of_event", "event_id"),
)  # `reason` is the note

answer = _signed(
    "answer",
    Column("event_id", Text, nullable=False),
    Column("answers", Integer, nullable=False),  # the entry that sent it back
    Index("answer_of_event", "event_id"),
)  # `reason` is the answer

adjudication = _signed(
    "adjudication",
    Column("event_id", Text, primary_key=True),
    Column("decisions", Text, nullable=False),  # JSON: action, field, value, in their order
    Index("adjudication_of_event", "event_id"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),  # 1, 2, 3 without a gap
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("body", Text, nullable=False),  # JSON
    Column("previous", Text, nullable=False),  # the hash of the entry before
    Column("hash", Text, nullable=False),
)
