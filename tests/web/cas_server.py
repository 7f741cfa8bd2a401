"""A small CAS server (protocol 2.0, with attributes as 3.0 has them): signs in whoever asks, gives tickets for one use.

`python -m tests.web.cas_server PORT SERVICE`: the service is the one address that it is registered for.
"""

import secrets
import sys
from urllib.parse import urlencode
from xml.sax.saxutils import escape

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

SPACE = 'xmlns:cas="http://www.yale.edu/tp/cas"'


def application(registered: str) -> Starlette:
    """Return the server, for one service."""
    tickets: dict[str, tuple[str, str]] = {}

    def ours(service: str) -> bool:
        return service.partition("?")[0] == registered

    async def ask(request: Request) -> Response:
        service = request.query_params.get("service", "")
        return HTMLResponse("<form method=post><input name=name></form>", 200 if ours(service) else 403)

    async def enter(request: Request) -> Response:
        service, form = request.query_params.get("service", ""), await request.form()
        if not ours(service):
            return PlainTextResponse("unauthorised service", 403)
        ticket = f"ST-{secrets.token_urlsafe(24)}"
        tickets[ticket] = (str(form.get("name", "")), service)
        return RedirectResponse(f"{service}&{urlencode({'ticket': ticket})}", 302)

    async def validate(request: Request) -> Response:
        asked = request.query_params
        name, service = tickets.pop(asked.get("ticket", ""), ("", ""))
        if not name or service != asked.get("service"):
            code = "INVALID_SERVICE" if name else "INVALID_TICKET"
            said = f'<cas:authenticationFailure code="{code}">no</cas:authenticationFailure>'
        else:
            more = (
                ""
                if "/p3/" not in request.url.path
                else f"<cas:attributes><cas:number>{escape(name)}</cas:number></cas:attributes>"
            )
            said = f"<cas:authenticationSuccess><cas:user>{escape(name)}</cas:user>{more}</cas:authenticationSuccess>"
        return Response(f"<cas:serviceResponse {SPACE}>{said}</cas:serviceResponse>", media_type="application/xml")

    routes = [
        Route("/cas/login", ask),
        Route("/cas/login", enter, methods=["POST"]),
        Route("/cas/serviceValidate", validate),
        Route("/cas/p3/serviceValidate", validate),
    ]
    return Starlette(routes=routes)


if __name__ == "__main__":
    uvicorn.run(application(sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
