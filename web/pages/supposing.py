"""What if an act had happened on another day: how the terms would move; nothing is changed by looking (假设推演)."""

from starlette.responses import Response

from console.file_view import FileView
from console.what_if import TERM_CHANGES, told
from judging.what_if import Supposed
from models.acts.terms import TermLapses, TermNearsEnd
from web.filling import Choice
from web.house import Reader
from web.pages.files import address, number_in, view_of


async def show(reader: Reader) -> Response:
    """Ask which act on which day, and show what would differ."""
    file_no = number_in(reader)
    view = await view_of(reader, file_no)
    act, day = (reader.request.query_params.get(name, "").strip() for name in ("act", "day"))
    found, lines = None, []
    if act and day:
        answer = await reader.api.get(f"{address(file_no)}/what-if", {"change": f"{act}={day}"})
        found, lines = Supposed.model_validate(answer), told(answer)
    return reader.page(
        "what_if.html",
        file_no=file_no,
        view=view,
        choices=_choices(view, act),
        day=day,
        found=found,
        lines=lines,
        changes=TERM_CHANGES,
    )


def _choices(view: FileView, chosen: str) -> list[Choice]:
    """Return the acts that may be supposed on another day: those that count and that time itself did not do."""
    return [
        Choice(str(act.no), f"第{act.no}号　{act.content.called}　{act.day.isoformat()}", str(act.no) == chosen)
        for act in view.acts
        if not isinstance(act.content, TermNearsEnd | TermLapses)
        and not (act.no in view.amended and view.amended[act.no].now is None)
    ]
