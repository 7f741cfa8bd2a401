"""Institutions that served the party, and the list of violators (服务机构连带责任、“黑名单”).

The opinions (二(三)): a third party that shares the liability is called to account as well, and violators are put on
a published list. 环境保护法 art. 65: institutions for assessment, monitoring and operation that forged and answer for
the harm are jointly liable; from 2026-08-15 any technical institution that broke the code (art. 1067). Which text
applies follows the day of its conduct. The joint liability is claimed in damages and public-interest suits; its
fine is a case of its own. From 2020-12-07 a list needs a law or regulation, prior notice and relief (国办发〔2020〕49号);
until 2026-08-14 环境保护法 art. 54(3) was such a law. Whoever is listed may contest the entry by itself (四(八)).
"""

from collections.abc import Iterable, Mapping

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, in_whose_name, key, message, party_of
from judging.record import Record
from judging.serving import effective_day
from judging.step import Condition, Procedure, Step, after, who
from law import guards
from law.chinese import day, listed
from law.citations import instruments_named
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act, Content
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision
from models.acts.institutions import INSTITUTION_NAMES, DelistViolator, HoldInstitutionLiable, ListViolator
from models.acts.investigation import InspectSite, Interview, ReceiveReport
from models.acts.penalty import DecidePenalty, ServeDecision
from models.acts.production_stop import DecideProductionStop, ServeProductionStop
from models.acts.restriction import DecideRestriction, ServeRestriction
from models.acts.shutdown import DecideShutdown, ServeShutdown
from models.effects import Disclosure, Withdrawal
from models.people import Role
from procedures.competence import WITH_US
from procedures.contests import undone
from procedures.legal_basis import basis_is_in_force
from procedures.penalty.decisions import DECIDING, service_of, set_aside
from procedures.publicity.disclosure import cited
from procedures.relief import MADE_AGAIN, RELIEF

SEVERE = "hy76_severe_measures"
"""The rule of the opinions that calls third parties to account and keeps the list."""
LIABILITY = "institution_joint_liability"
BUREAU = (1, 2)
EFFECTIVE: Mapping[type[Content], type[Content]] = {
    DecidePenalty: ServeDecision,
    DecideDailyPenalty: ServeDailyDecision,
    DecideProductionStop: ServeProductionStop,
    DecideRestriction: ServeRestriction,
    DecideShutdown: ServeShutdown,
}
"""Decisions an entry on the list may rest on, and the service that makes each effective."""


def liability_is_given(attempt: Attempt[HoldInstitutionLiable]) -> None:
    """Refuse to hold liable whom the law of the day of its conduct does not (连带责任的范围)."""
    content = attempt.content
    cited = attempt.law.catalogue.find(LIABILITY, content.conduct_on)
    if cited is None:
        sentence = f"{day(content.conduct_on)}法律没有规定服务机构的连带责任"
        raise OutOfBounds("no-liability-then", sentence, field="conduct_on")
    article = attempt.law.cite(LIABILITY, content.conduct_on)
    kinds = str(cited.provision.values["kinds"]).split()
    if content.kind not in kinds:
        sentence = f"{INSTITUTION_NAMES[content.kind]}不在当时规定的范围（{listed(INSTITUTION_NAMES[one] for one in kinds)}）之内"
        raise OutOfBounds("kind-not-covered", sentence, article=article, field="kind")
    if cited.provision.values["fault"] == "forgery" and content.fault != "forgery":
        sentence = "当时的连带责任以弄虚作假为前提"
        raise OutOfBounds("no-forgery", sentence, article=article, field="fault")
    if not content.is_responsible:
        sentence = "服务机构对造成的环境污染、生态破坏没有责任的，不承担连带责任"
        raise OutOfBounds("not-responsible", sentence, article=article, field="is_responsible")


def institution_is_not_the_party(attempt: Attempt[HoldInstitutionLiable]) -> None:
    """Refuse to make the party its own third party."""
    if attempt.content.institution.id == party_of(attempt):
        raise Unclear("party-itself", "服务机构不能是本案当事人", field="institution")


def entry_rests_on_something(attempt: Attempt[ListViolator]) -> None:
    """Refuse to list anybody but an enterprise of this case, on a decision that has taken effect (列入条件)."""
    content = attempt.content
    attempt.law.catalogue.provision("violator_list", attempt.day)
    target = attempt.record.act(content.of)
    if target is None:
        return
    if content.subject.kind != "organisation":
        sentence = "“黑名单”只列环境违法企业，不列自然人"
        raise OutOfBounds("not-an-enterprise", sentence, article=attempt.cite(SEVERE), field="subject")
    if content.subject.id != _subject_of(attempt, target):
        sentence = "列入的对象须是所依据的决定（认定）的当事人"
        raise OutOfOrder("not-the-subject", sentence, article=attempt.cite(SEVERE), field="subject")
    _is_in_effect(attempt, target)


def _subject_of(attempt: Attempt, target: Act) -> str:
    finding = target.content
    return finding.institution.id if isinstance(finding, HoldInstitutionLiable) else party_of(attempt)


def _is_in_effect(attempt: Attempt[ListViolator], target: Act) -> None:
    """Refuse what was not served, is not served yet by a public notice that runs, or was set aside (决定生效)."""
    record, article = attempt.record, attempt.cite("violator_listing")
    if _is_set_aside(record, target):
        sentence = f"第{target.no}号“{target.content.label}”已被撤销或者确认无效，不得据以列入"
        raise OutOfOrder("set-aside-already", sentence, article=article, field="of")
    served = _services(record, target)
    needs_service = type(target.content) in EFFECTIVE
    if needs_service and not any(effective_day(one, attempt.law) <= attempt.day for one in served):
        sentence = f"“{target.content.label}”尚未送达生效，不得据以公开"
        raise OutOfOrder("not-effective", sentence, article=article, field="of")


def _services(record: Record, target: Act) -> list[Act]:
    """Return what served a decision: for a penalty the service that follows it, else what names it."""
    decision = record.act(target.no, DecidePenalty, DecideDailyPenalty)
    if decision is not None:
        service = service_of(record, decision)
        return [service] if service is not None else []
    kind = EFFECTIVE.get(type(target.content))
    return record.pointing(target.no, kind) if kind is not None else []


def _is_set_aside(record: Record, target: Act) -> bool:
    decision = record.act(target.no, DecidePenalty, DecideDailyPenalty)
    return target.no in undone(record) or (decision is not None and set_aside(record, decision) is not None)


def may_be_listed(record: Record) -> bool:
    """Tell whether there is something served, and not set aside, that an entry on the list may rest on."""
    decided = (act for act in record.all(*EFFECTIVE, HoldInstitutionLiable) if not _is_set_aside(record, act))
    return any(type(act.content) not in EFFECTIVE or _services(record, act) for act in decided)


def listed_once(attempt: Attempt[ListViolator]) -> None:
    """Refuse to list an enterprise that is on the list already; an entry that was set aside lists nobody."""
    off = attempt.record.targets(DelistViolator) | undone(attempt.record)
    for act in attempt.record.all(ListViolator):
        if act.no not in off and act.content.subject.id == attempt.content.subject.id:
            sentence = f"该企业已由第{act.no}号行为列入“黑名单”，不得重复"
            raise OutOfOrder("already-listed", sentence, article=attempt.cite(SEVERE), field="subject")


def taken_off_as_the_file_shows(attempt: Attempt[DelistViolator]) -> None:
    """Refuse to take an enterprise off because its decision was overturned, where none was (据以列入的决定被撤销)."""
    record = attempt.record
    overturned = any(set_aside(record, one) is not None for one in record.all(*DECIDING)) or undone(record)
    if attempt.content.ground == "overturned" and not overturned:
        sentence = "案卷中没有被撤销、确认无效的决定，不能以据以列入的决定被撤销为由移出"
        raise OutOfOrder("not-revoked", sentence, article=attempt.cite(SEVERE), field="ground")


LISTING = frozenset({"法律", "行政法规", "地方性法规"})
"""The ranks of what may provide for a list of one's own (名单的设定依据)."""


@asks_for(
    AskedFor("basis", rule="local_list"),
    AskedFor("noticed_on", rule="local_list"),
    AskedFor("remedies", whole=True),
)
def list_is_lawful(attempt: Attempt[ListViolator]) -> None:
    """Refuse a list without law, prior notice and relief (国办发〔2020〕49号 四（六）至（八）), from its day on."""
    content, article = attempt.content, attempt.cite("local_list")
    if not article:
        return
    named = [one for row in content.basis for one in instruments_named(row.instrument, attempt.law)]
    if not any(one.rank in LISTING for one in named):
        sentence = "名单须以法律、法规为依据，政策文件不能设定；请写明规定公布违法者名单的法律、法规条文"
        raise OutOfBounds("list-without-law", sentence, article=article, field="basis")
    basis_is_in_force(attempt)
    if content.noticed_on is None or content.noticed_on >= attempt.day or not content.objection_answered:
        sentence = "列入名单前须告知当事人列入的理由、依据和权利，有异议的须核实并反馈；请写明告知日期"
        raise OutOfOrder("list-not-noticed", sentence, article=article, field="noticed_on")
    if not all(content.remedies.known().values()):
        sentence = "列入决定须写明申请行政复议、提起行政诉讼的途径和期限"
        raise Unclear("remedies-not-told", sentence, article=article, field="remedies")
    guards.remedies_told("decision", on=attempt.day, law=attempt.law, **content.remedies.known())


def _entry(done: Attempt[ListViolator]) -> Iterable[Disclosure]:
    act, listing = done.act, done.cite(SEVERE)
    yield Disclosure(
        key=key(done, "disclosure"),
        act_no=act.no,
        title="环境违法“黑名单”",
        party=act.content.subject.id,
        decision=act.no,
        decided_on=act.day,
        issuer=act.by.unit,
        in_name_of=in_whose_name(done.record, act, done.law),
        measures=("列入“黑名单”",),
        basis=(*cited(act.content.basis), *((listing,) if listing else ())),
        summary=act.content.reason,
    )


def _removal(done: Attempt[DelistViolator]) -> Iterable[Withdrawal]:
    act = done.act
    entry = done.record.act(act.content.of, ListViolator)
    yield Withdrawal(
        key=key(done, "withdrawal"),
        act_no=act.no,
        title="移出环境违法“黑名单”",
        party=entry.content.subject.id if entry else "",
        publication=act.content.of,
        reason=act.content.reason,
    )


STEPS = (
    Step(
        HoldInstitutionLiable,
        who(Role.HEAD, levels=BUREAU),
        needs=(
            WITH_US,
            after(InspectSite, Interview, ReceiveReport),
        ),
        guards=(liability_is_given, institution_is_not_the_party, basis_is_in_force),
        stage="institution_liable",
        effects=(document("环境服务机构责任认定书", "三方"), message("服务机构应当一并追责，须另案处罚", "holder")),
        citation=(SEVERE,),
    ),
    Step(
        ListViolator,
        who(Role.HEAD, levels=BUREAU),
        needs=(Condition(lambda now: now.record.has(*EFFECTIVE, HoldInstitutionLiable), "本案尚无可以据以列入的决定"),),
        guards=(entry_rests_on_something, listed_once, list_is_lawful),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="listed",
        effects=(_entry,),
        citation=(SEVERE,),
    ),
    Step(
        DelistViolator,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(ListViolator),),
        guards=(taken_off_as_the_file_shows,),
        stage="delisted",
        when_closed=True,
        effects=(_removal,),
        citation=(SEVERE,),
    ),
)

PROCEDURE = Procedure(
    "institutions",
    "第三方责任与黑名单",
    STEPS,
    {"institution_liable": "已认定服务机构责任", "listed": "已列入黑名单", "delisted": "已移出黑名单"},
)
