"""A party is heard and fined all the same, asks for review, and is right: the decision goes, also from the public page."""

from tests.api.asking import FINDING
from tests.journeys.telling import CLERK, HEADS, LEGAL, Row, Telling, usual

FINE = "300000"
TO_NOTICE: tuple[Row, ...] = (
    ("inspect_site", "2026-03-02", {}),
    ("file_case", "2026-03-04", {}),
    ("serve_correction_order", "2026-03-04", {}),
    ("conclude_investigation", "2026-03-09", {}),
    ("review_case", "2026-03-10", {}),
    ("serve_notice", "2026-03-11", {"hearing_offered": True}),
)
TO_PUBLICATION: tuple[Row, ...] = (
    ("decide_penalty", "2026-04-03", {}),
    ("serve_decision", "2026-04-07", {}),
    ("publish_decision", "2026-04-08", {}),
    ("feed_back", "2026-04-09", {"to": "township", "result": "已处罚款三十万元"}),
)
REASON = "处罚决定已被行政复议机关撤销"


async def test_a_case_with_a_hearing_and_an_overturned_decision(telling: Telling) -> None:
    """Nobody decides before the party was heard to the end; what a review revokes is owed and public no more.

    行政处罚法第63条至第65条、第57条、第58条, 生态环境行政处罚办法第46条至第52条: hearing, legal review, collective discussion.
    行政复议法第20条、第30条、第48条、第62条、第64条. 行政处罚法第48条第2款, 办法第66条: three days to withdraw what was published.
    """
    case = await notified(telling)

    await heard(telling, case)
    await telling.goes(case, TO_PUBLICATION, FINE)
    before = await telling.published()
    await reviewed(telling, case)
    overturned = await telling.published()
    await telling.does(case, "withdraw_publication", "clerk", "2026-06-08", of="publish_decision", reason=REASON)
    after = await telling.published()
    summary = "处罚决定被撤销，不再处罚"
    ending = {"ground": "decision_revoked", "summary": summary}
    await telling.goes(case, [("close_case", "2026-06-09", ending), ("archive_case", "2026-06-16", {})])

    assert [(case, FINE)] == [(row["file_no"], row["fine"]) for row in before]
    assert before == overturned
    assert [(case, "", REASON, "2026-06-08")] == [
        (row["file_no"], row["fine"], row["withdrawal_reason"], row["withdrawn_on"]) for row in after
    ]
    await the_hearing_did_not_count(telling, case)
    await nothing_is_left_of_the_decision(telling, case)


async def notified(telling: Telling) -> str:
    """Return a case whose notice of a grave fine tells the party of its right to be heard."""
    answer = await telling.asking.sends("/v1/findings", {**FINDING, "on": "2026-03-02"}, "officer")
    assert 201 == answer.status_code, answer.text
    case, party = str(answer.json()["file_no"]), await telling.party("衡山县示例冶炼有限公司")
    rows = [(act, on, {**fields, "party": party} if act == "file_case" else fields) for act, on, fields in TO_NOTICE]
    await telling.goes(case, rows, FINE)
    return case


async def heard(telling: Telling, case: str) -> None:
    """The party asks in time, is told, is heard by who did not investigate; then it is reviewed and discussed."""
    asked = {"of": "request_hearing", "chair": LEGAL}
    await telling.does(case, "request_hearing", "clerk", "2026-03-13")
    await telling.does(
        case, "serve_hearing_notice", "clerk", "2026-03-16", hearing_on="2026-03-26", place="示例会议室", **asked
    )
    await telling.does(case, "hold_hearing", "legal", "2026-03-26", recorder=CLERK, record="听取陈述", **asked)
    await refused(telling, case, "2026-03-27", "第65条")
    await telling.does(case, "conclude_hearing", "legal", "2026-03-30", of="request_hearing", opinion="维持拟处罚意见")
    await telling.goes(case, [("recheck_correction", "2026-03-31", {"of": "serve_correction_order"})])
    await refused(telling, case, "2026-03-31", "第58条")
    await telling.does(case, "review_legality", "legal", "2026-04-01", opinion="agreed")
    await telling.does(case, "discuss_collectively", "head", "2026-04-02", voters=HEADS, conclusion="同意拟处罚意见")


async def refused(telling: Telling, case: str, on: str, article: str) -> None:
    """The head who would decide already is told why not."""
    answer = await telling.asking.does(case, "decide_penalty", "head", on, **usual(FINE)["decide_penalty"])

    assert 409 == answer.status_code, answer.text
    assert article in answer.json()["article"]


async def reviewed(telling: Telling, case: str) -> None:
    """The review body takes the application in, hears the bureau, and revokes."""
    applied = await telling.does(case, "apply_reconsideration", "clerk", "2026-04-20", body="衡阳市人民政府")
    await telling.does(case, "accept_reconsideration", "clerk", "2026-04-23", of=applied)
    await telling.does(case, "receive_reconsideration_copy", "clerk", "2026-04-27", of="accept_reconsideration")
    await telling.does(
        case,
        "answer_reconsideration",
        "head",
        "2026-05-08",
        of="receive_reconsideration_copy",
        with_evidence=True,
    )
    await telling.does(case, "decide_reconsideration", "clerk", "2026-06-05", of=applied, outcome="revoke")


async def the_hearing_did_not_count(telling: Telling, case: str) -> None:
    """行政处罚法第57条, 办法第57条第2款: from the request to the report the time to decide stands still."""
    period = (await telling.terms(case))["case_decision_period"]

    assert (18, "2026-06-22", "met") == (period["suspended_days"], period["last_day"], period["state"])


async def nothing_is_left_of_the_decision(telling: Telling, case: str) -> None:
    """It can neither be sued about nor enforced; everything that the bureau had to do for the review was in time."""
    standing, terms = await telling.standing(case), await telling.terms(case)
    states = {rule: term["state"] for rule, term in terms.items()}

    assert ("archived", []) == (standing["stage"], standing["irregularities"])
    assert ("void", False) == (states["suit_direct"], "court_application_window" in states)
    assert {"met"} == {states[rule] for rule in ("review_answer", "review_decision", "publication_withdrawal")}
    assert {"late", "met_late"}.isdisjoint(states.values())
