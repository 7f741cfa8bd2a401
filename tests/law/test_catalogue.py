"""The catalogue finds the provision in force on any day, and names file, line and field of a malformed file."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
import rfc8785

from law.catalogue import Catalogue, NotInForce, UnknownRule, clashes
from law.reading import Malformed, canonical_json
from law.refusals import Unclear

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """\
# 虚构的规范性文件
[instrument]
code = "T1"
title = "虚构办法"
short = "虚构办法"
issuer = "虚构机关"
rank = "部门规章"
since = 2020-01-01
rolls = true
grade = "V"
sources = ["S0"]
"""
RULE = """
[[rule]]
id = "answer"
name = "答复"
article = "第3条"
kind = "term"
limits = [
    { amount = 15, unit = "calendar_day" },
    { variant = "urgent", label = "紧急", amount = 24, unit = "hour", rolls = false },
]
since = 2020-01-01
until = 2022-12-31
grade = "V"
sources = ["S0"]

[[rule]]
id = "answer"
name = "答复"
article = "第5条"
kind = "term"
limits = [{ amount = 7, unit = "working_day" }]
since = 2023-07-01
coercive = true
grade = "S"
sources = ["S0"]
"""


def folder(tmp_path: Path, text: str) -> Path:
    """Write one instrument file and return its folder."""
    (tmp_path / "t1.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_each_day_gives_the_version_then_in_force(tmp_path: Path) -> None:
    """The last day of an old version and the first day of a new one are both exact."""
    law = Catalogue.read(folder(tmp_path, HEAD + RULE))

    assert law.provision("answer", date(2020, 1, 1)).article == "第3条"
    assert law.provision("answer", date(2022, 12, 31)).article == "第3条"
    assert law.find("answer", date(2023, 6, 30)) is None
    assert law.provision("answer", date(2023, 7, 1)).citation == "《虚构办法》第5条"


def test_a_day_before_the_rule_existed_is_refused_with_its_dates(tmp_path: Path) -> None:
    """Asking for a rule on a day without it says when it was in force."""
    law = Catalogue.read(folder(tmp_path, HEAD + RULE))

    with pytest.raises(NotInForce, match="2020年1月1日至2022年12月31日、2023年7月1日起"):
        law.provision("answer", date(2019, 12, 31))


def test_an_unknown_rule_is_refused_with_the_nearest_names(tmp_path: Path) -> None:
    """A misspelt id gets the ids it resembles."""
    law = Catalogue.read(folder(tmp_path, HEAD + RULE))

    with pytest.raises(UnknownRule, match="answer") as refused:
        law.provision("anwser", date(2020, 1, 1))
    assert refused.value.nearest == ("answer",)


def test_a_limit_of_coercive_power_never_rolls(tmp_path: Path) -> None:
    """The instrument rolls, a limit on coercive power does not, and a limit's own word goes before both."""
    law = Catalogue.read(folder(tmp_path, HEAD + RULE))
    old, new = law.through_time("answer")

    assert (old.rolls, new.rolls) == (True, False)
    assert not old.rolls_for(old.limit("urgent"))


def test_an_unknown_variant_is_refused_with_the_variants_there_are(tmp_path: Path) -> None:
    """Only the variants the provision knows may be asked for."""
    law = Catalogue.read(folder(tmp_path, HEAD + RULE))

    with pytest.raises(Unclear, match="urgent"):
        law.provision("answer", date(2020, 1, 1)).limit("slow")


def test_the_edition_changes_with_the_content_and_not_with_comments(tmp_path: Path) -> None:
    """An edition names what the law says, not how its file is laid out."""
    first = Catalogue.read(folder(tmp_path, HEAD + RULE)).edition

    commented = Catalogue.read(folder(tmp_path, "# 说明\n" + HEAD + RULE)).edition
    changed = Catalogue.read(folder(tmp_path, HEAD + RULE.replace("amount = 15", "amount = 16"))).edition

    assert first == commented
    assert first != changed


@pytest.mark.parametrize(
    ("wrong", "line", "field", "sentence"),
    [
        (HEAD + RULE.replace('unit = "hour"', 'unit = "week"'), 20, "rule.1.limits.2.unit", "只能取下列之一"),
        (HEAD + RULE.replace("amount = 15", 'amount = "十五"'), 19, "rule.1.limits.1.amount", "须是整数"),
        (HEAD + RULE.replace("amount = 7", "amount = 0"), 32, "rule.2.limits.1.amount", "须大于0"),
        (HEAD + RULE.replace('article = "第5条"\n', ""), 28, "rule.2.article", "缺少这一项"),
        (HEAD + RULE.replace("coercive = true", "coersive = true"), 34, "rule.2.coersive", "没有这样的项"),
        (HEAD + RULE.replace("until = 2022-12-31", "until = 2019-12-31"), 23, "rule.1.until", "早于施行日期"),
        (HEAD.replace('rank = "部门规章"', 'rank = "规章"') + RULE, 7, "rank", "只能取下列之一"),
        (HEAD + RULE.replace('kind = "term"\nlimits = [{', 'kind = "term"\nlimits = {'), 32, "", "TOML语法错误"),
        (RULE, 1, "instrument", "缺少"),
        (HEAD + RULE + "\n[other]\nx = 1\n", 38, "other", "顶层"),
    ],
)
def test_a_malformed_file_is_named_with_line_and_field(
    tmp_path: Path, wrong: str, line: int, field: str, sentence: str
) -> None:
    """Whoever mends the file is told where to look."""
    with pytest.raises(Malformed, match=sentence) as fault:
        Catalogue.read(folder(tmp_path, wrong))

    assert ("t1.toml", line, field) == (fault.value.file.name, fault.value.line, fault.value.field)


def test_the_own_catalogue_is_sound() -> None:
    """Every version of every rule begins inside its instrument's time, and is found on its first and last day."""
    law = Catalogue.load()

    for rule_id, versions in law.rules.items():
        for cited in versions:
            begins = cited.since >= cited.instrument_text.since
            assert begins or cited.provision.reaches_back, (rule_id, cited.citation)
            for day in (cited.since, cited.until or cited.since + timedelta(days=1)):
                assert cited in law.in_force(rule_id, day)


def test_the_law_as_text_is_canonical_json() -> None:
    """What the edition is the digest of is what RFC 8785 says, days written out."""
    content = Catalogue.load().content
    days_told = json.loads(json.dumps(content, default=str))

    assert canonical_json(content).encode() == rfc8785.dumps(days_told)


def test_two_provisions_of_a_rule_on_one_day_cover_different_variants(tmp_path: Path) -> None:
    """A rule has one answer a day for each of its variants; a catalogue with two is found out."""
    doubled = HEAD + RULE + RULE.replace("第3条", "第4条")

    assert [] == clashes(Catalogue.load())
    assert ["规则“answer”在2020年1月1日有重复的规定：《虚构办法》第4条、《虚构办法》第3条"] == clashes(
        Catalogue.read(folder(tmp_path, doubled))
    )[:1]


@pytest.mark.parametrize("day", ["2015-01-01", "2026-08-14", "2026-08-15"])
def test_a_restriction_of_production_does_not_roll_under_any_text(day: str) -> None:
    """限制生产、停产整治办法 art. 15(1): what restricts the party is not made longer by a holiday; nor is its extension."""
    cited = Catalogue.load().find("restrict_production_period", date.fromisoformat(day))

    assert cited is not None
    assert [cited.rolls, *(cited.rolls_for(limit) for limit in cited.provision.limits)] == [False, False]
