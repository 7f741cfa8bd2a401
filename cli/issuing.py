"""What is entered in the register itself: tokens, other systems, grants (`gridcase token`, `gridcase system`)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Engine

from cli.docket import docket
from cli.speech import Exit, Failed
from registry import access
from registry.entries import DatedGrant, System
from registry.errors import RegisterError
from registry.people import People
from registry.places import Places
from registry.sealed import Seal
from registry.systems import grant, grants_of, register_system, registered_systems, rotate_secret
from settings import Settings


def issue(settings: Settings, subject: str, kind: Literal["person", "system"], expires: datetime | None) -> str:
    """Return a new token of a person or system; refuse one for somebody the register does not have."""
    with docket(settings) as database:
        if kind == "system":
            _known_system(database, subject)
        else:
            _known_person(database, subject)
        return access.issue_token(database, subject, kind, expires_at=expires)


def revoke(settings: Settings, token: str) -> bool:
    """Make a token worthless at once; tell whether it was known."""
    with docket(settings) as database:
        return access.revoke_token(database, token)


def enter(settings: Settings, system: System, secret: str) -> None:
    """Enter another system, or change its name, where it takes feedback, and the secret that signs it."""
    with docket(settings) as database:
        register_system(database, system, secret, Seal.from_settings(settings))


def rotated(settings: Settings, system: str, until: datetime) -> str:
    """Return a new secret of a system; the former one holds until an instant."""
    with docket(settings) as database:
        _known_system(database, system)
        secret = rotate_secret(database, system, Seal.from_settings(settings), until)
    if secret is None:
        raise Failed(Exit.REFUSED, f"外部系统{system}没有签名密钥；先用 gridcase system add 登记反馈地址")
    return secret


def systems(settings: Settings, system: str) -> Sequence[System | DatedGrant]:
    """Return the other systems; of one that is named, everything it was granted."""
    with docket(settings) as database:
        if not system:
            return registered_systems(database)
        _known_system(database, system)
        return grants_of(database, system)


def granted(settings: Settings, given: DatedGrant) -> None:
    """Let a system do an act; refuse a system or a unit that the register does not have."""
    with docket(settings) as database:
        _known_system(database, given.system)
        try:
            _ = given.unit and Places(database).unit(given.unit)
        except RegisterError as error:
            raise Failed(Exit.NOT_FOUND, error.sentence) from None
        grant(database, given)


def _known_system(database: Engine, subject: str) -> None:
    if subject not in {system.id for system in registered_systems(database)}:
        raise Failed(Exit.NOT_FOUND, f"登记簿中没有编号为“{subject}”的外部系统")


def _known_person(database: Engine, subject: str) -> None:
    try:
        People(database).person(subject)
    except RegisterError as error:
        raise Failed(Exit.NOT_FOUND, error.sentence) from None
