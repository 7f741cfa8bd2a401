"""Complainants and their words, sealed: only ciphertext is kept, each under a key of its own that can be destroyed."""

import secrets
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import Engine, Row, or_, select, update

from database.connection import insert_into, reading, writing
from registry.errors import SealBroken
from registry.sealed import Closed, NotOpened, Rewrapped, Seal
from registry.tables import file_numbers, sealed_complaints

log = structlog.get_logger()

AT_A_TIME = 200
"""Rows that are wrapped anew in one transaction: whoever seals meanwhile does not wait long."""
DESTROYED = {"ciphertext": b"", "wrapped_key": None, "key_id": "", "applicant": None}
"""What is left of a complaint whose key was destroyed."""


class Sealed:
    """The one table of complainants' identities (举报人信息)."""

    def __init__(self, engine: Engine, seal: Seal, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._seal = seal
        self._now = now

    def seal(self, payload: Mapping[str, Any], *, key: str | None = None) -> str:
        """Seal who complained and in what words, and return the number; the same `key` is sealed once."""
        sealed_id = f"s-{secrets.token_hex(12)}"
        closed = self._seal.close_for(sealed_id, payload)
        row = {
            "id": sealed_id,
            "key": key or sealed_id,
            "ciphertext": closed.ciphertext,
            "wrapped_key": closed.wrapped,
            "created_at": self._now(),
            "key_id": self._seal.key_id,
            "applicant": self._counted_by(payload),
        }
        table = sealed_complaints
        with writing(self._engine) as connection:
            entry = insert_into(connection, table).values(**row).on_conflict_do_nothing(index_elements=[table.c.key])
            connection.execute(entry)
            return str(connection.execute(select(table.c.id).where(table.c.key == row["key"])).scalar_one())

    def unseal(self, sealed_id: str) -> dict[str, Any]:
        """Open a sealed complaint."""
        table = sealed_complaints
        with reading(self._engine) as connection:
            row = connection.execute(select(table).where(table.c.id == sealed_id)).one_or_none()
        if row is None:
            raise SealBroken("unknown-sealed", f"没有编号为“{sealed_id}”的封存信息", field="sealed")
        if row.erased_at is not None:
            sentence = f"封存信息“{sealed_id}”的密钥已于{row.erased_at:%Y-%m-%d}销毁，所封存的身份和原文不能再启封"
            raise SealBroken("erased", sentence, field="sealed")
        try:
            return self._opened(row)
        except NotOpened as error:
            keys = f"封存密钥是{row.key_id}，当前密钥是{'、'.join(sorted(self._seal.known))}"
            sentence = f"封存信息“{sealed_id}”无法启封：{keys}；请改用原密钥"
            raise SealBroken("other-key", sentence, field="sealed") from error

    def names(self, file_no: str) -> tuple[str, ...]:
        """Return who reported in a file and how they are reached, so that no text of the file says it.

        Where nobody is sealed, or nobody here can open the seal, there is nothing to compare with.
        """
        table = sealed_complaints
        with reading(self._engine) as connection:
            row = connection.execute(select(table).where(table.c.key == file_no)).one_or_none()
        try:
            return named_in(self._opened(row)) if row is not None and row.erased_at is None else ()
        except NotOpened:
            log.warning("seal_not_opened", file_no=file_no)
            return ()

    def of_the_same_applicant(self, file_no: str) -> tuple[str, ...]:
        """Return the files of all requests of the applicant of one, that one included (同一申请人).

        Empty where it is not known who applies beyond a name, or nobody here can open the seal.
        """
        table = sealed_complaints
        with reading(self._engine) as connection:
            row = connection.execute(select(table).where(table.c.key == file_no)).one_or_none()
            if row is None or row.erased_at is not None:
                return ()
            try:
                known = self._seal.digests(said) if (said := applicant_of(self._opened(row))) else ()
            except NotOpened:
                log.warning("seal_not_opened", file_no=file_no)
                return ()
            query = select(table.c.key).where(table.c.applicant.in_(known)).order_by(table.c.key)
            return tuple(dict.fromkeys((file_no, *connection.execute(query).scalars()))) if known else ()

    def _counted_by(self, payload: Mapping[str, Any]) -> str | None:
        """Return by what an applicant's requests are counted; None where the same words may be another's."""
        said = applicant_of(payload)
        return self._seal.digests(said)[0] if said else None

    def is_erased(self, sealed_id: str) -> bool:
        """Tell whether the key of a sealed complaint was destroyed."""
        query = select(sealed_complaints.c.erased_at).where(sealed_complaints.c.id == sealed_id)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar() is not None

    def erase(self, sealed_id: str) -> bool:
        """Destroy the key of a sealed complaint, and tell whether there was one: nobody opens it any more.

        What tells its content from another's under the sender's key goes as well: it would let a guess be tried.
        """
        table = sealed_complaints
        with writing(self._engine) as connection:
            here = (table.c.id == sealed_id) & table.c.erased_at.is_(None)
            file_no = connection.execute(select(table.c.key).where(here)).scalar()
            if file_no is None:
                return False
            connection.execute(update(table).where(here).values(**DESTROYED, erased_at=self._now()))
            connection.execute(update(file_numbers).where(file_numbers.c.file_no == file_no).values(digest=sealed_id))
        return True

    def rewrap(self) -> Rewrapped:
        """Have every complaint's key wrapped by the first key; what was sealed without one gets its own.

        An application without the digest by which its applicant is counted gets it, under whichever key it is.
        """
        table, done, not_opened, after = sealed_complaints, 0, 0, ""
        lacking = (table.c.key_id != self._seal.key_id, table.c.wrapped_key.is_(None), table.c.applicant.is_(None))
        old = table.c.erased_at.is_(None) & or_(*lacking)
        while True:
            with writing(self._engine) as connection:
                query = select(table).where(old, table.c.id > after).order_by(table.c.id).limit(AT_A_TIME)
                rows = connection.execute(query).all()
                for row in rows:
                    try:
                        counted = self._counted_by(self._opened(row))
                        if counted is None and self._is_wrapped(row):
                            continue
                        closed = self._closed_anew(row)
                    except NotOpened:
                        not_opened += 1
                        continue
                    values = {"ciphertext": closed.ciphertext, "wrapped_key": closed.wrapped, "applicant": counted}
                    entry = update(table).where(table.c.id == row.id, table.c.erased_at.is_(None))
                    connection.execute(entry.values(**values, key_id=self._seal.key_id))
                    done += 1
            if not rows:
                return Rewrapped(done, not_opened)
            after = rows[-1].id

    def _opened(self, row: Row[Any]) -> dict[str, Any]:
        if row.wrapped_key is None:
            return self._seal.open(row.ciphertext)
        return self._seal.open_for(row.id, Closed(row.ciphertext, row.wrapped_key), row.key_id)

    def _is_wrapped(self, row: Row[Any]) -> bool:
        return row.wrapped_key is not None and row.key_id == self._seal.key_id

    def _closed_anew(self, row: Row[Any]) -> Closed:
        if row.wrapped_key is None:
            return self._seal.close_for(row.id, self._seal.open(row.ciphertext))
        return Closed(row.ciphertext, self._seal.wrapped_anew(row.id, row.wrapped_key, row.key_id))


NAMING = ("reporter", "contact", "applicant", "identity")
"""The parts of what is sealed that say who it is."""
SHORTEST_NUMBER = 6
"""Signs of the number of an identity document; what is shorter tells nobody from others."""


def named_in(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return who reported or applies, and how they are reached, of what is sealed or about to be."""
    return tuple(said for part in NAMING if (said := str(payload.get(part, "")).strip()))


def applicant_of(payload: Mapping[str, Any]) -> str:
    """Return by which words an applicant is told from others, in one spelling; empty where there is a name alone."""
    name, identity, contact = (_plain(payload.get(part, "")) for part in ("applicant", "identity", "contact"))
    if not any(part in payload for part in ("applicant", "identity")):
        return ""
    number = "".join(sign for sign in identity if sign.isascii() and sign.isalnum())
    if len(number) >= SHORTEST_NUMBER:
        return number
    return f"{name} {contact}" if name and contact else ""


def _plain(said: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(said)).split()).upper()
