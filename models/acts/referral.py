"""To the police, and what police, procuratorate and court did there (移送公安机关), as it is recorded here."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, OfParty, PointsAt
from models.acts.crime import OfSuspect
from models.acts.penalty import Yuan
from models.values import Count, Line, MaybeText, Moment, Several, Text

Referral = Literal["detention", "crime"]
"""行政拘留、涉嫌犯罪."""

REFERRAL_NAMES: dict[str, str] = {"detention": "移送适用行政拘留", "crime": "移送涉嫌犯罪"}

Trigger = Literal[
    "eia_stop_order_ignored",
    "unlicensed_stop_order_ignored",
    "evasion",
    "banned_pesticide",
    "farmland_discharge",
    "soil_measures_refused",
    "solid_waste",
]
"""The kinds of conduct for which the law provides detention (移送行政拘留的情形)."""


class AnnounceReferral(Content):
    """It is said that the case will go to the police (拟移送公安机关); nothing is decided yet."""

    act: Literal["announce_referral"] = "announce_referral"
    label = "拟移送公安机关"
    kind: Referral


class DecideDetentionReferral(Approved):
    """The referral for detention is approved (决定移送适用行政拘留)."""

    act: Literal["decide_detention_referral"] = "decide_detention_referral"
    label = "决定移送适用行政拘留"
    trigger: Trigger
    reason: Text


class ReportSuspectedCrime(Content):
    """The special team reports a suspected crime to the head (移送涉嫌犯罪案件的书面报告)."""

    act: Literal["report_suspected_crime"] = "report_suspected_crime"
    label = "报告涉嫌犯罪"
    indicators: Several[Line]
    """The signs of crime that were found (涉嫌犯罪的情形)."""
    report: Text


class DecideCrimeReferral(Approved):
    """The head approves the referral or not, with reasons (批准或者不批准移送)."""

    act: Literal["decide_crime_referral"] = "decide_crime_referral"
    label = "决定是否移送涉嫌犯罪案件"
    of: Annotated[int, PointsAt("report_suspected_crime", once=True)]
    granted: bool
    reason: Text


class ReceiveReferralOpinion(Content):
    """The procuratorate's opinion that the case be referred arrives (建议移送的检察意见)."""

    act: Literal["receive_referral_opinion"] = "receive_referral_opinion"
    label = "收到建议移送的检察意见"
    summary: MaybeText = ""


class ReferToPolice(Content):
    """Letter, file and list reach the police of the same level (移送公安机关)."""

    act: Literal["refer_to_police"] = "refer_to_police"
    label = "移送公安机关"
    kind: Referral
    of: Annotated[
        int, PointsAt("decide_detention_referral", "decide_crime_referral", "receive_referral_opinion", once=True)
    ]
    """The number of the decision to refer, or of the procuratorate's opinion."""


class RecordPoliceAcceptance(Content):
    """The police accept what was referred (公安机关受案、接受案件)."""

    act: Literal["record_police_acceptance"] = "record_police_acceptance"
    label = "公安机关接受案件"
    of: Annotated[int, PointsAt("refer_to_police", once=True)]
    review: Literal["ordinary", "clue", "complex"] = "ordinary"
    """Whether the clue has to be looked into, or the case is grave and complex (线索需要查证、案情重大复杂)."""


class RecordSupplementRequest(Content):
    """The police say in writing what is missing (告知补充、补正材料)."""

    act: Literal["record_supplement_request"] = "record_supplement_request"
    label = "公安机关告知补充材料"
    of: Annotated[int, PointsAt("refer_to_police")]
    """The number of the referral."""


class SupplementMaterials(Content):
    """What was missing is handed in, or it is explained why it cannot be (补充、补正材料)."""

    act: Literal["supplement_materials"] = "supplement_materials"
    label = "补充材料"
    of: Annotated[int, PointsAt("record_supplement_request")]
    """The number of the request."""


class RecordPoliceReturn(Content):
    """The police send the file back, with reasons (退回案卷)."""

    act: Literal["record_police_return"] = "record_police_return"
    label = "公安机关退回案卷"
    of: Annotated[int, PointsAt("refer_to_police", once=True)]
    """The number of the referral."""
    ground: Literal["not_detainable", "wrong_jurisdiction", "other"]
    found_at: Moment | None = None
    """When the police found that they are not competent, where they say so."""


class RecordDetention(OfSuspect):
    """The police decide on the detention of a party, or of a person responsible in it (行政拘留决定)."""

    has_to_name = True
    act: Literal["record_detention"] = "record_detention"
    label = "公安机关决定行政拘留"
    of: Annotated[int, PointsAt("refer_to_police", once=True)]
    """The number of the referral."""
    days: Count | None = None


class ReceiveDetentionCopy(Content):
    """The copy of the decision arrives (行政拘留决定书抄送)."""

    act: Literal["receive_detention_copy"] = "receive_detention_copy"
    label = "收到拘留决定书抄件"
    of: Annotated[int, PointsAt("record_detention")]


class RecordPoliceFiling(OfSuspect):
    """The police file the case (公安机关立案)."""

    act: Literal["record_police_filing"] = "record_police_filing"
    label = "公安机关立案"
    of: Annotated[int, PointsAt("refer_to_police", once=True)]
    """The number of the referral."""


class RecordPoliceRefusal(OfSuspect):
    """The police do not file the case (公安机关不予立案)."""

    act: Literal["record_police_refusal"] = "record_police_refusal"
    label = "公安机关不予立案"
    of: Annotated[int, PointsAt("refer_to_police")]
    """The number of the referral."""
    reason: MaybeText = ""


class ReceiveFilingNotice(Content):
    """Word of filing, refusal or dismissal arrives (立案、不予立案、撤案通知书)."""

    act: Literal["receive_filing_notice"] = "receive_filing_notice"
    label = "收到公安机关立案结果通知"
    of: Annotated[int, PointsAt("record_police_filing", "record_police_refusal", "record_dismissal", once=True)]
    """The number of what the notice tells of."""


class HandOverItems(Content):
    """Things and papers of the case are handed over to the police (移交涉案物品)."""

    act: Literal["hand_over_items"] = "hand_over_items"
    label = "移交涉案物品"
    of: Annotated[int, PointsAt("receive_filing_notice")]
    """The number of the notice."""


class AnswerRefusal(Content):
    """What the bureau does about a refusal to file (对不予立案的处理): ask again, ask the procuratorate, or take it."""

    act: Literal["answer_refusal"] = "answer_refusal"
    label = "对不予立案的处理"
    of: Annotated[int, PointsAt("receive_filing_notice", "record_police_reconsideration", once=True)]
    """The number of the notice, or of the answer to an earlier request."""
    course: Literal["reconsideration", "supervision", "accepted"]


class RecordPoliceReconsideration(Content):
    """The police answer the request for reconsideration (公安机关复议决定)."""

    act: Literal["record_police_reconsideration"] = "record_police_reconsideration"
    label = "公安机关复议决定"
    of: Annotated[int, PointsAt("answer_refusal")]
    """The number of the request."""
    filed: bool


class RecordReasonsDemanded(Content):
    """The procuratorate demands the reasons for not filing (要求说明不立案理由)."""

    act: Literal["record_reasons_demanded"] = "record_reasons_demanded"
    label = "检察机关要求说明不立案理由"


class RecordReasonsGiven(Content):
    """The police give their reasons (说明不立案理由)."""

    act: Literal["record_reasons_given"] = "record_reasons_given"
    label = "公安机关说明不立案理由"
    of: Annotated[int, PointsAt("record_reasons_demanded")]


class RecordFilingOrdered(Content):
    """The procuratorate orders the police to file (通知立案)."""

    act: Literal["record_filing_ordered"] = "record_filing_ordered"
    label = "检察机关通知立案"


class RecordCustody(Content):
    """A coercive measure of criminal procedure (刑事强制措施)."""

    act: Literal["record_custody"] = "record_custody"
    label = "刑事强制措施"
    measure: Literal["criminal_detention", "arrest", "bail"]


class RecordDismissal(OfSuspect):
    """The police dismiss the case (撤销案件)."""

    act: Literal["record_dismissal"] = "record_dismissal"
    label = "公安机关撤销案件"
    of: Annotated[int, PointsAt("refer_to_police")]
    """The number of the referral."""


class RecordProsecution(Content):
    """The procuratorate prosecutes (提起公诉)."""

    act: Literal["record_prosecution"] = "record_prosecution"
    label = "提起公诉"


class RecordNonprosecution(OfSuspect):
    """The procuratorate does not prosecute (不起诉)."""

    act: Literal["record_nonprosecution"] = "record_nonprosecution"
    label = "不起诉决定"
    of: Annotated[int, PointsAt("refer_to_police", "record_police_reconsideration", "record_appeal")]
    """The number of the referral, or of what took the case up again."""


class ReceiveNonprosecutionNotice(Content):
    """Word that nobody is prosecuted arrives, with or without an opinion that the bureau penalise (不起诉告知、检察意见)."""

    act: Literal["receive_nonprosecution_notice"] = "receive_nonprosecution_notice"
    label = "收到不起诉告知"
    of: Annotated[int, PointsAt("record_nonprosecution")]
    penalise: bool = False


class RecordTrial(Content):
    """The court hears the case (开庭审理)."""

    act: Literal["record_trial"] = "record_trial"
    label = "开庭审理"


class RecordCriminalJudgment(OfParty):
    """The court's judgment (刑事判决), on each party for itself: outcome and fine are its own."""

    act: Literal["record_criminal_judgment"] = "record_criminal_judgment"
    label = "刑事判决"
    of: Annotated[int, PointsAt("refer_to_police", "record_police_reconsideration", "record_appeal")]
    """The number of the referral, of the appeal, or of what took the case up again."""
    outcome: Literal["punished", "exempted", "acquitted"]
    court_fine: Yuan | None = None
    """The fine that the court imposed (罚金), in yuan; 0 where it imposed none."""
    court_custody: bool = False
    """Whether it imposed criminal detention or imprisonment for a term (拘役、有期徒刑)."""


class RecordAppeal(Content):
    """The judgment is appealed or protested (上诉、抗诉)."""

    act: Literal["record_appeal"] = "record_appeal"
    label = "上诉（抗诉）"
    of: Annotated[int, PointsAt("record_criminal_judgment")]
    """The number of the judgment."""


class EnterPlatform(Content):
    """A decision is entered in the shared platform (录入信息共享平台)."""

    act: Literal["enter_platform"] = "enter_platform"
    label = "录入信息共享平台"
    of: Annotated[int, PointsAt("refer_to_police", "answer_refusal", "decide_penalty", "decide_daily_penalty")]
