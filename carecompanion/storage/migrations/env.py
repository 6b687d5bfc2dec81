"""Alembic's entrance: runs the steps on the connection, and in the transaction, that storage/upgrading.py gives it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
