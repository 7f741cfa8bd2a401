"""What waits: one durable workflow a file, and under `procedures/` the pure rules of how a case moves."""
