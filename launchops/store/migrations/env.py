"""Runs the migration scripts on the connection that `launchops.store.migrate` hands over."""

from alembic import context

from launchops.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite changes a table by moving and copying it
)
context.run_migrations()
