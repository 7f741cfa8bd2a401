"""What is remembered of all files: a SQL read model with one writer and many readers; no decision is taken from it."""
