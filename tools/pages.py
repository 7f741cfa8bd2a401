"""The pages of docs/ that are read off the code; `make docs` writes them, and a test holds them to it.

Acts, stages, terms and refusals are named once, in the code; these tables let a lawyer and an integrator look them up.
"""

import ast
import importlib
import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from file_review.events import EVENTS
from judging.step import Ends, Opens, Procedure, Step
from kinds import KINDS
from law.catalogue import Cited
from law.edition import shipped
from law.instruments import UNIT_NAMES
from law.refusals import Refused
from models.people import ROLE_NAMES
from papers.drafting import forms, guides
from registry.errors import RegisterError
from registry.exchange.forms import FORMS
from registry.exchange.leaving import guide_rows
from tools.citing import through_time
from tools.guarding import asked_in
from tools.tree import ROOT, Function, Module, dotted, modules

GLOSSARY = ROOT / "docs" / "glossary.md"
REFUSALS = ROOT / "docs" / "refusals.md"
OPERATING = ROOT / "docs" / "operating.md"
REVIEW = ROOT / "docs" / "file-review.md"
LAW = ROOT / "docs" / "law.md"
DOCUMENTS = ROOT / "docs" / "documents.md"

CODE = re.compile(r"^[a-z…]+(-[a-z…]+)+$")
SAYING_NO = {"bad_request", "forbidden", "impossible", "problem", "unknown"}
"""Functions of the API that answer with a code of their own."""

Row = tuple[str, ...]


def codes() -> set[str]:
    """Return every code with which the system says no."""
    return {no.code for module in modules() for no in _said(module)}


def written(text: str) -> str:
    """Return a page with every table between its marks read off the code anew."""
    for name, table in TABLES.items():
        mark = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        text = mark.sub(partial(_filled, table=table()), text)
    return text


def _filled(found: re.Match[str], table: str) -> str:
    return f"{found[1]}\n{table}\n{found[2]}"


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in (head, *rows)]
    return lines[0] + "|" + "---|" * len(head) + "\n" + "".join(lines[1:])


def procedures() -> list[Procedure]:
    """Return every procedure once, kind by kind, each in the statute's order."""
    return list({one.name: one for kind in KINDS.values() for one in kind.procedures}.values())


def kinds_with(procedure: Procedure) -> list[str]:
    """Return what the kinds of file that a procedure belongs to are called."""
    return [kind.label for kind in KINDS.values() if procedure in kind.procedures]


def acts() -> str:
    """Return the table of acts, procedure by procedure, in the statute's order."""
    rows = [_act(step, procedure) for procedure in procedures() for step in procedure.steps]
    return _table(("act", "法律用语", "file", "procedure", "what it says", "who", "basis through time"), rows)


def _act(step: Step[Any], procedure: Procedure) -> Row:
    files = "、".join(kinds_with(procedure))
    spans = through_time(shipped(), step.citation or filter(None, [step.by.basis]))
    basis = "<br>".join(span.told for span in spans)
    return f"`{step.name}`", step.content.label, files, procedure.label, _sentence(step.content), step.by.label, basis


def _sentence(kind: type) -> str:
    """Return the first sentence of a docstring, without the Chinese term in brackets."""
    first = inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0].replace("\n", " ")
    return re.sub(r" ?\([^()]*[\u4e00-\u9fff][^()]*\)", "", first)


def stages() -> str:
    """Return the table of stages, procedure by procedure."""
    rows = [
        (f"`{stage}`", label, procedure.label)
        for procedure in procedures()
        for stage, label in procedure.stages.items()
    ]
    return _table(("stage", "阶段", "procedure"), rows)


def roles() -> str:
    """Return the table of roles."""
    return _table(("role", "岗位"), ((f"`{role.value}`", label) for role, label in ROLE_NAMES.items()))


def terms() -> str:
    """Return the table of terms that the procedures start or end, with every version of each."""
    steps = [step for procedure in procedures() for step in procedure.steps]
    used = dict.fromkeys(one.rule for step in steps for one in named(step))
    return _table(("term", "期限", "kind", "length and article through time"), (_term(rule) for rule in used))


def named(step: Step[Any]) -> list[Opens[Any] | Ends[Any]]:
    """Return every mention of a term in a step."""
    return [*step.opens, *step.ends]


def _term(rule: str) -> Row:
    norm = shipped().norms.of(rule)
    if norm is not None:
        return f"`{rule}`", norm.name, "服务规范 service norm", f"{norm.amount}{UNIT_NAMES[norm.unit]}({norm.basis})"
    versions = shipped().catalogue.through_time(rule)
    return f"`{rule}`", versions[-1].name, "法定期限 statutory", "<br>".join(_version(one) for one in versions)


def _version(cited: Cited) -> str:
    limits = "、".join(f"{one.label}{one.amount}{UNIT_NAMES[one.unit]}" for one in cited.provision.limits)
    return f"{cited.since}起 {cited.citation}:{limits or '未规定日数'}"


@dataclass(frozen=True)
class No:
    """One way in which the system says no."""

    code: str
    kind: str
    sentence: str


def refusals() -> str:
    """Return the table of every code with which a command is refused."""
    rows = sorted({(f"`{no.code}`", _kinds()[no.kind], no.sentence) for module in modules() for no in _said(module)})
    return _table(("code", "类别", "句式（“…”处填入案情）"), rows)


def _said(module: Module) -> Iterator[No]:
    own = dict(module.functions())
    for owner, function in own.items():
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                yield from _no(node, owner, own)


def _no(call: ast.Call, owner: str, own: Mapping[str, Function]) -> Iterator[No]:
    """Yield what a call refuses with: a known way of saying no, with a code among its first words."""
    kind = _kind(call, owner)
    texts = [_text(argument, own[owner], own) for argument in call.args]
    place = next((n for n, text in enumerate(texts[:2]) if CODE.match(text)), None)
    if kind and place is not None:
        said = [text for text in texts[place + 1 :] if text]
        yield No(texts[place], kind, max(said, key=len, default=""))


def _kind(call: ast.Call, owner: str) -> str:
    name = dotted(call.func).split(".")[-1]
    if name == "__init__":
        name = owner.split(".", maxsplit=1)[0]
    return name if name in _kinds() else ""


@cache
def _kinds() -> dict[str, str]:
    """Return every way of saying no by its name in the code, with its Chinese one."""
    for module in modules():
        if module.part in ("law", "registry"):
            importlib.import_module(module.name)
    law = {kind.__name__: _bracketed(kind) for kind in _family(Refused)}
    register = {kind.__name__: "登记簿" for kind in _family(RegisterError)}
    return law | register | dict.fromkeys(SAYING_NO, "接口")


def _bracketed(kind: type) -> str:
    """Return the Chinese term that a docstring gives in brackets."""
    found = re.search(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)", kind.__doc__ or "")
    return found[1] if found else kind.__name__


def _family(kind: type[Exception]) -> Iterator[type[Exception]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _family(below)


def _text(node: ast.expr, function: Function, own: Mapping[str, Function]) -> str:
    """Return a text with … for whatever is put in; a name is looked up in its function, a call in its module."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        parts = ("…" if isinstance(part, ast.FormattedValue) else _text(part, function, own) for part in node.values)
        return "".join(parts)
    if isinstance(node, ast.Name):
        return _text(_assigned(node, function), function, own)
    if isinstance(node, ast.Call) and (named := own.get(dotted(node.func))) is not None and named is not function:
        return max((_text(said, named, own) for said in _returned(named)), key=len, default="")
    return ""


def _returned(function: Function) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value


def _assigned(name: ast.Name, function: Function) -> ast.expr:
    """Return what a name was last given before it is used."""
    given = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Assign) and node.lineno < name.lineno and name.id in map(dotted, node.targets)
    ]
    return max(given, key=lambda node: node.lineno).value if given else ast.Constant("")


def staff_list() -> str:
    """Return the columns of the staff list, table by table."""
    rows = [(form.title, heading, needed, means) for form in FORMS for heading, needed, means in guide_rows(form)]
    return _table(("表", "列", "必填", "填什么"), rows)


def events() -> str:
    """Return the events a case may be told in, with since when there can be such a thing."""
    law = shipped()
    rows = (
        (f"`{name}`", one.label, since.sentence if (since := one.since(law)) else "") for name, one in EVENTS.items()
    )
    return _table(("event", "事件", "there since"), rows)


def guards() -> str:
    """Return the guards with their names, and who asks each."""
    texts = shipped().guards
    asked = sorted(asked_in().items(), key=lambda row: int(row[0].removeprefix("G")))
    rows = ((key, texts[key].name, "、".join(f"`{place}`" for place in places)) for key, places in asked)
    return _table(("guard", "名称", "asked in"), rows)


def document_forms() -> str:
    """Return every form of a document by the guides under which it is made out."""
    keys = [guide.key for guide in guides()]
    rows = (
        (
            *(f"`{one.key}`", one.title, f"`{one.act}`", one.word if one.numbered else "—"),
            *("●" if key in one.guides else "" for key in keys),
            one.basis or "guide",
        )
        for one in forms()
    )
    return _table(("form", "文书", "act", "字", *keys, "made under"), rows)


TABLES = {
    "forms": document_forms,
    "acts": acts,
    "stages": stages,
    "roles": roles,
    "terms": terms,
    "refusals": refusals,
    "staff list": staff_list,
    "events": events,
    "guards": guards,
}


def main() -> None:
    """Write the tables of the pages anew."""
    for page in (GLOSSARY, REFUSALS, OPERATING, REVIEW, LAW, DOCUMENTS):
        page.write_text(written(page.read_text(encoding="utf-8")), encoding="utf-8")
        sys.stdout.write(f"{page.relative_to(ROOT)} 已更新\n")


if __name__ == "__main__":
    main()
