"""What a file's loop asks of its own process is handed over as it is; everybody else reads what was written."""

from datetime import UTC, datetime

from activities.messages import JudgeRequest
from activities.weighing import LARGE
from judging.admission import act_from
from tests.builders import command
from workflows.wire import DATA_CONVERTER, HELD, MOST_HELD

CONVERTER = DATA_CONVERTER.payload_converter
AT = datetime(2026, 9, 1, 8, tzinfo=UTC)


def request(file_no: str, *, revision: int = 1) -> JudgeRequest:
    """Return what is asked when a finding has come in."""
    found = act_from(command("report_finding", "2026-09-01"), 1, AT)
    return JudgeRequest(
        kind="ViolationCase", file_no=file_no, rehearsal=False, acts=(found,), judged=0, revision=revision, at=AT
    )


def test_a_request_is_handed_over_once_and_then_read() -> None:
    """The second reading is of the text, and says the same."""
    asked = request("2026-000001")
    payload = CONVERTER.to_payloads([asked])[0]

    first, second = (CONVERTER.from_payload(payload, JudgeRequest) for _ in range(2))

    assert first is asked
    assert second is not asked
    assert second == asked


def test_one_text_never_brings_another_request() -> None:
    """However many wait, each is what its own text says; those that nobody took are read."""
    asked = [request("2026-000002", revision=number) for number in range(MOST_HELD + 5)]
    payloads = [CONVERTER.to_payloads([one])[0] for one in asked]

    read = [CONVERTER.from_payload(payload, JudgeRequest) for payload in payloads]

    assert asked == read
    assert [False] * 5 + [True] * MOST_HELD == [mine is theirs for mine, theirs in zip(asked, read, strict=True)]


def test_what_is_long_is_not_held() -> None:
    """What nobody takes, as in a replay, must not fill the memory of a worker."""
    HELD.put(b"x" * LARGE, request("2026-000003"))

    assert HELD.take(b"x" * LARGE) is None
