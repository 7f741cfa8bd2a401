"""The desk: baskets with their counts, filters, and rows; each figure is the number of rows that it leads to."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.responses import Response

from kinds import KINDS
from models.acts.finding import POLLUTION_NAMES
from models.looking import BASKET_NAMES, Basket
from models.people import Role
from models.values import civil_day
from web.house import PREFIX, Reader

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
    basket = Basket(asked["basket"]) if asked["basket"] in list(Basket) else Basket.MINE
    asked["basket"] = basket
    found = await reader.api.get("/v1/desk", asked)
    shown = [one for one in Basket if one != Basket.APPROVE or Role.HEAD in reader.me["roles"]]
    tabs = [(one, BASKET_NAMES[one], found["counts"][one], _link(asked, basket=one, after="")) for one in shown]
    more = _link(asked, after=found["after"]) if found["after"] else ""
    return reader.page(
        "desk.html",
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
    )


def _link(asked: dict[str, str], **changed: str) -> str:
    told = {name: value for name, value in {**asked, **changed}.items() if value}
    return f"{PREFIX}/desk?{urlencode(told)}"
