"""What is refused in a request for information: asked too late, answered without its ground, over an objection."""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.amounts.processing_fee import RULES, processing_fee
from law.chinese import day as told
from law.chinese import money
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.disclosure_request import (
    AskForCompletion,
    AskForReasons,
    ConsultOnDisclosure,
    DeemRequestAbandoned,
    NotifyProcessingFee,
    PostponeAnswer,
    ReceiveDisclosureRequest,
    RecordConsultation,
    RecordReasons,
    TellOfLongerAnswer,
    TellThirdParty,
)
from models.acts.terms import ExtendTerm
from models.chinese import value_of
from procedures.disclosure_request.reading import (
    COMPLETION_NOTICE,
    DISCLOSES,
    RULE,
    answer,
    awaited_until,
    is_awaited,
    last_word_day,
)

CONFIRMED = frozenset({"ordinary_post", "internet", "fax"})
"""The ways of which the day of receipt is that on which both sides confirm it (条例 art. 31)."""


@asks_for(AskedFor("is_confirmed", when="以平常信函、互联网、传真提交的", must="须为是", rule="gov_info_received"))
def receipt_counts(attempt: Attempt[ReceiveDisclosureRequest]) -> None:
    """Refuse a day of receipt that was not confirmed with the applicant, where the way it came asks for that."""
    content = attempt.content
    if content.channel in CONFIRMED and not content.is_confirmed:
        way = value_of("channel", content.channel, attempt.act.name)
        sentence = f"以{way}提交的申请，以与申请人确认之日为收到申请之日；请先确认，再按确认之日登记"
        raise Unclear("not-confirmed", sentence, article=attempt.cite("gov_info_received"), field="is_confirmed")


def asked_for_in_time(attempt: Attempt[AskForCompletion]) -> None:
    """Refuse to ask for completion after its working days: then the request is answered as it stands (条例 art. 30)."""
    opening = attempt.record.opening
    last = attempt.law.latest_day(RULE, opening.day, COMPLETION_NOTICE) if opening else None
    if last is not None and attempt.day > last:
        sentence = f"告知补正最迟应于{told(last)}作出，现已逾期，不得再要求补正；请按申请现有的内容答复"
        raise OutOfTime("asked-too-late", sentence, article=attempt.cite("gov_info_completion"), field="happened_at")


@asks_for(AskedFor("due", must="须晚于办理之日"))
def due_lies_ahead(attempt: Attempt[AskForCompletion | AskForReasons]) -> None:
    """Refuse a last day that leaves the applicant no time."""
    if attempt.content.due <= attempt.day:
        sentence = "所定最后一日须晚于告知之日，给申请人合理的时间"
        rule = "gov_info_completion" if isinstance(attempt.content, AskForCompletion) else "gov_info_excess"
        raise OutOfTime("no-time-left", sentence, article=attempt.cite(rule), field="due")


@asks_for(AskedFor("reasons", when="申请人已说明理由的"))
def reasons_or_silence(attempt: Attempt[RecordReasons]) -> None:
    """Refuse reasons without their words, and silence before the day that was set is over."""
    content, article = attempt.content, attempt.cite("gov_info_excess")
    asked = attempt.record.act(content.of, AskForReasons)
    if content.is_given and not content.reasons.strip():
        raise Unclear("no-reasons", "申请人已说明理由的，须写明其理由", article=article, field="reasons")
    if not content.is_given and asked is not None and attempt.day <= asked.content.due:
        sentence = f"说明理由的最后一日是{told(asked.content.due)}，期满以前不能认定申请人没有说明"
        raise OutOfTime("still-time", sentence, article=article, field="is_given")


@asks_for(AskedFor("until", must="须晚于办理之日"))
def reasons_are_good(attempt: Attempt[PostponeAnswer]) -> None:
    """Refuse to put the answer off where no reasons were given, or to a day that is past (条例 art. 35)."""
    content, article = attempt.content, attempt.cite("gov_info_excess")
    reasons = attempt.record.act(content.of, RecordReasons)
    if reasons is not None and not reasons.content.is_given:
        sentence = "申请人没有说明理由，不能以理由合理为由延迟答复；请告知不予处理或者依法答复"
        raise OutOfOrder("no-reasons-given", sentence, article=article, field="of")
    if content.until <= attempt.day:
        raise OutOfTime("no-time-left", "延迟答复的最后一日须晚于办理之日", article=article, field="until")


@asks_for(
    AskedFor("count", when="收取信息处理费的", must="须为累计的件数或者页数", rule="gov_info_fee"),
    AskedFor("amount", must="须为按收费标准算得的数额", rule="gov_info_fee"),
)
def fee_is_by_the_scale(attempt: Attempt[NotifyProcessingFee]) -> None:
    """Refuse a fee without what it is counted by, or another one than the scale gives (按件、按量超额累进计收).

    A scale that is kept from memory alone is held against nobody.
    """
    content = attempt.content
    if content.count is None:
        sentence = "须写明累计的件数（按件计收）或者页数（按量计收），据以核对信息处理费的数额"
        raise Unclear("no-count", sentence, article=attempt.cite(RULES[content.by]), field="count")
    whole, before = (
        processing_fee(content.by, one, attempt.day, attempt.law) for one in (content.count, content.charged)
    )
    due = whole.amount - before.amount
    if content.amount != due and attempt.law.catalogue.provision(RULES[content.by], attempt.day).binds:
        working = "，".join(f"{one.label}{one.formula}" for one in whole.steps) or "不收费"
        less = f"，减去已经计收的{money(before.amount)}" if before.amount else ""
        sentence = f"按收费标准应收{money(due)}（{working}{less}），不是{money(content.amount)}"
        raise OutOfBounds("not-by-the-scale", sentence, article=attempt.cite(RULES[content.by]), field="amount")


@asks_for(
    AskedFor("party", when="征求第三方意见的", rule="gov_info_third_party"),
    AskedFor("authority", when="征求共同制作机关意见的", rule="gov_info_joint"),
)
def says_who_is_asked(attempt: Attempt[ConsultOnDisclosure]) -> None:
    """Refuse to consult nobody, or two at once: each has a letter and days of its own."""
    content = attempt.content
    if content.whom == "third_party" and (content.party is None or content.authority):
        sentence = "征求第三方意见的，写明第三方（party），不写机关"
        raise Unclear("who-is-asked", sentence, article=attempt.cite("gov_info_third_party"), field="party")
    if content.whom == "authority" and (content.party is not None or not content.authority.strip()):
        sentence = "征求共同制作机关意见的，写明机关名称（authority），不写第三方"
        raise Unclear("who-is-asked", sentence, article=attempt.cite("gov_info_joint"), field="authority")


@asks_for(AskedFor("reason", when="不同意公开的"), AskedFor("has_good_reason", must="只用于不同意公开的意见"))
def word_or_silence(attempt: Attempt[RecordConsultation]) -> None:
    """Refuse silence before the days are over, and an objection without what it says."""
    content = attempt.content
    asked = attempt.record.act(content.of, ConsultOnDisclosure)
    article = attempt.cite(RULE if asked is None else _rule(asked.content))
    last = last_word_day(asked, attempt.law) if asked is not None else None
    if content.says == "silent" and last is not None and attempt.day <= last:
        sentence = f"提出意见的最后一日是{told(last)}，期满以前不能认定逾期未提出意见"
        raise OutOfTime("still-time", sentence, article=article, field="says")
    if content.says == "objects" and not content.reason.strip():
        raise Unclear("no-reason", "不同意公开的，须写明其理由", article=article, field="reason")
    if content.has_good_reason and content.says != "objects":
        raise Unclear(
            "no-objection", "只有不同意公开的意见才认定理由是否合理", article=article, field="has_good_reason"
        )


def _rule(asked: ConsultOnDisclosure) -> str:
    return "gov_info_third_party" if asked.whom == "third_party" else "gov_info_joint"


def extension_is_of_the_answer(attempt: Attempt[TellOfLongerAnswer]) -> None:
    """Refuse to tell the applicant of an extension that is not one of the days to answer."""
    extension = attempt.record.act(attempt.content.of, ExtendTerm)
    if extension is not None and not extension.content.term.startswith(f"{RULE}#"):
        sentence = "所指的延长不是答复期限的延长"
        raise Unclear("not-of-the-answer", sentence, article=attempt.cite("gov_info_extension"), field="of")


def something_is_disclosed(attempt: Attempt[TellThirdParty]) -> None:
    """Refuse to tell a third party of a disclosure that nobody decided on (条例 art. 32)."""
    given = answer(attempt.record)
    if given is None or given.content.outcome not in DISCLOSES:
        sentence = "没有决定公开第三方不同意公开的信息，无须告知"
        article = attempt.cite("gov_info_third_party")
        raise OutOfOrder("nothing-disclosed", sentence, article=article, field="of")


def nothing_came(attempt: Attempt[DeemRequestAbandoned]) -> None:
    """Refuse to deem abandoned what was completed or paid for, or before its last day is over."""
    asked = attempt.record.act(attempt.content.of, AskForCompletion, NotifyProcessingFee)
    if asked is None:
        return
    is_fee = isinstance(asked.content, NotifyProcessingFee)
    article = attempt.cite("gov_info_fee") if is_fee else attempt.cite("gov_info_completion")
    if not is_awaited(attempt.record, asked):
        done = "缴费" if is_fee else "补正"
        raise OutOfOrder("it-came", f"申请人已经{done}，不能视为放弃申请", article=article, field="of")
    last = awaited_until(asked, attempt.law)
    if last is not None and attempt.day <= last:
        sentence = f"最后一日是{told(last)}，期满以前不能视为放弃申请"
        raise OutOfTime("still-time", sentence, article=article, field="happened_at")
