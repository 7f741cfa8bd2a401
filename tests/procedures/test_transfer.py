"""Transfers (移送): sent, received, accepted or returned, dealt with, told back; and everything that is refused, with its article."""

from collections.abc import Callable
from typing import Any

import pytest

from kinds import COMPLAINT
from law.refusals import Refused
from models.acts.transfer import RecordTransferAccepted
from models.effects import Document, Feedback, Message
from models.people import Actor, Role
from tests.builders import CITY, COUNTY, HEAD, TOWN, answering
from tests.procedures.joint import NEXT_COUNTY
from tests.procedures.measures import made, sealed
from tests.procedures.transferring import (
    AGRICULTURE,
    CITY_HEAD,
    FARMS,
    HOUSING,
    Story,
    StoryFile,
    clerk_of,
    sent,
    transferred,
)

HERE = clerk_of(COUNTY, 2)
NEXT_BRANCH = answering(NEXT_COUNTY, 2, "430424")
RETURN = {"ground": "not_competent", "explanation": "不属于本单位职责"}
ASK = {"superior": "衡阳市人民政府", "explanation": "管辖有争议"}


def refused(file: StoryFile, act: str, on: str, **fields: Any) -> tuple[str, str]:  # noqa: ANN401  fields of an act
    """Return the code and the article under which an act is refused."""
    with pytest.raises(Refused) as no:
        file.does(act, on, **fields)
    return no.value.code, no.value.article


def waiting(file: StoryFile, at: str) -> list[str]:
    """Return the files whose last word a file waits for."""
    return [link.file_no for link in file.paper.at(at).links if link.waits]


def test_a_transfer_opens_the_receivers_file_and_its_result_comes_back() -> None:
    """Sent, accepted, dealt with: each step is told to the file that sent it, once; then the case is fed back and closed."""
    story, case, matter = transferred()
    before = matter.holder
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    accepted = matter.holder
    story.arrives()
    waits = [waiting(case, "2026-09-05")]
    matter.does("complete_matter", "2026-09-18", by=FARMS, handling="penalised", result="已处罚")
    story.arrives()
    waits += [waiting(case, "2026-09-19")]
    names = case.paper.names()[-3:]
    case.does("feed_back", "2026-09-21", to="township", result="农业农村局已处罚")
    case.does("close_case", "2026-09-22", ground="transferred")

    assert (COUNTY, AGRICULTURE) == (before, accepted)
    assert [[matter.no], []] == waits
    assert ["record_delivery", "record_transfer_accepted", "record_transfer_result"] == names


def test_the_receiving_unit_sees_the_file_before_it_accepts_and_after_it_has_returned_it() -> None:
    """接收单位: the sender answers, and who has to accept or return, or has to archive, reads what it is; renamed as well."""
    _, _, matter = transferred()
    sent_on = matter.paper.at("2026-09-03")
    renamed = answering(f"{AGRICULTURE}-新")
    said = {"answerable": renamed, "instead_of": AGRICULTURE, "reason": "机构改革"}
    matter.does("reassign", "2026-09-03", by=CITY_HEAD, **said)
    matter.does("return_transfer", "2026-09-04", by=clerk_of(renamed.unit), **RETURN)
    returned = matter.paper.at("2026-09-05")

    assert (COUNTY, (AGRICULTURE,)) == (sent_on.holder_unit, sent_on.taking_part)
    assert (COUNTY, (renamed.unit,)) == (returned.holder_unit, returned.taking_part)


def test_the_sender_waits_for_the_result_or_a_superiors_decision() -> None:
    """衡政办发〔2015〕76号方案四(四)1: nothing is closed behind the back of a transfer; a superior may end the waiting."""
    story, case, matter = transferred()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    story.arrives()
    case.does("feed_back", "2026-09-05", to="township", result="已移送农业农村局")
    waiting = refused(case, "close_case", "2026-09-07", ground="transferred")
    filing = refused(case, "file_case", "2026-09-07", by=HEAD)
    decided = {"of": "transfer_matter", "by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号"}
    case.does("end_transfer", "2026-09-08", by=HEAD, **decided, explanation="由上级直接督办")
    case.does("close_case", "2026-09-09", ground="transferred")

    assert ("out-of-order", "out-of-order") == (waiting[0], filing[0])
    assert "第17条" in waiting[1]


def test_a_transfer_that_was_ended_is_waited_for_by_nobody() -> None:
    """The link waits no more, and the receiver's file is told: it is at its end, and the sender has the matter."""
    story, case, matter = transferred()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    story.arrives()
    decided = {"of": "transfer_matter", "by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号"}
    case.does("end_transfer", "2026-09-08", by=HEAD, **decided, explanation="由上级直接督办")
    waits = waiting(case, "2026-09-08 10:00")
    story.arrives()
    late = refused(matter, "complete_matter", "2026-09-09", by=FARMS, handling="handled", result="已处理")
    terms = {term.rule: term.state for term in matter.paper.at("2026-09-09").terms}
    matter.does("archive_matter", "2026-09-10", by=FARMS)

    assert [] == waits
    assert ("file-closed", COUNTY) == (late[0], matter.holder)
    assert ("void", "running") == (terms["norm.transfer_complete"], terms["norm.matter_archive"])


def test_word_that_was_on_its_way_does_not_take_up_what_was_ended() -> None:
    """Accepted there, ended here, and only then told: nobody waits for a result that the receiver may not give."""
    story, case, matter = transferred()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    decided = {"of": "transfer_matter", "by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号"}
    case.does("end_transfer", "2026-09-04 10:00", by=HEAD, **decided, explanation="由上级直接督办")
    story.arrives()
    rules = {term.rule for term in case.paper.at("2026-09-05").terms}
    case.does("feed_back", "2026-09-05", to="township", result="由上级直接督办")
    case.does("close_case", "2026-09-07", ground="transferred")

    assert COUNTY == matter.holder
    assert "record_transfer_accepted" in case.paper.names()
    assert "norm.transfer_result" not in rules


@pytest.mark.parametrize(
    ("is_accepted", "to", "states"),
    [(True, COUNTY, ["void"]), (True, HOUSING, ["running"]), (False, COUNTY, []), (False, HOUSING, ["running"])],
)
def test_the_sender_waits_for_the_result_of_whoever_was_designated(
    is_accepted: bool, to: str, states: list[str]
) -> None:
    """等候办理结果: one term, whether the unit accepted first or not; none where it is the sender's own again."""
    story, case, matter = transferred()
    if is_accepted:
        matter.does("accept_transfer", "2026-09-03", by=FARMS)
    matter.does("request_designation", "2026-09-04", by=FARMS, **ASK)
    said = {"unit": to, "by_superior": "衡阳市人民政府", "ecology": to == COUNTY, "answerable": answering(to)}
    matter.does("designate_jurisdiction", "2026-09-07", by=CITY_HEAD, **said)
    story.arrives()

    assert states == [one.state for one in case.paper.at("2026-09-08").terms if one.rule == "norm.transfer_result"]


def test_what_a_superior_decides_is_not_decided_by_a_party_to_it() -> None:
    """终止移送、指定管辖、督办: none of them is the sender's or the receiver's own to say; nor is the receiver's case."""
    _, case, matter = transferred()
    other = transferred(unit=NEXT_COUNTY, answerable=NEXT_BRANCH, ecology=True)[2]
    other.does("accept_transfer", "2026-09-03", by=clerk_of(NEXT_COUNTY, 2))
    own_head = Actor(id="p-farms-1", unit=AGRICULTURE, level=1, roles=(Role.HEAD,))
    end = {"of": "transfer_matter", "letter": "衡政督〔2026〕1号", "explanation": "由上级直接督办"}
    codes = [
        refused(case, "end_transfer", "2026-09-03", by=HEAD, by_superior=unit, **end)[0]
        for unit in (COUNTY, AGRICULTURE)
    ]
    codes += [
        refused(file, "designate_jurisdiction", "2026-09-03", by=by, unit=COUNTY, by_superior=by.unit)[0]
        for file, by in ((matter, FARMS), (matter, HERE), (case, HERE))
    ]
    late = refused(matter, "supervise_transfer", "2026-09-14", by=own_head, requirement="三日内受理")
    filed = refused(other, "open_case_for_matter", "2026-09-04", by=HERE, summary="跨县排污")

    assert ["not-a-superior"] * 5 == codes
    assert ("supervises-itself", "another-unit") == (late[0], filed[0])


def test_who_may_only_keep_evidence_is_not_late_meanwhile() -> None:
    """争议期间: the days to complete lose their object with the request and run once, from the designation."""
    _, _, matter = transferred()
    matter.does("accept_transfer", "2026-09-03", by=FARMS)
    matter.does("request_designation", "2026-09-04", by=FARMS, **ASK)
    named = {"by_superior": "衡阳市人民政府", "unit": AGRICULTURE, "ecology": False}
    matter.does("designate_jurisdiction", "2026-12-21", by=CITY_HEAD, **named)
    terms = [term.state for term in matter.paper.at("2026-12-22").terms if term.rule == "norm.transfer_complete"]

    assert ["running", "void"] == sorted(terms)


def test_only_what_is_out_is_ended() -> None:
    """What came back is the sender's already: there is nothing to end."""
    story, case, matter = transferred()
    matter.does("return_transfer", "2026-09-04", by=FARMS, **RETURN)
    story.arrives()
    decided = {"of": "transfer_matter", "by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号"}
    ended = refused(case, "end_transfer", "2026-09-05", by=HEAD, **decided, explanation="由上级直接督办")

    assert "not-out" == ended[0]
    assert "第15条" in ended[1]


def test_the_end_of_a_transfer_comes_from_the_file_that_sent_it() -> None:
    """Another file's word does not take a matter from its receiver."""
    _, _, matter = transferred()
    other = Actor(id="ViolationCase:2026-000099", kind="file", unit=COUNTY, level=2)
    said = {"by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号", "explanation": "由上级直接督办"}

    assert "not-its-sender" == refused(matter, "record_transfer_ended", "2026-09-04", by=other, **said)[0]


def test_what_is_designated_back_is_waited_for_by_nobody() -> None:
    """With the superior's word for the sender the receiver has nothing more to tell; for another unit it has."""
    for unit, ecology, left in ((COUNTY, True, []), (HOUSING, False, ["Y2026-000002"])):
        story, case, matter = transferred()
        matter.does("request_designation", "2026-09-04", by=FARMS, **ASK)
        said = {"unit": unit, "by_superior": "衡阳市人民政府", "ecology": ecology, "answerable": answering(unit)}
        matter.does("designate_jurisdiction", "2026-09-05", by=CITY_HEAD, **said)
        story.arrives()

        assert left == waiting(case, "2026-09-07")


def test_a_late_transfer_climbs_by_itself_and_ends_in_a_note_for_supervision() -> None:
    """Owed on the ninth, told upward on the tenth; undone three working days on (the fifteenth), the note is made."""
    _, _, matter = transferred()
    before, after = (climbed(matter, day) for day in ("2026-09-15 23:59", "2026-09-16 00:00"))
    notes = made(matter.paper)
    (note,) = (one for one in notes if isinstance(one, Document) and one.word == "督")
    (word,) = (one for one in notes if isinstance(one, Message) and one.key.endswith("message-supervision"))
    matter.does("accept_transfer", "2026-09-16 10:00", by=FARMS)
    answered = climbed(matter, "2026-09-16 11:00")

    assert {"norm.transfer_accept": "late", "norm.transfer_climb": "running"} == before
    assert ("late", "running") == (after["norm.transfer_climb"], after["norm.supervision"])
    assert ("u-4304", "督办通知书") == (note.issuer, note.title)
    assert {f"{AGRICULTURE}-main", "u-4304-leader"} <= set(word.to)
    assert ("met", "running") == (answered["norm.supervision"], answered["norm.transfer_complete"])


def climbed(matter: StoryFile, at: str) -> dict[str, str]:
    """Return how the terms of a matter stand at an instant, time having acted."""
    matter.paper.waits_until(at)
    return {term.rule: term.state for term in matter.paper.at(at).terms}


def test_who_supervises_earlier_or_acts_ends_the_climb() -> None:
    """A note by hand stands for the engine's; whatever the receiver does is no longer climbed upon."""
    note = {"by": CITY_HEAD, "requirement": "限期受理并办结"}
    for act, fields in (("supervise_transfer", note), ("return_transfer", {"by": FARMS, **RETURN})):
        _, _, matter = transferred()
        climbed(matter, "2026-09-11")
        matter.does(act, "2026-09-11 10:00", **fields)
        states = climbed(matter, "2026-09-17")

        assert states["norm.transfer_climb"] in {"void", "met"}
        assert ("norm.supervision" in states) == (act == "supervise_transfer")


def test_what_is_returned_is_reviewed_here_again() -> None:
    """办法 art. 18: the review ended with the decision to transfer; it begins anew on the day the clue is back."""
    story, case, matter = transferred()
    sent_state = [term.state for term in case.paper.at("2026-09-03").terms if term.rule == "case_filing_decision"]
    matter.does("return_transfer", "2026-09-04", by=FARMS, **RETURN)
    story.arrives()
    review = [term for term in case.paper.at("2026-09-05").terms if term.rule == "case_filing_decision"]
    case.does("file_case", "2026-09-07", by=HEAD)

    assert ["met"] == sent_state
    assert ("running", "2026-09-04") == (review[-1].state, review[-1].start.isoformat())


def test_terms_of_the_ecology_department_do_not_run_at_the_receiver() -> None:
    """Its own are norms of the city, shown as such: five working days to accept, then thirty to complete."""
    _, _, matter = transferred()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    terms = matter.paper.at("2026-09-05").terms

    assert ["norm.transfer_accept", "norm.transfer_complete"] == [term.rule for term in terms]
    assert not any(term.statutory for term in terms)
    assert "服务规范" in terms[0].citation


@pytest.mark.parametrize(("day", "state"), [("2026-09-08", "met"), ("2026-09-09", "met"), ("2026-09-10", "met_late")])
def test_acceptance_has_its_working_days(day: str, state: str) -> None:
    """Sent on Wednesday the second: the fifth working day after it is Wednesday the ninth."""
    _, _, matter = transferred()
    matter.does("accept_transfer", day, by=FARMS)

    assert state == matter.paper.at(day).terms[0].state


def test_a_receiver_that_never_answers_is_told_upward_at_both_ends_and_supervised() -> None:
    """Late ones climb the grid in both files, and end in a note that is answered in its time."""
    _, case, matter = transferred()
    matter.paper.waits_until("2026-09-14")
    case.paper.waits_until("2026-09-14")
    lapsed = {file.no: [act.content for act in file.paper.acts if act.name == "term_lapses"] for file in (case, matter)}
    too_soon = transferred()[2]
    early = refused(too_soon, "supervise_transfer", "2026-09-04", by=CITY_HEAD, requirement="三日内受理")
    matter.does("supervise_transfer", "2026-09-14 10:00", by=CITY_HEAD, requirement="限期受理并办结")
    terms = {term.rule: term.state for term in matter.paper.at("2026-09-15").terms}

    assert ["norm.transfer_answer", "norm.transfer_accept"] == [
        content.model_dump()["term"].partition("#")[0] for found in lapsed.values() for content in found
    ]
    assert all(content.model_dump()["escalated_to"] for found in lapsed.values() for content in found)
    assert ("late", "running") == (terms["norm.transfer_accept"], terms["norm.supervision"])
    assert "out-of-order" == early[0]


BAD: dict[str, tuple[dict[str, Any], str, str]] = {
    "to oneself": ({"unit": COUNTY, "ecology": True}, "to-itself", "第17条"),
    "without a list": ({"materials": []}, "no-list", "第17条"),
    "to a unit without competence": ({"competence": []}, "not-its-duty", "第17条"),
    "by a system that is not named": ({"way": "system"}, "no-system", "第17条"),
    "by another unit than the one that answers": ({"by": clerk_of("u-4304")}, "not-your-matter", "第17条"),
    "to a township, which has no desk for it": (
        {"unit": TOWN, "answerable": answering(TOWN, 3, "430423100")},
        "not-to-a-township",
        "第17条",
    ),
    "to nobody who is known": ({"answerable": None}, "nobody-answers", ""),
    "by a township": ({"by": clerk_of(TOWN, 3)}, "no-power", "第17条"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_not_sent(case: str) -> None:
    """Each wrong transfer is refused with its own code, and the article that asks for what it lacks."""
    fields, code, article = BAD[case]
    found = refused(Story().opened(), "transfer_matter", "2026-09-02", **{"by": HERE, **sent(**fields)})

    assert code == found[0]
    assert article in found[1]


def test_a_case_under_seizure_goes_with_the_things() -> None:
    """What was sealed stands on the list by the number of its act, or is released first; one matter may go without."""
    case = sealed()
    seizure = next(act.no for act in case.acts if act.name == "impose_seizure")
    with pytest.raises(Refused) as left:
        case.does("transfer_matter", "2026-09-02", by=HERE, **sent())
    listed = [{"name": "现场照片"}, {"name": "排污泵", "seizure": seizure}]
    case.does("transfer_matter", "2026-09-02", by=HERE, **sent(materials=listed))

    assert "things-left-behind" == left.value.code
    assert f"第{seizure}号" in left.value.sentence


def test_the_days_of_a_seizure_run_on_through_a_dispute_and_it_is_released_meanwhile() -> None:
    """行政强制法第25、28条: neither a transfer nor a dispute about it stops them; who sealed the things answers for them."""
    paper = sealed()
    paper.number = "2026-000001"
    story = Story()
    case = story.has(paper)
    seizure = next(act.no for act in paper.acts if act.name == "impose_seizure")
    case.does("transfer_matter", "2026-09-02", by=HERE, **sent(materials=[{"name": "排污泵", "seizure": seizure}]))
    story.arrives()
    matter = story.matter()
    matter.does("request_designation", "2026-09-07", by=FARMS, **ASK)
    story.arrives()

    def days(at: str) -> list[tuple[str, str, str]]:
        told = (one for one in paper.at(at).terms if one.rule == "seizure_period")
        return [(one.state, str(one.last_day), one.owner_unit) for one in told]

    assert [("running", "2026-10-01", COUNTY)] == days("2026-09-01") == days("2026-09-30")
    assert [("late", "2026-10-01", COUNTY)] == days("2026-10-09")
    case.does("release_seizure", "2026-09-08", by=HEAD, of=seizure, ground="unnecessary", reason="不再需要")
    assert ["met"] == [state for state, _, _ in days("2026-09-09")]


def test_another_law_may_make_a_unit_competent() -> None:
    """What the opinions do not list another law may say; then it is named in the transfer."""
    _, case, _ = transferred(competence=[], competent_under="《示例法》第1条")

    assert "transfer_matter" in case.paper.names()


def test_a_closed_case_is_not_transferred() -> None:
    """What was closed is put right first."""
    case = Story().opened()
    case.does("decline_filing", "2026-09-03", by=HEAD)
    case.does("feed_back", "2026-09-04", to="township", result="未发现违法事实")
    case.does("close_case", "2026-09-07", ground="not_filed")

    assert "file-closed" == refused(case, "transfer_matter", "2026-09-08", by=HERE, **sent())[0]


def test_the_whole_is_sent_once_and_one_matter_is_not_sent_twice() -> None:
    """While the case is out nothing more is sent; another matter in it may go elsewhere."""
    _, case, _ = transferred(scope="part")
    case.does("transfer_matter", "2026-09-03", by=HERE, **sent(scope="part", unit=HOUSING, matter="工地扬尘"))
    twice = refused(case, "transfer_matter", "2026-09-04", by=HERE, **sent(scope="part"))
    _, whole, _ = transferred()
    again = refused(whole, "transfer_matter", "2026-09-03", by=HERE, **sent(unit=HOUSING))

    assert ("already-sent", "already-sent") == (twice[0], again[0])


def test_what_was_filed_is_transferred_by_the_head_and_what_was_decided_not_at_all() -> None:
    """办法 art. 17: the decision to transfer a filed case is the head's; who has decided keeps what was decided."""
    case = Story().opened()
    case.does("inspect_site", "2026-09-02")
    case.does("file_case", "2026-09-03", by=HEAD)
    by_clerk = refused(case, "transfer_matter", "2026-09-04", by=HERE, **sent())
    revoked = Story().opened()
    revoked.does("file_case", "2026-09-03", by=HEAD)
    revoked.does("revoke_filing", "2026-09-04", by=HEAD, reason="不属于违法")
    decided = refused(revoked, "transfer_matter", "2026-09-07", by=HEAD, **sent())
    case.does("transfer_matter", "2026-09-04", by=HEAD, **sent())

    assert ("head-decides", "decided-here") == (by_clerk[0], decided[0])


@pytest.mark.parametrize(
    ("way", "state"),
    [("sent", "late"), ("accepted", "void"), ("third", "void"), ("ended", "void"), ("back", "late"), ("part", "late")],
)
def test_the_days_to_decide_do_not_run_for_a_case_that_is_anothers(way: str, state: str) -> None:
    """办法 art. 17, 57: until somebody else has the whole, the sender answers, and once it is back."""
    story = Story()
    case = story.opened()
    case.does("inspect_site", "2026-09-02")
    case.does("file_case", "2026-09-03", by=HEAD)
    case.does("transfer_matter", "2026-09-04", by=HEAD, **sent(scope="part" if way == "part" else "whole"))
    story.arrives()
    matter = story.matter()
    if way in ("accepted", "part"):
        matter.does("accept_transfer", "2026-09-07", by=FARMS)
    elif way == "ended":
        decided = {"of": "transfer_matter", "by_superior": "衡阳市人民政府", "letter": "衡政督〔2026〕1号"}
        case.does("end_transfer", "2026-09-08", by=HEAD, **decided, explanation="由上级直接督办")
    elif way in ("third", "back"):
        unit, ecology = (HOUSING, False) if way == "third" else (COUNTY, True)
        answers = {"answerable": answering(HOUSING)} if way == "third" else {}
        matter.does("request_designation", "2026-09-07", by=FARMS, **ASK)
        named = {"by_superior": "衡阳市人民政府", "unit": unit, "ecology": ecology, **answers}
        matter.does("designate_jurisdiction", "2026-09-09", by=CITY_HEAD, **named)
    story.arrives()

    terms = case.paper.at("2026-12-31").terms
    assert [state] == [term.state for term in terms if term.rule == "case_decision_period"]


def test_the_days_to_decide_run_anew_once_a_superior_gives_back_what_another_had_taken() -> None:
    """办法 art. 15, 57: accepted there on the 7th, the case is the sender's again on the 14th: ninety days, to a Monday."""
    story = Story()
    case = story.opened()
    case.does("inspect_site", "2026-09-02")
    case.does("file_case", "2026-09-03", by=HEAD)
    case.does("transfer_matter", "2026-09-04", by=HEAD, **sent(scope="whole"))
    story.arrives()
    matter = story.matter()
    matter.does("accept_transfer", "2026-09-07", by=FARMS)
    matter.does("request_designation", "2026-09-09", by=FARMS, **ASK)
    named = {"by_superior": "衡阳市人民政府", "unit": COUNTY, "ecology": True}
    matter.does("designate_jurisdiction", "2026-09-14", by=CITY_HEAD, **named)
    story.arrives()

    def states(on: str) -> list[tuple[str, str]]:
        terms = case.paper.at(on).terms
        return [(str(term.last_day), term.state) for term in terms if term.rule == "case_decision_period"]

    first, again = states("2026-12-13"), states("2026-12-14")
    assert ["void", "running"] == [state for _, state in first]
    assert ("2026-12-14", "running") == again[-1]
    assert ("2026-12-14", "late") == states("2026-12-15")[-1]


def test_a_transfer_is_not_withdrawn_or_corrected_behind_the_receivers_back() -> None:
    """Its file is open: who sent it by mistake asks for its return."""
    _, case, _ = transferred()
    withdrawn = refused(case, "withdraw_act", "2026-09-03", of="transfer_matter", reason="误送")
    corrected = refused(
        case, "correct_act", "2026-09-03", of="transfer_matter", fields={"unit": HOUSING}, reason="误写"
    )

    assert ("was-sent", "given-by-the-system") == (withdrawn[0], corrected[0])


def test_what_the_sender_was_told_and_acts_on_is_not_withdrawn_at_the_receivers() -> None:
    """Returned and sent to another unit, which accepts: the first does not take its return back, or two would have it."""
    story, case, matter = transferred()
    matter.does("return_transfer", "2026-09-03", by=FARMS, **RETURN)
    story.arrives()
    case.does("transfer_matter", "2026-09-04", by=HERE, **sent(unit=HOUSING))
    story.arrives()
    farms = FARMS.model_copy(update={"roles": (Role.HEAD,)})
    returned = refused(matter, "withdraw_act", "2026-09-06", by=farms, of="return_transfer", reason="误退")
    other = story.matter()
    other.does("request_designation", "2026-09-07", by=clerk_of(HOUSING), **ASK)
    named = {
        "by_superior": "衡阳市人民政府",
        "unit": AGRICULTURE,
        "ecology": False,
        "answerable": answering(AGRICULTURE),
    }
    other.does("designate_jurisdiction", "2026-09-08", by=CITY_HEAD, **named)
    builders = clerk_of(HOUSING).model_copy(update={"roles": (Role.HEAD,)})
    designated = refused(other, "withdraw_act", "2026-09-09", by=builders, of="designate_jurisdiction", reason="误录")

    assert ["was-told", "was-told"] == [returned[0], designated[0]]
    assert "第17条" in returned[1]


def test_only_the_receiver_accepts_once_and_what_it_accepted_it_does_not_return() -> None:
    """Another unit's person, a second acceptance, a return after it: each is refused (办法 art. 16)."""
    _, _, matter = transferred()
    others = refused(matter, "accept_transfer", "2026-09-03", by=HERE)
    strangers = refused(matter, "accept_transfer", "2026-09-03", by=clerk_of(HOUSING))
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    again = refused(matter, "accept_transfer", "2026-09-05", by=FARMS)
    back = refused(matter, "return_transfer", "2026-09-05", by=FARMS, **RETURN)

    assert ["another-unit", "not-your-file", "already-done", "out-of-order"] == [
        one[0] for one in (others, strangers, again, back)
    ]
    assert "第16条" in back[1]


def test_on_paper_the_sender_enters_the_answer_with_the_letters_number() -> None:
    """A unit that does not use the system answers by letter; the sender's clerk is on file as who entered it."""
    _, _, matter = transferred(way="paper")
    without = refused(matter, "accept_transfer", "2026-09-04", by=HERE)
    matter.does("accept_transfer", "2026-09-04", by=HERE, paper="衡农函〔2026〕7号")

    assert "no-letter" == without[0]
    assert (AGRICULTURE, HERE.id) == (matter.holder, matter.paper.acts[-1].by.id)


@pytest.mark.parametrize("way", ["file", "paper", "system"])
def test_whoever_could_answer_here_may_write_and_is_told_what_was_entered(way: str) -> None:
    """A letter is an answer whatever way the unit was reached by; it hears what the sender entered, and no third enters it."""
    story, case, matter = transferred(way=way, system="s-farms" if way == "system" else "")
    said = {"handling": "handled", "result": "已处理"}
    third = refused(matter, "accept_transfer", "2026-09-03", by=clerk_of(TOWN, 3), paper="衡农函〔2026〕7号")
    matter.does("accept_transfer", "2026-09-04", by=HERE, paper="衡农函〔2026〕7号")
    accepted = matter.holder
    unproved = refused(matter, "complete_matter", "2026-09-05", by=HERE, **said)
    matter.does("complete_matter", "2026-09-05", by=HERE, paper="衡农函〔2026〕9号", **said)
    story.arrives()
    told = [one for one in made(matter.paper) if isinstance(one, Message) and one.key.endswith("message-entered")]

    assert AGRICULTURE == accepted
    assert ("another-unit" if way != "paper" else "no-letter") == unproved[0]
    assert third[0] in {"no-power", "another-unit"}
    assert [(f"{AGRICULTURE}-direct", f"{AGRICULTURE}-main")] * 2 == [one.to for one in told]
    assert ["record_transfer_accepted", "record_transfer_result"] == case.paper.names()[-2:]


def test_what_was_received_is_not_passed_on_nor_back() -> None:
    """G15: the whole goes nowhere; another matter found in it may, though never to the unit it came from."""
    _, _, matter = transferred()
    unaccepted = refused(matter, "transfer_matter", "2026-09-03", by=FARMS, **sent(unit=HOUSING))
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    on = refused(matter, "transfer_matter", "2026-09-05", by=FARMS, **sent(unit=HOUSING))
    back = refused(matter, "transfer_matter", "2026-09-05", by=FARMS, **sent(unit=COUNTY, scope="part"))
    matter.does("transfer_matter", "2026-09-05", by=FARMS, **sent(unit=HOUSING, scope="part", matter="工地扬尘"))
    waiting = refused(matter, "complete_matter", "2026-09-06", by=FARMS, handling="handled", result="已处理")

    assert ["not-accepted", "second-transfer", "back-and-forth", "out-of-order"] == [
        one[0] for one in (unaccepted, on, back, waiting)
    ]
    assert "第16条" in on[1]


def test_a_matter_does_not_go_round() -> None:
    """Passed on in parts, it comes back to none of the units that it has gone through."""
    story, _, first = transferred()
    first.does("accept_transfer", "2026-09-04", by=FARMS)
    first.does("transfer_matter", "2026-09-05", by=FARMS, **sent(unit=HOUSING, scope="part", matter="工地扬尘"))
    story.arrives()
    second, builders = story.matter(), clerk_of(HOUSING)
    second.does("accept_transfer", "2026-09-07", by=builders)
    for unit in (COUNTY, AGRICULTURE):
        part = sent(unit=unit, scope="part", matter="工地扬尘")

        assert "back-and-forth" == refused(second, "transfer_matter", "2026-09-08", by=builders, **part)[0]


def test_to_and_fro_ends_with_the_common_superior() -> None:
    """Twice returned by the same unit, it is not sent there a third time; the level above is told."""
    story, case, matter = transferred()
    matter.does("return_transfer", "2026-09-03", by=FARMS, **RETURN)
    story.arrives()
    case.does("transfer_matter", "2026-09-04", by=HERE, **sent())
    story.arrives()
    story.matter().does("return_transfer", "2026-09-05", by=FARMS, **RETURN)
    story.arrives()
    climbs = f"/{case.paper.acts[-1].no}/message-level-1"
    told = [one.to for one in made(case.paper) if isinstance(one, Message) and one.key.endswith(climbs)]
    third = refused(case, "transfer_matter", "2026-09-07", by=HERE, **sent())
    case.does("transfer_matter", "2026-09-07", by=HERE, **sent(unit=HOUSING))

    assert [("u-4304-direct", "u-4304-main")] == told
    assert "to-and-fro" == third[0]
    assert "第15条" in third[1]


DISPUTED: dict[str, Callable[[StoryFile], tuple[str, str]]] = {
    "accept": lambda file: refused(file, "accept_transfer", "2026-09-08", by=FARMS),
    "return": lambda file: refused(file, "return_transfer", "2026-09-08", by=FARMS, **RETURN),
    "complete": lambda file: refused(
        file, "complete_matter", "2026-09-08", by=FARMS, handling="handled", result="已处理"
    ),
    "ask again": lambda file: refused(file, "request_designation", "2026-09-08", by=FARMS, **ASK),
}


@pytest.mark.parametrize("what", DISPUTED)
def test_while_jurisdiction_is_in_dispute_only_evidence_is_kept(what: str) -> None:
    """办法 art. 16: the common superior is asked; until it has said so nobody deals with it but to preserve evidence."""
    _, _, matter = transferred()
    matter.does("request_designation", "2026-09-07", by=FARMS, **ASK)
    code, article = DISPUTED[what](matter)
    matter.does("preserve_evidence", "2026-09-08", by=FARMS, summary="封存样品")

    assert "out-of-order" == code
    assert article


def test_who_was_designated_asks_once_more_of_whoever_is_above_and_then_no_more() -> None:
    """A designation binds: the second request goes higher, a third nowhere; what is late then climbs by itself (办法 art. 15)."""
    _, _, matter = transferred()
    builders, city, province = clerk_of(HOUSING), "衡阳市人民政府", "湖南省人民政府"
    named = {"by": CITY_HEAD, "unit": HOUSING, "answerable": answering(HOUSING), "ecology": False}
    matter.does("request_designation", "2026-09-07", by=FARMS, **ASK)
    matter.does("designate_jurisdiction", "2026-09-09", by_superior=city, **named)
    same = refused(matter, "request_designation", "2026-09-10", by=builders, **ASK)
    matter.does("request_designation", "2026-09-10", by=builders, **{**ASK, "superior": province})
    matter.does("designate_jurisdiction", "2026-09-14", by_superior=province, **named)
    third = refused(matter, "request_designation", "2026-09-15", by=builders, **{**ASK, "superior": "国务院"})
    matter.paper.waits_until("2027-03-01")
    notes = [one for one in made(matter.paper) if isinstance(one, Document) and one.word == "督"]

    assert ("asked-of-the-same", "asked-too-often") == (same[0], third[0])
    assert all("第15条" in one[1] for one in (same, third))
    assert HOUSING == matter.holder
    assert 1 == len(notes)


def test_a_designation_moves_the_matter_and_is_told() -> None:
    """To a third unit: it answers from then on, also in the words of the file that sent it; to the sender: it is back."""
    story, case, matter = transferred()
    own = refused(matter, "request_designation", "2026-09-07", by=FARMS, superior=COUNTY, explanation="有争议")
    matter.does("request_designation", "2026-09-07", by=FARMS, **ASK)
    named = {"by_superior": "衡阳市人民政府", "unit": HOUSING, "answerable": answering(HOUSING), "ecology": False}
    matter.does("designate_jurisdiction", "2026-09-09", by=CITY_HEAD, **named)
    third = matter.holder
    matter.does("complete_matter", "2026-09-10", by=clerk_of(HOUSING), handling="handled", result="已处理")
    story.arrives()

    other, back, returned = transferred()
    returned.does("request_designation", "2026-09-07", by=FARMS, **ASK)
    returned.does(
        "designate_jurisdiction", "2026-09-09", by=CITY_HEAD, unit=COUNTY, by_superior="衡阳市人民政府", ecology=True
    )
    other.arrives()
    back.does("file_case", "2026-09-10", by=HEAD)
    returned.does("archive_matter", "2026-09-11", by=FARMS)

    assert "not-a-superior" == own[0]
    assert (HOUSING, COUNTY) == (third, returned.holder)
    assert ["record_transfer_designated", "record_transfer_result"] == case.paper.names()[-2:]


def test_a_matter_that_was_designated_back_is_not_sent_again_while_another_may_be() -> None:
    """上级已指定由移送单位管辖: the same matter goes nowhere any more; what else the case has in it may."""
    story, case, matter = transferred(scope="part")
    matter.does("request_designation", "2026-09-07", by=FARMS, **ASK)
    said = {"unit": COUNTY, "by_superior": "衡阳市人民政府", "ecology": True}
    matter.does("designate_jurisdiction", "2026-09-09", by=CITY_HEAD, **said)
    story.arrives()
    codes = [
        refused(case, "transfer_matter", "2026-09-10", by=HERE, **sent(scope="part", unit=unit))
        for unit in (AGRICULTURE, HOUSING)
    ]
    case.does("transfer_matter", "2026-09-10", by=HERE, **sent(scope="part", unit=HOUSING, matter="工地扬尘"))

    assert ["designated-here"] * 2 == [code for code, _ in codes]
    assert "第15条" in codes[0][1]


@pytest.mark.parametrize(("superior", "owner"), [(CITY, CITY), ("衡阳市人民政府", COUNTY)])
def test_what_was_asked_of_a_superior_is_the_superiors_to_answer(superior: str, owner: str) -> None:
    """报请指定管辖: its days are owed by the unit that was asked; of a body that is no unit here, by who presses for it."""
    _, _, matter = transferred()
    matter.does("request_designation", "2026-09-07", by=FARMS, superior=superior, explanation="管辖有争议")
    (term,) = (term for term in matter.paper.at("2026-09-08").terms if term.rule == "norm.designation")

    assert owner == term.owner_unit


def test_word_from_another_file_is_not_taken() -> None:
    """An answer for another case is refused, whoever brings it (非本案的答复)."""
    _, case, matter = transferred()
    other = matter.paper.acts[0].by.model_copy(update={"id": "Matter:Y2026-000099"})
    told = RecordTransferAccepted(
        of=next(act.no for act in case.paper.acts if act.name == "transfer_matter"),
        matter_no="Y2026-000099",
        receiver=answering(AGRICULTURE),
    )
    found = refused(case, "record_transfer_accepted", "2026-09-04", by=other, **told.model_dump(exclude={"act"}))

    assert "not-its-matter" == found[0]


def test_a_case_has_no_points_that_could_be_transferred() -> None:
    """Only a complaint is taken apart into points (列明举报事项)."""
    case = Story().opened()

    assert "no-such-point" == refused(case, "transfer_matter", "2026-09-02", by=HERE, **sent(), point=1)[0]


def test_a_complaint_is_transferred_and_answered_by_what_comes_back() -> None:
    """The reporter is answered out of what the other unit has done; meanwhile no case is opened for it here."""
    story = Story()
    complaint = story.opened(COMPLAINT)
    complaint.does("transfer_matter", "2026-09-02", by=HERE, **sent())
    story.arrives()
    forwarded = refused(complaint, "forward_complaint", "2026-09-03")
    answered = refused(complaint, "answer_complaint", "2026-09-03")
    matter = story.matter()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    matter.does("complete_matter", "2026-09-10", by=FARMS, handling="handled", result="已处理")
    story.arrives()
    complaint.does("answer_complaint", "2026-09-11")

    assert ("out-of-order", "out-of-order") == (forwarded[0], answered[0])
    assert COUNTY == complaint.holder


def test_the_file_of_what_a_complaint_transferred_is_not_its_case() -> None:
    """One matter in it went elsewhere; the case that is opened for the rest is not known yet."""
    story = Story()
    complaint = story.opened(COMPLAINT)
    complaint.does("transfer_matter", "2026-09-02", by=HERE, **sent(scope="part"))
    story.arrives()

    assert [story.matter().no] == waiting(complaint, "2026-09-03")
    assert "" == COMPLAINT.particulars(complaint.record).model_dump()["case"]


def test_a_unit_with_a_system_of_its_own_has_a_signed_word() -> None:
    """What goes to it by webhook names the receiver's file, by which it answers."""
    _, _, matter = transferred(way="system", system="s-farms")
    (word,) = [one for one in made(matter.paper) if isinstance(one, Feedback)]

    assert (("s-farms",), f"{matter.no}/1/transfer") == (word.to, word.key)
    assert "现场照片4件" in word.result


def test_a_case_that_was_opened_for_a_matter_sends_nothing_back_that_way() -> None:
    """Neither the whole (G15) nor one matter after another: it is returned, or the superior is asked."""
    story, _, matter = transferred(unit=NEXT_COUNTY, answerable=NEXT_BRANCH, reason="elsewhere", ecology=True)
    there = clerk_of(NEXT_COUNTY, 2)
    matter.does("accept_transfer", "2026-09-03", by=there)
    matter.does("open_case_for_matter", "2026-09-04", by=there, summary="跨县排污")
    story.arrives()
    case = story.last("2")
    for name in ("事项一", "事项二"):
        back = refused(
            case,
            "transfer_matter",
            "2026-09-05",
            by=there,
            **sent(unit=COUNTY, scope="part", matter=name, ecology=True),
        )

        assert "back-and-forth" == back[0]
