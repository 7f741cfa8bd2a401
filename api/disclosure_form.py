"""A request for government information as it is entered (政府信息公开申请): who applies is sealed on arrival."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from api.forms import UNSEALED, Applied, PlacedForm, shown
from models.acts.disclosure_request import Channel, ReceiveDisclosureRequest, Wanted
from models.values import Text


class DisclosureForm(PlacedForm):
    """A request for government information (政府信息公开申请), on the day that counts as that of its receipt."""

    opens = ReceiveDisclosureRequest
    sealed_in = "applicant"
    model_config = shown(
        grid="衡山县 开云镇",
        channel="in_person",
        wanted="示例公司2025年度排污许可证执行报告",
        applicant={"text": "申请公开示例公司2025年度排污许可证执行报告"},
        on="2026-03-02",
    )

    channel: Channel = Field(description="提交方式，据此确定收到申请之日")
    is_confirmed: bool = Field(default=False, description="以平常信函、互联网、传真提交的，是否已与申请人确认收到")
    wanted: Text = Field(description="所需信息的名称、文号或者其他特征，不写申请人的任何信息")
    manner: Wanted = Field(default="paper", description="申请人希望获取信息的方式")
    applicant: Applied = Field(description="申请人和申请原文；单独加密封存，不进入案卷")

    def content(self, shared: Mapping[str, Any], sender: str) -> ReceiveDisclosureRequest:  # noqa: ARG002
        """Return the request without who applies."""
        own = {name: said for name, said in self.own.items() if name != self.sealed_in}
        return ReceiveDisclosureRequest(**own, sealed=UNSEALED, **shared)
