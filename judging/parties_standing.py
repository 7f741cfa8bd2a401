"""Where each party of a file stands (各当事人的情况): how far it is, what it owes, what may be done for it next."""

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal

from judging.attempt import Situation
from judging.each_party import each_party
from judging.kind import NOTHING_OWED, Account
from judging.parties import holders, parties_of
from law.calendar import OutsideCalendar
from law.refusals import Refused
from models.standing import Next, PartyStanding


def parties_standing(now: Situation, possible: Sequence[Next]) -> tuple[PartyStanding, ...]:
    """Return where each party of a file stands, where it has several."""
    found = parties_of(now.record)
    return tuple(
        _of_one(now, party, own, tuple(one.act for one in possible if party in one.parties))
        for party, own in (each_party(now) if found.refs else ())
    )


def _of_one(now: Situation, party: str, own: Situation, possible: tuple[str, ...]) -> PartyStanding:
    found, kind = parties_of(now.record), now.kind
    account = _account(own)
    staged = [act for act in own.record if kind.step(act).stage]
    its = [act for act in staged if found.whose[act.no] == party]
    stage = kind.step((its or staged)[-1]).stage if staged else ""
    return PartyStanding(
        id=party,
        kind=found.refs[party].kind,
        part=found.said_part(party),
        held_by=tuple(one.id for one in holders(now.record, party) if one.id != party),
        stage=stage,
        stage_name=kind.stage_names.get(stage, ""),
        ordered=_money(account.ordered),
        paid=_money(account.paid),
        owed=_money(account.owed),
        is_settled=account.is_settled,
        next=possible,
    )


def _account(own: Situation) -> Account:
    """Return what a party owes; nothing where that cannot be worked out yet."""
    with suppress(OutsideCalendar, Refused):
        return own.kind.account(own)
    return NOTHING_OWED


def _money(amount: Decimal) -> str:
    return f"{amount.normalize():f}"
