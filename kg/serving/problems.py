"""What went wrong, as RFC 9457 has it: application/problem+json."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response


class Problem(Exception):  # noqa: N818  # RFC 9457's word
    """An answer that is a problem. detail: what and where, for a person; more: members that say it to a program."""

    def __init__(self, status: int, title: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.more = status, title, detail, more

    def response(self) -> Response:
        return problem(self.status, self.title, self.detail, **self.more)


def problem(status: int, title: str, detail: str, **more: Any) -> Response:
    """The response."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    headers = {"Retry-After": "5"} if status == 503 else None
    return Response(json.dumps(body, ensure_ascii=False), status, headers, "application/problem+json")


async def told(_request: Request, error: Exception) -> Response:
    """Starlette's handler of a Problem."""
    assert isinstance(error, Problem)
    return error.response()
