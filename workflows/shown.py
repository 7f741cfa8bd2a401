"""What the Temporal UI shows of a file: search attributes and a line of current details, without personal data."""

from collections.abc import Mapping

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from workflows.attributes import ATTRIBUTES


class Shown:
    """What this run has shown already."""

    def __init__(self, file_no: str) -> None:
        self._file_no = file_no
        self._attributes: dict[str, str] = {}

    def show(self, attributes: Mapping[str, str], stage: str, judged: int) -> None:
        """Show where a file stands, of which so many acts are judged."""
        changed = {name: value for name, value in attributes.items() if self._attributes.get(name) != value}
        if changed:
            workflow.upsert_search_attributes([ATTRIBUTES[name].value_set(value) for name, value in changed.items()])
            self._attributes.update(changed)
        workflow.set_current_details(f"{self._file_no}：{stage}；行为{judged}项")
