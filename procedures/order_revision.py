"""The bureau takes back an order or a measure of its own (自行撤销、变更责令、强制措施和代履行).

行政处罚法 art. 75(2) speaks of penalties, see `revision`; what burdens the party otherwise is taken back by 湖南省行政程序规定
art. 162 (number and words from memory): an unlawful or unfit act is revoked, for good or to be made again with
other content (变更). What was revoked binds nobody any more: it is not rechecked, extended or paid for, its terms
lose their object, what was made public of it is withdrawn, what was seized is released. What the law commands is
owed again (`redoing`): closing waits until it is made, or until a head decides that nothing is left to order. A
reconsideration or a suit about it goes on until it is decided or withdrawn (行政复议法实施条例 art. 39, 法释〔2018〕1号 art. 81,
from memory): body and court are told.
"""

from collections.abc import Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, key, message, party_of
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, after, voids, who
from law.refusals import OutOfOrder
from models.acts import Act
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty
from models.acts.institutions import ListViolator
from models.acts.order_revision import ForgoRedo, RevokeOrder
from models.effects import Disclosure, Message, Withdrawal
from models.people import Role
from procedures.burdens import BURDENING, burden, decision_served, stated_elsewhere
from procedures.competence import ours_from
from procedures.contests import pending, undone_by
from procedures.penalty.decisions import standing
from procedures.redoing import (
    MAKES_AGAIN,
    TAKEN_UP,
    is_owed_again,
    is_yet_to_be_made_again,
    owed_again,
    taken_up_is_told,
)
from procedures.revision import OBJECT_GONE

BUREAU = (1, 2)
TAKEN_BACK = tuple(one for one in BURDENING if one is not ListViolator)
"""What the bureau takes back by this act; whoever is on the list of violators is taken off it by one of its own."""
STILL_BY_ITSELF = "须尚未被撤销或者确认无效；由处罚决定载明的措施，应当“撤销（变更）处罚决定”"


def may_be_revoked(record: Record) -> bool:
    """Tell whether something that was laid on the party still stands by itself."""
    return any(
        undone_by(record, served) is None and not stated_elsewhere(record, served) for served in record.all(*TAKEN_BACK)
    )


@asks_for(AskedFor("of", must=STILL_BY_ITSELF, rule="own_correction_of_orders"))
def order_may_be_revoked(attempt: Attempt[RevokeOrder]) -> None:
    """Refuse to take back what no longer stands, or what a penalty decision states (程序规定 art. 162)."""
    record, article = attempt.record, attempt.cite("own_correction_of_orders")
    served = burden(record, attempt.content.of)
    if served is None:
        return
    gone = undone_by(record, served)
    if gone is not None:
        sentence = f"该行政行为已由第{gone.no}号行为撤销或者确认无效"
        raise OutOfOrder("set-aside-already", sentence, article=article, field="of")
    if stated_elsewhere(record, served):
        sentence = "该措施由处罚决定载明，应当“撤销（变更）处罚决定”"
        raise OutOfOrder("stated-in-decision", sentence, article=attempt.cite("own_correction"), field="of")


def _made_public(done: Attempt, served: Act) -> Iterable[Act]:
    """Yield the acts by which what is taken back was made public: its service, or the decision it serves."""
    for no in (served.no, decision_served(done.record, served)):
        act = done.record.act(no)
        if act is not None and _discloses(done, act):
            yield act


def _discloses(done: Attempt, act: Act) -> bool:
    then: Attempt = Attempt(done.record, act.day, done.law, done.kind, act, done.record)
    made = (effect for make in done.kind.step(act).effects for effect in make(then))
    return any(isinstance(effect, Disclosure) for effect in made)


def withdrawn(done: Attempt[RevokeOrder]) -> Iterable[Withdrawal]:
    """Return what takes back what was made public of an order or a measure, with the reason."""
    served = burden(done.record, done.content.of)
    for act in _made_public(done, served) if served is not None else ():
        yield Withdrawal(
            key=key(done, f"withdrawal-{act.no}"),
            act_no=done.act.no,
            title="撤回公开的责令、强制措施信息",
            party=party_of(done),
            publication=act.no,
            reason=done.content.reason,
        )


def others_are_told(done: Attempt[RevokeOrder]) -> Iterable[Message]:
    """Tell who answers of what hangs on the act that was taken back: a contest about it, a daily penalty."""
    contest = pending(done.record, burden(done.record, done.content.of))
    if contest is not None:
        title = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，请将撤销（变更）情况书面告知复议机关（人民法院）"
        yield from message(title, "holder", word="contest-told")(done)
    if _charged_on(done.record, done.content.of):
        title = "按日连续处罚以该责令改正决定为前提，请一并审查是否撤销（变更）按日连续处罚决定"
        yield from message(title, "holder", word="daily-rests-on-it")(done)


def redo_is_due(done: Attempt[RevokeOrder]) -> Iterable[Message]:
    """Tell who answers whether what was taken back to be made again is owed, or the bureau's to make again or not."""
    if done.content.outcome == "redo":
        again = f"须重新作出；违法行为已经终止等无须重新作出的，须“{ForgoRedo.label}”，此前不得结案"
        free = "依法可以而不是应当采取，是否重新采取由本机关另行决定，结案不以此为条件"
        title = f"第{done.content.of}号行为已撤销，{again if is_owed_again(done) else free}"
        yield from message(title, "holder", word="order-again")(done)


def _charged_on(record: Record, order: int) -> bool:
    is_rechecked = bool(record.pointing(order, RecheckCorrection))
    return is_rechecked and any(isinstance(one.content, DecideDailyPenalty) for one in standing(record))


def _forgone(attempt: Attempt[ForgoRedo]) -> int:
    return attempt.content.of


YET_TO_BE_MADE_AGAIN = Condition(lambda now: bool(owed_again(now.record)), "没有被撤销后须重新作出而尚未作出的行为")

STEPS = (
    Step(
        RevokeOrder,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(*TAKEN_BACK),),
        guards=(order_may_be_revoked,),
        ends=(*OBJECT_GONE, *TAKEN_UP),
        opens=(Opens("norm.order_again", when=is_owed_again, starts=ours_from),),
        stage="order_revoked",
        when_closed=True,
        effects=(
            document("撤销（变更）责令、强制措施决定书", "撤责"),
            message("责令、强制措施已撤销（变更），请立即解除并告知当事人", "holder"),
            withdrawn,
            others_are_told,
            redo_is_due,
            taken_up_is_told,
        ),
        citation=("own_correction_of_orders",),
    ),
    Step(
        ForgoRedo,
        who(Role.HEAD, levels=BUREAU),
        needs=(YET_TO_BE_MADE_AGAIN,),
        guards=(is_yet_to_be_made_again,),
        ends=voids("norm.order_again", "redo_after_review", "redo_after_judgment", about=_forgone),
        effects=(message("已决定不再重新作出，复议机关、人民法院责令重新作出的请书面告知", "holder"),),
        citation=("own_correction_of_orders",),
    ),
)

PROCEDURE = Procedure(
    "order_revision",
    "撤销（变更）责令、强制措施",
    STEPS,
    {"order_revoked": "已撤销（变更）责令、强制措施"},
    asks=MAKES_AGAIN,
)
