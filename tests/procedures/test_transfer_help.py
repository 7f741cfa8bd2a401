"""Help in a transferred matter (移送并配合): the receiver asks, the unit that sent it answers, nothing ends before."""

from typing import Any

import pytest

from models.acts.assistance import RecordAssistanceReply
from models.particulars import AssistanceParticulars, MatterParticulars
from models.people import Actor
from tests.builders import CHAIN, COUNTY, HEAD
from tests.procedures.test_transfer import HERE, refused, waiting
from tests.procedures.transferring import AGRICULTURE, FARMS, transferred

HELP: dict[str, Any] = {
    "unit": COUNTY,
    "answerable": CHAIN[1],
    "document_no": "衡农协〔2026〕1号",
    "request": "请提供现场检查时的监测数据",
    "due": "2026-09-18",
}


def test_the_receiver_asks_the_sender_and_does_not_complete_before_the_answer() -> None:
    """衡政办发〔2015〕76号方案四(四)1: asked once accepted, by the receiver alone; answered in a file of the sender's own."""
    story, case, matter = transferred()
    early = refused(matter, "request_assistance", "2026-09-03", by=FARMS, **HELP)
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    by_sender = refused(matter, "request_assistance", "2026-09-07", by=HERE, **HELP)
    matter.does("request_assistance", "2026-09-07", by=FARMS, **HELP)
    story.arrives()
    help_asked, waits = story.last("X"), waiting(matter, "2026-09-08")
    dealt = {"by": FARMS, "handling": "penalised", "result": "已处罚"}
    before = refused(matter, "complete_matter", "2026-09-09", **dealt)
    help_asked.does("record_assistance_work", "2026-09-09", by=HERE, record="已调取监测数据")
    help_asked.does("reply_assistance", "2026-09-10", by=HEAD, reply="监测数据已随函提供")
    story.arrives()
    matter.does("complete_matter", "2026-09-11", **dealt)
    story.arrives()

    asked, received = (file.paper.at("2026-09-12").particulars for file in (help_asked, matter))
    assert isinstance(asked, AssistanceParticulars)
    assert isinstance(received, MatterParticulars)
    assert (AGRICULTURE, matter.no, (help_asked.no,)) == (asked.requester, asked.origin, received.assistances)
    assert ("out-of-order", "another-unit", "out-of-order") == (early[0], by_sender[0], before[0])
    assert "第22条" in before[1]
    assert [help_asked.no] == waits
    assert [True] == [act.content.is_given for act in matter.record.all(RecordAssistanceReply)]
    assert "record_transfer_result" == case.paper.names()[-1]


@pytest.mark.parametrize("by", [FARMS, HERE], ids=["who wrote", "who answers by now"])
def test_what_was_asked_is_withdrawn_before_a_matter_that_was_ended_is_archived(by: Actor) -> None:
    """上级决定终止移送: whoever was asked hears that nothing is waited for any more; asked while in dispute is nobody."""
    story, case, matter = transferred()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    matter.does("request_assistance", "2026-09-07", by=FARMS, **HELP)
    matter.does("request_designation", "2026-09-08", by=FARMS, superior="衡阳市人民政府", explanation="管辖有争议")
    disputed = refused(matter, "request_assistance", "2026-09-08", by=FARMS, **{**HELP, "request": "请提供样品"})
    story.arrives()
    said = {"by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号", "explanation": "由县局办理"}
    case.does("end_transfer", "2026-09-09", by=HEAD, of="transfer_matter", **said)
    story.arrives()
    held_up = refused(matter, "archive_matter", "2026-09-10", by=FARMS)
    withdrawn = {"of": "request_assistance", "reason": "移送已终止"}
    matter.does("withdraw_assistance_request", "2026-09-10", by=by, **withdrawn)
    story.arrives()
    matter.does("archive_matter", "2026-09-11", by=by)

    assert ("out-of-order", "out-of-order") == (disputed[0], held_up[0])
    assert "record_request_withdrawn" in story.last("X").paper.names()
