"""The kinds of answer (政府信息公开条例 art. 14 to 16, 35 to 39): each with its article and with what it has to say."""

from dataclasses import dataclass

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts.disclosure_request import AnswerDisclosureRequest, RecordReasons
from models.ids import FILE_NO
from procedures.disclosure_request import reading
from procedures.disclosure_request.reading import DISCLOSES, WITHHOLDS, objections, unheard

RESTS_ON = {
    "published": "gov_info_published",
    "provided": "gov_info_provided",
    "partly": "gov_info_separable",
    "refused": "gov_info_refused",
    "absent": "gov_info_absent",
    "not_made": "gov_info_existing",
    "not_ours": "gov_info_not_ours",
    "repeated": "gov_info_repeated",
    "special": "gov_info_special",
    "not_a_request": "gov_info_other_ways",
    "publication": "gov_info_publications",
    "unprocessed": "gov_info_excess",
}
"""The article of each kind of answer."""
WITHHELD_BY = {
    "state_secret": "gov_info_secret",
    "law_forbids": "gov_info_secret",
    "public_safety": "gov_info_secret",
    "third_party": "gov_info_private",
    "internal": "gov_info_internal",
    "process": "gov_info_internal",
    "enforcement_file": "gov_info_internal",
}
"""The article of each ground to withhold."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a kind of answer has to tell besides its reason, and what is said where it does not."""

    field: str
    sentence: str


TELLS = {
    "published": Told("means", "已经主动公开的，须告知获取该信息的方式、途径"),
    "provided": Told("means", "可以公开的，须提供该信息，或者告知获取的方式、途径和时间"),
    "partly": Told("left_out", "区分处理的，须写明不予公开的是哪些内容"),
    "absent": Told("searched", "信息不存在的，须写明检索的范围和方法"),
    "repeated": Told("earlier", "不予重复处理的，须写明先前已经答复的申请的编号"),
    "publication": Told("means", "申请公开出版物的，须告知获取的途径"),
    "not_ours": Told("competent", "须写明负责公开的机关的名称、联系方式（确实不能确定的写“不能确定”）"),
}


def rests_on(attempt: Attempt[AnswerDisclosureRequest]) -> str:
    """Return the articles of an answer of its kind: its own, and that of the ground on which something is withheld."""
    article = attempt.cite(RESTS_ON[attempt.content.outcome])
    withheld = attempt.content.withheld
    return "、".join(filter(None, (article, attempt.cite(WITHHELD_BY[withheld]) if withheld else "")))


@asks_for(
    AskedFor("withheld", when="不予公开、部分公开的", rule="gov_info_refused"),
    AskedFor("means", when="已经主动公开、予以公开、属于公开出版物的", rule="gov_info_answer", offered=True),
    AskedFor("left_out", when="部分公开的", rule="gov_info_separable"),
    AskedFor("searched", when="信息不存在的", rule="gov_info_absent"),
    AskedFor("competent", when="不属于本机关负责公开的", rule="gov_info_not_ours"),
    AskedFor("earlier", when="不予重复处理的", rule="gov_info_repeated"),
)
def says_what_its_kind_asks(attempt: Attempt[AnswerDisclosureRequest]) -> None:
    """Refuse an answer without what its kind has to tell, or with a ground that belongs to another kind."""
    content, article = attempt.content, attempt.cite(RESTS_ON[attempt.content.outcome])
    if (content.outcome in WITHHOLDS) != (content.withheld is not None):
        is_missing = content.withheld is None
        sentence = (
            "不予公开、部分公开的，须写明不予公开的事由" if is_missing else "只有不予公开、部分公开的才写不予公开的事由"
        )
        raise Unclear("ground-of-withholding", sentence, article=article, field="withheld")
    wanted = TELLS.get(content.outcome)
    if wanted is not None and not getattr(content, wanted.field).strip():
        raise Unclear("not-told", wanted.sentence, article=article, field=wanted.field)
    if content.earlier and not FILE_NO.match(content.earlier):
        sentence = f"“{content.earlier}”不是案卷编号；先前答复的申请写其案卷编号，如 G2026-000001"
        raise Unclear("not-a-number", sentence, article=article, field="earlier")


def everyone_asked_was_heard(attempt: Attempt[AnswerDisclosureRequest]) -> None:
    """Refuse to answer while a third party or an authority may still say something (条例 art. 32, 34)."""
    asked = unheard(attempt.record)
    if asked:
        named = "、".join(f"第{act.no}号" for act in asked)
        sentence = f"征求意见（{named}）尚无结果；请先记录答复，或者期满后记录逾期未提出意见"
        raise OutOfOrder("not-heard-yet", sentence, article=attempt.cite("gov_info_third_party"), field="act")


@asks_for(AskedFor("public_interest", when="第三方有合理理由不同意而仍予公开的", rule="gov_info_third_party"))
def objection_is_heeded(attempt: Attempt[AnswerDisclosureRequest]) -> None:
    """Refuse to disclose over a reasonable objection without the public interest, or to name one nobody raised."""
    content, article = attempt.content, attempt.cite("gov_info_third_party")
    raised = objections(attempt.record)
    is_withheld = content.outcome == "partly" and content.withheld == "third_party"
    if content.outcome in DISCLOSES and raised and not is_withheld and not content.public_interest.strip():
        sentence = (
            "第三方有合理理由不同意公开，不予公开（部分公开的，不予公开的事由写涉及第三方合法权益）；"
            "认为不公开可能对公共利益造成重大影响而予以公开的，须写明理由"
        )
        raise OutOfBounds("over-an-objection", sentence, article=article, field="public_interest")
    if content.withheld == "third_party" and not raised:
        sentence = "没有第三方以合理理由不同意公开，不能以损害第三方合法权益为由不予公开；请先征求第三方意见"
        raise OutOfOrder("nobody-objected", sentence, article=article, field="withheld")


def reasons_were_asked_for(attempt: Attempt[AnswerDisclosureRequest]) -> None:
    """Refuse to leave a request undealt with for its number before the applicant was asked for reasons (条例 art. 35)."""
    if attempt.content.outcome == "unprocessed" and not attempt.record.has(RecordReasons):
        sentence = "以数量、频次明显超过合理范围为由不予处理的，须先要求申请人说明理由，并记录其理由"
        raise OutOfOrder("reasons-not-asked", sentence, article=attempt.cite("gov_info_excess"), field="outcome")


def discloses_over_an_objection(done: Attempt[AnswerDisclosureRequest]) -> bool:
    """Tell whether something is given out against the word of a third party, who has to be told in writing."""
    return bool(objections(done.record)) and reading.discloses_over_an_objection(done.content)
