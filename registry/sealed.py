"""Complainants and their words, sealed: only ciphertext is kept, under a key that the database does not hold."""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import Engine, select

from database.connection import insert_into, reading
from database.private_files import kept_key
from registry.errors import SealBroken
from registry.tables import sealed_complaints
from settings import Settings

log = structlog.get_logger()


class Seal:
    """A sealing key (Fernet) and its short name."""

    def __init__(self, key: str) -> None:
        self._fernet = Fernet(key)
        self.key_id = hashlib.sha256(base64.urlsafe_b64decode(key)).hexdigest()[:8]

    @classmethod
    def from_settings(cls, settings: Settings) -> "Seal":
        """Return the seal of the settings; at a first local start a key is made and kept in the var folder."""
        if settings.seal_key is not None:
            return cls(_valid(settings.seal_key.get_secret_value()))
        return cls(_valid(kept_key(settings.var / "seal.key")))

    def close(self, payload: Mapping[str, Any]) -> bytes:
        """Return the ciphertext of a payload."""
        return self._fernet.encrypt(json.dumps(payload, ensure_ascii=False).encode())

    def open(self, ciphertext: bytes) -> dict[str, Any]:
        """Return the payload of a ciphertext."""
        payload: dict[str, Any] = json.loads(self._fernet.decrypt(ciphertext))
        return payload


class Sealed:
    """The one table of complainants' identities (举报人信息)."""

    def __init__(self, engine: Engine, seal: Seal, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._seal = seal
        self._now = now

    def seal(self, payload: Mapping[str, Any], *, key: str | None = None) -> str:
        """Seal who complained and in what words, and return the number; the same `key` is sealed once."""
        row = {
            "id": f"s-{secrets.token_hex(12)}",
            "ciphertext": self._seal.close(payload),
            "created_at": self._now(),
            "key_id": self._seal.key_id,
        }
        row["key"] = key or row["id"]
        table = sealed_complaints
        with self._engine.begin() as connection:
            entry = insert_into(connection, table).values(**row).on_conflict_do_nothing(index_elements=[table.c.key])
            connection.execute(entry)
            return str(connection.execute(select(table.c.id).where(table.c.key == row["key"])).scalar_one())

    def unseal(self, sealed_id: str) -> dict[str, Any]:
        """Open a sealed complaint."""
        table = sealed_complaints
        query = select(table.c.ciphertext, table.c.key_id).where(table.c.id == sealed_id)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise SealBroken("unknown-sealed", f"没有编号为“{sealed_id}”的封存信息", field="sealed")
        try:
            return self._seal.open(row.ciphertext)
        except InvalidToken as error:
            keys = f"封存密钥是{row.key_id}，当前密钥是{self._seal.key_id}"
            sentence = f"封存信息“{sealed_id}”无法启封：{keys}；请改用原密钥"
            raise SealBroken("other-key", sentence, field="sealed") from error

    def names(self, file_no: str) -> tuple[str, ...]:
        """Return who reported in a file and how they are reached, so that no text of the file says it.

        Where nobody is sealed, or nobody here can open the seal, there is nothing to compare with.
        """
        table = sealed_complaints
        with reading(self._engine) as connection:
            ciphertext = connection.execute(select(table.c.ciphertext).where(table.c.key == file_no)).scalar()
        try:
            payload = self._seal.open(ciphertext) if ciphertext is not None else {}
        except InvalidToken:
            log.warning("seal_not_opened", file_no=file_no)
            return ()
        return named_in(payload)


def named_in(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Return who reported, and how they are reached, of what is sealed or about to be."""
    return tuple(said for part in ("reporter", "contact") if (said := str(payload.get(part, "")).strip()))


def _valid(key: str) -> str:
    try:
        Fernet(key)
    except ValueError as error:
        raise ValueError("GRIDCASE_SEAL_KEY 不是有效密钥：应为32字节的 urlsafe base64（Fernet）") from error
    return key
