"""Alembic runs this file to upgrade the database of the connection that it is given, within that one's transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
