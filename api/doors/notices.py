"""What a platform says later of a work order (催办、督办、时限调整、退单答复), as an act in the complaint's file."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from fastapi.concurrency import run_in_threadpool
from pydantic import JsonValue, ValidationError

from api.doors.mapping import SAYS, Noticed
from api.forms import ActForm
from api.kept_names import names_kept
from api.opening import Sender
from api.problems import impossible
from api.reading import readable
from api.words import sentence_of
from api.world import World
from judging.record import Record
from judging.step import name_of
from models.acts import Act
from models.acts.work_order import RecordReturnAccepted, RecordReturnRefused, ReturnOrder
from models.people import Actor
from registry.privacy import masked

ANSWERS = (name_of(RecordReturnAccepted), name_of(RecordReturnRefused))
"""The notices that answer a return, and so are about it."""
NOTICES = frozenset(act for act, _, _ in SAYS.values())


def notice_from(
    actor: Actor, receipt: str, said: Mapping[str, JsonValue], dated: Mapping[str, str], acts: Sequence[Act]
) -> Sender:
    """Return who sends a notice, under a key of its own words: sent twice it counts once; `acts` are those of the file.

    Where it says no hour, the same words may be another notice: urged again on another day, or a deadline that was
    moved in between and is moved back. So its day (of arrival where it says none) and the last other notice of the
    file stand in the key.
    """
    if "happened_at" in dated:
        return Sender(actor, _key(receipt, said))
    key = _key(receipt, said, dated["on"])
    own = Sender(actor, key).command_key
    others = (act.no for act in acts if act.name in NOTICES and not act.key.startswith(own))
    return Sender(actor, f"{key}-{max(others, default=0)}")


def _key(*parts: object) -> str:
    words = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return f"notice-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


async def fitted(world: World, actor: Actor, file_no: str, noticed: Noticed) -> ActForm:
    """Return a notice as our act: its words name no reporter, an answer is about the return asked for.

    Raises:
        Refusal: a day is none, or there is no return to be answered.
    """
    names = await run_in_threadpool(names_kept, world, file_no)
    fields = {name: masked(said, names) if isinstance(said, str) else said for name, said in noticed.fields.items()}
    if noticed.act in ANSWERS:
        asked = Record.of((await readable(world, actor, file_no)).acts).last(ReturnOrder)
        if asked is None:
            raise impossible("no-return-asked", "本工单没有申请退单，不能答复退单", field="act")
        fields["of"] = asked.no
    try:
        return ActForm.model_validate({"act": noticed.act, "fields": fields, **noticed.dated})
    except ValidationError as error:
        row = error.errors(include_url=False, include_input=False)[0]
        raise impossible("bad-notice", f"通知的内容不合要求：{sentence_of(row)}") from None
