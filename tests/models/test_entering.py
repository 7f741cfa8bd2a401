"""What enters is held to one rule: which signs, how long, which years; what was let in once is read whatever the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from models.acts import ACTS, Command
from models.values import Count, Day, Key, Line, MaybeText, Moment, Said, Several, Text, Value, first_said


class Entry(Value):
    """One field of each type that a sender fills."""

    text: Text = "有"
    line: Line = "有"
    maybe: MaybeText = ""
    key: Key = "k"
    day: Day | None = None
    at: Moment | None = None
    count: Count = 0
    several: Several[Line] = ()
    said: Said = {}


def kind_of_error(**fields: object) -> str:
    """Return what is wrong with an entry; empty when nothing is."""
    try:
        Entry.model_validate(fields)
    except ValidationError as error:
        return error.errors()[0]["type"]
    return ""


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\ufffe", "\ud800"])
@pytest.mark.parametrize("field", ["text", "line", "maybe"])
def test_a_sign_that_no_file_can_hold_is_refused(field: str, sign: str) -> None:
    """Control characters, halves of characters and what is none; whichever store a file is kept in."""
    assert "text_sign" == kind_of_error(**{field: f"排口{sign}有污水"})


@pytest.mark.parametrize("sign", ["\u202e", "\u202a", "\u2066", "\u2069", "\u200f", "\u061c"])
def test_nothing_turns_the_order_of_reading_round(sign: str) -> None:
    """A text that shows otherwise than it is could make a document say its contrary."""
    assert "text_sign" == kind_of_error(text=f"罚款{sign}00001元")


@pytest.mark.parametrize(
    "text", [" ", "\u3000", "\n\t", "\u200b", "\ufeff \u00a0", "\u200d", "\u3164\u3164", "\u2800", "\uffa0"]
)
def test_what_shows_nothing_is_no_text(text: str) -> None:
    """Blanks of every width, and signs without a shape."""
    assert "text_blank" == kind_of_error(text=text)
    assert "text_blank" == kind_of_error(maybe=text)


def test_marks_are_not_piled_up_over_one_character() -> None:
    """A page with them cannot be read, nor printed."""
    assert "text_signs" == kind_of_error(text="a" + "\u0301" * 1900)
    assert "" == kind_of_error(text="caf\u0065\u0301")


def test_only_a_text_has_lines() -> None:
    """A name, a number or a title stands in one line; a text may be broken, and each break is one sign."""
    assert "text_sign" == kind_of_error(line="甲\n乙")
    assert "甲\n乙\n丙" == Entry(text="甲\r\n乙\r丙").text


def test_a_text_is_as_long_as_its_field() -> None:
    """In characters, and in bytes: rare characters take more of them."""
    assert "" == kind_of_error(text="超" * 2000)
    assert "text_too_long" == kind_of_error(text="超" * 2001)
    assert "text_too_long" == kind_of_error(text="\U00020000" * 2000)
    assert "text_too_long" == kind_of_error(line="x" * 1_000_000)


def test_one_character_is_written_in_one_way() -> None:
    """NFC: what was typed with a combining mark is the same text as what was not."""
    assert Entry(text="caf\u00e9") == Entry(text="cafe\u0301")


@pytest.mark.parametrize("day", ["0001-01-01", "1948-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_lies_in_years_in_which_something_happens(day: str) -> None:
    """A mistyped year is refused before anything is worked out from it."""
    assert "day_out_of_bounds" == kind_of_error(day=day)
    assert "day_out_of_bounds" == kind_of_error(at=f"{day}T23:59:59-12:00")
    assert "day_out_of_bounds" == kind_of_error(at=f"{day}T00:00:00+14:00")


def test_lists_numbers_and_fields_have_bounds() -> None:
    """Nothing that is entered is as long as somebody pleases."""
    assert "list_out_of_bounds" == kind_of_error(several=["甲"] * 101)
    assert "number_out_of_bounds" == kind_of_error(count=10**30)
    assert "number_out_of_bounds" == kind_of_error(count=-1)
    assert "too_many_fields" == kind_of_error(said={"a": ["x"] * 300})
    assert "too_many_fields" == kind_of_error(said={"a": [[[[[[[1]]]]]]]})
    assert "text_sign" == kind_of_error(said={"a": ["\x00"]})
    assert "text_sign" == kind_of_error(said={"\x00": 1})
    assert "text_too_long" == kind_of_error(said={"n" * 65: 1})
    assert "text_signs" == kind_of_error(key="空 格")


def test_a_correction_is_held_to_the_rule() -> None:
    """Its fields are of any type, and their texts are texts."""
    with pytest.raises(ValidationError, match="U\\+0000"):
        ACTS["correct_act"].model_validate({"of": 1, "fields": {"summary": "甲\x00"}, "reason": "写错"})


@given(st.text(max_size=40))
def test_what_was_let_in_is_read_whatever_the_rule(text: str) -> None:
    """A bound that has become narrower loses no file."""
    said = Entry().model_copy(update={"text": text, "line": text, "several": (text,) * 200, "count": -7})

    assert said == Entry.stored(said.model_dump_json())


@given(st.text())
def test_what_is_let_in_is_let_in_again_unchanged(text: str) -> None:
    """The rule changes nothing that it has let in."""
    try:
        taken = Entry(text=text).text
    except ValidationError:
        return
    assert taken == Entry(text=taken).text
    taken.encode()


def test_a_command_of_the_year_one_is_refused() -> None:
    """Its instant could not be told in the time of Hengyang."""
    act = {"act": "archive_case"}
    said = {"key": "k", "happened_at": "0001-01-01T00:00:00Z", "by": {"id": "p"}, "content": act}

    with pytest.raises(ValidationError, match="1949"):
        Command.model_validate(said)


@pytest.mark.parametrize(
    ("values", "told"), [(None, ""), ([], ""), ([""], ""), ([" 示例 "], "示例"), (["示例", "其他"], "示例")]
)
def test_of_a_field_of_a_form_the_first_value_counts(values: list[str] | None, told: str) -> None:
    """Without the blanks around it; nothing where the form says nothing."""
    assert first_said({} if values is None else {"place": values}, "place") == told
