"""The pages that people see, and the files these need; nothing is looked up by a name from a request."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.graph.sparql import PREFIXES
from kg.querying import shipped
from kg.reporting.page import SCRIPT, STYLE, TEMPLATES, environment
from kg.resources import CORPUS
from kg.serving import strings
from kg.serving.bodies import body
from kg.serving.claims import VERDICTS
from kg.serving.guarding import COOKIE, is_token, pass_of
from kg.serving.settings import Settings

_HERE = Path(__file__).parent
_STATIC = _HERE / "static"
_FILES = {"report.css": STYLE, "report.js": SCRIPT, **{path.name: path for path in _STATIC.iterdir()}}
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain"}
_SAMPLE = CORPUS / "xai-turbines.md"
_THEMES = ("auto", "light", "dark")


def static() -> list[Route]:
    """A route for each file that the pages need."""
    return [Route(f"/static/{name}", _sender(path), methods=["GET"]) for name, path in sorted(_FILES.items())]


class Pages:
    """Routes of the pages."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def check(self, request: Request) -> Response:
        """Paste a text, see its report."""
        return self._page(request, "check")

    async def sample(self, _request: Request) -> Response:
        """The article by which the page shows what it does."""
        return Response(_SAMPLE.read_bytes(), media_type="text/markdown")

    async def search(self, request: Request) -> Response:
        """Search over the claims of the store."""
        return self._page(request, "search", verdicts=VERDICTS)

    async def query(self, request: Request) -> Response:
        """SPARQL over the store, with the queries that ship."""
        return self._page(request, "query", queries=shipped(), prefixes=PREFIXES)

    async def login(self, request: Request) -> Response:
        """The way in: by the link that was printed, or by typing the token."""
        token, query = self._settings.token, request.query_params
        shown = query.get("token") if request.method == "GET" else await _typed(request)
        if token is None or (shown is not None and is_token(shown.encode(), token)):
            answer = RedirectResponse("/", 303)
            if token is not None:
                answer.set_cookie(COOKIE, pass_of(token), httponly=True, samesite="strict")
            return answer
        page = self._page(request, "login", refused=shown is not None)
        page.status_code = 401
        return page

    def _page(self, request: Request, name: str, **more: object) -> HTMLResponse:
        lang = language(request)
        theme = request.cookies.get("theme", "auto")
        page = templates().get_template(f"{name}.html.j2")
        content = page.render(
            lang=lang,
            theme=theme if theme in _THEMES else "auto",
            page=name,
            settings=self._settings,
            **more,
        )
        return HTMLResponse(content)


def language(request: Request) -> str:
    """The language chosen before, or the browser's first of those we speak; Chinese where it wants neither."""
    chosen = request.cookies.get("lang", "")
    wanted = [part.strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((lang for lang in (chosen, *wanted) if lang in strings.LANGUAGES), "zh")


@cache
def templates() -> jinja2.Environment:
    """The report's templates and ours, escaped alike."""
    ours = environment().overlay(loader=jinja2.FileSystemLoader([_HERE / "templates", TEMPLATES]))
    ours.globals = {**ours.globals, "our": strings.both, "say_our": strings.say}
    return ours


async def _typed(request: Request) -> str:
    return parse_qs((await body(request, 10_000)).decode("utf-8", "replace")).get("token", [""])[0]


def _sender(path: Path) -> Callable[[Request], Awaitable[Response]]:
    async def send(_request: Request) -> Response:
        return Response(path.read_bytes(), media_type=_MEDIA[path.suffix])

    return send
