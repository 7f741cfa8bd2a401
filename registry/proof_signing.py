"""Proofs signed (期限证明的签名): Ed25519 over canonical JSON (RFC 8785), checked with the public key alone."""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any, Literal

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from database.private_files import kept_key
from models.values import Value
from settings import Settings

ALGORITHM: Literal["Ed25519"] = "Ed25519"
SIGNATURE = "signature"


class PublicKey(Value):
    """The key with which anybody checks the proofs of this bureau."""

    algorithm: Literal["Ed25519"] = ALGORITHM
    key: str
    """Its short name: the first 16 hex digits of the SHA-256 of the raw key."""
    public_key: str
    """The raw key, base64."""
    pem: str


class Signer:
    """The key of this bureau."""

    def __init__(self, seed: str) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(base64.urlsafe_b64decode(seed))
        self.public = published(self._key.public_key())

    @classmethod
    def from_settings(cls, settings: Settings) -> "Signer":
        """Return the signer of the settings; at a first start a key is made and kept in the var folder."""
        given = settings.proof_key
        return cls(given.get_secret_value() if given else kept_key(settings.var / "proof.key"))

    def signed(self, proof: Mapping[str, Any]) -> dict[str, Any]:
        """Return a proof with its signature."""
        value = base64.b64encode(self._key.sign(_said(proof))).decode()
        return {**proof, SIGNATURE: {"algorithm": ALGORITHM, "key": self.public.key, "value": value}}


def published(key: Ed25519PublicKey) -> PublicKey:
    """Return a public key as it is published."""
    raw = key.public_bytes(Encoding.Raw, PublicFormat.Raw)
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return PublicKey(key=hashlib.sha256(raw).hexdigest()[:16], public_key=base64.b64encode(raw).decode(), pem=pem)


def key_of(text: str) -> Ed25519PublicKey:
    """Return the public key of a PEM, or of raw base64; raise ValueError where it is none."""
    if "BEGIN PUBLIC KEY" in text:
        key = load_pem_public_key(text.encode())
        if isinstance(key, Ed25519PublicKey):
            return key
        raise ValueError("不是 Ed25519 公钥")
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))


def fault_of(proof: Mapping[str, Any], key: Ed25519PublicKey) -> str:
    """Return why a proof is not as this key signed it; nothing when it is."""
    signature = proof.get(SIGNATURE)
    if not isinstance(signature, dict) or signature.get("algorithm") != ALGORITHM:
        return "没有 Ed25519 签名"
    if signature.get("key") != published(key).key:
        return f"是用另一把密钥（{signature.get('key')}）签名的，所给公钥是{published(key).key}"
    try:
        key.verify(base64.b64decode(str(signature.get("value")), validate=True), _said(proof))
    except (InvalidSignature, ValueError):
        return "签名与内容不符，证明在签名以后被改动过"
    return ""


def _said(proof: Mapping[str, Any]) -> bytes:
    return rfc8785.dumps({name: value for name, value in proof.items() if name != SIGNATURE})
