"""What is signed instead of bearing a token (签名报送): alarms, transfers and acts, as Standard Webhooks has it.

The sender is named in a header, and its signature is made with the secret that it shares with us: the one by which it
knows our feedback. A signature holds for some minutes; whoever sends again signs anew, under the same number.
"""

import re
from http import HTTPStatus

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from standardwebhooks import Webhook, WebhookVerificationError

from api.problems import Refusal

SIGNED = re.compile(r"/v1/(alarms|transfers|files/(?P<file_no>Y\d{4}-\d{6})/acts)")
"""Where a signature will do: to report an alarm, to transfer a matter here, to answer what was transferred there."""
SYSTEM, MESSAGE, SIGNATURE = "gridcase-system", "webhook-id", "webhook-signature"


def is_signed(request: Request) -> bool:
    """Tell whether a request says by a signature who sends it."""
    is_posted = request.method == "POST" and SIGNED.fullmatch(request.url.path) is not None
    return is_posted and SIGNATURE in request.headers and "authorization" not in request.headers


async def signed_by(request: Request, body: bytes) -> None:
    """Note who has signed a request and under which number; refuse a signature of nobody's, or of another body."""
    signer = request.app.state.world.registry.signer
    known = await run_in_threadpool(signer, request.headers.get(SYSTEM, ""))
    if known is None or not any(_is_right(secret, body, request) for secret in known[1]):
        sentence = (
            f"签名无效：请求头 {SYSTEM} 须为登记的系统编号，{MESSAGE}、webhook-timestamp、{SIGNATURE} "
            "按 Standard Webhooks 用双方共用的签名密钥生成，时间与本机相差不超过五分钟"
        )
        raise Refusal(HTTPStatus.UNAUTHORIZED, "bad-signature", "身份不明", sentence)
    _is_for_this_file(request)
    request.state.asking = known[0]
    request.state.actor = known[0].id
    request.state.signed_key = request.headers[MESSAGE]


def _is_for_this_file(request: Request) -> None:
    """Refuse the answer to one file at another one's address: number and body are signed, the address is not."""
    match = SIGNED.fullmatch(request.url.path)
    no = match["file_no"] if match else None
    if no is not None and not request.headers.get(MESSAGE, "").startswith(f"{no}/"):
        sentence = f"以签名办理“{no}”的，{MESSAGE} 须以该编号开头（如“{no}/1”），另一案卷的签名不能用于本案卷"
        raise Refusal(HTTPStatus.UNAUTHORIZED, "signed-for-another", "身份不明", sentence)


def _is_right(secret: str, body: bytes, request: Request) -> bool:
    try:
        Webhook(secret).verify(body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True
