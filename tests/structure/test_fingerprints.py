"""A case lives for years: whoever changes the order of a workflow's commands is told what that means."""

import ast
import json

from tools.fingerprints import BASELINE, COMMANDS, WAITS, _commands, _issuing, fingerprints

LESSON = """
工作流{name}发出的命令与基线不同。

  基线：{before}
  现在：{after}

在办案件的历史是按旧顺序写下的。重放时顺序对不上，工作流任务就会失败，案件停在原处，直到代码改回或者加上分支。
The histories of open cases were written in the old order. When they are replayed against the new one, their tasks fail and the
cases stand still.

1. 如果只是改了活动内部、法律规则或者不发命令的代码，基线不会变；请再看一遍改了什么。
2. 确需改变：用 workflow.patched("<日期>-<理由>") 让旧案走旧路，并在 tests/replay 中保留旧历史、录一份新历史（make history）。
3. tests/replay 全部通过后，运行 make fingerprints，把新的基线和修改放在同一个提交里。
4. 若可以证明没有在办案件（docket 中没有未归档的案件），可以不加分支，但要在 CHANGELOG.md 的"### Machine"中写明。
"""


def test_no_workflow_issues_other_commands_than_its_baseline() -> None:
    """The commands of every workflow and of its parts, in the order of the source, are those reviewed with its histories."""
    baseline: dict[str, list[str]] = json.loads(BASELINE.read_text(encoding="utf-8"))

    for name, after in fingerprints().items():
        before = baseline.get(name, [])
        assert after == before, LESSON.format(name=name, before=before, after=after)


def test_the_baseline_knows_no_workflow_that_is_gone() -> None:
    """A workflow leaves the baseline only when no case of its kind is open."""
    baseline = json.loads(BASELINE.read_text(encoding="utf-8"))

    assert set(baseline) == set(fingerprints())


def test_an_added_timer_is_seen() -> None:
    """What issues a command is found wherever it stands; what issues none is not."""
    source = """
class Sample:
    async def run(self):
        await workflow.execute_activity_method(Acts.judge, 1)
        await workflow.wait_condition(lambda: True)
        await workflow.wait_condition(lambda: asyncio.sleep(1), timeout=TWO)
        if workflow.patched("2027-01-01-sample"):
            workflow.set_current_details("")
"""
    sample = ast.parse(source).body[0]
    assert isinstance(sample, ast.ClassDef)

    assert [
        "run: execute_activity_method(Acts.judge)",
        "run: wait_condition()",
        "run: sleep(1)".replace("sleep", "asyncio.sleep"),
        "run: patched('2027-01-01-sample')",
    ] == _commands(sample)


def test_the_order_of_a_workflow_s_parts_is_seen() -> None:
    """What a workflow has its parts do, one after the other, is as fixed as what it does itself."""
    source = """
class Sample:
    async def run(self):
        await self._part.waits()
        await self._part.reads()
        self._part.starts()
        await workflow.sleep(1)

class Part:
    async def waits(self):
        await self._inner.sleeps()
    async def reads(self):
        return self._known
    def starts(self):
        self._task = asyncio.create_task(self._sends())
    async def _sends(self):
        await workflow.execute_activity(send)

class Inner:
    async def sleeps(self):
        await workflow.sleep(1)
"""
    classes = [node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]

    assert ["run: > self._part.waits", "run: > self._part.starts", "run: sleep(1)"] == _commands(
        classes[0], _issuing(classes)
    )


def test_every_command_of_the_sdk_is_watched() -> None:
    """A new kind of command in the SDK is named here before it is used."""
    from temporalio import workflow  # noqa: PLC0415  only this test asks the SDK

    starts = (
        "start_",
        "execute_",
        "upsert_",
        "continue_",
        "patched",
        "deprecate_",
        "get_external_",
        "sleep",
        "create_nexus",
    )
    offered = {
        f"workflow.{name}" for name in dir(workflow) if name.startswith(starts) and callable(getattr(workflow, name))
    }

    assert offered <= {*COMMANDS, WAITS}
