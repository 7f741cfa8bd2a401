"""How a complaint stands in the fields of the platform that sent it: names and codes are data, what is unknown is empty."""

import pytest

from api.doors.answering import answered, fields
from api.doors.mapping import platforms
from kinds import COMPLAINT
from models.file import File
from tests.api.asking import Asking
from tests.api.test_platforms import ORDER
from tests.builders import PaperCase

NO, ORDER_NO = "T2026-000001", "HY20260901000123"


def told(complaint: PaperCase, at: str, platform: str = "12345") -> dict[str, str]:
    """Return what a platform is told of a complaint at a time."""
    file = File(kind=COMPLAINT.name, acts=tuple(complaint.acts), revision=1, standing=complaint.at(at))
    return answered(platforms()[platform], file, receipt=ORDER_NO, unit="衡山分局")


def received() -> PaperCase:
    """Return a complaint that has just come in by telephone."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.number = NO
    complaint.does("receive_complaint", "2026-09-01", channel="telephone")
    return complaint


def concluded() -> PaperCase:
    """Return a complaint that was found mostly true and answered."""
    complaint = received()
    complaint.does("accept_complaint", "2026-09-02")
    complaint.does("join_case", "2026-09-03", case="2026-000001")
    complaint.does("record_complaint_result", "2026-09-08", case="2026-000001")
    complaint.does("answer_complaint", "2026-09-09", finding="mostly_true", result="已责令改正")
    return complaint


def test_an_order_is_told_back_in_the_codes_of_its_platform() -> None:
    """The deadline while it runs; then the finding in words, what the caller said in the hotline's codes."""
    complaint = received()
    complaint.does("accept_complaint", "2026-09-02")
    running = told(complaint, "2026-09-03")
    complaint = concluded()
    complaint.does(
        "record_satisfaction",
        "2026-09-10",
        of="answer_complaint",
        satisfaction="dissatisfied",
        solved="partly",
        reason="夜间仍有气味",
    )
    done = told(complaint, "2026-09-11")

    assert (ORDER_NO, NO, "衡山分局", "办理中") == tuple(
        running[name] for name in ("工单编号", "承办编号", "承办单位", "工单状态")
    )
    assert ("2026-09-02", True, "", "") == (
        running["受理日期"],
        running["办结期限"] > "2026-09-03",
        running["办理结果"],
        running["满意度"],
    )
    assert ("已答复", "2026-09-09", "基本属实", "已责令改正") == tuple(
        done[name] for name in ("工单状态", "办结日期", "是否属实", "办理结果")
    )
    assert ("0", "2", "夜间仍有气味", "") == tuple(
        done[name] for name in ("满意度", "反馈类型", "未解决原因", "办结期限")
    )


def test_a_refused_order_is_told_back_as_returned() -> None:
    """With the reason, as the hotline's code for it."""
    complaint = received()
    complaint.does("refuse_complaint", "2026-09-02", ground="not_environmental", reason="属于城市管理职责")

    assert ("不予受理", "3", "属于城市管理职责") == tuple(
        told(complaint, "2026-09-03")[name] for name in ("工单状态", "反馈类型", "办理结果")
    )


def test_an_order_tells_the_platform_its_own_deadline_and_what_it_was_replied() -> None:
    """Urged twice, replied once; sent back it says so, first asked for and then taken back, with the reason."""
    complaint = PaperCase(kind=COMPLAINT)
    complaint.number = NO
    complaint.does("receive_complaint", "2026-09-01", sender_no=ORDER_NO, handle_by="2026-09-18")
    complaint.does("record_order_urging", "2026-09-02", way="remind")
    complaint.does("record_order_urging", "2026-09-02 10:00")
    complaint.does("reply_to_urging", "2026-09-02 11:00", of="record_order_urging")
    complaint.does("return_order", "2026-09-03")
    asked = told(complaint, "2026-09-03 10:00")
    complaint.does("record_return_accepted", "2026-09-04", of="return_order")
    gone = told(complaint, "2026-09-05")

    assert ("2", "2026-09-18", "已安排现场检查", "申请退单") == tuple(
        asked[name] for name in ("催办次数", "处理时限", "催办督办回复", "工单状态")
    )
    assert ("已退单", "3", "反映占道经营", "2026-09-04") == tuple(
        gone[name] for name in ("工单状态", "反馈类型", "办理结果", "办结日期")
    )
    assert "已退回" == told(complaint, "2026-09-05", "12369")["办理状态"]


def test_letters_of_an_inspection_are_told_in_the_columns_that_are_published() -> None:
    """受理编号, 调查核实情况, 是否属实, 是否办结, as the tables of 2021 and 2024 have them."""
    assert {
        "受理编号": ORDER_NO,
        "调查核实情况": "已责令改正",
        "是否属实": "基本属实",
        "是否办结": "已办结",
    } == told(concluded(), "2026-09-10", "inspection")


@pytest.mark.parametrize("platform", [name for name, one in platforms().items() if one.feedback])
def test_every_mapping_tells_fields_and_values_that_there_are(platform: str) -> None:
    """A slip in the data would be an empty field for ever; the number is always told."""
    read = platforms()[platform]

    assert {"receipt"} <= read.feedback.keys() <= fields().keys()
    assert read.codes.keys() <= read.feedback.keys()
    assert all(codes.keys() <= fields()[ours] for ours, codes in read.codes.items())


async def test_the_sender_asks_by_its_own_number_and_nobody_else_may(asking: Asking) -> None:
    """By the number of the work order; a number of nobody's is none."""
    await asking.sends("/v1/platforms/12345/complaints", ORDER, "12369", key=None)
    path = f"/v1/platforms/12345/complaints/{ORDER['工单编号']}"
    own, clerks = [await asking.gets(path, who) for who in ("12369", "clerk")]
    none = await asking.gets("/v1/platforms/12345/complaints/HY1", "12369")

    assert (200, 200, 404) == (own.status_code, clerks.status_code, none.status_code), own.text
    assert (ORDER["工单编号"], "待受理") == (own.json()["工单编号"], own.json()["工单状态"])
    assert own.json() == clerks.json()
    assert "13800138000" not in own.text
