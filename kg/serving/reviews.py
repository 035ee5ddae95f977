"""Editors' decisions on alarms, from the page and from programs."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError
from kg.model import Decision
from kg.reviewing import add, load, made, record
from kg.serving.api import Json
from kg.serving.bodies import body, content_type
from kg.serving.problems import Problem

_LARGEST = 20_000  # bytes of a review
_LONGEST = 500  # characters of the article's title and of the formula
_NEEDED = ("alarm", "decision", "reason", "by")


class Reviewing:
    """The route /reviews over a file of reviews."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def listed(self, _request: Request) -> Response:
        """{"reviews": […]}: the decisions that stand."""
        try:
            reviews = await asyncio.to_thread(load, self._path)
        except KgError as error:
            raise Problem(503, "Reviews Unavailable", str(error)) from error
        return Json({"reviews": [record(review) for review in reviews.standing.values()]})

    async def added(self, request: Request) -> Response:
        """Keep a decision: {"alarm", "decision", "reason", "by"}, and "article" and "formula" for lists of reviews."""
        if content_type(request) != "application/json":
            raise Problem(415, "Unsupported Media Type", "Content-Type: application/json")
        given = _fields(await body(request, _LARGEST))
        if given["decision"] not in get_args(Decision):
            raise Problem(
                422, "Unprocessable Content", f"decision: {', '.join(get_args(Decision))}", pointer="/decision"
            )
        decision: Any = given["decision"]
        try:
            review = made(given["alarm"], decision, reason=given["reason"], by=given["by"])
        except KgError as error:
            raise Problem(422, "Unprocessable Content", str(error)) from error
        review = replace(review, article=given["article"][:_LONGEST], formula=given["formula"][:_LONGEST])
        try:
            await asyncio.to_thread(add, self._path, review)
        except KgError as error:
            raise Problem(503, "Reviews Unavailable", str(error)) from error
        return Json(record(review), 201)


def _fields(data: bytes) -> dict[str, str]:
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Problem(422, "Unprocessable Content", f"不是完好的 JSON / broken JSON: {error}") from error
    fields = {"article": "", "formula": ""} | (given if isinstance(given, dict) else {})
    for name in (*_NEEDED, "article", "formula"):
        if not isinstance(fields.get(name), str):
            raise Problem(422, "Unprocessable Content", f"{name}: 应为字符串 / a string is wanted", pointer=f"/{name}")
        if not fields[name].isprintable():
            raise Problem(
                422, "Unprocessable Content", f"{name}: 有控制字符 / has control characters", pointer=f"/{name}"
            )
    return fields
