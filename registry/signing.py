"""The secret that signs what is sent to another system (签名密钥), as Standard Webhooks has it: made here, or checked."""

import base64
import binascii
import secrets

PREFIX = "whsec_"
LENGTH, FEWEST = 32, 24
"""How many bytes we make, and how many there must be."""


def made_secret() -> str:
    """Return a new secret."""
    return PREFIX + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def can_sign(secret: str) -> bool:
    """Tell whether a secret has its form and is long enough."""
    try:
        kept = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        return False
    return secret.startswith(PREFIX) and len(kept) >= FEWEST
