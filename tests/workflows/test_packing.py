"""Payloads are compressed, and encrypted where there is a key; what was written before is read as it is."""

import base64
import secrets

import pytest
from cryptography.exceptions import InvalidTag
from pydantic import SecretStr, ValidationError
from temporalio.api.common.v1 import Payload
from temporalio.api.failure.v1 import Failure
from temporalio.exceptions import ApplicationError

from activities.weighing import BZ2, SMALL, ZLIB
from settings import Settings
from workflows.packing import AES, Packing
from workflows.wire import data_converter

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT = "检查发现排口外排污水，已拍照、取样。"


def key() -> str:
    """Return a fresh key."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def said(length: int) -> Payload:
    """Return a payload of about so many bytes."""
    data = (TEXT * (length // len(TEXT.encode()) + 1)).encode()
    return Payload(metadata={"encoding": b"json/plain"}, data=data)


@pytest.mark.parametrize(("length", "encoding"), [(200, b"json/plain"), (SMALL, ZLIB), (1_000_000, BZ2)])
async def test_what_is_long_is_compressed(length: int, encoding: bytes) -> None:
    """A short payload stays readable where operations look at it."""
    payload = said(length)

    [packed] = await Packing().encode([payload])

    assert encoding == packed.metadata["encoding"]
    assert len(packed.data) <= len(payload.data)
    assert [payload] == await Packing().decode([packed])


async def test_what_was_written_before_is_read_as_it_is() -> None:
    """Histories from before anything was packed, of any length, also where there is a key now."""
    for length in (10, 1_000_000):
        assert [said(length)] == await Packing().decode([said(length)])
        assert [said(length)] == await Packing([key()]).decode([said(length)])


async def test_what_cannot_be_made_smaller_is_left() -> None:
    """Chance has nothing to leave out."""
    payload = Payload(metadata={"encoding": b"binary/plain"}, data=secrets.token_bytes(SMALL))

    assert [payload] == await Packing().encode([payload])


@pytest.mark.parametrize("length", [10, 100_000])
async def test_with_a_key_nothing_is_in_clear(length: int) -> None:
    """Every payload is encrypted, the short ones too, and never twice the same."""
    packing = Packing([key()])

    [first], [second] = await packing.encode([said(length)]), await packing.encode([said(length)])

    assert AES == first.metadata["encoding"]
    assert first.data != second.data
    assert "排口".encode() not in first.SerializeToString()
    assert [said(length)] == await packing.decode([first])


async def test_an_old_key_still_reads() -> None:
    """A new key is put before the old one; without the old one it is said which is missing."""
    old, new = key(), key()
    [packed] = await Packing([old]).encode([said(50)])

    assert [said(50)] == await Packing([new, old]).decode([packed])
    with pytest.raises(ValueError, match="GRIDCASE_PAYLOAD_KEYS"):
        await Packing([new]).decode([packed])


async def test_a_payload_that_was_changed_is_not_read() -> None:
    """Encryption is authenticated."""
    packing = Packing([key()])
    [packed] = await packing.encode([said(50)])
    packed.data = packed.data[:-1] + bytes([packed.data[-1] ^ 1])

    with pytest.raises(InvalidTag):
        await packing.decode([packed])


async def test_values_go_over_the_wire_encrypted() -> None:
    """The converter of every client packs."""
    converter = data_converter([key()])

    payloads = await converter.encode(["排口外排污水"])

    assert ["排口外排污水"] == await converter.decode(payloads, [str])
    assert "排口".encode() not in payloads[0].SerializeToString()


@pytest.mark.parametrize("given", ["abc", "abc,", base64.urlsafe_b64encode(b"x" * 16).decode()])
async def test_a_key_that_is_none_is_told_at_the_start(given: str) -> None:
    """Not at the first payload."""
    with pytest.raises(ValidationError, match="GRIDCASE_PAYLOAD_KEYS"):
        Settings(payload_keys=SecretStr(given))


async def test_keys_are_given_in_order() -> None:
    """The first one encrypts; none is none."""
    first, second = key(), key()

    assert (first, second) == Settings(payload_keys=SecretStr(f"{first}, {second}")).wire_keys
    assert () == Settings(payload_keys=SecretStr("")).wire_keys


async def test_what_a_failure_says_is_encrypted_as_well() -> None:
    """A message may repeat what somebody wrote; with a key it is read by who has it, without one as it is."""
    for keys in ((key(),), ()):
        converter, failure = data_converter(keys), Failure()
        await converter.encode_failure(ApplicationError(TEXT, type="Fault"), failure)

        assert bool(keys) is (TEXT.encode() not in failure.SerializeToString())
        told = await converter.decode_failure(failure)
        assert isinstance(told, ApplicationError)
        assert (TEXT, "Fault") == (told.message, told.type)
