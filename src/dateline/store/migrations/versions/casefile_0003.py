"""Who looks at what: assignments, send-backs, double coding. Frozen, like every migration."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.store.migrations.kept import keep_unchanged

revision = "0003"
down_revision = "0002"

APPEND_ONLY = ("assignment", "handback", "sheet", "sendback", "answer", "adjudication")


def upgrade() -> None:
    """Create the tables, and what refuses changes to those only added to."""
    for create in TABLES:
        create()
    keep_unchanged(APPEND_ONLY)


def _signed(name: str, *columns: Any, key: tuple[str, ...] = ("seq",)) -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        *columns,
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint(*key),
    )
    op.create_index(f"{name}_of_event", name, ["event_id"], unique=False)


def _assignment() -> None:
    _signed(
        "assignment",
        sa.Column("assignee", sa.Text(), nullable=False),
        sa.Column("double", sa.Boolean(), nullable=False),
        key=("seq", "event_id", "assignee"),
    )


def _handback() -> None:
    assignee = sa.Column("assignee", sa.Text(), nullable=False)
    _signed("handback", assignee, key=("seq", "event_id", "assignee"))


def _sheet() -> None:
    _signed(
        "sheet",
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
    )


def _sendback() -> None:
    _signed("sendback", sa.Column("assignee", sa.Text(), nullable=False))


def _answer() -> None:
    _signed("answer", sa.Column("answers", sa.Integer(), nullable=False))


def _adjudication() -> None:
    decisions = sa.Column("decisions", sa.Text(), nullable=False)
    _signed("adjudication", decisions, key=("seq", "event_id"))


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("event_id", "assignee"),
    )
    op.create_index("task_of_assignee", "task", ["assignee", "state", "event_id"], unique=False)


TABLES = (_assignment, _handback, _sheet, _sendback, _answer, _adjudication, _task)
