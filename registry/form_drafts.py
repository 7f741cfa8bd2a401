"""Drafts of forms (表单草稿): what somebody has typed and not sent, kept for that person alone, under seal.

What stands in a form before it is sent may be anybody's personal data, a complainant's as well. So a draft is
encrypted under a key of its own, opened for nobody but its person, gone when the form is sent, and not kept for long.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, delete, select

from database.connection import insert_into, reading, writing
from registry.sealed import Closed, NotOpened, Seal
from registry.tables import form_drafts

LONGEST = 256 * 1024
"""Bytes of a draft: as much as a form may send."""
KEY = (form_drafts.c.person, form_drafts.c.file_no, form_drafts.c.act)


class Form(NamedTuple):
    """Which form it is: whose, of which file, of which act; without a file, of what opens one."""

    person: str
    file_no: str
    act: str

    @property
    def bound_to(self) -> str:
        """Return what its draft is bound to, so that it is nobody else's and of no other form."""
        return "/".join(("draft", *self))


class Draft(NamedTuple):
    """What was typed, and when it was kept."""

    entered: Mapping[str, Sequence[str]]
    kept_at: datetime


class FormDrafts:
    """The drafts of all persons, each kept for so long."""

    def __init__(self, engine: Engine, seal: Seal, kept_for: timedelta) -> None:
        self._engine, self._seal, self._kept_for = engine, seal, kept_for

    def keep(self, form: Form, entered: Mapping[str, Sequence[str]], now: datetime) -> bool:
        """Keep what was typed in place of what was kept before; tell whether it could be, for it may be too long."""
        said = {name: list(given) for name, given in entered.items() if any(given)}
        if len(json.dumps(said, ensure_ascii=False).encode()) > LONGEST:
            return False
        closed = self._seal.close_for(form.bound_to, said)
        row = {
            "ciphertext": closed.ciphertext,
            "wrapped_key": closed.wrapped,
            "key_id": self._seal.key_id,
            "kept_at": now,
        }
        with writing(self._engine) as connection:
            connection.execute(delete(form_drafts).where(form_drafts.c.kept_at < now - self._kept_for))
            entry = insert_into(connection, form_drafts).values(**form._asdict(), **row)
            connection.execute(entry.on_conflict_do_update(index_elements=list(KEY), set_=row))
        return True

    def of(self, form: Form, now: datetime) -> Draft | None:
        """Return a draft; None where none is kept, it was kept too long, or no key here opens it."""
        with reading(self._engine) as connection:
            row = connection.execute(select(form_drafts).where(*_this(form))).one_or_none()
        if row is None or row.kept_at < now - self._kept_for:
            return None
        try:
            said = self._seal.open_for(form.bound_to, Closed(row.ciphertext, row.wrapped_key), row.key_id)
        except NotOpened:
            return None
        return Draft({name: tuple(map(str, given)) for name, given in said.items()}, row.kept_at)

    def drop(self, form: Form) -> None:
        """Destroy a draft, if there is one."""
        with writing(self._engine) as connection:
            connection.execute(delete(form_drafts).where(*_this(form)))


def _this(form: Form) -> list[ColumnElement[bool]]:
    return [column == said for column, said in zip(KEY, form, strict=True)]
