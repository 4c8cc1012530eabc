"""Triggers that refuse to change or delete rows of tables that are only added to.

They guard against a slip, not against whoever owns the database: that is what the hashes of
the ledger are for.
"""

from collections.abc import Iterable

from alembic import op

_REFUSAL = "rows of a casefile are added, never changed"


def keep_unchanged(tables: Iterable[str]) -> None:
    """Let no row of these tables be changed or deleted."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:
        op.execute(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
        )
    for table in tables:
        if postgresql:
            op.execute(
                f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
