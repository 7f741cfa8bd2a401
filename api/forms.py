"""What a sender writes: openings, acts, parties, clocks. Syntax only; the register says who and where."""

import hashlib
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator

from api.spoken import Spoken
from judging.step import name_of
from models.acts.answerers import OpensFile
from models.acts.finding import Pollution, ReceiveComplaint, ReportFinding, StopOnSite
from models.entering import Items, Words
from models.people import Actor, Answerable
from models.values import Day, Line, MaybeLine, Moment, Said, Text, Value, start_of_day
from registry.registry import Registry

UNSEALED = "-"
"""Stands for what only the register or the sender says, as what is sealed, until it is known."""

LONGEST_COMPLAINT = 4000
"""Characters of a complaint in the reporter's own words."""
Complained = Annotated[str, Words(LONGEST_COMPLAINT, breaks=True)]


def shown(**example: JsonValue) -> ConfigDict:
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


@dataclass(frozen=True, slots=True)
class Arriving:
    """What is known of an opening as it arrives: the register, by whom it is, its day, who answers for its grid."""

    registry: Registry
    by: Actor
    on: date
    answerable: tuple[Answerable, ...]


class PlacedForm(Dated):
    """What opens a file that belongs to a place, whatever it is about."""

    opens: ClassVar[type[OpensFile]]
    """The act that opens the file."""
    sealed_in: ClassVar[str] = ""
    """The field whose words are sealed on arrival; empty where nothing is."""
    grid: Line = Field(
        description="三级网格的名称或者编号，如“衡山县 开云镇”；只写乡镇名的，按本单位的网格理解，别处的须写明县市区"
    )
    place: MaybeLine = Field(default="", description="能找到地点的文字，不写个人姓名、电话")

    @classmethod
    def of_act(cls) -> str:
        """Return the act that opens the file."""
        return name_of(cls.opens)

    @property
    def to_seal(self) -> Value | None:
        """Return what is sealed on arrival and never part of the file."""
        return getattr(self, self.sealed_in) if self.sealed_in else None

    @property
    def shared(self) -> dict[str, Any]:
        """Return what else every form of its sort asks for, as the act says it."""
        return {}

    @property
    def own(self) -> dict[str, Any]:
        """Return what this form asks for, and no other."""
        return {name: getattr(self, name) for name in type(self).model_fields if name not in self.in_common()}

    @classmethod
    def in_common(cls) -> AbstractSet[str]:
        """Return the fields that it shares with others of its sort."""
        return PlacedForm.model_fields.keys()

    def completed(self, registry: Registry, on: date) -> Self:  # noqa: ARG002  most say by themselves where it is
        """Return the form with what the register knows of where it is and who it was."""
        return self

    @property
    def only_once(self) -> dict[str, str]:
        """Return the words by which the same paper is known again; nothing where the same words may come twice."""
        return {}

    def looked_up(self, arriving: Arriving) -> dict[str, Any]:  # noqa: ARG002  most ask for nothing more
        """Return what else the register has to say of what opens the file."""
        return {}

    def content(self, shared: Mapping[str, Any], sender: str) -> OpensFile:  # noqa: ARG002  most say nothing of it
        """Return the act that opens the file, with what the register said; `sender` is the system that sends it."""
        return self.opens(**{**self.own, **shared})


class OpeningForm(PlacedForm):
    """What forms that tell of a violation have in common."""

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
    def shared(self) -> dict[str, Any]:
        """Return when it was, and under which number the sender keeps it."""
        names = ("pollution", "conduct_from", "conduct_until", "sender_no")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def in_common(cls) -> AbstractSet[str]:
        """Return the fields that every form of a violation has."""
        return OpeningForm.model_fields.keys()


class FindingForm(OpeningForm):
    """A violation that a patrol, an inspection or a monitor found (巡查发现)."""

    opens = ReportFinding
    model_config = shown(
        grid="衡山县 开云镇", place="示例村排口", pollution=["water"], summary="排口外排黑色污水", on="2026-03-02"
    )

    summary: Text = Field(description="发现了什么，不写身份证号、电话等个人信息")
    source: Literal["patrol", "inspection", "monitoring", "handed_down", "transferred_in"] = Field(
        default="patrol", description="怎样发现的"
    )


class ComplaintWords(Value):
    """The complaint itself and who sent it; sealed on arrival and never part of the file."""

    text: Complained = Field(description="举报原文")
    reporter: MaybeLine = Field(default="", description="举报人姓名")
    contact: MaybeLine = Field(default="", description="举报人联系方式")


class Applied(Value):
    """The request itself and who applies (申请人); sealed on arrival and never part of the file."""

    text: Complained = Field(description="申请原文")
    applicant: MaybeLine = Field(default="", description="申请人姓名或者名称")
    identity: MaybeLine = Field(default="", description="身份证明（证件种类和号码）")
    contact: MaybeLine = Field(default="", description="联系方式")


class ComplaintForm(OpeningForm):
    """A complaint (投诉举报) that a person or another system sends."""

    opens = ReceiveComplaint
    sealed_in = "complaint"
    model_config = shown(
        grid="衡山县 开云镇",
        pollution=["water"],
        channel="telephone",
        complaint={"text": "沟渠发黑发臭"},
        on="2026-03-02",
    )

    channel: Literal["telephone", "wechat", "web", "letter", "visit", "mayor", "inspection_letter", "system", "other"]
    complaint: ComplaintWords = Field(description="举报原文和举报人信息；单独加密封存，不进入案卷")
    named: bool = Field(default=False, description="是否实名举报")
    handle_by: Day | None = Field(
        default=None,
        exclude_if=lambda day: day is None,
        description="派单平台（12345、12369）要求的最后办理日，不是法定期限；没有规定的不写",
    )

    def content(self, shared: Mapping[str, Any], sender: str) -> ReceiveComplaint:
        """Return the complaint without its words."""
        return ReceiveComplaint(
            channel=self.channel,
            named=self.named,
            handle_by=self.handle_by,
            sealed=UNSEALED,
            sender=sender,
            **shared,
        )


class ActForm(Dated):
    """An act to be done in a file."""

    model_config = shown(
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
