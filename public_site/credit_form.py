"""The form of the table in which penalties go to the credit platform (双公示), as data; a gateway may rename columns."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict

FORM = Path(__file__).with_name("credit_table.toml")
When = Literal["", "always", "organisation", "citizen", "fine", "gains", "permit"]


class BadMapping(Exception):  # noqa: N818  an answer to who wrote the file
    """A file of names that cannot be used, and why, in a sentence."""


class Column(BaseModel):
    """One column of the table."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    length: int
    when: When = ""
    """In which rows it must be filled in."""
    kind: Literal["text", "date", "money", "uscc"] = "text"


class CreditForm(BaseModel):
    """The columns in their order, by code, and what classes and kinds of penalty are called in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    columns: dict[str, Column]
    classes: dict[str, str]
    kinds: dict[str, str]

    def renamed(self, names: Mapping[str, str]) -> "CreditForm":
        """Return the form with a gateway's own names for columns."""
        unknown = sorted(names.keys() - self.columns.keys())
        if unknown:
            raise BadMapping(f"双公示表中没有字段“{unknown[0]}”；有{'、'.join(self.columns)}")
        columns = {
            code: column.model_copy(update={"name": names.get(code, column.name)})
            for code, column in self.columns.items()
        }
        return self.model_copy(update={"columns": columns})


@cache
def credit_form() -> CreditForm:
    """Return the form as it is known."""
    return CreditForm.model_validate(tomli.loads(FORM.read_text(encoding="utf-8")))


def form_of(mapping: Path | None) -> CreditForm:
    """Return the form, under the names that a file gives."""
    if mapping is None:
        return credit_form()
    try:
        told: dict[str, Any] = tomli.loads(mapping.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError):
        raise BadMapping(f"“{mapping}”不是可以读取的 TOML 文件") from None
    names = told.get("names")
    if not isinstance(names, dict) or not all(isinstance(one, str) for one in names.values()):
        raise BadMapping('文件中须有 [names]，每行写作 字段代码 = "列名"')
    return credit_form().renamed(names)
