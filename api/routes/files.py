"""One file of any kind, as its own workflow knows it: standing, acts, documents, terms, what if."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool
from pydantic import TypeAdapter, ValidationError

from api import names
from api.answered import Answered, answered
from api.asked import Change, Day, TermKey
from api.chaining import chain_from
from api.identity import FileNo, TheActor
from api.problems import bad_request, impossible, unknown
from api.reading import readable
from api.world import TheWorld, World
from docket import reader
from docket.scope import scope_of
from docket.views import DocumentRow
from judging.amending import Amended, amended_in
from judging.explaining import explain_term, prove_term
from judging.what_if import Supposed, target, what_if
from kinds import KINDS
from models.acts import Act
from models.chain import chain_of
from models.file import File
from models.linked import Chain
from models.people import Actor
from models.standing import Standing
from models.values import Moment, Value

router = APIRouter(prefix="/v1/files", tags=["案卷"])

DAY: TypeAdapter[date] = TypeAdapter(Day)


class StandingView(Value):
    """Where a file stands, with the names behind its numbers."""

    file_no: str
    kind: str
    standing: Standing
    names: dict[str, str]


class ActsView(Value):
    """The acts of a file, with the names of who did them."""

    file_no: str
    kind: str
    acts: tuple[Act, ...]
    digest: str
    """The digest of the chain after the last act (校验值), by which an export is checked."""
    names: dict[str, str]


@router.get("/{file_no}", summary="一个案卷现在怎样：阶段、期限、责任人、下一步")
async def get_file(world: TheWorld, actor: TheActor, file_no: FileNo) -> StandingView:
    """由该案卷的工作流当场计算，是权威的状态。"""
    return await run_in_threadpool(standing_of, world, file_no, await readable(world, actor, file_no))


@router.get("/{file_no}/acts", summary="案卷中的全部行为")
async def get_acts(world: TheWorld, actor: TheActor, file_no: FileNo) -> ActsView:
    """按编号排列，包括系统引擎记录的预警和届满。"""
    return await run_in_threadpool(acts_of, world, file_no, await readable(world, actor, file_no))


@router.get("/{file_no}/chain", summary="事项经过的全部案卷：往来、责任单位的变化、现由谁办理")
async def get_chain(world: TheWorld, actor: TheActor, file_no: FileNo) -> Chain:
    """从所问的案卷出发，沿案卷之间的往来列出同一事项的各个案卷；无权查看的只列编号和种类。"""
    file = await readable(world, actor, file_no)
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    return await run_in_threadpool(chain_from, world, scope, file)


@router.get("/{file_no}/answerable", summary="某一时刻谁负责这个案卷")
async def get_answerable(world: TheWorld, actor: TheActor, file_no: FileNo, at: Moment | None = None) -> Answered:
    """每一级网格一个单位、一个人，按那一时刻的任职、交接、请假和代理；`holder` 是案卷所在的单位。不写 `at` 即现在。"""
    file = await readable(world, actor, file_no)
    return await run_in_threadpool(answered, world.registry.answerers, file_no, file, at or file.standing.at)


@router.get("/{file_no}/documents", summary="案卷的文书和文号")
async def get_documents(world: TheWorld, actor: TheActor, file_no: FileNo) -> tuple[DocumentRow, ...]:
    """按制作先后排列；所据行为已更正、撤回的，写明何时、由哪一项行为更正或者撤回。"""
    return await run_in_threadpool(documents_of, world, actor, file_no, await readable(world, actor, file_no))


def standing_of(world: World, file_no: str, file: File) -> StandingView:
    """Return where a file stands."""
    found = names.of_standing(world.registry, file.standing)
    told = names.parties_named(world.registry, file.standing)
    return StandingView(file_no=file_no, kind=file.kind, standing=told, names=found)


def acts_of(world: World, file_no: str, file: File) -> ActsView:
    """Return the acts of a file."""
    found = names.of_acts(world.registry, file.acts)
    return ActsView(file_no=file_no, kind=file.kind, acts=file.acts, digest=chain_of(file.acts)[-1], names=found)


def documents_of(world: World, actor: Actor, file_no: str, file: File) -> tuple[DocumentRow, ...]:
    """Return the documents of a file as they count now."""
    amended = amended_in(file.acts)
    rows = reader.documents(world.docket, scope_of(world.registry.places, actor), file_no)
    found = names.of_changes(world.registry, amended)
    return tuple(_as_it_counts(row, amended.get(row.effect.act_no), found) for row in rows)


def _as_it_counts(row: DocumentRow, amended: Amended | None, found: Mapping[str, str]) -> DocumentRow:
    """Return a document with what became of the act that made it: the paper stays as it was made."""
    if amended is None:
        return row
    told = {"amended": amended.word, "changes": amended.changes(found), "counts": amended.now is not None}
    return row.model_copy(update=told)


@router.get("/{file_no}/terms/{key}", summary="一个期限为什么在那一天届满")
async def get_term(world: TheWorld, actor: TheActor, file_no: FileNo, key: TermKey) -> dict[str, Any]:
    """条文、起算、逐日计算（含每个节假日的通知）、扣除、延长、届满。"""
    file = await readable(world, actor, file_no)
    _has_term(file, key)
    law = await run_in_threadpool(world.law)
    explanation = explain_term(KINDS[file.kind], file, key, law)
    return {**explanation.as_data(), "text": explanation.text}


@router.get("/{file_no}/terms/{key}/proof", summary="一个期限的证明，可以脱离本系统核验")
async def get_proof(world: TheWorld, actor: TheActor, file_no: FileNo, key: TermKey) -> dict[str, Any]:
    """起算的行为、规则、法律版本、逐段推算、扣除、延长、届满；用 `tools/verify_term.py` 和规则目录即可核验；附 Ed25519 签名。"""
    file = await readable(world, actor, file_no)
    _has_term(file, key)
    law = await run_in_threadpool(world.law)
    proof = prove_term(KINDS[file.kind], file, key, law)
    if proof is None:
        raise unknown("no-statute", f"“{key}”是本市服务规范，不是法定期限，没有可以证明的法定依据", field="key")
    return world.signer.signed(proof)


def _has_term(file: File, key: str) -> None:
    keys = [term.key for term in file.standing.terms]
    if key not in keys:
        sentence = f"本案卷没有期限“{key}”，现有：{'、'.join(keys) or '无'}"
        raise unknown("no-such-term", sentence, field="key")


@router.get("/{file_no}/what-if", summary="假设某些行为发生在另一天，案卷会怎样")
async def suppose(world: TheWorld, actor: TheActor, file_no: FileNo, change: Change) -> Supposed:
    """只作推演，不改变案卷：列出期限、下一步、文书与实际的差别。"""
    file = await readable(world, actor, file_no)
    days = {target(file.acts, name): day for name, day in map(_changed, change)}
    standing, law = file.standing, await run_in_threadpool(world.law)
    found = what_if(KINDS[file.kind], file_no, file.acts, days, law, standing.at, rehearsal=standing.rehearsal)
    return await run_in_threadpool(names.parties_named, world.registry, found)


def _changed(text: str) -> tuple[str, date]:
    """Read `ACT=DATE`."""
    name, _, day = text.partition("=")
    try:
        return name.strip(), DAY.validate_python(day.strip())
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        if wrong["type"] == "after_calendar":
            sentence = f"“{text}”晚于工作日历的最后一日（{wrong['ctx']['last']}），其后的日期无从推算"
            raise impossible("after-calendar", sentence, field="change") from None
        sentence = f"“{text}”应写作 行为=日期，如 serve_decision=2026-09-28"
        raise bad_request("bad-change", sentence, field="change") from None
