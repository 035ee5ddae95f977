"""The description of the API, held against the answers that the server gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import jsonschema
import pytest

from kg import __version__
from kg.resources import CORPUS

from .conftest import SAMPLE, WRONG, ingest, serving

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("described")
    store = ingest(folder, sample=SAMPLE.read_text(encoding="utf-8"))
    options = ("--jobs", "1", "--store", store, "--reviews", folder / "reviews.jsonl")
    with serving(*options) as server, server.client() as calling:
        yield calling


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> dict[str, Any]:
    return client.get("/openapi.json").json()


def fits(described: dict[str, Any], path: str, method: str, answer: httpx.Response) -> None:
    """The answer is one that the description has for its status and media type."""
    responses = described["paths"][path][method]["responses"]
    response = responses.get(str(answer.status_code), responses["default"])
    media = answer.headers["content-type"].partition(";")[0]
    assert media in response["content"], media
    schema = {**response["content"][media].get("schema", {}), "components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer.json())


def test_it_is_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    assert described["info"]["version"] == __version__
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = [operation["operationId"] for path in described["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("path", ["/check", "/extract", "/quantities"])
@pytest.mark.parametrize("name", ["xai-turbines.md", "car-sales-2024.md"])
def test_answers_fit_it(client: httpx.Client, described: dict[str, Any], path: str, name: str) -> None:
    text = (CORPUS / name).read_bytes()
    answer = client.post(path, content=text, headers={"Content-Type": "text/markdown"})
    assert answer.status_code == 200
    fits(described, path, "post", answer)


def test_lists_and_problems_fit_it(client: httpx.Client, described: dict[str, Any]) -> None:
    fits(described, "/check", "post", client.post("/check", json=[{"text": WRONG}, {"id": "b"}]))
    fits(described, "/check", "post", client.post("/check", content=b"x"))
    fits(described, "/claims", "get", client.get("/claims", params={"limit": 500}))
    fits(described, "/claims", "get", client.get("/claims", params={"limit": "x"}))
    fits(described, "/sparql", "get", client.get("/sparql", params={"query": "SELECT * { ?s kg:text ?t }"}))
    fits(described, "/sparql", "get", client.get("/sparql", params={"query": "SELECT"}))
    fits(described, "/articles", "get", client.get("/articles"))
    one = client.get("/articles").json()[0]["name"].rpartition(":")[2]
    fits(described, "/articles/{digits}", "get", client.get(f"/articles/{one}"))
    fits(described, "/articles/{digits}", "get", client.get("/articles/0"))


def test_reviews_fit_it(client: httpx.Client, described: dict[str, Any]) -> None:
    found = client.post("/check", json={"text": WRONG}).json()["checks"][0]
    decision = {"alarm": found["fingerprint"], "decision": "confirmed", "reason": "对", "by": "王编辑"}
    fits(described, "/reviews", "post", client.post("/reviews", json=decision))
    fits(described, "/reviews", "post", client.post("/reviews", json={}))
    fits(described, "/reviews", "get", client.get("/reviews"))
    fits(described, "/check", "post", client.post("/check", json={"text": WRONG}))


def test_it_leaves_no_route_out(described: dict[str, Any], client: httpx.Client) -> None:
    for path, operations in described["paths"].items():
        for method in ("get", "post"):
            refused = client.request(method, path.replace("{digits}", "0")).status_code == 405
            assert refused is (method not in operations)
