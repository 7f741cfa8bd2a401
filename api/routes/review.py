"""The review of a file so far (案卷评查): what a reviewer would find today, though the file is not closed."""

from datetime import date

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from api.identity import FileNo, TheActor
from api.reading import readable
from api.world import TheWorld
from file_review.findings import Finding
from file_review.reviewing import review
from file_review.scoring import Review
from file_review.sources import Exported
from kinds import KINDS
from law.edition import Law
from models.file import File
from models.values import Value, civil_day

router = APIRouter(prefix="/v1/files", tags=["案卷"])


class ReviewView(Value):
    """What the review of a file finds so far."""

    file_no: str
    on: date
    review: Review
    departed: tuple[Finding, ...]
    """What the authorities did not keep."""
    open: int
    """How many terms have not ended yet, and cannot be judged so long."""
    kept: int


@router.get("/{file_no}/review", summary="案卷评查：至今的评分、扣分、否决项、还缺什么")
async def get_review(world: TheWorld, actor: TheActor, file_no: FileNo) -> ReviewView:
    """与 `gridcase review` 同一套规则；须由人回答的问题不计分，列明分数的上下限。"""
    file = await readable(world, actor, file_no)
    law = await run_in_threadpool(world.law)
    return await run_in_threadpool(_reviewed, file, file_no, law)


def _reviewed(file: File, file_no: str, law: Law) -> ReviewView:
    source = Exported(id=file_no, file=file_no, acts=file.acts)
    today, recorded = civil_day(file.standing.at), max(civil_day(act.recorded_at) for act in file.acts)
    found = review(KINDS[file.kind], source, law, at=today if recorded < today else None)
    results = [one.result for one in found.findings]
    return ReviewView(
        file_no=file_no,
        on=today,
        review=found.review,
        departed=tuple(one for one in found.findings if one.is_irregular),
        open=results.count("open"),
        kept=results.count("kept"),
    )
