"""What may be imposed beside a pending crime (衔接工作办法 art. 16, 移送规定 art. 11), and what waits for the court."""

from typing import Any

import pytest

from law.refusals import OutOfOrder
from models.effects import Message
from tests.builders import HEAD, OTHER_BASIS, REMEDIES, PaperCase, a_case
from tests.procedures.measures import made
from tests.procedures.referred import does, term
from tests.procedures.refusing import refuses

NOTIFIED: dict[str, Any] = {"measures": ["fine", "permit_suspension"], "fine": "100000", "hearing_offered": True}
AHEAD: dict[str, Any] = {"measures": ["permit_suspension"], "fine": None, "beside_crime": True}
REST: dict[str, Any] = {"measures": ["fine"], "fine": "100000", "basis": OTHER_BASIS}


def _notified() -> PaperCase:
    """Return a case whose party was notified of a fine and a suspension of its permit, and said nothing."""
    case = a_case(until="review_case")
    case.does("serve_notice", "2026-09-14", **NOTIFIED)
    case.does("review_legality", "2026-09-21")
    case.does("discuss_collectively", "2026-09-21")
    return case


def _referred() -> PaperCase:
    case = _notified()
    does(case, "report_suspected_crime", "2026-09-22")
    does(case, "decide_crime_referral", "2026-09-22 10:00", of="report_suspected_crime")
    does(case, "refer_to_police", "2026-09-22 11:00", kind="crime", of="decide_crime_referral")
    return case


@pytest.mark.parametrize(
    "said",
    [
        {"measures": ["fine"], "fine": "100000", "beside_crime": True},
        {"measures": ["fine", "permit_suspension"], "fine": "100000", "beside_crime": True},
        {"measures": ["warning"], "fine": None, "beside_crime": True},
        {"measures": ["permit_suspension"], "fine": None},
    ],
)
def test_a_fine_a_warning_and_what_leaves_nothing_open_wait_for_the_criminal_result(said: dict[str, Any]) -> None:
    """衔接工作办法 art. 16, 处罚办法 art. 54: as a rule the criminal result is waited for."""
    with refuses("crime-pending", article="第16条", kind=OutOfOrder):
        _referred().does("decide_penalty", "2026-09-23", **said)


def test_a_suspension_of_the_permit_goes_ahead_and_the_fine_follows_the_refusal_of_the_police() -> None:
    """衔接工作办法 art. 16: nothing stops what goes ahead; the period of the case runs on for the rest."""
    case = _referred()
    case.does("decide_penalty", "2026-09-23", **AHEAD)
    case.does("serve_decision", "2026-09-24")
    assert term(case, "case_decision_period", "2026-09-24 18:00").state == "suspended"
    with refuses("crime-pending", kind=OutOfOrder):
        case.does("decide_penalty", "2026-09-25", **REST)
    with refuses("out-of-order", article="第77条", kind=OutOfOrder):
        case.does("close_case", "2026-09-25")

    does(case, "record_police_refusal", "2026-09-28", of="refer_to_police")
    case.does("decide_penalty", "2026-09-29", **REST)
    case.does("serve_decision", "2026-09-30")

    assert term(case, "case_decision_period", "2026-09-30 18:00").state == "met"


def test_while_a_report_waits_it_may_go_ahead_as_well() -> None:
    """移送规定 art. 11(2): what was imposed before the transfer is not stopped by it."""
    case = _notified()
    does(case, "report_suspected_crime", "2026-09-22")
    case.does("decide_penalty", "2026-09-22 15:00", **AHEAD)
    does(case, "decide_crime_referral", "2026-09-23", of="report_suspected_crime")
    does(case, "refer_to_police", "2026-09-23 11:00", kind="crime", of="decide_crime_referral")

    assert case.does("serve_decision", "2026-09-24").name == "serve_decision"


def test_without_a_crime_to_wait_for_nothing_goes_ahead() -> None:
    """Otherwise one case would be decided in pieces."""
    with refuses("no-crime-pending", article="第16条", kind=OutOfOrder):
        _notified().does("decide_penalty", "2026-09-22", **AHEAD)


def test_what_was_decided_before_the_referral_is_served_and_paid_all_the_same() -> None:
    """移送规定 art. 11(2), (3): it goes on, and what was paid is set off against the court's fine."""
    case = a_case(until="decide_penalty")
    does(case, "report_suspected_crime", "2026-09-22 15:00")
    does(case, "decide_crime_referral", "2026-09-22 16:00", of="report_suspected_crime")
    does(case, "refer_to_police", "2026-09-22 17:00", kind="crime", of="decide_crime_referral")
    case.does("serve_decision", "2026-09-23")

    assert case.does("record_payment", "2026-09-28").name == "record_payment"


def _acquitted() -> PaperCase:
    """Return a case whose permit was suspended ahead, and whose party was acquitted on 2026-11-20."""
    case = _referred()
    case.does("decide_penalty", "2026-09-23", **AHEAD)
    case.does("serve_decision", "2026-09-24")
    does(case, "record_criminal_judgment", "2026-11-20", of="refer_to_police", outcome="acquitted")
    return case


def _last_messages(case: PaperCase) -> list[str]:
    return [one.title for one in made(case) if isinstance(one, Message) and one.act_no == case.acts[-1].no]


class TestAcquitted:
    def test_who_answers_hears_that_the_case_is_back_and_what_stands(self) -> None:
        """衔接工作办法 art. 16: the bureau decides; what went ahead is looked at again."""
        case = _acquitted()
        ahead = next(act.no for act in case.acts if act.name == "decide_penalty")

        [told] = [title for title in _last_messages(case) if "须依法决定是否给予行政处罚" in title]
        assert f"先行作出的第{ahead}号处罚决定仍然有效" in told
        with refuses("out-of-order", says="案件尚无处理结果", kind=OutOfOrder):
            case.does("feed_back", "2026-11-21")

    def test_nothing_is_found_to_penalise_beside_a_penalty_that_stands(self) -> None:
        """行政处罚法 art. 75: facts that are not established carry no suspension either; it is revoked first."""
        case = _acquitted()
        said = {"ground": "not_established", "reason": "人民法院宣告无罪", "first_time": None, "harm": None}
        with refuses("penalty-stands", article="第75条", kind=OutOfOrder):
            case.does("decide_no_penalty", "2026-11-23", **said)
        revoked = {"extent": "revoke", "reason": "事实不能成立", "remedies": REMEDIES}
        case.does("revoke_decision", "2026-11-23", by=HEAD, of="serve_decision", **revoked)
        with refuses("out-of-order", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2026-11-23 10:00", ground="decision_revoked")
        case.does("decide_no_penalty", "2026-11-24", **said)

    def test_or_the_investigation_ends_with_the_party(self) -> None:
        """处罚办法 art. 36: what is still to be decided ends with who is gone."""
        case = _acquitted()
        case.does("terminate_investigation", "2026-11-23", by=HEAD, ground="entity_ended", reason="注销")

    def test_the_rest_may_be_decided(self) -> None:
        """As before; whoever waits hears of it then."""
        case = _acquitted()
        case.does("decide_penalty", "2026-11-23", **REST)
        case.does("serve_decision", "2026-11-24", key="rest")
        case.does("feed_back", "2026-11-25")
