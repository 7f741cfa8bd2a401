"""The databases of the public site's tests."""

from tests.docket.databases import engine, postgresql, sqlite

__all__ = ["engine", "postgresql", "sqlite"]
