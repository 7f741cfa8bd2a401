"""Kills of worker, API and engine while officers work at each case and hand it over: `python -m bench.chaos --kills 2000`.

All on loopback and in a folder of its own. Two officers work at a case at a time; then a matter of it is transferred to
another unit, which accepts and completes it, or returns it, and what it says is told back. Officers send their commands over HTTP and fail over from one API to the
other. Every worker is told to kill itself at one of the worst moments (just after the docket's commit, before the
engine hears of it; during continue-as-new; at the start of the new run), sometimes with the engine at the same
instant, and every API just before it answers with a receipt; beside that any of them is killed at random. Spares
wait to follow. On PostgreSQL there are two workers and two APIs at a time. There is one engine: the embedded one keeps
its files in SQLite under one shard, and refuses a second process on the same file, which would take the shard from it
(`deploy/engine/database.go`); it is started again instead.

At the end nobody dies any more; every receipt is looked for in its file, every hand-over on both sides of it
(`chaos_transfers.py`), and every file is held against its rows, numbers and search attributes
(`docket/checking.py`). Exit code 1 when something differs.
"""

import argparse
import sys

from bench.chaos_run import Plan, run


def main() -> int:
    """Run, and say what was found; exit code 1 if anything was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=Plan.kills)
    parser.add_argument("--minutes", type=float, default=Plan.minutes)
    parser.add_argument("--desks", type=int, default=Plan.desks)
    parser.add_argument("--seed", type=int, default=Plan.seed)
    parser.add_argument("--pause", type=float, default=Plan.pause)
    parser.add_argument("--postgres", action="store_true")
    done = run(Plan(**vars(parser.parse_args())))
    print(
        f"{done.killed.total()} killed, {done.a_minute:.0f} a minute; {done.cases} files, {done.receipts} receipts, "
        f"{done.sent} matters handed over"
    )
    for what, times in sorted(done.killed.items()):
        print(f"  {times:5} {what}")
    print(f"{len(done.wrong)} lost, doubled, refused or ended by themselves; {len(done.differences)} differences")
    for line in (*done.wrong, *(f"{one.file_no} {one.kind} {one.what}" for one in done.differences)):
        print(line)
    return 1 if done.wrong or done.differences else 0


if __name__ == "__main__":
    sys.exit(main())
