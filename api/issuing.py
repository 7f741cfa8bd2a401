"""A document put out (制发文书): drawn up whole, kept as PDF by its content, and told in the act that puts it out."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from fastapi.concurrency import run_in_threadpool

from api.drafts import drafted
from api.pages import in_its_fonts
from api.reading import readable
from api.world import World
from docket import reader
from docket.scope import scope_of
from docket.views import DocumentRow
from judging.record import Record
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder
from models.acts import Content
from models.acts.issuing import IssueDocument
from models.chain import chain_of
from models.file import File
from models.people import Actor
from papers.paper import Gap, Paper
from papers.pdf import pdf
from procedures.issuing import issued


async def prepared(world: World, actor: Actor, file_no: str, key: str, content: Content) -> Content:
    """Return the act that puts a document out with the digest of its PDF, which is kept; any other as it is.

    What is refused leaves nothing behind but, at most, bytes under their digest, of which no file knows.
    """
    if not isinstance(content, IssueDocument):
        return content
    file = await readable(world, actor, file_no)
    earlier = next((act.content for act in file.acts if act.key == key), None)
    if isinstance(earlier, IssueDocument):  # sent again: what was put out has its bytes
        return earlier
    out = issued(Record.of(file.acts), content.of, content.word)
    if out is not None:  # the file itself refuses it, and names the first
        return content.model_copy(update={"digest": out.content.digest})
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    rows = await run_in_threadpool(reader.documents, world.docket, scope, file_no)
    law = await run_in_threadpool(world.law)
    return await run_in_threadpool(_made, world, law, file, rows, content)


def _made(world: World, law: Law, file: File, rows: tuple[DocumentRow, ...], content: IssueDocument) -> IssueDocument:
    paper = drafted(world, law, file, rows, content.of, content.word)
    complete(paper)
    chain = chain_of(file.acts)[-1]
    made = in_its_fonts(pdf, paper.model_copy(update={"chain": chain}))
    said = {"title": paper.title, "number": paper.number, "guide": paper.guide, "chain": chain}
    return content.model_copy(update={**said, "digest": kept(world, made)})


def complete(paper: Paper) -> None:
    """Refuse to put out what lacks something that such a document must say (缺项不得制发)."""
    if paper.gaps:
        told = "、".join(map(_told, paper.gaps))
        sentence = f"《{paper.title}》缺：{told}；请补齐后再制发。草稿见 gridcase doc draft"
        raise OutOfBounds("document-lacks", sentence, article=paper.guide, field="of")
    if not paper.number:
        sentence = f"《{paper.title}》的文号还没有取得，请稍候再制发"
        raise OutOfOrder("no-number-yet", sentence, article=paper.guide, field="of")


def _told(gap: Gap) -> str:
    return f"{gap.label}（评查{gap.points.normalize():f}分）" if gap.points else gap.label


def kept(world: World, made: bytes) -> str:
    """Keep a PDF by its content, and return its digest."""
    with NamedTemporaryFile(prefix="gridcase-") as file:
        file.write(made)
        file.flush()
        return world.materials.store.put(Path(file.name))
