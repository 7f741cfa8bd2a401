"""Small files by hand: acts, standings and effects with just what the docket looks at."""

from datetime import date, datetime, timedelta
from typing import Any

from models.acts import Act
from models.acts.finding import Place, ReceiveComplaint, ReportFinding, StopOnSite
from models.effects import Disclosure, Document, Effect, Message, Withdrawal
from models.file import Entry
from models.particulars import CaseParticulars, ComplaintParticulars, Particulars
from models.people import Actor, Answerable, GridLevel
from models.standing import Standing, Term
from models.values import CIVIL

FOUND_AT = datetime(2026, 3, 2, 9, tzinfo=CIVIL)
TOWNSHIP, COUNTY, CITY = "430423100", "430423", "4304"


def chain(township: str = TOWNSHIP) -> tuple[Answerable, ...]:
    """Return who answers for a township of Hengshan or of another county."""
    county = township[:6]
    rows: tuple[tuple[GridLevel, str], ...] = ((3, township), (2, county), (1, CITY))
    return tuple(
        Answerable(
            level=level,
            grid=grid,
            unit=f"u-{grid}",
            leader=f"p-{grid}-01",
            main=f"p-{grid}-02",
            direct=f"p-{grid}-03",
        )
        for level, grid in rows
    )


def finding(no: int = 1, *, township: str = TOWNSHIP) -> Act:
    """Return the finding a case begins with."""
    content = ReportFinding(
        place=Place(grid=township), pollution=("water",), summary="沟水发黑", answerable=chain(township)
    )
    by = Actor(id=f"p-{township}-03", unit=f"u-{township}", level=3)
    return Act(no=no, key=f"k{no}", happened_at=FOUND_AT, recorded_at=FOUND_AT, by=by, content=content)


def complaint(sender: str) -> Act:
    """Return a complaint that another system sent in."""
    content = ReceiveComplaint(
        place=Place(grid=TOWNSHIP), pollution=("air",), channel="other", sealed="s-1", sender=sender, answerable=chain()
    )
    by = Actor(id=sender, kind="system")
    return Act(no=1, key="k1", happened_at=FOUND_AT, recorded_at=FOUND_AT, by=by, content=content)


def stopping(no: int) -> Act:
    """Return a further act."""
    at = FOUND_AT + timedelta(hours=no)
    by = Actor(id=f"p-{TOWNSHIP}-03", unit=f"u-{TOWNSHIP}", level=3)
    content = StopOnSite(measures="责令停止外排", obeyed=True)
    return Act(no=no, key=f"k{no}", happened_at=at, recorded_at=at, by=by, content=content)


def term(rule: str = "report-upward", *, started_by: int = 1, last_day: date | None = None, **more: object) -> Term:
    """Return a term."""
    values: dict[str, Any] = {
        "name": "向上级报告",
        "statutory": False,
        "citation": "市级服务规范",
        "obligor": "township",
        "start": FOUND_AT.date(),
        "amount": 1,
        "unit": "working_day",
        "ends_at": None,
        "earliest": None,
        "latest": None,
        "state": "running",
        "owner_unit": f"u-{COUNTY}",
        "owner_person": f"p-{COUNTY}-03",
    }
    return Term(key=f"{rule}#{started_by}", rule=rule, started_by=started_by, last_day=last_day, **{**values, **more})


PARTICULARS: dict[str, type[CaseParticulars | ComplaintParticulars]] = {
    "ViolationCase": CaseParticulars,
    "Complaint": ComplaintParticulars,
}


def particulars(kind: str, township: str, more: dict[str, Any]) -> Particulars:
    """Return what is a kind's own, with what of it is told among other things; that is taken out of there."""
    own = PARTICULARS[kind]
    told = {name: more.pop(name) for name in list(more) if name in own.model_fields}
    return own(**{"grid": township, "pollution": ("water",), **told})


def standing(
    file_no: str, acts: int, *, kind: str = "ViolationCase", township: str = TOWNSHIP, **more: object
) -> Standing:
    """Return where a file stands."""
    values: dict[str, Any] = {
        "particulars": particulars(kind, township, more),
        "at": FOUND_AT,
        "edition": "2026.1",
        "stage": "found",
        "stage_name": "已发现",
        "closed": False,
        "archived": False,
        "lanes": (),
        "terms": (),
        "next": (),
        "answerable": chain(township),
        "holder_unit": f"u-{township[:6]}",
        "holder_person": f"p-{township[:6]}-03",
    }
    return Standing(file_no=file_no, acts=acts, **{**values, **more})


def document(
    act_no: int = 1,
    *,
    word: str = "罚",
    issuer: str = "u-430423",
    year: int = 2026,
    act: str = "decide_penalty",
    party: str = "",
) -> Document:
    """Return a document that bears a number."""
    return Document(
        key=f"{act_no}/document-{word}",
        act_no=act_no,
        title="行政处罚决定书",
        word=word,
        issuer=issuer,
        dated=date(year, 3, 2),
        act=act,
        party=party,
    )


def message(to: str, act_no: int = 1) -> Message:
    """Return a message to a person."""
    return Message(key=f"{act_no}/message", act_no=act_no, to=(to,), title="期限临近预警")


def disclosure(act_no: int = 1, **more: object) -> Disclosure:
    """Return what is made public of a decision."""
    values: dict[str, Any] = {
        "title": "行政处罚决定公开",
        "party": "",
        "decision": 1,
        "decided_on": date(2026, 3, 1),
        "issuer": "u-430423",
        "measures": ("fine",),
        "fine": "20000.00",
        "basis": ("水污染防治法第83条",),
        "summary": "未经批准外排",
    }
    return Disclosure(key=f"{act_no}/disclosure", act_no=act_no, **{**values, **more})


def withdrawal(act_no: int, *, publication: int) -> Withdrawal:
    """Return what takes back a publication, named by the number of the publishing act."""
    return Withdrawal(
        key=f"{act_no}/withdrawal",
        act_no=act_no,
        title="撤回公开",
        party="",
        publication=publication,
        reason="原决定被撤销",
    )


def entry(
    file_no: str = "2026-000001",
    revision: int = 1,
    *,
    kind: str = "ViolationCase",
    acts: int = 1,
    effects: tuple[Effect, ...] = (),
    opening: Act | None = None,
    township: str = TOWNSHIP,
    since: int = 0,
    **more: object,
) -> Entry:
    """Return a file at a revision, with so many acts; the effects are those of the acts `since`."""
    first = opening or finding(township=township)
    listed = (first, *(stopping(no) for no in range(2, acts + 1)))
    where = standing(file_no, acts, kind=kind, township=township, **more)
    return Entry(
        kind=kind, file_no=file_no, revision=revision, since=since, acts=listed, standing=where, effects=effects
    )
