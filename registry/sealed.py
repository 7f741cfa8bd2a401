"""The keys that seal (封存密钥): they stand outside the database, and wrap a key of its own for each complaint.

Rules:
1. What is sealed of a complaint is encrypted under a key of its own (AES-256-GCM), bound to its row; that key is kept
   beside it, wrapped by one of these.
2. The first key wraps, all unwrap: a new one is put before the old one, everything is wrapped anew (`Sealed.rewrap`
   in `registry/complainants.py`), and only then the old one is taken away. Nothing has to stop meanwhile.
3. What was sealed before complaints had keys of their own (Fernet) is read under the same keys.
"""

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from database.private_files import kept_key
from settings import KEY_BYTES, Settings

NONCE = 12
WRAPS = b"gridcase/complaint/wrapping"
"""What a key is derived for, so that the same secret does not encrypt in two ways."""
COUNTS = b"gridcase/applicant/counting"
"""The same for telling whether two requests are of one applicant."""
BETWEEN = re.compile(r"[\s,]+")
"""What stands between keys, in the environment or in a file."""


class NotOpened(Exception):  # noqa: N818  an answer, not an error
    """None of these keys opens what is sealed."""


class Closed(NamedTuple):
    """What is sealed, and the key that opens it, wrapped by the first of ours; both say nothing to anybody else."""

    ciphertext: bytes
    wrapped: bytes


class Rewrapped(NamedTuple):
    """What came of closing everything under the first key: how many are, and how many no key here opens."""

    done: int
    not_opened: int


class Seal:
    """The keys of an office, the one that wraps first."""

    def __init__(self, *keys: str) -> None:
        self._wraps = {_id_of(key): AESGCM(_derived(key)) for key in keys}
        self._fernet = MultiFernet([Fernet(key) for key in keys])
        self._counting = tuple(_derived(key, COUNTS) for key in keys)
        self.key_id = _id_of(keys[0])

    @classmethod
    def from_settings(cls, settings: Settings) -> "Seal":
        """Return the seal of the settings; at a first local start a key is made and kept in the var folder."""
        if settings.seal_key is not None:
            return cls(*_valid(settings.seal_key.get_secret_value()))
        if settings.seal_key_file is not None:
            return cls(*_valid(settings.seal_key_file.read_text("ascii")))
        return cls(*_valid(kept_key(settings.var / "seal.key")))

    @property
    def known(self) -> frozenset[str]:
        """Return the short names of the keys."""
        return frozenset(self._wraps)

    def close(self, payload: Mapping[str, Any]) -> bytes:
        """Return the ciphertext of a secret of the office's own, that is not anybody's personal data."""
        return self._fernet.encrypt(_written(payload))

    def open(self, ciphertext: bytes) -> dict[str, Any]:
        """Return what `close` has closed, under whichever of the keys."""
        try:
            return _read(self._fernet.decrypt(ciphertext))
        except InvalidToken:
            raise NotOpened from None

    def closed_anew(self, ciphertext: bytes) -> bytes:
        """Return what `close` has closed, closed under the first key."""
        try:
            return self._fernet.rotate(ciphertext)
        except InvalidToken:
            raise NotOpened from None

    def close_for(self, row: str, payload: Mapping[str, Any]) -> Closed:
        """Return what is sealed under a key of its own; nobody can pass it off as another row's."""
        own = secrets.token_bytes(KEY_BYTES)
        return Closed(_encrypted(AESGCM(own), _written(payload), row), self._wrapped(row, own))

    def open_for(self, row: str, closed: Closed, key_id: str) -> dict[str, Any]:
        """Return what `close_for` has sealed, its key wrapped under the key of this name."""
        try:
            return _read(_decrypted(AESGCM(self._unwrapped(row, closed.wrapped, key_id)), closed.ciphertext, row))
        except (InvalidTag, ValueError):
            raise NotOpened from None

    def wrapped_anew(self, row: str, wrapped: bytes, key_id: str) -> bytes:
        """Return the key of one complaint, wrapped by the first of ours; what it opens is not touched."""
        return self._wrapped(row, self._unwrapped(row, wrapped, key_id))

    def digests(self, said: str) -> tuple[str, ...]:
        """Return by what the same words are known again without being kept, under each key, the first one first."""
        return tuple(hmac.new(key, said.encode(), hashlib.sha256).hexdigest() for key in self._counting)

    def _wrapped(self, row: str, own: bytes) -> bytes:
        return _encrypted(self._wraps[self.key_id], own, row)

    def _unwrapped(self, row: str, wrapped: bytes, key_id: str) -> bytes:
        wrapping = self._wraps.get(key_id)
        if wrapping is None:
            raise NotOpened
        try:
            return _decrypted(wrapping, wrapped, row)
        except (InvalidTag, ValueError):
            raise NotOpened from None


def _encrypted(cipher: AESGCM, data: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + cipher.encrypt(nonce, data, bound_to.encode())


def _decrypted(cipher: AESGCM, data: bytes, bound_to: str) -> bytes:
    return cipher.decrypt(data[:NONCE], data[NONCE:], bound_to.encode())


def _written(payload: Mapping[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


def _read(data: bytes) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(data)
    return payload


def _id_of(key: str) -> str:
    return hashlib.sha256(base64.urlsafe_b64decode(key)).hexdigest()[:8]


def _derived(key: str, purpose: bytes = WRAPS) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=purpose).derive(base64.urlsafe_b64decode(key))


def _valid(given: str) -> tuple[str, ...]:
    keys = tuple(key for key in BETWEEN.split(given) if key)
    try:
        for key in keys:
            Fernet(key)
    except ValueError:
        keys = ()
    if not keys:
        raise ValueError(
            "封存密钥（GRIDCASE_SEAL_KEY 或者 GRIDCASE_SEAL_KEY_FILE 所指的文件）不是有效密钥：每把应为32字节的 "
            "urlsafe base64（Fernet），多把以逗号或者换行分隔，新的在前"
        )
    return keys
