"""What opens a file of each kind."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from api.forms import OPENINGS, OpeningAct, OpeningForm
from api.identity import TheSender
from api.opening import open_file
from api.world import TheWorld
from models.file import Receipt

router = APIRouter(prefix="/v1", tags=["开立案卷"])


def answered(receipt: Receipt, response: Response) -> Receipt:
    """Answer 201 for a file opened now, 200 for one that this command had opened before."""
    if receipt.repeated:
        response.status_code = HTTPStatus.OK
    return receipt


def _opens(opening: OpeningAct) -> None:
    """Enter where one kind of file is opened."""

    async def post_opening(world: TheWorld, sender: TheSender, form: OpeningForm, response: Response) -> Receipt:
        return answered(await open_file(world, sender, form), response)

    post_opening.__annotations__["form"] = opening.form
    router.add_api_route(
        f"/{opening.address}",
        post_opening,
        methods=["POST"],
        status_code=HTTPStatus.CREATED,
        name=f"post_{opening.address}",
        summary=f"{opening.said}，取得{opening.kind.label}编号",
        description=opening.told,
    )


for _opening in OPENINGS:
    _opens(_opening)
