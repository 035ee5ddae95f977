"""Decisions on alarms by HTTP: kept in the file that `kg review` keeps, and seen in the next check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.reviewing import load

from .conftest import RIGHT, WRONG, Server, serving

pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reviews") / "reviews.jsonl"


@pytest.fixture(scope="module")
def reviewing(file: Path) -> Iterator[Server]:
    with serving("--jobs", "1", "--reviews", str(file)) as running:
        yield running


@pytest.fixture
def client(reviewing: Server) -> Iterator[httpx.Client]:
    with reviewing.client() as calling:
        yield calling


def alarm(client: httpx.Client) -> dict[str, Any]:
    return client.post("/check", json={"id": "a", "text": WRONG}).json()["checks"][0]


def test_a_dismissal_is_kept_and_taken_back(client: httpx.Client, file: Path) -> None:
    found = alarm(client)
    assert found["review"] is None
    decision = {"alarm": found["fingerprint"], "decision": "dismissed", "reason": "含税口径不同", "by": "王编辑"}
    answer = client.post("/reviews", json={**decision, "article": "北岭", "formula": found["formula"]})
    assert answer.status_code == 201
    (kept,) = load(file).history
    assert (kept.alarm, kept.reason, kept.by, kept.article) == (found["fingerprint"], "含税口径不同", "王编辑", "北岭")
    assert alarm(client)["review"]["decision"] == "dismissed"
    shown = client.post("/page/report", json={"text": WRONG}).json()
    assert shown["alarms"] == 0
    assert "含税口径不同" in shown["html"]
    assert [one["by"] for one in client.get("/reviews").json()["reviews"]] == ["王编辑"]
    client.post("/reviews", json={**decision, "decision": "reopened", "reason": ""})
    assert alarm(client)["review"] is None
    assert client.get("/reviews").json() == {"reviews": []}


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({"decision": "true"}, 422, "decision"),
        ({"reason": ""}, 422, "reason"),
        ({"by": ""}, 422, "name"),
        ({"by": None}, 422, "by"),
        ({"alarm": "product-1"}, 422, "ID"),
        ({"alarm": "../../etc/passwd"}, 422, "ID"),
        ({"reason": "x\ny"}, 422, "reason"),
        ({"reason": "长" * 5000}, 422, "4000"),
        ({"reason": "x" * 30_000}, 413, "0.02 MB"),
    ],
)
def test_a_decision_that_cannot_be_kept(
    client: httpx.Client, file: Path, change: dict[str, Any], status: int, said: str
) -> None:
    before = load(file).history
    decision = {"alarm": alarm(client)["fingerprint"], "decision": "confirmed", "reason": "对", "by": "王编辑"}
    answer = client.post("/reviews", json={**decision, **change})
    assert answer.status_code == status
    assert said in answer.json()["detail"]
    assert load(file).history == before


def test_a_page_elsewhere_decides_nothing(client: httpx.Client, file: Path) -> None:
    before = load(file).history
    decision = {"alarm": alarm(client)["fingerprint"], "decision": "confirmed", "reason": "对", "by": "王编辑"}
    assert client.post("/reviews", json=decision, headers={"Origin": "http://evil.example"}).status_code == 403
    form = {"Content-Type": "text/plain"}
    assert client.post("/reviews", content=b'{"alarm":""}', headers=form).status_code == 415
    assert load(file).history == before


def test_without_a_file_there_is_nothing_to_decide(server: Server) -> None:
    with server.client() as client:
        assert client.get("/reviews").status_code == 404
        assert "review-form" not in client.get("/").text
        assert client.post("/check", json={"text": RIGHT}).status_code == 200
