"""The docket, on SQLite and on PostgreSQL."""
