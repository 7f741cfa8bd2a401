"""Records that wait for the other officer (共同执法确认): read on a device of one's own, confirmed under one's own name."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from starlette.responses import RedirectResponse, Response

from judging.amending import in_words
from judging.step import name_of
from models.acts import Act
from models.acts.confirming import ConfirmRecord
from models.chinese import name_of as called
from web.asking import Refused
from web.filling import number_or_words
from web.house import PREFIX, Reader
from web.pages.files import address
from web.session import KEY, SEAL, must_be_ours

CONFIRMING = name_of(ConfirmRecord)


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as the page shows it."""

    file_no: str
    act: Act
    words: tuple[tuple[str, str], ...]
    """All that it says, in words, with the names of the fields."""
    waits_for: tuple[str, ...]
    said: tuple[str, ...]
    mine: bool


async def show(reader: Reader) -> Response:
    """Show what waits for the reader, and for whom what the reader entered waits."""
    return await _page(reader, None)


async def part(reader: Reader) -> Response:
    """Show the same in a line, as a part of the desk."""
    rows = (await reader.api.get("/v1/confirmations"))["rows"]
    mine = sum(one["mine"] for one in rows)
    return reader.page("waiting.html", waiting=mine, others=len(rows) - mine)


async def confirm(reader: Reader) -> Response:
    """Confirm one record."""
    form = await reader.request.form()
    said = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    try:
        must_be_ours(reader.request, said.get(SEAL, ""))
        fields: dict[str, Any] = {"of": number_or_words(said.get("of", ""))}
        if said.get("remark"):
            fields["remark"] = said["remark"]
        body = {"act": CONFIRMING, "fields": fields}
        await reader.api.post(f"{address(said.get('file_no', ''))}/acts", body, said.get(KEY, ""))
    except Refused as refused:
        return await _page(reader, refused)
    return RedirectResponse(f"{PREFIX}/confirmations?done={said['file_no']}", HTTPStatus.SEE_OTHER)


async def _page(reader: Reader, refused: Refused | None) -> Response:
    told, entry = await reader.api.get("/v1/confirmations"), await reader.api.get(f"/v1/acts/{CONFIRMING}")
    names = told["names"]
    rows = [
        Shown(
            file_no=row["file_no"],
            act=(act := Act.model_validate(row["act"])),
            words=words_of(act, names),
            waits_for=tuple(names.get(one, one) for one in row["waits_for"]),
            said=tuple(names.get(one, one) for one in row["said"]),
            mine=row["mine"],
        )
        for row in told["rows"]
    ]
    return reader.page(
        "confirmations.html",
        status=refused.status if refused else HTTPStatus.OK,
        problem=refused.problem if refused else None,
        done=reader.request.query_params.get("done", ""),
        rows=rows,
        names=names,
        citation=entry["steps"][0]["citation"],
    )


def words_of(act: Act, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return all that a record says, field by field in Chinese; whoever confirms it confirms no less."""
    said = {name: value for name, value in act.content.model_dump(mode="json").items() if name != "act"}
    return tuple(
        (called(name, act.name), in_words(name, value, act.name, names))
        for name, value in said.items()
        if value not in (None, "", [], {})
    )
