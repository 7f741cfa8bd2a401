"""What a document tells of others (其他单位、物品): who asks or is asked for help, a thing that was taken and who has it."""

from typing import Any

from law.chinese import day as written
from models.acts import Act
from models.acts.assistance import (
    ReceiveAssistanceRequest,
    RequestAssistance,
    UrgeAssistance,
    WithdrawAssistanceRequest,
)
from models.acts.custody import LetGoOfEvidence, TakeEvidence
from models.acts.joint_investigation import InviteMember, ReplaceMember
from papers.told import sentence
from papers.told_of_disclosure import ToldOfDisclosure

UNIT, PERSON = "u-", "p-"
"""How the numbers of units and of persons begin in the register."""


class ToldOfOthers(ToldOfDisclosure):
    """What the acts say of other authorities and of things for one document."""

    @property
    def asked_body(self) -> str | None:
        """Return which authority is asked: a unit of the register, or one outside."""
        content = self.act.content
        if isinstance(content, InviteMember | ReplaceMember):
            self._of(self.act)
            return self.names.unit(content.unit, self.act.day)
        request = self._request()
        if request is None:
            return None
        self._of(request)
        asked = request.content
        return asked.body or (self.names.unit(asked.unit, self.act.day) if asked.unit else None)

    @property
    def help_wanted(self) -> str | None:
        """Return what help was asked for."""
        request = self._request()
        self._of(*filter(None, [request]))
        return sentence(request.content.request) if request else None

    @property
    def help_due(self) -> str | None:
        """Return by when an answer was asked for."""
        request = self._request()
        self._of(*filter(None, [request]))
        return written(request.content.due) if request else None

    def _request(self) -> Act[RequestAssistance] | None:
        """Return the request that the document is, or is about."""
        content = self.act.content
        if isinstance(content, UrgeAssistance | WithdrawAssistanceRequest):
            return self.record.act(content.of, RequestAssistance)
        own: Any = self.act
        return own if isinstance(content, RequestAssistance) else None

    @property
    def requester(self) -> str | None:
        """Return who asks this unit for help: a unit of the register, or an authority outside."""
        asked = self._asked_here()
        if asked is None:
            return None
        name = asked.content.requester
        return self.names.unit(name, self.act.day) if name.startswith(UNIT) else name

    @property
    def asked_by_letter(self) -> str | None:
        """Return the letter by which this unit was asked: whose, with its number."""
        asked, requester = self._asked_here(), self.requester
        return f"{requester}协助调查函（{asked.content.document_no}）" if asked is not None and requester else None

    def _asked_here(self) -> Act[ReceiveAssistanceRequest] | None:
        asked = self.record.last(ReceiveAssistanceRequest)
        self._of(*filter(None, [asked]))
        return asked

    @property
    def thing(self) -> str | None:
        """Return the thing that the act is about: its mark and its name."""
        content = self.act.content
        taken = self.record.act(content.of, TakeEvidence) if isinstance(content, LetGoOfEvidence) else None
        said = taken.content if taken else content
        self._of(*filter(None, [taken]), self.act)
        return f"{said.mark}　{said.name}" if isinstance(said, TakeEvidence) else None

    @property
    def kept_by(self) -> str | None:
        """Return who has the thing after the act, and where: a person of the register, or a body outside."""
        content = self.act.content
        if not isinstance(content, TakeEvidence | LetGoOfEvidence):
            return None
        self._of(self.act)
        keeper = self.names.officer(content.keeper)[0] if content.keeper.startswith(PERSON) else content.keeper
        at = content.kept_at if isinstance(content, TakeEvidence) else ""
        return f"{keeper}（{at}）" if at else keeper
