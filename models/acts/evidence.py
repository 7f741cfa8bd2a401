"""Evidence registered and kept beforehand (先行登记保存)."""

from typing import Literal

from models.acts.content import Approved, Content, OnSite
from models.values import Text


class RegisterEvidence(OnSite):
    """Evidence that may be lost is registered and kept (先行登记保存), with an inventory."""

    act: Literal["register_evidence"] = "register_evidence"
    label = "先行登记保存"
    items: Text
    identity_shown: bool
    is_urgent: bool = False
    """Whether it was done at once and the written approval follows (紧急情况)."""


class ApproveRegistration(Approved):
    """The head approves an urgent registration in writing (补办批准手续)."""

    act: Literal["approve_registration"] = "approve_registration"
    label = "补办登记保存批准"
    of: int


class DisposeEvidence(Approved):
    """What becomes of the registered evidence (先行登记保存处理决定)."""

    act: Literal["dispose_evidence"] = "dispose_evidence"
    label = "登记保存处理决定"
    of: int
    outcome: Literal["copied", "appraised", "seized", "released"]
