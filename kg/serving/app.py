"""The application: which route answers what, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.serving import work
from kg.serving.api import Checking
from kg.serving.guarding import Guard
from kg.serving.pages import Pages, static
from kg.serving.problems import Problem, problem, told
from kg.serving.settings import Settings
from kg.serving.workers import Workers

_CHECK_MEMORY = 4_000_000_000  # bytes; ten thousand numbers in one text take 2.6 GB


def application(settings: Settings) -> Starlette:
    """The whole server as an ASGI application."""
    workers = Workers(settings.jobs, work.prepare, _CHECK_MEMORY)
    checking, pages = Checking(settings, workers), Pages(settings)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        workers.start()
        yield
        workers.stop()

    routes = [
        Route("/", pages.check, methods=["GET"]),
        Route("/login", pages.login, methods=["GET", "POST"]),
        Route("/sample", pages.sample, methods=["GET"]),
        Route("/page/report", checking.shown, methods=["POST"]),
        Route("/page/texts", checking.texts, methods=["POST"]),
        Route("/check", checking.check, methods=["POST"]),
        Route("/extract", checking.extract, methods=["POST"]),
        Route("/quantities", checking.quantities, methods=["POST"]),
        Route("/report", checking.report, methods=["POST"]),
        *static(),
    ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={Problem: told, HTTPException: _named, Exception: _failed},
        lifespan=lifespan,
    )


async def _named(request: Request, error: Exception) -> Response:
    """An unknown path, or a method that it does not have."""
    assert isinstance(error, HTTPException)
    answer = problem(error.status_code, error.detail, f"{request.method} {request.url.path[:200]}")
    answer.headers.update(error.headers or {})
    return answer


async def _failed(_request: Request, error: Exception) -> Response:
    """A fault of ours; its message may hold what was sent, so only its kind is told."""
    return problem(500, "Internal Server Error", f"出错 / failed: {type(error).__name__}")
