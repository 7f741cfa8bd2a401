"""The code in a paper is read off its picture, and leads where it should; what is no code says so in a sentence."""

import io
import json

import pytest
import segno
import typst
from PIL import Image

from papers.code import code
from web.codes import Pointed, Unreadable, pointed_at, read_off

CHAIN = "0123456789abcdef" * 4
FILE_NO = "2026-000123"


def photographed(content: str, turned: float = 7) -> bytes:
    """Return a code as somebody photographs it: small, turned a little, grey, as JPEG."""
    made = io.BytesIO()
    segno.make(content, error="m", micro=False).save(made, kind="png", scale=6, border=4)
    image = Image.open(io.BytesIO(made.getvalue())).convert("L").rotate(turned, expand=True, fillcolor=200)
    told = io.BytesIO()
    image.resize((image.width * 2 // 3, image.height * 2 // 3)).save(told, "JPEG", quality=60)
    return told.getvalue()


def test_the_code_of_a_paper_is_read_as_it_is_drawn() -> None:
    """The drawing that is set into documents, as a picture of the page."""
    drawn = json.dumps(code(FILE_NO, CHAIN))
    page = f"#set page(width: auto, height: auto, margin: 9pt)\n#image(bytes({drawn}), width: 3cm)"
    picture = typst.compile(page.encode(), format="png", ppi=200)
    assert isinstance(picture, bytes)

    assert pointed_at(read_off(picture)) == Pointed(file_no=FILE_NO, chain=CHAIN)


@pytest.mark.parametrize("turned", [0, 7, 45, 180])
def test_a_turned_photograph_is_read(turned: float) -> None:
    """Nobody holds a telephone straight."""
    assert read_off(photographed("43042300123", turned)) == "43042300123"


@pytest.mark.parametrize(
    "picture",
    [b"", b"no picture", photographed("x")[:200], b"GIF89a" + bytes(20)],
    ids=["nothing", "words", "cut-off", "broken"],
)
def test_what_is_no_picture_says_so(picture: bytes) -> None:
    """One sentence, with what to do instead."""
    with pytest.raises(Unreadable, match="输入编号"):
        read_off(picture)


def drawn(kind: str, side: int) -> bytes:
    """Return a white picture."""
    told = io.BytesIO()
    Image.new("1", (side, side), 1).save(told, kind)
    return told.getvalue()


@pytest.mark.parametrize("picture", [drawn("BMP", 20), drawn("PNG", 10_001)], ids=["of-another-kind", "unpacks-large"])
def test_what_evidence_would_not_take_is_not_opened(picture: bytes) -> None:
    """The same kinds of pictures, and as many pixels."""
    with pytest.raises(Unreadable, match="输入编号"):
        read_off(picture)


def test_a_picture_without_a_code_says_so() -> None:
    """A wall, a face, the sky."""
    told = io.BytesIO()
    Image.new("RGB", (640, 480), "#88a").save(told, "PNG")
    with pytest.raises(Unreadable, match="没有读到二维码"):
        read_off(told.getvalue())


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (f"GRIDCASE {FILE_NO} {CHAIN}", Pointed(file_no=FILE_NO, chain=CHAIN)),
        (f"  {FILE_NO} ", Pointed(file_no=FILE_NO)),
        ("T2026-000001", Pointed(file_no="T2026-000001")),
        ("衡山环罚〔2026〕1号", Pointed(other="衡山环罚〔2026〕1号")),
        (f"GRIDCASE ../../x {CHAIN}", Pointed(other=f"GRIDCASE ../../x {CHAIN}")),
        ("https://elsewhere.example/", Pointed(other="https://elsewhere.example/")),
        ("x" * 300, Pointed(other="x" * 200)),
    ],
)
def test_what_is_read_or_typed_means_a_file_or_a_number(said: str, meant: Pointed) -> None:
    """An address of somebody else's is never followed; a number that no file can have is none."""
    assert pointed_at(said) == meant
