"""The guards of imposing a seizure (实施查封、扣押): who approved, what may be taken, what is said and handed over on site."""

from typing import Any, cast

from law import guards
from law.catalogue import Cited
from law.chinese import day, listed
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts.seizure import SEIZURE_GROUNDS, THING_NAMES, ImposeSeizure, SpareSeizure, Thing
from workflows.procedures.record import Record
from workflows.procedures.seizure_limits import LAW, RULES, running
from workflows.procedures.step import Attempt

MANDATORY = frozenset({"evasion", "emergency"})
"""Grounds on which the things must be seized (办法 art. 4(2))."""
SPARED = frozenset({"public_facility", "livelihood", "safety"})
"""Reasons for which they may be left alone all the same (办法 art. 6)."""
OTHER_GROUNDS = frozenset({"ecological_damage", "evidence_loss"})


def _content(attempt: Attempt) -> Any:  # noqa: ANN401  each guard knows the act it stands at
    return attempt.act.content


def ground_is_given(attempt: Attempt) -> None:
    """Refuse a ground that the law of the day does not give (查封、扣押的情形)."""
    wanted = _content(attempt).ground
    cited = _power(attempt)
    needed = wanted if wanted in OTHER_GROUNDS else "pollution"
    if needed not in str(cited.provision.values["grounds"]).split():
        sentence = f"“{SEIZURE_GROUNDS[wanted]}”在{day(attempt.day)}不是可以查封、扣押的情形"
        raise OutOfBounds("no-such-ground", sentence, article=cited.citation, field="ground")


def _power(attempt: Attempt) -> Cited:
    cited = attempt.law.catalogue.find("seal_scope_code", attempt.day)
    if cited is None:
        sentence = f"{day(attempt.day)}法律没有授予环境保护主管部门查封、扣押的权力"
        raise OutOfBounds("no-power-then", sentence, article=f"{LAW}第10条", field="happened_at")
    return cited


def board_has_deliberated(attempt: Attempt) -> None:
    """Refuse to approve a grave case that the case board did not deliberate (集体审议)."""
    content = _content(attempt)
    if content.is_major and not content.is_discussed:
        sentence = "案情重大或者社会影响较大的，应当经案件审查委员会集体审议后再批准"
        raise OutOfOrder("collective-discussion-missing", sentence, article=f"{RULES}第10条", field="is_discussed")


def may_be_spared(attempt: Attempt) -> None:
    """Refuse to spare what must be seized, but for the reasons the rules allow (应当查封、扣押的情形)."""
    content = cast("SpareSeizure", _content(attempt))
    must = content.is_serious or content.ground in MANDATORY
    if must and content.because not in SPARED:
        why = "已造成严重污染" if content.is_serious else SEIZURE_GROUNDS[content.ground]
        sentence = (
            f"{why}，应当查封、扣押；只有公共设施运营单位、涉及基本民生和公共利益或者可能影响生产安全的，可以不实施"
        )
        raise OutOfBounds("must-seize", sentence, article=f"{RULES}第4条第2款、第6条", field="because")


def approved_or_urgent(attempt: Attempt) -> None:
    """Refuse a seizure that no head approved and that was not urgent, or that goes beyond its approval (事前批准)."""
    content = cast("ImposeSeizure", _content(attempt))
    if content.of is None:
        if not content.is_urgent:
            sentence = "实施查封、扣押前应当书面报经负责人批准；情况紧急当场实施的，须注明并在法定时间内补办批准手续"
            raise OutOfOrder("not-approved", sentence, article=f"{LAW}第18条第1项、{RULES}第10条", field="of")
        return
    if content.is_urgent:
        raise Unclear("approved-and-urgent", "已经批准的不属于情况紧急当场实施，“is_urgent”须为否", field="is_urgent")
    approval = attempt.record.act(content.of)
    if approval is None or approval.name != "approve_seizure":
        raise Unclear("no-such-act", "“of”须是本案一项“批准查封、扣押”的行为编号", field="of")
    used = [act.no for act in attempt.record.all("impose_seizure") if cast("Any", act.content).of == content.of]
    if used:
        sentence = f"第{content.of}号批准已用于第{used[0]}号查封、扣押，再次实施须另行批准"
        raise OutOfOrder("approval-used", sentence, article=f"{LAW}第18条第1项", field="of")
    _within_approval(content, cast("Any", approval.content))


def _within_approval(content: ImposeSeizure, approved: Any) -> None:  # noqa: ANN401  the content of an approval
    if (content.manner, content.ground) != (approved.manner, approved.ground):
        sentence = "实施的方式或者情形与批准的不一致，须另行报批"
        raise OutOfBounds("beyond-approval", sentence, article=f"{LAW}第18条第1项", field="manner")


def things_are_in_scope(attempt: Attempt) -> None:
    """Refuse things of a kind the law of the day does not let be seized (查封、扣押的对象)."""
    cited = _power(attempt)
    allowed = str(cited.provision.values["objects"]).split()
    beyond = [thing for thing in _content(attempt).things if thing.kind not in allowed]
    if beyond:
        named = listed(f"{thing.name}({THING_NAMES[thing.kind]})" for thing in beyond)
        sentence = (
            f"{named}不属于可以查封、扣押的对象，当日可以查封、扣押的是{listed(THING_NAMES[one] for one in allowed)}"
        )
        raise OutOfBounds("thing-out-of-scope", sentence, article=cited.citation, field="things")


def things_may_be_taken(attempt: Attempt) -> None:
    """Refuse what has nothing to do with the case, what a citizen lives on, and what is sealed already (不得重复查封)."""
    content = cast("ImposeSeizure", _content(attempt))
    article = f"{LAW}第23条、{RULES}第5条"
    for thing in content.things:
        if not thing.is_related:
            sentence = f"{thing.name}与违法行为无关，不得查封、扣押"
            raise OutOfBounds("unrelated-thing", sentence, article=article, field="things")
        if thing.is_necessity:
            sentence = f"{thing.name}是公民及其所扶养家属的生活必需品，不得查封、扣押"
            raise OutOfBounds("necessity", sentence, article=article, field="things")
        if thing.sealed_by:
            sentence = f"{thing.name}已由{thing.sealed_by}依法查封，不得重复查封"
            raise OutOfBounds("already-sealed", sentence, article=article, field="things")
        _not_seized_before(attempt.record, thing, is_new_conduct=content.is_new_conduct)


def _not_seized_before(record: Record, thing: Thing, *, is_new_conduct: bool) -> None:
    bound = {act.no for act in running(record)}
    for act in record.all("impose_seizure"):
        if all(one.mark != thing.mark for one in cast("ImposeSeizure", act.content).things):
            continue
        if act.no in bound:
            sentence = f"{thing.name}({thing.mark})已在第{act.no}号查封、扣押之中，不得重复查封"
            raise OutOfBounds(
                "already-sealed", sentence, article=f"{LAW}第23条第2款、{RULES}第5条第1款", field="things"
            )
        if not is_new_conduct:
            sentence = f"{thing.name}({thing.mark})已在第{act.no}号查封、扣押后解除，不得以再次查封变相延长期限；另有新的违法行为的须注明"
            raise OutOfBounds("seized-again", sentence, article=f"{LAW}第23条、第25条", guard="G10", field="things")


def done_by_the_book(attempt: Attempt) -> None:
    """Refuse a measure at which the party was not told, not heard, or whose absence nobody witnessed (实施程序)."""
    content = cast("ImposeSeizure", _content(attempt))
    is_there = content.attendance != "absent"
    if is_there and not content.reasons_told:
        sentence = "应当当场告知当事人采取查封、扣押的理由、依据以及依法享有的权利、救济途径"
        raise OutOfOrder("reasons-not-told", sentence, article=f"{LAW}第18条第5项", field="reasons_told")
    if is_there and not content.defence_heard:
        sentence = "应当听取当事人的陈述和申辩"
        raise OutOfOrder("defence-not-heard", sentence, article=f"{LAW}第18条第6项", field="defence_heard")
    if not is_there and not content.has_witness:
        sentence = "当事人不到场的，应当邀请见证人到场，由见证人和执法人员在现场笔录上签名或者盖章"
        raise OutOfOrder("no-witness", sentence, article=f"{LAW}第18条第9项", field="has_witness")


def handed_over_on_the_spot(attempt: Attempt) -> None:
    """Refuse a seizure whose decision and inventory were not handed over at once; relief must be told (G19)."""
    content = cast("ImposeSeizure", _content(attempt))
    handed = {"查封、扣押决定书": content.decision_handed_over, "清单": content.list_handed_over}
    missing = [name for name, given in handed.items() if not given]
    if missing:
        sentence = f"{listed(missing)}应当当场交付；当事人拒不到场或者拒绝签收的，予以注明，可以邀请见证人签名"
        raise OutOfOrder(
            "not-handed-over", sentence, article=f"{LAW}第24条、{RULES}第14条", field="decision_handed_over"
        )
    guards.remedies_told("seizure", on=attempt.day, **content.remedies.model_dump())
