"""Each kind of file as a sender opens it: which form, which act, under which address. Syntax only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from api import transferring
from api.disclosure_form import DisclosureForm
from api.forms import UNSEALED, Arriving, ComplaintForm, FindingForm, OpeningForm, PlacedForm, shown
from judging.answering import CITY
from judging.kind import Kind
from kinds import (
    ALARM,
    ASSISTANCE,
    COMPLAINT,
    DISCLOSURE_REQUEST,
    EMERGENCY,
    JOINT_INVESTIGATION,
    MATTER,
    VIOLATION_CASE,
)
from law.refusals import Unclear
from models.acts.alarm import Mark, Measured, ReceiveAlarm
from models.acts.answerers import OpensFile
from models.acts.assistance import ReceiveAssistanceRequest
from models.acts.emergency import Circumstance, ReportEmergency
from models.acts.joint_investigation import ConveneJointInvestigation
from models.acts.transfer import Material, ReceiveTransfer
from models.entering import Items
from models.values import Day, Line, MaybeLine, Moment, Several, Text
from registry.polluters import monitored
from registry.registry import Registry


def counties_known(registry: Registry, counties: Iterable[str]) -> tuple[str, ...]:
    """Return the level-2 grids of the counties that are meant, as the register knows them."""
    grids = (registry.places.grid(county) for county in counties)
    return tuple(grid.level2 or grid.id for grid in grids)


class EmergencyForm(OpeningForm):
    """An emergency (突发环境事件) that the bureau found or learned of."""

    opens = ReportEmergency
    model_config = shown(
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


class JointForm(OpeningForm):
    """A joint investigation (联合调查) that the responsible body of a grid convenes."""

    opens = ConveneJointInvestigation
    model_config = shown(
        grid="衡山县 开云镇", pollution=["water"], reason="倾倒危险废物，涉及公安、交通等部门", on="2026-03-02"
    )

    reason: Text = Field(description="为什么需要多个部门联合调查，不写个人信息")
    is_urgent: bool = Field(default=False, description="是否情况紧急、证据可能灭失：先行启动，再补办手续")
    consented_by: MaybeLine = Field(default="", description="紧急情况下以电话、即时通讯同意的负责人的人员编号")
    counties: Several[Line] = Field(default=(), description="涉及的其他县市区的名称或者编号；跨县市区的由市级召集")

    def looked_up(self, arriving: Arriving) -> dict[str, Any]:
        """Return the other counties as the register knows them; refuse a head who agreed and is not in it."""
        if self.consented_by and not self.is_urgent:
            sentence = "写明口头同意的负责人的，须同时注明情况紧急（is_urgent）；不属于情况紧急的，由负责人启动，不写口头同意的负责人"
            raise Unclear("consent-without-urgency", sentence, field="consented_by")
        arriving.registry.people.officers([self.consented_by] if self.consented_by else [])
        counties = counties_known(arriving.registry, self.counties)
        home = arriving.registry.places.grid(self.grid)
        own = home.level2 or home.id
        if own in counties:
            said = self.counties[counties.index(own)]
            raise Unclear("own-county", f"“{said}”就是发生地所在的县市区；只写涉及的其他县市区", field="counties")
        return {"counties": counties}


class AssistanceForm(OpeningForm):
    """A letter that asks one's own unit for help (协助调查函), as it came on paper from an authority outside."""

    opens = ReceiveAssistanceRequest
    model_config = shown(
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

    @property
    def only_once(self) -> dict[str, str]:
        """Return whose letter it is and its number."""
        return {"requester": self.requester, "document_no": self.document_no}

    def looked_up(self, arriving: Arriving) -> dict[str, Any]:
        """Return that the unit of whoever enters it is asked, with who answers there and, above it, in the city."""
        registry, unit = arriving.registry, arriving.by.unit
        row = transferring.answering(registry, registry.places.unit(unit), arriving.on) if unit else None
        above = (one for one in arriving.answerable if row is not None and one.level == CITY < row.level)
        return {"unit": unit or UNSEALED, "answerable": (*((row,) if row else ()), *above)}


class TransferForm(OpeningForm):
    """A case or a matter that a unit outside this system transfers to one of ours (外单位移送)."""

    opens = ReceiveTransfer
    model_config = shown(
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

    def looked_up(self, arriving: Arriving) -> dict[str, Any]:
        """Return who answers in the receiving unit; its row stands last in the chain."""
        unit = transferring.receiving(arriving.registry, self.unit, arriving.on)
        row = transferring.answerable_in(arriving.registry, unit, arriving.on)
        rows = tuple(dict.fromkeys((*arriving.answerable, row)))
        return {"receiver": row, "ecology": unit.kind == "ecology", "answerable": rows}


class AlarmForm(OpeningForm):
    """An alarm (监测报警) of automatic monitoring, a sensor or a station: values above a limit at one outlet."""

    opens = ReceiveAlarm
    model_config = shown(
        grid="衡山县 开云镇",
        pollution=["air"],
        point="DA001",
        pollutant="二氧化硫",
        value="152.4",
        limit="100",
        measured_in="mg/m³",
        began_at="2026-03-02T09:00",
        ended_at="2026-03-02T10:00",
    )

    grid: MaybeLine = Field(default="", description="监测点所在的网格；写了 uscc 的按污染源档案，不必写")
    source: Literal["automatic", "sensor", "station"] = Field(
        default="automatic", description="自动监测设备、传感器或者环境质量监测站点"
    )
    uscc: MaybeLine = Field(default="", description="排污单位的统一社会信用代码；不是排放口的不写")
    point: Line = Field(description="排放口或者点位的编号；写了 uscc 的须在其污染源档案中")
    pollutant: Line = Field(description="超标的污染物")
    value: Measured = Field(description="超标期间的最高值（限值为下限的，为最低值）")
    limit: Measured = Field(description="适用的限值")
    measured_in: Line = Field(description="监测值和限值的单位，如 mg/m³")
    is_floor: bool = Field(default=False, description="限值是否为下限，如 pH 的下限")
    began_at: Moment = Field(description="开始超标的时刻，不写时区即北京时间")
    ended_at: Moment | None = Field(default=None, description="回到限值以内的时刻；仍在超标的不写")
    data_mark: Mark = Field(default="none", description="排污单位对数据的标记：none、device 数据无效、operation 工况")

    def completed(self, registry: Registry, on: date) -> Self:
        """Return the form with the grid and the party of the polluter whose outlet it is."""
        if not self.uscc:
            if not self.grid:
                raise Unclear("no-place", "没有写 uscc 的，须写明监测点所在的网格", field="grid")
            return self
        polluter = monitored(registry.polluters, self.uscc, self.point, on)
        known = {"grid": self.grid or polluter.grid, "party": self.party or polluter.party, "uscc": polluter.uscc}
        return self.model_copy(update=known)


@dataclass(frozen=True, slots=True)
class OpeningAct:
    """How a file of a kind is opened over HTTP: by which act, in which form, sent where, and how the API tells it."""

    kind: Kind
    form: type[PlacedForm]
    address: str
    said: str
    told: str

    @property
    def content(self) -> type[OpensFile]:
        """Return the act."""
        return self.form.opens


OPENINGS = (
    OpeningAct(
        VIOLATION_CASE,
        FindingForm,
        "findings",
        "上报巡查发现",
        "一次巡查、检查或者监测发现开立一个案件。同一个幂等键原样重发，得到同一个案件编号（200，repeated=true）。",
    ),
    OpeningAct(
        COMPLAINT,
        ComplaintForm,
        "complaints",
        "提交投诉举报",
        "一件投诉举报开立一个举报件；受理后转交办理的，另行开立案件。举报人和举报原文单独加密封存，不进入案卷。",
    ),
    OpeningAct(
        EMERGENCY,
        EmergencyForm,
        "emergencies",
        "接报突发环境事件",
        "发现或者得知一起突发环境事件，开立一件；信息报告的小时数从所写的时刻起算，夜间和节假日连续计算。",
    ),
    OpeningAct(
        JOINT_INVESTIGATION,
        JointForm,
        "joint-investigations",
        "启动联合调查",
        "由同级网格责任主体（跨县市区的由市级）召集；情况紧急的，执法人员报负责人同意后先行启动，再补办手续。",
    ),
    OpeningAct(
        ASSISTANCE,
        AssistanceForm,
        "assistance-requests",
        "登记收到的协助调查函",
        "外地机关书面请求本单位协助的，登记后另立一卷；本市单位之间的请求由案卷发出，不在此登记。",
    ),
    OpeningAct(
        MATTER,
        TransferForm,
        "transfers",
        "移送案件或者事项",
        "外单位移送给本市单位的案件或者事项，开立一个移送事项；受理、退回、办结均以签名回调反馈移送单位的系统。"
        "外部系统可以签名代替令牌，写法同监测报警。",
    ),
    OpeningAct(
        ALARM,
        AlarmForm,
        "alarms",
        "报送监测报警",
        "同一排放口、同一污染物持续或者短暂间隔的超标并为一件；须在规定时限内转案件、并案或者说明理由不予转办。"
        "外部系统也可以不带令牌，以签名报送：请求头 gridcase-system 写系统编号，webhook-id、webhook-timestamp、"
        "webhook-signature 按 Standard Webhooks，webhook-id 即幂等键。",
    ),
    OpeningAct(
        DISCLOSURE_REQUEST,
        DisclosureForm,
        "disclosure-requests",
        "登记政府信息公开申请",
        "一份申请开立一件；答复期限自收到申请之日起算。申请人和申请原文单独加密封存，不进入案卷，案卷编号即回执。",
    ),
)
"""Each kind of file is opened in one way; what other files open, they open among themselves."""
