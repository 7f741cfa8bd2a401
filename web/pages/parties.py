"""Parties (当事人): looked for and entered in the register; also as one types, beside a field of a form."""

from collections.abc import Iterable
from http import HTTPStatus

from starlette.responses import Response

from web.asking import Refused
from web.filling import NEW_PARTY, SEEK
from web.house import Reader
from web.looking_up import KINDS, SHOWN, choice, enter, found
from web.session import SEAL, must_be_ours


async def show(reader: Reader) -> Response:
    """Show the parties that answer to what is looked for, and the form of a new one."""
    words = reader.request.query_params.get("words", "")
    return await _page(reader, words)


async def register(reader: Reader) -> Response:
    """Enter a party in the register; one that is there keeps its number."""
    form = await reader.request.form()
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    said = {part: str(form.get(part, "")).strip() for part in NEW_PARTY}
    try:
        number, same_name = await enter(reader.api, said)
    except Refused as refused:
        return await _page(reader, "", said=said, refused=refused)
    return await _page(reader, said["name"], told=registered_as(number, same_name))


async def choices(reader: Reader) -> Response:
    """Return the parties to choose from beside a field, as one types."""
    asked = reader.request.query_params
    field = asked.get("field", "")
    words = asked.get(f"{SEEK}.{field}", "")
    rows = [choice(row) for row in (await found(reader.api, words))[:SHOWN]]
    return reader.page(
        "choices.html", rows=rows, field=field, several=asked.get("several") == "true", words=words.strip()
    )


def registered_as(number: str, same_name: Iterable[str]) -> str:
    """Say under which number a party stands in the register, and who else bears its name."""
    others = "、".join(same_name)
    return f"已登记，编号 {number}" + (f"；名册中另有同名单位 {others}，请核对是否同一家" if others else "")


async def _page(
    reader: Reader, words: str, *, said: dict[str, str] | None = None, refused: Refused | None = None, told: str = ""
) -> Response:
    return reader.page(
        "parties.html",
        status=refused.status if refused else HTTPStatus.OK,
        rows=await found(reader.api, words),
        words=words.strip(),
        said=said or {},
        kinds=KINDS,
        errors=refused.by_field if refused else {},
        problem=refused.problem if refused else None,
        told=told,
    )
