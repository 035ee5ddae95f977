"""What a server on a desk has to withstand: other sites, other names, texts made to harm."""

from __future__ import annotations

import http.client
import signal
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import lxml.html
import pytest

from kg.cli.program import run

from .conftest import RIGHT, WRONG, Server, serving

pytestmark = pytest.mark.xdist_group("serve")
TEXT = {"Content-Type": "text/plain; charset=utf-8"}


def called(server: Server, method: str, path: str, headers: dict[str, str], body: str = "") -> tuple[int, str]:
    """As any client could: httpx would put a Host of its own beside ours."""
    connection = http.client.HTTPConnection(urlsplit(server.root).netloc, timeout=120)
    connection.putrequest(method, path, skip_host="Host" in headers)
    for name, value in {**headers, "Content-Length": str(len(body.encode()))}.items():
        connection.putheader(name, value)
    connection.endheaders(body.encode())
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("127.0.0.1", 200),
        ("[::1]:8000", 200),
        ("evil.example", 421),
        ("", 421),
        ("[::1", 421),
        ("127.0.0.1@evil.example", 421),
        ("127.0.0.1.evil.example", 421),
    ],
)
def test_a_page_elsewhere_cannot_point_its_name_here(server: Server, host: str, status: int) -> None:
    assert called(server, "GET", "/", {"Host": host})[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "{root}", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/check", "/page/report"])
def test_a_page_elsewhere_cannot_post(server: Server, headers: dict[str, str], status: int, path: str) -> None:
    sent = {name: value.format(root=server.root) for name, value in headers.items()}
    assert called(server, "POST", path, {**TEXT, **sent}, RIGHT)[0] == status


def test_a_link_from_elsewhere_is_followed_and_a_script_is_not(server: Server) -> None:
    for mode, status in (("navigate", 200), ("no-cors", 403), ("cors", 403)):
        assert called(server, "GET", "/", {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode})[0] == status


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/"), ("GET", "/static/report.js"), ("POST", "/check"), ("GET", "/nowhere")]
)
def test_every_answer_says_what_a_browser_may_do_with_it(client: httpx.Client, method: str, path: str) -> None:
    headers = client.request(method, path).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path", ["/static/../serving/app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/static/nothing.js"]
)
def test_no_file_is_looked_up_by_a_name_from_outside(server: Server, path: str) -> None:
    status, text = called(server, "GET", path, {})
    assert status == 404
    assert "import" not in text


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>五台燃气轮机，每台380兆瓦，"
    "总输出功率1800兆瓦。</textarea></template><svg onload=alert(1)>\n"
    "\u202e兆瓦1\u202c，1\u200b9台，“'; DROP GRAPH <urn:x> ; SELECT * {?s ?p ?o} # 共有3台。\x00{{7*7}}javascript:alert(1)\n"
    "<a href='javascript:alert(1)' style='x'>共12台</a>，SERVICE <http://evil.example/> { ?s ?p 5 }"
)


@pytest.mark.parametrize("kind", ["text/plain", "text/markdown", "text/html"])
def test_an_article_never_becomes_markup(client: httpx.Client, kind: str) -> None:
    answer = client.post("/page/report", content=HOSTILE.replace("\x00", "").encode(), headers={"Content-Type": kind})
    page = lxml.html.fragment_fromstring(answer.json()["html"], create_parent="div")
    assert not page.xpath("//script | //img | //iframe | //object | //a[starts-with(@href, 'javascript')]")
    assert not page.xpath("//@*[starts-with(name(), 'on') or name() = 'style']")
    assert {link for link in page.xpath("//a/@href") if not link.startswith("#")} == set()
    shown = page.text_content()
    assert "\u202e" not in shown
    assert "\u200b" not in shown
    if kind != "text/html":
        assert ("<script>alert(1)</script>" in shown) is (kind == "text/plain")  # marks of Markdown are cut
        assert "[U+202E]" in shown
        assert "{{7*7}}" in shown


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    """A server with tight limits."""
    with serving("--jobs", "1", "--seconds", "5", "--limit", "size=2") as running:
        yield running


@pytest.mark.parametrize("text", ["电" * 330_000, "，".join(f"第{i}项{i * 7}万元" for i in range(10_000))])
def test_a_text_that_takes_too_long_is_stopped_and_the_next_is_checked(strict: Server, text: str) -> None:
    with strict.client() as client:
        answer = client.post("/page/report", content=text.encode(), headers=TEXT)
        assert answer.status_code == 422
        assert "5" in answer.json()["detail"]
        assert client.post("/check", json={"text": WRONG}).json()["checks"][0]["verdict"] == "inconsistent"


def test_a_text_that_is_too_large_is_not_taken(strict: Server) -> None:
    with strict.client() as client:
        answer = client.post("/check", content=b"1" * 2_000_001, headers=TEXT)
    assert answer.status_code == 413
    assert answer.json()["limit"] == 2_000_000
    assert "2 MB" in answer.json()["detail"]


def test_the_server_answers_while_it_checks(strict: Server) -> None:
    """With one process at work, and every page still there."""
    with strict.client() as client, strict.client() as other:
        request = client.build_request("POST", "/check", content=("电" * 330_000).encode(), headers=TEXT)
        connection = http.client.HTTPConnection(urlsplit(strict.root).netloc, timeout=120)
        connection.request("POST", "/check", request.content, TEXT)
        assert other.get("/").status_code == 200
        assert connection.getresponse().status == 422
        connection.close()


def test_nothing_that_was_sent_is_printed() -> None:
    with serving("--jobs", "1") as server:
        with server.client() as client:
            client.post("/check?name=机密", json={"text": WRONG})
            client.post("/check", content=b"\xff\xfe\x00", headers=TEXT)
        status, out, err = server.ended(signal.SIGINT)
    assert (status, out.strip(), err) == (0, "已结束", "")


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    with serving("--jobs", "1", KG_TOKEN="口令 secret") as running:
        yield running


def test_programs_show_the_token(guarded: Server) -> None:
    with guarded.client() as client:
        refused = client.post("/check", json={"text": WRONG})
        wrong = client.post("/check", json={"text": WRONG}, headers={"Authorization": "Bearer x"})
        token = {"Authorization": b"Bearer " + "口令 secret".encode()}
        right = client.post("/check", json={"text": WRONG}, headers=token)
    assert [refused.status_code, wrong.status_code, right.status_code] == [401, 401, 200]


def test_people_follow_the_link_or_type_the_token(guarded: Server) -> None:
    browser = {"Accept": "text/html"}
    with guarded.client() as client:
        assert client.get("/", headers=browser).headers["location"] == "/login"
        assert client.post("/login", data={"token": "x"}).status_code == 401
        answer = client.post("/login", data={"token": "口令 secret"})
        assert answer.headers["location"] == "/"
        assert "secret" not in answer.headers["set-cookie"]
        assert all(word in answer.headers["set-cookie"].lower() for word in ("httponly", "samesite=strict"))
        assert client.get("/", headers=browser).status_code == 200
    with guarded.client() as client:
        client.get(guarded.address)
        assert client.get("/", headers=browser).status_code == 200


def test_a_caller_that_goes_away_does_no_harm(server: Server) -> None:
    for _ in range(3):
        connection = http.client.HTTPConnection(urlsplit(server.root).netloc)
        connection.request("POST", "/check", WRONG.encode(), TEXT)
        connection.close()
    with server.client() as client:
        assert client.post("/check", json={"text": WRONG}).status_code == 200


def test_others_are_let_in_only_with_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "--host", "0.0.0.0", "--port", "0"]) == 2
    assert "--token" in capsys.readouterr().err


def test_a_port_in_use_is_named(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    port = str(urlsplit(server.root).port)
    assert run(["serve", "--port", port]) == 2
    assert port in capsys.readouterr().err
