"""Evidence registered and kept beforehand (先行登记保存)."""

from typing import Annotated, Literal

from models.acts.content import Approved, OnSite, PointsAt
from models.values import MaybeLine, Text


class ApproveRegistration(Approved):
    """The head approves a registration in writing: beforehand, or afterwards one that could not wait (批准先行登记保存)."""

    act: Literal["approve_registration"] = "approve_registration"
    label = "批准先行登记保存"
    of: Annotated[int | None, PointsAt("register_evidence", once=True)] = None
    """The number of the urgent registration it approves afterwards (补办批准手续); None = it is approved beforehand."""


class RegisterEvidence(OnSite):
    """Evidence that may be lost is registered and kept (先行登记保存), with an inventory."""

    act: Literal["register_evidence"] = "register_evidence"
    label = "先行登记保存"
    items: Text
    identity_shown: bool
    is_urgent: bool = False
    """Whether it was done at once and the written approval follows (紧急情况)."""
    consented_by: MaybeLine = ""
    """For an urgent one: the id of the head who agreed by telephone or message (即时通讯方式报请同意)."""


class DisposeEvidence(Approved):
    """What becomes of the registered evidence (先行登记保存处理决定)."""

    act: Literal["dispose_evidence"] = "dispose_evidence"
    label = "登记保存处理决定"
    of: Annotated[int, PointsAt("register_evidence", once=True)]
    outcome: Literal["copied", "appraised", "seized", "released"]
    """Copied and returned; sent to be tested; taken over by a seizure; released (解除), after a lapse too."""
