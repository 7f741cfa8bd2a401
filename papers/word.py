"""A document as docx, for those who have to adapt a draft: 仿宋 and 小标宋 by name, as the office has them."""

import io
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from law.chinese import day
from papers.paper import Paper

BODY, TITLE, HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"
"""Fonts that the office has; they are named here and never shipped."""
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""What stands as the instant of making, so that the same content gives the same file."""
RED = RGBColor(0xA4, 0, 0)


def docx(paper: Paper) -> bytes:
    """Return a document as docx."""
    made = Document()
    _page(made)
    _line(made, paper.organ, font=TITLE, size=18, align=WD_ALIGN_PARAGRAPH.CENTER)
    _line(made, paper.title, font=TITLE, size=22, align=WD_ALIGN_PARAGRAPH.CENTER)
    if paper.number:
        _line(made, paper.number, align=WD_ALIGN_PARAGRAPH.RIGHT)
    if paper.addressee:
        _line(made, f"{paper.addressee}：")
    for section in paper.sections:
        if section.heading:
            _line(made, section.heading, font=HEADING, indent=True)
        for one in section.paragraphs:
            text = f"{one.label}：{one.text}" if one.label else one.text
            _line(made, text, indent=True, colour=RED if one.is_gap else None)
    _line(made, paper.organ, align=WD_ALIGN_PARAGRAPH.RIGHT)
    _line(made, day(paper.dated), align=WD_ALIGN_PARAGRAPH.RIGHT)
    if paper.copies:
        _line(made, f"抄送：{paper.copies}", size=14)
    if paper.chained:
        _line(made, paper.chained, size=8)
    made.core_properties.created = made.core_properties.modified = MADE.replace(tzinfo=None)
    made.core_properties.author = made.core_properties.last_modified_by = paper.organ
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Docx) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)


def _line(
    made: Docx,
    text: str,
    *,
    font: str = BODY,
    size: int = 16,
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    indent: bool = False,
    colour: RGBColor | None = None,
) -> Line:
    line = made.add_paragraph()
    line.alignment = align
    line.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    line.paragraph_format.line_spacing = Pt(29)
    line.paragraph_format.space_after = Pt(0)
    if indent:
        line.paragraph_format.first_line_indent = Pt(2 * size)
    run = line.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001  it has no word for it
    if colour is not None:
        run.font.color.rgb = colour
    return line
