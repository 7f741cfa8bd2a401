"""What a form sends (表单): its fields as text, in UTF-8 alone, looked at as closely as JSON is at the intake."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from email.message import Message
from urllib.parse import parse_qsl

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from api.intake import FORMS, LONGEST, PAIRS, is_text
from api.problems import Refusal, bad_request, impossible

MOST_FIELDS = 100
AS_BYTES = "latin-1"
"""The one encoding that gives back every byte as it came; what a form says of its own encoding is not asked."""

Values = list[tuple[str, str | UploadFile]]
Fields = Mapping[str, Sequence[str]]
"""What was entered, by field; a field may stand several times."""


@asynccontextmanager
async def form_of(request: Request, *, most_files: int = 0) -> AsyncIterator[FormData]:
    """Give the form that a request sends, its files closed at the end; refuse another kind of body, or encoding."""
    said = request.headers.get("content-type", "")
    if not said.startswith(FORMS):
        raise bad_request("no-form", f"请求正文须为表单（{'或者'.join(FORMS)}）")
    try:
        form = await (_pairs(request) if said.startswith(PAIRS) else _parts(request, said, most_files))
    except UnicodeError:
        raise bad_request("not-utf-8", "表单中的文字不是 UTF-8 编码，没有提交；请改用 UTF-8 编码后重新提交") from None
    except (MultiPartException, ValueError):
        sentence = f"表单不能读取：可能不完整，或者超过{MOST_FIELDS}个字段、{most_files}个文件，或者一项文字过长"
        raise bad_request("bad-form", sentence) from None
    try:
        yield form
    finally:
        await form.close()


async def _pairs(request: Request) -> FormData:
    """Read pairs whose values may be percent-encoded or not: Starlette takes bare UTF-8 for Latin-1."""
    text = (await request.body()).decode("utf-8")
    pairs: Values = [*parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)]
    return FormData(pairs)


async def _parts(request: Request, said: str, most_files: int) -> FormData:
    """Read parts; Starlette takes for Latin-1 what is not in the encoding that the form names."""
    told = Message()
    told["content-type"] = said
    told.set_param("charset", AS_BYTES)
    headers = Headers({"content-type": str(told["content-type"])})
    form = await MultiPartParser(headers, request.stream(), max_files=most_files, max_fields=MOST_FIELDS).parse()
    try:
        read: Values = [
            (_utf_8(name), _utf_8(value) if isinstance(value, str) else value) for name, value in form.multi_items()
        ]
        return FormData(read)
    except UnicodeError:
        await form.close()
        raise


def _utf_8(read: str) -> str:
    return read.encode(AS_BYTES).decode("utf-8")


def fields_of(form: FormData) -> Fields:
    """Return the fields of text; refuse too many, one that is too long, or one that is no text."""
    said, wrong = fields_as_sent(form)
    for refusal in wrong.values():
        raise refusal
    return said


def fields_as_sent(form: FormData) -> tuple[Fields, Mapping[str, Refusal]]:
    """Return the fields of text as they came, and why those cannot be taken that cannot; refuse too many.

    A line break counts as one character, as a browser counts it that sends two.
    """
    said: dict[str, list[str]] = {}
    wrong: dict[str, Refusal] = {}
    for count, (name, sent) in enumerate(_texts(form), start=1):
        if count > MOST_FIELDS:
            raise impossible("too-many-values", f"表单最多{MOST_FIELDS}个字段，请分次提交")
        value = sent.replace("\r\n", "\n").replace("\r", "\n")
        if max(len(name), len(value)) > LONGEST:
            wrong[name] = impossible("text-too-long", f"一项文字最多{LONGEST}个字", field=name[:64])
        elif not (is_text(name) and is_text(value)):
            sentence = "文字中含有不能录入的字符（空字符或者不成对的代理码位），请删去"
            wrong[name] = impossible("not-text", sentence)
        said.setdefault(name, []).append(value)
    return said, wrong


def files_of(form: FormData, name: str) -> list[UploadFile]:
    """Return the files that were chosen in a field; one left empty was not chosen."""
    return [file for file in form.getlist(name) if isinstance(file, UploadFile) and file.filename]


def _texts(form: FormData) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in form.multi_items() if isinstance(value, str))
