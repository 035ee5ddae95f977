"""Every format beside text: the article, what the file says of it, and its place in a file of many."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import sys
from pathlib import Path

import pytest
import zstandard

from kg.model import Article
from kg.reading import Failure, read
from reading.making import bound, column, crawled, printed, saved, tarred, worded, zipped

TEXT = "北岭电力订购五台燃气轮机，每台380兆瓦，总输出功率为1900兆瓦，合同总额约32亿元，分三期支付。"
PAGE = f"<html><head><title>北岭电力订购燃气轮机</title></head><body><h1>北岭电力订购燃气轮机</h1><p>{TEXT}</p><p>{TEXT}{TEXT}</p></body></html>"
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>北岭网</title>
<item><title>订购燃气轮机 &amp; 其他</title><link>https://example.cn/9</link><pubDate>Mon, 13 May 2024 08:00:00 +0800</pubDate>
<author>张三</author><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description></item><item><title>只有标题5台</title></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>北岭网</title><entry><title>订购燃气轮机</title>
<link href="https://example.cn/9"/><updated>2024-05-13T00:00:00Z</updated><author><name>张三</name></author>
<summary>简介。</summary><content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def found(path: Path, data: bytes) -> list[Article | Failure]:
    path.write_bytes(data)
    items = list(read(path))
    for item in items:
        if isinstance(item, Article):
            assert all(item.text[at : at + n] == item.source[origin : origin + n] for at, origin, n in item.segments)
    return items


def article(path: Path, data: bytes) -> Article:
    [item] = found(path, data)
    assert isinstance(item, Article), item
    return item


def blocks(item: Article) -> list[tuple[str, str]]:
    return [(block.kind, item.text[block.start : block.end]) for block in item.blocks]


def told(item: Article | Failure, folder: Path) -> tuple[str, str]:
    """(what it is called, its text or what is wrong)."""
    if isinstance(item, Failure):
        return ": ".join(part for part in (item.path.removeprefix(f"{folder}/"), item.place) if part), item.message
    return item.id.removeprefix(f"{folder}/"), item.text


def test_word(tmp_path: Path) -> None:
    item = article(
        tmp_path / "a.docx",
        worded(
            [
                ("Title", "北岭电力订购燃气轮机"),
                ("Normal", TEXT),
                [["年份", "台数"], ["2024", "5台"]],
                ("Heading 1", "后续"),
                ("Normal", TEXT),
            ],
            title="文档1",
            author="张三",
        ),
    )
    assert blocks(item) == [
        ("title", "北岭电力订购燃气轮机"),
        ("body", TEXT),
        ("table", "年份\t台数"),
        ("table", "2024\t5台"),
        ("heading", "后续"),
        ("body", TEXT),
    ]
    assert (item.title, item.author) == ("北岭电力订购燃气轮机", "张三")
    assert item.source == "\n".join(text for _, text in blocks(item))


INSERTED = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>订购</w:t></w:r>'
    "<w:del><w:r><w:delText>四</w:delText></w:r></w:del><w:ins><w:r><w:t>五</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
    "<w:hyperlink><w:r><w:t>台燃气</w:t></w:r></w:hyperlink><w:r><w:t>轮机</w:t><w:noBreakHyphen/><w:t>9型。</w:t></w:r></w:p>"
)


def test_word_with_tracked_changes_is_read_as_it_would_be_printed(tmp_path: Path) -> None:
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    parts = zipfile.ZipFile(io.BytesIO(worded([("Normal", "#")])))
    changed = {name: parts.read(name) for name in parts.namelist()}
    document = changed["word/document.xml"].decode()
    start, end = document.index("<w:p>"), document.index("</w:p>") + len("</w:p>")
    changed["word/document.xml"] = (document[:start] + INSERTED + document[end:]).encode()
    assert article(tmp_path / "a.docx", zipped(changed)).text == "订购五台燃气轮机-9型。"


HEAD = (50, 810, 9, "北岭日报 2024年5月12日 星期日")


def test_pdf_is_read_down_its_columns_and_over_its_pages(tmp_path: Path) -> None:
    second = "工期二十六个月，首批两台2026年3月交付，其余三台在2027年底之前完工。" * 3
    left = column(TEXT * 2, 50, 700, 20)
    long = column(second, 300, 700, 20)
    pages = [
        [(50, 760, 20, "北岭电力订购燃气轮机"), HEAD, *left, *long[:-3], (300, 20, 9, "1")],
        [
            HEAD,
            *[(50, 745 - 15 * i, size, text) for i, (_, _, size, text) in enumerate(long[-3:])],
            (300, 20, 9, "- 2 -"),
        ],
    ]
    item = article(
        tmp_path / "a.pdf", printed(pages, {"Title": "稿.docx", "Author": "李四", "CreationDate": "D:20240512102100"})
    )
    assert blocks(item) == [("title", "北岭电力订购燃气轮机"), ("body", TEXT * 2), ("body", second)]
    assert (item.title, item.author, item.date) == ("北岭电力订购燃气轮机", "李四", "2024-05-12")


@pytest.mark.parametrize("before", range(55, 63))
def test_pdf_keeps_a_number_whole_over_lines_columns_and_pages(tmp_path: Path, before: int) -> None:
    text = "甲" * before + "1234567千瓦时，" + "乙" * 120 + "。"
    lines = column(text, 50, 700, 30)
    moved = [(300, 20, 9, "7")], [(50, y, size, line) for (_, y, size, line) in lines[2:]]
    aside = [(390, 730 - 15 * i, size, line) for i, (_, _, size, line) in enumerate(lines[2:])]
    for pages in (
        [lines],
        [[*lines[:2], *moved[0]], moved[1]],
        [[*column("丙" * 40, 50, 730, 30), *lines[:2], *aside]],
    ):
        assert "甲1234567千瓦时" in article(tmp_path / "a.pdf", printed(pages)).text


def test_pdf_keeps_the_rows_of_a_table(tmp_path: Path) -> None:
    rows = [("年份", "泊位", "说明"), ("2026", "2个", "首批"), ("2027", "3个", "其余")]
    lines = [
        (x, 600 - 18 * i, 10, cell) for i, row in enumerate(rows) for x, cell in zip((60, 200, 340), row, strict=True)
    ]
    item = article(tmp_path / "a.pdf", printed([[*column(TEXT, 50, 700, 40), *lines, *column(TEXT, 50, 500, 40)]]))
    assert blocks(item) == [("body", TEXT), *[("table", "\t".join(row)) for row in rows], ("body", TEXT)]


def test_pdf_s_look_alike_radicals_are_the_characters_they_are_printed_for(tmp_path: Path) -> None:
    line = "⼯程⻓⼀⼗公⾥，共⼆⼗⻚。"
    assert article(tmp_path / "a.pdf", printed([[(50, 700, 10, line)]])).text == "工程长一十公里，共二十页。"


def test_epub_gives_a_chapter_each(tmp_path: Path) -> None:
    book = bound(
        {"toc.xhtml": "<html><body></body></html>", "c1.xhtml": PAGE, "c2.xhtml": PAGE.replace("订购", "再购")},
        title="北岭文集", creator="王五", publisher="北岭出版社", date="2024-05-01",
    )  # fmt: skip
    items = found(tmp_path / "a.epub", book)
    assert [told(item, tmp_path)[0] for item in items] == ["a.epub: OEBPS/c1.xhtml", "a.epub: OEBPS/c2.xhtml"]
    assert [(item.title, item.author, item.publisher, item.date) for item in items if isinstance(item, Article)] == [
        ("北岭电力订购燃气轮机", "王五", "北岭出版社", "2024-05-01"),
        ("北岭电力再购燃气轮机", "王五", "北岭出版社", "2024-05-01"),
    ]


@pytest.mark.parametrize("compress", [False, True])
def test_a_web_archive_gives_its_pages(tmp_path: Path, compress: bool) -> None:
    archive = crawled(
        [
            ("https://example.cn/1", PAGE.encode(), "text/html; charset=utf-8", "200 OK"),
            ("https://example.cn/2", PAGE.encode("gb18030"), "text/html; charset=gb2312", "200 OK"),
            ("https://example.cn/3", PAGE.encode(), "text/html", "404 Not Found"),
            ("https://example.cn/4", b"\x89PNG", "image/png", "200 OK"),
            ("https://example.cn/5", b"", "text/html", "200 OK"),
        ],
        compress=compress,
    )
    path = tmp_path / ("a.warc.gz" if compress else "a.warc")
    items = found(path, archive)
    assert [(item.url, item.date, item.title) for item in items if isinstance(item, Article)] == [
        ("https://example.cn/1", "2024-05-13", "北岭电力订购燃气轮机"),
        ("https://example.cn/2", "2024-05-13", "北岭电力订购燃气轮机"),
    ]
    assert [(item.place, item.message) for item in items if isinstance(item, Failure)] == [
        ("https://example.cn/5", "文件是空的 / the file is empty")
    ]


@pytest.mark.parametrize(
    ("name", "feed", "titles"),
    [
        ("a.rss", RSS, ["订购燃气轮机 & 其他", "只有标题5台"]),
        ("a.xml", RSS, ["订购燃气轮机 & 其他", "只有标题5台"]),
        ("a.atom", ATOM, ["订购燃气轮机"]),
        ("feed", ATOM, ["订购燃气轮机"]),
    ],
)
def test_a_feed_gives_its_entries(tmp_path: Path, name: str, feed: str, titles: list[str]) -> None:
    items = [item for item in found(tmp_path / name, feed.encode()) if isinstance(item, Article)]
    assert [item.title for item in items] == titles
    first = items[0]
    assert (first.date, first.publisher, first.author, first.url) == (
        "2024-05-13",
        "北岭网",
        "张三",
        "https://example.cn/9",
    )
    assert first.text == f"{titles[0]}\n{TEXT}"


def test_a_saved_page_knows_its_address(tmp_path: Path) -> None:
    item = article(tmp_path / "a.mhtml", saved(PAGE, url="https://example.cn/5", subject="订购燃气轮机"))
    assert (item.url, item.date, item.title) == ("https://example.cn/5", "2024-05-13", "北岭电力订购燃气轮机")
    assert item.text.startswith(f"北岭电力订购燃气轮机\n{TEXT}")


@pytest.mark.parametrize(
    ("name", "table"),
    [
        (
            "a.csv",
            f'编号,标题,正文,来源,发布时间\nn7,题,"{TEXT}",北岭网,2024-05-13 08:00\n,,,,\n,题二,"{TEXT}\r\n{TEXT}",,\n',
        ),
        (
            "a.tsv",
            f'id\ttitle\ttext\tsource\tdate\nn7\t题\t{TEXT}\t北岭网\t20240513\n\t\t\t\t\n\t题二\t"{TEXT}\n{TEXT}"\t\t\n',
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_table_gives_an_article_a_row(tmp_path: Path, name: str, table: str, encoding: str) -> None:
    items = found(tmp_path / name, table.encode(encoding))
    assert [told(item, tmp_path) for item in items] == [("n7", TEXT), (f"{name} row 4", f"{TEXT}\n{TEXT}")]
    first = items[0]
    assert isinstance(first, Article)
    assert (first.title, first.date, first.publisher) == ("题", "2024-05-13", "北岭网")


def test_a_table_without_a_text_says_what_it_lacks(tmp_path: Path) -> None:
    [item] = found(tmp_path / "a.csv", "日期,数量\n2024,5\n".encode())
    assert "正文" in told(item, tmp_path)[1]
    assert "日期, 数量" in told(item, tmp_path)[1]


def test_archives_name_file_and_member(tmp_path: Path) -> None:
    inner = zipped({"d.txt": TEXT.encode(), "e.csv": b"text\n5\xe5\x8f\xb0\n"})
    members = {
        "x/一.txt": TEXT.encode(),
        "b.html": PAGE.encode(),
        "c.png": b"",
        "__MACOSX/._b.html": b"\0",
        ".hidden.txt": b"x",
        "in.zip": inner,
        "empty.txt": b"",
        "broken.pdf": b"%PDF-1.5",
        "z.jsonl": json.dumps({"id": "j", "text": TEXT}).encode() + b"\n{\n",
    }
    for name, data in (
        ("a.zip", zipped(members)),
        ("a.tar", tarred(members)),
        ("a.tgz", gzip.compress(tarred(members))),
    ):
        items = found(tmp_path / name, data)
        assert [told(item, tmp_path)[0] for item in items] == [
            f"{name}: x/一.txt",
            f"{name}: b.html",
            f"{name}: in.zip: d.txt",
            f"{name}: in.zip: e.csv row 2",
            f"{name}: empty.txt",
            f"{name}: broken.pdf",
            "j",
            f"{name}: z.jsonl: 第 2 行 / line 2",
        ]
        assert [isinstance(item, Failure) for item in items] == [False] * 4 + [True] * 2 + [False, True]


def test_names_in_a_zip_from_chinese_windows(tmp_path: Path) -> None:
    packed = zipped({"xx.txt": TEXT.encode()}).replace(b"xx.txt", "稿.txt".encode("gb18030"))
    assert told(found(tmp_path / "a.zip", packed)[0], tmp_path)[0] == "a.zip: 稿.txt"


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstandard.compress)],
)
def test_compressed_files_are_what_their_name_says_without_the_suffix(
    tmp_path: Path, suffix: str, pack: object
) -> None:
    packed = pack(f"# 订购燃气轮机\n\n**{TEXT}**\n".encode())  # type: ignore[operator]
    assert article(tmp_path / f"a.md{suffix}", packed).text == f"订购燃气轮机\n{TEXT}"
    assert article(tmp_path / "without", packed).text == f"订购燃气轮机\n**{TEXT}**"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.csv", "a.json", "a"])
def test_a_wrong_suffix_does_not_mislead(tmp_path: Path, name: str) -> None:
    for data in (printed([column(TEXT, 50, 700, 40)]), worded([("Normal", TEXT)]), gzip.compress(TEXT.encode())):
        [item] = found(tmp_path / name, data)
        assert TEXT in (item.text if isinstance(item, Article) else "") or name in ("a.html", "a.csv", "a.json")


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        ("pdfminer", "a.pdf", printed([[(50, 700, 10, TEXT)]])),
        ("docx", "a.docx", worded([("Normal", TEXT)])),
        ("warcio", "a.warc", crawled([("https://example.cn/1", PAGE.encode(), "text/html", "200 OK")])),
        ("feedparser", "a.rss", RSS.encode()),
        ("zstandard", "a.txt.zst", zstandard.compress(TEXT.encode())),
    ],
)
def test_a_library_that_is_absent_is_named_with_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, data: bytes
) -> None:
    for loaded in [
        known for known in sys.modules if known.split(".")[0] == module or known.startswith("kg.reading.formats.")
    ]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, module, None)
    [item] = found(tmp_path / name, data)
    assert isinstance(item, Failure)
    assert "kg-claims[formats]" in item.message
    assert module in item.message
