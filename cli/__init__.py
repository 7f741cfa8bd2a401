"""The command `gridcase`: starts the system, drives files and shows them; a client of the HTTP API and nothing more."""
