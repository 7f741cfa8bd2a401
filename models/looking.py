"""What one looks into (工作台的类别、查找范围): the baskets of a desk, and the ways by which a file is found."""

from enum import StrEnum


class Basket(StrEnum):
    """What lies where on a desk."""

    MINE = "mine"
    APPROVE = "approve"
    DOING = "doing"
    DONE = "done"
    LATE = "late"


BASKET_NAMES = {
    Basket.MINE: "待办",
    Basket.APPROVE: "待审批",
    Basket.DOING: "在办",
    Basket.DONE: "办结",
    Basket.LATE: "督办",
}
"""`mine`: the reader may do a usual next act; `approve`: as a head; `doing`: open, others' turn; `late`: a term of ours
has passed undone."""


class Way(StrEnum):
    """By what a file is found."""

    NUMBER = "number"
    DOCUMENT = "document"
    PARTY = "party"
    PLACE = "place"
    FACTS = "facts"


WAY_NAMES = {
    Way.NUMBER: "案卷编号",
    Way.DOCUMENT: "文号",
    Way.PARTY: "当事人",
    Way.PLACE: "地点",
    Way.FACTS: "事实",
}
