"""Requests for assistance: asked of whom it may be, each side with its own clock, answered or declined with reasons."""

from typing import Any

import pytest

from judging.judge import judge
from kinds import ASSISTANCE
from law.refusals import NotCompetent, OutOfOrder
from models.acts.assistance import ReceiveAssistanceRequest, RecordAssistanceReply, RecordRequestWithdrawn, RecordUrging
from models.acts.delivery import RecordDelivery
from models.acts.terms import TermLapses
from models.effects import Document, OpenFile, TellFile
from models.particulars import AssistanceParticulars, CaseParticulars, EmergencyParticulars
from models.people import Actor, Role
from models.standing import Term
from tests.builders import (
    CHAIN,
    CITY,
    CLERK,
    COUNTY,
    HEAD,
    PATROLLER,
    TOWN,
    PaperCase,
    a_case,
    answering,
    enters,
    moment,
)
from tests.procedures import measures
from tests.procedures.joint import NEIGHBOUR, NEXT_COUNTY, POLICE, Joint
from tests.procedures.measures import effects_of
from tests.procedures.refusing import refuses
from tests.procedures.test_emergency import known, responded

THEIR_BRANCH = answering(NEXT_COUNTY, 2, "430424")
ASKED: dict[str, Any] = {
    "unit": NEXT_COUNTY,
    "answerable": THEIR_BRANCH,
    "document_no": "衡山环协〔2026〕1号",
    "request": "请核实货物去向",
    "due": "2026-09-18",
    "by": CLERK,
}
OUTSIDE: dict[str, Any] = {**ASKED, "unit": "", "answerable": None, "body": "邵阳市生态环境局"}
THEIR_HEAD = Actor(id="p-next-1", unit=NEXT_COUNTY, level=2, roles=(Role.HEAD,))
ITS_FILE = "X2026-000001"


def asking(**changes: Any) -> PaperCase:  # noqa: ANN401
    """Return a case of which help was asked on 8 September 2026."""
    case = a_case("file_case")
    case.does("request_assistance", "2026-09-08", **{**ASKED, **changes})
    return case


def opened_for(case: PaperCase, at: str = "2026-09-08 09:01") -> None:
    """Enter, as the engine does, that the file of the last request was opened."""
    request = max(act.no for act in case.acts if act.name == "request_assistance")
    content = RecordDelivery(
        effect=f"{case.number}/{request}/assistance", receiver=ITS_FILE, file_no=ITS_FILE, act_no=1
    )
    enters(case, content, at)


def asked(**changes: Any) -> PaperCase:  # noqa: ANN401
    """Return the file that a request of a case opened with the neighbouring branch."""
    file = PaperCase(kind=ASSISTANCE)
    by = Actor(id="ViolationCase:2026-000001", kind="file", unit=COUNTY, level=2)
    said = {"unit": NEXT_COUNTY, "answerable": (THEIR_BRANCH, CHAIN[2]), "requester": COUNTY, "origin": "2026-000001"}
    file.does("receive_assistance_request", "2026-09-08", **{"by": by, "due": "2026-09-18", **said, **changes})
    return file


def terms(file: PaperCase, rule: str, at: str) -> list[Term]:
    """Return the terms of one of the norms on assistance at an instant."""
    return measures.terms(file, f"norm.assistance_{rule}", at)


class TestAsking:
    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"unit": COUNTY, "answerable": CHAIN[1]}, "asks-itself"),
            ({"unit": "", "answerable": None}, "who-is-asked"),
            ({"body": "邵阳市生态环境局"}, "who-is-asked"),
            ({"answerable": None}, "nobody-answers"),
            ({"due": "2026-09-07"}, "due-is-past"),
            ({"by": PATROLLER}, "no-power"),
            ({"by": NEIGHBOUR}, "not-your-file"),
        ],
    )
    def test_what_cannot_be_asked_is_refused(self, fields: dict[str, Any], code: str) -> None:
        """Of oneself, of nobody, of two, for a day that is past; by who has nothing to do with the case."""
        with refuses(code):
            asking(**fields)

    def test_a_refusal_names_the_article_that_was_in_force(self) -> None:
        """办法 art. 22; before 2023-07-01 行政处罚法 art. 26 with 环境行政处罚办法 art. 27."""
        with refuses("who-is-asked", article="第22条"):
            asking(unit="", answerable=None)

    def test_a_case_is_not_closed_while_help_is_out(self) -> None:
        """Answered, or withdrawn with the reason; what nobody waits for any more is no link that waits either."""
        case = asking()
        case.does("revoke_filing", "2026-09-09", reason="不符合立案条件")
        case.does("feed_back", "2026-09-10", to="township")
        opened_for(case)
        waits = [link.waits for link in case.at("2026-09-10 10:00").links]
        with refuses("out-of-order", article="第22条", says="尚有协助请求没有答复"):
            case.does("close_case", "2026-09-11", ground="filing_revoked")
        case.does("withdraw_assistance_request", "2026-09-11", by=CLERK, of="request_assistance", reason="已无必要")
        case.does("close_case", "2026-09-11 15:00", ground="filing_revoked")

        assert ([True], [False]) == (waits, [link.waits for link in case.at("2026-09-12").links])

    def test_the_same_is_asked_once_while_it_is_unanswered(self) -> None:
        """Word for word; something else may be asked of the same."""
        case = asking()
        with refuses("said-already", kind=OutOfOrder):
            case.does("request_assistance", "2026-09-09", **ASKED)

        assert case.does("request_assistance", "2026-09-09", **{**ASKED, "request": "请另核实车辆"})

    def test_a_unit_of_the_register_gets_a_file_of_its_own_and_others_a_letter(self) -> None:
        """What goes along: who asks, what, until when, from which file; nothing of who complained."""
        (sent,) = (one for one in effects_of(asking(), "request_assistance", "2026-09-08") if isinstance(one, OpenFile))
        outside = effects_of(asking(**OUTSIDE), "request_assistance", "2026-09-08")

        assert isinstance(sent.content, ReceiveAssistanceRequest)
        assert ("Assistance", NEXT_COUNTY, COUNTY, "2026-000001") == (
            sent.opens,
            sent.content.unit,
            sent.content.requester,
            sent.content.origin,
        )
        assert [NEXT_COUNTY, CITY] == [row.unit for row in sent.content.answerable]
        assert [Document] == [type(one) for one in outside]

    @pytest.mark.parametrize(
        ("on", "state"), [("2026-09-17", "met"), ("2026-09-18", "met"), ("2026-09-19", "met_late")]
    )
    def test_the_answer_is_awaited_until_the_day_of_the_letter(self, on: str, state: str) -> None:
        """A service norm, owed by another body: when it passes the handler is told to remind, nobody above."""
        case = asking(**OUTSIDE)
        reply = {"is_given": True, "reply": "货物已运往示例仓库", "document_no": "邵环函〔2026〕9号", "by": CLERK}
        case.does("record_assistance_reply", on, of="request_assistance", **reply)
        (term,) = terms(case, "awaited", on)

        assert (state, False, "other") == (term.state, term.statutory, term.obligor)
        lapses = [
            act.content for act in case.acts if isinstance(act.content, TermLapses) and "awaited" in act.content.term
        ]
        assert [(f"{COUNTY}-direct",)] * (state == "met_late") == [one.escalated_to for one in lapses]

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"of": None}, "which-request"),
            ({"document_no": ""}, "no-document"),
            ({"by": Actor(id="Assistance:X2026-000009", kind="file"), "assistance": "X2026-000009"}, "not-its-request"),
            ({"by": Actor(id=f"Assistance:{ITS_FILE}", kind="file"), "assistance": "X2026-000009"}, "not-its-request"),
        ],
    )
    def test_an_answer_is_to_a_request_of_this_file(self, fields: dict[str, Any], code: str) -> None:
        """Told by the very file, or entered from a letter with its number."""
        case = asking()
        opened_for(case)
        said = {"of": "request_assistance", "is_given": True, "reply": "已核实", "document_no": "示1号", "by": CLERK}
        with refuses(code):
            case.does("record_assistance_reply", "2026-09-10", **{**said, **fields})
        told = {"by": Actor(id=f"Assistance:{ITS_FILE}", kind="file"), "assistance": ITS_FILE}
        case.does("record_assistance_reply", "2026-09-10", is_given=False, reply="无权核实", **told)
        particulars = case.at("2026-09-10").particulars

        assert isinstance(particulars, CaseParticulars)
        assert ((ITS_FILE,), ["met"]) == (
            particulars.assistances,
            [term.state for term in terms(case, "awaited", "2026-09-10")],
        )
        with refuses("answered-already"):
            case.does("urge_assistance", "2026-09-11", by=CLERK, of="request_assistance")

    def test_a_reminder_and_a_withdrawal_reach_the_file_of_the_request(self) -> None:
        """催办, 撤回: both are told; after the withdrawal nothing is awaited."""
        case = asking()
        opened_for(case)
        case.does("urge_assistance", "2026-09-16", by=CLERK, of="request_assistance")
        case.does("withdraw_assistance_request", "2026-09-17", by=CLERK, of="request_assistance", reason="已自行查明")
        told = [
            (one.file_no, type(one.content))
            for act in ("urge_assistance", "withdraw_assistance_request")
            for one in effects_of(case, act, "2026-09-21")
            if isinstance(one, TellFile)
        ]

        assert [(ITS_FILE, RecordUrging), (ITS_FILE, RecordRequestWithdrawn)] == told
        assert ["void"] == [term.state for term in terms(case, "awaited", "2026-09-21")]

    def test_an_emergency_asks_for_help_at_once_and_is_not_ended_before_the_answer(self) -> None:
        """In the night of a holiday, before it has any class: the neighbour's samples are asked for, and waited for."""
        emergency = responded()
        emergency.does("request_assistance", "2026-10-03 19:00", **{**ASKED, "by": HEAD, "due": "2026-10-05"})
        (sent,) = (
            one for one in effects_of(emergency, "request_assistance", "2026-10-04") if isinstance(one, OpenFile)
        )
        opened_for(emergency, "2026-10-03 19:01")
        emergency.does("decline_emergency_investigation", "2026-10-04", reason="后果轻微")
        emergency.does("send_final_report", "2026-10-04 10:00", to=["government", "superior"])
        waits = [link.waits for link in emergency.at("2026-10-04 11:00").links]
        with refuses("out-of-order", article="第22条", says="尚有协助请求没有答复"):
            emergency.does("close_emergency", "2026-10-05")
        told = {"by": Actor(id=f"Assistance:{ITS_FILE}", kind="file"), "assistance": ITS_FILE}
        emergency.does("record_assistance_reply", "2026-10-05", is_given=True, reply="下游断面未超标", **told)
        emergency.does("close_emergency", "2026-10-05 15:00")
        particulars = emergency.at("2026-10-06").particulars

        assert isinstance(sent.content, ReceiveAssistanceRequest)
        assert (emergency.number, f"Emergency:{emergency.number}") == (sent.content.origin, sent.by.id)
        assert isinstance(particulars, EmergencyParticulars)
        assert ([True], (ITS_FILE,)) == (waits, particulars.assistances)

    def test_what_was_no_emergency_waits_for_no_help(self) -> None:
        """Whoever was asked hears that nothing is needed any more, before the file ends."""
        emergency = known()
        emergency.does("request_assistance", "2026-10-01 03:00", **{**OUTSIDE, "by": HEAD, "due": "2026-10-05"})
        with refuses("out-of-order", article="第22条"):
            emergency.does("find_no_emergency", "2026-10-01 04:00", reason="误报")
        said = {"of": "request_assistance", "reason": "误报", "by": HEAD}
        emergency.does("withdraw_assistance_request", "2026-10-01 04:00", **said)

        assert emergency.does("find_no_emergency", "2026-10-01 05:00", reason="误报")

    def test_a_joint_investigation_is_not_concluded_while_an_answer_is_awaited(self) -> None:
        """Whoever no longer needs it withdraws the request."""
        joint = Joint().goes("hold_joint_meeting")
        joint.does("request_assistance", "2026-09-11 10:00", **OUTSIDE)
        with refuses("out-of-order", article="第22条", kind=OutOfOrder):
            joint.does("conclude_joint_investigation", "2026-09-14")
        joint.does("withdraw_assistance_request", "2026-09-14", of="request_assistance", reason="不再需要")

        assert joint.does("conclude_joint_investigation", "2026-09-14 10:00")


class TestHelping:
    @pytest.mark.parametrize(
        ("act", "fields", "code"),
        [
            ("agree_to_assist", {"by": CLERK}, "not-your-file"),
            ("reply_assistance", {"reply": "已核实"}, "out-of-order"),
            ("decline_assistance", {"ground": "not_competent", "reason": "无权"}, "who-is-competent"),
            ("decline_assistance", {"ground": "impossible", "reason": "无法", "by": NEIGHBOUR}, "no-power"),
            ("record_urging", {"by": Actor(id="ViolationCase:2026-000009", kind="file")}, "not-who-asked"),
            ("record_request_withdrawn", {"by": Actor(id="Complaint:T2026-000001", kind="file")}, "not-who-asked"),
            ("archive_assistance", {"by": NEIGHBOUR}, "out-of-order"),
        ],
    )
    def test_what_cannot_be_is_refused(self, act: str, fields: dict[str, Any], code: str) -> None:
        """In the file of the neighbouring branch."""
        file = asked()
        with refuses(code):
            file.does(act, "2026-09-09", **{"by": THEIR_HEAD, **fields})

    @pytest.mark.parametrize(
        ("changes", "code"),
        [({"unit": POLICE}, "nobody-answers"), ({"due": "2026-09-07"}, "due-is-past"), ({"by": PATROLLER}, "")],
    )
    def test_a_request_that_nobody_can_answer_opens_no_file(self, changes: dict[str, Any], code: str) -> None:
        """To a unit without its persons, or with a day that had passed when it came."""
        if not code:
            changes, code = {"by": PATROLLER}, "no-power"
        with refuses(code):
            asked(**changes)

    @pytest.mark.parametrize(
        ("on", "state"), [("2026-09-17", "met"), ("2026-09-18", "met"), ("2026-09-19", "met_late")]
    )
    def test_it_is_answered_by_the_day_of_the_letter_and_who_asked_is_told(self, on: str, state: str) -> None:
        """The clock of the unit that is asked is its own; what it says comes to the case."""
        file = asked()
        file.does("agree_to_assist", "2026-09-09", by=NEIGHBOUR)
        file.does("record_assistance_work", "2026-09-10", by=NEIGHBOUR, record="查阅货运记录")
        file.does("reply_assistance", on, by=THEIR_HEAD, reply="货物已运往示例仓库", materials=["货运单12页"])
        (told,) = (one for one in effects_of(file, "reply_assistance", on) if isinstance(one, TellFile))
        (term,) = terms(file, "reply", on)
        file.does("archive_assistance", "2026-09-21", by=NEIGHBOUR)

        assert (state, False, NEXT_COUNTY) == (term.state, term.statutory, term.owner_unit)
        assert isinstance(told.content, RecordAssistanceReply)
        assert ("ViolationCase", "2026-000001", True) == (told.tells, told.file_no, told.content.is_given)
        assert ("请求协助的案卷", "2026-000001") == file.at("2026-09-21").particulars.other_file
        assert judge(ASSISTANCE, file.number, file.acts, 0, file.law, moment("2026-09-21")).over

    def test_who_does_not_answer_is_told_upward(self) -> None:
        """Late: the city hears of the branch that keeps silent."""
        file = asked()
        file.waits_until("2026-09-20")

        lapses = [act.content for act in file.acts if isinstance(act.content, TermLapses)]
        assert [(f"{CITY}-main", f"{CITY}-leader")] == [one.escalated_to for one in lapses]

    def test_declined_it_says_who_is_competent(self) -> None:
        """函告: with reasons, and who has the power."""
        file = asked()
        said = {"ground": "not_competent", "reason": "属于交通运输部门职权", "competent": "衡东县交通运输局"}
        file.does("decline_assistance", "2026-09-10", by=THEIR_HEAD, **said)
        (told,) = (one for one in effects_of(file, "decline_assistance", "2026-09-10") if isinstance(one, TellFile))

        assert isinstance(told.content, RecordAssistanceReply)
        assert not told.content.is_given
        assert "衡东县交通运输局" in told.content.reply
        with refuses("file-closed", kind=OutOfOrder):
            file.does("reply_assistance", "2026-09-11", by=THEIR_HEAD, reply="已核实")

    def test_a_township_of_the_grid_helps_and_signs_itself(self) -> None:
        """It assists the level above (方案四（二）) and has no head here; late, its county hears of it first."""
        case = asking(unit=TOWN, answerable=CHAIN[0])
        (sent,) = (one for one in effects_of(case, "request_assistance", "2026-09-08") if isinstance(one, OpenFile))
        file = PaperCase(kind=ASSISTANCE)
        said = {"unit": TOWN, "answerable": sent.content.answerable, "origin": case.number, "by": sent.by}
        file.does("receive_assistance_request", "2026-09-08", **said)
        file.does("record_assistance_work", "2026-09-09", by=PATROLLER, record="走访附近居民")
        file.does("reply_assistance", "2026-09-10", by=PATROLLER, reply="未见车辆出入")

        assert [TOWN, COUNTY, CITY] == [row.unit for row in sent.content.answerable]
        assert "assistance_given" == file.at("2026-09-10").stage
        officer = THEIR_HEAD.model_copy(update={"roles": (Role.PATROLLER,)})
        neighbour = asked()
        neighbour.does("record_assistance_work", "2026-09-09", by=NEIGHBOUR, record="查阅货运记录")
        with refuses("head-signs"):
            neighbour.does("reply_assistance", "2026-09-10", by=officer, reply="已核实")

    def test_one_that_was_withdrawn_is_only_archived(self) -> None:
        """Who asked needs nothing any more: the day of the letter counts no longer."""
        file = asked()
        origin = Actor(id="ViolationCase:2026-000001", kind="file", unit=COUNTY, level=2)
        file.does("record_request_withdrawn", "2026-09-09", by=origin)
        with refuses("file-closed", kind=OutOfOrder):
            file.does("agree_to_assist", "2026-09-10", by=NEIGHBOUR)
        file.does("archive_assistance", "2026-09-10", by=NEIGHBOUR)

        assert ["void"] == [term.state for term in terms(file, "reply", "2026-09-10")]

    def test_a_letter_from_outside_is_answered_by_letter(self) -> None:
        """On paper: the norm of the city where the letter names no day; the answer is a document and goes nowhere else."""
        file = PaperCase(kind=ASSISTANCE)
        file.does("receive_assistance_request", "2026-09-08", by=CLERK)
        file.does("record_assistance_work", "2026-09-10", by=CLERK, record="现场核实")
        file.does("reply_assistance", "2026-09-11", by=HEAD, reply="已核实")
        particulars = file.at("2026-09-11").particulars

        assert [Document] == [type(one) for one in effects_of(file, "reply_assistance", "2026-09-11")]
        assert isinstance(particulars, AssistanceParticulars)
        assert ("邵阳市生态环境局", "") == (particulars.requester, particulars.origin)
        assert ["2026-09-29"] == [str(term.last_day) for term in terms(file, "reply", "2026-09-09")]

    def test_only_the_unit_that_is_asked_deals_with_it(self) -> None:
        """The city is above it in the chain and still answers not for it."""
        with refuses("not-the-asked-unit", kind=NotCompetent):
            asked().does("agree_to_assist", "2026-09-09", by=Actor(id="p-1", unit=CITY, level=1, roles=(Role.OFFICER,)))
