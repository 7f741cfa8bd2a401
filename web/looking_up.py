"""Parties in forms: looked for by name or credit code as one types or by a button, or entered in the register."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from models.values import first_said
from web.asking import Api, Refused
from web.filling import NEW, NEW_PARTY, Choice, Entered, Input, flat
from web.session import new_key

FIND, REGISTER = "_find", "_register"
"""The buttons beside the field of a party; each names its field."""
CODE = 18
"""How many signs a unified social credit code has (统一社会信用代码)."""
SHOWN = 20
"""How many parties a form offers at most."""
KINDS = {"organisation": "单位", "citizen": "公民"}


async def offered_parties(
    api: Api, shown: Sequence[Input], entered: Entered, known: Mapping[str, str]
) -> dict[str, tuple[Choice, ...]]:
    """Return the parties to choose from in each field of one: those chosen, those of the file, those looked for."""
    return {
        one.name: await _choices(api, tuple(entered.get(one.name, ())), one.sought, known)
        for one in flat(shown)
        if one.widget == "party"
    }


async def found(api: Api, words: str) -> list[dict[str, Any]]:
    """Return the parties that answer to a part of a name, or to a credit code; a citizen only to the full name."""
    words = words.strip()
    if not words:
        return []
    is_code = len(words) == CODE and words.isascii() and words.isalnum()
    return await _rows(api, {"uscc" if is_code else "name": words})


async def registered(api: Api, entered: Entered, path: str) -> tuple[str, tuple[str, ...]]:
    """Enter a new party in the register; return its number, and those of others of its name.

    Raises:
        Refused: the API says no; its fields are then named as the form names them.
    """
    said = {part: first_said(entered, f"{NEW}.{path}.{part}") for part in NEW_PARTY}
    return await enter(api, said, before=f"{NEW}.{path}.")


async def enter(api: Api, said: Mapping[str, str], *, before: str = "") -> tuple[str, tuple[str, ...]]:
    """As `registered`, from what was said of the party."""
    body = {part: told for part, told in said.items() if told}
    try:
        answer = await api.post("/v1/parties", body, new_key())
    except Refused as refused:
        raise Refused(refused.status, {**refused.problem, "field": "", "errors": _errors(refused, before)}) from None
    return answer["id"], tuple(answer["same_name"])


def choice(row: Mapping[str, Any]) -> Choice:
    """Return a party as it is chosen: enough to tell it from another of its name."""
    more = "，".join(filter(None, (row.get("uscc") or "", row.get("address") or "", row["id"])))
    return Choice(row["id"], f"{row['name']}（{more}）")


def _errors(refused: Refused, before: str) -> list[dict[str, str]]:
    return [{"field": f"{before}{field}", "sentence": sentence} for field, sentence in refused.by_field.items()]


async def _choices(api: Api, chosen: tuple[str, ...], words: str, known: Mapping[str, str]) -> tuple[Choice, ...]:
    rows = {number: Choice(number, f"{name}（{number}）") for number, name in known.items()}
    for number in filter(None, chosen):
        rows |= {row["id"]: choice(row) for row in await _rows(api, {"number": number})}
    rows |= {row["id"]: choice(row) for row in (await found(api, words))[:SHOWN]}
    return tuple(rows.values())


async def _rows(api: Api, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return what the register answers; a code or number that is none answers to nobody."""
    try:
        rows: list[dict[str, Any]] = await api.get("/v1/parties", asked)
    except Refused as refused:
        if refused.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise
        return []
    return rows
