"""A holiday notice comes in while cases run, on the real engine: terms move, and the report says which and why."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cli.publishing import Published, carry_out, plan
from cli.recalculation import LATE
from docket.editions import judged_otherwise
from docket.notices import brought_in
from judging.record import Record
from law.refusals import Unclear
from models.acts.terms import TermLapses
from models.standing import Term
from tests.engine_service import CaseService, LiveCase
from tests.law.test_calendar import NEXT_YEAR

pytestmark = pytest.mark.asyncio(loop_scope="session")

TERM = "case_filing_decision#5"


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """Return the file of a made-up notice for 2027: 除夕 to 12 February free, Sunday 14 and Saturday 20 worked."""
    file = tmp_path / "notice.toml"
    file.write_text(NEXT_YEAR, encoding="utf-8")
    return file


async def handed_over(service: CaseService) -> LiveCase:
    """Return a case whose filing term of fifteen days ends in the week of the Spring Festival of 2027."""
    case = service.case()
    await case.does("report_finding", "2027-01-22")
    await case.does("stop_on_site", "2027-01-22")
    await case.does("report_upward", "2027-01-22 15:00")
    await case.does("hand_to_department", "2027-01-25")
    return case


async def filing_term(case: LiveCase) -> Term:
    """Return the filing term as the workflow reckons it now."""
    return next(term for term in (await case.file()).standing.terms if term.key == TERM)


async def publish(service: CaseService, docket: Engine, notice: Path, patience: float = 20) -> Published:
    """Bring the notice in as the command does."""
    return await carry_out(docket, service.cases, plan(docket, notice), patience, lambda _done, _total: None)


async def test_a_provisional_term_moves_and_the_report_says_why(
    service: CaseService, docket: Engine, notice: Path
) -> None:
    """生态环境行政处罚办法第18条、第90条: from 9 February, uncertain, to 14 February, a Sunday that is worked."""
    async with service.worker():
        case, quiet = await handed_over(service), service.case()
        await quiet.goes("hand_to_department")
        before = await filing_term(case)

        report = await publish(service, docket, notice)

        after = await filing_term(case)
    assert (date(2027, 2, 9), True) == (before.last_day, before.provisional)
    assert (date(2027, 2, 14), False) == (after.last_day, after.provisional)
    moved = {one.file_no: {row.key: (row.before, row.after) for row in one.terms} for one in report.moved}
    assert (date(2027, 2, 9), date(2027, 2, 14)) == moved[case.no][TERM]
    assert quiet.no not in moved
    assert ({}, (), "国务院办公厅关于2027年部分节假日安排的通知（虚构）") == (
        report.unanswered,
        report.gone,
        report.title,
    )
    assert [] == judged_otherwise(docket, report.edition)


async def test_time_acts_on_the_new_last_day(service: CaseService, docket: Engine, notice: Path) -> None:
    """The durable timer moves too: nothing lapses on the old last day, and the term is late after the new one."""
    async with service.worker():
        case = await handed_over(service)
        await publish(service, docket, notice)

        await case.waits_until("2027-02-14 20:00")
        lapsed = {act.content.term for act in Record.of(case.acts).all(TermLapses)}
        await case.waits_until("2027-02-15 08:00")

    assert TERM not in lapsed
    assert [(TERM, date(2027, 2, 14))] == [
        (act.content.term, act.content.last_day)
        for act in Record.of(case.acts).all(TermLapses)
        if act.content.term == TERM
    ]


async def test_cases_without_a_worker_are_named_and_the_next_run_finishes(
    service: CaseService, docket: Engine, notice: Path
) -> None:
    """A run that cannot finish says which cases are left; run again, it goes on and reports the same."""
    async with service.worker():
        case = await handed_over(service)
    first = await publish(service, docket, notice, patience=1)
    async with service.worker():
        second = await publish(service, docket, notice)

    assert ({case.no: LATE}, False) == (first.unanswered, first.again)
    assert ({}, True) == (second.unanswered, second.again)
    assert first.moved == second.moved


@pytest.fixture
def misfit(notice: Path) -> Path:
    """Return a notice that leaves the Mid-Autumn Festival a working day."""
    notice.write_text(NEXT_YEAR.replace("2027-09-15, last = 2027-09-15", "2027-09-16, last = 2027-09-16"))
    return notice


async def test_a_notice_that_does_not_fit_changes_nothing(service: CaseService, docket: Engine, misfit: Path) -> None:
    """全国年节及纪念日放假办法: a notice that leaves out a statutory day off is refused before anything is kept."""
    with pytest.raises(Unclear, match="中秋节"):
        await publish(service, docket, misfit)

    assert [] == brought_in(docket)
