"""What a later version writes is read by this one, kept, and written back; what it has no word for holds the file."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from temporalio.api.common.v1 import Payload

from models.acts import ACTS, Act
from models.file import File, Judgment, Opening
from models.values import Value
from tests.models.test_samples import FILES
from tests.next_version import NEXT_CONVERTER, sample_of, with_more, without_more
from tools.samples import model_of
from workflows.wire import DATA_CONVERTER, Unreadable

OPENING = next(path for path in FILES if path.name == "Opening.json")


def arrived(kind: type[Value], said: dict[str, Any]) -> Value:
    """Return what arrives of a payload that says this."""
    payload = Payload(metadata={"encoding": b"json/plain"}, data=json.dumps(said).encode())
    value: Value = DATA_CONVERTER.payload_converter.from_payload(payload, kind)
    return value


def sent(value: Value) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return what a value says on the wire."""
    return json.loads(DATA_CONVERTER.payload_converter.to_payloads([value])[0].data)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_what_the_next_version_adds_is_read_and_written_back(path: Path) -> None:
    """At every depth, in every value that is on the wire or kept; a copy keeps it too."""
    kind = model_of(path.name.split(".")[0])
    ours = sent(kind.stored(path.read_bytes()))
    theirs = with_more(ours)

    value = arrived(kind, theirs)

    assert theirs == sent(value)
    assert theirs == sent(value.model_copy())
    assert theirs == json.loads(kind.stored(json.dumps(theirs)).model_dump_json())


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_the_next_version_reads_what_this_one_wrote(path: Path) -> None:
    """A field that it adds has a default, and nothing else of ours is gone."""
    kind = model_of(path.name.split(".")[0])
    payload = DATA_CONVERTER.payload_converter.to_payloads([kind.stored(path.read_bytes())])[0]

    value = NEXT_CONVERTER.payload_converter.from_payload(payload, kind)
    told = json.loads(NEXT_CONVERTER.payload_converter.to_payloads([value])[0].data)

    assert json.loads(payload.data) == without_more(told)


def test_what_a_file_carries_on_with_keeps_what_others_know() -> None:
    """An opening of the next version goes through a run of this one, whose acts have come to more."""
    opening = Opening.stored(json.dumps(with_more(sample_of(OPENING))))
    more = Act.stored((OPENING.parent / "close_case.json").read_bytes())

    carried = sent(opening.model_copy(update={"acts": (*opening.acts, more), "runs": opening.runs + 1}))

    assert with_more(sample_of(OPENING))["acts"] == carried["acts"][:-1]
    assert {"since": 2027} == carried["of_the_next_version"]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"act": "seize_the_moon"}, "content"),
        ({"ground": "of_the_next_version"}, "ground"),
    ],
    ids=["an act", "a word"],
)
def test_what_has_no_word_here_holds_the_file(change: dict[str, str], where: str) -> None:
    """It is said clearly, without what is written there; never as a refusal, which would end the file."""
    said = sample_of(OPENING.parent / "close_case.json")
    said["content"] |= {"summary": "写在里面的话", **change}

    with pytest.raises(Unreadable, match="更高版本") as caught:
        arrived(Opening, {"file_no": "2026-000123", "acts": [said]})

    assert where in str(caught.value)
    assert "写在里面的话" not in str(caught.value)


@pytest.mark.parametrize("name", ["close_case", "receive_statement"])
def test_from_outside_an_unknown_field_is_an_error(name: str) -> None:
    """A slip of the pen in a command is told, not kept."""
    content = sample_of(OPENING.parent / f"{name}.json")["content"]

    with pytest.raises(ValidationError, match="extra_forbidden"):
        ACTS[name].model_validate({**content, "summery": "写错的字段名"})


@pytest.mark.parametrize("kind", [File, Judgment])
def test_code_that_names_an_unknown_field_fails(kind: type[Value]) -> None:
    """What keeps fields that it does not know does not take them from its own code."""
    path = OPENING.parent / f"{kind.__name__}.json"

    with pytest.raises(ValidationError, match="extra_forbidden"):
        kind(**{**dict(kind.stored(path.read_bytes())), "unknown": 1})
