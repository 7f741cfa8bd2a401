"""Several parties in one case (数名当事人): a further one joins, others take over what one of them has and owes.

A unit and the person responsible in it are penalised for one conduct, or two act together: each is told, heard, decided
on, served and pays for itself (行政处罚法 art. 44, 45, 57, 61), and one conduct is investigated once. Who takes over the
rights and duties of a party after it was fined stands in its place (处罚办法 art. 73; the number is from memory, the text
was not read). Before a decision a citizen's death ends the investigation of him (art. 36): no heir is penalised.
"""

from collections.abc import Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.counting import corrected
from judging.kind import Account
from judging.parties import everyone, numbers_named, strangers
from judging.step import Asks, Opens, Procedure, Step, after, before, who
from law.refusals import OutOfOrder, Unclear
from models.acts import NamesParties, OfParty
from models.acts.filing import FileCase, RevokeFiling
from models.acts.investigation import TerminateInvestigation
from models.acts.parties import JoinParty, RecordSuccession
from models.acts.terms import CorrectAct, WithdrawAct
from models.people import PartyRef, Role
from procedures.closing_grounds import borne
from procedures.closing_grounds import is_settled as is_settled_on
from procedures.competence import WITH_US
from procedures.facts_shown import ground_is_of_such_a_party
from procedures.payment.owing import amount_due
from procedures.penalty.decisions import DECIDING, served_with_money
from procedures.telling_terms import not_whole

BUREAU = (1, 2)


def _twice(parties: Iterable[PartyRef]) -> str:
    """Return the first party that is named more than once; empty where none is."""
    seen: set[str] = set()
    for party in parties:
        if party.id in seen:
            return party.id
        seen.add(party.id)
    return ""


def _part_fits(party: PartyRef, part: str, field: str, article: str) -> None:
    """Refuse an organisation as the person responsible in a unit (责任人员)."""
    if part == "responsible" and party.kind != "citizen":
        raise Unclear("no-person", f"责任人员须是公民，“{party.id}”是单位", article=article, field=field)


@asks_for(AskedFor("others", when="数名当事人共同违法、并罚责任人员的"))
def others_are_others(attempt: Attempt[FileCase]) -> None:
    """Refuse to file against the same party twice, or against a unit as a person responsible in it."""
    content, article = attempt.content, attempt.cite("case_filing")
    twice = _twice((content.party, *content.others))
    if twice:
        raise Unclear("party-twice", f"当事人“{twice}”写了两次", article=article, field="others")
    for other in content.others:
        _part_fits(other, other.part, "others", article)


def party_is_new(attempt: Attempt[JoinParty]) -> None:
    """Refuse to join who is a party of the case already, or a unit as a person responsible in it."""
    content, record = attempt.content, everyone(attempt.whole)
    article = attempt.cite("case_filing")
    if content.party.id in numbers_named(record):
        sentence = f"“{content.party.id}”已经是本案的当事人"
        raise OutOfOrder("party-already", sentence, article=article, field="party")
    _part_fits(content.party, content.part, "part", article)


def somebody_else_succeeds(attempt: Attempt[RecordSuccession]) -> None:
    """Refuse a succession by the party itself, by one twice, or by the heirs of a citizen who was not penalised."""
    content, record = attempt.content, attempt.record
    article = attempt.cite("party_succession")
    own = attempt.record.content(FileCase)
    standing = content.party or (own.party.id if own else "")
    twice = _twice((PartyRef(id=standing, kind="organisation"), *content.successors))
    if twice:
        sentence = f"承受人“{twice}”写了两次，或者就是原当事人"
        raise Unclear("party-twice", sentence, article=article, field="successors")
    if content.ground == "inherited" and not record.has(*DECIDING):
        sentence = "公民死亡时尚未作出处罚决定的，终止对其调查，不由继承人承受"
        told = attempt.cite("investigation_termination")
        raise OutOfOrder("not-penalised-yet", sentence, article=told, field="ground")
    ground_is_of_such_a_party(record, content.ground, article)


@asks_for(AskedFor("of", when="撤回的记录写有当事人的", must="不得还有该当事人自己的记录"))
def nobody_is_left_without_a_place(attempt: Attempt[WithdrawAct]) -> None:
    """Refuse to withdraw what names a party while acts stand that are that party's own."""
    whole = attempt.whole
    before = {act.no for act in strangers(whole)}
    left = [act for act in strangers(whole.without(attempt.content.of)) if act.no not in before]
    if left:
        told = "、".join(f"第{act.no}号（{act.content.label}）" for act in left)
        raise OutOfOrder("party-has-acts", f"案卷中还有写明该当事人的记录：{told}；须先撤回或者更正", field="of")


@asks_for(AskedFor("fields", when="更正当事人的", must="不得减去已有自己记录的当事人"))
def no_party_is_dropped(attempt: Attempt[CorrectAct]) -> None:
    """Refuse to correct a party away while acts stand that are its own; under another number it keeps them."""
    target = attempt.whole.act(attempt.content.of)
    if target is None or not isinstance(target.content, NamesParties):
        return
    now = corrected(target, attempt.content).content
    if not isinstance(now, NamesParties):
        return
    dropped = {one.id for one in target.content.parties[len(now.parties) :]} - {one.id for one in now.parties}
    held = [act for act in attempt.whole if isinstance(act.content, OfParty) and act.content.party in dropped]
    if held:
        told = "、".join(f"第{act.no}号（{act.content.label}）" for act in held)
        raise OutOfOrder("party-has-acts", f"案卷中还有写明该当事人的记录：{told}；须先撤回或者更正", field="fields")


def account(now: Situation) -> Account:
    """Return what a party was ordered to pay, has paid and owes, and whether its part of the case is at its end."""
    due = amount_due(now.record, now.day, now.law)
    is_settled = bool(borne(now)) and all(is_settled_on(now, one) for one in served_with_money(now.record))
    return Account(due.ordered, due.paid, due.total, is_settled)


STEPS = (
    Step(
        JoinParty,
        who(Role.HEAD, levels=BUREAU, basis="penalty_power"),
        needs=(WITH_US, after(FileCase), before(RevokeFiling, TerminateInvestigation)),
        guards=(party_is_new,),
        ends=(not_whole(),),
        opens=(Opens("case_decision_period"),),
        for_one_party=True,
        citation=("case_filing",),
    ),
    Step(
        RecordSuccession,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU),
        needs=(after(FileCase),),
        guards=(somebody_else_succeeds,),
        citation=("party_succession",),
    ),
)

ASKS = (
    Asks(FileCase, others_are_others),
    Asks(WithdrawAct, nobody_is_left_without_a_place),
    Asks(CorrectAct, no_party_is_dropped),
)

PROCEDURE = Procedure("parties", "当事人", STEPS, asks=ASKS)
