"""What is signed instead of bearing a token (签名报送): alarms, as Standard Webhooks has it.

The sender is named in a header, and its signature is made with the secret that it shares with us: the one by which it
knows our feedback. A signature holds for some minutes; whoever sends again signs anew, under the same number.
"""

from http import HTTPStatus

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from standardwebhooks import Webhook, WebhookVerificationError

from api.problems import Refusal

SIGNED = "/v1/alarms"
"""The one address at which a signature will do."""
SYSTEM, MESSAGE, SIGNATURE = "gridcase-system", "webhook-id", "webhook-signature"


def is_signed(request: Request) -> bool:
    """Tell whether a request says by a signature who sends it."""
    is_posted = request.method == "POST" and request.url.path == SIGNED
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
    request.state.asking = known[0]
    request.state.actor = known[0].id
    request.state.signed_key = request.headers[MESSAGE]


def _is_right(secret: str, body: bytes, request: Request) -> bool:
    try:
        Webhook(secret).verify(body, dict(request.headers), json_parse=False)
    except (WebhookVerificationError, ValueError):
        return False
    return True
