"""The code in a document that leads to its file (二维码): the file's number and the digest of its acts at the making."""

import io

import segno


def code(file_no: str, chain: str) -> str:
    """Return the code as SVG; the same words give the same bytes."""
    made = io.BytesIO()
    segno.make(f"GRIDCASE {file_no} {chain}", error="m", micro=False).save(
        made, kind="svg", xmldecl=False, svgns=True, nl=False, border=2
    )
    return made.getvalue().decode()
