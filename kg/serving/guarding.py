"""Who may call, and what a browser may do with the answer."""

from __future__ import annotations

import hashlib
import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serving.problems import problem
from kg.serving.settings import Settings

COOKIE = "kg"
OPEN = ("/login", *(f"/static/{name}" for name in ("report.css", "report.js", "serve.css", "serve.js")))
"""Without the token: the way in, and what it looks like."""
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",  # drafts are confidential
}


class Guard:
    """Around the application: the Host header, the page a request comes from, the token; headers on every answer.

    A name that is not ours is a page elsewhere that points its own name at this machine (DNS rebinding); an address
    cannot be pointed. Browsers say which page a request comes from, other clients say nothing.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._names = {"localhost", settings.host.lower(), *(name.lower() for name in settings.names)}
        self._token = settings.token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self._refused(HTTPConnection(scope), scope["method"])
        await (refused or self._app)(scope, receive, with_headers)

    def _refused(self, call: HTTPConnection, method: str) -> ASGIApp | None:
        host = call.headers.get("host", "")
        if not self._is_ours(host):
            return problem(421, "Misdirected Request", f"Host: {host[:80]}: 不是本机的名字 / not a name of this server")
        if _from_elsewhere(call.headers, host, method):
            return problem(403, "Forbidden", "请求来自别的网页 / the request comes from another site")
        if self._token and call.url.path not in OPEN and not admitted(call, self._token):
            if method == "GET" and "text/html" in call.headers.get("accept", ""):
                return RedirectResponse("/login", 303)
            return problem(401, "Unauthorized", "需要令牌 / a token is needed: Authorization: Bearer …")
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return name in self._names or bool(ip_address(name))
        except ValueError:  # neither a host nor an address
            return False


def _from_elsewhere(headers: Headers, host: str, method: str) -> bool:
    """True for what a browser sends from another site's page; a link followed to a page of ours is none."""
    site = headers.get("sec-fetch-site", "none")
    if method in ("GET", "HEAD"):
        return site in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate"
    origin = headers.get("origin")
    return site not in ("none", "same-origin") or (origin is not None and origin.partition("://")[2] != host)


def admitted(call: HTTPConnection, token: str) -> bool:
    """True where the caller shows the token, in the header or by the cookie that the way in has left."""
    scheme, _, shown = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return is_token(shown.strip().encode("latin-1"), token)  # as headers are decoded
    return hmac.compare_digest(call.cookies.get(COOKIE, "").encode(), pass_of(token).encode())


def is_token(shown: bytes, token: str) -> bool:
    """Compared in a time that tells nothing of where the two differ."""
    return hmac.compare_digest(shown, token.encode())


def pass_of(token: str) -> str:
    """What the cookie holds: proof of the token, not the token."""
    return hmac.new(token.encode(), b"kg serve", hashlib.sha256).hexdigest()
