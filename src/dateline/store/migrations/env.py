"""Run by Alembic: migrate over the connection that `dateline.store.upgrading` hands it."""

from alembic import context

from dateline.store.schema import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
