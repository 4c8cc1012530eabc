"""Accounts cut down to what comparing looks at. Frozen, like every migration."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table; its rows are made when an account is first met."""
    op.create_table(
        "account",
        sa.Column("event_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("corrected", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("brief", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("event_seq"),
    )
