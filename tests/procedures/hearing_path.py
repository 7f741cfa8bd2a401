"""A case that has come to its prior notice within one day, on any day since 2010; and the hearing that may follow."""

from typing import Any

from judging.admission import act_from, admit, irregularities
from models.acts import Act
from models.acts.penalty import ServeNotice
from models.standing import Term
from tests.builders import CLERK, OFFICER, PaperCase, command, moment, pointed

GRAVE: dict[str, Any] = {"fine": "300000", "hearing_offered": True}
"""A fine that gives an organisation a right to a hearing under any text since 2010, and a notice that says so."""
SMALL: dict[str, Any] = {"fine": "30000"}


def reviewed(on: str, *, filed: dict[str, Any] | None = None, concluded: dict[str, Any] | None = None) -> PaperCase:
    """Return a case found, filed, investigated and reviewed on one day."""
    case = PaperCase()
    case.does("report_finding", on, by=OFFICER)
    case.does("inspect_site", on)
    case.does("file_case", on, **(filed or {}))
    case.does("conclude_investigation", on, **(concluded or {}))
    case.does("review_case", on)
    return case


def noticed(
    on: str,
    *,
    filed: dict[str, Any] | None = None,
    concluded: dict[str, Any] | None = None,
    **notice: Any,  # noqa: ANN401
) -> PaperCase:
    """Return a case whose prior notice was served on a day, everything before it on the same day."""
    case = reviewed(on, filed=filed, concluded=concluded)
    case.does("serve_notice", on, **notice)
    return case


def decides(case: PaperCase, on: str, **fields: Any) -> Act:  # noqa: ANN401
    """Have the penalty decided as it was notified."""
    [*_, notice] = case.record().all(ServeNotice)
    return case.does("decide_penalty", on, **{"fine": str(notice.content.fine), **fields})


def heard(
    case: PaperCase,
    requested: str,
    told: str,
    held: str,
    reported: str = "",
    **sitting: Any,  # noqa: ANN401
) -> None:
    """Have a hearing asked for, told, held, and reported on unless the party stays away."""
    case.does("request_hearing", requested)
    case.does("serve_hearing_notice", told, of="request_hearing", hearing_on=held)
    case.does("hold_hearing", held, of="request_hearing", **sitting)
    if reported:
        case.does("conclude_hearing", reported, of="request_hearing")


def of_record(case: PaperCase, act: str, on: str, **fields: Any) -> Act:  # noqa: ANN401
    """Enter a fact of record (补录事实), whatever a live act would have met."""
    asked = command(act, on, by=CLERK, **pointed(case.acts, fields)).model_copy(update={"of_record": True})
    at = max(moment(on), case.acts[-1].recorded_at)
    done = act_from(asked, len(case.acts) + 1, at)
    admit(case.kind, case.acts, asked, case.law, at)
    met = irregularities(case.kind, [*case.acts, done], len(case.acts), case.law)
    case.acts.append(done.departing(*met.get(done.no, ())))
    return case.acts[-1]


def term(case: PaperCase, rule: str, at: str) -> Term:
    """Return the last term of a rule as it stands at a day."""
    return [term for term in case.at(at).terms if term.rule == rule][-1]
