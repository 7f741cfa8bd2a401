"""The administrative suit (行政诉讼), as the bureau that is sued lives through it.

行政诉讼法: the party sues within its period (art. 45, 46), not while a reconsideration is pending (art. 44; 行政复议法 art. 29),
and for a penalty on the spot only after one (行政复议法 art. 23). The bureau hands in evidence, norms and defence in
time, or is taken to have no evidence (art. 34, 67). The court judges within its term (art. 81, 83), and what it
says binds once the appeal period has run out (art. 85) or the court above has judged (art. 88): the suit fails, the
decision is varied, revoked, revoked to be made again, or declared unlawful or void (art. 69 to 77). Rulings that
reject a suit can be appealed, those that let it be withdrawn cannot (法释〔2018〕1号 art. 101).
"""

from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.clock import reckoned
from judging.clock_reading import clocks_of
from judging.effects import document, message
from judging.step import Ends, Opens, Procedure, Step, after, ends, who
from law.chinese import day as told
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.reconsideration import AcceptReconsideration, ApplyReconsideration
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit, ReceiveSuitCopy, SubmitDefence
from models.acts.summary import DecideOnTheSpot
from models.people import Role
from procedures.burdens import BURDENING
from procedures.competence import once_ours
from procedures.contests import contests, names_what_it_contests, pending, what_is_contested
from procedures.payment.returning import RETURN
from procedures.penalty.decisions import SERVING, in_effect, served_by
from procedures.penalty.gains_left import left_is_told
from procedures.periods import appeal_variant, suit_start
from procedures.redoing import TAKEN_UP, taken_up_is_told
from procedures.relief import BURDENED
from procedures.remedies import RECORDERS, binding_day
from procedures.revision import NO_RESULT, OBJECT_GONE, WITHDRAWAL

BUREAU = (1, 2)


def may_be_sued_at_once(now: Situation) -> bool:
    """Tell whether something was laid on the party that no reconsideration has to come before."""
    record = now.record
    return any(
        suit_start(record, served, now.law) is not None or contests(record, served)
        for served in record.all(*SERVING, *BURDENING)
    )


def may_be_sued(attempt: Attempt[FileSuit]) -> None:
    """Refuse a suit while a reconsideration is pending in its term or must come first, or beside another suit."""
    record, served = attempt.record, what_is_contested(attempt)
    contest = pending(record, served)
    if contest is not None and not _review_is_overdue(attempt, contest):
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，不得就同一行政行为起诉"
        raise OutOfOrder("contested", sentence, article=attempt.cite("suit_while_contested"))
    reviewed = any(not one.is_suit for one in contests(record, served))
    on_the_spot = served is not None and isinstance(served.content, DecideOnTheSpot)
    if not reviewed and served is not None and on_the_spot and suit_start(record, served, attempt.law) is None:
        sentence = "对当场作出的处罚决定不服的，应当先申请行政复议"
        raise OutOfOrder("reconsideration-first", sentence, article=attempt.cite("summary_review_first"))


def _review_is_overdue(attempt: Attempt[FileSuit], contest: Act[ApplyReconsideration | FileSuit]) -> bool:
    """Tell whether what is pending is a reconsideration whose term passed without a decision (行政诉讼法 art. 45)."""
    if not isinstance(contest.content, ApplyReconsideration):
        return False
    clocks = clocks_of(attempt)
    admitted = {act.no for act in attempt.record.pointing(contest.no, AcceptReconsideration)}
    terms = [row for row in clocks.of_rule("review_decision") if row.started_by.no in admitted]
    ends_on = [reckoned(row, clocks, attempt.law).last_day for row in terms]
    return any(last is not None and last < attempt.day for last in ends_on)


def evidence_goes_along(attempt: Attempt[SubmitDefence]) -> None:
    """Refuse a defence without the evidence and the norms relied on (行政诉讼法 art. 34, 67)."""
    if not attempt.content.with_evidence:
        sentence = "答辩须一并提交作出被诉行政行为的证据和所依据的规范性文件；逾期不提供的，视为没有相应证据"
        raise OutOfBounds("no-evidence", sentence, article=attempt.cite("suit_evidence"), field="with_evidence")


@asks_for(
    AskedFor("instance", when="没有上诉的", must="须为一审", rule="suit_appeal"),
    AskedFor("redo_by", must="只用于判决重新作出，须在裁判送达之后"),
)
def instance_is_right(attempt: Attempt[JudgeSuit]) -> None:
    """Refuse a second judgment of one instance, one of second instance without an appeal, and impossible outcomes."""
    content, record = attempt.content, attempt.record
    earlier = record.pointing(content.of, JudgeSuit)
    last = earlier[-1] if earlier else None
    appealed = last is not None and bool(record.pointing(last.no, AppealSuit))
    if content.instance == "second" and not appealed:
        raise OutOfOrder("no-appeal", "没有上诉，不会有二审裁判", article=attempt.cite("suit_appeal"), field="instance")
    if content.instance == "first" and last is not None and last.content.outcome != "remand":
        sentence = f"一审裁判已于{told(last.day)}送达（第{last.no}号行为）"
        raise OutOfOrder("judged-already", sentence, article=attempt.cite("suit_appeal"), field="instance")
    if content.outcome == "remand" and content.instance == "first":
        raise Unclear("impossible-outcome", "发回重审只能由二审法院裁定", field="outcome")
    if content.redo_by is not None and (content.outcome != "redo" or content.redo_by <= attempt.day):
        sentence = "“重新作出的期限”（redo_by）只用于判决重新作出，并且须晚于裁判送达日"
        raise Unclear("impossible-redo-day", sentence, field="redo_by")


def appeal_is_in_time(attempt: Attempt[AppealSuit]) -> None:
    """Refuse an appeal against what cannot be appealed, or after its days (行政诉讼法 art. 85)."""
    judgment = attempt.record.act(attempt.content.of, JudgeSuit)
    if judgment is None or not _is_open_to_appeal(judgment.content):
        sentence = "终审裁判和准许撤诉的裁定不得上诉"
        raise OutOfOrder("not-appealable", sentence, article=attempt.cite("second_instance"), field="of")
    last = attempt.law.latest_day("suit_appeal", judgment.day, appeal_variant(judgment.content))
    if last is not None and attempt.day > last:
        sentence = f"上诉期限已于{told(last)}届满，一审裁判已经发生法律效力"
        raise OutOfTime("appeal-too-late", sentence, article=attempt.cite("suit_appeal"), field="happened_at")


def _is_open_to_appeal(judged: JudgeSuit) -> bool:
    return judged.instance == "first" and judged.outcome != "withdrawn"


def _simple(attempt: Attempt[FileSuit]) -> str:
    return "summary" if attempt.content.simple else ""


def _appeal_of(attempt: Attempt[JudgeSuit]) -> str:
    return appeal_variant(attempt.content)


def _may_be_appealed(attempt: Attempt[JudgeSuit]) -> bool:
    return _is_open_to_appeal(attempt.content)


def _remands(attempt: Attempt[JudgeSuit]) -> bool:
    return attempt.content.outcome == "remand"


def _binds_from(attempt: Attempt[JudgeSuit]) -> date | None:
    return binding_day(attempt.record, attempt.act, attempt.law)


def _redo_by(attempt: Attempt[JudgeSuit]) -> date | None:
    return attempt.content.redo_by if in_effect(attempt.record, attempt.act) else None


STEPS = (
    Step(
        FileSuit,
        RECORDERS,
        needs=(BURDENED,),
        guards=(names_what_it_contests, may_be_sued),
        ends=tuple(
            Ends(rule, about=served_by) for rule in ("suit_direct", "suit_after_review", "suit_after_review_2026")
        ),
        opens=(Opens("trial_periods", _simple),),
        stage="sued",
        when_closed=True,
        effects=(message("当事人已提起行政诉讼", "holder"),),
        citation=("suit_brought",),
    ),
    Step(
        ReceiveSuitCopy,
        RECORDERS,
        needs=(after(FileSuit),),
        opens=(Opens("suit_defence"),),
        stage="suit_copy_received",
        when_closed=True,
        effects=(message("已收到起诉状副本，须按期举证答辩", "holder"),),
        citation=("suit_defence",),
    ),
    Step(
        SubmitDefence,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(ReceiveSuitCopy),),
        guards=(evidence_goes_along,),
        ends=ends("suit_defence"),
        stage="defended",
        when_closed=True,
        effects=(document("行政诉讼答辩状", "诉答"),),
        citation=("suit_defence",),
    ),
    Step(
        JudgeSuit,
        RECORDERS,
        needs=(after(FileSuit),),
        guards=(instance_is_right,),
        ends=(*ends("trial_periods"), *OBJECT_GONE, NO_RESULT, *TAKEN_UP),
        opens=(
            Opens("suit_appeal", _appeal_of, when=_may_be_appealed),
            Opens("trial_periods", when=_remands),
            Opens("redo_after_judgment", starts=once_ours(_binds_from), last_day=_redo_by),
            WITHDRAWAL,
            RETURN,
        ),
        stage="suit_judged",
        when_closed=True,
        effects=(message("行政裁判文书已送达", "holder"), left_is_told, taken_up_is_told),
        citation=("court_judgment",),
    ),
    Step(
        AppealSuit,
        RECORDERS,
        needs=(after(JudgeSuit),),
        guards=(appeal_is_in_time,),
        ends=ends("suit_appeal"),
        opens=(Opens("trial_periods", "appeal"),),
        stage="suit_appealed",
        when_closed=True,
        effects=(message("一审裁判已被上诉", "holder"),),
        citation=("suit_appeal",),
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
