"""Drafts of forms on the page: kept by a button or as one types, told, and begun anew."""

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from registry.form_drafts import Draft, Form
from web.filling import Entered
from web.house import Reader
from web.telling import when

KEEP, DISCARD = "_keep", "_discard"
"""The buttons that keep a draft, and destroy it."""
OWN = "_"
"""How the names of buttons begin, which are nothing that was typed."""
TYPED = ("_seek.", "_new.", "_kind", "_drawn")
"""Names that begin so and are kept all the same."""


async def kept_as(reader: Reader, form: Form, entered: Entered) -> str:
    """Keep what was typed, and say so."""
    now = datetime.now(UTC)
    typed = {name: given for name, given in entered.items() if not name.startswith(OWN) or name.startswith(TYPED)}
    if not await run_in_threadpool(reader.house.drafts.keep, form, typed, now):
        return "填写的内容太长，草稿没有存下；请缩短后再存"
    return f"草稿已于{when(now)}存下，只有您本人能打开"


def told_of(draft: Draft) -> str:
    """Say that a form is filled in with a draft."""
    return f"已恢复您{when(draft.kept_at)}存下的草稿，还没有办理；提交以前请核对"
