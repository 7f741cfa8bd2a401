"""PDF and docx say what the document says, and the PDF is the same bytes each time (文书输出)."""

import io
from pathlib import Path

import docx as word_reader
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader

from papers import fonts
from papers.binding import page
from papers.code import code
from papers.fonts import FontsUnavailable, unpack
from papers.paper import Paper
from papers.pdf import pages, pdf
from papers.rare import CharactersLacking
from papers.word import docx
from tests.papers.drafted import HOSTILE, WORDS, paper_of


def said(text: str) -> str:
    """Return a text without spaces and breaks, in which a page may differ."""
    return "".join(text.split())


def in_pdf(made: bytes) -> str:
    """Return what the pages of a PDF say, without their numbers and the mark of a draft."""
    return said("".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages))


def lines(paper: Paper) -> list[str]:
    """Return what a reader has to find."""
    return [said(line) for section in paper.sections for one in section.paragraphs for line in [one.text]]


@pytest.mark.parametrize("name", WORDS)
def test_what_a_document_says_is_read_back_from_both_outputs(name: str) -> None:
    """Hostile names and all."""
    paper = paper_of(name, HOSTILE)
    word = said("".join(one.text for one in word_reader.Document(io.BytesIO(docx(paper))).paragraphs))
    page = in_pdf(pdf(paper))
    for number in range(1, 5):
        page = page.replace(f"—{number}—", "")

    assert [line for line in lines(paper) if line not in word] == []
    assert [line for line in lines(paper) if line not in page] == []
    assert said(HOSTILE) in page


def test_the_same_document_is_the_same_bytes() -> None:
    """Also as docx."""
    paper = paper_of("decide_penalty")

    assert pdf(paper) == pdf(paper)
    assert docx(paper) == docx(paper)


def test_a_document_with_gaps_is_marked_a_draft_and_a_whole_one_is_not() -> None:
    """草稿 lies under every page."""
    assert "草稿" in in_pdf(pdf(paper_of("decide_penalty")))
    assert "草稿" not in in_pdf(pdf(paper_of("decide_penalty", whole=True)))
    assert all(page.startswith(b"\x89PNG") for page in pages(paper_of("decide_penalty")))


def test_what_is_put_out_says_the_chain_of_its_file_and_bears_its_code() -> None:
    """A draft has neither; the code is the same each time, and another for another chain."""
    paper = paper_of("decide_penalty", whole=True).model_copy(update={"file_no": "2026-000001", "chain": "ab" * 32})
    made = pdf(paper)

    assert "ab" * 32 in in_pdf(made)
    assert "ab" * 32 in "".join(one.text for one in word_reader.Document(io.BytesIO(docx(paper))).paragraphs)
    assert made == pdf(paper)
    assert code("2026-000001", "ab" * 32) != code("2026-000001", "cd" * 32)
    assert "校验链" not in in_pdf(pdf(paper_of("decide_penalty", whole=True)))


def test_another_package_of_fonts_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And where there are none, it is said what to do."""
    other = tmp_path / "fonts.tgz"
    other.write_bytes(b"another")
    monkeypatch.setattr(fonts, "home", lambda: tmp_path)

    with pytest.raises(FontsUnavailable, match="校验值不符"):
        unpack(other, tmp_path)
    with pytest.raises(FontsUnavailable, match="make fonts"):
        pdf(paper_of("decide_penalty"))


@pytest.mark.parametrize(
    "name",
    ["A&B<w:p/>", "湘" * 60, "衡陽環保龍頭企業有限公司", "衡山县𠮷𪚥养殖场"],
    ids=["markup", "sixty", "traditional", "rare"],
)
def test_a_name_that_is_hard_to_set_is_read_back_from_both_outputs(name: str) -> None:
    """What looks like markup, one longer than a line, one in traditional characters, one in rare ones."""
    paper = paper_of("decide_penalty", name, whole=True)

    assert name in in_pdf(pdf(paper))
    assert name in said("".join(one.text for one in word_reader.Document(io.BytesIO(docx(paper))).paragraphs))


def test_a_character_that_no_font_has_is_named_and_nothing_is_set() -> None:
    """The office may bring a font of its own for it."""
    with pytest.raises(CharactersLacking, match=r"“𰻞”（U\+30EDE）.*office"):
        pdf(paper_of("decide_penalty", "𰻞𰻞面馆", whole=True))
    with pytest.raises(CharactersLacking, match=r"U\+30EDE"):
        page("back", {"organ": "𰻞", "volume": "正卷", "title": "卷内备考表", "cover": []})


def test_a_font_of_the_office_is_taken_for_what_the_others_lack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made here: one that has the rare character and nothing else."""
    home = fonts.home()
    monkeypatch.setattr(fonts, "home", lambda: tmp_path)
    for one in (*fonts.FILES, fonts.RARE):
        (tmp_path / one).symlink_to(home / one)
    own = tmp_path / fonts.OFFICE
    own.mkdir()
    _font_with("𰻞", own / "own.ttf")

    assert "𰻞面馆" in in_pdf(pdf(paper_of("decide_penalty", "𰻞面馆", whole=True)))


def _font_with(sign: str, path: Path) -> None:
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 800), (800, 800), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "sign"])
    made.setupCharacterMap({ord(sign): "sign"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "sign": pen.glyph()})
    made.setupHorizontalMetrics({".notdef": (1000, 0), "sign": (1000, 0)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Own", "styleName": "Regular", "psName": "Own-Regular"})
    made.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    made.setupPost()
    made.save(path)
