"""A new law on the command line: published, rehearsed, exported, proved; and what is missing is said before anything changes."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from cli.publishing import plan, report
from cli.speech import Exit
from docket.notices import bring_in, brought_in
from docket.writer import record
from judging.judge import judge
from law.catalogue import CALENDARS, STATUTE
from law.edition import shipped
from models.file import Entry
from registry.numbers import reserve_file_number
from settings import Settings
from tests.builders import PaperCase, a_case
from tests.cli.conftest import Terminal
from tests.law.test_calendar import NEXT_YEAR
from tools import verify_term

COMPLAINT = ("complain", "--grid", "衡山县开云镇", "--pollution", "water", "--text", "沟渠发黑", "--on", "2026-09-01")
MEE30 = "mee30.toml"
NINETY = 'id = "case_decision_period"'


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """Return the file of a made-up notice for 2027."""
    file = tmp_path / "notice.toml"
    file.write_text(NEXT_YEAR, encoding="utf-8")
    return file


@pytest.fixture
def proposed(tmp_path: Path) -> Path:
    """Return a folder in which the ninety days of the decision are a hundred, and nothing else is said."""
    (tmp_path / "new" / "statute").mkdir(parents=True)
    text = (STATUTE / MEE30).read_text("utf-8")
    head, mark, rest = text.partition(NINETY)
    assert mark
    (tmp_path / "new" / "statute" / MEE30).write_text(head + mark + rest.replace("amount = 90", "amount = 100", 1))
    return tmp_path / "new"


def keep(docket: Engine, number: str, case: PaperCase) -> None:
    """Record a case on paper in the docket, as its judgment would."""
    at = max(act.recorded_at for act in case.acts)
    judged = judge(case.kind, number, case.acts, 0, shipped(), at)
    with docket.begin() as connection:
        reserve_file_number(connection, number)
    entry = Entry(
        kind=case.kind.name,
        file_no=number,
        revision=1,
        acts=judged.acts,
        standing=judged.standing,
        effects=judged.effects,
    )
    record(docket, entry)


class TestPublishing:
    def test_the_report_names_cases_terms_and_the_notice(self, docket: Engine, notice: Path) -> None:
        """Which terms of which open cases moved, from which day to which, and by which notice."""
        case = PaperCase()
        case.does("receive_complaint", "2027-01-26")
        keep(docket, "2027-000001", case)
        keep(docket, "2026-000001", a_case("file_case"))

        found = report(docket, plan(docket, notice), {}, lambda _done, _total: None)

        assert [("2027-000001", ["hotline_accept#1"])] == [
            (one.file_no, [row.key for row in one.terms]) for one in found.moved
        ]
        row = found.moved[0].terms[0]
        assert ("2027-02-10", "2027-02-14") == (str(row.before), str(row.after))
        assert ("2027-02-10", "2027-02-10") != tuple(map(str, row.provisional_before))

    def test_without_a_docket_it_says_so(self, terminal: Terminal, notice: Path, settings: Settings) -> None:
        """No database: what is missing and how to start it; nothing is made."""
        shutil.rmtree(settings.var)

        result = terminal.types("calendar", "publish", str(notice))

        assert (Exit.AWAY, "") == (result.exit_code, result.stdout)
        assert "没有案件台账" in result.stderr
        assert not settings.var.exists()

    def test_without_a_running_system_nothing_is_kept(
        self, terminal: Terminal, notice: Path, docket: Engine, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No engine: exit code 5, and the notice is not in the database."""
        monkeypatch.setenv("GRIDCASE_TEMPORAL_ADDRESS", "127.0.0.1:1")

        result = terminal.types("calendar", "publish", str(notice))

        assert (Exit.AWAY, "") == (result.exit_code, result.stdout)
        assert "流程引擎 127.0.0.1:1 没有应答，没有作任何改动" in result.stderr
        assert [] == brought_in(docket)

    @pytest.mark.parametrize(
        ("old", "new", "sentence"),
        [
            ("2027-06-09, last = 2027-06-09", "2027-06-10, last = 2027-06-10", "端午节的法定假日2027-06-09没有放假"),
            ("issued = 2026-11-30", "issued = 2027-01-30", "不早于2027年"),
            ("2027-02-20]", "2027-02-19]", "不是星期六、星期日"),
            ("annual = true", 'annual = "是"', "第8行"),
            ("year = 2027", "year = 2026", "不属于2026年"),
        ],
    )
    def test_a_wrong_notice_is_refused_before_anything_is_looked_for(
        self, terminal: Terminal, notice: Path, docket: Engine, old: str, new: str, sentence: str
    ) -> None:
        """One sentence, a non-zero exit code, nothing kept."""
        assert old in NEXT_YEAR
        notice.write_text(NEXT_YEAR.replace(old, new), encoding="utf-8")

        result = terminal.types("calendar", "publish", str(notice))

        assert (Exit.USAGE, "") == (result.exit_code, result.stdout)
        assert sentence in result.stderr
        assert 1 == len(result.stderr.strip().splitlines())
        assert [] == brought_in(docket)

    def test_a_year_that_has_its_notice_is_refused(self, terminal: Terminal, docket: Engine) -> None:
        """The yearly notice comes once; what changes it later is a notice of its own."""
        result = terminal.types("calendar", "publish", str(CALENDARS / "2026.toml"))

        assert (Exit.USAGE, "") == (result.exit_code, result.stdout)
        assert "2026年的年度通知已经发布" in result.stderr
        assert [] == brought_in(docket)


class TestRehearsing:
    def test_what_would_change_is_told_by_case_and_by_rule(
        self, terminal: Terminal, docket: Engine, proposed: Path
    ) -> None:
        """生态环境行政处罚办法第57条: with a hundred days, the decision of a filed case is due ten days later."""
        keep(docket, "2026-000001", a_case("file_case"))
        keep(docket, "2026-000002", a_case("hand_to_department"))

        found = terminal.reads("law", "rehearse", str(proposed))
        page = terminal.types("law", "rehearse", str(proposed)).stdout

        assert ["修改 statute/mee30.toml"] == found["files"]
        assert ["2026-000001"] == [one["file_no"] for one in found["changed"]]
        rules = {row["rule"]: row for row in found["rules"]}
        assert (1, 1, 0) == tuple(rules["case_decision_period"][key] for key in ("cases", "later", "earlier"))
        for words in ("没有作任何改动", "2026-000001", "案件办理期限", "2026-12-07", "2026-12-16", "limits"):
            assert words in page, words

    def test_the_law_as_it_is_changes_nothing(
        self, terminal: Terminal, docket: Engine, notice: Path, tmp_path: Path
    ) -> None:
        """What was exported and not touched differs in nothing, a notice that was brought in included."""
        bring_in(docket, plan(docket, notice).publication.notice, datetime.now(UTC))
        keep(docket, "2026-000001", a_case("serve_decision"))
        assert Exit.DONE == terminal.types("law", "export", str(tmp_path / "out")).exit_code

        found = terminal.reads("law", "rehearse", str(tmp_path / "out"))

        assert (tmp_path / "out" / "calendars" / "2027.toml").is_file()
        assert ([], [], [], 1) == (found["files"], found["changed"], found["failed"], found["cases"])
        assert found["edition"] == found["edition_before"]

    def test_a_notice_can_be_rehearsed_before_it_is_published(
        self, terminal: Terminal, docket: Engine, notice: Path, tmp_path: Path
    ) -> None:
        """A folder with nothing but a calendar is enough."""
        case = PaperCase()
        case.does("receive_complaint", "2027-01-26")
        keep(docket, "2027-000001", case)
        (tmp_path / "new" / "calendars").mkdir(parents=True)
        shutil.copy(notice, tmp_path / "new" / "calendars" / "2027.toml")

        found = terminal.reads("law", "rehearse", str(tmp_path / "new"))

        assert ["新增 calendars/2027.toml"] == found["files"]
        assert ["hotline_accept"] == [row["rule"] for row in found["rules"]]
        assert [] == brought_in(docket)

    def test_a_service_norm_can_be_rehearsed(self, terminal: Terminal, docket: Engine, tmp_path: Path) -> None:
        """The city's own figures too."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01")
        keep(docket, "2026-000001", case)
        (tmp_path / "new").mkdir()
        text = (STATUTE.parent / "norms.toml").read_text("utf-8")
        (tmp_path / "new" / "norms.toml").write_text(text.replace("amount = 24", "amount = 48", 1), encoding="utf-8")

        found = terminal.reads("law", "rehearse", str(tmp_path / "new"))

        assert (["修改 norms.toml"], ["norm.report_upward"]) == (
            found["files"], [row["rule"] for row in found["rules"]],
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("name", "old", "new", "told"),
        [
            ("statute/mee30.toml", "amount = 90", 'amount = "九十"', ("mee30.toml第", "须是整数")),
            ("statute/mee30.toml", 'id = "case_decision_period"', 'id = "case decision"', ("rule.", "不符合格式")),
            ("statute/mee30.toml", "[instrument]", "[instrument", ("mee30.toml第", "TOML语法错误")),
            ("statute/guards.toml", 'id = "G20"', 'id = "G21"', ("guards.toml", "缺少G20")),
            ("statute/articles.toml", 'id = "case_filing"', 'id = "filing"', ("articles.toml", "缺少case_filing")),
            ("statute/articles.toml", '"MEP8", article = "第22条"', '"MEP9"', ("articles.toml第", "MEP9")),
            ("calendars/2026.toml", "2026-02-28]", "2026-02-27]", ("2026.toml第", "不是星期六、星期日")),
            (
                "norms.toml",
                "amount = 24",
                "amount = false",
                ("norms.toml第6行", "norm.report_upward.amount", "须大于0"),
            ),
        ],
    )
    def test_a_malformed_file_is_named_with_line_and_field(
        self, terminal: Terminal, tmp_path: Path, name: str, old: str, new: str, told: tuple[str, ...]
    ) -> None:
        """Told before any case is looked at; exit code 2, nothing on stdout."""
        text = (STATUTE.parent / name).read_text("utf-8")
        assert old in text
        target = tmp_path / "new" / name
        target.parent.mkdir(parents=True)
        target.write_text(text.replace(old, new, 1), encoding="utf-8")

        result = terminal.types("law", "rehearse", str(tmp_path / "new"))

        assert (Exit.USAGE, "") == (result.exit_code, result.stdout), result.stderr
        assert 1 == len(result.stderr.strip().splitlines())
        for words in told:
            assert words in result.stderr

    def test_a_folder_without_law_is_refused(self, terminal: Terminal, tmp_path: Path) -> None:
        """A wrong folder is not taken for one that changes nothing."""
        nowhere = terminal.types("law", "rehearse", str(tmp_path / "nowhere"))
        empty = terminal.types("law", "rehearse", str(tmp_path))

        assert (Exit.USAGE, Exit.USAGE) == (nowhere.exit_code, empty.exit_code)
        assert "statute" in empty.stderr

    def test_two_provisions_for_one_case_are_refused(self, terminal: Terminal, tmp_path: Path) -> None:
        """A rule said twice for the same day contradicts itself."""
        text = (STATUTE / MEE30).read_text("utf-8").replace('code = "MEE30"', 'code = "MEE30B"')
        (tmp_path / "new" / "statute").mkdir(parents=True)
        (tmp_path / "new" / "statute" / "mee30b.toml").write_text(text, encoding="utf-8")

        result = terminal.types("law", "rehearse", str(tmp_path / "new"))

        assert Exit.REFUSED == result.exit_code
        assert "重复的规定" in result.stderr

    def test_without_a_docket_it_says_so(self, terminal: Terminal, proposed: Path, settings: Settings) -> None:
        """There is nothing to hold the new law against."""
        shutil.rmtree(settings.var)

        result = terminal.types("law", "rehearse", str(proposed))

        assert Exit.AWAY == result.exit_code
        assert "没有案件台账" in result.stderr


class TestApplying:
    def test_what_is_missing_is_said(
        self, terminal: Terminal, docket: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Without a running system, and without a docket, nothing is judged again and the sentence says why."""
        docket.dispose()
        monkeypatch.setenv("GRIDCASE_TEMPORAL_ADDRESS", "127.0.0.1:1")
        no_engine = terminal.types("law", "apply")
        shutil.rmtree(settings.var)
        no_docket = terminal.types("law", "apply")

        assert (Exit.AWAY, Exit.AWAY) == (no_engine.exit_code, no_docket.exit_code)
        assert "流程引擎 127.0.0.1:1 没有应答" in no_engine.stderr
        assert "没有案件台账" in no_docket.stderr


class TestExportAndProof:
    def test_terms_reckon_by_the_notices_that_came_in(
        self, terminal: Terminal, docket: Engine, notice: Path, tmp_path: Path
    ) -> None:
        """Beside a docket, `term`, `calendar show` and `law export` know what it has brought in."""
        words = ("term", "hotline_accept", "--start", "2027-01-26")
        before = terminal.reads(*words)
        bring_in(docket, plan(docket, notice).publication.notice, datetime.now(UTC))
        after = terminal.reads(*words, "--proof", str(tmp_path / "proof.json"))
        terminal.types("law", "export", str(tmp_path / "out"))

        assert (True, False) == (before["provisional"], after["provisional"])
        assert "2027-02-14" in terminal.types("calendar", "show", "2027").stdout
        assert "" == verify_term.verify(tmp_path / "proof.json", tmp_path / "out")
        assert "已经存在" not in terminal.types("law", "export", str(tmp_path / "out")).stdout

    def test_the_terms_of_a_case_are_proved(self, gridcase: Terminal, tmp_path: Path) -> None:
        """`case prove`: one term as JSON, all of them as files, each confirmed by the tool."""
        number = gridcase.reads(*COMPLAINT)["file_no"]

        one = json.loads(gridcase.types("case", "prove", number, "hotline_accept#1").stdout)
        told = gridcase.types("case", "prove", number, "--out", str(tmp_path / "proofs")).stdout

        files = sorted((tmp_path / "proofs").iterdir())
        assert [f"{number}-hotline_accept-1.json"] == [file.name for file in files]
        assert one == json.loads(files[0].read_text("utf-8"))
        assert [""] == [verify_term.verify(file, STATUTE.parent) for file in files]
        assert "verify_term.py" in told

    def test_a_term_that_is_not_there_is_not_proved(self, gridcase: Terminal) -> None:
        """Exit code 4, and the terms there are."""
        number = gridcase.reads(*COMPLAINT)["file_no"]

        result = gridcase.types("case", "prove", number, "nothing#1")

        assert (Exit.NOT_FOUND, "") == (result.exit_code, result.stdout)
        assert "hotline_accept#1" in result.stderr
