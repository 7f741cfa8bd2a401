"""Documents as they are signed and put out (制发文书): which bytes, under which number."""

from typing import Annotated, Literal

from models.acts.content import Content, PointsAt
from models.values import Line, MaybeLine


class IssueDocument(Content):
    """A document that an act brings is made out as it is signed: its number, and the digest of its PDF (制发文书)."""

    act: Literal["issue_document"] = "issue_document"
    label = "制发文书"
    fixed = frozenset({"of", "word", "title", "number", "digest", "guide", "chain"})
    of: Annotated[int, PointsAt()]
    word: Line
    """The word of its number, which tells it from other documents of the same act (文书的字)."""
    title: MaybeLine = ""
    number: MaybeLine = ""
    """Its number, as the series of the unit gave it (文号)."""
    digest: MaybeLine = ""
    """The SHA-256 of the PDF that was made out; the store of evidence has it under this."""
    guide: MaybeLine = ""
    """The guide by which it was made (执法文书制作指南)."""
    chain: MaybeLine = ""
    """The digest of the file's acts up to its making, which stands in the document (校验链)."""
