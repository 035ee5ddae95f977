"""Files of every format, made here: the bytes that a word processor, a browser or a crawler would write."""

from __future__ import annotations

import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from email.message import EmailMessage

from docx import Document
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# One line of a PDF page: x, y from below, size in points, text.
Line = tuple[float, float, float, str]


def zipped(members: Mapping[str, bytes], **options: int) -> bytes:
    """A ZIP archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return packed.getvalue()


def tarred(members: Mapping[str, bytes | tarfile.TarInfo]) -> bytes:
    """A tar archive; a member may be a TarInfo of its own: a link, a device."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in members.items():
            if isinstance(data, tarfile.TarInfo):
                data.name = name
                archive.addfile(data)
                continue
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


def worded(paragraphs: Iterable[tuple[str, str] | list[list[str]]], **properties: object) -> bytes:
    """A Word document of (style, text) and of tables."""
    document = Document()
    for name, value in properties.items():
        setattr(document.core_properties, name, value)
    for part in paragraphs:
        if isinstance(part, list):
            table = document.add_table(rows=0, cols=len(part[0]))
            for row in part:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        else:
            document.add_paragraph(part[1], style=part[0])
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def printed(pages: Iterable[Iterable[Line]], info: Mapping[str, str] | None = None, *, compress: bool = True) -> bytes:
    """A PDF document of A4 pages, in a Chinese font that every reader has; letters are half as wide."""
    contents = []
    for lines in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in lines
        )
        contents.append(drawn.encode("ascii"))
    kids = " ".join(f"{6 + 2 * i} 0 R" for i in range(len(contents)))
    stated = " ".join(f"/{name} <feff{text.encode('utf-16-be').hex()}>" for name, text in (info or {}).items())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500 814 939 500] "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        f"<< {stated} >>",
    ]
    body = [text.encode("ascii") for text in objects]
    for number, content in enumerate(contents):
        body.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        body.append(streamed(zlib.compress(content) if compress else content, compress=compress))
    return assembled(body)


def streamed(data: bytes, *, compress: bool = True) -> bytes:
    """The object of a stream."""
    filtered = b"/Filter /FlateDecode " if compress else b""
    return b"<< " + filtered + f"/Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def assembled(objects: list[bytes]) -> bytes:
    """A PDF file of objects, the first its catalogue and the fifth its information."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, data in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + data + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def column(
    text: str, x: float, top: float, width: int, *, size: float = 10, pitch: float = 15, indent: int = 2
) -> list[Line]:
    """A paragraph set in lines of `width` characters, letters and digits half as wide."""
    lines: list[Line] = []
    line, used, at = "", 0.0, x + indent * size
    used = float(indent)
    y = top
    for character in text:
        step = 0.5 if character.isascii() else 1.0
        if used + step > width and character not in "，。；、：":
            lines.append((at, y, size, line))
            line, used, at, y = "", 0.0, x, y - pitch
        line += character
        used += step
    lines.append((at, y, size, line))
    return lines


def bound(
    chapters: Mapping[str, str], *, spine: Iterable[str] | None = None, container: str = "", **stated: str
) -> bytes:
    """An EPUB book of pages by their names, its metadata in Dublin Core."""
    items = "".join(
        f'<item id="i{i}" href="{name}" media-type="application/xhtml+xml"/>' for i, name in enumerate(chapters)
    )
    names = list(chapters)
    order = "".join(f'<itemref idref="i{names.index(name)}"/>' for name in (spine or chapters))
    metadata = "".join(f"<dc:{name}>{value}</dc:{name}>" for name, value in stated.items())
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'version="3.0"><metadata>{metadata}</metadata><manifest>{items}</manifest><spine>{order}</spine></package>'
    )
    container = container or (
        '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
        '<rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
    )
    return zipped(
        {
            "mimetype": b"application/epub+zip",
            "META-INF/container.xml": container.encode(),
            "OEBPS/book.opf": package.encode(),
            **{f"OEBPS/{name}": page.encode() for name, page in chapters.items()},
        }
    )


def crawled(pages: Iterable[tuple[str, bytes, str, str]], *, compress: bool = False) -> bytes:
    """A web archive of answers: (address, content, content type, status); each fetched on 2024-05-13."""
    packed = io.BytesIO()
    writer = WARCWriter(packed, gzip=compress)
    for url, content, kind, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url, "response", payload=io.BytesIO(content), http_headers=headers,
            warc_headers_dict={"WARC-Date": "2024-05-13T08:00:00Z"},
        )  # fmt: skip
        writer.write_record(record)
    return packed.getvalue()


def saved(page: str, *, url: str, subject: str) -> bytes:
    """A page as Chromium saves it with what it shows."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = url
    message["Subject"] = subject
    message["Date"] = "Mon, 13 May 2024 08:00:00 +0800"
    message.set_content(page, subtype="html", charset="utf-8", cte="quoted-printable")
    message["Content-Location"] = url
    message.make_related()
    message.add_related(b"\x89PNG", "image", "png")
    return message.as_bytes()
