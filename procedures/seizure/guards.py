"""The guards of imposing a seizure (实施查封、扣押): who approved, what may be taken, what is said and handed over on site."""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law import guards
from law.chinese import day, listed
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts.seizure import (
    SEIZURE_GROUNDS,
    THING_NAMES,
    ApproveSeizure,
    ImposeSeizure,
    SpareSeizure,
    Thing,
)
from procedures.seizure.limits import running

POWER = "seal_scope_code"
MANDATORY = frozenset({"evasion", "emergency"})
"""Grounds on which the things must be seized (办法 art. 4(2))."""
SPARED = frozenset({"public_facility", "livelihood", "safety"})
"""Reasons for which they may be left alone all the same (办法 art. 6)."""
OTHER_GROUNDS = frozenset({"ecological_damage", "evidence_loss"})


def ground_is_given(attempt: Attempt[ApproveSeizure | SpareSeizure | ImposeSeizure]) -> None:
    """Refuse a ground that the law of the day does not give (查封、扣押的情形)."""
    wanted = attempt.content.ground
    needed = wanted if wanted in OTHER_GROUNDS else "pollution"
    if needed not in _given(attempt, "grounds"):
        sentence = f"“{SEIZURE_GROUNDS[wanted]}”在{day(attempt.day)}不是可以查封、扣押的情形"
        raise OutOfBounds("no-such-ground", sentence, article=attempt.cite(POWER), field="ground")


def _given(attempt: Attempt, what: str) -> list[str]:
    """Return the grounds or the objects for which the law of the day gives the power to seize."""
    cited = attempt.law.catalogue.find(POWER, attempt.day)
    if cited is None:
        sentence = f"{day(attempt.day)}法律没有授予环境保护主管部门查封、扣押的权力"
        raise OutOfBounds("no-power-then", sentence, article=attempt.cite("seizure_power"), field="happened_at")
    return str(cited.provision.values[what]).split()


@asks_for(AskedFor("is_discussed", when="案情重大或者社会影响较大的", must="须为是", rule="seizure_approval"))
def board_has_deliberated(attempt: Attempt[ApproveSeizure]) -> None:
    """Refuse to approve a grave case that the case board did not deliberate (集体审议)."""
    content = attempt.content
    if content.is_major and not content.is_discussed:
        sentence = "案情重大或者社会影响较大的，应当经案件审查委员会集体审议后再批准"
        article = attempt.cite("seizure_approval")
        raise OutOfOrder("collective-discussion-missing", sentence, article=article, field="is_discussed")


def may_be_spared(attempt: Attempt[SpareSeizure]) -> None:
    """Refuse to spare what must be seized, but for the reasons the rules allow (应当查封、扣押的情形)."""
    content = attempt.content
    must = content.is_serious or content.ground in MANDATORY
    if must and content.because not in SPARED:
        why = "已造成严重污染" if content.is_serious else SEIZURE_GROUNDS[content.ground]
        sentence = (
            f"{why}，应当查封、扣押；只有公共设施运营单位、涉及基本民生和公共利益或者可能影响生产安全的，可以不实施"
        )
        raise OutOfBounds("must-seize", sentence, article=attempt.cite("seal_must"), field="because")


@asks_for(
    AskedFor("of", when="不属于情况紧急的", rule="seizure_approval", offered=True),
    AskedFor("is_urgent", when="未经事先批准的", must="须为是", rule="seizure_approval", offered=True),
)
def approved_or_urgent(attempt: Attempt[ImposeSeizure]) -> None:
    """Refuse a seizure that no head approved and that was not urgent, or that goes beyond its approval (事前批准)."""
    content, article = attempt.content, attempt.cite("seizure_approval")
    if content.of is None:
        if not content.is_urgent:
            sentence = "实施查封、扣押前应当书面报经负责人批准；情况紧急当场实施的，须注明并在法定时间内补办批准手续"
            raise OutOfOrder("not-approved", sentence, article=article, field="of")
        return
    if content.is_urgent:
        raise Unclear(
            "approved-and-urgent",
            "已经批准的不属于情况紧急当场实施，“是否情况紧急”（is_urgent）须为否",
            field="is_urgent",
        )
    used = attempt.record.pointing(content.of, ImposeSeizure)
    if used:
        sentence = f"第{content.of}号批准已用于第{used[0].no}号查封、扣押，再次实施须另行批准"
        raise OutOfOrder("approval-used", sentence, article=article, field="of")
    approval = attempt.record.act(content.of, ApproveSeizure)
    if approval is not None and not _fits(content, approval.content):
        sentence = "实施的方式或者情形与批准的不一致，须另行报批"
        raise OutOfBounds("beyond-approval", sentence, article=article, field="manner")


def _fits(content: ImposeSeizure, approved: ApproveSeizure) -> bool:
    return (content.manner, content.ground) == (approved.manner, approved.ground)


def things_are_in_scope(attempt: Attempt[ImposeSeizure]) -> None:
    """Refuse things of a kind the law of the day does not let be seized (查封、扣押的对象)."""
    allowed = _given(attempt, "objects")
    beyond = [thing for thing in attempt.content.things if thing.kind not in allowed]
    if beyond:
        named = listed(f"{thing.name}({THING_NAMES[thing.kind]})" for thing in beyond)
        sentence = (
            f"{named}不属于可以查封、扣押的对象，当日可以查封、扣押的是{listed(THING_NAMES[one] for one in allowed)}"
        )
        raise OutOfBounds("thing-out-of-scope", sentence, article=attempt.cite(POWER), field="things")


def things_may_be_taken(attempt: Attempt[ImposeSeizure]) -> None:
    """Refuse what has nothing to do with the case, what a citizen lives on, and what is sealed already (不得重复查封)."""
    article = attempt.cite("seizure_no_repeat")
    for thing in attempt.content.things:
        if not thing.is_related:
            sentence = f"{thing.name}与违法行为无关，不得查封、扣押"
            raise OutOfBounds("unrelated-thing", sentence, article=article, field="things")
        if thing.is_necessity:
            sentence = f"{thing.name}是公民及其所扶养家属的生活必需品，不得查封、扣押"
            raise OutOfBounds("necessity", sentence, article=article, field="things")
        if thing.sealed_by:
            sentence = f"{thing.name}已由{thing.sealed_by}依法查封，不得重复查封"
            raise OutOfBounds("already-sealed", sentence, article=article, field="things")
        _not_seized_before(attempt, thing)


def _not_seized_before(attempt: Attempt[ImposeSeizure], thing: Thing) -> None:
    bound = {act.no for act in running(attempt.record)}
    for act in attempt.record.all(ImposeSeizure):
        if all(one.mark != thing.mark for one in act.content.things):
            continue
        if act.no in bound:
            sentence = f"{thing.name}({thing.mark})已在第{act.no}号查封、扣押之中，不得重复查封"
            article = attempt.cite("seizure_no_repeat")
            raise OutOfBounds("already-sealed", sentence, article=article, field="things")
        if not attempt.content.is_new_conduct:
            sentence = f"{thing.name}({thing.mark})已在第{act.no}号查封、扣押后解除，不得以再次查封变相延长期限；另有新的违法行为的须注明"
            article = attempt.cite("seizure_again")
            raise OutOfBounds("seized-again", sentence, article=article, guard="G10", field="things")


@asks_for(
    AskedFor("has_witness", when="当事人不到场的", must="须为是", rule="seizure_witness"),
    AskedFor("reasons_told", when="当事人到场的", must="须为是", rule="seizure_reasons_told"),
    AskedFor("defence_heard", when="当事人到场的", must="须为是", rule="seizure_defence_heard"),
)
def done_by_the_book(attempt: Attempt[ImposeSeizure]) -> None:
    """Refuse a measure at which the party was not told, not heard, or whose absence nobody witnessed (实施程序)."""
    content = attempt.content
    is_there = content.attendance != "absent"
    if is_there and not content.reasons_told:
        sentence = "应当当场告知当事人采取查封、扣押的理由、依据以及依法享有的权利、救济途径"
        article = attempt.cite("seizure_reasons_told")
        raise OutOfOrder("reasons-not-told", sentence, article=article, field="reasons_told")
    if is_there and not content.defence_heard:
        sentence = "应当听取当事人的陈述和申辩"
        article = attempt.cite("seizure_defence_heard")
        raise OutOfOrder("defence-not-heard", sentence, article=article, field="defence_heard")
    if not is_there and not content.has_witness:
        sentence = "当事人不到场的，应当邀请见证人到场，由见证人和执法人员在现场笔录上签名或者盖章"
        raise OutOfOrder("no-witness", sentence, article=attempt.cite("seizure_witness"), field="has_witness")


@asks_for(AskedFor("remedies", whole=True))
def handed_over_on_the_spot(attempt: Attempt[ImposeSeizure]) -> None:
    """Refuse a seizure whose decision and inventory were not handed over at once; relief must be told (G19)."""
    content = attempt.content
    handed = {"查封、扣押决定书": content.decision_handed_over, "清单": content.list_handed_over}
    missing = [name for name, given in handed.items() if not given]
    if missing:
        sentence = f"{listed(missing)}应当当场交付；当事人拒不到场或者拒绝签收的，予以注明，可以邀请见证人签名"
        article = listed(filter(None, map(attempt.cite, ("seizure_decision", "seal_delivery"))))
        raise OutOfOrder("not-handed-over", sentence, article=article, field="decision_handed_over")
    guards.remedies_told("seizure", on=attempt.day, law=attempt.law, **content.remedies.known())
