"""What a broken-off demo leaves is found by the next one, what a running one has is not."""

from contextlib import suppress
from pathlib import Path

from cli.demo_left import left, note


def test_what_a_broken_off_demo_opened_is_found_once(tmp_path: Path) -> None:
    """And once only; a demo that came to its end leaves nothing, one that runs is left alone."""
    with note(tmp_path, "whole") as kept:
        kept.keep(("RT2024-000001",))
        kept.keep(("RT2024-000001", "R2024-000001"))
        running = list(left(tmp_path))
    finished = list(left(tmp_path))
    with suppress(KeyboardInterrupt), note(tmp_path, "broken") as kept:
        kept.keep(("RT2024-000002", "R2024-000002"))
        raise KeyboardInterrupt

    assert [] == running
    assert [] == finished
    assert [["RT2024-000002", "R2024-000002"]] == list(left(tmp_path))
    assert [] == list(left(tmp_path))
