"""What the API says to a rehearsal: a refusal is noted, what is late is asked again, a fault ends the story."""

from collections.abc import Iterator

import httpx
import pytest

from rehearsal.playing import No
from rehearsal.services import PATIENCE, LocalServices
from rehearsal.story_files import Away

DONE = {"file_no": "R2026-000001"}


def services(*statuses: int) -> LocalServices:
    """Return an API that answers with these statuses, one after the other, the last one for ever."""
    left: Iterator[int] = iter(statuses)

    def answers(request: httpx.Request) -> httpx.Response:
        status = next(left, statuses[-1])
        said = DONE if httpx.codes.is_success(status) else {"detail": f"答复 {status}", "code": "some-code"}
        return httpx.Response(status, json=said, request=request)

    http = httpx.Client(base_url="http://127.0.0.1", transport=httpx.MockTransport(answers))
    return LocalServices(http, {"supervisor": "token"}, pause=0)


@pytest.mark.parametrize("status", [429, 503])
def test_what_would_be_taken_later_is_sent_again(status: int) -> None:
    """Too many at once, or a part that is away, is no answer to a command."""
    assert DONE == services(status, status, 201).post("supervisor", "/v1/rehearsals/findings", {}, "k")


def test_what_stays_away_ends_the_story() -> None:
    """Patience has an end."""
    with pytest.raises(Away, match="长时间没有应答"):
        services(*[503] * PATIENCE, 201).get("/v1/files/R2026-000001")


def test_a_refusal_is_one_and_a_fault_is_none() -> None:
    """With a fault taken for a refusal, a story would go on without the act and its opening."""
    with pytest.raises(No, match="答复 409"):
        services(409).get("/v1/files/R2026-000001")
    with pytest.raises(Away, match=r"系统发生故障.*答复 500"):
        services(500).get("/v1/files/R2026-000001")
