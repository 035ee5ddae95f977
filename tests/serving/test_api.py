"""What programs get: the objects of the command line's JSON lines, and problems that say what and where."""

from __future__ import annotations

import io
import json
import sys

import httpx
import pytest

from kg.cli.program import run

from .conftest import RIGHT, SAMPLE, WRONG

pytestmark = pytest.mark.xdist_group("serve")
VERBS = ("quantities", "extract", "check")


def by_command(verb: str, lines: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> list:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    capsys.readouterr()
    run([verb, "--format", "jsonl", "--lang", "en", "-"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("verb", VERBS)
def test_a_record_gives_what_the_command_gives(
    client: httpx.Client, verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = {"id": "a", "text": SAMPLE.read_text(encoding="utf-8"), "title": "…", "date": "2026-01-10"}
    (wanted,) = by_command(verb, json.dumps(record) + "\n", monkeypatch, capsys)
    assert client.post(f"/{verb}?lang=en", json=record).json() == wanted


@pytest.mark.parametrize("verb", VERBS)
def test_lines_give_lines(
    client: httpx.Client, verb: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate([WRONG, RIGHT, WRONG]))
    lines = lines.replace("\n", "\n{broken\n", 1)
    answer = client.post(f"/{verb}?lang=en", content=lines, headers={"Content-Type": "application/x-ndjson"})
    assert answer.headers["content-type"].startswith("application/x-ndjson")
    found = [json.loads(line) for line in answer.text.splitlines()]
    wanted = by_command(verb, lines, monkeypatch, capsys)
    assert [one.get("id") for one in found] == ["0", None, "1", "2"]
    assert [one for one in found if "error" not in one] == [one for one in wanted if "error" not in one]
    assert "2" in found[1]["error"]


def test_plain_text_is_read_as_a_file_of_text(client: httpx.Client) -> None:
    answer = client.post("/check", content=SAMPLE.read_bytes(), headers={"Content-Type": "text/plain"})
    formulas = [check["formula"] for check in answer.json()["checks"] if check["verdict"] == "implausible"]
    assert "60万个 × 120千瓦 = 不少于 72 吉瓦 ≰ 1900兆瓦" in formulas
    assert answer.json()["checks"][0]["repair"]["replacement"] == "60万个 Blackwell GPU"


def test_a_file_is_read_by_its_name(client: httpx.Client) -> None:
    page = f"<html><body><article><p>{WRONG}</p></article></body></html>".encode("gb18030")
    found = {}
    for name in ("a.html", "a.txt", "../../etc/passwd"):
        answer = client.post(
            "/quantities", params={"name": name}, content=page, headers={"Content-Type": "application/octet-stream"}
        )
        found[name] = [quantity["text"] for quantity in answer.json()["quantities"]]
    assert all(texts == ["五台", "380兆瓦", "1800兆瓦"] for texts in found.values())


def test_several_articles_give_a_list(client: httpx.Client) -> None:
    answer = client.post("/check", json=[{"id": "a", "text": WRONG}, {"id": "b", "text": RIGHT}, {"id": "c"}])
    a, b, c = answer.json()
    assert [a["id"], b["id"], c["id"]] == ["a", "b", "c"]
    assert a["checks"][0]["verdict"] == "inconsistent"
    assert {check["verdict"] for check in b["checks"]} == {"consistent"}
    assert '"text"' in c["error"]


def test_the_region_says_what_a_word_means(client: httpx.Client) -> None:
    units = {
        region: client.post("/quantities", params={"region": region}, json={"text": "售价500元。"}).json()
        for region in ("CN", "HK")
    }
    assert [units[region]["quantities"][0]["unit"] for region in units] == ["CNY", "HKD"]


@pytest.mark.parametrize(
    ("form", "kind", "begins"),
    [
        ("html", "text/html", "<!DOCTYPE html>"),
        ("markdown", "text/markdown", "# "),
        ("json", "application/json", "{"),
        ("turtle", "text/turtle", "@prefix"),
    ],
)
def test_the_report_as_a_file(client: httpx.Client, form: str, kind: str, begins: str) -> None:
    answer = client.post(f"/report?lang=en&format={form}", json={"text": WRONG})
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.text.startswith(begins)
    assert "1.9 吉瓦" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "said", "request_"),
    [
        ("/check", 415, "image/png", {"content": b"x", "headers": {"Content-Type": "image/png"}}),
        ("/check", 415, "Content-Type", {"content": b"x"}),
        ("/check", 422, "1:2", {"content": b"{x", "headers": {"Content-Type": "application/json"}}),
        ("/check", 422, '"text"', {"json": {"id": "a"}}),
        ("/check", 422, "empty", {"content": b"", "headers": {"Content-Type": "text/plain"}}),
        (
            "/check",
            422,
            "surrogate",
            {"content": b'{"text":"\\ud800"}', "headers": {"Content-Type": "application/json"}},
        ),
        ("/check?lang=fr", 400, "lang=fr", {"json": {"text": WRONG}}),
        ("/check?region=XX", 400, "region=XX", {"json": {"text": WRONG}}),
        ("/report?format=pdf", 400, "format=pdf", {"json": {"text": WRONG}}),
        ("/report", 422, "2", {"json": [{"text": WRONG}, {"text": WRONG}]}),
        ("/nowhere", 404, "/nowhere", {"json": {}}),
    ],
)
def test_a_problem_says_what_and_where(client: httpx.Client, path: str, status: int, said: str, request_: dict) -> None:
    answer = client.post(path, **request_)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert said in told["detail"], told


def test_a_method_that_is_not_there(client: httpx.Client) -> None:
    answer = client.get("/check")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "POST"
    assert answer.json()["detail"] == "GET /check"
