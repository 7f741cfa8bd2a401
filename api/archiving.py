"""The archive of a closed file (立卷归档): both volumes, the acts with their chain, the originals, and what names them all.

What was put out stands in it as it was; what was not is drawn up now, and said to be so in 备考表. Who complained stands
nowhere in it: that is sealed in the complaint's own file.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from api.custody_sheet import TITLE, custody_cells
from api.drafts import RegisterNames, drafted, papers_of
from api.keeping import kept_whole
from api.pages import in_its_fonts
from api.problems import Refusal
from api.world import World
from docket.views import DocumentRow
from evidence.keeping import Material
from evidence.pictures import PRINTED, thumbnail
from file_review.export import write_export
from judging.record import Record
from kinds import KINDS
from law.chinese import day
from law.edition import Law
from models.acts.archiving import OpenArchive
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.acts.filing import FileCase
from models.chain import chain_of
from models.file import File
from models.values import civil_day
from papers import verify_archive
from papers.binding import Cells, bound, page
from papers.paper import Paper
from papers.pdf import pdf
from papers.verify_archive import ACTS, MANIFEST, digest_of_manifest
from papers.volumes import CUSTODY, MATERIAL, SOURCE, Piece, arranged, retention
from procedures.archive import marked, materials_marked

MADE = (1980, 1, 1, 0, 0, 0)
"""What stands as the instant of every file in the archive, so that the same file gives the same bytes."""
VERIFIER = "verify_archive.py"


class Contents(NamedTuple):
    """What is bound of a file, and what is to be said of it in 备考表."""

    pieces: list[tuple[Piece, bytes]]
    remarks: list[str]


def archive(world: World, law: Law, file: File, rows: tuple[DocumentRow, ...], to: Path) -> str:
    """Write the archive of a file that is closed, and return the digest of its manifest.

    Raises:
        Refusal: the file is not closed, or its fonts or a material are not there.
    """
    file_no = file.standing.file_no
    if not file.standing.closed:
        raise Refusal(HTTPStatus.CONFLICT, "not-closed", "不能立卷", f"案卷{file_no}尚未结案，结案以后才能立卷")
    materials = world.materials.listed(file_no)
    contents = _contents(world, law, file, rows, materials)
    cover, chain = _cover(world, file), chain_of(file.acts)[-1]
    organ = world.registry.places.unit(file.standing.holder_unit).name_on(civil_day(file.standing.at))
    by_piece = dict(contents.pieces)
    writing = _Writing(to)
    volumes = []
    for volume, pieces in arranged(by_piece).items():
        remarks: Cells = [("说明", "；".join(contents.remarks) or "无"), ("校验链", chain), ("立卷人、检查人", "　")]
        made = bound(organ, volume, cover, [(one, by_piece[one]) for one in pieces], remarks)
        writing.add(f"{volume}.pdf", made.content)
        told = [
            {**piece.model_dump(mode="json"), "pages": span} for piece, span in zip(pieces, made.spans, strict=True)
        ]
        volumes.append({"name": volume, "pages": made.pages, "pieces": told})
    writing.add(ACTS, write_export(file_no, file.acts).encode())
    writing.add(VERIFIER, Path(verify_archive.__file__).read_bytes())
    for one in materials:
        writing.add(f"材料/{one.no:04}-{one.sha256[:12]}{Path(one.name).suffix}", kept_whole(world, one.sha256))
    manifest = {"file_no": file_no, "acts": len(file.acts), "chain": chain, "edition": law.edition}
    return writing.close({**manifest, "cover": dict(cover), "volumes": volumes})


class _Writing:
    """A zip being written, the same each time, with what its manifest says of each file."""

    def __init__(self, to: Path) -> None:
        self._zip = zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED)
        self._files: list[dict[str, object]] = []

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        self._write(name, content)
        self._files.append({"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()})

    def close(self, manifest: dict[str, object]) -> str:
        """Add the manifest, and return its digest."""
        whole: dict[str, object] = json.loads(json.dumps({**manifest, "files": self._files}))
        digest = digest_of_manifest(whole)
        said = json.dumps({**whole, "digest": digest}, ensure_ascii=False, indent=1, sort_keys=True)
        self._write(MANIFEST, said.encode())
        self._zip.close()
        return digest

    def _write(self, name: str, content: bytes) -> None:
        info = zipfile.ZipInfo(name, MADE)
        info.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(info, content)


def _contents(
    world: World, law: Law, file: File, rows: tuple[DocumentRow, ...], materials: tuple[Material, ...]
) -> Contents:
    """Return what is bound: the page of the source, every document that has a form, every material."""
    pieces, remarks, record = [_source(world, file)], [], Record.of(file.acts)
    made = papers_of(file, rows)
    for act_no, word in made:
        paper = drafted(world, law, file, rows, act_no, word)
        act = record.act(act_no)
        mark = marked(record, act_no, word)
        pieces.append((_piece(paper, act_no, act.name if act else "", mark), _set(world, paper)))
        if not paper.digest and paper.gaps:
            remarks.append(f"《{paper.title}》没有制发，缺{len(paper.gaps)}项，所附为草稿")
    lacking = [one for one in rows if (one.effect.act_no, one.effect.word) not in made and one.counts]
    remarks += [f"《{one.effect.title}》{one.number}没有电子格式，另附纸质件" for one in lacking]
    named = {one.sha256: one.acts[0] for one in file.standing.attached}
    last = len(file.acts)
    kept_inside = materials_marked(record)
    for one in materials:
        piece, content = _material(world, one, named.get(one.sha256, last + one.no))
        pieces.append((piece.model_copy(update={"mark": kept_inside.get(one.sha256, "")}), content))
    pieces += _custody(world, file, record)
    remarks += _openings(record)
    return Contents(pieces, remarks)


def _custody(world: World, file: File, record: Record) -> list[tuple[Piece, bytes]]:
    """Return the sheet of the things that were taken; none where nothing was."""
    cells = custody_cells(world.registry, record)
    if not cells:
        return []
    dated = max(act.day for act in record.all(TakeEvidence, HandOverEvidence, LetGoOfEvidence))
    piece = Piece(form=CUSTODY, act_no=len(file.acts), act="", title=TITLE, dated=dated)
    return [(piece, page("back", {"title": TITLE, "cover": list(cells)}))]


def _openings(record: Record) -> list[str]:
    """Return what 备考表 says of each order upon which the archive was opened."""
    found = record.all(OpenArchive)
    return [
        f"{day(act.day)}依{act.content.ordered_by}{act.content.document_no}开启档案（第{act.no}项行为）："
        f"{act.content.change}"
        for act in found
    ]


def _piece(paper: Paper, act_no: int, act: str, mark: str) -> Piece:
    return Piece(
        form=paper.form,
        act_no=act_no,
        act=act,
        title=paper.title,
        number=paper.number,
        dated=paper.dated,
        issued=paper.digest,
        mark=mark,
    )


def _set(world: World, paper: Paper) -> bytes:
    return kept_whole(world, paper.digest) if paper.digest else in_its_fonts(pdf, paper)


def _source(world: World, file: File) -> tuple[Piece, bytes]:
    """Return the page that says where the case came from; who complained is sealed elsewhere."""
    opening, particulars = file.acts[0], file.standing.particulars
    from_file = getattr(particulars, "complaint", "") or getattr(particulars, "other_file", "")
    unit = RegisterNames(world.registry).unit(opening.by.unit, opening.day) if opening.by.unit else "外部系统"
    cells = [("来源", opening.content.called), ("日期", day(opening.day)), ("登记单位", unit)]
    cells += [("来源案卷", f"{from_file}（举报人身份另行封存）")] if from_file else []
    piece = Piece(form=SOURCE, act_no=opening.no, act=opening.name, title="案件来源", dated=opening.day)
    return piece, page("back", {"title": "案件来源", "cover": cells})


def _material(world: World, one: Material, act_no: int) -> tuple[Piece, bytes]:
    """Return a material as pages: a picture on one, a PDF as it is, of any other what it is and its digest."""
    taken = civil_day(one.taken_at or one.received_at)
    title = f"{one.label}“{one.name}”"
    piece = Piece(form=MATERIAL, act_no=act_no, act="", title=title, number=f"材料{one.no}", dated=taken)
    cells = [("名称", one.name), ("日期", day(taken)), ("证明内容", one.note or "　"), ("校验值", one.sha256)]
    if one.is_picture:
        return piece, page("picture", {"title": title, "cover": cells}, _printed(world, one))
    content = kept_whole(world, one.sha256) if one.media == "application/pdf" else b""
    if content and _can_be_bound(content):
        return piece, content
    return piece, page("back", {"title": title, "cover": [*cells, ("存放", "原件见本档案“材料”")]})


def _printed(world: World, one: Material) -> bytes:
    with NamedTemporaryFile(prefix="gridcase-") as kept:
        kept.write(kept_whole(world, one.sha256))
        kept.flush()
        return thumbnail(Path(kept.name), PRINTED)


def _can_be_bound(content: bytes) -> bool:
    """Tell whether a PDF that somebody brought can be read to its last page."""
    with NamedTemporaryFile(prefix="gridcase-") as kept:
        kept.write(content)
        kept.flush()
        try:
            return bool(PdfReader(kept.name).pages)
        except (PyPdfError, ValueError, OSError, KeyError, RecursionError):
            return False


def _cover(world: World, file: File) -> Cells:
    return list(_cells(world, file))


def _cells(world: World, file: File) -> Iterator[tuple[str, str]]:
    standing, record, names = file.standing, Record.of(file.acts), RegisterNames(world.registry)
    filed = record.last(FileCase)
    party = names.party(standing.particulars.party)[0] if standing.particulars.party else ""
    cause = str(filed.content.__dict__.get("cause") or "") if filed else ""
    yield "案件名称", f"{party}{cause}案"
    yield "案卷编号", standing.file_no
    yield "立案日期", day(filed.day) if filed else "　"
    closed = record.last(*KINDS[file.kind].closes)
    yield "结案日期", day(closed.day) if closed else "　"
    kept = retention()
    yield "保管期限", f"{kept.usual_years}年（未核对原文）；重要的{kept.important}"
    for term in standing.terms:
        if term.rule == "case_archive" and term.last_day is not None:
            yield "最迟移交归档", f"{day(term.last_day)}（{term.citation}）"
