"""The tables of the first casefile. Frozen: a change to the tables is a new migration."""

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.kept import keep_unchanged
from dateline.store.migrations.search import create_search

revision = "0001"
down_revision = None

APPEND_ONLY = (
    "original", "report", "copy_link", "reading", "version", "review", "judgement", "retraction",
    "undo", "ledger",
)  # fmt: skip


def upgrade() -> None:
    """Create every table, what refuses changes to those only added to, and the search index."""
    for create in TABLES:
        create()
    keep_unchanged(APPEND_ONLY)
    create_search()


def _original() -> None:
    op.create_table(
        "original",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("doc_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("added_at", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("copy_of", sa.Text(), nullable=True),
        sa.Column("copy_why", sa.Text(), nullable=True),
        sa.Column("sensitivity", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("report_copies", "report", ["copy_of"], unique=False)
    op.create_index("report_of_doc", "report", ["doc_id"], unique=False)
    op.create_index("report_of_original", "report", ["sha256"], unique=False)
    op.create_index("report_of_text", "report", ["text_sha256"], unique=False)


def _copy_link() -> None:
    op.create_table(
        "copy_link",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "other_id"),
    )
    op.create_index("copy_link_of_other", "copy_link", ["other_id"], unique=False)


def _reading() -> None:
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("coded_at", sa.Text(), nullable=False),
        sa.Column("coded_by", sa.Text(), nullable=False),
        sa.Column("ledger_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("reading_of_report", "reading", ["report_id", "number"], unique=True)


def _version() -> None:
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("version_of_event", "version", ["event_id", "reading_id"], unique=True)
    op.create_index("version_of_reading", "version", ["reading_id"], unique=False)


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("review_of_event", "review", ["event_id"], unique=False)


def _judgement() -> None:
    op.create_table(
        "judgement",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("left_id", sa.Text(), nullable=False),
        sa.Column("right_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq", "left_id", "right_id"),
    )
    op.create_index("judgement_of_left", "judgement", ["left_id"], unique=False)
    op.create_index("judgement_of_right", "judgement", ["right_id"], unique=False)


def _retraction() -> None:
    op.create_table(
        "retraction",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("retraction_of_report", "retraction", ["report_id"], unique=False)


def _undo() -> None:
    op.create_table(
        "undo",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("undo_of_entry", "undo", ["undoes"], unique=False)


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )


def _ledger_about() -> None:
    op.create_table(
        "ledger_about",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("about", "seq"),
    )


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("factuality", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("priority", sa.Float(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("adm1", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("near", sa.Boolean(), nullable=True),
        sa.Column("incident_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("event_by_box", "event", ["lat", "lon"], unique=False)
    op.create_index("event_by_day", "event", ["day", "seq"], unique=False)
    op.create_index("event_by_priority", "event", ["priority", "seq"], unique=False)
    op.create_index("event_by_status", "event", ["status", "priority", "seq"], unique=False)
    op.create_index("event_by_type", "event", ["type", "status"], unique=False)
    told, days = ["factuality", "status"], ["earliest", "latest"]
    when = [*told, *days, "type", "family", "country", "adm1"]
    op.create_index("event_told_when", "event", when, unique=False)
    scene = ["country", "adm1", "precision", "place", "lat", "lon", "near"]
    where = [*told, *scene, "type", "family", *days]
    op.create_index("event_told_where", "event", where, unique=False)
    op.create_index("event_of_incident", "event", ["incident_id"], unique=False)
    op.create_index("event_of_report", "event", ["report_id"], unique=False)


def _event_actor() -> None:
    op.create_table(
        "event_actor",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event_id", "number"),
    )
    op.create_index("actor_by_name", "event_actor", ["name"], unique=False)
    op.create_index("actor_of_event", "event_actor", ["actor_id"], unique=False)


def _event_place() -> None:
    op.create_table(
        "event_place",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("adm1", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonameid", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("event_id", "number"),
    )
    op.create_index("place_by_country", "event_place", ["country"], unique=False)
    op.create_index("place_by_name", "event_place", ["name"], unique=False)


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("earliest", sa.Text(), nullable=True),
        sa.Column("latest", sa.Text(), nullable=True),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("adm1", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("accounts", sa.Integer(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("incident_by_accounts", "incident", ["accounts", "id"], unique=False)
    op.create_index("incident_by_day", "incident", ["earliest", "id"], unique=False)


def _pair() -> None:
    op.create_table(
        "pair",
        sa.Column("left_id", sa.Text(), nullable=False),
        sa.Column("right_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("left_id", "right_id"),
    )
    op.create_index("pair_of_right", "pair", ["right_id"], unique=False)


def _filed() -> None:
    op.create_table(
        "filed",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "event_seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("filed_of_event", "filed", ["event_seq"], unique=False)


def _sketch() -> None:
    op.create_table(
        "sketch",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "report_seq"),
        sqlite_with_rowid=False,
    )


TABLES = (
    _original,
    _report,
    _copy_link,
    _reading,
    _version,
    _review,
    _judgement,
    _retraction,
    _undo,
    _ledger,
    _ledger_about,
    _event,
    _event_actor,
    _event_place,
    _incident,
    _pair,
    _filed,
    _sketch,
)
