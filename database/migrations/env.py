"""Where Alembic enters: it works on the connection that `database.schema` hands over, within that transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
