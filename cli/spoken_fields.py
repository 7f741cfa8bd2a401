"""The field that a sentence of the API is about, said for the terminal: the option that is typed for it."""

import re
from collections.abc import Mapping

from typer._click.core import Context
from typer._click.globals import get_current_context
from typer.core import TyperOption

from models.acts import ACTS

PATH = re.compile(r"（([a-z_]+(?:\.[a-z_]+)*)）")
"""A field as sentences name it, after its Chinese name; one of a part by its path."""
BY_ANOTHER_NAME: Mapping[str, str] = {"happened_at": "at"}
"""Fields that have an option of another name."""
OPTIONS_OF_ACTS = frozenset({"act", "officers", "exhibits"})
"""Fields of acts that are typed otherwise than by `--set`."""
INDEX = re.compile(r"[.\[]")


def in_options(sentence: str) -> str:
    """Return a sentence with the options of the running command in the place of fields; those it has none for stay."""
    return PATH.sub(lambda found: f"（{option_of(found[1]) or found[1]}）", sentence)


def told_where(sentence: str, field: str) -> str:
    """Return a sentence about a field, as the terminal says it: where it names no option, its own goes before."""
    told, option = in_options(sentence), option_of(field)
    return told if option is None or "--" in told else f"{option}：{told}"


def option_of(path: str) -> str | None:
    """Return what is typed for a field with the running command: its option, or `--set field=…` for one of its act."""
    context = get_current_context(silent=True)
    if context is None:
        return None
    options = {one.name: max(one.opts, key=len) for one in context.command.params if isinstance(one, TyperOption)}
    whole, leaf = INDEX.split(path)[0], path.rpartition(".")[2]
    if whole in _fields_of(context) - OPTIONS_OF_ACTS:
        return f"--set {whole}=…"
    return next((options[name] for name in _spellings(leaf) if name in options), None)


def _fields_of(context: Context) -> frozenset[str]:
    """Return the fields of the act that the running command does; none where it is another command."""
    typed = context.params.get("name") if "sets" in context.params else None
    content = next((one for name, one in ACTS.items() if typed in (name, one.label)), None)
    return frozenset(content.model_fields if content else ())


def _spellings(field: str) -> tuple[str, ...]:
    """Return how the parameter of a field may be called: a switch without its `is_`, one of several in the singular."""
    one = f"{field.removesuffix('ies')}y" if field.endswith("ies") else field.removesuffix("s")
    return (field, BY_ANOTHER_NAME.get(field, field), field.removeprefix("is_"), one)
