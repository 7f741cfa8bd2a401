"""What the API says of a field, the terminal says of the option that is typed for it."""

from typing import Any

import pytest
from typer.main import get_command

from cli.main import app
from cli.spoken_fields import told_where


def typed(words: str, **params: object) -> Any:  # noqa: ANN401  typer's own context
    """Return the context of a command that is being run."""
    command: Any = get_command(app)
    for word in words.split():
        command = command.commands[word]
    context = command.context_class(command, info_name=words)
    context.params.update(params)
    return context


@pytest.mark.parametrize(
    ("words", "sentence", "field", "told"),
    [
        ("patrol open", "确需巡查的，写明理由（reason）", "on", "确需巡查的，写明理由（--reason）"),
        ("convene", "须同时注明情况紧急（is_urgent）", "consented_by", "须同时注明情况紧急（--urgent）"),
        ("convene", "“衡山县”就是发生地", "counties", "--county：“衡山县”就是发生地"),
        ("complain", "“举报原文”（complaint.text）不能为空", "complaint.text", "“举报原文”（--text）不能为空"),
        ("find", "缺少“摘要”（summary），请补充", "summary", "缺少“摘要”（--text），请补充"),
        ("find", "须是下列之一：water（水）", "", "须是下列之一：water（水）"),
        ("case show", "没有这个案卷", "file_no", "没有这个案卷"),
    ],
)
def test_an_option_is_named_in_the_place_of_its_field(words: str, sentence: str, field: str, told: str) -> None:
    """Whatever it is called there; where the sentence names none, that of the field it is about goes before."""
    with typed(words):
        assert told == told_where(sentence, field)


@pytest.mark.parametrize(
    ("act", "sentence", "field", "told"),
    [
        ("answer_disclosure_request", "须写明事由", "withheld", "--set withheld=…：须写明事由"),
        ("decide_reconsideration", "期限（redo_by）只用于", "redo_by", "期限（--set redo_by=…）只用于"),
        (
            "decide_penalty",
            "“条款”（basis[0].article）不能为空",
            "basis[0].article",
            "--set basis=…：“条款”（basis[0].article）不能为空",
        ),
        ("inspect_site", "须有两名以上执法人员", "officers", "--officer：须有两名以上执法人员"),
        (
            "report_patrol_finding",
            "写明另立（new）还是并入（join）",
            "goes",
            "--set goes=…：写明另立（new）还是并入（join）",
        ),
        ("立案", "现在不能办理", "act", "现在不能办理"),
    ],
)
def test_what_an_act_says_is_written_by_set(act: str, sentence: str, field: str, told: str) -> None:
    """A field of the act that is being done; values in brackets stay what they are."""
    with typed("act", name=act, sets=[]):
        assert told == told_where(sentence, field)


def test_outside_a_command_a_sentence_stays_as_it_is() -> None:
    """Nobody types anything there."""
    assert "写明理由（reason）" == told_where("写明理由（reason）", "reason")
