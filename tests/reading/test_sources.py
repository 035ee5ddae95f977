"""Files, folders, JSON, standard input: what is read, and how what cannot be read is told."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import Failure, Limits, read

TEXT = "公司订购五台燃气轮机，每台380兆瓦。"


def articles(source: Path | str, **options: object) -> list[Article]:
    found = list(read(source, **options))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Failure)]
    return [item for item in found if isinstance(item, Article)]


def failures(source: Path | str, **options: object) -> list[Failure]:
    return [item for item in read(source, **options) if isinstance(item, Failure)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header",
    [
        "---\ntitle: 订购燃气轮机\ndate: 2024-05-12\npublisher: 北岭日报\nauthor: 张三\nurl: https://example.cn/1\n"
        "region: TW\n---\n",
        '---\r\ntitle: "订购燃气轮机"\r\ndate: 2024年5月12日\r\nsource: 北岭日报\r\nauthor: 张三\r\nurl: https://example.cn/1\r\n'
        "region: tw\r\ntags:\r\n  - 能源\r\n---\r\n",
    ],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_header_is_metadata_not_text(tmp_path: Path, suffix: str, header: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes((header + TEXT).encode())
    [found] = articles(path)
    assert found.text == TEXT
    assert (found.title, found.date, found.publisher, found.author) == (
        "订购燃气轮机",
        "2024-05-12",
        "北岭日报",
        "张三",
    )
    assert (found.url, found.region, found.path) == ("https://example.cn/1", "TW", str(path))
    start, end = found.source_span(0, len(TEXT))
    assert found.source[start:end] == TEXT


@pytest.mark.parametrize(
    "text",
    ["---\n五台燃气轮机\n---\n", "---\ntitle: 没有结束\n五台。", "title: 不在横线里\n五台。", "--- \n\n五台。\n---"],
)
def test_a_rule_is_no_header(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    [found] = articles(path)
    assert "五台" in found.text
    assert found.title is None


def test_marks_of_markdown_go_from_a_markdown_file_only(tmp_path: Path) -> None:
    text = "# 订购燃气轮机\n\n公司**订购**了[五台](https://example.cn/5)燃气轮机，`每台`380\\*兆瓦。\n\n李*明与王*芳出席。\n\n```\n12台\n```\n"
    for name, body in (
        ("a.md", ["订购燃气轮机", "公司订购了五台燃气轮机，每台380*兆瓦。", "李明与王芳出席。"]),
        (
            "a.txt",
            [
                "订购燃气轮机",
                "公司**订购**了五台燃气轮机，`每台`380\\*兆瓦。",
                "李*明与王*芳出席。",
                "```",
                "12台",
                "```",
            ],
        ),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        [found] = articles(tmp_path / name)
        assert found.text.split("\n") == body
        assert (found.title, found.blocks[0].kind) == ("订购燃气轮机", "title")


def test_kinds_of_blocks(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        f"标题也可以这样写\n====\n\n{TEXT}\n\n小标题\n\n{TEXT}\n\n- 五台\n* 三台\n\n| 年 | 台 |\n|---|---|\n"
        f"| 2024 | 5 |\n\n图为五台燃气轮机。\n\n> {TEXT}\n\n![图](a.png)\n",
        encoding="utf-8",
    )
    [found] = articles(path)
    assert [(block.kind, found.text[block.start : block.end]) for block in found.blocks] == [
        ("title", "标题也可以这样写"),
        ("body", TEXT),
        ("heading", "小标题"),
        ("body", TEXT),
        ("list", "五台"),
        ("list", "三台"),
        ("table", "| 年 | 台 |"),
        ("table", "| 2024 | 5 |"),
        ("caption", "图为五台燃气轮机。"),
        ("body", TEXT),
    ]


def test_json_lines_go_on_after_a_broken_one(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    rows = [
        json.dumps({"id": "a", "text": TEXT, "title": "题", "date": "2024-05-12", "region": "hk", "publisher": "甲"}),
        '{"id": "b", "text": ',
        "",
        json.dumps({"id": 7, "text": "五台\n\n六台"}),
        json.dumps({"id": "c"}),
        "[1, 2]",
        '"' + "[" * 5 + '"',
        "[" * 100_000,
        json.dumps({"id": "d", "text": "a\ud800"}),
        json.dumps({"id": "e", "text": TEXT, "region": "XX"}),
        json.dumps({"text": "", "id": "f"}),
        json.dumps({"text": TEXT}),
    ]
    path.write_text("\ufeff" + "\n".join(rows), encoding="utf-8")
    found = list(read(path))
    told = [(item.place, item.id) if isinstance(item, Failure) else (item.id, item.text) for item in found]
    content = found[-1].id
    assert told == [
        ("a", TEXT),
        ("第 2 行 / line 2", None),
        ("7", "五台\n六台"),
        ("第 5 行 / line 5", "c"),
        ("第 6 行 / line 6", None),
        ("第 7 行 / line 7", None),
        ("第 8 行 / line 8", None),
        ("第 9 行 / line 9", "d"),
        ("第 10 行 / line 10", "e"),
        ("f", ""),
        (content, TEXT),
    ]
    first = found[0]
    assert isinstance(first, Article)
    assert (first.title, first.date, first.region, first.publisher, first.source) == (
        "题",
        "2024-05-12",
        "HK",
        "甲",
        TEXT,
    )
    assert content
    assert content.startswith("text-")


def test_json_is_one_article_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "one.json").write_text(json.dumps({"id": "a", "text": TEXT}), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps([{"id": "a", "text": TEXT}, {"text": 5}]), encoding="utf-8")
    (tmp_path / "bad.json").write_text('{"id": "a",\n"text" 5}', encoding="utf-8")
    assert [a.id for a in articles(tmp_path / "one.json")] == ["a"]
    assert [f.place for f in failures(tmp_path / "two.json")] == ["第 2 项 / item 2"]
    assert "2:8" in failures(tmp_path / "bad.json")[0].message


def test_a_folder_is_read_by_name_to_its_depths(tmp_path: Path) -> None:
    for name in ("b.txt", "a/二.md", "a/一 篇.txt", ".hidden.txt", ".git/x.txt", "c.png", "d.jsonl", "-e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(
            json.dumps({"id": "d", "text": TEXT}) if name == "d.jsonl" else TEXT, encoding="utf-8"
        )
    (tmp_path / "0.txt").write_bytes(b"")
    found = list(read(tmp_path))
    names = [item.path and os.path.relpath(item.path, tmp_path) for item in found]
    assert names == ["-e.txt", "0.txt", "b.txt", "d.jsonl", "a/一 篇.txt", "a/二.md"]
    assert [isinstance(item, Failure) for item in found] == [False, True, False, False, False, False]


@pytest.mark.parametrize(("data", "lines", "count"), [(TEXT, False, 1), (f'{{"text": "{TEXT}"}}\n' * 3, True, 3)])
def test_standard_input_is_a_text_or_json_lines(
    monkeypatch: pytest.MonkeyPatch, data: str, lines: bool, count: int
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    found = articles("-", lines=lines)
    assert [a.text for a in found] == [TEXT] * count
    assert {a.path for a in found} == {None}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("missing.txt", None, "no such file"),
        ("zero\0byte.txt", None, "cannot be read"),
        ("五台燃气轮机，每台380兆瓦", None, "pipe a text in"),
        ("五台燃气轮机，每台380兆瓦。" * 50, None, "pipe a text in"),
        ("n" * 300, None, "cannot be read"),
        ("empty.txt", b"", "empty"),
        ("header.txt", b"---\ntitle: x\n---\n", "no text after the header"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("large.txt", b"a" * 1001, "beyond the limit of 0.001 MB (size)"),
        ("large.html", b"<p>" + b"a" * 1001, "beyond the limit"),
        ("region.txt", "---\nregion: 火星\n---\n五台。".encode(), "CN, TW or HK"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_name(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    [failure] = failures(path, limits=Limits(size=1000))
    assert failure.path == str(path)
    assert said in failure.message


def test_a_page_s_address_is_not_fetched() -> None:
    [failure] = failures("https://example.cn/1.html")
    assert "save it to a file first" in failure.message


def test_an_overlong_line_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "五" * 5000}) + f'\n{{"id": "b", "text": "{TEXT}"}}\n', encoding="utf-8")
    failure, article = read(path, limits=Limits(size=1000))
    assert isinstance(failure, Failure)
    assert failure.place == "第 1 行 / line 1"
    assert article.id == "b"


def test_a_folder_without_articles_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    [failure] = failures(tmp_path)
    assert failure.path == str(tmp_path)
    assert ".txt" in failure.message
