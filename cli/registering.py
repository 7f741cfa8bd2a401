"""What `gridcase registry` does: files read, judged and entered, and what came of it, said row by row."""

import getpass
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from cli.speech import Exit, Failed, as_json, complain, say
from cli.words import FILLING
from console.file_view import moment
from database import schema
from database.connection import connect
from models.values import CIVIL, civil_day
from registry.complainants import Sealed
from registry.exchange import leaving
from registry.exchange.entering import Outcome, Wish, enter_files, lacking_now, try_files
from registry.exchange.forms import FORMS
from registry.exchange.history import BY_TITLE, NUMBERED, entered
from registry.exchange.planning import Change
from registry.exchange.spoken import told
from registry.exchange.telling import entered_told, told_of
from registry.numbers import civil_now
from registry.sealed import Seal
from registry.seed import staffed
from registry.systems import close_secrets_anew, new_secret
from settings import Settings

READ = (".csv", ".xlsx")
SHOWN = 20
"""How many changes and warnings are shown on a terminal; --json has all of them."""
RECORDED = 500
"""How many changes are listed of those that were ever made."""
KINDS = ("新增", "变更", "终止")


def import_files(
    files: Sequence[Path], author: str | None, *, dry_run: bool, whole: bool, correct: bool, json_: bool
) -> None:
    """Enter files, or say what they would change, or what is wrong with them."""
    paths, wish = list(_files(files)), Wish(author or _account(), whole=whole, correct=correct)
    with _database() as database:
        enter = try_files if dry_run else enter_files
        outcome = enter(database, paths, wish, datetime.now(CIVIL))
        done = not dry_run and not outcome.problems
        secrets = (
            {
                system: new_secret(database, system, Seal.from_settings(Settings.from_env()))
                for system in outcome.new_receivers
            }
            if done
            else {}
        )
    if json_:
        as_json(told_of(outcome, secrets, entered=done and bool(outcome.changes)))
    else:
        _say(outcome, secrets, entered=done)
    if outcome.problems:
        raise Failed(Exit.REFUSED, f"共 {len(outcome.problems)} 处有误，一行也没有写入；改正后重新导入")


def export_files(folder: Path, at: str | None, *, book: bool, json_: bool) -> None:
    """Write the register into a folder."""
    with _database() as database:
        written = leaving.export(database, folder, at=None if at is None else date.fromisoformat(at), book=book)
        somebody = staffed(database)
    if json_:
        as_json({str(path): rows for path, rows in written.items()})
        return
    for path, rows in written.items():
        say(f"{path}　{rows} 行")
    if not somebody:
        say(f"名册中没有任职的人员；{FILLING}")


def list_gaps(on: str | None, *, json_: bool) -> None:
    """Say what the register lacks on a day."""
    with _database() as database:
        found = lacking_now(database, civil_day(datetime.now(CIVIL)) if on is None else date.fromisoformat(on))
    if json_:
        as_json([one.sentence for one in found])
        return
    for one in found:
        typer.echo(one.sentence)
    typer.echo(f"共 {len(found)} 处" if found else "没有缺漏")


def list_changes(table: str, number: str, since: str | None, *, json_: bool) -> None:
    """Say who changed what in the register, the latest first."""
    if table and table not in BY_TITLE:
        raise Failed(Exit.USAGE, f"没有“{table}”表；名册的表有：{'、'.join(BY_TITLE)}")
    if not re.fullmatch(NUMBERED, number):
        raise Failed(Exit.USAGE, f"“{number}”不是编号；编号如 p-430423-04、u-430423、430423100")
    day = None if since is None else date.fromisoformat(since)
    with _database() as database:
        found = entered(database, most=RECORDED, table=table, number=number, since=day)
    if json_:
        as_json([entered_told(one) for one in found])
        return
    for one in found:
        typer.echo(f"{moment(one.at)}　{one.author}　{_line(one.change)}")
    if len(found) == RECORDED:
        say(f"只列最近的 {RECORDED} 处；更早的请写 --table、--number")
    elif not found:
        say("没有这样的变更")


def write_template(folder: Path, *, json_: bool) -> None:
    """Write empty files to fill in."""
    written = leaving.template(folder)
    if json_:
        as_json([str(path) for path in written])
        return
    for path in written:
        say(str(path))
    say(f"填写后先检查：gridcase registry import {folder} --dry-run")


def rotate(system: str, *, json_: bool) -> None:
    """Make a new secret for the feedback of a system and show it this once."""
    with _database() as database:
        secret = new_secret(database, system, Seal.from_settings(Settings.from_env()))
    if secret is None:
        raise Failed(Exit.NOT_FOUND, f"登记簿中没有编码为“{system}”的外部系统")
    if json_:
        as_json({"system": system, "secret": secret})
        return
    typer.echo(secret)


def rewrap(*, json_: bool) -> None:
    """Have the keys of all complaints, and the secrets of other systems, wrapped by the first of the sealing keys."""
    seal = Seal.from_settings(Settings.from_env())
    with _database() as database:
        secrets, complaints = close_secrets_anew(database, seal), Sealed(database, seal, civil_now).rewrap()
    not_opened = secrets.not_opened + complaints.not_opened
    if json_:
        said = {"complaints": complaints.done, "secrets": secrets.done, "not_opened": not_opened}
        as_json({"key": seal.key_id, **said})
    else:
        say(f"已用密钥{seal.key_id}重新包裹：举报件 {complaints.done} 件，外部系统的签名密钥 {secrets.done} 把")
    if not_opened:
        sentence = f"{not_opened} 件的封存密钥不在设置中，没有重新包裹；找到原密钥、加入设置以前，不要撤去任何密钥"
        raise Failed(Exit.REFUSED, sentence)


@contextmanager
def _database() -> Iterator[Engine]:
    database = connect(Settings.from_env().database_url)
    try:
        if not schema.is_current(database):
            sentence = "数据库还没有准备好；请先运行 python deploy/prepare.py，本机试用的先运行 gridcase up"
            raise Failed(Exit.AWAY, sentence)
        yield database
    except OperationalError:
        raise Failed(Exit.AWAY, "数据库没有响应，或者正被占用；请稍后原样再试") from None
    finally:
        database.dispose()


def _files(named: Iterable[Path]) -> Iterator[Path]:
    """Return the files to read; of a folder, those that can be."""
    for path in named:
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in READ and not one.name.startswith("."))
            if not found:
                raise Failed(Exit.USAGE, f"文件夹 {path} 中没有 CSV 或者 xlsx 文件")
            yield from found
        elif path.is_file():
            yield path
        else:
            raise Failed(Exit.NOT_FOUND, f"没有文件 {path}")


def _account() -> str:
    """Return who is at the machine, when no person of the register is named."""
    try:
        return f"os:{getpass.getuser()}"
    except (KeyError, OSError):
        return f"os:{os.getuid()}"


def _say(outcome: Outcome, secrets: Mapping[str, str | None], *, entered: bool) -> None:
    for problem in outcome.problems:
        complain(problem.sentence)
    if outcome.problems:
        return
    if not outcome.changes:
        say(f"共 {outcome.rows} 行，与登记簿一致，没有变化")
    else:
        say("已写入：" if entered else "将有的变化（没有写入）：")
        for line in _counted(outcome.changes):
            say(f"  {line}")
        _list([_line(change) for change in _worth_showing(outcome.changes)])
    if outcome.warnings:
        say(f"请注意（不妨碍导入）：共 {len(outcome.warnings)} 项")
        _list([warning.sentence for warning in outcome.warnings[:SHOWN]], len(outcome.warnings))
    for system, secret in secrets.items():
        say(f"外部系统 {system} 的回调签名密钥（只显示这一次）：{secret}")
        say(f"它的访问令牌用 gridcase token issue {system} --kind system 签发")


def _list(lines: Sequence[str], total: int = 0) -> None:
    for line in lines:
        say(f"  {line}")
    if total > len(lines):
        say(f"  其余 {total - len(lines)} 项见 --json")


def _counted(changes: Iterable[Change]) -> Iterator[str]:
    counted: dict[tuple[str, str], int] = {}
    for change in changes:
        counted[change.form.name, change.what] = counted.get((change.form.name, change.what), 0) + 1
    for form in FORMS:
        said = [f"{what} {counted[form.name, what]}" for what in KINDS if (form.name, what) in counted]
        if said:
            yield f"{form.title}：{'，'.join(said)}"


def _worth_showing(changes: Iterable[Change]) -> list[Change]:
    """Return what changes something that was there: new rows are only counted."""
    return [change for change in changes if change.before is not None]


def _line(change: Change) -> str:
    parts = zip(change.form.key, change.form.key_of(change.after), strict=True)
    key = " ".join(told(name, part) for name, part in parts)
    where = f"{change.place.file} 第{change.place.line}行" if change.place.line else change.place.file
    return f"{change.what}{change.form.title} {key}：{'；'.join(_differences(change))}　{where}"


def _differences(change: Change) -> Iterator[str]:
    before = change.before or {}
    for column in change.form.columns:
        was, now = before.get(column.field), change.after[column.field]
        if change.before is None and column.field not in change.form.key and told(column.field, now):
            yield f"{column.heading} {told(column.field, now)}"
        elif change.before is not None and was != now:
            yield f"{column.heading} {told(column.field, was) or '（空）'} → {told(column.field, now)}"
