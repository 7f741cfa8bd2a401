"""To the police, for detention or for a suspected crime (移送公安机关).

移送适用行政拘留办法 art. 2, 10, 12: after the penalty decision, on the head's approval, the file reaches the police within its
working days. 行政执法机关移送涉嫌犯罪案件的规定 art. 5 and 衔接工作办法 art. 5, 6, 14: a special team reports, the head approves or not,
and the file goes within hours; so it does when the procuratorate asks for it. From then on time for the penalty
does not count (art. 16). What the police make of it, see `prosecution`.
"""

from datetime import date

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Excludes, Opens, Procedure, Step, after, ends, instant_of_act, labels, who
from law.instruments import Suspension
from law.refusals import OutOfOrder, Unclear
from models.acts import Content
from models.acts.crime import AnswerCrimeIndicator
from models.acts.filing import FileCase
from models.acts.investigation import InspectSite, Interview, ReceiveReport, TakeSample
from models.acts.referral import (
    AnnounceReferral,
    DecideCrimeReferral,
    DecideDetentionReferral,
    EnterPlatform,
    ReceiveReferralOpinion,
    ReferToPolice,
    ReportSuspectedCrime,
)
from models.acts.summary import DecideOnTheSpot
from models.people import Role
from procedures.platform import may_have_joined
from procedures.referral.detention import (
    detention_is_ripe,
    no_crime_is_in_question,
    not_referred_already,
    order_was_disobeyed,
    penalty_still_stands,
    trigger_is_that_of_the_file,
)
from procedures.referral.reading import about
from procedures.referral.signs import STATED, something_to_answer
from procedures.repetition import not_twice_a_day

BUREAU = (1, 2)
DESK = who(Role.CLERK, Role.OFFICER, levels=BUREAU, systems=True)
"""Who records what other bodies did."""

detention, crime = about("detention"), about("crime")


def decision_fits(attempt: Attempt[ReferToPolice]) -> None:
    """Refuse a referral that does not rest on a decision of its own kind (移送须有决定)."""
    crimes = (DecideCrimeReferral, ReceiveReferralOpinion)
    wanted: tuple[type[Content], ...] = crimes if attempt.content.kind == "crime" else (DecideDetentionReferral,)
    if attempt.record.act(attempt.content.of, *wanted) is None:
        known = "、".join(f"第{act.no}号" for act in attempt.record.all(*wanted)) or "尚无"
        sentence = f"“所指行为编号”（of）须是本案一项“{labels(wanted)}”的行为编号，现有：{known}"
        raise Unclear("no-such-act", sentence, field="of")


def referral_was_granted(attempt: Attempt[ReferToPolice]) -> None:
    """Refuse to send what the head did not approve (不批准移送的，不得移送)."""
    decision = attempt.record.act(attempt.content.of, DecideCrimeReferral)
    if decision is not None and not decision.content.granted:
        sentence = f"第{decision.no}号行为不批准移送，不能据以移送；情况有变的须重新报告并决定"
        raise OutOfOrder("referral-not-granted", sentence, article=attempt.cite("crime_transfer_decision"), field="of")


def _granted(attempt: Attempt[DecideCrimeReferral]) -> bool:
    return attempt.content.granted


def _not_suspected(attempt: Attempt[AnswerCrimeIndicator]) -> bool:
    return not attempt.content.suspected


def _crime_referred(attempt: Attempt[ReferToPolice]) -> Suspension | None:
    return "crime_transfer" if crime(attempt) else None


def _crime_on_the_platform(attempt: Attempt[ReferToPolice]) -> bool:
    return crime(attempt) and may_have_joined(attempt)


def _decided_on(attempt: Attempt[ReferToPolice]) -> date:
    """Return the day of the decision to refer, from which the entry in the platform is due (衔接工作办法 art. 34)."""
    decision = attempt.record.act(attempt.content.of, DecideCrimeReferral)
    return decision.day if decision is not None else attempt.day


FOUND = after(InspectSite, Interview, TakeSample, ReceiveReport, FileCase, DecideOnTheSpot)
"""Something was looked into: what nobody has investigated is no suspicion that could be referred."""

STEPS = (
    Step(AnnounceReferral, DESK, needs=(FOUND,), when_closed=True),
    Step(
        DecideDetentionReferral,
        who(Role.HEAD, levels=BUREAU, basis="detention_approval"),
        bars=(no_crime_is_in_question,),
        guards=(detention_is_ripe, trigger_is_that_of_the_file, order_was_disobeyed, not_referred_already),
        ends=ends("norm.detention_referral"),
        opens=(Opens("detention_transfer"),),
        for_one_party=True,
        stage="referral_decided",
        effects=(document("移送适用行政拘留环境违法案件审批表", "拘移审"),),
        citation=("detention_transfer",),
    ),
    Step(
        AnswerCrimeIndicator,
        who(Role.HEAD, levels=BUREAU, basis="crime_transfer_decision"),
        needs=(STATED,),
        guards=(something_to_answer,),
        ends=ends("norm.crime_answer", when=_not_suspected),
        stage="crime_answered",
        effects=(document("涉嫌犯罪线索研判表", "罪研"),),
        citation=("crime_special_team",),
    ),
    Step(
        ReportSuspectedCrime,
        who(Role.OFFICER, levels=BUREAU),
        needs=(FOUND,),
        ends=ends("norm.crime_answer"),
        opens=(Opens("crime_transfer_decision"),),
        stage="crime_reported",
        effects=(message("报告涉嫌犯罪", "level-2"),),
        citation=("crime_transfer_decision",),
    ),
    Step(
        DecideCrimeReferral,
        who(Role.HEAD, levels=BUREAU, basis="crime_transfer_decision"),
        ends=ends("crime_transfer_decision"),
        opens=(Opens("crime_transfer_send", when=_granted, starts=instant_of_act),),
        stage="referral_decided",
        effects=(document("涉嫌犯罪案件移送审批表", "罪移审"),),
        citation=("crime_transfer_decision",),
    ),
    Step(
        ReceiveReferralOpinion,
        DESK,
        guards=(not_twice_a_day,),
        opens=(Opens("procuratorate_transfer_opinion"),),
        effects=(message("收到建议移送的检察意见", "level-2"),),
        citation=("procuratorate_transfer_opinion",),
    ),
    Step(
        ReferToPolice,
        DESK,
        guards=(decision_fits, referral_was_granted, penalty_still_stands),
        ends=(
            *ends("detention_transfer", when=detention),
            *ends("crime_transfer_send", "procuratorate_transfer_opinion", "norm.detention_referral", when=crime),
            *ends("norm.crime_answer", when=crime),
        ),
        opens=(Opens("platform_entry", when=_crime_on_the_platform, starts=_decided_on),),
        begins_excluded=Excludes(_crime_referred),
        for_one_party=True,
        stage="referred",
        effects=(document("案件移送书", "移"),),
        citation=("referral_to_police",),
    ),
    Step(
        EnterPlatform,
        DESK,
        ends=ends("platform_entry"),
        when_closed=True,
        citation=("platform_entry",),
    ),
)

PROCEDURE = Procedure(
    "referral",
    "移送公安机关",
    STEPS,
    {
        "crime_answered": "已研判涉嫌犯罪线索",
        "crime_reported": "已报告涉嫌犯罪",
        "referral_decided": "已决定移送",
        "referred": "已移送公安机关",
    },
)
