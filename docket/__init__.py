"""What is remembered of all cases: a SQL read model with one writer and many readers; no decision is taken from it."""
