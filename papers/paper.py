"""The content of a document (文书内容): one model, from which PDF and docx are made alike."""

from datetime import date
from decimal import Decimal

from law.chinese import day
from models.values import Value

BLANK = "〔待补：{}〕"
"""How a gap reads in a draft."""


class Paragraph(Value):
    """One paragraph, with the acts that it rests on."""

    text: str
    acts: tuple[int, ...] = ()
    """Numbers of the acts from which it is told; empty where it says only what every such document says."""
    label: str = ""
    """What stands in the cell before it, in a form of cells (审批表); empty for running text."""
    is_gap: bool = False
    """Whether something is missing in it, which is marked."""


class Section(Value):
    """A part of a document under a heading; an empty heading opens it."""

    heading: str = ""
    paragraphs: tuple[Paragraph, ...]


class Gap(Value):
    """What a document must say and the file does not (缺项), and what that costs in the file review."""

    item: str
    label: str
    points: Decimal
    """Points of the item in the review of files (案卷评查) of the guide's edition; zero where no review counts it."""


class Paper(Value):
    """A document as it would be signed."""

    form: str
    """The key of the form it was made by."""
    guide: str
    """The guide in force on the day it was signed (执法文书制作指南); where it has no such document, the text it rests on."""
    title: str
    organ: str
    """In whose name it is made out (制作机关)."""
    number: str = ""
    """Its number (文号); empty where it bears none."""
    dated: date
    is_inside: bool
    """Whether it stays in the bureau (内部文书)."""
    cells: bool = False
    """Whether it is a form of cells (表格式) and not running text (填充式)."""
    addressee: str = ""
    sections: tuple[Section, ...]
    copies: str = ""
    """Who gets a copy (抄送)."""
    gaps: tuple[Gap, ...] = ()
    file_no: str = ""
    """The file that it is of."""
    chain: str = ""
    """The digest of the file's acts up to its making (校验链); empty in a draft."""
    digest: str = ""
    """The SHA-256 of the PDF that was put out (制发); empty where it was not yet."""

    @property
    def chained(self) -> str:
        """Return the line that says which file it is of, and its digest at the making; empty in a draft."""
        return f"案卷{self.file_no}　校验链{self.chain}" if self.chain else ""

    @property
    def text(self) -> str:
        """Return all that it says, a paragraph a line, in the order in which it is read."""
        lines = [self.organ, self.title, self.number, self.addressee]
        for section in self.sections:
            lines.append(section.heading)
            lines += [f"{one.label}：{one.text}" if one.label else one.text for one in section.paragraphs]
        lines += [self.organ, day(self.dated), self.copies, self.chained]
        return "\n".join(line for line in lines if line)
