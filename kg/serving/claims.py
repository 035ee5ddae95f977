"""Search over the claims of the store."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serving.answering import Search, searched
from kg.serving.api import Json
from kg.serving.problems import Problem
from kg.serving.settings import Settings
from kg.serving.sparql import run
from kg.serving.workers import Workers

VERDICTS = ("inconsistent", "implausible", "consistent", "unverifiable", "unchecked")
_LONGEST = 200  # characters of what is searched for
_MOST = 500  # claims of one answer


class Claims:
    """The route /claims. workers: those that have the store open."""

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


def _whole(request: Request, name: str, default: int, most: int) -> int:
    given = request.query_params.get(name, str(default))
    if not given.isascii() or not given.isdigit() or len(given) > 9 or int(given) > most:
        raise Problem(400, "Bad Request", f"{name}={given[:40]}: 0 … {most}", parameter=name)
    return int(given)
