"""What must hold of every list of acts, whatever the order in which they were tried: read from the law, not from the code."""

from collections.abc import Callable, Sequence
from datetime import date

from law.calendar import Calendar
from models.acts import Act
from models.acts.filing import FileCase
from models.acts.investigation import InspectSite, Interview
from models.acts.penalty import ExamineStatement, WaiveStatement
from models.acts.terms import TermLapses
from models.standing import Standing

Promise = Callable[[Sequence[Act]], bool]
WAITING_DAYS = 5
"""行政处罚法 art. 44 with 处罚办法 art. 44: working days to state and defend (written here a second time on purpose)."""


def _first(acts: Sequence[Act], name: str) -> Act | None:
    return next((act for act in acts if act.name == name), None)


def _day(acts: Sequence[Act], name: str) -> date | None:
    act = _first(acts, name)
    return act.day if act else None


def _only_after(later: str, *earlier: str) -> Promise:
    def holds(acts: Sequence[Act]) -> bool:
        for act in acts:
            if act.name == later:
                return any(one.name in earlier and one.day <= act.day for one in acts)
        return True

    return holds


def defence_was_waited_for(acts: Sequence[Act]) -> bool:
    """No penalty decision within five working days of the last notice before it, unless waived in writing."""
    decision = _first(acts, "decide_penalty")
    if decision is None:
        return True
    notice = [act for act in acts if act.name == "serve_notice" and act.no < decision.no][-1]
    since = (act.content for act in acts if act.no > notice.no)
    if any(isinstance(content, WaiveStatement) and content.in_writing for content in since):
        return True
    return Calendar.load().working_between(notice.day, decision.day) > WAITING_DAYS


def statements_were_answered(acts: Sequence[Act]) -> bool:
    """Every statement that came before the decision was examined before it."""
    decision = _first(acts, "decide_penalty")
    if decision is None:
        return True
    earlier = [act.content for act in acts if act.no < decision.no]
    answered = {content.of for content in earlier if isinstance(content, ExamineStatement)}
    return all(act.no in answered for act in acts if act.name == "receive_statement" and act.no < decision.no)


def nobody_reviewed_own_work(acts: Sequence[Act]) -> bool:
    """Who investigated did not review."""
    investigators = {
        officer.id
        for act in acts
        if isinstance(act.content, FileCase | InspectSite | Interview)
        for officer in act.content.officers
    }
    return not any(act.name == "review_case" and act.by.id in investigators for act in acts)


def closing_left_nothing_behind(acts: Sequence[Act]) -> bool:
    """A closed case was fed back, disclosed or lawfully not, paid if fined, and its orders rechecked."""
    closing = _first(acts, "close_case")
    if closing is None:
        return True
    names = {act.name for act in acts if act.no < closing.no}
    fined = "decide_penalty" in names
    told = "feed_back" in names or (acts[0].name == "report_finding" and acts[0].by.level in (1, 2))
    shown = not fined or bool(names & {"publish_decision", "withhold_publication"})
    paid = not fined or "record_payment" in names
    rechecked = "serve_correction_order" not in names or "recheck_correction" in names
    return told and shown and paid and rechecked


PROMISES: dict[str, Promise] = {
    "a case is filed only after the bureau has it": _only_after("file_case", "hand_to_department", "report_finding"),
    "a decision only after filing": _only_after("decide_penalty", "file_case"),
    "a decision only after its notice": _only_after("decide_penalty", "serve_notice"),
    "a notice only after review": _only_after("serve_notice", "review_case"),
    "service only after a decision": _only_after("serve_decision", "decide_penalty", "decide_no_penalty"),
    "payment only after service": _only_after("record_payment", "serve_decision", "decide_on_the_spot"),
    "disclosure only after a decision": _only_after("publish_decision", "decide_penalty", "decide_on_the_spot"),
    "the archive only after closing": _only_after("archive_case", "close_case"),
    "the defence was waited for": defence_was_waited_for,
    "statements were answered": statements_were_answered,
    "nobody reviewed their own work": nobody_reviewed_own_work,
    "closing left nothing behind": closing_left_nothing_behind,
}


def broken(acts: Sequence[Act], standing: Standing) -> list[str]:
    """Return the promises that a case breaks; none is right."""
    found = [name for name, holds in PROMISES.items() if not holds(acts)]
    if [act.no for act in acts] != list(range(1, len(acts) + 1)):
        found.append("acts are numbered without a gap")
    contents = [act.content for act in acts]
    lapses = [(content.term, content.last_day) for content in contents if isinstance(content, TermLapses)]
    if len(lapses) != len(set(lapses)):
        found.append("a term lapses once for each last day")
    if any(not (term.owner_unit and term.owner_person) for term in standing.terms if term.open):
        found.append("every open term has one owner")
    if len({term.key for term in standing.terms}) != len(standing.terms):
        found.append("every term has one name")
    if not standing.holder_unit:
        found.append("somebody answers")
    return found
