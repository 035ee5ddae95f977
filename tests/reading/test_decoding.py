"""Encodings are recognised, even in a few characters; what is no text is refused by name."""

from __future__ import annotations

import pytest

from kg.errors import ReadError
from kg.reading.decoding import decode

SIMPLIFIED = ["北京", "五台燃气轮机", "每台380兆瓦", "总额达1.2亿元。", "昨天股市下跌", "共12人", "马斯克订购五台"]
TRADITIONAL = [
    "香港",
    "五臺燃氣輪機",
    "每臺380兆瓦",
    "總額達1.2億元。",
    "人民幣",
    "電力公司訂購五臺",
    "昨日股市下跌百分之三",
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", SIMPLIFIED + TRADITIONAL)
def test_text_comes_back_from_its_bytes(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
@pytest.mark.parametrize("text", TRADITIONAL)
def test_big5_is_not_taken_for_gb18030(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "gb18030"])
@pytest.mark.parametrize("text", SIMPLIFIED)
def test_gb18030_is_not_taken_for_big5(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_line_ends_stay_as_they_are() -> None:
    assert decode("五台\r\n六台\r\n".encode("gb18030")) == "五台\r\n六台\r\n"


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ('<meta charset="gb2312">', "gb18030"),
        ("<meta content='text/html; charset=big5'>", "big5"),
        ('<?xml version="1.0" encoding="shift_jis"?>', "shift-jis"),
    ],
)
def test_a_declared_encoding_is_believed(head: str, charset: str) -> None:
    page = (head + "<p>五元</p>").encode(charset)
    assert decode(page, declares=True) == head + "<p>五元</p>"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"PK\x03\x04\x14\0\x06\0", "ZIP"),
        (b"\x7fELF\x02\x01\x01\0", "program"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"1,2,3\0\0\0\0\x01\x02", "byte 6 is zero"),
        ("価格は三千円です。これはテストです。".encode("shift-jis"), "unknown encoding"),
        ("한국전력공사는 가스터빈을 주문했다".encode("euc-kr"), "unknown encoding"),
        ("Ça coûte 5 €".encode("latin-1", "replace"), "unknown encoding"),
        ("五台燃气轮机\n每台".encode() + b"\xff" + "兆瓦".encode(), "line 2, byte 26"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        decode(data)
