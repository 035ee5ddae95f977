"""Files that would do harm, and texts that are not what texts are: each through the command, with what comes of it.

Every one is given together with a good article, which must be checked whatever the other is.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import random
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import zstandard
from reading.making import assembled, bound, crawled, printed, streamed, tarred, worded, zipped

from .conftest import Kg

GOOD = "北岭电力订购了五台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。"
WRONG = GOOD.replace("1900", "1800")
MB = 1_000_000
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "五台">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:' + "//" + '/etc/hostname">]>'
RSS = "<rss version='2.0'><channel><title>t</title><item><title>&i;五台</title><description>&a;</description></item></channel></rss>"


@dataclass(frozen=True)
class Row:
    """A file by its name; status: the exit status; says: what stands in the output or in the messages."""

    what: str
    name: str
    data: bytes | Callable[[], bytes]
    status: int
    says: str = ""
    options: tuple[str, ...] = ()

    @property
    def bytes(self) -> bytes:
        return self.data if isinstance(self.data, bytes) else self.data()


def limited(**limits: float) -> tuple[str, ...]:
    return tuple(f"--limit={name}={value}" for name, value in limits.items())


def nested(depth: int) -> bytes:
    packed = zipped({"a.txt": GOOD.encode()})
    for level in range(depth - 1):
        packed = zipped({f"{level}.zip": packed})
    return packed


def link(kind: bytes, to: str) -> tarfile.TarInfo:
    member = tarfile.TarInfo()
    member.type, member.linkname = kind, to
    return member


def part(document: bytes, name: str, data: bytes | None) -> bytes:
    """A ZIP document with one part exchanged, or without it."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = {known: archive.read(known) for known in archive.namelist()}
    if data is None:
        del parts[name]
    else:
        parts[name] = data
    return zipped(parts)


def encrypted() -> bytes:
    packed = bytearray(zipped({"a.txt": GOOD.encode()}))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def pdf(
    *,
    contents: bytes | None = None,
    page: bytes | None = None,
    tree: bytes | None = None,
    trailer: bytes = b"",
    codes: bytes = b"",
) -> bytes:
    """A PDF of one page in which one object is another."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        tree or b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 4 0 R >>",
        streamed(codes, compress=False) if codes else b"null",
        b"<< >>",
        page
        or b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        contents or streamed(b"BT /F1 12 Tf 72 720 Td (380 MW) Tj ET", compress=False),
    ]
    return assembled(objects).replace(b"/Info 5 0 R", b"/Info 5 0 R " + trailer)


WORD = worded([("Normal", GOOD)])
PDF = printed([[(50, 700, 10, GOOD)]])
BOOK = bound({"a.xhtml": f"<html><body><p>{GOOD}</p></body></html>"})
PAGE = f"<html><body><p>{GOOD}</p></body></html>".encode()
CRAWL = [("https://example.cn/1", PAGE, "text/html; charset=utf-8", "200 OK")]

FILES = [
    # ---- bombs
    Row("zip bomb", "a.zip", lambda: zipped({"a.txt": b"5" * 30 * MB}), 2, "(ratio)"),
    Row("gzip bomb", "a.txt.gz", lambda: gzip.compress(b"5" * 30 * MB), 2, "(ratio)"),
    Row("xz bomb", "a.txt.xz", lambda: lzma.compress(b"5" * 30 * MB), 2, "(ratio)"),
    Row("zstd bomb", "a.txt.zst", lambda: zstandard.compress(b"5" * 30 * MB), 2, "(ratio)"),
    Row("gzip in gzip in gzip", "a.txt.gz.gz.gz", lambda: gzip.compress(gzip.compress(gzip.compress(b"5" * 30 * MB))), 2, "(ratio)"),
    Row("archives within each other", "a.zip", lambda: nested(6), 2, "(depth)"),
    Row("archives as deep as may be", "a.zip", lambda: nested(4), 0, "0.zip: a.txt"),
    Row("many members that are large together", "a.zip", lambda: zipped({f"{i}.txt": random.Random(i).randbytes(MB // 4) for i in range(8)}), 2, "(total)", limited(total=1)),
    Row("many members", "a.zip", lambda: zipped({f"{i}.png": b"" for i in range(300)}), 2, "(articles)", limited(articles=100)),
    Row("a directory larger than its members need", "a.zip", lambda: zipped({f"{'n' * 200}{i}.txt": b"" for i in range(300)}), 2, "(articles)", limited(articles=100)),
    Row("a Word document that is a bomb", "a.docx", lambda: part(WORD, "word/document.xml", b"<a>" + b" " * 30 * MB), 2, "(ratio)"),
    Row("a book that is a bomb", "a.epub", lambda: bound({"a.xhtml": "五" * 10 * MB}), 2, "(ratio)"),
    Row("a PDF stream that is a bomb", "a.pdf", lambda: pdf(contents=streamed(zlib.compress(b"(5) Tj " * 5 * MB))), 2, "(ratio)"),
    Row("a PDF stream, packed twice, that is a bomb", "a.pdf", lambda: pdf(contents=streamed(zlib.compress(zlib.compress(b" " * 50 * MB))).replace(b"/FlateDecode", b"[/FlateDecode /FlateDecode]")), 2, "(ratio)"),
    Row("a PDF of many pages", "a.pdf", lambda: printed([[(50, 700, 10, GOOD)]] * 5), 2, "(pages)", limited(pages=4)),
    Row("a PDF of many objects", "a.pdf", lambda: printed([[(50, 700, 10, GOOD)]] * 5), 2, "(objects)", limited(objects=9)),
    Row("a PDF font with a width for a thousand million characters", "a.pdf", lambda: printed([[(50, 700, 10, GOOD)]]).replace(b"/W [1 95 500", b"/W [1 999999999 500"), 2, "(objects)"),
    Row("a PDF font that maps four thousand million codes", "a.pdf", lambda: pdf(codes=b"begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap"), 2, "(objects)"),
    Row("a PDF table with lines of a gigabyte", "a.pdf", lambda: pdf(contents=streamed(zlib.compress(b"\2" * 9)).replace(b"/FlateDecode", b"/FlateDecode /DecodeParms << /Predictor 12 /Columns 9999999999 >>")), 2, "(file)"),
    Row("a page in a web archive that is a bomb", "a.warc.gz", lambda: crawled([("https://example.cn/1", b"5" * 30 * MB, "text/html", "200 OK")], compress=True), 2, "(ratio)"),
    Row("a table of many rows", "a.csv", lambda: b"text\n" + "五台\n".encode() * 30, 2, "(articles)", limited(articles=20)),
    Row("a cell larger than an article", "a.csv", lambda: b'text\n"' + b"5" * 3000 + b'"\n', 2, "(size)", limited(size=0.002)),
    Row("an archive that is longer than may be held", "a.tar", lambda: tarred({"a.zip": zipped({"a.txt": random.Random(1).randbytes(3000)})}), 2, "(file)", limited(file=0.002)),
    Row("a number of a megabyte, which takes longer than it may", "a.txt", lambda: b"9" * MB, 2, "(time)", limited(time=5)),
    # ---- entities
    Row("entities that multiply, in a feed", "a.rss", (ENTITIES + RSS).encode(), 2, "declares entities"),
    Row("an entity from a file, in a feed", "a.rss", (EXTERNAL + RSS).encode(), 2, "declares entities"),
    Row("entities that multiply, in a book", "a.epub", bound({"a.xhtml": "五"}, container=ENTITIES + "<x>&i;</x>"), 2, "broken"),
    Row("an entity from a file, in a book", "a.epub", bound({"a.xhtml": "五"}, container=EXTERNAL + "<x>&a;</x>"), 2, "broken"),
    Row("entities that multiply, in a Word document", "a.docx", lambda: part(WORD, "word/document.xml", (ENTITIES + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>').encode()), 2, "a.docx"),
    Row("an entity from a file, in a page", "a.html", (EXTERNAL + f"<html><body><p>&a;{GOOD}</p></body></html>").encode(), 0, "380兆瓦"),
    # ---- names and links
    Row("a member outside its archive", "a.tar", tarred({"../../../outside.txt": GOOD.encode()}), 0, "a.tar: ../../../outside.txt"),
    Row("a member of an absolute name", "a.zip", zipped({"/etc/outside.txt": GOOD.encode()}), 0, "a.zip: /etc/outside.txt"),
    Row("a link in an archive", "a.tar", tarred({"a.txt": link(tarfile.SYMTYPE, "/etc/hostname")}), 2, "a link"),
    Row("a hard link in an archive", "a.tar", tarred({"b.txt": GOOD.encode(), "a.txt": link(tarfile.LNKTYPE, "b.txt")}), 2, "a link"),
    Row("a device in an archive", "a.tar", tarred({"a.txt": link(tarfile.CHRTYPE, "")}), 2, "a device"),
    Row("a name that writes to the terminal", "a.zip", zipped({"\x1b[31m\n\u202e.txt": b""}), 2, "\\x1b[31m\\n\\u202e.txt"),
    Row("a name that is no Unicode", "a.tar", tarred({"\udcff.txt": GOOD.encode()}), 0, "\\udcff.txt"),
    Row("the same name many times", "a.tar", tarred({"a.txt": GOOD.encode()})[:1024] * 3 + bytes(1024), 0, "a.tar: a.txt"),
    # ---- cut off, broken, not what the name says
    Row("an encrypted archive", "a.zip", encrypted(), 2, "encrypted"),
    Row("half an archive", "a.zip", BOOK[: len(BOOK) // 2], 2, "broken or cut off"),
    Row("half a Word document", "a.docx", WORD[: len(WORD) // 2], 2, "broken or cut off"),
    Row("a Word document without its text", "a.docx", part(WORD, "word/document.xml", b"<x/>"), 2, "a.docx"),
    Row("half a PDF", "a.pdf", PDF[: len(PDF) // 2], 2, "a.pdf"),
    Row("a PDF that is nothing else", "a.pdf", b"%PDF-1.7", 2, "a.pdf"),
    Row("a PDF whose pages hold each other", "a.pdf", pdf(tree=b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"), 0, "a.pdf"),
    Row("a PDF that is encrypted", "a.pdf", pdf(trailer=b"/Encrypt << /Filter /Standard /V 9 >>"), 2, "encrypted"),
    Row("a PDF of one picture", "a.pdf", pdf(contents=streamed(b"", compress=False)), 2, "perhaps a scan"),
    Row("half a book", "a.epub", BOOK[: len(BOOK) // 2], 2, "broken or cut off"),
    Row("a book whose pages are elsewhere", "a.epub", bound({"../../../etc/hostname": "五"}).replace(b"OEBPS/../../../etc/hostname", b"OEBPS/../../../etc/hostnamx"), 2, "not in the book"),
    Row("half a gzip", "a.txt.gz", gzip.compress(GOOD.encode() * 9)[:60], 2, "broken or cut off"),
    Row("half an xz", "a.txt.xz", lzma.compress(random.Random(1).randbytes(900))[:500], 2, "broken or cut off"),
    Row("half a zstd", "a.txt.zst", zstandard.compress(random.Random(1).randbytes(900))[:500], 2, "a.txt.zst"),
    Row("half a tar", "a.tar", tarred({"a.txt": GOOD.encode() * 99})[:900], 2, "a.tar"),
    Row("half a web archive", "a.warc", crawled(CRAWL)[:500], 2, "a.warc"),
    Row(
        "a web archive whose addresses write to the terminal",
        "a.warc",
        crawled(CRAWL).replace(b"https://example.cn/1", b"https://\x1b[31m a/1x"),
        0,
        "380兆瓦",
    ),
    Row("a saved page without a page", "a.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n\nfive\n--x--\n", 2, "no page"),
    Row("a saved page of parts within each other", "a.mhtml", b"".join(b"Content-Type: multipart/related; boundary=%d\n\n--%d\n" % (i, i) for i in range(3000)), 2, "a.mhtml"),
    Row("a table with a quote that never ends", "a.csv", f'text\n"{GOOD}\n'.encode() * 2, 0, "380兆瓦"),
    Row("a table with a zero byte", "a.csv", f"text\n{GOOD}\0\n".encode(), 2, "a.csv"),
    Row("a table of ten thousand columns", "a.csv", b"text" + b"," * 10_000 + f"\n{GOOD}".encode() + b"," * 10_000, 0, "380兆瓦"),
    Row("a picture called a text", "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), 2, "PNG"),
    Row("a page called a text", "a.txt", b"<!DOCTYPE html>" + PAGE, 0, "380兆瓦"),
    Row("a Word document called a page", "a.html", WORD, 0, "380兆瓦"),
    Row("a text called a PDF", "a.pdf", GOOD.encode(), 0, "380兆瓦"),
    Row("an empty file", "a.docx", b"", 2, "empty"),
    Row("nothing but white space", "a.txt", b" \r\n\t\xe3\x80\x80\n", 2, "a.txt"),
    Row("a byte order mark alone", "a.txt", b"\xef\xbb\xbf", 2, "a.txt"),
    Row("an old Word document", "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), 2, "Office"),
    Row("an Excel table", "a.xlsx", zipped({"xl/workbook.xml": b""}), 2, "CSV"),
    # ---- encodings
    Row("UTF-16 with a mark", "a.txt", WRONG.encode("utf-16"), 1, "1800兆瓦"),
    Row("UTF-16 without one", "a.txt", WRONG.encode("utf-16-le"), 1, "1800兆瓦"),
    Row("UTF-16, big end first", "a.txt", WRONG.encode("utf-16-be"), 1, "1800兆瓦"),
    Row("UTF-32", "a.txt", WRONG.encode("utf-32"), 1, "1800兆瓦"),
    Row("GB18030", "a.txt", WRONG.encode("gb18030"), 1, "1800兆瓦"),
    Row("Big5", "a.txt", "北嶺電力訂購了五台燃氣輪機，每台380兆瓦，總輸出功率1800兆瓦。".encode("big5hkscs"), 1, "1800兆瓦"),
    Row("two encodings in one file", "a.txt", GOOD.encode() + GOOD.encode("gb18030"), 2, "line 1"),
    Row("an encoding that is none", "a.html", b"<meta charset=base64>" + PAGE, 0, "380兆瓦"),
    Row("an encoding that takes quadratic time", "a.html", b"<meta charset=punycode>" + PAGE + b"<!-- " + b"a" * 300_000 + b" -->", 0, "380兆瓦"),
    Row("overlong UTF-8", "a.txt", b"\xc0\xaf\xe0\x80\xaf" + GOOD.encode(), 2, "a.txt"),
    Row("a lone surrogate in JSON", "a.jsonl", json.dumps({"text": "五\ud800台"}).encode() + b"\n" + json.dumps({"text": WRONG}).encode(), 2, "line 1"),
    Row("a surrogate pair in JSON", "a.jsonl", b'{"text": "\\ud83d\\ude00' + json.dumps(WRONG)[1:].encode() + b"}", 1, "1800兆瓦"),
    Row("zero bytes", "a.txt", b"5\0\0\0" + GOOD.encode(), 2, "zero"),
    Row("line ends of the Mac", "a.txt", f"题目\r\r{WRONG}\r".encode(), 1, "1800兆瓦"),
    Row("line ends of every kind", "a.txt", f"题目\r\n\x0b\x0c\u2028\u2029\x85{WRONG}\n\r".encode(), 1, "1800兆瓦"),
    # ---- JSON
    Row("JSON nested a hundred thousand deep", "a.json", b'{"text":' + b"[" * 100_000, 2, "a.json"),
    Row("an integer of ten thousand digits in JSON", "a.json", b'{"text": "x", "id": ' + b"9" * 10_000 + b"}", 2, "a.json"),
    Row("numbers that JSON does not have", "a.json", b'{"text": "' + WRONG.encode() + b'", "id": NaN, "date": Infinity}', 1, "1800兆瓦"),
    Row("a text that is a list", "a.json", b'[{"text": ["x"]}, 5, null, "x"]', 2, "item 4"),
    Row("the same key twice", "a.json", f'{{"text": "x", "text": "{WRONG}"}}'.encode(), 1, "1800兆瓦"),
    # ---- pages
    Row("boxes nested twenty thousand deep", "a.html", b"<div>" * 20_000 + PAGE, 0, "a.html"),
    Row("tags that never end", "a.html", PAGE + b"<a href='" * 20_000, 0, "380兆瓦"),
    Row("attributes without end", "a.html", b"<p " + b"a=b " * 100_000 + b">" + PAGE, 0, "380兆瓦"),
    Row("tables within each other", "a.html", b"<table><tr><td>" * 3000 + PAGE, 0, "a.html"),
    Row("hidden boxes within each other", "a.html", b"<div style='display:none'>" * 3000 + PAGE, 0, "a.html"),
    Row("a page of nothing but a script", "a.html", b"<script>document.write('5')</script>", 2, "no text"),
    Row("references to characters that are none", "a.html", PAGE + b"<p>&#0;&#xD800;&#x110000;&#99999999999;5</p>", 0, "380兆瓦"),
    Row("marks of Markdown without end", "a.md", b"[" * 500 + b"*" * 50_000 + b"](" * 500 + f"\n\n{WRONG}".encode(), 1, "1800兆瓦"),
    Row("a header that never ends", "a.txt", b"---\n" + b"a: b\n" * 300 + WRONG.encode(), 1, "1800兆瓦"),
]  # fmt: skip

TEXTS = [
    # ---- numbers
    ("10^308", f"公司订购了1{'0' * 308}台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。", 0, "380兆瓦"),
    ("a number beyond every float", f"公司订购了1{'0' * 400}台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。", None, ""),
    ("a product of 10^21", "公司订购了1000000000台燃气轮机，每台1000000000000兆瓦，总输出功率1900兆瓦。", 1, "1000000000台 × 1000000000000兆瓦"),
    ("a product of 10^21 that agrees", "公司订购了1000000000台燃气轮机，每台1000000000000兆瓦，总输出功率1000000000000000000000兆瓦。", 1, "1000000000台 × 1000000000000兆瓦"),
    ("a product that is too small for a float", f"公司订购了五台燃气轮机，每台0.{'0' * 330}1兆瓦，总输出功率1900兆瓦。", None, ""),
    ("a negative count", "公司订购了-5台燃气轮机，每台380兆瓦，总输出功率1900兆瓦。", None, ""),
    ("no things at all", "公司订购了0台燃气轮机，每台380兆瓦，总输出功率0兆瓦，占0%，比上年的0台增长0%。", None, ""),
    ("the year 0", "公元0年，0000年00月00日，0年0月，公司成立0年。", 0, ""),
    ("years that no calendar has", "公司成立于99999年13月45日，至公元前99999年已有5年。", None, ""),
    ("ten thousand 万", "五" + "万" * 10_000 + "台。" + WRONG, None, ""),
    ("ten thousand 零", "零" * 10_000 + "台。" + WRONG, None, ""),
    ("three thousand commas", "1" + ",000" * 3_000 + "台。" + WRONG, None, ""),
    ("five thousand points", "1" + ".1" * 5_000 + "台。" + WRONG, None, ""),
    ("ten thousand percent signs", "5" + "%" * 10_000 + "。" + WRONG, None, ""),
    ("two thousand hedges", "约" * 2_000 + "5台。" + WRONG, None, ""),
    ("a thousand slashes", "5" + "/5" * 1_000 + "。" + WRONG, None, ""),
    ("three hundred ranges", "5" + "至5" * 300 + "台。" + WRONG, None, ""),
    # ---- characters
    ("full-width digits", "公司订购了五台燃气轮机，每台３８０兆瓦，总输出功率１８００兆瓦。", 1, "１８００兆瓦"),
    ("Arabic digits of other scripts", "公司订购了٥台燃气轮机，每台٣٨٠兆瓦，总输出功率১৮০০兆瓦。", None, ""),
    ("mathematical digits", "公司订购了五台燃气轮机，每台𝟑𝟖𝟎兆瓦，总输出功率𝟏𝟖𝟎𝟎兆瓦。", None, ""),
    ("letters for digits", "公司订购了五台燃气轮机，每台38O兆瓦，总输出功率l9OO兆瓦。", None, ""),
    ("order reversed for the eye", WRONG.replace("1800", "18\u202e00\u202c"), None, ""),
    ("invisible characters in a number", WRONG.replace("1800", "18\u200b0\u2060\ufeff0"), None, ""),
    ("a thousand accents on a digit", WRONG.replace("1800", "1800" + "\u0301" * 1000), None, ""),
    ("characters beyond the first plane", "𠮷野家😀" * 50 + WRONG, 1, "1800兆瓦"),
    ("private and unassigned characters", "\ue000\U0010ffff\ufdd0" * 50 + WRONG, 1, "1800兆瓦"),
    ("control characters", "\x01\x02\x1b[31m\x7f\x9b" + WRONG, 1, "1800兆瓦"),
    # ---- length
    ("two hundred sentences that say the same", "北岭电力去年营业收入12亿元。\n" * 200, 0, ""),
    ("a sentence without an end", "北岭电力，订购了燃气轮机，" * 500, 0, ""),
    ("a word without an end", "北" * 4_000 + WRONG, None, ""),
    ("two thousand brackets", "（" * 2_000 + WRONG, None, ""),
    ("two thousand quotation marks", "“" * 2_000 + WRONG, None, ""),
    ("a thousand enumeration commas", "甲、" * 1_000 + WRONG, None, ""),
    # ---- other languages' syntax
    ("templates and formats", "{{ 7*7 }}{% x %}%s%n${7*7}{0.__class__}" + WRONG, 1, "1800兆瓦"),
    ("Turtle in the text", '"""> . <urn:evil> a <urn:evil> . #' + WRONG, 1, "1800兆瓦"),
]  # fmt: skip


@pytest.mark.parametrize("row", FILES, ids=lambda row: row.what)
def test_a_hostile_file_harms_no_other(kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: Row) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / row.name).write_bytes(row.bytes)
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    before = sorted(tmp_path.parent.iterdir()), sorted(tmp_path.iterdir())
    shown = kg("check", row.name, "good.txt", "--lang", "en", *row.options)
    assert (sorted(tmp_path.parent.iterdir()), sorted(tmp_path.iterdir())) == before
    assert_harmless(shown.out + shown.err)
    assert "good.txt" in shown.out
    assert row.says in shown.out + shown.err
    assert shown.status == row.status, shown.err
    assert not shown.err or shown.err.startswith(f"kg: {row.name}")


@pytest.mark.parametrize(("what", "text", "status", "says"), TEXTS, ids=[row[0] for row in TEXTS])
def test_a_hostile_text_is_read_to_its_end(
    kg: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, text: str, status: int | None, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    shown = kg("check", "a.txt", "--lang", "en")
    assert shown.err == ""
    assert_harmless(shown.out)
    assert says in shown.out
    assert shown.status in ((0, 1) if status is None else (status,))
    # JSON that every reader reads: no NaN, no infinity, no lone surrogate.
    for line in kg("quantities", "a.txt", "--format", "jsonl").out.splitlines():
        json.loads(line, parse_constant=pytest.fail)
        line.encode()


def test_tens_of_thousands_of_sentences_are_read_for_their_numbers(kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("北岭电力去年营业收入12亿元。\n" * 30_000, encoding="utf-8")
    shown = kg("quantities", tmp_path / "a.txt", "--format", "jsonl")
    assert shown.status == 0
    assert len(shown.rows[0]["quantities"]) == 30_000


def assert_harmless(shown: str) -> None:
    assert "Traceback" not in shown
    assert all(c == "\n" or c.isprintable() for c in shown), [c for c in shown if c != "\n" and not c.isprintable()]


def test_links_and_pipes_in_a_folder_are_told_and_not_followed(kg: Kg, tmp_path: Path) -> None:
    folder = tmp_path / "稿件"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text(WRONG, encoding="utf-8")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop").symlink_to(folder)
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
    shown = kg("check", folder)
    assert shown.status == 2
    assert "secret" not in shown.out + shown.err
    assert f"{folder / 'link.txt'}: 是链接" in shown.err
    assert f"{folder / 'loop'}: 是链接" in shown.err
    assert "not a regular file" in shown.err or not hasattr(os, "mkfifo")
    assert "good.txt" in shown.out


INJECTIONS = [
    '"> . <urn:evil> <urn:evil> <urn:evil> . #',
    '""" . <urn:evil> a <urn:evil> .',
    "> . } ; DROP ALL ; INSERT DATA { <urn:evil> a <urn:evil> } #",
    "\\u003e <urn:evil> \\",
    "http://example.cn/> <urn:evil> <urn:evil",
    "</script><script>alert(1)</script>",
    "\x00\x1b]0;x\x07\u202e\r\n",
]
PLACES = ("title", "url", "publisher", "author", "date", "id", "text")


@pytest.mark.parametrize("attack", INJECTIONS, ids=range(len(INJECTIONS)))
@pytest.mark.parametrize("place", PLACES)
def test_what_an_article_says_of_itself_stays_text(kg: Kg, place: str, attack: str, tmp_path: Path) -> None:
    record = {"text": GOOD, **dict.fromkeys(("title", "publisher", "author", "id"), "x")}
    record[place] = f"“{attack}”公司{GOOD}" if place == "text" else attack
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(record), encoding="utf-8")
    ask = "SELECT (COUNT(*) AS ?n) { ?a a kg:Article FILTER NOT EXISTS { { <urn:evil> ?p ?o } UNION { ?s <urn:evil> ?o } UNION { ?s ?q <urn:evil> } } }"
    shown = kg("query", ask, path, "--format", "csv")
    assert (shown.status, shown.out.split()) == (0, ["n", "1"])
    page = kg("report", path, "--format", "html")
    assert "<script>alert" not in page.out
    assert page.status == 0


@pytest.mark.parametrize("attack", [*INJECTIONS[:6], '") . DROP ALL #', "'; rm -rf ~ ;'"], ids=range(8))
def test_a_file_name_stays_a_name(kg: Kg, tmp_path: Path, attack: str) -> None:
    path = tmp_path / (attack.replace("/", "∕").replace("\0", "") + ".txt")
    path.write_text(WRONG, encoding="utf-8")
    shown = kg("report", path, "-o", f"{tmp_path}/out/")
    assert shown.status == 1
    assert len({made.name for made in (tmp_path / "out").iterdir()} - {"index.html"}) == 1
    rows = kg("query", "SELECT (COUNT(*) AS ?n) { <urn:evil> ?p ?o }", path, "--format", "csv").out.split()
    assert rows == ["n", "0"]


def test_an_id_is_no_path(kg: Kg, tmp_path: Path) -> None:
    rows = [{"id": name, "text": WRONG} for name in ("../../up", "/etc/x", "a/b", "..", "con:aux", "n" * 500, "", "\0")]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert kg("report", tmp_path / "a.jsonl", "-o", f"{tmp_path}/out/").status == 1
    assert len({made.name for made in (tmp_path / "out").iterdir()} - {"index.html"}) == len(rows)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.jsonl", "out"]


@pytest.mark.parametrize("attack", INJECTIONS, ids=range(len(INJECTIONS)))
def test_a_query_s_parameter_stays_a_value(kg: Kg, tmp_path: Path, attack: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    shown = kg("query", "about", "-p", f"name={attack}", tmp_path / "a.txt")
    assert shown.status in (0, 2)
    assert_harmless(shown.out + shown.err)
    assert "380兆瓦" not in shown.out
