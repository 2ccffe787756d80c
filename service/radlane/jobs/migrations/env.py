"""Run by alembic: the connection comes from `database.migrate`."""

from alembic import context

from radlane.jobs.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
