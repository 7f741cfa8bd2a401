"""The desk: baskets with their counts, filters, and rows; each figure is the number of rows that it leads to."""

from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from starlette.responses import RedirectResponse, Response

from kinds import KINDS
from models.acts.finding import POLLUTION_NAMES
from models.looking import BASKET_NAMES, Basket
from models.people import Role
from models.values import civil_day
from web.asking import Refused
from web.house import PREFIX, Reader
from web.session import KEY, SEAL, must_be_ours, new_key

FILTERS = ("kind", "words", "unit", "alert", "pollution", "sort", "rehearsal")
SAID = {
    Basket.MINE: "轮到您办理的通常的下一步",
    Basket.APPROVE: "等待您作为行政机关负责人审批的",
    Basket.DOING: "您能查看、尚未办结、等待他人或者期限的",
    Basket.DONE: "已经结案或者办结的",
    Basket.LATE: "有期限已经逾期、尚未办结的",
}
EMPTY = {
    Basket.MINE: "现在没有轮到您办理的案卷。可以查看“在办”，或者登记新的发现。",
    Basket.APPROVE: "现在没有等待您审批的案卷；轮到您办理的其他事项在“待办”。",
    Basket.DOING: "没有在办的案卷；办完的在“办结”。",
    Basket.DONE: "还没有办结的案卷；没有办完的在“待办”和“在办”。",
    Basket.LATE: "没有逾期的案卷；快要到期的见“到期一览”。",
}


async def show(reader: Reader) -> Response:
    """Show one basket."""
    asked = {name: reader.request.query_params.get(name, "") for name in (*FILTERS, "basket", "after")}
    return await _page(reader, asked)


async def _page(reader: Reader, asked: dict[str, str], *, refused: Refused | None = None) -> Response:
    basket = Basket(asked["basket"]) if asked["basket"] in list(Basket) else Basket.MINE
    asked["basket"] = basket
    found = await reader.api.get("/v1/desk", asked)
    kept = found["saved"]
    shown = [one for one in Basket if one != Basket.APPROVE or Role.HEAD in reader.me["roles"]]
    tabs = [(one, BASKET_NAMES[one], found["counts"][one], _link(asked, basket=one, after="")) for one in shown]
    more = _link(asked, after=found["after"]) if found["after"] else ""
    return reader.page(
        "desk.html",
        status=refused.status if refused else HTTPStatus.OK,
        tabs=tabs,
        basket=basket,
        said=SAID[basket],
        empty=EMPTY[basket],
        rows=found["rows"],
        more=more,
        asked=asked,
        narrowed=any(asked[name] for name in FILTERS),
        today=civil_day(datetime.now(UTC)),
        kinds={kind.collection: kind.label for kind in KINDS.values()},
        pollutions=POLLUTION_NAMES,
        hidden={"basket": basket},
        saved=[(one, _link(one["asked"])) for one in kept if one["asked"]],
        spoilt=[one for one in kept if not one["asked"]],
        problem=refused.problem if refused else None,
    )


async def save(reader: Reader) -> Response:
    """Save the filter that is set under a name, and go back to it."""
    form = await reader.request.form()
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    asked = {name: str(form.get(name, "")) for name in (*FILTERS, "basket")}
    given = {name: value for name, value in asked.items() if value}
    body = {"name": str(form.get("name", "")).strip(), "asked": {**given, "rehearsal": "rehearsal" in given}}
    try:
        await reader.api.post("/v1/desk/filters", body, str(form.get(KEY, "")) or new_key())
    except Refused as refused:
        return await _page(reader, asked, refused=refused)
    return RedirectResponse(_link(given), HTTPStatus.SEE_OTHER)


async def delete(reader: Reader) -> Response:
    """Delete a saved filter."""
    form = await reader.request.form()
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    number = quote(str(form.get("filter", "")), safe="")
    await reader.api.post(f"/v1/desk/filters/{number}/delete", {}, str(form.get(KEY, "")) or new_key())
    return RedirectResponse(f"{PREFIX}/desk", HTTPStatus.SEE_OTHER)


def _link(asked: Mapping[str, Any], **changed: str) -> str:
    told = {**asked, **changed}
    told["rehearsal"] = "true" if told.get("rehearsal") in ("true", True) else ""
    wanted = {name: told[name] for name in (*FILTERS, "basket", "after") if told.get(name)}
    return f"{PREFIX}/desk?{urlencode(wanted)}"
