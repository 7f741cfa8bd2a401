"""`gridcase law fine`: the fine that an authority's own table of discretion gives for what was found (裁量数额)."""

from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from cli.law_in_force import law_in_force
from cli.law_input import day, refusals
from cli.speech import Exit, Failed, JsonFlag, as_json, say
from law.amounts.discretion import DIRECTION_NAMES, Adjustment, Discretion, Findings, discretionary_fine
from law.chinese import listed, money
from law.discretion import DiscretionTable, Matter, read_discretion
from models.values import CIVIL

Table = Annotated[
    Path, typer.Argument(metavar="裁量表", help="本机关的裁量基准表，格式同 law/discretion/example.toml（虚构）。")
]
OfMatter = Annotated[str, typer.Argument(metavar="事项", help="裁量事项的代号；不写即列出全部事项、因素和档次。")]
Levels = Annotated[
    list[str] | None, typer.Option("--level", metavar="因素=档次", help="每个因素选一档，可以重复写，如 excess=grave。")
]
Base = Annotated[str, typer.Option("--base", help="按投资额、处置费用计算的，写明数额（元）。")]
NotCorrected = Annotated[bool, typer.Option("--not-corrected", help="拒不改正的，适用相应的法定幅度。")]
Adjust = Annotated[
    str, typer.Option("--adjust", metavar="方向=比例", help="从重、从轻、减轻及其比例，如 从轻=0.10；须写 --reason。")
]
Reason = Annotated[str, typer.Option("--reason", help="从重、从轻、减轻的理由。")]
On = Annotated[str | None, typer.Option("--on", help="裁量之日，不写即今天。")]


def work_out_fine(
    table: Table,
    matter: OfMatter = "",
    level: Levels = None,
    base: Base = "",
    not_corrected: NotCorrected = False,
    adjust: Adjust = "",
    reason: Reason = "",
    on: On = None,
    json_: JsonFlag = False,
) -> None:
    """Work out a fine by a table, with every step of the formula; without a matter, list what the table weighs."""
    with refusals():
        read = read_discretion(table)
        if not matter:
            as_json(read.model_dump(mode="json")) if json_ else say(_listed(read))
            return
        chosen = dict(_pair(text, "--level 应写作 因素=档次") for text in level or ())
        findings = Findings(
            matter=matter,
            levels=chosen,
            base=_number(base, "--base 应写作数额（元）") if base else None,
            corrected=not not_corrected,
        )
        at = day(on) if on else datetime.now(CIVIL).date()
        adjusted = _adjustment(adjust, reason) if adjust else None
        found = discretionary_fine(read, findings, on=at, law=law_in_force(), adjustment=adjusted)
    if json_:
        as_json(found.model_dump(mode="json"))
    else:
        say(_page(found, read.matter_named(matter)))


def _listed(table: DiscretionTable) -> str:
    lines = [f"《{table.title}》{table.number}　{table.issuer}" + ("　虚构的示例" if table.made_up else "")]
    for matter in table.matter:
        lines.append(f"{matter.key}　{matter.name}　{matter.provision}")
        for factor in matter.factor:
            levels = listed(f"{one.key}（{one.name}）" for one in factor.level)
            lines.append(f"  {factor.key}　{factor.name}：{levels}")
    return "\n".join(lines)


def _page(found: Discretion, matter: Matter) -> str:
    lines = [f"{matter.name}：{money(found.fine)}" + ("（低于法定最低额）" if found.below_minimum else "")]
    lines += [f"  {one.label}　{one.formula}　{one.value}" for one in found.steps]
    lines += [f"依据：{one.citation}" for one in found.grounds]
    return "\n".join([*lines, *(f"注意：{one}" for one in found.warnings)])


def _adjustment(text: str, reason: str) -> Adjustment:
    wanted, share = _pair(text, "--adjust 应写作 方向=比例，如 从轻=0.10")
    keys = {word: key for key, name in DIRECTION_NAMES.items() for word in (key, name)}
    if wanted not in keys:
        raise Failed(Exit.USAGE, f"没有“{wanted}”这种调整，可用的有：{listed(DIRECTION_NAMES.values())}")
    return Adjustment(direction=keys[wanted], share=_number(share, "比例应写作小数，如 0.10"), reason=reason)


def _pair(text: str, wanted: str) -> tuple[str, str]:
    name, sign, value = text.replace("＝", "=").partition("=")
    if not sign or not name or not value:
        raise Failed(Exit.USAGE, f"“{text}”写得不对：{wanted}")
    return name, value


def _number(text: str, wanted: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Failed(Exit.USAGE, f"“{text}”写得不对：{wanted}") from None
    if not number.is_finite() or number < 0:
        raise Failed(Exit.USAGE, f"“{text}”写得不对：{wanted}")
    return number
