"""What the desk counts stands where it is counted: with the actors, and in the strands."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

CARRIED = ("status", "factuality", "type", "family", "country", "adm1", "earliest", "latest")
EVENT = (
    ("abroad", sa.Boolean()), ("nth", sa.Integer()), ("since", sa.Text()), ("until", sa.Text()),
)  # fmt: skip
TOLD_WHEN = ("factuality", "status", "earliest", "latest", "type", "family", "country", "adm1",
             "abroad", "nth", "incident_id", "since", "until")  # fmt: skip
TOLD_WHERE = ("factuality", "status", "country", "adm1", "precision", "place", "lat", "lon", "near",
              "type", "family", "earliest", "latest", "nth", "incident_id")  # fmt: skip
TOLD_BY = (
    "actor_id", "factuality", "status", "role", "earliest", "latest", "type", "family", "country",
    "adm1", "name", "kind", "event_seq",
)  # fmt: skip
INCIDENT = ("type", "family", "country", "accounts", "unsure", "earliest", "latest", "id")


def upgrade() -> None:
    """Add columns, tables and indexes; `dateline.store.deriving` fills them."""
    for name, type_ in EVENT:
        op.add_column("event", sa.Column(name, type_, nullable=True))
    op.add_column("event_actor", sa.Column("event_seq", sa.Integer(), nullable=True))
    for name in CARRIED:
        op.add_column("event_actor", sa.Column(name, sa.Text(), nullable=True))
    _strands()
    _indexes()


def _strands() -> None:
    op.create_table(
        "event_strand",
        sa.Column("actor_id", sa.Text(), nullable=False),
        sa.Column("strand", sa.Text(), nullable=False),
        sa.Column("telling", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("actor_id", "strand", "telling", "event_seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("strand_of_event", "event_strand", ["event_seq"], unique=False)
    op.create_table(
        "worked_out",
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("what"),
    )


def _indexes() -> None:
    op.drop_index("event_told_when", "event")
    op.create_index("event_told_when", "event", list(TOLD_WHEN), unique=False)
    op.drop_index("event_told_where", "event")
    op.create_index("event_told_where", "event", list(TOLD_WHERE), unique=False)
    op.drop_index("event_of_incident", "event")
    within = ["incident_id", "nth", "factuality", "status"]
    op.create_index("event_of_incident", "event", within, unique=False)
    op.create_index("event_by_status_day", "event", ["status", "day", "seq"], unique=False)
    op.drop_index("actor_of_event", "event_actor")
    op.create_index("actor_of_event", "event_actor", ["actor_id", "event_seq"], unique=False)
    named = sa.text("actor_id IS NOT NULL")
    op.create_index(
        "actor_told", "event_actor", list(TOLD_BY), unique=False,
        sqlite_where=named, postgresql_where=named,
    )  # fmt: skip
    op.create_index("incident_told", "incident", list(INCIDENT), unique=False)
