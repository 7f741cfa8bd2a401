"""From the public form to a complaint (网上举报): what was entered becomes our form; photographs lose what betrays.

A report is opened as any other complaint, in the name of the form itself: it waits for the answer as a system does.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from api.doors.fields import Fields
from api.forms import ComplaintForm
from api.intake import NO_TEXT
from api.opening import Sender
from api.problems import Refusal, forbidden
from api.words import sentence_of
from api.world import World
from evidence.media import MEGABYTE, PICTURES, Unfit, medium_of
from evidence.pictures import thumbnail
from models.people import Actor
from models.senders import PUBLIC_FORM
from models.values import first_said
from registry.privacy import masked
from web.origin import from_our_host

THE_FORM = Actor(id=PUBLIC_FORM, kind="system")
COOKIE = "gridcase_report"
PHOTOS, PHOTO_BYTES, LARGE = 3, 8 * MEGABYTE, 4096
"""How many photographs come with a report, how large one may be, and its longest side as it is kept."""
LONGEST_PLACE = 200
OURS = {"happened_at": "text", "complaint": "text", "channel": "text", "named": "reporter"}
"""Where on the page something stands that our form calls otherwise."""
UNSHOWN = "文字中含有不能录入的字符，已经去掉；请核对以后重新提交"
MISSING = {"grid": "请选择乡镇（街道）", "pollution": "请选择是什么问题，可以选几项", "text": "请填写举报内容"}


class Wrong(Exception):  # noqa: N818  an answer, not an error
    """What is wrong with the fields of a form, each in a sentence."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("；".join(errors.values()))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered, to be shown again where something is wrong with it."""

    grid: str = ""
    place: str = ""
    pollution: Sequence[str] = ()
    text: str = ""
    reporter: str = ""
    contact: str = ""


def entered(said: Fields) -> Entered:
    """Return what was entered, without what no page can show."""
    shown = {name: [NO_TEXT.sub("", value) for value in values] for name, values in said.items()}
    one = {name: first_said(shown, name) for name in ("grid", "place", "text", "reporter", "contact")}
    return Entered(**one, pollution=tuple(shown.get("pollution", ())))


def form_from(given: Entered, refused: Mapping[str, Refusal]) -> ComplaintForm:
    """Return what was entered in our form; `refused` is why fields cannot be taken as they came, by their names.

    Raises:
        Wrong: something is missing or impossible.
    """
    if refused:
        raise Wrong(_wrong_with(refused))
    missing = {name: sentence for name, sentence in MISSING.items() if not getattr(given, name)}
    if missing:
        raise Wrong(missing)
    words = {"text": given.text, "reporter": given.reporter, "contact": given.contact}
    names = [name for name in (given.reporter, given.contact) if name]
    place = masked(given.place, names)
    if max(len(given.place), len(place)) > LONGEST_PLACE:
        raise Wrong({"place": f"具体地点最多{LONGEST_PLACE}个字，其他情况写在举报内容中"})
    try:
        return ComplaintForm.model_validate(
            {
                "grid": given.grid,
                "place": place,
                "pollution": list(dict.fromkeys(given.pollution)),
                "channel": "web",
                "complaint": words,
                "named": bool(given.reporter and given.contact),
            }
        )
    except ValidationError as error:
        rows = error.errors(include_url=False, include_input=False)
        raise Wrong({_on_the_page(row["loc"]): sentence_of(row) for row in rows}) from None


def _wrong_with(refused: Mapping[str, Refusal]) -> dict[str, str]:
    return {
        name if name in Entered.__dataclass_fields__ else "text": (
            UNSHOWN if refusal.code == "not-text" else refusal.sentence
        )
        for name, refusal in refused.items()
    }


def _on_the_page(loc: Sequence[int | str]) -> str:
    names = [str(step) for step in loc]
    own = names[-1] if names and names[0] == "complaint" and len(names) > 1 else (names or ["text"])[0]
    return OURS.get(own, own)


def sender_of(key: str) -> Sender:
    """Return who sends what was entered in one form; what stands in the file does not tell the form's own key."""
    return Sender(THE_FORM, hashlib.sha256(f"report {key}".encode()).hexdigest()[:32])


def bare_photos(files: Sequence[UploadFile], folder: Path) -> list[Path]:
    """Return photographs as pixels alone, in a folder: nothing is left that a telephone wrote of its owner.

    Raises:
        Wrong: one is no photograph, broken, or too large.
    """
    return [_bare(file, f"照片{number}", folder / str(number)) for number, file in enumerate(files, start=1)]


def _bare(file: UploadFile, called: str, received: Path) -> Path:
    if (file.size or 0) > PHOTO_BYTES:
        raise Wrong({"photo": f"{called}超过{PHOTO_BYTES // MEGABYTE}MB，请降低清晰度后重新选择"})
    received.write_bytes(file.file.read())
    try:
        medium_of(received, called, PICTURES.values())
    except Unfit as unfit:
        raise Wrong({"photo": unfit.sentence}) from None
    bare = received.with_suffix(".jpg")
    bare.write_bytes(thumbnail(received, LARGE))
    return bare


def keep_photos(world: World, file_no: str, photos: Sequence[Path]) -> int:
    """Keep the photographs of a report with its file, and return how many it has; no more than one form can bring."""
    there = [one for one in world.materials.listed(file_no) if one.received_by == PUBLIC_FORM]
    for number, path in enumerate(photos, start=1):
        if len(there) >= PHOTOS:
            break
        material, repeated = world.materials.keep(file_no, path, f"举报照片{number}.jpg", THE_FORM, "随网上举报提交")
        there += [] if repeated else [material]
    return len(there)


def new_key() -> str:
    """Return the key of one form: sent twice, it counts once, and its code opens the answer."""
    return secrets.token_urlsafe(18)


def seal_of(cookie: str, key: str) -> str:
    """Return what a form carries that was opened in this browser; another site cannot know it."""
    return hmac.new(cookie.encode(), f"gridcase report form {key}".encode(), hashlib.sha256).hexdigest()


def must_be_ours(request: Request, key: str, seal: str) -> None:
    """Refuse a form that was not opened in this browser, or not here."""
    cookie = request.cookies.get(COOKIE, "")
    if not (
        cookie and key and from_our_host(request) and hmac.compare_digest(seal.encode(), seal_of(cookie, key).encode())
    ):
        sentence = "这张举报表已经失效，或者浏览器没有保存 Cookie，没有提交；请打开新的举报表重新填写，或者拨打 12369"
        raise forbidden("stale-form", sentence)
