"""How payloads are packed on their way to the engine and in its histories: compressed, and encrypted under a key.

Rules:
1. What is small stays as it is, readable in the Temporal UI (unless there is a key).
2. How a payload is packed stands in its `encoding`; one that says nothing of it is read as it is, for ever.
3. A key is never taken away while a history holds what was encrypted under it: a new one is put before it.
"""

import asyncio
import base64
import bz2
import hashlib
import secrets
import zlib
from collections.abc import Callable, Sequence

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from temporalio.api.common.v1 import Payload
from temporalio.converter import PayloadCodec

from activities.weighing import BZ2, LARGE, SMALL, ZLIB, compressed

AES = b"binary/aes-gcm"
BIGGEST = 256 * 1024 * 1024
"""What no payload of ours can unpack to: whoever sends more means harm."""
NONCE = 12
KEY_ID = "key-id"


class Packing(PayloadCodec):
    """Compresses, and encrypts under the first of some keys (AES-256-GCM); reads whatever was packed in any way."""

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._keys = {_key_id(key): AESGCM(base64.urlsafe_b64decode(key)) for key in keys}

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Pack payloads; the long ones off the loop, which has other files to carry."""
        return [await self._off_the_loop(self._packed, payload) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Unpack payloads, those from before among them."""
        return [await self._off_the_loop(self._unpacked, payload) for payload in payloads]

    async def _off_the_loop(self, work: Callable[[Payload], Payload], payload: Payload) -> Payload:
        if len(payload.data) < LARGE:
            return work(payload)
        return await asyncio.to_thread(work, payload)

    def _packed(self, payload: Payload) -> Payload:
        return self._encrypted(_compressed(payload))

    def _unpacked(self, payload: Payload) -> Payload:
        return _expanded(self._decrypted(payload))

    def _encrypted(self, payload: Payload) -> Payload:
        if not self._keys:
            return payload
        key_id, cipher = next(iter(self._keys.items()))
        nonce = secrets.token_bytes(NONCE)
        data = nonce + cipher.encrypt(nonce, payload.SerializeToString(), key_id.encode())
        return Payload(metadata={"encoding": AES, KEY_ID: key_id.encode()}, data=data)

    def _decrypted(self, payload: Payload) -> Payload:
        if payload.metadata.get("encoding") != AES:
            return payload
        key_id = payload.metadata[KEY_ID]
        cipher = self._keys.get(key_id.decode())
        if cipher is None:
            raise ValueError(f"内容以密钥{key_id.decode()}加密，设置中没有这把密钥（GRIDCASE_PAYLOAD_KEYS）")
        return Payload.FromString(cipher.decrypt(payload.data[:NONCE], payload.data[NONCE:], key_id))


def _key_id(key: str) -> str:
    return hashlib.sha256(base64.urlsafe_b64decode(key)).hexdigest()[:8]


def _compressed(payload: Payload) -> Payload:
    """Return a payload compressed, or as it is where that makes it no smaller."""
    packed = compressed(payload.SerializeToString()) if len(payload.data) >= SMALL else None
    return Payload(metadata={"encoding": packed[0]}, data=packed[1]) if packed else payload


def _expanded(payload: Payload) -> Payload:
    encoding = payload.metadata.get("encoding")
    if encoding == ZLIB:
        return Payload.FromString(zlib.decompressobj().decompress(payload.data, BIGGEST))
    if encoding == BZ2:
        return Payload.FromString(bz2.BZ2Decompressor().decompress(payload.data, BIGGEST))
    return payload
