"""What a form sends (表单): its fields as text, looked at as closely as JSON is at the intake."""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from api.intake import FORMS, LONGEST, is_text
from api.problems import bad_request, impossible

MOST_FIELDS = 100

Fields = Mapping[str, Sequence[str]]
"""What was entered, by field; a field may stand several times."""


@asynccontextmanager
async def form_of(request: Request, *, most_files: int = 0) -> AsyncIterator[FormData]:
    """Give the form that a request sends, its files closed at the end; refuse another kind of body."""
    if not request.headers.get("content-type", "").startswith(FORMS):
        raise bad_request("no-form", f"请求正文须为表单（{'或者'.join(FORMS)}）")
    try:
        form = await request.form(max_files=most_files, max_fields=MOST_FIELDS)
    except HTTPException:
        sentence = f"表单不能读取：可能不完整，或者超过{MOST_FIELDS}个字段、{most_files}个文件，或者一项文字过长"
        raise bad_request("bad-form", sentence) from None
    try:
        yield form
    finally:
        await form.close()


def fields_of(form: FormData) -> Fields:
    """Return the fields of text; refuse too many, one that is too long, or one that is no text."""
    said: dict[str, list[str]] = {}
    for count, (name, value) in enumerate(_texts(form), start=1):
        if count > MOST_FIELDS:
            raise impossible("too-many-values", f"表单最多{MOST_FIELDS}个字段，请分次提交")
        if max(len(name), len(value)) > LONGEST:
            raise impossible("text-too-long", f"一项文字最多{LONGEST}个字", field=name[:64])
        if not (is_text(name) and is_text(value)):
            raise impossible("not-text", "文字中含有不能录入的字符（空字符或者不成对的代理码位），请删去")
        said.setdefault(name, []).append(value)
    return said


def files_of(form: FormData, name: str) -> list[UploadFile]:
    """Return the files that were chosen in a field; one left empty was not chosen."""
    return [file for file in form.getlist(name) if isinstance(file, UploadFile) and file.filename]


def _texts(form: FormData) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in form.multi_items() if isinstance(value, str))
