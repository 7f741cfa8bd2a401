"""Restriction of production (限制生产).

环境保护法 art. 60, from 2026-08-15 生态环境法典 art. 1107; 限制生产、停产整治办法. For discharge above the standard or the daily total
(办法 art. 5): notice, then the head's decision (art. 10, 11), served within its term (art. 14), for as long as it
says, within three months and once three more (art. 15(1)) of which the party is told, and never before it is served. It
is lifted on the day the party files that it has rectified (art. 17). Who still exceeds the standard under it may be
stopped (art. 6(4)).
"""

from datetime import date

from judging.attempt import Attempt, Situation
from judging.clock import reckoned
from judging.clock_reading import clocks_of
from judging.effects import document, message
from judging.record import Record
from judging.serving import effective_day
from judging.step import Ends, Opens, Procedure, Step, after, ends, who
from law.chinese import day
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.terms import reckon
from models.acts import Act
from models.acts.investigation import ReceiveReport
from models.acts.restriction import (
    DecideRestriction,
    EndRestriction,
    FileRestrictionPlan,
    FollowUpRestriction,
    LiftRestriction,
    NotifyRestrictionExtension,
    ServeRestriction,
    SuperviseRestriction,
)
from models.acts.terms import ExtendTerm
from models.people import Role
from procedures.binding import binds_from
from procedures.competence import WITH_US
from procedures.contests import undone_by
from procedures.deliberation import nothing_holds_it_back
from procedures.legal_basis import basis_is_in_force
from procedures.measure_notice import BUREAU, EVIDENCE, decided_as_noticed, defence_over, noticed
from procedures.officers import two_certified_officers
from procedures.publicity.disclosure import disclosed
from procedures.rectification import (
    RESTRICTION,
    deliberated,
    end_step,
    first_completed,
    lift_step,
    own_document,
    plan_step,
    service_step,
    stated_where_it_says,
    still_in_force,
    unanswered,
)
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.service import service_is_proved

PERIOD = "restrict_production_period"


def _starts(attempt: Attempt[DecideRestriction]) -> date | None:
    return binds_from(attempt.record, attempt.act, attempt.law)


def _until(attempt: Attempt[DecideRestriction]) -> date:
    return attempt.content.until


def _completed(attempt: Attempt[SuperviseRestriction]) -> bool:
    return first_completed(RESTRICTION, attempt)


def period_is_lawful(attempt: Attempt[DecideRestriction]) -> None:
    """Refuse a restriction that begins before it is decided or lasts longer than the rules allow (限制生产期限)."""
    content = attempt.content
    cited = attempt.law.catalogue.provision(PERIOD, attempt.day)
    if not attempt.day <= content.starts_on < content.until:
        sentence = "限制生产的起始日期不得早于决定日期，截止日期须晚于起始日期"
        raise OutOfTime("period-reversed", sentence, article=cited.shown, field="starts_on")
    last = reckon(content.starts_on, cited.limit(), attempt.law.calendar, rolls=False).last_day
    if last is not None and content.until > last:
        sentence = f"限制生产自{day(content.starts_on)}起最迟至{day(last)}；情况复杂的，届满前可以依法延长"
        raise OutOfBounds("restriction-too-long", sentence, article=cited.shown, field="until")


def ground_is_in_the_file(attempt: Attempt[DecideRestriction]) -> None:
    """Refuse to restrict for an excess where every report of the file finds none (办法 art. 5)."""
    reports = attempt.record.all(ReceiveReport)
    if attempt.content.ground == "over_standard" and reports and not any(one.content.exceeds for one in reports):
        sentence = f"第{reports[-1].no}号“{reports[-1].content.label}”没有认定超标，不能以超过排放标准责令限制生产"
        article = attempt.cite("restriction_decision")
        raise OutOfBounds("file-shows-otherwise", sentence, article=article, field="ground")


def served_while_it_lasts(attempt: Attempt[ServeRestriction]) -> None:
    """Refuse to serve a restriction whose time is over: it binds from its service only (限制生产的生效)."""
    decision = attempt.record.act(attempt.content.of, DecideRestriction)
    if decision is not None and effective_day(attempt.act, attempt.law) >= decision.content.until:
        sentence = f"限制生产决定所定期限至{day(decision.content.until)}届满，未送达的部分没有生效，须重新决定"
        raise OutOfTime("over-before-service", sentence, article=attempt.cite("stop_decision_service"), field="of")


def binds_that_day(attempt: Attempt[SuperviseRestriction]) -> None:
    """Refuse to find disobeyed what does not bind yet, or no longer (限制生产的起止): served, begun, and not expired."""
    decision = attempt.record.act(attempt.content.of, DecideRestriction)
    first = binds_from(attempt.record, decision, attempt.law) if decision is not None else None
    if decision is None or first is None or attempt.content.is_obeyed:
        return
    if attempt.day < first:
        sentence = f"限制生产自{day(first)}起，此前不存在拒不执行"
        raise OutOfTime("not-begun-yet", sentence, article=attempt.cite(PERIOD), field="is_obeyed")
    last = restricted_until(attempt, decision)
    if attempt.day > last:
        sentence = f"限制生产至{day(last)}届满，届满之后不存在拒不执行；延长须在届满之前告知当事人才生效"
        raise OutOfTime("restriction-expired", sentence, article=attempt.cite(PERIOD), field="is_obeyed")


def restricted_until(now: Situation, decision: Act[DecideRestriction]) -> date:
    """Return the last day of a restriction, with the extensions that the party was told of."""
    clocks = clocks_of(now)
    found = clocks.all.get(f"{PERIOD}#{decision.no}")
    last = reckoned(found, clocks, now.law).last_day if found is not None else None
    return last or decision.content.until


def extension_is_of_a_restriction(attempt: Attempt[NotifyRestrictionExtension]) -> None:
    """Refuse to tell the party of an extension that is not one of a restriction."""
    extension = attempt.record.act(attempt.content.of, ExtendTerm)
    if extension is not None and not extension.content.term.startswith(f"{PERIOD}#"):
        sentence = "所指的延长不是限制生产期限的延长"
        raise Unclear("not-of-a-restriction", sentence, article=attempt.cite(PERIOD), field="of")


def extension_is_told_once(attempt: Attempt[NotifyRestrictionExtension]) -> None:
    """Refuse to tell the party of an extension twice, unless what told it was set aside since."""
    told = attempt.whole.pointing(attempt.content.of, NotifyRestrictionExtension)
    standing = [one for one in told if one.no != attempt.act.no and undone_by(attempt.whole, one) is None]
    if standing:
        sentence = f"该次延长已于{day(standing[0].day)}告知当事人（第{standing[0].no}号行为），不得重复"
        raise OutOfOrder("already-done", sentence, article=attempt.cite("restriction_extension"), field="of")


def extension_is_told_in_time(attempt: Attempt[NotifyRestrictionExtension]) -> None:
    """Refuse to tell of an extension once the restriction is over: what bound nobody any more is not revived (延长)."""
    extension = attempt.record.act(attempt.content.of, ExtendTerm)
    extended = clocks_of(attempt).all.get(extension.content.term) if extension is not None else None
    content = extended.started_by.content if extended is not None else None
    if isinstance(content, DecideRestriction) and effective_day(attempt.act, attempt.law) > content.until:
        sentence = f"限制生产已于{day(content.until)}届满，此后告知的延长不能溯及以前，须重新决定"
        raise OutOfTime("over-before-service", sentence, article=attempt.cite("restriction_extension"), field="of")


def extension_stands(record: Record, extension: int) -> bool:
    """Tell whether an extension counts: the party was told of it, and what told it was not set aside (告知延长)."""
    told = record.pointing(extension, NotifyRestrictionExtension)
    return any(undone_by(record, one) is None for one in told)


STEPS = (
    Step(
        DecideRestriction,
        who(Role.HEAD, levels=BUREAU, basis="stop_approval"),
        needs=(WITH_US, EVIDENCE, noticed("restriction", article="restriction_notice")),
        bars=(defence_over("restriction"), nothing_holds_it_back),
        guards=(
            stated_where_it_says(RESTRICTION),
            ground_is_in_the_file,
            period_is_lawful,
            deliberated(RESTRICTION),
            basis_is_in_force,
            decided_as_noticed(RESTRICTION.key),
        ),
        opens=(
            Opens("stop_decision_service"),
            Opens(PERIOD, starts=_starts, last_day=_until, is_told=extension_stands),
        ),
        stage="restriction_decided",
        effects=(own_document("责令限制生产决定书", "限"), disclosed("责令限制生产决定", "限制生产")),
        citation=("restriction_decision",),
    ),
    service_step(RESTRICTION, ServeRestriction, served_while_it_lasts),
    Step(
        NotifyRestrictionExtension,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(ServeRestriction), after(ExtendTerm)),
        guards=(
            extension_is_of_a_restriction,
            extension_is_told_once,
            extension_is_told_in_time,
            service_is_proved,
        ),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="restriction_extended",
        effects=(document("延长限制生产期限决定书", "限延"), disclosed("限制生产延期", "限制生产")),
        citation=("restriction_extension",),
    ),
    plan_step(RESTRICTION, FileRestrictionPlan),
    Step(
        SuperviseRestriction,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(ServeRestriction),),
        guards=(two_certified_officers, still_in_force(RESTRICTION), binds_that_day),
        ends=(Ends("norm.post_supervision", unanswered(ServeRestriction, SuperviseRestriction)),),
        opens=(Opens("resume_filing", when=_completed),),
        stage="restriction_supervised",
        citation=("stop_post_supervision",),
    ),
    lift_step(RESTRICTION, LiftRestriction, PERIOD),
    Step(
        FollowUpRestriction,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(LiftRestriction),),
        guards=(two_certified_officers,),
        ends=ends("resume_followup"),
        stage="restriction_followed_up",
        effects=(message("限制生产解除后跟踪检查", "holder"),),
        citation=("resume_followup",),
    ),
    end_step(RESTRICTION, EndRestriction, PERIOD),
)

PROCEDURE = Procedure(
    "restriction",
    "限制生产",
    STEPS,
    {
        "restriction_decided": "已决定限制生产",
        "restriction_served": "限制生产中",
        "restriction_extended": "限制生产已延期",
        "restriction_planned": "整改方案已备案",
        "restriction_supervised": "已后督察",
        "restriction_lifted": "已解除限制生产",
        "restriction_followed_up": "已跟踪检查",
        "restriction_ended": "限制生产自行终止",
    },
)
