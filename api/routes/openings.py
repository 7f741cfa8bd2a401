"""Findings and complaints: what opens a file."""

from http import HTTPStatus

from fastapi import APIRouter, Response

from api.forms import ComplaintForm, FindingForm
from api.identity import TheSender
from api.opening import open_file
from api.world import TheWorld
from models.file import Receipt

router = APIRouter(prefix="/v1", tags=["开立案卷"])


@router.post("/findings", status_code=HTTPStatus.CREATED, summary="上报巡查发现，取得案件编号")
async def post_finding(world: TheWorld, sender: TheSender, form: FindingForm, response: Response) -> Receipt:
    """一次巡查、检查或者监测发现开立一个案件。同一个幂等键原样重发，得到同一个案件编号（200，repeated=true）。"""
    return answered(await open_file(world, sender, form), response)


@router.post("/complaints", status_code=HTTPStatus.CREATED, summary="提交投诉举报，取得举报件编号")
async def post_complaint(world: TheWorld, sender: TheSender, form: ComplaintForm, response: Response) -> Receipt:
    """一件投诉举报开立一个举报件；受理后转交办理的，另行开立案件。举报人和举报原文单独加密封存，不进入案卷。"""
    return answered(await open_file(world, sender, form), response)


def answered(receipt: Receipt, response: Response) -> Receipt:
    """Answer 201 for a file opened now, 200 for one that this command had opened before."""
    if receipt.repeated:
        response.status_code = HTTPStatus.OK
    return receipt
