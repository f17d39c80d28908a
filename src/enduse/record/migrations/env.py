"""Run by Alembic: the steps, in the transaction of whoever asked for them."""

from alembic import context

from enduse.record.tables import NAMES

context.configure(connection=context.config.attributes["connection"], target_metadata=NAMES)
context.run_migrations()
