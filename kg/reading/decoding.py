"""Bytes → text. Strict decoding, then a test whether the characters that come out are those of Chinese texts."""

from __future__ import annotations

import codecs
import re
from functools import cache

from kg.errors import ReadError
from kg.ontology import turtle

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"\x89PNG", "PNG 图片 / a PNG image"),
    (b"\xff\xd8\xff", "JPEG 图片 / a JPEG image"),
    (b"GIF8", "GIF 图片 / a GIF image"),
    (b"RIFF", "音视频或图片 / audio, video or an image"),
    (b"PK\x03\x04", "ZIP 或 Office 文档 / a ZIP archive or an Office document"),
    (b"%PDF", "PDF 文档 / a PDF document"),
    (b"\x7fELF", "可执行程序 / a program"),
    (b"MZ\x90", "可执行程序 / a program"),
    (b"\x1f\x8b", "gzip 压缩文件 / a gzip archive"),
    (b"7z\xbc\xaf", "7z 压缩文件 / a 7z archive"),
    (b"Rar!", "RAR 压缩文件 / a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档 / an old Office document"),
    (b"SQLite format 3", "SQLite 数据库 / an SQLite database"),
)
# What a text without a mark may be, in the order of preference when two fit equally well.
_CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,5}=\s{0,5}["']?([A-Za-z0-9_-]{2,20})""")
# What a page may declare. Python knows stranger codecs: punycode takes quadratic time, base64 gives no text.
_TEXTUAL = re.compile(
    r"utf-?(?:8|16|32).{0,5}|gb.{1,8}|big5.{0,8}|(?:iso-?)?8859-?\d+|latin-?\d|windows-?\d+|cp\d+|(?:us-)?ascii|shift[_-]?jis|euc.{1,5}|hz.{0,9}"
)
_SAMPLE = 20_000
# Right encodings gave 0.9 and more on texts of four characters and more, wrong ones below 0.5.
_PLAUSIBLE = 0.6


def decode(data: bytes, *, declares: bool = False, charset: str | None = None) -> str:
    """The text of a file, without a byte order mark. With `declares` a `charset=` near its head is believed first,
    before it the `charset` that it was sent with.

    Raises ReadError, without the file's name, for what is empty, not text, or in no encoding known here.
    """
    if not data.strip():
        raise ReadError("文件是空的 / the file is empty")
    for magic, name in _BINARY:
        if data.startswith(magic):
            raise ReadError(f"不是文本，是{name}")
    text = _marked(data)
    if text is None:
        text = _named(data, charset) or (_declared(data) if declares else None) or _strictly(data, "utf-8")
    if text is None or "\0" in text:
        text = _most_plausible(data)
    if text is None and b"\0" in data:
        raise ReadError(f"不是文本：第 {data.index(0) + 1} 个字节为零 / not text: byte {data.index(0) + 1} is zero")
    if text is None:
        raise ReadError(_unknown(data))
    if not text.strip():
        raise ReadError("文件是空的 / the file is empty")
    return text


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2048])
    return _named(data, found[1].decode()) if found else None


def _named(data: bytes, charset: str | None) -> str | None:
    name = (charset or "").lower()
    name = "gb18030" if name.startswith("gb") else "big5hkscs" if name.startswith("big5") else name
    return _strictly(data, name) if _TEXTUAL.fullmatch(name) else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _most_plausible(data: bytes) -> str | None:
    scored = [(_plausibility(text), text) for c in _CANDIDATES if (text := _strictly(data, c)) is not None]
    best = max(scored, key=lambda s: s[0], default=(0.0, None))
    return best[1] if best[0] >= _PLAUSIBLE else None


def _plausibility(text: str) -> float:
    """The share of the text's characters beyond ASCII that Chinese texts are made of; 0 where there is none."""
    if "\0" in text:
        return 0.0
    characters = [c for c in text[:_SAMPLE] if c > "\x7f"]
    return sum(map(_common().__contains__, characters)) / len(characters) if characters else 0.0


@cache
def _common() -> frozenset[str]:
    listed = "".join(str(s) for node in turtle.read("encodings").values() for s in node["kg:characters"])
    full_width = "".join(map(chr, range(0xFF01, 0xFF5F)))
    return frozenset(listed + full_width + "\u3000　、。〈〉《》「」『』【】〔〕…—·“”‘’￥℃±×÷％‰①②③④⑤△▲●○■□★〇")


def _unknown(data: bytes) -> str:
    """Names the place where the text stops being UTF-8, which is what most files are meant to be."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place = f"第 {line} 行，第 {error.start + 1} 字节 / line {line}, byte {error.start + 1}"
        return f"编码无法识别，也不是完好的 UTF-8 / unknown encoding, and not valid UTF-8: {place}"
    return "编码无法识别 / unknown encoding"
