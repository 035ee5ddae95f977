"""The JSON API: the objects of the command line's JSON lines, by HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KgError
from kg.reporting import FORMS
from kg.serving import work
from kg.serving.bodies import Given, given
from kg.serving.problems import Problem
from kg.serving.records import Record
from kg.serving.settings import Settings
from kg.serving.workers import DiedError, TooLongError, Workers

T = TypeVar("T")
REPORTS = {
    "html": "text/html",
    "markdown": "text/markdown",
    "json": "application/json",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "turtle": "text/turtle",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "claimreview": "application/ld+json",
}
"""Forms of the report and their media types; a PDF would start a browser, and is for the command line."""


class Checking:
    """Routes that read a text and answer with what is in it. workers: those that `work.prepare` has made ready."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings, self._workers = settings, workers
        limit = settings.limit
        self._judging: dict[str, Any] = {"limit": limit, "folders": settings.checks, "reviews": settings.reviews}
        self.quantities = self._records(partial(work.quantities, limit=limit))
        self.extract = self._records(partial(work.extracted, limit=limit))
        self.check = self._records(partial(work.checked, **self._judging))
        self.texts = self._records(partial(work.texts, limit=limit), always=True)

    async def shown(self, request: Request) -> Response:
        """The report for the page that shows it."""
        function = partial(work.shown, **self._judging)
        return Json(await self._done(await given(request, self._settings), function))

    async def report(self, request: Request) -> Response:
        """The report as a file, in the form that `?format=` names."""
        form = request.query_params.get("format", "html")
        if form not in REPORTS:
            raise Problem(400, "Bad Request", f"format={form[:40]}: {', '.join(REPORTS)}", parameter="format")
        page = await self._done(await given(request, self._settings), partial(work.report, **self._judging, form=form))
        # On our origin a report would be one of our pages: it carries its own policy, and is saved, not opened.
        headers = {"Content-Disposition": f'attachment; filename="report{FORMS[form]}"'}
        return Response(page, media_type=REPORTS[form], headers=headers)

    def _records(self, function: Callable[[Given], list[Record]], *, always: bool = False) -> Any:
        """A route that answers with one record, or a list or lines of them where such were given.

        always: it is a list whatever was given.
        """

        async def route(request: Request) -> Response:
            sent = await given(request, self._settings)
            records = await self._done(sent, function)
            if sent.lines and not always:
                return Response("".join(f"{_json(record)}\n" for record in records), media_type="application/x-ndjson")
            if always or len(records) > 1:
                return Json(records)
            (record,) = records or [{"id": None, "error": "没有文章 / no article"}]
            if "error" in record:
                raise unreadable(record["error"], record["id"])
            return Json(record)

        return route

    async def _done(self, sent: Given, function: Callable[[Given], T]) -> T:
        seconds = self._settings.seconds
        try:
            return await self._workers.run(seconds, function, sent)
        except KgError as error:
            raise unreadable(str(error)) from error
        except TooLongError as error:
            detail = f"超过 {seconds:g} 秒的上限，请分段 / over the limit of {seconds:g} s: send it in parts"
            raise Problem(422, "Takes Too Long", detail, seconds=seconds) from error
        except DiedError as error:
            raise Problem(422, "Takes Too Much Memory", "所需内存过多，请分段 / send it in parts") from error


class Json(JSONResponse):
    """JSON as the command line writes it."""

    def render(self, content: Any) -> bytes:
        return _json(content).encode()


def unreadable(detail: str, article: Path | str | None = None) -> Problem:
    """The problem of a text that cannot be read."""
    return Problem(422, "Unprocessable Content", detail, **({"article": article} if article else {}))


def _json(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False, allow_nan=False)
