"""What a file is, its content says (证据材料的类型): an executable called .jpg is none, a bomb is not unpacked."""

from pathlib import Path

import pytest

from evidence.media import MEDIA, Unfit, medium_of
from tests.evidence.materials import WORD, bomb, packed, photo, png_of, written

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64)
SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00" + bytes(32)


@pytest.mark.parametrize(
    ("content", "label"),
    [
        (photo(), "照片"),
        (PDF, "PDF 文件"),
        (FILM, "录像"),
        (SOUND, "录音"),
        (packed((WORD, b"<w/>")), "Word 文件"),
        (packed(("xl/workbook.xml", b"<w/>")), "Excel 文件"),
    ],
    ids=["photo", "pdf", "film", "sound", "word", "excel"],
)
def test_a_material_is_told_by_its_content_whatever_it_is_called(tmp_path: Path, content: bytes, label: str) -> None:
    """The name is only said in the answer."""
    assert medium_of(written(tmp_path, content), "说明.txt").label == label


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "evidence-empty"),
        (b"MZ\x90\x00\x03" + bytes(200), "evidence-type"),
        (b"#!/bin/sh\nrm -rf /\n", "evidence-type"),
        (b"<html><script>alert(1)</script></html>", "evidence-type"),
        (packed(("a.exe", b"MZ")), "evidence-type"),
        (photo()[:2000], "evidence-picture"),
        (png_of(60_000, 60_000), "evidence-picture"),
        (bomb(), "evidence-bomb"),
        (packed(*((f"{n}", b"") for n in range(5001))), "evidence-bomb"),
    ],
    ids=["empty", "program", "script", "page", "packed_program", "cut_off", "endless_picture", "bomb", "many_parts"],
)
def test_what_is_no_material_is_refused_by_name(tmp_path: Path, content: bytes, code: str) -> None:
    """And the answer says what would be right."""
    with pytest.raises(Unfit) as refused:
        medium_of(written(tmp_path, content), "现场照片.jpg")

    assert refused.value.code == code
    assert "现场照片.jpg" in refused.value.sentence


def test_a_file_that_is_too_large_for_its_kind_is_refused(tmp_path: Path) -> None:
    """A document may be smaller than a film; of none the whole is read for that."""
    path = written(tmp_path, PDF)
    with path.open("r+b") as file:
        file.truncate(MEDIA["application/pdf"].most + 1)
    with pytest.raises(Unfit, match="60MB"):
        medium_of(path, "卷宗.pdf")
