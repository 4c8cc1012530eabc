"""Accounts are filed under other keys. Frozen, like every migration."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Take the old keys out; `dateline.store.deriving` files the accounts again."""
    op.execute(sa.table("filed").delete())
