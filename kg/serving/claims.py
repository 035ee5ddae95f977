"""What the store holds: search over its claims, and its articles."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.answering import Search, listed, searched, stored
from kg.serving.api import Json
from kg.serving.problems import Problem
from kg.serving.settings import Settings
from kg.serving.sparql import run
from kg.serving.workers import Workers

VERDICTS = ("inconsistent", "implausible", "consistent", "unverifiable", "unchecked")
_LONGEST = 200  # characters of what is searched for
_MOST = 500  # claims of one answer
_LISTED = 1000  # articles to choose from


class Stored:
    """The routes /claims and /articles. workers: those that have the store open."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings, self._workers = settings, workers

    async def found(self, request: Request) -> Response:
        """{"claims": […], "more": …}: those that hold every word of ?q=, the latest article's first."""
        query = request.query_params
        verdict = query.get("verdict", "")
        if verdict not in ("", *VERDICTS):
            raise Problem(400, "Bad Request", f"verdict={verdict[:40]}: {', '.join(VERDICTS)}", parameter="verdict")
        search = Search(
            words=query.get("q", "")[:_LONGEST],
            dimension=query.get("dimension", "")[:_LONGEST],
            verdict=verdict,
            offset=_whole(request, "offset", 0, 1_000_000),
            limit=_whole(request, "limit", 50, _MOST),
        )
        return Json(await run(self._workers, self._settings.query_seconds, searched, search))

    async def articles(self, _request: Request) -> Response:
        """[{"name", "title", "publisher", "date"}]: the articles that can be chosen, the latest first."""
        return Json(await run(self._workers, self._settings.query_seconds, listed, _LISTED))

    async def article(self, request: Request) -> Response:
        """One article as a record, to be checked."""
        digits = request.path_params["digits"]
        if not digits.isascii() or not digits.isalnum():
            raise Problem(404, "Not Found", f"{digits[:40]}: 没有这篇 / no such article")
        return Json(await run(self._workers, self._settings.query_seconds, stored, digits))


def _whole(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, str(default))
    if not given.isascii() or not given.isdigit() or len(given) > 9 or int(given) > most:
        raise Problem(400, "Bad Request", f"{name}={given[:40]}: 0 … {most}", parameter=name)
    return int(given)
