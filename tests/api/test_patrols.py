"""Patrols over HTTP: laid on once a day, handed in late from a phone in its order, counted; staff alone may ask."""

from datetime import datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import Engine, delete, select

from database.connection import reading
from models.values import CIVIL
from registry.tables import appointments
from registry.vacancy_tables import vacancies
from tests.api.asking import FINDING, Asking

NOW = datetime.now(CIVIL).replace(second=0, microsecond=0)
TODAY = NOW.date().isoformat()
WEEK = [(NOW + timedelta(days=one)).date().isoformat() for one in range(7)]
TOWN, GROUND = "衡山县开云镇", "430423100"
PHOTO = {"sha256": "a" * 64, "type": "image/jpeg", "size": 2_000_000}
FOUND = {
    "pollution": ["water"],
    "summary": "排口外排黑色污水",
    "stopped": "obeyed",
    "measures": "责令停止外排",
}


async def laid_on(asking: Asking, key: str = "") -> httpx.Response:
    """Lay on a round of today that sees every point."""
    return await asking.sends("/v1/patrols", {"grid": TOWN, "reason": "群众反映"}, "patroller", key=key)


def noted(sequence: int, act: str = "record_sightings", **fields: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what a phone noted this minute."""
    at = NOW.isoformat()
    return {"key": f"ph-{sequence}", "sequence": sequence, "noted_at": at, "act": act, "fields": fields}


async def hands_in(asking: Asking, no: str, *entries: dict[str, Any], fast: int = 0, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Send what a phone noted; its clock is so many minutes fast."""
    sent = (datetime.now(CIVIL) + timedelta(minutes=fast)).isoformat()
    body = {"device": "phone-1", "sent_at": sent, "entries": list(entries), **more}
    answer = await asking.sends(f"/v1/patrols/{no}/phone", body, "patroller")
    assert 200 == answer.status_code, answer.text
    return dict(answer.json())


async def test_a_round_is_laid_on_once_and_counted(asking: Asking) -> None:
    """The plan, what is due, the round, how much of it was seen; a system is told nothing."""
    first, again = await laid_on(asking, "r-1"), await laid_on(asking, "r-2")
    no = first.json()["file_no"]
    seen = {"act": "record_sightings", "fields": {"seen": [{"point": GROUND}]}}
    done = await asking.sends(f"/v1/files/{no}/acts", seen, "patroller")
    twice = await asking.sends(f"/v1/files/{no}/acts", seen, "patroller", key="another")
    plan, due = [await asking.gets(f"/v1/patrols/{what}", within=TOWN) for what in ("plan", "due")]
    covered = await asking.gets("/v1/patrols/coverage", within=TOWN, since=TODAY, until=TODAY)
    backwards = await asking.gets("/v1/patrols/coverage", since=TODAY, until="2020-01-01")
    system = await asking.gets("/v1/patrols/due", "12369")
    elsewhere = {"grid": "衡阳县西渡镇", "reason": "群众反映"}
    of_another = await asking.sends("/v1/patrols", elsewhere, "patroller")

    assert (201, no, True) == (first.status_code, again.json()["file_no"], again.json()["repeated"]), first.text
    assert (403, "not-your-grid") == (of_another.status_code, of_another.json()["code"])
    assert (200, 409, "already-seen") == (done.status_code, twice.status_code, twice.json()["code"]), done.text
    assert GROUND in [point["point"] for point in plan.json()[0]["points"]]
    (row,), (count,) = due.json(), covered.json()
    assert (no, row["points"] - 1) == (row["file_no"], len(row["missed"]))
    assert (1, 1) == (count["rounds"], count["seen"])
    assert (422, "too-long") == (backwards.status_code, backwards.json()["code"])
    assert (403, "staff-only") == (system.status_code, system.json()["code"])


async def test_what_a_phone_noted_is_taken_once_in_its_order(asking: Asking) -> None:
    """Late, twice, out of order, a clock a day off, no photograph, a hundred megabytes, elsewhere: each its answer."""
    no = (await laid_on(asking)).json()["file_no"]
    seen: dict[str, Any] = {"seen": [{"point": GROUND}]}

    async def refused(*entries: dict[str, Any], **more: Any) -> str:  # noqa: ANN401
        answer = await hands_in(asking, no, *entries, **more)
        assert () == tuple(answer["receipts"])
        return str(answer["refused"]["code"])

    def photographed(**changes: object) -> dict[str, Any]:
        return noted(1, seen=[{"point": GROUND, "photos": [{**PHOTO, **changes}]}])

    bad = [
        await refused(noted(2, **seen)),
        await refused(photographed(type="application/pdf")),
        await refused(photographed(size=100_000_000)),
        await refused(noted(1, **seen), fast=24 * 60),
    ]
    swapped = {"seen": [{"point": GROUND, "position": {"longitude": "27.2", "latitude": "112.8"}}]}
    elsewhere = await asking.sends(f"/v1/files/{no}/acts", {"act": "record_sightings", "fields": swapped}, "patroller")
    both = (noted(2, "report_patrol_finding", **FOUND), noted(1, **seen))
    first = await hands_in(asking, no, *both)
    again = await hands_in(asking, no, *both)

    assert ["out-of-turn", "not-a-photo", "photo-too-big", "phone-clock"] == bad
    assert (422, "not-here") == (elsewhere.status_code, elsewhere.json()["code"])
    acts, numbers = ["record_sightings", "report_patrol_finding"], [one["act_no"] for one in first["receipts"]]
    assert (None, acts, sorted(numbers)) == (first["refused"], [one["act"] for one in first["receipts"]], numbers), (
        first
    )
    assert [(number, True) for number in numbers] == [(one["act_no"], one["repeated"]) for one in again["receipts"]]


async def test_a_phone_a_day_off_is_put_right_by_the_server(asking: Asking) -> None:
    """by_server: its clock is a day fast; what it noted just now happened just now."""
    no = (await laid_on(asking)).json()["file_no"]
    entry = noted(1, seen=[{"point": GROUND}])
    entry["noted_at"] = (NOW + timedelta(days=1)).isoformat()
    answer = await hands_in(asking, no, entry, fast=24 * 60, by_server=True)

    assert answer["refused"] is None, answer
    happened = datetime.fromisoformat(answer["receipts"][0]["happened_at"])
    assert timedelta(minutes=3) > abs(happened - NOW)


async def test_a_finding_that_fits_an_open_case_is_asked_about(asking: Asking) -> None:
    """并入在办案件: the case of the first finding; without a word where the second goes it is refused with the reason."""
    no = (await laid_on(asking)).json()["file_no"]
    first = await asking.sends(f"/v1/files/{no}/acts", {"act": "report_patrol_finding", "fields": FOUND}, "patroller")
    assert 200 == first.status_code, first.text
    case = ""
    for _ in range(200):
        file = (await asking.gets(f"/v1/files/{no}")).json()
        case = next(iter(file["standing"]["particulars"]["cases"]), "")
        if case:
            break
    asked = await asking.sends(f"/v1/files/{no}/acts", {"act": "report_patrol_finding", "fields": FOUND}, "patroller")

    assert (422, "joins-or-new") == (asked.status_code, asked.json()["code"]), asked.text
    assert case in asked.json()["detail"]


async def test_where_nobody_answers_nothing_is_opened_and_it_is_said(asking: Asking, docket: Engine) -> None:
    """无责任人的网格: no round and no case is laid on anybody; among the rounds that are due it stands with its reason."""
    with docket.begin() as connection:
        connection.execute(delete(appointments).where(appointments.c.grid == GROUND))
    laid = await laid_on(asking)
    case = await asking.sends("/v1/findings", {**FINDING, "on": TODAY}, "patroller")
    gaps = (await asking.gets("/v1/registry/gaps", "admin")).json()
    due = [(await asking.gets("/v1/patrols/due", within=TOWN, on=day)).json() for day in WEEK]
    files = [(await asking.gets(f"/v1/{kind}")).json()["rows"] for kind in ("patrols", "cases")]
    told = (await asking.gets(f"/v1/grids/{GROUND}", on=TODAY)).json()
    above = told["answers"][1]["person"]
    with reading(docket) as connection:
        kept = connection.execute(select(vacancies.c.post, vacancies.c.told)).all()

    assert {("direct", above), ("main", above), ("leader", above)} == {(post, to) for post, to in kept}
    assert 3 == len(kept)
    assert f"岗位空缺已上报{above}" in told["note"]
    for answer in (laid, case):
        assert (422, "vacant-post", "grid") == (answer.status_code, answer.json()["code"], answer.json()["field"])
        assert "没有任命责任领导、主要责任人、直接责任人；请先在名册中补录" in answer.json()["detail"]
    assert [[], []] == files
    assert [one for one in gaps if f"（{GROUND}）没有责任领导、主要责任人、直接责任人" in one]
    (problem,) = {one["problem"] for rows in due for one in rows}
    assert "没有任命" in problem
    assert ([], True) == (told["answerable"], "没有任命责任领导、主要责任人、直接责任人" in told["note"])
    assert ("430423", "本级没有在岗的责任人，由上一级负责") == (told["answers"][1]["grid"], told["answers"][0]["note"])
