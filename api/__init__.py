"""What is said over HTTP: syntax and identity come in here, answers go out; no decision is taken here."""
