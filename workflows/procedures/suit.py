"""The administrative suit (行政诉讼), as the bureau that is sued lives through it.

行政诉讼法: the party sues within its period (art. 45, 46), not while a review is pending (art. 44; 行政复议法 art. 29), and
for a penalty on the spot only after a review (行政复议法 art. 23). The bureau hands in evidence, norms and defence in
time, or is taken to have no evidence (art. 34, 67). The court judges within its term (art. 81, 83), and what it
says binds once the appeal period has run out (art. 85) or the court above has judged (art. 88): the suit fails, the
decision is varied, revoked, revoked to be made again, or declared unlawful or void (art. 69 to 77). Rulings that
reject a suit can be appealed, those that let it be withdrawn cannot (法释〔2018〕1号 art. 101).
"""

from datetime import date
from typing import Any, cast

from law.chinese import day as told
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit, ReceiveSuitCopy, SubmitDefence
from models.people import Role
from workflows.procedures import clock
from workflows.procedures.decisions import (
    SERVING,
    in_effect,
    names_its_decision,
    served_by,
    service_of,
    the_decision,
)
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import last_day_of, points_at
from workflows.procedures.record import Record
from workflows.procedures.remedies import RECORDERS, binding_day, contests, pending, suit_start
from workflows.procedures.revision import OBJECT_GONE, WITHDRAWAL
from workflows.procedures.step import Attempt, Ends, Opens, Procedure, Step, after, ends, who

SUIT = "《中华人民共和国行政诉讼法》"
REVIEW = "《中华人民共和国行政复议法》"
BUREAU = (1, 2)


def may_be_sued(attempt: Attempt) -> None:
    """Refuse a suit while a review is pending in its term, beside another suit, or before a review that comes first."""
    record, decision = attempt.record, the_decision(attempt)
    contest = pending(record, decision)
    if contest is not None and not (contest.name == "apply_review" and _review_is_overdue(attempt, contest)):
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，不得就同一处罚决定起诉"
        raise OutOfOrder("contested", sentence, article=f"{REVIEW}第29条、{SUIT}第44条")
    reviewed = any(not one.is_suit for one in contests(record, decision))
    service = cast("Act", service_of(record, decision))
    if not reviewed and suit_start(record, service, attempt.law) is None:
        sentence = "对当场作出的处罚决定不服的，应当先申请行政复议"
        raise OutOfOrder("review-first", sentence, article=f"{REVIEW}第23条第1款第1项")


def _review_is_overdue(attempt: Attempt, application: Act) -> bool:
    """Tell whether the review body let its term pass without deciding (行政诉讼法 art. 45)."""
    from workflows.procedures import STEPS  # noqa: PLC0415  the table holds this guard

    clocks = clock.read_clocks(attempt.record, STEPS, attempt.law)
    admitted = [act.no for act in attempt.record.all("admit_review") if cast("Any", act.content).of == application.no]
    terms = [row for row in clocks.of_rule("review_decision") if row.started_by.no in admitted]
    ends_on = [clock.reckoned(row, clocks, attempt.law).last_day for row in terms]
    return any(last is not None and last < attempt.day for last in ends_on)


def evidence_goes_along(attempt: Attempt) -> None:
    """Refuse a defence without the evidence and the norms relied on (行政诉讼法 art. 34, 67)."""
    if not cast("SubmitDefence", attempt.act.content).with_evidence:
        sentence = "答辩须一并提交作出处罚决定的证据和所依据的规范性文件；逾期不提供的，视为没有相应证据"
        raise OutOfBounds("no-evidence", sentence, article=f"{SUIT}第34条、第67条", field="with_evidence")


def instance_is_right(attempt: Attempt) -> None:
    """Refuse a second judgment of one instance, one of second instance without an appeal, and impossible outcomes."""
    content = cast("JudgeSuit", attempt.act.content)
    earlier = [act for act in attempt.record.all("judge_suit") if cast("JudgeSuit", act.content).of == content.of]
    last = earlier[-1] if earlier else None
    appealed = last is not None and any(
        cast("Any", act.content).of == last.no for act in attempt.record.all("appeal_suit")
    )
    remanded = last is not None and cast("JudgeSuit", last.content).outcome == "remand"
    if content.instance == "second" and not appealed:
        raise OutOfOrder("no-appeal", "没有上诉，不会有二审裁判", article=f"{SUIT}第85条", field="instance")
    if content.instance == "first" and last is not None and not remanded:
        sentence = f"一审裁判已于{told(last.day)}送达（第{last.no}号行为）"
        raise OutOfOrder("judged-already", sentence, article=f"{SUIT}第85条", field="instance")
    if content.outcome == "remand" and content.instance == "first":
        raise Unclear("impossible-outcome", "发回重审只能由二审法院裁定", field="outcome")
    if content.redo_by is not None and (content.outcome != "redo" or content.redo_by <= attempt.day):
        sentence = "“redo_by”只用于判决重新作出，并且须晚于裁判送达日"
        raise Unclear("impossible-redo-day", sentence, field="redo_by")


def appeal_is_in_time(attempt: Attempt) -> None:
    """Refuse an appeal against what cannot be appealed, or after its days (行政诉讼法 art. 85)."""
    judged = cast("Act", attempt.record.act(cast("AppealSuit", attempt.act.content).of))
    case = _appeal_case(attempt.record, judged)
    if not _may_be_appealed(attempt.record, judged):
        sentence = "终审裁判和准许撤诉的裁定不得上诉"
        raise OutOfOrder("not-appealable", sentence, article=f"{SUIT}第85条、第88条", field="of")
    last = last_day_of("suit_appeal", judged.day, attempt.law, case)
    if last is not None and attempt.day > last:
        sentence = f"上诉期限已于{told(last)}届满，一审裁判已经发生法律效力"
        raise OutOfTime("appeal-too-late", sentence, article=f"{SUIT}第85条", field="happened_at")


def _simple(_record: Record, act: Act) -> str:
    return "summary" if cast("FileSuit", act.content).simple else ""


def _appeal_case(_record: Record, act: Act) -> str:
    return "ruling" if cast("JudgeSuit", act.content).outcome == "reject" else "judgment"


def _may_be_appealed(_record: Record, act: Act) -> bool:
    content = cast("JudgeSuit", act.content)
    return content.instance == "first" and content.outcome != "withdrawn"


def _remands(_record: Record, act: Act) -> bool:
    return cast("JudgeSuit", act.content).outcome == "remand"


def _redo_by(record: Record, act: Act) -> date | None:
    content = cast("JudgeSuit", act.content)
    return content.redo_by if in_effect(record, act) else None


STEPS = (
    Step(
        FileSuit,
        RECORDERS,
        needs=(after(*SERVING),),
        guards=(names_its_decision, may_be_sued),
        ends=tuple(
            Ends(rule, about=served_by) for rule in ("suit_direct", "suit_after_review", "suit_after_review_2026")
        ),
        opens=(Opens("trial_periods", _simple),),
        stage="sued",
        when_closed=True,
        effects=(message("当事人已提起行政诉讼", "holder"),),
        citation=f"{SUIT}第45条、第46条",
    ),
    Step(
        ReceiveSuitCopy,
        RECORDERS,
        needs=(after("file_suit"),),
        guards=(points_at("file_suit"),),
        opens=(Opens("suit_defence"),),
        stage="suit_copy_received",
        once_each=True,
        when_closed=True,
        effects=(message("已收到起诉状副本，须按期举证答辩", "holder"),),
        citation=f"{SUIT}第67条",
    ),
    Step(
        SubmitDefence,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("receive_suit_copy"),),
        guards=(points_at("receive_suit_copy"), evidence_goes_along),
        ends=ends("suit_defence"),
        stage="defended",
        once_each=True,
        when_closed=True,
        effects=(document("行政诉讼答辩状", "诉答"),),
        citation=f"{SUIT}第67条",
    ),
    Step(
        JudgeSuit,
        RECORDERS,
        needs=(after("file_suit"),),
        guards=(points_at("file_suit"), instance_is_right),
        ends=(*ends("trial_periods"), *OBJECT_GONE),
        opens=(
            Opens("suit_appeal", _appeal_case, when=_may_be_appealed),
            Opens("trial_periods", when=_remands),
            Opens("redo_after_judgment", by_law=binding_day, last_day=_redo_by),
            WITHDRAWAL,
        ),
        stage="suit_judged",
        when_closed=True,
        effects=(message("行政裁判文书已送达", "holder"),),
        citation=f"{SUIT}第69条至第77条、第89条",
    ),
    Step(
        AppealSuit,
        RECORDERS,
        needs=(after("judge_suit"),),
        guards=(points_at("judge_suit"), appeal_is_in_time),
        ends=ends("suit_appeal"),
        opens=(Opens("trial_periods", "appeal"),),
        stage="suit_appealed",
        once_each=True,
        when_closed=True,
        effects=(message("一审裁判已被上诉", "holder"),),
        citation=f"{SUIT}第85条",
    ),
)

PROCEDURE = Procedure(
    "suit",
    "行政诉讼",
    STEPS,
    {
        "sued": "已起诉",
        "suit_copy_received": "已收到起诉状副本，待答辩",
        "defended": "已答辩",
        "suit_judged": "已裁判",
        "suit_appealed": "已上诉",
    },
)
