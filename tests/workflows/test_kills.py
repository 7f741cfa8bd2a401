"""The small form of `make chaos`: the whole system under a few kills, held against itself afterwards."""

from bench.chaos_run import Plan, run


def test_after_a_few_kills_nothing_is_lost_doubled_or_different() -> None:
    """Worker, API and engine die while two officers work at each case; every receipt is in its file, once."""
    done = run(Plan(kills=6, minutes=5, desks=3, seed=7))

    assert done.killed.total() >= 6
    assert done.receipts > 0
    assert (done.wrong, done.differences) == ([], [])
