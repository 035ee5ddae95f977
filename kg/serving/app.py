"""The application: which route answers what, behind the guard."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg import __version__
from kg.serving import answering, work
from kg.serving.api import Checking, Json
from kg.serving.claims import Stored
from kg.serving.guarding import Guard
from kg.serving.pages import Pages, static
from kg.serving.problems import Problem, problem, told
from kg.serving.reviews import Reviewing
from kg.serving.settings import Settings
from kg.serving.sparql import Endpoint
from kg.serving.workers import Workers

_OPENAPI = Path(__file__).with_name("openapi.json")
_CHECK_MEMORY = 4_000_000_000  # bytes; ten thousand numbers in one text take 2.6 GB
_QUERY_MEMORY = 2_000_000_000


def application(settings: Settings) -> Starlette:
    """The whole server as an ASGI application."""
    workers = Workers(settings.jobs, work.prepare, _CHECK_MEMORY)
    # Apart, so that a runaway query costs no process that has the models loaded.
    readers = (
        Workers(settings.jobs, partial(answering.prepare, settings.store), _QUERY_MEMORY) if settings.store else None
    )
    checking, pages = Checking(settings, workers), Pages(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        for some in (workers, readers):
            if some:
                some.start()
        yield
        for some in (workers, readers):
            if some:
                some.stop()

    routes = [
        Route("/", pages.check, methods=["GET"]),
        Route("/login", pages.login, methods=["GET", "POST"]),
        Route("/sample", pages.sample, methods=["GET"]),
        Route("/search", pages.search, methods=["GET"]),
        Route("/query", pages.query, methods=["GET"]),
        Route("/page/report", checking.shown, methods=["POST"]),
        Route("/page/texts", checking.texts, methods=["POST"]),
        Route("/check", checking.check, methods=["POST"]),
        Route("/extract", checking.extract, methods=["POST"]),
        Route("/quantities", checking.quantities, methods=["POST"]),
        Route("/report", checking.report, methods=["POST"]),
        Route("/openapi.json", _description, methods=["GET"]),
        *_of_the_store(settings, readers),
        *_of_the_reviews(settings),
        *static(),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={Problem: told, HTTPException: _named, Exception: _failed},
        lifespan=lifespan,
    )


async def _description(_request: Request) -> Response:
    """The API in OpenAPI 3.1."""
    described = json.loads(_OPENAPI.read_text(encoding="utf-8"))
    described["info"]["version"] = __version__
    return Json(described)


def _of_the_store(settings: Settings, readers: Workers | None) -> list[Route]:
    if readers is None:
        return [Route(path, _without_a_store, methods=["GET", "POST"]) for path in ("/sparql", "/claims", "/articles")]
    endpoint = Endpoint(settings, readers)
    kept = Stored(settings, readers)
    return [
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/claims", kept.found, methods=["GET"]),
        Route("/articles", kept.articles, methods=["GET"]),
        Route("/articles/{digits}", kept.article, methods=["GET"]),
    ]


def _of_the_reviews(settings: Settings) -> list[Route]:
    if settings.reviews is None:
        return [Route("/reviews", _without_reviews, methods=["GET", "POST"])]
    reviewing = Reviewing(settings.reviews)
    return [
        Route("/reviews", reviewing.listed, methods=["GET"]),
        Route("/reviews", reviewing.added, methods=["POST"]),
    ]


async def _without_reviews(_request: Request) -> Response:
    return problem(404, "No Reviews", "没有审核记录的文件 / no file of reviews: kg serve --reviews FILE")


async def _without_a_store(_request: Request) -> Response:
    return problem(404, "No Store", "没有图库 / no store: kg serve --store FOLDER")


async def _named(request: Request, error: Exception) -> Response:
    """An unknown path, or a method that it does not have."""
    assert isinstance(error, HTTPException)
    answer = problem(error.status_code, error.detail, f"{request.method} {request.url.path[:200]}")
    answer.headers.update(error.headers or {})
    return answer


async def _failed(_request: Request, error: Exception) -> Response:
    """A fault of ours; its message may hold what was sent, so only its kind is told."""
    return problem(500, "Internal Server Error", f"出错 / failed: {type(error).__name__}")
