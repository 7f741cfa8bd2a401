"""What a complaint keeps sealed is not said in its file, nor in that of the case it led to."""

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from registry.registry import Registry
from registry.sealed import Seal

PAYLOAD = {"text": "沟渠发黑", "reporter": "示例举报人甲", "contact": "abc-1234"}


@pytest.fixture(autouse=True)
def sealed(registry: Registry) -> None:
    """Have one complaint sealed."""
    registry.sealed.seal(PAYLOAD, key="T2026-000001")


def test_the_complaint_and_its_case_know_who_reported(registry: Registry) -> None:
    """The case's number was asked for by the complaint's file."""
    case = registry.numbers.allocate("Complaint:T2026-000001", "T2026-000001/3/open", "", 2026)

    assert ("示例举报人甲", "abc-1234") == registry.names_sealed("T2026-000001")
    assert ("示例举报人甲", "abc-1234") == registry.names_sealed(case)


def test_another_file_knows_nobody(registry: Registry) -> None:
    """A case of a patrol's, or a number that nobody has."""
    case = registry.numbers.allocate("p-430423-01", "k", "", 2026)

    assert () == registry.names_sealed(case)
    assert () == registry.names_sealed("")
    assert () == registry.names_sealed("2026-999999")


def test_who_cannot_open_the_seal_compares_nothing(engine: Engine) -> None:
    """A file goes on under another key; only nobody's name is found."""
    other = Registry(engine, Seal(Fernet.generate_key().decode()))

    assert () == other.names_sealed("T2026-000001")
