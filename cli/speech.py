"""How the command line speaks: one Chinese sentence on stderr and an exit code for every no; JSON or a page on stdout.

0  done        3  refused (the law, the register or the rights of the token say no)
1  a fault     4  not found (no such case, act, term)
2  usage       5  the system, or a part of it, is away: send the same command again
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum
from importlib import metadata
from inspect import cleandoc
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console, RenderableType
from rich.containers import Lines
from rich.text import Text
from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from console.lettering import breaks, fitted
from settings import BadSettings

rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
rich_utils.OPTIONS_PANEL_TITLE = "选项"
rich_utils.COMMANDS_PANEL_TITLE = "命令"
rich_utils.REQUIRED_LONG_STRING = "[必填]"
rich_utils.DEFAULT_STRING = "[默认：{}]"

JsonFlag = Annotated[bool, typer.Option("--json", help="在标准输出打印 JSON，供程序读取。")]


Typed = TypeVar("Typed", bound=Callable[..., object])
PIPED, HANG = 400, 2
"""How wide a page is that goes into a file or another program, and how far a line hangs in that goes on."""
USAGE_WORDS = {"Usage:": "用法：", "[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}
TYPE_WORDS = {"str": "文字", "int": "整数", "float": "数", "list": "列表", "path": "路径", "file": "文件"}
TYPE_WORDS |= {"Path": "路径", "directory": "文件夹", "dir": "文件夹", " range": ""}
TYPE = re.compile("|".join(map(re.escape, TYPE_WORDS)))
USAGE = re.compile("|".join(map(re.escape, USAGE_WORDS)))
EXTRA = re.compile(r"^Got unexpected extra argument(?:s|\(s\))? \((.*)\)")
ONE_OF = re.compile(r"is not one of (.*)\.$")
BOUND = re.compile(r"(greater|less) than or equal to (-?\d+)")
NO_COMMAND = re.compile(r"^No such command '([^']*)'(?:\. Did you mean (.*)\?)?")


class Exit(IntEnum):
    """Exit codes."""

    DONE = 0
    FAULT = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    AWAY = 5


class Failed(Exception):  # noqa: N818  an answer, not an error
    """A command that ends with a no: a sentence for the user, the exit code, and what else the answer told."""

    def __init__(self, code: Exit, sentence: str, told: Mapping[str, Any] | None = None) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.told = code, sentence, told or {}


class SpokenCommand(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401  typer's own context
        """Return how the command is written."""
        return in_chinese(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401  typer's own option
        """Return the option that shows the help."""
        return _helping(super().get_help_option(ctx))


class App(typer.Typer):
    """A group of commands, each of which speaks Chinese."""

    def command(  # type: ignore[override]  # what a command is called, said to be, and written by; typer has more
        self,
        name: str | None = None,
        *,
        cls: type[TyperCommand] = SpokenCommand,
        help: str | None = None,  # noqa: A002
    ) -> Callable[[Typed], Typed]:
        """Add a command."""
        return super().command(name, cls=cls, help=help)


class Spoken(TyperGroup):
    """A group of commands whose every no is one Chinese sentence."""

    def get_usage(self, ctx: Any) -> str:  # noqa: ANN401  typer's own context
        """Return how a command of the group is written."""
        return in_chinese(super().get_usage(ctx))

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401  typer's own option
        """Return the option that shows the help."""
        return _helping(super().get_help_option(ctx))

    def main(  # type: ignore[override]  # the base takes its options by position too; nobody gives them so
        self,
        args: Sequence[str] | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401  as the base has it
    ) -> object:
        """Run a command; say what is wrong and return the exit code."""
        code: object = Exit.DONE
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except Failed as failed:
            complain(failed.sentence)
            code = failed.code
        except BadSettings as bad:
            complain(str(bad))
            code = Exit.USAGE
        except OSError as fault:
            if fault.filename is None:
                raise
            complain(f"文件 {fault.filename} 读不出来或者写不进去，请核对路径和权限")
            code = Exit.USAGE
        except typer.Abort:
            complain("已中止。")
            code = Exit.FAULT
        except typer.TyperException as error:
            complain(_usage(error, sys.argv[1:] if args is None else args))
            code = Exit.USAGE
        if not standalone_mode:
            return code
        sys.exit(int(code) if isinstance(code, int) else Exit.DONE)


def _missing(error: Any, args: Sequence[str]) -> str:  # noqa: ANN401  typer's own exception
    """Return everything that a command asks for and was not given, as help names it, and not the first of it alone."""
    context = above = error.ctx
    own = [*args]
    while above.parent is not None:
        own, above = own[1:], above.parent
    try:
        given, _, _ = context.command.make_parser(context).parse_args(own)
    except typer.TyperException:  # an option without its value: what else is lacking cannot be read
        given = {}
    asked = (param for param in context.command.get_params(context) if param.required)
    return "、".join(param.get_error_hint() for param in asked if not given.get(param.name))


def _usage(error: typer.TyperException, args: Sequence[str]) -> str:
    """Return a mistake in the command line as a sentence."""
    kind = type(error).__name__
    param = getattr(error, "param", None)
    hint = param.get_error_hint() if param is not None else getattr(error, "option_name", "")
    could = _could(error.message)
    near = getattr(error, "possibilities", None)
    if kind == "MissingParameter":
        return f"缺少参数 {_missing(error, args)}"
    sentences = {
        "NoArgsIsHelpError": error.format_message(),
        "NoSuchOption": f"没有选项 {hint}" + (f"；相近的有 {'、'.join(near)}" if near else "；用 --help 查看有哪些"),
        "BadOptionUsage": f"选项 {hint} 缺少取值或者用法不对",
        "BadParameter": f"参数 {hint} 的取值不合要求；{could}",
    }
    unknown = NO_COMMAND.search(error.message)
    extra = EXTRA.search(error.message)
    if extra:
        return f"多写了 {extra[1]}；用 --help 查看用法"
    if error.message == "Missing command.":
        return "没有写命令；用 --help 查看有哪些"
    if unknown and unknown[2]:
        return f"没有命令 {unknown[1]}；相近的有 {_listed(unknown[2])}"
    other = f"没有命令 {unknown[1]}" if unknown else f"命令的写法不对（{error.format_message()}）"
    return sentences.get(kind, f"{other}；用 --help 查看用法")


def _could(message: str) -> str:
    """Return what might have been written instead."""
    choices, bound = ONE_OF.search(message), BOUND.search(message)
    if choices:
        return f"可以写：{_listed(choices[1])}"
    if bound:
        return f"不得{'小于' if bound[1] == 'greater' else '大于'}{bound[2]}"
    return "用 --help 查看可以怎样写"


def _listed(quoted: str) -> str:
    """Return the names that an English sentence quotes, as a Chinese one lists them."""
    return "、".join(re.findall(r"'([^']*)'", quoted))


def in_chinese(usage: str) -> str:
    """Return a line of usage with its fixed words in Chinese."""
    return USAGE.sub(lambda found: USAGE_WORDS[found[0]], usage)


def type_told(param: TyperOption | TyperArgument, ctx: Any) -> str | None:  # noqa: ANN401  typer's own context
    """Return in Chinese what kind of value help says an option takes; a switch takes none."""
    if isinstance(param, TyperOption) and param.is_flag:
        return None
    told = param.display_type(ctx)
    return told if param.type_descriptor.is_choice else TYPE.sub(lambda found: TYPE_WORDS[found[0]], told)


class HelpText(Text):
    """A text of help: it goes on below where its column ends, is not cut there, and no name in it is broken."""

    def wrap(self, console: Console, width: int, **_asked: Any) -> Lines:  # noqa: ANN401, ARG002
        """Return its lines."""
        lines = self.divide(breaks(self.plain, width))
        for line in lines:
            line.rstrip()
        return lines


def _in_lines(*, text: str, style: str = "", markup_mode: str) -> Text:  # noqa: ARG001  typer's own parameters
    """Return a text of help that goes on below."""
    return HelpText().append_text(Text.from_markup(cleandoc(text), style=style))


rich_utils._make_rich_text = _in_lines  # noqa: SLF001  no setting of typer
TyperOption.display_type_rich = type_told  # type: ignore[method-assign, assignment]  # no setting of typer
TyperArgument.display_type_rich = type_told  # type: ignore[method-assign, assignment]  # the same


def _helping(option: Any) -> Any:  # noqa: ANN401  typer's own option
    if option is not None:
        option.help = "显示本页。"
    return option


def out() -> Console:
    """Return the console for results; where nobody says how wide it is, a program reads, and nothing is broken."""
    return _wide_unless_seen(Console())


def _wide_unless_seen(console: Console) -> Console:
    return console if console.is_terminal or os.environ.get("COLUMNS") else Console(width=PIPED)


def show_parts(parts: Iterable[RenderableType]) -> None:
    """Print a page part by part; sentences and tables keep to the width of the screen."""
    for part in parts:
        if isinstance(part, str):
            say(part)
        else:
            out().print(part)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"gridcase {metadata.version('gridcase')}")
        raise typer.Exit


def version_shown(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="显示版本。")
    ] = False,
) -> None:
    """Show the version, and nothing else."""


def say(sentence: str) -> None:
    """Print a result, broken where the screen ends and nowhere inside what one copies."""
    typer.echo(_on(out(), sentence))


def complain(sentence: str) -> None:
    """Say on stderr what is wrong."""
    typer.echo(_on(_wide_unless_seen(Console(stderr=True)), sentence), err=True)


def _on(console: Console, sentence: str) -> str:
    if console.width == PIPED:
        return sentence
    lines = sentence.split("\n")
    return "\n".join(fitted(line, console.width, len(line) - len(line.lstrip(" ")) + HANG) for line in lines)


def as_json(value: object) -> None:
    """Print a value for programs."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
