"""What a sender writes: openings, acts, parties, clocks. Syntax only; the register says who and where."""

import hashlib
import json
from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator

from api import transferring
from api.spoken import Spoken
from judging.kind import Kind
from judging.step import name_of
from kinds import ASSISTANCE, COMPLAINT, EMERGENCY, JOINT_INVESTIGATION, MATTER, VIOLATION_CASE
from models.acts.assistance import ReceiveAssistanceRequest
from models.acts.content import OpensFile
from models.acts.emergency import Circumstance, ReportEmergency
from models.acts.finding import Pollution, ReceiveComplaint, ReportFinding, StopOnSite
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.transfer import Material, ReceiveTransfer
from models.entering import Items, Words
from models.values import Day, Line, MaybeLine, Moment, Said, Several, Text, Value, start_of_day
from registry.registry import Registry

UNSEALED = "-"
"""Stands for what only the register or the sender says, as what is sealed, until it is known."""

Complained = Annotated[str, Words(4000, breaks=True)]


def _shown(**example: JsonValue) -> ConfigDict:
    """Return how a form is shown filled in."""
    return ConfigDict(json_schema_extra={"examples": [example]})


class Dated(Spoken):
    """Something that happened on a day (零时) or at an instant; when neither is given, now."""

    happened_at: Moment | None = Field(default=None, description="发生时刻，不写时区即北京时间；与 on 只写一个")
    on: Day | None = Field(default=None, description="发生日期，按当日零时记录；与 happened_at 只写一个")

    @model_validator(mode="after")
    def _one_time(self) -> Self:
        if self.happened_at is not None and self.on is not None:
            raise ValueError("发生时刻 happened_at 与发生日期 on 只写一个")
        return self

    @property
    def dated(self) -> bool:
        """Tell whether the sender said when it happened."""
        return self.on is not None or self.happened_at is not None

    def instant(self, now: datetime) -> datetime:
        """Return when it happened."""
        if self.on is not None:
            return start_of_day(self.on)
        return self.happened_at or now


class OpeningForm(Dated):
    """What findings and complaints have in common."""

    grid: Line = Field(
        description="三级网格的名称或者编号，如“衡山县 开云镇”；只写乡镇名的，按本单位的网格理解，别处的须写明县市区"
    )
    place: MaybeLine = Field(default="", description="能找到地点的文字，不写个人姓名、电话")
    pollution: Annotated[tuple[Pollution, ...], Items(8, least=1)] = Field(description="污染类型")
    party: Line | None = Field(default=None, description="当事人编号，由 POST /v1/parties 取得；不明的不写")
    conduct_from: Day | None = Field(default=None, description="违法行为开始日期")
    conduct_until: Day | None = Field(default=None, description="违法行为终了日期；持续中的不写")
    sender_no: MaybeLine = Field(
        default="",
        exclude_if=lambda given: not given,
        description="来件在发送方的编号（如热线工单号），反馈时原样带回；不写的带回幂等键",
    )

    @property
    def to_seal(self) -> Value | None:
        """Return what is sealed on arrival and never part of the file."""
        return None

    def looked_up(self, registry: Registry, on: date) -> dict[str, Any]:  # noqa: ARG002  most ask for nothing more
        """Return what else the register has to say of what opens the file."""
        return {}

    @abstractmethod
    def content(self, shared: Mapping[str, Any], sender: str) -> OpensFile:
        """Return the act that opens the file, with what the register said; `sender` is the system that sends it."""


class FindingForm(OpeningForm):
    """A violation that a patrol, an inspection or a monitor found (巡查发现)."""

    model_config = _shown(
        grid="衡山县 开云镇", place="示例村排口", pollution=["water"], summary="排口外排黑色污水", on="2026-03-02"
    )

    summary: Text = Field(description="发现了什么，不写身份证号、电话等个人信息")
    source: Literal["patrol", "inspection", "monitoring", "handed_down", "transferred_in"] = Field(
        default="patrol", description="怎样发现的"
    )

    def content(self, shared: Mapping[str, Any], sender: str) -> ReportFinding:  # noqa: ARG002  whoever reports
        """Return the finding."""
        return ReportFinding(summary=self.summary, source=self.source, **shared)


class ComplaintWords(Value):
    """The complaint itself and who sent it; sealed on arrival and never part of the file."""

    text: Complained = Field(description="举报原文")
    reporter: MaybeLine = Field(default="", description="举报人姓名")
    contact: MaybeLine = Field(default="", description="举报人联系方式")


class ComplaintForm(OpeningForm):
    """A complaint (投诉举报) that a person or another system sends."""

    model_config = _shown(
        grid="衡山县 开云镇",
        pollution=["water"],
        channel="telephone",
        complaint={"text": "沟渠发黑发臭"},
        on="2026-03-02",
    )

    channel: Literal["telephone", "wechat", "web", "letter", "visit", "mayor", "inspection_letter", "system", "other"]
    complaint: ComplaintWords = Field(description="举报原文和举报人信息；单独加密封存，不进入案卷")
    named: bool = Field(default=False, description="是否实名举报")

    @property
    def to_seal(self) -> ComplaintWords:
        """Return the complaint and who sent it."""
        return self.complaint

    def content(self, shared: Mapping[str, Any], sender: str) -> ReceiveComplaint:
        """Return the complaint without its words."""
        return ReceiveComplaint(channel=self.channel, sealed=UNSEALED, named=self.named, sender=sender, **shared)


class EmergencyForm(OpeningForm):
    """An emergency (突发环境事件) that the bureau found or learned of."""

    model_config = _shown(
        grid="衡山县 开云镇",
        pollution=["water"],
        summary="储罐破裂，废液流入沟渠",
        source="enterprise",
        circumstances=["drinking_water"],
        happened_at="2026-03-02T02:10",
    )

    summary: Text = Field(description="发生了什么，不写身份证号、电话等个人信息")
    source: Literal["enterprise", "public", "patrol", "monitoring", "department", "neighbour", "superior"] = Field(
        default="enterprise", description="怎样发现或者得知的"
    )
    circumstances: Annotated[tuple[Circumstance, ...], Items(7)] = Field(
        default=(), description="涉及的情形；等级不明时据此按重大事件的程序报告"
    )

    def content(self, shared: Mapping[str, Any], sender: str) -> ReportEmergency:  # noqa: ARG002  whoever reports
        """Return the emergency as it became known."""
        return ReportEmergency(summary=self.summary, source=self.source, circumstances=self.circumstances, **shared)


class JointForm(OpeningForm):
    """A joint investigation (联合调查) that the responsible body of a grid convenes."""

    model_config = _shown(
        grid="衡山县 开云镇", pollution=["water"], reason="倾倒危险废物，涉及公安、交通等部门", on="2026-03-02"
    )

    reason: Text = Field(description="为什么需要多个部门联合调查，不写个人信息")
    is_urgent: bool = Field(default=False, description="是否情况紧急、证据可能灭失：先行启动，再补办手续")
    consented_by: MaybeLine = Field(default="", description="紧急情况下以电话、即时通讯同意的负责人的人员编号")
    counties: Several[Line] = Field(default=(), description="涉及的其他县市区的名称或者编号；跨县市区的由市级召集")

    def content(self, shared: Mapping[str, Any], sender: str) -> ConveneJointInvestigation:  # noqa: ARG002  a person's
        """Return the convening."""
        return ConveneJointInvestigation(
            reason=self.reason,
            is_urgent=self.is_urgent,
            consented_by=self.consented_by,
            counties=self.counties,
            **shared,
        )


class AssistanceForm(OpeningForm):
    """A letter that asks one's own unit for help (协助调查函), as it came on paper from an authority outside."""

    model_config = _shown(
        grid="衡山县 开云镇",
        pollution=["solid_waste"],
        requester="示例市生态环境局",
        document_no="示环函〔2026〕8号",
        request="请协助核实示例公司的货物去向",
        on="2026-03-02",
    )

    requester: Line = Field(description="来函机关的名称")
    document_no: Line = Field(description="来函的文号")
    request: Text = Field(description="请求协助的事项，不写个人信息")
    due: Day | None = Field(default=None, description="来函写明的答复最后一日；未写明的不写")

    def content(self, shared: Mapping[str, Any], sender: str) -> ReceiveAssistanceRequest:  # noqa: ARG002  a person's
        """Return the receipt of the letter; who is asked is the unit of whoever enters it."""
        return ReceiveAssistanceRequest(
            unit=UNSEALED,
            requester=self.requester,
            document_no=self.document_no,
            request=self.request,
            due=self.due,
            **shared,
        )


class TransferForm(OpeningForm):
    """A case or a matter that a unit outside this system transfers to one of ours (外单位移送)."""

    model_config = _shown(
        grid="衡山县 开云镇",
        pollution=["water"],
        unit="u-430423",
        from_unit="示例市生态环境局",
        matter="跨界排放污水",
        letter="示环移〔2026〕1号",
        materials=[{"name": "现场照片", "count": 4}],
        reason="elsewhere",
        explanation="排放行为发生在衡山县",
        on="2026-03-02",
    )

    unit: Line = Field(description="接收单位的编号，见 GET /v1/units")
    from_unit: Line = Field(description="移送单位的全称")
    matter: Line = Field(description="用一句话写明移送的是什么事项")
    letter: Line = Field(description="移送函的文号")
    materials: Annotated[tuple[Material, ...], Items(100, least=1)] = Field(description="材料清单，逐项写明名称和件数")
    reason: Literal["not_competent", "elsewhere", "first_filed", "other"] = Field(description="移送原因")
    explanation: Text = Field(description="写明事实和理由，不写身份证号、电话等个人信息")

    def looked_up(self, registry: Registry, on: date) -> dict[str, Any]:
        """Return who answers in the receiving unit."""
        unit = transferring.receiving(registry, self.unit, on)
        row = transferring.answerable_in(registry, unit, on)
        return {"receiver": row, "ecology": unit.kind == "ecology"}

    def content(self, shared: Mapping[str, Any], sender: str) -> ReceiveTransfer:  # noqa: ARG002  whoever sends it
        """Return the arrival of what was transferred; the receiving unit's row stands last in the chain."""
        said = {name: getattr(self, name) for name in TransferForm.model_fields if name in ReceiveTransfer.model_fields}
        rows = (*shared["answerable"], shared["receiver"])
        return ReceiveTransfer(**{**said, **shared, "answerable": tuple(dict.fromkeys(rows))})


@dataclass(frozen=True, slots=True)
class OpeningAct:
    """How a file of a kind is opened over HTTP: by which act, in which form, sent where, and how the API tells it."""

    kind: Kind
    content: type[OpensFile]
    form: type[OpeningForm]
    address: str
    said: str
    told: str


OPENINGS = (
    OpeningAct(
        VIOLATION_CASE,
        ReportFinding,
        FindingForm,
        "findings",
        "上报巡查发现",
        "一次巡查、检查或者监测发现开立一个案件。同一个幂等键原样重发，得到同一个案件编号（200，repeated=true）。",
    ),
    OpeningAct(
        COMPLAINT,
        ReceiveComplaint,
        ComplaintForm,
        "complaints",
        "提交投诉举报",
        "一件投诉举报开立一个举报件；受理后转交办理的，另行开立案件。举报人和举报原文单独加密封存，不进入案卷。",
    ),
    OpeningAct(
        EMERGENCY,
        ReportEmergency,
        EmergencyForm,
        "emergencies",
        "接报突发环境事件",
        "发现或者得知一起突发环境事件，开立一件；信息报告的小时数从所写的时刻起算，夜间和节假日连续计算。",
    ),
    OpeningAct(
        JOINT_INVESTIGATION,
        ConveneJointInvestigation,
        JointForm,
        "joint-investigations",
        "启动联合调查",
        "由同级网格责任主体（跨县市区的由市级）召集；情况紧急的，执法人员报负责人同意后先行启动，再补办手续。",
    ),
    OpeningAct(
        ASSISTANCE,
        ReceiveAssistanceRequest,
        AssistanceForm,
        "assistance-requests",
        "登记收到的协助调查函",
        "外地机关书面请求本单位协助的，登记后另立一卷；本市单位之间的请求由案卷发出，不在此登记。",
    ),
    OpeningAct(
        MATTER,
        ReceiveTransfer,
        TransferForm,
        "transfers",
        "移送案件或者事项",
        "外单位移送给本市单位的案件或者事项，开立一个移送事项；受理、退回、办结均以签名回调反馈移送单位的系统。",
    ),
)
"""Each kind of file is opened in one way; what other files open, they open among themselves."""


class ActForm(Dated):
    """An act to be done in a file."""

    model_config = _shown(
        act=name_of(StopOnSite), on="2026-03-02", fields={"measures": "责令立即停止排放，封堵排口", "obeyed": True}
    )

    act: Line = Field(description="行为名称，见 GET /v1/acts")
    fields: Said = Field(default={}, description="该行为的字段，见 GET /v1/acts/{name}")
    of_record: bool = Field(default=False, description="补录已经发生的事实；会永久注明其与规定不符之处")


def digest_of(form: Value, *, sealed: str = "") -> str:
    """Return what tells one sending from another under the same key: all that was written, in whatever order.

    What is sealed on arrival is left out: even a digest of it would let a guess be tried.
    """
    written = form.model_dump(mode="json", exclude={sealed})
    said = json.dumps([type(form).__name__, written], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


class PartyForm(Spoken):
    """A party (当事人) to be entered in the register."""

    kind: Literal["organisation", "citizen"]
    name: Line
    uscc: MaybeLine = Field(default="", description="十八位统一社会信用代码；单位必填")
    address: MaybeLine = ""


class ClockForm(Value):
    """Where a rehearsal's clock is moved to."""

    to: Moment = Field(description="推进到的时刻，不写时区即北京时间")
