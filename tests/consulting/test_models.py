"""A local model's second opinion, and every way in which one may misbehave."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import pyoxigraph as ox
import pytest

from kg.consulting import Model, consulted
from kg.errors import KgError
from kg.graph.writing import quads
from kg.model import Extraction
from kg.pipeline import extract
from kg.reading import article

Answer = Callable[[BaseHTTPRequestHandler, Event], None]
TEXT = "每年有300人在这里受训。北岭电力的装机容量为380兆瓦。"


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A model's address, served until the block ends; what still waits then is let go."""
    done = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self, done)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        done.set()
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200) -> None:
    handler.send_response(status)
    handler.end_headers()
    handler.wfile.write(body)


def saying(content: str) -> Answer:
    body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()
    return lambda handler, _: send(handler, body)


def proposing(*rows: Any) -> Answer:
    return saying(json.dumps({"claims": rows}, ensure_ascii=False))


def without_subject() -> Extraction:
    found = extract(article(TEXT))
    assert [(c.quantity.text, c.subject and c.subject.text) for c in found.claims] == [
        ("300人", None),
        ("380兆瓦", "北岭电力"),
    ]
    return found


def test_it_names_what_the_rules_left_without_a_name() -> None:
    with serving(proposing({"text": "300人", "subject": "这里", "property": "受训"})) as url:
        found = consulted(without_subject(), Model(url, "small"))
    claim = found.claims[0]
    assert claim.subject is not None
    assert (claim.subject.text, claim.quantity.value, claim.source) == ("这里", 300.0, "small")
    assert found.claims[1].source is None


def test_the_graph_names_it_as_the_source() -> None:
    with serving(saying('```json\n{"claims":[{"text":"300人","subject":"这里"}]}\n```')) as url:
        found = consulted(without_subject(), Model(url, "small"))
    prov = "http://www.w3.org/ns/prov#"
    attributed = [q for q in quads(found) if q.predicate.value == f"{prov}wasAttributedTo"]
    assert len(attributed) == 1
    labels = {
        q.object.value for q in quads(found) if q.subject == attributed[0].object and isinstance(q.object, ox.Literal)
    }
    assert labels == {"small"}


UNHEEDED: list[tuple[str, Answer]] = [
    ("no JSON", lambda handler, _: send(handler, b"<html>")),
    ("no JSON inside", saying("好的，我来看看")),
    ("JSON of another form", saying("[1, 2]")),
    ("no choices", lambda handler, _: send(handler, b'{"choices": []}')),
    ("claims that are none", saying('{"claims": 3}')),
    ("rows that are none", proposing(1, None, "300人", ["300人"], {"text": 300})),
    ("nested without end", lambda handler, _: send(handler, b"[" * 200_000)),
    ("a number that is not there", proposing({"text": "400人", "subject": "这里"})),
    ("a number that the text does not hold as one", proposing({"text": "80兆瓦", "subject": "这里"})),
    ("a text that is no number", proposing({"text": "受训", "subject": "这里"})),
    ("a subject that is not there", proposing({"text": "300人", "subject": "南岭电力"})),
    ("a subject as long as the text", proposing({"text": "300人", "subject": TEXT * 9})),
    ("another subject than the rules found", proposing({"text": "380兆瓦", "subject": "这里", "property": "受训"})),
    ("bytes that are no UTF-8", lambda handler, _: send(handler, b"\xff\xfe\x00")),
    ("nothing", lambda handler, _: send(handler, b"")),
]


@pytest.mark.parametrize("answer", [a for _, a in UNHEEDED], ids=[name for name, _ in UNHEEDED])
def test_what_the_text_does_not_say_changes_nothing(answer: Answer) -> None:
    found = without_subject()
    with serving(answer) as url:
        assert consulted(found, Model(url)) == found


def endless(handler: BaseHTTPRequestHandler, done: Event) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while not done.is_set():
            handler.wfile.write(b" " * 65536)
    except OSError:
        pass  # the client has left


def silent(_: BaseHTTPRequestHandler, done: Event) -> None:
    done.wait()


FAILING: list[tuple[str, Answer, str]] = [
    ("an error", lambda handler, _: send(handler, b"", 500), "HTTP 500"),
    ("elsewhere", lambda handler, _: send(handler, b"", 302), "HTTP 302"),
    ("too much", endless, "too large"),
    ("never", silent, "no answer"),
]


@pytest.mark.parametrize(("answer", "message"), [row[1:] for row in FAILING], ids=[row[0] for row in FAILING])
def test_no_answer_is_told(answer: Answer, message: str) -> None:
    with serving(answer) as url, pytest.raises(KgError, match=message):
        consulted(without_subject(), Model(url, seconds=0.5 if answer is silent else 30))


def test_nobody_there_is_told() -> None:
    with serving(silent) as url:
        pass
    with pytest.raises(KgError, match="no answer"):
        consulted(without_subject(), Model(url))


@pytest.mark.parametrize("url", ["http://example.com/v1", "ftp://127.0.0.1/", "unix://127.0.0.1/v1", "localhost", ""])
def test_an_article_is_not_sent_away(url: str) -> None:
    with pytest.raises(KgError, match="on this machine"):
        Model(url)
