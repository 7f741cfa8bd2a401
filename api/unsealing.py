"""Who may open what is sealed of a complaint or a request for information, and who may destroy it (举报人、申请人信息保密).

The law keeps who reported secret (环境保护法 art. 57, from 2026-08-15 生态环境法典 art. 146). Whoever handles the complaint needs
its words; whoever answers the reporter, and the head, need the name as well, and say why. Nobody else opens anything.
Who applies for information is known to whoever answers the request, as far as that needs (个人信息保护法 art. 34, from
memory).
Once the file is closed, the head may have the key destroyed (个人信息保护法 art. 47, from memory), and says why.
"""

from datetime import date

from kinds import DISCLOSURE_REQUEST, kind_of
from law.edition import Law
from law.refusals import NotCompetent, OutOfOrder, Refused, Unclear
from models.acts.disclosure_request import ReceiveDisclosureRequest
from models.acts.finding import ReceiveComplaint
from models.file import File
from models.people import ROLE_NAMES, Actor, Role

SECRECY = "report_named_feedback"
"""The rule that keeps who reported secret."""
OFFICE = "personal_data_in_office"
"""The article by which an authority handles personal data only as far as its duties ask."""
DELETION = "personal_data_deleted"
"""The article under which what is needed no more is deleted."""
OPENS_IDENTITY = (Role.CLERK, Role.HEAD)
"""Who may open who reported: whoever answers the reporter, and who is responsible for it."""


def sealed_in(file: File) -> str:
    """Return the id under which the words of a complaint are sealed; refuse where there are none."""
    content = file.acts[0].content if file.acts else None
    if not isinstance(content, ReceiveComplaint):
        sentence = "本案卷不是举报件，没有封存的举报内容；由举报件转来的，请在举报件中查看"
        raise Unclear("not-a-complaint", sentence, field="file_no")
    return content.sealed


def application_in(file: File) -> str:
    """Return the id under which it is sealed who applies for information; refuse where nobody does."""
    content = file.acts[0].content if file.acts else None
    if not isinstance(content, ReceiveDisclosureRequest):
        raise Unclear("not-a-request", "本案卷不是依申请公开，没有封存的申请人信息", field="file_no")
    return content.sealed


def may_read_text(actor: Actor, file: File, unit_name: str, law: Law, day: date) -> None:
    """Refuse the words of a complaint to whoever does not handle it."""
    if actor.kind == "person" and actor.unit == file.standing.holder_unit:
        return
    sentence = f"举报内容只供承办单位（{unit_name}）的人员办理时查看"
    raise _secret("not-handling", sentence, law, day)


def may_open_identity(actor: Actor, file: File, unit_name: str, law: Law, day: date) -> None:
    """Refuse who reported to whoever neither answers the reporter nor is responsible for the answer."""
    may_read_text(actor, file, unit_name, law, day)
    if any(role in actor.roles for role in OPENS_IDENTITY) or actor.id in _persons(file):
        return
    named = "、".join(ROLE_NAMES[role] for role in OPENS_IDENTITY)
    sentence = f"举报人身份只能由承办单位（{unit_name}）的{named}或者本件的责任人启封，并写明理由"
    raise _secret("not-named-to-open", sentence, law, day)


def may_open_applicant(actor: Actor, file: File, unit_name: str, law: Law, day: date) -> None:
    """Refuse who applies to whoever neither answers the request nor is responsible for the answer."""
    is_theirs = actor.kind == "person" and actor.unit == file.standing.holder_unit
    if is_theirs and (any(role in actor.roles for role in OPENS_IDENTITY) or actor.id in _persons(file)):
        return
    named = "、".join(ROLE_NAMES[role] for role in OPENS_IDENTITY)
    sentence = f"申请人信息只能由承办单位（{unit_name}）的{named}或者本件的责任人启封，并写明理由"
    raise NotCompetent("not-named-to-open", sentence, article=law.cite(OFFICE, day))


def may_erase(actor: Actor, file: File, unit_name: str, law: Law, day: date) -> None:
    """Refuse to destroy what is sealed while its file is open, and to whoever is not responsible for it."""
    kind = kind_of(file.standing.file_no)
    whose = "申请人" if kind is DISCLOSURE_REQUEST else "举报人"
    is_theirs = actor.kind == "person" and actor.unit == file.standing.holder_unit
    if not (is_theirs and Role.HEAD in actor.roles):
        sentence = f"{whose}信息只能由承办单位（{unit_name}）的{ROLE_NAMES[Role.HEAD]}决定销毁，并写明理由"
        raise NotCompetent("not-named-to-erase", sentence, article=law.cite(DELETION, day))
    if not file.standing.closed:
        sentence = f"{kind.label}尚未办结，还须据{whose}信息答复，不得销毁；请在归档以后办理"
        raise OutOfOrder("complaint-open", sentence, article=law.cite(DELETION, day))


def _persons(file: File) -> frozenset[str]:
    """Return the persons who answer for the file: they are told to answer the reporter by hand."""
    rows = (row for row in file.standing.answerable if row.unit == file.standing.holder_unit)
    return frozenset(person for row in rows for person in (row.main, row.direct)) | {file.standing.holder_person}


def _secret(code: str, sentence: str, law: Law, day: date) -> Refused:
    return NotCompetent(code, sentence, article=law.cite(SECRECY, day))
