"""How it was decided, and by whom (主体、审核、讨论、幅度、依据的评查): G2 to G5, G7, G8, G13, G14, G16, G19."""

from datetime import date
from decimal import Decimal

from law import guards
from law.amounts.thresholds import Proposed, discussion_due
from law.chinese import day as told
from law.citations import Citation, basis_in_force
from law.edition import Law
from law.guards.notice import Document as DocumentKind
from law.guards.people import Role as GuardRole
from law.guards.register import binds
from law.refusals import Refused
from law.terms import reckon
from review.dossier import Dossier, Entry, Missing, day_of, known
from review.questions import Answer, Asleep, Question, guarded
from review.sources import Published
from workflows.procedures import STEPS
from workflows.procedures.record import Record

ON_SITE = ("inspect_site", "interview", "take_sample", "recheck_correction", "impose_seizure")
FOUND = ("report_finding", "receive_complaint", "inspect_site", "file_case")
TITLE = "第"
ROLES: dict[str, GuardRole] = {
    "review_case": "reviewer",
    "hold_hearing": "hearing_chair",
    "discuss_collectively": "voter",
}
DOCUMENTS: dict[str, DocumentKind] = {
    "decide_penalty": "decision",
    "decide_daily_penalty": "daily_penalty",
    "impose_seizure": "seizure",
}


def two_officers(dossier: Dossier, entry: Entry, law: Law) -> Answer:  # noqa: ARG001  the signature of a question
    """Ask whether two certified officers were on site and showed it (G2)."""
    officers = known(entry, "officers")
    shown = entry.act.content.__dict__.get("identity_shown", True)
    on = day_of(entry)
    ask = guards.two_certified_officers
    return guarded(lambda: ask(officers, on=on, certificates_shown=shown), f"{len(officers)}名持证人员", actual=on)


def kept_apart(dossier: Dossier, entry: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether who reviewed, chaired or voted had not investigated (G3)."""
    if not dossier.complete:
        raise Missing("审查、主持听证或者表决的人员")
    role = ROLES[entry.name]
    content = entry.act.content.__dict__
    investigators = dossier.record.until(entry.act.day).investigators()
    people = content.get("voters") or (content.get("chair") or entry.act.by.id,)
    on = day_of(entry)

    def ask() -> None:
        for person in people:
            guards.investigator_keeps_away(person, investigators, role, on=on)

    return guarded(ask, "与调查人员分开", actual=on)


def legally_reviewed(dossier: Dossier, decision: Entry, law: Law) -> Answer:
    """Ask whether the legal review that was due took place (G4)."""
    if not binds("G4", decision.when.day or decision.act.day):
        raise Asleep
    if dossier.complete:
        return _at_the_bar("G4", dossier, decision, law)
    raise Missing("法制审核,以及案情是否属于应当法制审核的情形")


def discussed(dossier: Dossier, decision: Entry, law: Law) -> Answer:
    """Ask whether the heads discussed what they had to discuss (G5)."""
    if dossier.complete:
        return _at_the_bar("G5", dossier, decision, law)
    meeting = dossier.before(decision, "discuss_collectively")
    if meeting is not None:
        return Answer(f"{meeting.told},在决定之前", actual=meeting.when.day)
    fine = decision.act.content.__dict__.get("fine")
    due = discussion_due(Proposed(fine=fine or Decimal(0)), decision.when.day or decision.act.day)
    raise Missing("集体讨论" if due.due else "案情是否复杂、重大以及是否集体讨论")


def _at_the_bar(guard: str, dossier: Dossier, decision: Entry, law: Law) -> Answer:
    """Ask the bars of the step itself, on the record as it was before the decision."""
    acts = [(entry.act.day, entry.act) for entry in dossier]
    before = Record(acts[: dossier.entries.index(decision)])
    for bar in STEPS[decision.name].bars:
        try:
            bar(before, decision.act.day, law)
        except Refused as no:
            if no.guard == guard:
                return Answer(no.sentence, departed=True, over=None, article=no.article)
    return Answer("决定时符合规定", actual=decision.when.day)


def one_fine(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the act was fined once only (G7)."""
    decisions = dossier.all("decide_penalty")
    if len(decisions) == 1:
        raise Asleep
    if dossier.complete:
        return Answer("各次决定见案卷")
    raise Missing("各次罚款是否针对同一违法行为")


def within_bounds(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the fine lies within the range of its provision (G8)."""
    if decision.act.content.__dict__.get("fine", 0) is None:
        raise Asleep
    fine, least, most = known(decision, "fine"), known(decision, "fine_min"), known(decision, "fine_max")
    if most is None:
        raise Missing("法定罚款幅度")
    mitigation = known(decision, "mitigation")
    because = f"罚款{fine:,.2f}元,在{least or 0:,.2f}元至{most:,.2f}元之间"
    on = decision.act.day
    return guarded(
        lambda: guards.fine_within_bounds(fine, least or Decimal(0), most, on=on, mitigation=mitigation), because
    )


def closed_by_government(dossier: Dossier, closure: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether a government closed the party, or approved it (G13)."""
    content = closure.act.content.__dict__
    issued, approved = known(closure, "issued_by") == "government", bool(content.get("approval_no"))
    ask = guards.closure_by_government_only
    on = closure.act.day
    because = f"{closure.told},由有批准权的人民政府决定或者批准"
    return guarded(lambda: ask(on=on, issued_by_government=issued, approved_by_government=approved), because)


def by_a_bureau(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether who decided had the power to penalise (G14)."""
    if not dossier.complete:
        raise Missing("作出决定的机关")
    level, on = decision.act.by.level, decision.act.day
    ask = guards.township_has_no_penalty_power
    return guarded(lambda: ask(on=on, grid_level=level), "由有处罚权的机关作出", actual=on)


def law_in_force(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the law that was cited was in force (G16)."""
    on = day_of(decision)
    citations = _citations(dossier, decision)
    if not citations:
        raise Missing("所引用的法律依据")
    judged = basis_in_force(citations, on=on, conduct_on=_conduct_until(dossier) or on)
    wrong = [one.sentence for one in judged if not one.sound]
    if wrong:
        return Answer(";".join(wrong), departed=True, over=None)
    if all(one.verdict == "unknown" for one in judged):
        raise Missing("规则目录所收录的依据(所引文件未收录,须人工核对效力)")
    return Answer(";".join(one.sentence for one in judged if one.verdict != "unknown"), actual=on)


def _citations(dossier: Dossier, decision: Entry) -> list[Citation]:
    if isinstance(dossier.source, Published):
        parts = [
            text.split(TITLE, 1) for text in dossier.source.laws if TITLE in text and "(" not in text.split(TITLE, 1)[0]
        ]
        return [Citation(instrument=title, article=f"第{article}") for title, article in parts]
    rows = decision.act.content.__dict__.get("basis") or ()
    about = {"procedure": "procedure"}
    return [
        Citation.model_validate(
            {
                "instrument": row.instrument,
                "article": row.article,
                "about": about.get(row.role, "substance"),
                "lighter": row.lighter,
            }
        )
        for row in rows
    ]


def _conduct_until(dossier: Dossier) -> date | None:
    for entry in dossier.all("file_case", "report_finding", "receive_complaint"):
        until: date | None = entry.act.content.__dict__.get("conduct_until")
        if until is not None:
            return until
    return dossier.conduct[1].day


def relief_was_told(dossier: Dossier, decision: Entry, law: Law) -> Answer:  # noqa: ARG001
    """Ask whether the decision says how to seek relief (G19)."""
    remedies = known(decision, "remedies")
    document = DOCUMENTS[decision.name]
    on, words = decision.act.day, remedies.model_dump()
    return guarded(lambda: guards.remedies_told(document, on=on, **words), "已载明救济途径和期限", actual=on)


def found_in_time(dossier: Dossier, found: Entry, law: Law) -> Answer:
    """Ask whether the conduct was found before its limitation had run (追责期限)."""
    if found is not dossier.all(*FOUND)[0]:
        raise Asleep
    ended = dossier.conduct[1]
    until = _conduct_until(dossier)
    first, last = (until, until) if until else (ended.first, ended.last)
    if first is None or last is None:
        raise Asleep
    cited = law.catalogue.find("limitation_2y", last)
    if cited is None:
        raise Asleep
    earliest, latest = (reckon(one, cited.limit(), law.calendar, rolls=cited.rolls).last_day for one in (first, last))
    ending = f"违法行为{told(last)}终了,追责期限" if first == last else f"违法行为至迟{told(last)}终了,追责期限"
    if earliest and found.when.last and found.when.last <= earliest:
        due = earliest if earliest == latest else None
        return Answer(f"{ending}内的{found.told}", due=due, actual=found.when.day)
    if latest and found.when.first and found.when.first > latest:
        over = (found.when.first - latest).days
        return Answer(f"{ending}至{told(latest)}届满,{found.told}", latest, found.when.day, over, departed=True)
    raise Missing("违法行为终了或者被发现的日期")


PENALTIES = ("decide_penalty",)
QUESTIONS = (
    Question("G2", ON_SITE, two_officers),
    Question("G3", tuple(ROLES), kept_apart, ROLES),
    Question("G4", PENALTIES, legally_reviewed),
    Question("G5", PENALTIES, discussed),
    Question("G7", PENALTIES, one_fine),
    Question("G8", PENALTIES, within_bounds),
    Question("G13", ("decide_closure",), closed_by_government),
    Question("G14", PENALTIES, by_a_bureau),
    Question("G16", PENALTIES, law_in_force),
    Question("G19", tuple(DOCUMENTS), relief_was_told, DOCUMENTS),
    Question("limitation_2y", FOUND, found_in_time),
)
