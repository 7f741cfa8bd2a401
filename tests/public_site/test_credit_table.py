"""The table for the credit platform: its rows are those without a receipt, and its check finds what would come back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from docket.writer import record
from judging.admission import act_from
from law.edition import shipped
from models.file import Entry
from public_site.credit_check import UNCODED, faults, faults_of_file
from public_site.credit_form import BadMapping, credit_form, form_of
from public_site.credit_table import Organ, as_csv, as_workbook, uploadable
from registry.parties import Parties
from tests.builders import command
from tests.docket.values import disclosure, document, entry, withdrawal

FORM, LAW, ON = credit_form(), shipped(), date(2026, 11, 27)
CODE, ORGAN_CODE = "91430400MA4L16JH46", "11430400006070373L"
ROW = {
    **dict.fromkeys(FORM.columns, ""),
    "CF_XDR_MC": "虚构化工有限公司",
    "CF_XDR_LB": "法人及非法人组织",
    "CF_XDR_SHXYM": CODE,
    "CF_FRDB": "甲某某",
    "CF_WSH": "衡环山罚〔2026〕1号",
    "CF_WFXW": "超标排放水污染物",
    "CF_SY": "超标排放",
    "CF_YJ": "水污染防治法第83条",
    "CF_CFLB": "罚款",
    "CF_NR": "罚款2万元",
    "CF_NR_FK": "2",
    "CF_JDRQ": "2026-03-01",
    "CF_YXQ": "2099-12-31",
    "CF_CFJG": "衡阳市生态环境局",
    "CF_CFJGDM": CODE,
    "CF_SJLY": "衡阳市生态环境局",
    "CF_SJLYDM": CODE,
}
CITIZEN = {"CF_XDR_LB": "自然人", "CF_XDR_SHXYM": "", "CF_FRDB": ""}


def test_a_whole_row_passes() -> None:
    """What every failing row below departs from by one cell."""
    assert [] == list(faults(FORM, [ROW], ON))


@pytest.mark.parametrize("code", [code for code, column in FORM.columns.items() if column.when == "always"])
def test_what_is_always_asked_for_may_not_be_empty(code: str) -> None:
    """One row for each."""
    assert ("必填", FORM.columns[code].name) in {
        (one.told, one.column) for one in faults(FORM, [{**ROW, code: ""}], ON)
    }


@pytest.mark.parametrize(
    ("cells", "code", "told"),
    [
        ({"CF_XDR_SHXYM": ""}, "CF_XDR_SHXYM", "必填"),
        ({"CF_FRDB": ""}, "CF_FRDB", "必填"),
        ({**CITIZEN, "CF_XDR_ZJHM": "X"}, "CF_XDR_ZJLX", "必填"),
        ({**CITIZEN, "CF_XDR_ZJLX": "身份证"}, "CF_XDR_ZJHM", "必填"),
        ({"CF_NR_FK": ""}, "CF_NR_FK", "必填"),
        ({"CF_CFLB": "罚款;没收违法所得、没收非法财物"}, "CF_NR_WFFF", "必填"),
        ({"CF_CFLB": "罚款;吊销许可证件"}, "CF_NR_ZKDX", "必填"),
        ({"CF_XDR_SHXYM": CODE[:-1] + "7"}, "CF_XDR_SHXYM", "校验不符"),
        ({"CF_CFJGDM": CODE.lower()}, "CF_CFJGDM", "大写"),
        ({"CF_XDR_LB": "个体工商户", "CF_XDR_SHXYM": UNCODED}, "CF_XDR_GSZC", "工商注册号"),
        ({"CF_XDR_LB": "企业"}, "CF_XDR_LB", "之一"),
        ({"CF_CFLB": "罚金"}, "CF_CFLB", "没有处罚类别"),
        ({"CF_JDRQ": "2026/3/1"}, "CF_JDRQ", "2026-03-01"),
        ({"CF_JDRQ": "2026-02-30"}, "CF_JDRQ", "2026-03-01"),
        ({"CF_JDRQ": "2026-11-28"}, "CF_JDRQ", "还没有到"),
        ({"CF_YXQ": "2026-02-28"}, "CF_YXQ", "早于决定日期"),
        ({"CF_GSJZQ": "2026-02-28"}, "CF_GSJZQ", "早于决定日期"),
        ({"CF_NR_FK": "2万"}, "CF_NR_FK", "数字"),
        ({"CF_NR_FK": "-1"}, "CF_NR_FK", "不小于零"),
        ({"CF_NR_FK": "NaN"}, "CF_NR_FK", "不小于零"),
        ({"CF_NR_FK": "0.0000001"}, "CF_NR_FK", "小数"),
        ({"CF_NR_FK": "1000000000000"}, "CF_NR_FK", "整数"),
        ({"CF_FR_ZJHM": "X"}, "CF_FR_ZJHM", "留空"),
        ({"CF_FR_ZJLX": "身份证"}, "CF_FR_ZJLX", "留空"),
        ({"CF_WSH": "罚" * 129}, "CF_WSH", "超过128字"),
    ],
)
def test_each_rule_fails_one_row(cells: dict[str, str], code: str, told: str) -> None:
    """One fault, in its column."""
    (found,) = faults(FORM, [{**ROW, **cells}], ON)

    assert FORM.columns[code].name == found.column
    assert told in found.told


@pytest.mark.parametrize(
    "cells",
    [
        {"CF_JDRQ": "2026-11-27"},
        {"CF_YXQ": "2026-03-01"},
        {"CF_NR_FK": "0.2"},
        {"CF_NR_FK": "999999999999.999999"},
        {"CF_XDR_LB": "个体工商户", "CF_XDR_SHXYM": UNCODED, "CF_XDR_GSZC": "430400600000001"},
        {**CITIZEN, "CF_XDR_ZJLX": "身份证", "CF_XDR_ZJHM": "X"},
        {"CF_WSH": "罚" * 128},
    ],
)
def test_what_is_just_within_passes(cells: dict[str, str]) -> None:
    """The day itself, the least and the most, a household without code."""
    assert [] == list(faults(FORM, [{**ROW, **cells}], ON))


def test_one_decision_stands_once() -> None:
    """Number and authority together are the key; another authority may have the same number."""
    rows = [ROW, {**ROW, "CF_CFJGDM": ORGAN_CODE}, ROW]

    assert [(3, "行政处罚决定书文号")] == [
        (one.row, one.column) for one in faults(FORM, rows, ON) if "同一文号" in one.told
    ]


def receipt(file: Entry, no: int, **fields: Any) -> Entry:  # noqa: ANN401
    """Return a file whose act of this number is what the platform said of its second act."""
    asked = command("record_credit_receipt", "2026-03-10", of=2, **fields)
    acts = (*file.acts[: no - 1], act_from(asked, no, asked.happened_at), *file.acts[no:])
    return file.model_copy(update={"acts": acts})


def test_what_the_platform_has_not_taken_is_uploaded_in_its_own_words(sqlite: Engine, tmp_path: Path) -> None:
    """Sums in 万元, the last working day from the decision; what was taken, withdrawn or is no penalty is not sent."""
    party = Parties(sqlite).register("organisation", "=虚构化工有限公司", uscc=CODE).id
    shown = (document(), disclosure(2, party=party))
    record(sqlite, receipt(entry("2026-000001", acts=3, effects=shown), 3, outcome="rejected", reason="1001"))
    record(sqlite, receipt(entry("2026-000002", acts=3, effects=shown), 3, outcome="accepted", receipt_no="甲1"))
    record(sqlite, entry("2026-000003", acts=3, effects=(*shown, withdrawal(3, publication=2))))
    record(sqlite, entry("2026-000004", acts=2, effects=(disclosure(2, party=party, title="责令改正违法行为决定"),)))

    found = uploadable(sqlite, FORM, Organ(code=CODE), LAW, ON)

    said: dict[str, Any] = {one.shown.file_no: (one.receipt, one.rejected, one.last_day) for one in found}
    assert {"2026-000001": ("", "1001", date(2026, 3, 10)), "2026-000002": ("甲1", "", date(2026, 3, 10))} == said
    cells = found[0].cells
    assert ("2", "罚款", CODE, "2029-03-01") == tuple(
        cells[code] for code in ("CF_NR_FK", "CF_CFLB", "CF_XDR_SHXYM", "CF_GSJZQ")
    )
    for name, content in (("t.csv", as_csv(FORM, [cells])), ("t.xlsx", as_workbook(FORM, [cells]))):
        (tmp_path / name).write_bytes(content)
        left = [(one.row, one.column, one.told) for one in faults_of_file(FORM, tmp_path / name, ON)]
        assert [(2, "法定代表人", "必填"), (2, "违法行为类型", "必填")] == left


def test_a_gateway_may_call_columns_otherwise(tmp_path: Path) -> None:
    """As data; a column that there is not is refused by name."""
    file = tmp_path / "names.toml"
    file.write_text('[names]\nCF_WSH = "文书号"\n', encoding="utf-8")
    assert "文书号" == form_of(file).columns["CF_WSH"].name
    for wrong, said in (('[names]\nWSH = "文书号"\n', "WSH"), ("names = 1", "[names]"), ("[", "TOML")):
        file.write_text(wrong, encoding="utf-8")
        with pytest.raises(BadMapping) as refused:
            form_of(file)
        assert said in str(refused.value)
