"""The small form of `make chaos`: the whole system under a few kills, held against itself afterwards."""

from bench.chaos_run import Plan, run
from bench.chaos_transfers import broken, sent_in
from models.acts import Act
from tests.procedures.transferring import FARMS, transferred


def test_after_a_few_kills_nothing_is_lost_doubled_or_different() -> None:
    """Worker, API and engine die while cases are worked at and handed over; every receipt is in its file, once."""
    done = run(Plan(kills=6, minutes=5, desks=3, seed=7))

    assert done.killed.total() >= 6
    assert done.receipts > 0
    assert (done.wrong, done.differences) == ([], [])


def test_a_hand_over_that_was_lost_or_came_twice_is_told() -> None:
    """Whole on both sides: nothing; without the receiver's file, with two of them, unheard, heard twice: each is told."""
    story, case, matter = transferred()
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    story.arrives()
    files: dict[str, list[Act]] = {no: list(paper.acts) for no, paper in story.files.items()}
    unheard = [act for act in files[case.no] if act.name != "record_transfer_accepted"]
    heard = next(act for act in files[case.no] if act.name == "record_transfer_accepted")
    told = (
        broken({case.no: files[case.no]}),
        broken({**files, "Y2026-000099": files[matter.no]}),
        broken({**files, case.no: unheard}),
        broken({**files, case.no: [*files[case.no], heard]}),
    )

    assert (1, []) == (sent_in(files), broken(files))
    assert ["移送丢失", "移送重复", "答复丢失", "答复重复"] == [lines[0][:4] for lines in told]
