"""A request for government information (依申请公开): received, made complete, consulted on, answered, contested."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, DayAhead, PointsAt, Served
from models.acts.finding import OpensAtPlace
from models.acts.penalty import Yuan
from models.documents import Remedies
from models.people import PartyRef
from models.values import Count, Day, Line, MaybeLine, MaybeText, Text

Channel = Literal["in_person", "registered_post", "ordinary_post", "internet", "fax", "oral"]
"""Which way it came (申请渠道): from that follows on which day it counts as received (条例 art. 31)."""
Wanted = Literal["paper", "electronic", "inspection", "other"]
"""How the applicant wants it: on paper, as data, to look into, otherwise (获取信息的方式)."""
Outcome = Literal[
    "published",
    "provided",
    "partly",
    "refused",
    "absent",
    "not_made",
    "not_ours",
    "repeated",
    "special",
    "not_a_request",
    "publication",
    "unprocessed",
]
"""The kinds of answer there are (条例 art. 35 to 39)."""
Withheld = Literal[
    "state_secret", "law_forbids", "public_safety", "third_party", "internal", "process", "enforcement_file"
]
"""Why something is not disclosed (条例 art. 14 to 16)."""


class ReceiveDisclosureRequest(OpensAtPlace):
    """A request arrived (收到政府信息公开申请); who applies and in what words is sealed elsewhere under `sealed`.

    Its day is the day that counts as that of the receipt (收到申请之日, 条例 art. 31).
    """

    act: Literal["receive_disclosure_request"] = "receive_disclosure_request"
    label = "收到政府信息公开申请"
    fixed = frozenset({"answerable", "sealed"})
    channel: Channel
    is_confirmed: bool = False
    """Whether the receipt was confirmed with the applicant (双方确认), where the way it came asks for that."""
    wanted: Text
    """Name, number or other features of the information (名称、文号或者其他特征性描述), without a word about who applies."""
    manner: Wanted = "paper"
    sealed: Line


class AskForCompletion(Content):
    """The applicant is told, once, what is unclear and until when to say it (一次性告知补正)."""

    act: Literal["ask_for_completion"] = "ask_for_completion"
    label = "告知补正"
    lacking: Text
    due: Annotated[Day, DayAhead()]
    """The reasonable last day to complete it (合理的补正期限)."""


class CompleteDisclosureRequest(Content):
    """The completed request has come (收到补正的申请): the days to answer run from here."""

    act: Literal["complete_disclosure_request"] = "complete_disclosure_request"
    label = "收到补正的申请"
    of: Annotated[int, PointsAt("ask_for_completion", once=True)]
    wanted: Text


class AskForReasons(Content):
    """So many requests, or so often, that the applicant has to give reasons (要求说明理由, 条例 art. 35)."""

    act: Literal["ask_for_reasons"] = "ask_for_reasons"
    label = "要求说明申请理由"
    frequency: Text
    """What is clearly beyond the reasonable: how many, in what time (数量、频次明显超过合理范围的情况)."""
    due: Annotated[Day, DayAhead()]


class RecordReasons(Content):
    """The applicant's reasons, or that none were given in time (申请人说明理由)."""

    act: Literal["record_reasons"] = "record_reasons"
    label = "记录申请理由"
    of: Annotated[int, PointsAt("ask_for_reasons", once=True)]
    is_given: bool
    reasons: MaybeText = ""


class PostponeAnswer(Approved):
    """The reasons are good, but the answer takes longer than the law allows (确定延迟答复的合理期限并告知)."""

    act: Literal["postpone_answer"] = "postpone_answer"
    label = "确定延迟答复期限"
    of: Annotated[int, PointsAt("record_reasons", once=True)]
    until: Annotated[Day, DayAhead()]
    reason: Text


class NotifyProcessingFee(Approved):
    """The applicant is told to pay for the processing (信息处理费收费通知), for what is beyond the reasonable."""

    act: Literal["notify_processing_fee"] = "notify_processing_fee"
    label = "发出信息处理费收费通知"
    of: Annotated[int, PointsAt("record_reasons", once=True)]
    by: Literal["item", "volume"]
    """Counted by requests or by pages (按件、按量计收), never by both."""
    count: Annotated[Count | None, Field(gt=0)] = Field(default=None, exclude_if=lambda count: count is None)
    """How many in all: of the applicant's requests in the month, or of the pages asked for (件数、页数)."""
    charged: Count = Field(default=0, exclude_if=lambda count: not count)
    """How many of these were charged for by an earlier notice (已经计收的件数、页数)."""
    amount: Annotated[Yuan, Field(gt=0)]
    reckoning: Text
    """How the amount was arrived at (收费的依据、标准、数额的计算)."""


class RecordProcessingFee(Content):
    """The fee was paid (缴纳信息处理费): the days to answer run anew from the next day."""

    act: Literal["record_processing_fee"] = "record_processing_fee"
    label = "收到信息处理费"
    of: Annotated[int, PointsAt("notify_processing_fee", once=True)]
    receipt: Line


class ConsultOnDisclosure(Served):
    """A third party, or an authority that made it as well, is asked in writing (书面征求意见): its days run from here."""

    act: Literal["consult_on_disclosure"] = "consult_on_disclosure"
    label = "征求意见"
    whom: Literal["third_party", "authority"]
    """Whose lawful interests it may harm (条例 art. 32), or an authority that made it too (art. 34)."""
    party: PartyRef | None = None
    """The third party, by the register's number."""
    authority: MaybeLine = ""
    concerns: Text
    """What of the information concerns them; nothing of who applies."""


class RecordConsultation(Content):
    """What the third party or the authority says, or that its days passed in silence (征求意见的结果)."""

    act: Literal["record_consultation"] = "record_consultation"
    label = "记录征求意见结果"
    of: Annotated[int, PointsAt("consult_on_disclosure", once=True)]
    says: Literal["agrees", "objects", "silent"]
    has_good_reason: bool = False
    """Whether an objection has a reasonable ground (不同意公开且有合理理由)."""
    reason: MaybeText = ""


class TellOfLongerAnswer(Content):
    """The applicant is told that the answer takes longer (告知延长答复期限)."""

    act: Literal["tell_of_longer_answer"] = "tell_of_longer_answer"
    label = "告知延长答复期限"
    of: Annotated[int, PointsAt("extend_term", once=True)]
    """The number of the extension (延长期限)."""
    reason: Text


class AnswerDisclosureRequest(Approved):
    """The answer is given (答复申请人); its day is that on which it is handed over or sent off (交付、寄出、发出之日)."""

    act: Literal["answer_disclosure_request"] = "answer_disclosure_request"
    label = "答复政府信息公开申请"
    outcome: Outcome
    withheld: Withheld | None = None
    reason: Text
    """What the answer tells: where it is published, what is provided, why not, what was searched."""
    means: MaybeText = ""
    """How, where and when it is to be had (获取方式、途径和时间)."""
    left_out: MaybeText = ""
    """What of it is not disclosed, where it can be told apart (区分处理后不予公开的部分)."""
    searched: MaybeText = ""
    """Where and by what words it was looked for (检索的范围和方法)."""
    competent: MaybeLine = ""
    """Which authority discloses it, and how it is reached (负责公开的机关及联系方式)."""
    earlier: MaybeLine = ""
    """The number of the request that was answered before (先前已经答复的申请)."""
    public_interest: MaybeText = ""
    """Why it is disclosed over a third party's reasonable objection (不公开可能对公共利益造成重大影响)."""
    remedies: Remedies | None = None


class ServeDisclosureAnswer(Served):
    """The answer has reached the applicant (答复送达): from here they may contest it."""

    act: Literal["serve_disclosure_answer"] = "serve_disclosure_answer"
    label = "送达答复"
    of: Annotated[int, PointsAt("answer_disclosure_request", once=True)]


class TellThirdParty(Content):
    """A third party that objected is told in writing what is disclosed, and why (书面告知第三方)."""

    act: Literal["tell_third_party"] = "tell_third_party"
    label = "告知第三方"
    of: Annotated[int, PointsAt("record_consultation")]
    disclosed: Text
    reason: Text


class DeemRequestAbandoned(Approved):
    """Not completed, or not paid for, in time without a good reason: it is dealt with no more (视为放弃申请)."""

    act: Literal["deem_request_abandoned"] = "deem_request_abandoned"
    label = "视为放弃申请"
    of: Annotated[int, PointsAt("ask_for_completion", "notify_processing_fee", once=True)]
    reason: Text
    """What was checked: that nothing came, and no good reason is known (无正当理由)."""


class WithdrawDisclosureRequest(Content):
    """The applicant takes the request back (申请人撤回申请)."""

    act: Literal["withdraw_disclosure_request"] = "withdraw_disclosure_request"
    label = "申请人撤回申请"
    way: Literal["written", "oral"] = "written"
    reason: MaybeText = ""


class RecordAnswerContested(Content):
    """The applicant, or a third party, contests the answer (对答复申请复议、提起诉讼)."""

    act: Literal["record_answer_contested"] = "record_answer_contested"
    label = "答复被申请复议或者起诉"
    of: Annotated[int, PointsAt("serve_disclosure_answer")]
    way: Literal["review", "suit"]
    body: Line
    """Which government reviews it, or which court hears it."""


class RecordContestEnded(Content):
    """The review or the suit is over and the answer stands (复议、诉讼终结，答复不变)."""

    act: Literal["record_contest_ended"] = "record_contest_ended"
    label = "复议或者诉讼终结，答复不变"
    of: Annotated[int, PointsAt("record_answer_contested", once=True)]
    document_no: Line
    result: Text


class RecordAnswerOverturned(Content):
    """The answer was set aside and is to be given anew (答复被撤销或者确认违法，责令重新答复)."""

    act: Literal["record_answer_overturned"] = "record_answer_overturned"
    label = "答复被撤销，责令重新答复"
    of: Annotated[int, PointsAt("record_answer_contested", once=True)]
    document_no: Line
    due: Annotated[Day | None, DayAhead()] = None
    """The last day that was set for the new answer; None = the days of the law run."""
    result: Text


class ArchiveDisclosureRequest(Content):
    """The file of the request is ordered and handed to the archive (依申请公开案卷归档); it ends."""

    act: Literal["archive_disclosure_request"] = "archive_disclosure_request"
    label = "依申请公开案卷归档"
