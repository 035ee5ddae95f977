"""The language server as an editor meets it, over standard input and output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg

from .client import Client

pytestmark = pytest.mark.xdist_group("lsp")

RIGHT = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = RIGHT.replace("1900", "1800")
ALARM = "五台 × 380兆瓦 = 1.9 吉瓦 ≠ 1800兆瓦"
EDITS = {"workspace": {"workspaceEdit": {"documentChanges": True}}}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    reviews = tmp_path_factory.mktemp("lsp") / "reviews.jsonl"
    made = Client("--lang", "zh", "--pause", "0.05", "--reviews", str(reviews), capabilities=EDITS)
    yield made
    assert made.close() == 0


def cut(text: str, region: dict[str, Any]) -> str:
    """What a range in UTF-16 covers."""
    lines = text.replace("\r\n", "\n").split("\n")
    assert region["start"]["line"] == region["end"]["line"]
    units = lines[region["start"]["line"]].encode("utf-16-le")
    return units[2 * region["start"]["character"] : 2 * region["end"]["character"]].decode("utf-16-le")


def replaced(text: str, edit: dict[str, Any]) -> str:
    before, after = text.split(cut(text, edit["range"]))
    return before + edit["newText"] + after


def actions(client: Client, uri: str, region: dict[str, Any], **context: Any) -> list[dict[str, Any]]:
    found = client.ask(
        "textDocument/codeAction",
        {"textDocument": {"uri": uri}, "range": region, "context": {"diagnostics": [], **context}},
    )
    return list(found)


def test_what_it_offers(client: Client) -> None:
    offered = client.server["capabilities"]
    assert offered["textDocumentSync"]["change"] == 1
    assert offered["hoverProvider"]
    assert offered["codeActionProvider"]["codeActionKinds"] == ["quickfix"]
    assert client.server["serverInfo"]["name"] == "kg"


@pytest.mark.parametrize("before", ["", "😀𠮷", "题目：北岭的计划\r\n\r\n😀"])
def test_an_alarm_is_underlined_at_its_number(client: Client, before: str) -> None:
    uri = f"untitled:{len(before)}.txt"
    client.open(uri, before + WRONG)
    published = client.diagnostics(uri)
    [diagnostic] = published["diagnostics"]
    assert published["version"] == 1
    assert cut(before + WRONG, diagnostic["range"]) in ("380兆瓦", "1800兆瓦")
    assert (diagnostic["severity"], diagnostic["source"], diagnostic["code"]) == (1, "kg", "product")
    assert ALARM in diagnostic["message"]
    related = [cut(before + WRONG, one["location"]["range"]) for one in diagnostic["relatedInformation"]]
    assert sorted([cut(before + WRONG, diagnostic["range"]), *related]) == ["1800兆瓦", "380兆瓦", "五台"]


def test_what_only_a_fact_shows_is_a_warning(client: Client) -> None:
    client.open("untitled:doubt.txt", "公司去年累计发电32.6亿千瓦。")
    [diagnostic] = client.diagnostics("untitled:doubt.txt")["diagnostics"]
    assert diagnostic["severity"] == 2


def test_hover_shows_the_number_and_its_checks(client: Client) -> None:
    uri, text = "untitled:hover.txt", "😀" + WRONG
    client.open(uri, text)
    client.diagnostics(uri)
    place = len(text[: text.index("380")].encode("utf-16-le")) // 2 + 1
    asked = {"textDocument": {"uri": uri}, "position": {"line": 0, "character": place}}
    hover = client.ask("textDocument/hover", asked)
    assert cut(text, hover["range"]) == "380兆瓦"
    assert hover["contents"]["kind"] == "plaintext"
    for words in ("380兆瓦 · ", ALARM, "可能的更正"):
        assert words in hover["contents"]["value"]
    asked["position"]["character"] = 0
    assert client.ask("textDocument/hover", asked) is None


def test_a_code_action_mends_the_text(client: Client) -> None:
    uri, text = "untitled:mend.txt", "😀" + WRONG
    client.open(uri, text, version=7)
    [diagnostic] = client.diagnostics(uri)["diagnostics"]
    first, *_ = found = actions(client, uri, diagnostic["range"])
    assert [action["isPreferred"] for action in found] == [True] + [False] * (len(found) - 1)
    assert first["kind"] == "quickfix"
    assert first["diagnostics"][0]["range"] == diagnostic["range"]
    for action in found:
        [change] = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": 7}
        [edit] = change["edits"]
        assert not kg.check(replaced(text, edit)).alarms
    nowhere = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 1}}
    assert actions(client, uri, nowhere) == []
    assert actions(client, uri, diagnostic["range"], only=["refactor"]) == []


def test_typing_is_checked_when_it_pauses_and_the_latest_wins(client: Client) -> None:
    uri = "untitled:typing.txt"
    client.open(uri, WRONG, version=1)
    for version in range(2, 12):
        client.change(uri, WRONG if version % 2 else RIGHT[: 20 + version], version)
    client.change(uri, RIGHT, 12)
    versions = []
    while not versions or versions[-1] < 12:
        published = client.diagnostics(uri)
        versions.append(published["version"])
    assert versions == sorted(set(versions))
    assert published["diagnostics"] == []
    client.change(uri, WRONG, 13)
    assert (client.diagnostics(uri)["version"], versions[-1]) == (13, 12)


def test_a_closed_document_is_clear_and_can_be_opened_again(client: Client) -> None:
    uri = "untitled:closed.txt"
    client.open(uri, WRONG)
    assert client.diagnostics(uri)["diagnostics"]
    client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.diagnostics(uri)["diagnostics"] == []
    client.open(uri, WRONG)
    assert client.diagnostics(uri)["diagnostics"]


def test_markdown_is_read_as_markdown_and_other_kinds_are_left_alone(client: Client) -> None:
    text = f"---\ntitle: 计划\n---\n\n# 北岭电力的计划\n\n{WRONG.replace('1800', '**1800**')}\n"
    client.open("untitled:a.py", WRONG, "python")
    client.open("untitled:vim", WRONG, "text")
    assert client.diagnostics("untitled:vim")["diagnostics"]
    client.open("untitled:a.md", text, "markdown")
    [diagnostic] = client.diagnostics("untitled:a.md")["diagnostics"]
    assert diagnostic["range"]["start"]["line"] == 6
    asked = {"textDocument": {"uri": "untitled:a.py"}, "position": {"line": 0, "character": 8}}
    assert client.ask("textDocument/hover", asked) is None


@pytest.mark.parametrize("text", ["", "\n\n", "没有数字。", "\ud800五台"])
def test_a_document_with_nothing_to_find_is_clear(client: Client, text: str) -> None:
    uri = f"untitled:nothing-{len(text)}-{hash(text) % 1000}.txt"
    client.open(uri, text)
    assert client.diagnostics(uri)["diagnostics"] == []


def test_a_dismissed_alarm_is_not_underlined(tmp_path: Path) -> None:
    from kg.reviewing import add, decided  # noqa: PLC0415  # for this test only

    checked = kg.check(WRONG).verification
    add(tmp_path / "r.jsonl", decided(checked, checked.checks[0], "dismissed", reason="口径不同", by="王编辑"))
    client = Client("--reviews", str(tmp_path / "r.jsonl"), "--lang", "en")
    client.open("untitled:a.txt", WRONG)
    assert client.diagnostics("untitled:a.txt")["diagnostics"] == []
    hover = client.ask(
        "textDocument/hover", {"textDocument": {"uri": "untitled:a.txt"}, "position": {"line": 0, "character": 8}}
    )
    assert "Dismissed by an editor: 口径不同 (王编辑" in hover["contents"]["value"]
    assert client.close() == 0
