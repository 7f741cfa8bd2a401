"""What a document rests on, asked of the register (法律依据): in force, not in force, or not known to us."""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.kind import Kind
from judging.record import Record, place
from law.citations import Citation, Judged, basis_in_force, instruments_like, instruments_named, titled
from law.edition import Law
from law.refusals import Unclear
from models.acts import ACTS, Act, Content, basis_of
from models.documents import Basis
from models.standing import Unread

RESTING: tuple[type[Content], ...] = tuple(one for one in ACTS.values() if "basis" in one.model_fields)
"""The acts that name what they rest on."""


def citations_of(basis: Iterable[Basis]) -> list[Citation]:
    """Return the provisions of a document as the law asks for them: of substance, or of procedure."""
    return [
        Citation(
            instrument=row.instrument,
            article=row.article,
            about="procedure" if row.role == "procedure" else "substance",
            lighter=row.lighter,
        )
        for row in basis
    ]


def instruments_are_known(attempt: Attempt) -> None:
    """Refuse to rest a document on an instrument that the register does not hold: nobody here knows that it is law."""
    for row in basis_of(attempt.act.content):
        if not instruments_named(row.instrument, attempt.law):
            near = "、".join(map(titled, instruments_like(row.instrument, attempt.law)))
            hint = f"，名称相近的有：{near}" if near else ""
            sentence = (
                f"规则目录没有收录{titled(row.instrument)}，不能作为文书的法律依据{hint}；确有该文件的，应当先收录"
            )
            raise Unclear("unknown-instrument", sentence, field="basis")


def judged_basis(record: Record, act: Act, kind: Kind, law: Law) -> tuple[Judged, ...]:
    """Return what the register says of each provision that an act names as its basis."""
    basis = basis_of(act.content)
    if not basis:
        return ()
    conduct_on = kind.conduct_on(record.until(act.day))
    return basis_in_force(citations_of(basis), on=act.day, conduct_on=conduct_on, law=law)


def unread_in(record: Record, kind: Kind, law: Law) -> tuple[Unread, ...]:
    """Return what the acts of a file rest on that this register has not read."""
    return tuple(
        Unread(act=act.no, provision=one.provision, sentence=f"“{act.content.label}”所引{one.sentence}")
        for act in sorted(record.all(*RESTING), key=place)
        for one in judged_basis(record, act, kind, law)
        if one.answer == "not_known"
    )
