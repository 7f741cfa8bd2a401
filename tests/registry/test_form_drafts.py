"""Drafts of forms: sealed, for one person alone, of one form alone, gone when sent and after a time."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine, select

from database.connection import reading
from registry.form_drafts import LONGEST, Draft, Form, FormDrafts
from registry.sealed import Seal
from registry.tables import form_drafts
from tests.registry.lists import NOON

KEPT_FOR = timedelta(weeks=2)
FORM = Form("p-430423-04", "2026-000001", "inspect_site")
TYPED = {"record": ("张某反映夜间有臭气",), "officers": ("p-1", "p-2"), "empty": ("",)}


@pytest.fixture
def drafts(engine: Engine) -> FormDrafts:
    """Return the drafts of an office."""
    return FormDrafts(engine, Seal(Fernet.generate_key().decode()), KEPT_FOR)


def test_a_draft_comes_back_as_it_was_typed_and_the_last_counts(drafts: FormDrafts) -> None:
    """What was left empty is nothing; what is kept later takes the place of what was kept before."""
    drafts.keep(FORM, {"record": ("先写的",)}, NOON)
    drafts.keep(FORM, TYPED, NOON + timedelta(minutes=1))

    expected = {"record": TYPED["record"], "officers": TYPED["officers"]}
    assert drafts.of(FORM, NOON + timedelta(minutes=2)) == Draft(expected, NOON + timedelta(minutes=1))
    drafts.drop(FORM)
    drafts.drop(FORM)
    assert drafts.of(FORM, NOON) is None


@pytest.mark.parametrize(
    "other",
    [FORM._replace(person="p-430423-06"), FORM._replace(file_no=""), FORM._replace(act="interview")],
    ids=["person", "file", "act"],
)
def test_a_draft_is_of_one_form_of_one_person(drafts: FormDrafts, engine: Engine, other: Form) -> None:
    """Nobody else has it, and what was moved under another's name in the table is not opened."""
    drafts.keep(FORM, TYPED, NOON)
    assert drafts.of(other, NOON) is None

    with engine.begin() as connection:
        connection.execute(form_drafts.update().values(other._asdict()))
    assert drafts.of(other, NOON) is None


def test_only_ciphertext_is_kept_and_another_key_opens_nothing(drafts: FormDrafts, engine: Engine) -> None:
    """Whoever reads the table reads no word of it."""
    drafts.keep(FORM, TYPED, NOON)
    with reading(engine) as connection:
        row = connection.execute(select(form_drafts)).one()

    assert "张某".encode() not in b"".join(part for part in row if isinstance(part, bytes))
    assert FormDrafts(engine, Seal(Fernet.generate_key().decode()), KEPT_FOR).of(FORM, NOON) is None


def test_a_draft_is_not_kept_for_long(drafts: FormDrafts, engine: Engine) -> None:
    """On the last day it is there, afterwards not; the next that is kept clears what is too old."""
    drafts.keep(FORM, TYPED, NOON)
    later = NOON + KEPT_FOR

    assert drafts.of(FORM, later) is not None
    assert drafts.of(FORM, later + timedelta(seconds=1)) is None
    drafts.keep(FORM._replace(act="interview"), TYPED, later + timedelta(seconds=1))
    with reading(engine) as connection:
        assert len(connection.execute(select(form_drafts.c.act)).all()) == 1


def test_what_is_too_long_is_not_kept_and_what_was_stays(drafts: FormDrafts) -> None:
    """A draft holds as much as a form may send."""
    assert drafts.keep(FORM, TYPED, NOON)
    assert not drafts.keep(FORM, {"record": ("长" * LONGEST,)}, NOON)
    assert drafts.of(FORM, NOON) is not None
