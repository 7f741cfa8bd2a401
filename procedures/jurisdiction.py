"""Whose a case is among several authorities of one kind (管辖): first to file, and what a superior may do.

生态环境行政处罚办法 art. 14, 行政处罚法 art. 25: of several competent authorities the first to file keeps the case; in dispute
they ask the common superior, who designates. Until 2021-07-14 (环境行政处罚办法 art. 18) it was the first to find the
conduct, or to hear of it. Art. 15: a superior takes a case up (before 2023-07-01 it could only designate), or hands one
of its own down to an authority that is competent, once it has told the lower one and the party. 环境保护法 art. 67,
生态环境法典 art. 1072: it decides in place of one that should have penalised and did not. Evidence is kept meanwhile
as before.
"""

from collections.abc import Iterable

from judging.answering import chain
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.clock import reckoned
from judging.clock_reading import clocks_of
from judging.effects import document, message
from judging.record import Record
from judging.step import Asks, Condition, Opens, Procedure, Step, after, who
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts import Act, Content
from models.acts.daily import DecideDailyPenalty
from models.acts.filing import FileCase
from models.acts.jurisdiction import RecordOtherFiling
from models.acts.oversight import DesignateJurisdiction
from models.acts.penalty import DecideNoPenalty, DecidePenalty, ServeNotice
from models.acts.summary import DecideOnTheSpot
from models.acts.transfer import RequestDesignation
from models.people import Answerable, Role
from procedures.competence import BUREAU

OURS = ("case_filing_decision", "case_decision_period")
"""The terms by which an authority that should penalise and does not is idle (应当处罚而不处罚)."""
MOST_REQUESTS = 2
"""How often a designation is asked for in one dispute, the second time of whoever is above; the city's own norm."""
GROUND = {
    "taken_up": "jurisdiction_taken_up",
    "handed_down": "jurisdiction_designation",
    "in_place": "superior_direct_penalty",
}
"""What lets a superior do otherwise than designate among others (提级管辖、交下级办理、直接处罚)."""
ANYBODY = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, basis="jurisdiction_first_filed")


def in_question(record: Record) -> list[Act[RecordOtherFiling]]:
    """Return the filings by others about which no superior has said yet whose the case is."""
    said = record.last(DesignateJurisdiction)
    return [act for act in record.all(RecordOtherFiling) if said is None or said.no < act.no]


def is_disputed(record: Record) -> bool:
    """Tell whether the common superior was asked and has not said yet whose it is."""
    asked, said = record.last(RequestDesignation), record.last(DesignateJurisdiction)
    return asked is not None and (said is None or said.no < asked.no)


def the_superior(done: Attempt[RequestDesignation]) -> Answerable | None:
    """Return who answers in the superior that is asked, where it is of the grid's chain; None for any other body."""
    return next((row for row in chain(done.record).values() if row.unit == done.content.superior), None)


def _asked_before(attempt: Attempt[RequestDesignation]) -> list[Act[RequestDesignation]]:
    """Return the requests before this one about the same dispute: another filing by others begins another dispute."""
    other = attempt.whole.last(RecordOtherFiling)
    since = other.no if other is not None else 0
    return [act for act in attempt.whole.all(RequestDesignation) if since < act.no < attempt.act.no]


@asks_for(AskedFor("superior", when="对上级的指定仍有异议的", must="须为尚未就此指定过的更高一级机关"))
def asked_of_a_higher_one(attempt: Attempt[RequestDesignation]) -> None:
    """Refuse to ask once more whoever has designated, and to ask without end: what was designated binds (指定管辖)."""
    earlier, article = _asked_before(attempt), attempt.cite("jurisdiction_designation")
    if not earlier:
        return
    if len(earlier) >= MOST_REQUESTS:
        sentence = f"就同一争议已报请指定管辖{len(earlier)}次，应当执行上级的指定，不得再行报请（次数为本市服务规范）"
        raise OutOfBounds("asked-too-often", sentence, article=article, field="act")
    said = {act.content.by_superior for act in attempt.whole.all(DesignateJurisdiction)}
    if attempt.content.superior in said | {act.content.superior for act in earlier}:
        sentence = "该机关已就此指定管辖；对指定仍有异议的，应当报请其上一级机关"
        raise OutOfOrder("asked-of-the-same", sentence, article=article, field="superior")


def first_keeps_it(attempt: Attempt[Content]) -> None:
    """Refuse to decide what another authority filed, or found, no later, and while a superior is asked."""
    record = attempt.record
    if is_disputed(record):
        sentence = "已报请共同的上一级机关指定管辖，指定以前不得作出处理决定，可以依法保全证据"
        article = attempt.cite("jurisdiction_transfer_once")
        raise OutOfOrder("jurisdiction-disputed", sentence, article=article, field="act")
    filed, opening = record.first(FileCase), record.opening
    by_finding = bool(attempt.cite("first_to_find_keeps"))
    ours = opening if by_finding else filed
    for other in in_question(record):
        theirs = other.content.found_on if by_finding else other.content.filed_on
        if ours is not None and ours.day < theirs:
            continue
        how = "发现（接到举报）" if by_finding else "立案"
        sentence = (
            f"“{other.content.authority}”{how}在先或者与本机关同日（{theirs.isoformat()}），本机关不得作出处理决定；"
            "应当移送，有争议的报请共同的上一级机关指定管辖"
        )
        raise OutOfOrder("first-filed-keeps", sentence, article=attempt.cite("jurisdiction_first_filed"), field="act")


@asks_for(
    AskedFor("notified", when="上级直接办理或者交下级办理的", must="须为是"),
    AskedFor("way", when="由上级直接处罚的", must="须有下级逾期不处理的事实"),
)
def a_superior_may(attempt: Attempt[DesignateJurisdiction]) -> None:
    """Refuse what only a superior may do to whoever is none, untold, or without its ground (办法 art. 15; 直接处罚)."""
    content, by = attempt.content, attempt.act.by
    holder = attempt.kind.holder(attempt.whole)
    if content.way == "designated" and holder is not None and content.by_superior == holder.unit:
        article = attempt.cite("jurisdiction_designation")
        sentence = "指定管辖由上级机关作出，现负责的单位不能自行指定"
        raise NotCompetent("not-a-superior", sentence, article=article, field="by_superior")
    if content.way == "designated" or holder is None:
        return
    article = attempt.cite(GROUND[content.way])
    if not article:
        before = attempt.cite("jurisdiction_designation")
        raise OutOfOrder("not-in-law", "当日的法律没有规定上级可以这样办理", article=before, field="way")
    _is_superior(attempt, holder.unit, holder.level, article)
    if not content.notified:
        raise Unclear("not-told", "须先通知下级机关和当事人", article=article, field="notified")
    if content.way == "in_place" and not is_late_with(OURS, attempt):
        sentence = "下级机关没有逾期不立案、不处理，上级不能代替作出处罚"
        raise OutOfOrder("not-idle", sentence, article=article, field="way")
    if by.unit and content.way in {"taken_up", "in_place"} and content.unit != by.unit:
        sentence = "提级管辖、直接处罚的，须由办理该项的上级机关自己负责"
        raise NotCompetent("not-itself", sentence, article=article, field="unit")


def _is_superior(attempt: Attempt[DesignateJurisdiction], unit: str, level: int, article: str) -> None:
    """Refuse whoever is not above the unit that has the case; only what is one's own is handed down, to no township."""
    content, by = attempt.content, attempt.act.by
    if content.way == "handed_down":
        opening = attempt.whole.opening
        rows = opening.content.answerable if opening else ()
        below = {row.unit for row in rows if row.level in BUREAU and row.level > level}
        may = by.unit == unit and content.unit in below
        sentence = "只有本机关管辖的案件可以交有管辖权的下级机关办理，不能交乡镇（街道）"
    else:
        may = bool(by.level) and by.level < level
        sentence = "只有上级机关可以提级管辖或者直接处罚"
    if not may:
        raise NotCompetent("not-a-superior", sentence, article=article, field="unit")


def is_late_with(rules: Iterable[str], now: Situation) -> bool:
    """Tell whether an open term of one of these rules has passed its last day."""
    clocks = clocks_of(now)
    waiting = [row for rule in rules for row in clocks.of_rule(rule, None) if row.is_open]
    days = [reckoned(row, clocks, now.law).last_day for row in waiting]
    return any(day is not None and day < now.day for day in days)


UNASKED = Condition(
    lambda now: not is_disputed(now.record),
    "已报请共同的上一级机关指定管辖，尚未指定，不得重复报请",
    "jurisdiction_designation",
)
ASKS = (
    Asks(DecidePenalty, first_keeps_it),
    Asks(DecideNoPenalty, first_keeps_it),
    Asks(DecideDailyPenalty, first_keeps_it),
    Asks(DecideOnTheSpot, first_keeps_it),
    Asks(ServeNotice, first_keeps_it),
    Asks(DesignateJurisdiction, a_superior_may),
)

STEPS = (
    Step(
        RecordOtherFiling,
        ANYBODY,
        needs=(after(FileCase, sentence="本机关尚未立案，须先“立案”，或者将案件移送已立案的机关"),),
        stage="filed_elsewhere",
        effects=(message("另一机关也已立案，由最先立案的机关管辖", "holder"),),
        citation=("jurisdiction_first_filed",),
    ),
    Step(
        RequestDesignation,
        ANYBODY,
        needs=(after(RecordOtherFiling), UNASKED),
        guards=(asked_of_a_higher_one,),
        opens=(Opens("norm.designation", owner=the_superior),),
        stage="designation_asked",
        effects=(document("关于指定管辖的请示", "请"), message("案件管辖有争议，报请指定管辖", "level-1")),
        citation=("jurisdiction_designation",),
    ),
)

PROCEDURE = Procedure(
    "jurisdiction",
    "管辖",
    STEPS,
    {"filed_elsewhere": "另一机关也已立案", "designation_asked": "已报请指定管辖"},
    ASKS,
)
