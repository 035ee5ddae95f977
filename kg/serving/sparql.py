"""The SPARQL 1.1 protocol, read-only: https://www.w3.org/TR/sparql11-protocol/#query-operation"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError, ReadError, RefusedError
from kg.serving.answering import MissingError, NotAcceptableError, Question, TooManyRowsError, answered
from kg.serving.bodies import body, content_type
from kg.serving.problems import Problem
from kg.serving.settings import Settings
from kg.serving.workers import DiedError, TooLongError, Workers

P = ParamSpec("P")
T = TypeVar("T")

_LONGEST = 1_000_000  # bytes of a query
_PARAMETERS = ("query", "default-graph-uri", "named-graph-uri")
_UPDATES = ("update", "using-graph-uri", "using-named-graph-uri")
_DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .

[] a sd:Service ;
    sd:endpoint <{endpoint}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph, sd:EmptyGraphs ;
    sd:resultFormat {formats} .
"""
_FORMATS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPH_FORMATS = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")


class Endpoint:
    """The route /sparql. workers: those that have the store open."""

    def __init__(self, settings: Settings, workers: Workers) -> None:
        self._settings, self._workers = settings, workers

    async def answer(self, request: Request) -> Response:
        """The answer to the query in the address or in the body; to a GET without one, what this endpoint can."""
        parameters = await _parameters(request)
        queries = [value for name, value in parameters if name == "query"]
        if request.method in ("GET", "HEAD") and not parameters:
            return _description(request)
        if len(queries) != 1:
            raise Problem(
                400, "Bad Request", f"query: 应有一个，收到 {len(queries)} 个 / one is wanted, {len(queries)} came"
            )
        question = Question(
            sparql=queries[0],
            graphs=tuple(value for name, value in parameters if name == "default-graph-uri"),
            named=tuple(value for name, value in parameters if name == "named-graph-uri"),
            accepted=accepted(request.headers.get("accept", "*/*")),
        )
        seconds, rows = self._settings.query_seconds, self._settings.rows
        data, media = await run(self._workers, seconds, answered, question, rows)
        return Response(data, media_type=media)


async def run(workers: Workers, seconds: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """The function's answer from one of the processes. Raises Problem for a query's faults and at its limits."""
    try:
        return await workers.run(seconds, function, *args, **kwargs)
    except TooManyRowsError as error:
        raise Problem(422, "Too Many Rows", str(error)) from error
    except NotAcceptableError as error:
        raise Problem(406, "Not Acceptable", str(error)) from error
    except RefusedError as error:
        raise Problem(403, "Refused", str(error)) from error
    except QueryError as error:
        raise Problem(400, "Malformed Query", str(error)) from error
    except MissingError as error:
        raise Problem(404, "Not Found", str(error)) from error
    except ReadError as error:
        raise Problem(503, "Store Unavailable", str(error)) from error
    except TooLongError as error:
        detail = f"查询超过 {seconds:g} 秒的上限，已停止 / stopped at the limit of {seconds:g} s"
        raise Problem(422, "Takes Too Long", detail, seconds=seconds) from error
    except DiedError as error:
        detail = "查询所需内存过多，已停止 / stopped: the query needs too much memory"
        raise Problem(422, "Takes Too Much Memory", detail) from error


async def _parameters(request: Request) -> list[tuple[str, str]]:
    """The protocol's parameters, wherever they stand. Raises Problem for an update, and for a type that has none."""
    parameters = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        media = content_type(request)
        if media == "application/sparql-update":
            raise _read_only()
        if media not in ("application/x-www-form-urlencoded", "application/sparql-query"):
            known = "application/x-www-form-urlencoded, application/sparql-query"
            raise Problem(415, "Unsupported Media Type", f"Content-Type: 不认识 / not known: {media or '—'}; {known}")
        try:
            text = (await body(request, _LONGEST)).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Problem(400, "Bad Request", f"query: 不是 UTF-8 / not UTF-8: {error.start}") from error
        if media == "application/sparql-query":
            parameters.append(("query", text))
        else:
            parameters += parse_qsl(text, keep_blank_values=True)
    if any(name in _UPDATES for name, _ in parameters):
        raise _read_only()
    return [(name, value) for name, value in parameters if name in _PARAMETERS]


def _read_only() -> Problem:
    return Problem(403, "Read Only", "只读，不接受更新 / read-only: updates are refused")


def _description(request: Request) -> Response:
    formats = ", ".join(f"formats:{name}" for name in (*_FORMATS, *_GRAPH_FORMATS))
    endpoint = f"{request.url.scheme}://{request.url.netloc}/sparql"
    return Response(_DESCRIPTION.format(endpoint=endpoint, formats=formats), media_type="text/turtle")


def accepted(header: str) -> tuple[str, ...]:
    """The media types of an Accept header, the most wanted first."""
    wanted = list[tuple[float, int, str]]()
    for part in header.split(","):
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [piece.removeprefix("q=") for piece in parameters if piece.startswith("q=")]
        try:
            weight = float(weights[0]) if weights else 1.0
        except ValueError:
            weight = 0.0
        if media and weight > 0:
            wanted.append((-weight, len(wanted), media))
    return tuple(media for _, _, media in sorted(wanted)) or ("*/*",)
