"""Institutions that served the party, and the list of violators (服务机构连带责任、“黑名单”).

The opinions (二(三)): a third party that shares the liability is called to account as well, and violators are put on
a published list. 环境保护法 art. 65: institutions for assessment, monitoring and operation that forged and answer for
the harm are jointly liable; from 2026-08-15 any technical institution that broke the code (art. 1067). Which text
applies follows the day of its conduct. The joint liability is claimed in damages and public-interest suits; its
fine is a case of its own.
"""

from collections.abc import Iterable
from typing import Any, cast

from law.chinese import day, listed
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.institutions import INSTITUTION_NAMES, DelistViolator, HoldInstitutionLiable, ListViolator
from models.case import Effect
from models.people import Role
from workflows.procedures.effects import document, message, party_id
from workflows.procedures.guarding import basis_is_in_force, points_at
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition, Procedure, Step, after, who
from workflows.procedures.targets import not_answered_yet

OPINIONS = "衡政办发〔2015〕76号二（三）"
BUREAU = (1, 2)
EFFECTIVE = {
    "decide_penalty": "serve_decision",
    "decide_daily_penalty": "serve_daily_decision",
    "decide_stop": "stop_production",
    "decide_restriction": "restrict_production",
    "decide_closure": "serve_closure",
}
"""Decisions an entry on the list may rest on, and the service that makes each effective."""


def liability_is_given(attempt: Attempt) -> None:
    """Refuse to hold liable whom the law of the day of its conduct does not (连带责任的范围)."""
    content = cast("HoldInstitutionLiable", attempt.act.content)
    cited = attempt.law.catalogue.find("institution_joint_liability", content.conduct_on)
    if cited is None:
        sentence = f"{day(content.conduct_on)}法律没有规定服务机构的连带责任"
        raise OutOfBounds("no-liability-then", sentence, field="conduct_on")
    kinds = str(cited.provision.values["kinds"]).split()
    if content.kind not in kinds:
        sentence = f"{INSTITUTION_NAMES[content.kind]}不在当时规定的范围（{listed(INSTITUTION_NAMES[one] for one in kinds)}）之内"
        raise OutOfBounds("kind-not-covered", sentence, article=cited.citation, field="kind")
    if cited.provision.values["fault"] == "forgery" and content.fault != "forgery":
        sentence = "当时的连带责任以弄虚作假为前提"
        raise OutOfBounds("no-forgery", sentence, article=cited.citation, field="fault")
    if not content.is_responsible:
        sentence = "服务机构对造成的环境污染、生态破坏没有责任的，不承担连带责任"
        raise OutOfBounds("not-responsible", sentence, article=cited.citation, field="is_responsible")


def institution_is_not_the_party(attempt: Attempt) -> None:
    """Refuse to make the party its own third party."""
    if cast("HoldInstitutionLiable", attempt.act.content).institution.id == party_id(attempt.record):
        raise Unclear("party-itself", "服务机构不能是本案当事人", field="institution")


def entry_rests_on_something(attempt: Attempt) -> None:
    """Refuse to list anybody but an enterprise of this case, on a decision that has taken effect (列入条件)."""
    content = cast("ListViolator", attempt.act.content)
    attempt.law.catalogue.provision("violator_list", attempt.day)
    target = attempt.record.act(content.of)
    if target is None or target.name not in (*EFFECTIVE, "hold_institution_liable"):
        sentence = "列入“黑名单”须依据本案的处罚、按日处罚、限产停产、停业关闭决定或者服务机构责任认定"
        raise Unclear("no-such-act", sentence, article=OPINIONS, field="of")
    if content.subject.kind != "organisation":
        raise OutOfBounds(
            "not-an-enterprise", "“黑名单”只列环境违法企业，不列自然人", article=OPINIONS, field="subject"
        )
    if content.subject.id != _subject_of(attempt.record, target):
        sentence = "列入的对象须是所依据的决定（认定）的当事人"
        raise OutOfOrder("not-the-subject", sentence, article=OPINIONS, field="subject")
    service = EFFECTIVE.get(target.name)
    if service is not None and not _served(attempt.record, target, service):
        sentence = f"“{target.content.label}”尚未送达生效，不得据以公开"
        raise OutOfOrder("not-effective", sentence, article=_listing_article(attempt), field="of")


def _subject_of(record: Record, target: Act) -> str:
    if target.name == "hold_institution_liable":
        return cast("HoldInstitutionLiable", target.content).institution.id
    return party_id(record)


def _served(record: Record, target: Act, service: str) -> bool:
    return any(getattr(act.content, "of", target.no) == target.no for act in record.all(service))


def _listing_article(attempt: Attempt) -> str:
    cited = attempt.law.catalogue.find("violator_list", attempt.day)
    return f"{cited.citation}、{OPINIONS}" if cited else OPINIONS


def listed_once(attempt: Attempt) -> None:
    """Refuse to list an enterprise that is on the list already."""
    subject = cast("ListViolator", attempt.act.content).subject.id
    off = {cast("Any", act.content).of for act in attempt.record.all("delist_violator")}
    for act in attempt.record.all("list_violator"):
        if act.no not in off and cast("ListViolator", act.content).subject.id == subject:
            sentence = f"该企业已由第{act.no}号行为列入“黑名单”，不得重复"
            raise OutOfOrder("already-listed", sentence, article=OPINIONS, field="subject")


def _entry(_record: Record, act: Act) -> Iterable[Effect]:
    content = cast("ListViolator", act.content)
    data: dict[str, Any] = {
        "party": content.subject.id,
        "decided_on": act.day.isoformat(),
        "issuer": act.by.unit,
        "measures": ["列入“黑名单”"],
        "fine": "",
        "basis": [OPINIONS],
        "summary": content.reason,
    }
    title = "环境违法“黑名单”"
    yield Effect(key=f"{act.no}/disclosure", kind="disclosure", act_no=act.no, title=title, data=data)


def _removal(record: Record, act: Act) -> Iterable[Effect]:
    content = cast("DelistViolator", act.content)
    entry = record.act(content.of)
    party = cast("ListViolator", entry.content).subject.id if entry else ""
    data = {"party": party, "publication": content.of, "reason": content.reason}
    title = "移出环境违法“黑名单”"
    yield Effect(key=f"{act.no}/withdrawal", kind="withdrawal", act_no=act.no, title=title, data=data)


STEPS = (
    Step(
        HoldInstitutionLiable,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("inspect_site", "interview", "receive_report"),),
        guards=(liability_is_given, institution_is_not_the_party, basis_is_in_force),
        stage="institution_liable",
        effects=(document("环境服务机构责任认定书", "三方"), message("服务机构应当一并追责，须另案处罚", "holder")),
        citation=OPINIONS,
    ),
    Step(
        ListViolator,
        who(Role.HEAD, levels=BUREAU),
        needs=(
            Condition(lambda record: record.has(*EFFECTIVE, "hold_institution_liable"), "本案尚无可以据以列入的决定"),
        ),
        guards=(entry_rests_on_something, listed_once),
        stage="listed",
        effects=(_entry,),
        citation=OPINIONS,
    ),
    Step(
        DelistViolator,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("list_violator"),),
        guards=(points_at("list_violator"), not_answered_yet),
        stage="delisted",
        when_closed=True,
        effects=(_removal,),
        citation=OPINIONS,
    ),
)

PROCEDURE = Procedure(
    "institutions",
    "第三方责任与黑名单",
    STEPS,
    {"institution_liable": "已认定服务机构责任", "listed": "已列入黑名单", "delisted": "已移出黑名单"},
)
