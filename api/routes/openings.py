"""What opens a file of each kind."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import APIRouter, Response

from api.alarms import take_alarm
from api.forms import PlacedForm
from api.identity import TheSender
from api.opening import Opened, Sender, open_file
from api.opening_acts import OPENINGS, AlarmForm, OpeningAct
from api.world import TheWorld, World

router = APIRouter(prefix="/v1", tags=["开立案卷"])

Opens = Callable[[World, Sender, PlacedForm], Awaitable[Opened]]
"""How a file is opened: in earnest, or as a rehearsal."""


def enter(router: APIRouter, opening: OpeningAct, opened: Opens, *, name: str, summary: str, description: str) -> None:
    """Enter an address at which files of one kind are opened, in the form of its opening act."""

    async def post(world: TheWorld, sender: TheSender, form: PlacedForm, response: Response) -> Opened:
        receipt = await opened(world, sender, form)
        if receipt.repeated:  # a file that this command had opened before
            response.status_code = HTTPStatus.OK
        return receipt

    post.__annotations__["form"] = opening.form
    router.add_api_route(
        f"/{opening.address}",
        post,
        methods=["POST"],
        status_code=HTTPStatus.CREATED,
        name=name,
        summary=summary,
        description=description,
    )


async def _opened(world: World, sender: Sender, form: PlacedForm) -> Opened:
    """Open a file; what is gathered into one that is there already, is put there."""
    return await (take_alarm(world, sender, form) if isinstance(form, AlarmForm) else open_file(world, sender, form))


for _opening in OPENINGS:
    enter(
        router,
        _opening,
        _opened,
        name=f"post_{_opening.address}",
        summary=f"{_opening.said}，取得{_opening.kind.label}编号",
        description=_opening.told,
    )
