"""Forms as they come over the wire: UTF-8 however it is written, nothing else; a line break counts as one character."""

import pytest
from starlette.requests import Request
from starlette.types import Message

from api.doors.fields import fields_as_sent, fields_of, form_of
from api.problems import Refusal

PAIRS = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
SAID = "衡山县，沟渠发黑 é"


def posted(kind: str, body: bytes) -> Request:
    """Return a request with a form."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    headers = [(b"content-type", kind.encode())]
    return Request({"type": "http", "method": "POST", "headers": headers, "path": "/", "query_string": b""}, receive)


def part(value: bytes, name: bytes = b"text") -> bytes:
    """Return a form of one part."""
    return b'--x\r\nContent-Disposition: form-data; name="' + name + b'"\r\n\r\n' + value + b"\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (PAIRS, f"text={SAID}".encode()),
        (PAIRS, "text=衡山县%EF%BC%8C沟渠发黑+%C3%A9".encode()),
        (f"{PAIRS}; charset=gbk", f"text={SAID}".encode()),
        (PARTS, part(SAID.encode())),
        (f"{PARTS}; charset=gbk", part(SAID.encode())),
    ],
    ids=["bare", "part percent", "pairs that say another", "parts", "parts that say another"],
)
async def test_utf_8_is_read_as_such_however_it_is_written(kind: str, body: bytes) -> None:
    """With percent signs, without them, and whatever encoding the form says it has."""
    async with form_of(posted(kind, body)) as form:
        assert {"text": [SAID]} == fields_of(form)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (PAIRS, "text=衡山县".encode("gbk")),
        (PAIRS, b"text=%BA%E2"),
        (PAIRS, b"text=%ED%A0%80"),
        (PARTS, part("衡山县".encode("gbk"))),
        (f"{PARTS}; charset=gbk", part("衡山县".encode("gbk"))),
        (PARTS, part(b"x", "衡山县".encode("gbk"))),
        (f"{PARTS}; charset*=utf-8''gbk", part("衡山县".encode("gbk"))),
    ],
    ids=["bare", "percent", "half a character", "part", "part that says so", "name", "said otherwise"],
)
async def test_what_is_not_utf_8_is_refused_in_a_sentence(kind: str, body: bytes) -> None:
    """Neither Latin-1 nor a question mark is put in its place: what was sealed could not be read again."""
    with pytest.raises(Refusal, match="UTF-8") as refused:
        async with form_of(posted(kind, body)):
            pass

    assert (400, "not-utf-8") == (refused.value.status, refused.value.code)


async def test_a_line_break_counts_as_one_character_and_each_field_is_said_apart() -> None:
    """Browsers count it as one and send two; what cannot be taken is named by its field, and comes out all the same."""
    full = "甲" * 3999 + "\r\n"
    body = part(full.encode()).removesuffix(b"--x--\r\n") + part(full.encode() + b"x", b"place")
    async with form_of(posted(PARTS, body)) as form:
        said, wrong = fields_as_sent(form)
        with pytest.raises(Refusal, match="4000"):
            fields_of(form)

    assert ("甲" * 3999 + "\n", {"place": "text-too-long"}) == (
        said["text"][0],
        {name: refusal.code for name, refusal in wrong.items()},
    )
    assert 4001 == len(said["place"][0])
