"""Documents a second: `python -m bench.papers`.

A decision of a case of 300 acts and 200 pictures, beside the bare renderer set on the same text, and the volume that
binds many of them.
"""

import json
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from tempfile import NamedTemporaryFile

import typst

from judging.record import Record
from law.edition import shipped
from models.acts import Act
from papers import fonts
from papers.binding import bound
from papers.drafting import draft, form_for
from papers.paper import Paper
from papers.pdf import pdf
from papers.telling import Telling
from papers.told import Exhibit
from papers.volumes import Piece
from tests.builders import a_case, command, moment
from tests.papers.drafted import Invented

ACTS, PICTURES, ROUNDS, BOUND = 300, 200, 10, 100
BARE = "#set text(font: sys.inputs.font, size: 16pt)\n#for line in json(bytes(sys.inputs.lines)) { par(line) }"


def telling() -> Telling:
    """Return what the decision of a large case tells."""
    acts = list(a_case("decide_penalty").acts)
    decision = acts.pop()
    pictures = {f"{no:064x}": Exhibit(f"{no}.jpg", "照片", date(2026, 9, 8), "u-1", "外排") for no in range(PICTURES)}
    digests = list(pictures)
    while len(acts) < ACTS:
        own = digests[len(acts) % PICTURES]
        content = command("interview", "2026-09-08", exhibits=[own]).content
        at = moment("2026-09-08") + timedelta(minutes=len(acts))
        by = acts[-1].by
        acts.append(
            Act(no=100 + len(acts), key=f"k{len(acts)}", happened_at=at, recorded_at=at, by=by, content=content)
        )
    return Telling(Record.of(acts), decision, shipped(), Invented(), {}, "u-1", "e-1", pictures)


def seconds(work: Callable[[], object]) -> float:
    """Return the median seconds of some work."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return sorted(found)[ROUNDS // 2]


def bare(paper: Paper) -> bytes:
    """Return the same text set by the renderer alone."""
    inputs = {"lines": json.dumps(paper.text.split("\n")), "font": fonts.FAMILY}
    with NamedTemporaryFile("w", suffix=".typ", encoding="utf-8") as source:
        source.write(BARE)
        source.flush()
        where = [str(fonts.known())]
        return typst.compile(source.name, font_paths=where, ignore_system_fonts=True, sys_inputs=inputs, format="pdf")


def main() -> None:
    """Print what is measured."""
    told = telling()
    form = form_for("decide_penalty", "罚", told.act.day)
    if form is None:
        return
    paper = draft(form, told, "示环罚〔2026〕1号", "")
    drafting, whole, alone = (
        seconds(lambda: draft(form, told, "", "")),
        seconds(lambda: pdf(paper)),
        seconds(lambda: bare(paper)),
    )
    print(f"{ACTS}项行为、{PICTURES}张照片的决定书：拟制 {drafting * 1e3:.1f}ms，PDF {whole * 1e3:.1f}ms，")
    print(f"裸渲染 {alone * 1e3:.1f}ms，比 {(drafting + whole) / alone:.2f}；每秒 {1 / (drafting + whole):.1f} 份")
    made = pdf(paper)
    piece = Piece(form=paper.form, act_no=1, act="decide_penalty", title=paper.title, dated=paper.dated)
    began = time.perf_counter()
    volume = bound("示例局", "正卷", [], [(piece, made)] * BOUND, [])
    print(f"装订{BOUND}件{volume.pages}页 {time.perf_counter() - began:.1f}s")
    print(f"内存最高 {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}MB")


if __name__ == "__main__":
    main()
