"""What is offered next can be done: nothing that was revoked is rechecked, no sign is answered twice."""

from datetime import date

import pytest
from rich.console import Console

from api.catalogue import catalogue
from cli.next_acts import NextActs
from console.file_view import FileView
from console.receivers import TRANSFER, asked_for
from judging.step import name_of
from models.acts.correction import RecheckCorrection
from models.acts.crime import AnswerCrimeIndicator
from models.acts.finding import ReportUpward
from models.standing import Next
from tests.builders import CHAIN, GRANTED, HEAD, OFFICER, PaperCase, a_case, moment


def offered(case: PaperCase, at: str) -> dict[str, bool]:
    """Return the acts that are offered at an instant, and whether each is a usual next one."""
    return {row.act: row.usual for row in case.at(at).next}


def line(case: PaperCase, act: str, at: str) -> str:
    """Return the command that is shown for an act."""
    now = case.at(at)
    view = FileView(kind=case.kind.name, standing=now, acts=tuple(case.acts), names={})
    known = {name: entry.model_dump(mode="json") for name, entry in catalogue(case.law, moment(at).date()).items()}
    row = next(row for row in now.next if row.act == act)
    return " ".join(NextActs(view, known, ["officer", "head"], None).line(row))


def test_what_only_other_files_or_systems_do_is_counted_and_not_listed() -> None:
    """Nobody can type it: there is no line to copy, so there is no name either."""
    case = a_case("file_case")
    now = case.at("2026-09-16")
    told = Next(act="hold_hearing", label="相关案卷的答复", by="相关案卷", levels=(1, 2, 3), usual=True)
    view = FileView(
        kind=case.kind.name,
        standing=now.model_copy(update={"next": (told, *now.next)}),
        acts=tuple(case.acts),
        names={},
    )
    known = {name: entry.model_dump(mode="json") for name, entry in catalogue(case.law, date(2026, 9, 16)).items()}
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(NextActs(view, known, ["officer"], None).page(200, whole=True))
    page = captured.get()

    unasked = 1 + sum(not row.roles for row in now.next)

    assert "相关案卷的答复" not in page
    assert f"另有{unasked}项由相关案卷、外部系统记入" in page


def test_an_order_that_was_revoked_is_not_offered_for_a_recheck() -> None:
    """What binds nobody cannot be disobeyed."""
    case = a_case("serve_correction_order")
    assert name_of(RecheckCorrection) in offered(case, "2026-09-09")
    order = next(act.no for act in case.acts if act.name == "serve_correction_order")
    case.does("revoke_order", "2026-09-09", by=HEAD, of=order, outcome="revoke", reason="责令对象有误")

    assert name_of(RecheckCorrection) not in offered(case, "2026-09-10")


def test_an_order_is_offered_with_the_remedies_that_it_is_refused_without() -> None:
    """行政处罚办法 and the guard G19 ask for them where a daily penalty may follow; elsewhere they do no harm."""
    assert "--set remedies=" in line(a_case("inspect_site"), "serve_correction_order", "2026-09-08")


def test_a_sign_of_crime_that_nobody_has_to_answer_is_not_offered() -> None:
    """None is stated; answered ones are kept by the guard of the act itself."""
    assert name_of(AnswerCrimeIndicator) not in offered(a_case("inspect_site"), "2026-09-08")


def test_a_transfer_is_offered_with_whom_the_duties_name() -> None:
    """The line holds their numbers, the lines below it why; where only one is named, nothing is left to choose."""
    case = a_case("inspect_site")
    now = case.at("2026-09-08")
    view = FileView(kind=case.kind.name, standing=now, acts=tuple(case.acts), names={})
    known = {name: one.model_dump(mode="json") for name, one in catalogue(case.law, date(2026, 9, 8)).items()}
    row = next(row for row in now.next if row.act == TRANSFER)
    farms = {
        "unit": "u-4304-agriculture",
        "unit_name": "衡阳市农业农村局",
        "sentences": [{"paragraph": "附件三（五）2", "handles": "秸秆禁烧"}],
        "vacant": False,
    }
    police = {**farms, "unit": "u-4304-police", "unit_name": "衡阳市公安局", "vacant": True}
    both = NextActs(view, known, ["clerk"], None, [farms, police])
    console = Console(width=200)
    with console.capture() as seen:
        console.print(both.page(200, whole=True))

    assert "--set unit=〈u-4304-agriculture/u-4304-police〉" in " ".join(both.line(row))
    assert "--set unit=u-4304-agriculture" in NextActs(view, known, ["clerk"], None, [farms]).line(row)
    assert "按职责分工可送衡阳市农业农村局（u-4304-agriculture）：附件三（五）2 秸秆禁烧" in seen.get()
    assert "登记簿中没有责任人" in seen.get()
    assert {"pollution": ["water"], "on": "2026-09-08"}.items() <= (asked_for(view) or {}).items()


@pytest.mark.parametrize(("chain", "usual"), [(CHAIN, True), (CHAIN[1:], False)])
def test_reporting_upward_is_usual_only_where_a_township_answers(
    chain: tuple[object, ...],
    usual: bool,
) -> None:
    """Of what a system sent about a place without a township nothing is left to report."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01", by=GRANTED, answerable=chain)

    assert usual == offered(case, "2026-09-01 10:00").get(name_of(ReportUpward), False)


def _taken_back(case: PaperCase, on: str) -> None:
    case.does("revoke_order", on, by=HEAD, of="serve_correction_order", outcome="revoke", reason="责令对象有误")


def test_a_demand_is_offered_only_where_something_is_late() -> None:
    """行政强制法 art. 34: not for an order whose time runs, or that was revoked or obeyed; from the day after it is over."""
    case = PaperCase()
    case.does("report_finding", "2026-09-01", by=OFFICER, pollution=["construction_project"])
    case.does("inspect_site", "2026-09-01")
    case.does("serve_correction_order", "2026-09-07", correct_by="2026-09-14")
    days = {on: "serve_demand" in offered(case, on) for on in ("2026-09-13", "2026-09-14", "2026-09-15")}
    assert days == {"2026-09-13": False, "2026-09-14": False, "2026-09-15": True}

    obeyed = PaperCase()
    obeyed.acts = list(case.acts)
    obeyed.does("recheck_correction", "2026-09-15", of="serve_correction_order")
    _taken_back(case, "2026-09-15")

    assert "serve_demand" not in offered(case, "2026-09-16")
    assert "serve_demand" not in offered(obeyed, "2026-09-16")
