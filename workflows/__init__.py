"""What waits: one durable workflow for each kind of file, and what they share."""
