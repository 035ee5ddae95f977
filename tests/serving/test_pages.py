"""The pages in a browser, as somebody uses them who reads no manual. Skipped where there is no Chromium."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import SAMPLE, WRONG, Server, ingest, serving

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="/usr/bin/chromium is not there: apt-get install chromium"),
    pytest.mark.xdist_group("serve"),
]
HOSTILE = (
    "<script>document.title='x'</script><img src=x onerror=\"document.title='x'\">五台燃气轮机，每台380兆瓦，"
    "总输出功率1800兆瓦。</textarea><svg onload=\"document.title='x'\">\u202e9.1\u202c吉瓦，1\u200b9台。"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    """A page of a Chinese browser; what the console complains of and what goes elsewhere fails the test."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", locale="zh-CN", base_url=server.root
    )
    context.set_default_timeout(60_000)
    page, complaints, requests = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto("/")
    yield page
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []


def checked(page: Any, text: str, state: str = "alarms") -> None:
    page.fill("#text", text)
    page.wait_for_selector(f"#status[data-state={state}]")


def test_a_pasted_article_is_checked(page: Any) -> None:
    checked(page, SAMPLE.read_text(encoding="utf-8"))
    assert page.locator("#status").inner_text().strip() == "核对完毕，警报 2 处"
    card = page.locator("article.card").first
    assert "60万个 × 120千瓦 = 不少于 72 吉瓦 ≰ 1900兆瓦" in card.inner_text()
    assert card.locator("ins").first.inner_text() == "60万个 Blackwell GPU"
    card.locator("blockquote a.n", has_text="60万个").first.click()
    number = page.evaluate("location.hash")
    assert page.locator(f".text {number}").inner_text() == "60万个"
    assert page.locator(f".text {number}").evaluate("(mark) => mark.matches(':target')")


def test_the_language_of_the_page_and_of_its_messages(page: Any) -> None:
    checked(page, WRONG)
    assert "而文中为" in page.locator(".message").first.inner_text()
    page.click("#languages button[value=en]")
    page.locator(".message", has_text="but the text says").first.wait_for()
    assert page.locator(".headline").inner_text() == "3 of 3 numbers checked: 1 inconsistent"
    assert page.title().startswith("Paste an article")
    page.reload()
    assert page.locator("h1").inner_text() == "Paste an article to check its numbers"


def test_an_older_answer_never_overwrites_a_newer(page: Any) -> None:
    held = []
    page.route("**/page/report*", lambda route: held.append(route) if not held else route.continue_())
    page.fill("#text", WRONG)
    page.wait_for_function("() => document.querySelector('#status').dataset.state === 'checking'")
    checked(page, WRONG.replace("1800", "1900"), "clear")
    held[0].continue_()
    page.wait_for_timeout(0)
    assert page.locator("#status").get_attribute("data-state") == "clear"
    assert "1900兆瓦" in page.locator(".text").inner_text()


def test_a_text_that_is_cleared_leaves_nothing(page: Any) -> None:
    checked(page, WRONG)
    page.click("#clear")
    assert page.locator("#status").get_attribute("data-state") == "waiting"
    assert page.locator(".card").count() == 0
    assert page.locator("#downloads").is_hidden()


def test_a_file_is_read_into_the_draft(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_bytes(WRONG.encode("gb18030"))
    page.set_input_files("#file", file)
    page.wait_for_selector("#status[data-state=alarms]")
    assert page.input_value("#text") == WRONG


def test_a_dropped_file_with_several_articles(page: Any) -> None:
    lines = [{"title": "甲", "text": WRONG}, {"title": "乙", "text": WRONG.replace("1800", "1900")}]
    data = page.evaluate_handle(
        """(lines) => {
          const data = new DataTransfer();
          data.items.add(new File([lines], "two.jsonl"));
          return data;
        }""",
        "".join(json.dumps(line) + "\n" for line in lines),
    )
    page.dispatch_event(".draft", "drop", {"dataTransfer": data})
    page.wait_for_selector("#status[data-state=alarms]")
    assert page.locator("#about").inner_text() == "甲"
    page.select_option("#several-list", label="乙")
    page.wait_for_selector("#status[data-state=clear]")


def test_a_file_that_cannot_be_read_is_told(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "坏.json"
    file.write_text("{", encoding="utf-8")
    page.set_input_files("#file", file)
    page.wait_for_selector("#status[data-state=failed]")
    assert "坏.json" in page.locator("#status").inner_text()


@pytest.mark.parametrize(
    ("button", "name", "holds"),
    [
        ("#csv", "claims.csv", "五台"),
        ("#json", "check.json", "五台 × 380兆瓦"),
        ("#html", "report.html", "<!DOCTYPE html>"),
    ],
)
def test_downloads(page: Any, button: str, name: str, holds: str) -> None:
    checked(page, WRONG)
    with page.expect_download() as download:
        page.click(button)
    assert download.value.suggested_filename == name
    assert holds in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_a_hostile_article_is_shown_as_text(page: Any) -> None:
    title = page.title()
    checked(page, HOSTILE)
    assert page.title() == title
    assert "<script>" in page.locator(".text").inner_text()
    assert page.locator("#report script, #report img").count() == 0
    checked(page, WRONG)


def test_the_example_is_a_click_away(page: Any) -> None:
    page.click("#sample")
    page.wait_for_selector("#status[data-state=alarms]")
    assert page.locator("#about").inner_text().startswith("xAI向斗山购入五台燃气轮机")


def test_by_keyboard_alone(page: Any) -> None:
    checked(page, WRONG)
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert [seen.index(name) for name in ("html", "json")] == sorted(seen.index(name) for name in ("html", "json"))
    assert any("n v-inconsistent" in name for name in seen)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a store and a file of reviews."""
    folder = tmp_path_factory.mktemp("desk")
    store = ingest(folder, sample=SAMPLE.read_text(encoding="utf-8"))
    with serving("--jobs", "1", "--store", store, "--reviews", folder / "reviews.jsonl") as running:
        yield running


def test_a_dismissed_alarm_stays_dismissed(page: Any, desk: Server) -> None:
    page.goto(desk.root)
    checked(page, WRONG)
    card = page.locator("article.card").first
    card.locator("button[value=dismissed]").click()
    card.locator("input[name=reason]").fill("含税口径不同")
    card.locator("input[name=by]").fill("王编辑")
    card.locator(".why button.primary").click()
    page.wait_for_selector("#status[data-state=clear]")
    assert page.locator("article.card").count() == 0
    page.reload()
    checked(page, WRONG, "clear")
    kept = page.locator("details.card.v-dismissed")
    kept.locator("> summary").click()
    assert "编辑驳回：含税口径不同" in kept.locator(".review").inner_text()
    assert violations(page) == []
    kept.locator(".reviewing button").click()
    page.wait_for_selector("#status[data-state=alarms]")
    page.locator("article.card button[value=confirmed]").click()
    assert page.locator("article.card input[name=by]").input_value() == "王编辑"
    assert violations(page) == []


def test_a_stored_article_is_chosen(page: Any, desk: Server) -> None:
    page.goto(desk.root)
    page.locator("#stored option", has_text="算电周刊").wait_for(state="attached")
    page.select_option("#stored", index=1)
    page.wait_for_selector("#status[data-state=alarms]")
    assert page.locator("#about").inner_text().startswith("xAI向斗山购入五台燃气轮机")
    assert violations(page) == []


def test_stored_claims_are_searched(page: Any, desk: Server) -> None:
    page.goto(f"{desk.root}/search")
    page.fill("#words", "GB200 千瓦")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#status').textContent.includes('找到 1 个')")
    (row,) = page.locator("#rows tr").all()
    assert row.locator("th").inner_text() == "120千瓦"
    assert row.locator("mark").inner_text() == "120千瓦"
    page.fill("#words", "没有这个词")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('#status').textContent.includes('没有找到')")


def test_a_shipped_query_is_run_and_downloaded(page: Any, desk: Server) -> None:
    page.goto(f"{desk.root}/query")
    page.select_option("#shipped", "power")
    page.locator("#results td", has_text="1900兆瓦").first.wait_for()
    for button, name in (("#csv", "results.csv"), ("#json", "results.json")):
        with page.expect_download() as download:
            page.click(button)
        assert download.value.suggested_filename == name
        assert "1900兆瓦" in Path(download.value.path()).read_text(encoding="utf-8")
    page.fill("#sparql", "ASK { ?c kg:text '1900兆瓦' }")
    page.keyboard.press("Control+Enter")
    page.locator(".answer", has_text="是").wait_for()
    page.fill("#sparql", "CONSTRUCT { ?c kg:text ?t } { ?c kg:text ?t FILTER(?t = '1900兆瓦') }")
    page.click("#run")
    page.locator("#results pre", has_text="1900兆瓦").wait_for()


def test_a_fault_in_a_query_is_shown_in_its_place(desk: Server, browser: Any) -> None:
    page = browser.new_page(base_url=desk.root, locale="zh-CN")
    page.goto("/query")
    page.fill("#sparql", "SELECT * {\n  ?a kgg:text ?b }")
    page.click("#run")
    page.locator("#problem", has_text="第 2 行第 6 列").wait_for()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/search", "/query"])
def test_accessibility_over_a_store(page: Any, desk: Server, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(desk.root + path)
    page.click("#run" if path == "/query" else "#search button")
    page.wait_for_selector("#results table tbody tr")
    assert violations(page) == []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_off_the_page(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    checked(page, SAMPLE.read_text(encoding="utf-8"))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.click("#languages button[value=en]")
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    assert violations(page) == []
    checked(page, SAMPLE.read_text(encoding="utf-8"))
    for details in page.locator("details").all():
        details.evaluate("(details) => { details.open = true; }")
    assert violations(page) == []


def violations(page: Any) -> list[str]:
    """What axe finds against WCAG 2.2 AA, and its best practices."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:5]}" for one in found]
