"""The databases of the docket's tests."""

from tests.docket.databases import engine, postgresql, sqlite

__all__ = ["engine", "postgresql", "sqlite"]
