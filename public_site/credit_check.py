"""What is wrong with a table for the credit platform (双公示) before it is sent: each fault with its row and column."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from public_site.credit_form import Column, CreditForm
from registry.exchange.sheets import Sheet, sheets_of

DECIMALS, DIGITS = 6, 18
"""The platform's decimal(18,6)."""
UNCODED = "0" * 17 + "X"
"""What stands for the code of a household that has none; then its registration number is asked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the platform would send back."""

    row: int
    column: str
    told: str


def faults(form: CreditForm, rows: Iterable[Mapping[str, str]], on: date, first: int = 1) -> Iterator[Fault]:
    """Yield what is wrong with rows, cell by cell; the same decision of the same authority twice is wrong too."""
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, first):
        for code, column in form.columns.items():
            said = row.get(code, "")
            told = _told(form, code, column, said, row)
            if told:
                yield Fault(number, column.name, told)
        yield from _whole(form, number, row, on)
        key = row.get("CF_CFJGDM", ""), row.get("CF_WSH", "")
        if all(key) and key in seen:
            yield Fault(number, form.columns["CF_WSH"].name, f"与第{seen[key]}行是同一机关的同一文号")
        seen.setdefault(key, number)


def faults_of_file(form: CreditForm, path: Path, on: date) -> list[Fault]:
    """Return what is wrong with a file; raises `Unreadable` on one that is no table."""
    return [fault for sheet in sheets_of(path) for fault in _faults_of_sheet(form, sheet, on)]


def _faults_of_sheet(form: CreditForm, sheet: Sheet, on: date) -> Iterator[Fault]:
    codes = {column.name: code for code, column in form.columns.items()}
    missing = [name for name in codes if name not in sheet.headings]
    if missing:
        yield from (Fault(1, name, "没有这一列") for name in missing)
        return
    for line in sheet.lines:
        yield from (Fault(line.number, sheet.headings[place], why) for place, why in line.spoiled)
    rows = [
        {codes[name]: cell for name, cell in zip(sheet.headings, line.cells, strict=False) if name in codes}
        for line in sheet.lines
    ]
    numbers = [line.number for line in sheet.lines]
    for fault in faults(form, rows, on, first=0):
        yield Fault(numbers[fault.row], fault.column, fault.told)


def _told(form: CreditForm, code: str, column: Column, said: str, row: Mapping[str, str]) -> str:
    """Return what is wrong with one cell; empty where nothing is."""
    if not said:
        return "必填" if _is_asked(form, column, row) else ""
    if len(said) > column.length:
        return f"超过{column.length}字"
    wrong = FORMS[column.kind](said)
    return "" if wrong and code == "CF_XDR_SHXYM" and said == UNCODED else wrong


def _is_asked(form: CreditForm, column: Column, row: Mapping[str, str]) -> bool:
    of, kinds = row.get("CF_XDR_LB", ""), row.get("CF_CFLB", "").split(";")
    holds: Mapping[str, bool] = {
        "always": True,
        "organisation": of in {form.classes["organisation"], form.classes["household"]},
        "citizen": of == form.classes["citizen"],
        "fine": "罚款" in kinds,
        "gains": any(one.startswith("没收") for one in kinds),
        "permit": any(one in {"暂扣许可证件", "吊销许可证件"} for one in kinds),
    }
    return holds.get(column.when, False)


def _whole(form: CreditForm, number: int, row: Mapping[str, str], on: date) -> Iterator[Fault]:
    """Yield what is wrong between cells."""
    name = {code: column.name for code, column in form.columns.items()}
    if row.get("CF_XDR_LB") and row["CF_XDR_LB"] not in form.classes.values():
        yield Fault(number, name["CF_XDR_LB"], f"须是{'、'.join(form.classes.values())}之一")
    unknown = [one for one in row.get("CF_CFLB", "").split(";") if one and one not in {*form.kinds.values(), "其他"}]
    if unknown:
        yield Fault(number, name["CF_CFLB"], f"没有处罚类别“{unknown[0]}”；几类之间用英文分号隔开")
    if row.get("CF_XDR_SHXYM") == UNCODED and not row.get("CF_XDR_GSZC"):
        yield Fault(number, name["CF_XDR_GSZC"], "没有统一社会信用代码的，须填写工商注册号")
    yield from _days(name, number, row, on)
    for code in ("CF_FR_ZJLX", "CF_FR_ZJHM"):
        if row.get(code):
            yield Fault(number, name[code], "法定代表人的证件不上报，请留空")


def _days(name: Mapping[str, str], number: int, row: Mapping[str, str], on: date) -> Iterator[Fault]:
    decided = row.get("CF_JDRQ", "")
    if not decided or _date(decided):
        return
    if decided > on.isoformat():
        yield Fault(number, name["CF_JDRQ"], "决定日期还没有到")
    for code in ("CF_YXQ", "CF_GSJZQ"):
        until = row.get(code, "")
        if until and not _date(until) and until < decided:
            yield Fault(number, name[code], "早于决定日期")


def _date(said: str) -> str:
    try:
        return "" if date.fromisoformat(said).isoformat() == said else "日期须写作 2026-03-01"
    except ValueError:
        return "日期须写作 2026-03-01"


def _money(said: str) -> str:
    try:
        value = Decimal(said)
    except InvalidOperation:
        return "金额须是数字，单位为万元"
    if not value.is_finite() or value < 0:
        return "金额须是不小于零的数字，单位为万元"
    fits = value == round(value, DECIMALS) and value < 10 ** (DIGITS - DECIMALS)
    return "" if fits else f"小数不超过{DECIMALS}位，整数不超过{DIGITS - DECIMALS}位"


def _uscc(said: str) -> str:
    try:
        return "" if uscc.validate(said) == said else "统一社会信用代码须用大写字母和数字书写"
    except ValidationError:
        return "统一社会信用代码校验不符"


def _text(_said: str) -> str:
    return ""


FORMS: Mapping[str, Callable[[str], str]] = {"text": _text, "date": _date, "money": _money, "uscc": _uscc}
