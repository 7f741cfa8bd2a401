"""The summary procedure (简易程序).

行政处罚法 art. 51, 52 and 生态环境行政处罚办法 art. 67, 68: a clear case, a small fine or a warning, decided by two officers on the
spot once the party was told and heard, with a numbered form handed over at once, and filed with the bureau within its
term. Above the limit, or for anything else, the ordinary procedure applies. From 2024-01-01 reconsideration comes
before a suit (行政复议法 art. 23), and the decision says so.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.record import Record
from judging.step import Opens, Procedure, Step, after, before, ends, who
from law import guards
from law.amounts.thresholds import summary_allowed
from law.chinese import money
from law.guards.register import article
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts.filing import DeclineFiling, FileCase
from models.acts.summary import DecideOnTheSpot, ReportSummary
from models.people import Role
from procedures.competence import WITH_US
from procedures.enforcement.window import WINDOW
from procedures.filing import file_is_not_time_barred
from procedures.legal_basis import basis_is_in_force
from procedures.officers import identity_was_shown, two_certified_officers
from procedures.penalty.decisions import is_to_be_redone, set_aside
from procedures.penalty.fine import fined_once, kinds_are_provided_for, small_fine_is_within_its_provision
from procedures.penalty.prior_notice import proposed
from procedures.referral.detention import REFERRAL_DUE
from procedures.referral.offset import no_fine_after_the_courts
from procedures.referral.reading import crime_is_not_pending
from procedures.referral.signs import signs_are_answered
from procedures.relief import DECIDED_AGAIN, REMEDIES
from procedures.reporting_upward import SEEN_TO
from procedures.telling_terms import FEED_BACK

BUREAU = (1, 2)
ON_THE_SPOT = frozenset({"fine", "warning"})


def summary_is_filed(record: Record) -> bool:
    """Tell whether what was decided on the spot has been filed with the bureau (备案)."""
    return all(record.pointing(one.no, ReportSummary) or set_aside(record, one) for one in record.all(DecideOnTheSpot))


def _is_to_be_filed(now: Situation) -> bool:
    return not summary_is_filed(now.record)


def _is_open_on_its_party(now: Situation) -> bool:
    """Tell whether nothing that was decided on the spot on this party stands: another party, or a decision made anew.

    Each party has a decision of its own (行政处罚法 art. 29, 51); what was set aside to be made again is.
    """
    return all(is_to_be_redone(now.record, one) for one in now.record.all(DecideOnTheSpot))


def _fined(attempt: Attempt[DecideOnTheSpot]) -> bool:
    return attempt.content.fine > 0


@asks_for(AskedFor("fine", when="处罚种类含罚款的"))
def small_enough(attempt: Attempt[DecideOnTheSpot]) -> None:
    """Refuse an on-the-spot penalty above its limit or of another kind (简易程序限额), or by a township (G14)."""
    content, day, law = attempt.content, attempt.day, attempt.law
    guards.township_has_no_penalty_power(on=day, law=law, grid_level=attempt.act.by.level)
    if not content.measures or (content.fine > 0) != ("fine" in content.measures):
        raise Unclear("no-amount", "处罚种类与罚款数额不一致：罚款须写明数额，没有罚款的不写数额", field="fine")
    answer = summary_allowed(proposed(content.measures, content.fine, None), content.party.kind, day, law)
    if not answer.allowed or not set(content.measures) <= ON_THE_SPOT:
        sentence = f"当场处罚限于警告和{money(answer.limit)}以下的罚款，其他处罚应当适用普通程序"
        raise OutOfBounds("not-a-summary-case", sentence, article=attempt.cite("summary_procedure"), field="fine")


def party_was_heard(attempt: Attempt[DecideOnTheSpot]) -> None:
    """Refuse a decision on the spot before the party was told and heard (G1)."""
    if not attempt.content.party_heard:
        sentence = "当场处罚前应当告知违法事实、理由、依据和权利，并听取当事人的陈述和申辩"
        told = article("G1", attempt.day, attempt.law)
        raise OutOfOrder("party-not-heard", sentence, article=told, field="party_heard", guard="G1")


@asks_for(
    AskedFor("remedies", whole=True),
    AskedFor(
        "reconsideration_first_told",
        when="须先申请行政复议的",
        must="须为是",
        rule="summary_review_first",
        offered=True,
    ),
)
def relief_is_told(attempt: Attempt[DecideOnTheSpot]) -> None:
    """Refuse a decision silent on relief, or on reconsideration coming first where the law says so (G19, 复议前置)."""
    content = attempt.content
    guards.remedies_told("on_the_spot", on=attempt.day, law=attempt.law, **content.remedies.known())
    first = attempt.cite("summary_review_first")
    if first and not content.reconsideration_first_told:
        sentence = "对当场处罚不服的，须先申请行政复议，对复议决定不服再起诉；决定书应当写明"
        raise Unclear(
            "reconsideration-first-not-told", sentence, article=first, field="reconsideration_first_told", guard="G19"
        )


STEPS = (
    Step(
        DecideOnTheSpot,
        who(Role.OFFICER, levels=BUREAU, basis="summary_procedure"),
        needs=(WITH_US, before(FileCase, DeclineFiling)),
        bars=(crime_is_not_pending, signs_are_answered),
        guards=(
            two_certified_officers,
            identity_was_shown,
            small_enough,
            party_was_heard,
            relief_is_told,
            file_is_not_time_barred,
            no_fine_after_the_courts,
            basis_is_in_force,
            fined_once,
            kinds_are_provided_for,
            small_fine_is_within_its_provision,
        ),
        ends=(*ends(*SEEN_TO, of_all=True), *DECIDED_AGAIN),
        opens=(
            Opens("summary_filing"),
            Opens("payment_15d", when=_fined),
            Opens("penalty_publication"),
            REFERRAL_DUE,
            *REMEDIES,
            *WINDOW,
            FEED_BACK,
        ),
        stage="decided_on_the_spot",
        once=True,
        again_if=_is_open_on_its_party,
        effects=(document("当场行政处罚决定书", "当罚"),),
        citation=("summary_procedure",),
    ),
    Step(
        ReportSummary,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(DecideOnTheSpot),),
        ends=ends("summary_filing"),
        stage="summary_filed",
        once=True,
        again_if=_is_to_be_filed,
        citation=("summary_filing",),
    ),
)

PROCEDURE = Procedure("summary", "简易程序", STEPS, {"decided_on_the_spot": "已当场处罚", "summary_filed": "已备案"})
