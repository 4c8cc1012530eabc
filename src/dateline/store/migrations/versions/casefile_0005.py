"""Pairs judged "different" count for nothing, and go. Frozen, like every migration."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Take those out that were kept."""
    pair = sa.table("pair", sa.column("verdict", sa.Text))
    op.execute(pair.delete().where(pair.c.verdict == "different"))
