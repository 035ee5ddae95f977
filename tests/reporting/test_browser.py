"""The report in a browser: switches, hover cards, table, CSV, links. Skipped where there is no Chromium."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.reporting import html
from kg.reporting.index import Row, index
from kg.reviewing import Reviews, decided, reviewed
from reporting.wind_farm import verification

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.skipif(not CHROMIUM.exists(), reason="/usr/bin/chromium is not there"),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(html(verification()), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: Any, report: Path) -> Iterator[Any]:
    """The report from disk; anything the console complains of, the policy's refusals among it, fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page, complaints, requests = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))
    page.goto(report.as_uri())
    yield page
    context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []


def column(page: Any, name: str) -> list[str]:
    heads = page.locator("#table thead th").all_inner_texts()
    index = next(i for i, head in enumerate(heads, 1) if head.split()[0] == name)
    return page.locator(f"#table tbody tr:visible > :nth-child({index})").all_inner_texts()


def test_language(page: Any) -> None:
    assert page.locator("h1").inner_text() == "文中39个数字，核对了30个，发现1处不合、1处可疑"
    page.click("#languages button[value=en]")
    assert page.locator("h1").inner_text() == "30 of 39 numbers checked: 1 inconsistent, 1 implausible"
    assert page.locator("html").get_attribute("lang") == "en"
    assert "不合" not in page.locator("#k1 header").inner_text()


def test_theme(page: Any) -> None:
    def background() -> str:
        return page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.emulate_media(color_scheme="light")
    light = background()
    page.emulate_media(color_scheme="dark")
    dark = background()
    assert light != dark
    page.click("#themes button[value=light]")
    assert background() == light
    page.emulate_media(color_scheme="light")
    page.click("#themes button[value=dark]")
    assert background() == dark


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_a_number_shows_its_claim(page: Any, way: str) -> None:
    mark, tip = page.locator("#n21"), page.locator("#tip")
    assert tip.is_hidden()
    if way == "hover":
        mark.hover()
    else:
        page.locator("#n20").focus()
        page.keyboard.press("Tab")
    page.wait_for_function("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert tip.is_visible()
    shown = tip.inner_text()
    for words in ("智算中心", "总功率", "9.6", "MW", "9.55 – 9.65", "不合", "计划"):
        assert words in shown
    assert mark.get_attribute("aria-describedby").split()[-1] == "tip"
    page.keyboard.press("Escape")
    assert tip.is_hidden()


def test_tab_moves_through_the_numbers_and_out(page: Any) -> None:
    page.locator("#n1").focus()
    for _ in range(39):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#article') === null")


def test_a_number_leads_to_its_check_and_back(page: Any) -> None:
    page.click("#n27")
    assert page.locator("#k8").get_attribute("open") is not None
    assert page.locator("#k8 blockquote").is_visible()
    page.click("#k8 blockquote a >> nth=0")
    assert page.evaluate("location.hash") == "#n27"


def test_a_card_lights_up_its_numbers(page: Any) -> None:
    page.hover("#k1 h3")
    assert page.locator(".text a.lit").all_inner_texts() == ["2400个", "40千瓦", "9.6兆瓦"]


def test_sorting(page: Any) -> None:
    page.click("#table thead th:nth-child(7) button")
    values = [float(text.replace(",", "")) for text in column(page, "数值") if text]
    assert values == sorted(values)
    assert column(page, "数值")[-3:] == ["", "", ""]  # dates have no value, and stay last
    page.click("#table thead th:nth-child(7) button")
    values = [float(text.replace(",", "")) for text in column(page, "数值") if text]
    assert values == sorted(values, reverse=True)
    assert column(page, "数值")[-3:] == ["", "", ""]
    assert page.locator("#table thead th:nth-child(7)").get_attribute("aria-sort") == "descending"


def test_filtering(page: Any) -> None:
    page.fill("#filter", "智算中心")
    assert column(page, "数字") == ["2400个", "40千瓦", "9.6兆瓦"]
    assert page.locator("#shown").inner_text() == "显示 3 / 39"
    page.fill("#filter", "")
    page.click("#verdicts button[value=implausible]")
    assert column(page, "数字") == ["14亿千瓦时", "12万户"]
    page.click("#verdicts button[value='']")
    assert len(column(page, "数字")) == 39


def test_csv(page: Any) -> None:
    page.click("#verdicts button[value=inconsistent]")
    with page.expect_download() as download:
        page.click("#csv")
    assert download.value.suggested_filename == "claims.csv"
    content = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["数字"] for row in rows] == ["2400个", "40千瓦", "9.6兆瓦"]
    assert [row["数值"] for row in rows] == ["2400", "40", "9.6"]
    assert [row["单位"] for row in rows] == ["{个}", "kW", "MW"]
    assert [row["结果"] for row in rows] == ["不合"] * 3


def test_csv_holds_no_formula(browser: Any, tmp_path: Path) -> None:
    whole = verification()
    claims = tuple(replace(claim, attributed_to='=HYPERLINK("x")') for claim in whole.extraction.claims)
    path = tmp_path / "report.html"
    path.write_text(html(replace(whole, extraction=replace(whole.extraction, claims=claims))), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    with page.expect_download() as download:
        page.click("#csv")
    content = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    assert {row["出处"] for row in csv.DictReader(io.StringIO(content))} == {'\'=HYPERLINK("x")'}
    page.close()


def test_many_rows_are_cut_and_found(browser: Any, tmp_path: Path) -> None:
    whole = verification()
    model = whole.extraction.claims[0]
    claims = tuple(replace(model, id=str(i)) for i in range(700))
    path = tmp_path / "report.html"
    extraction = replace(whole.extraction, claims=claims)
    path.write_text(html(replace(whole, extraction=extraction, checks=())), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.locator("#shown").inner_text() == "显示 500 / 700"
    page.evaluate("location.hash = '#c650'")
    page.locator("#c650").wait_for(state="visible")
    assert page.locator("#more").is_hidden()
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_runs_off_the_page(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.click("#languages button[value=en]")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_scripts(browser: Any, report: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.as_uri())
    assert page.locator("h1").inner_text() == "文中39个数字，核对了30个，发现1处不合、1处可疑"
    assert page.locator(".switches").is_hidden()
    assert page.locator("#controls").is_hidden()
    assert page.locator("#table tbody tr").count() == 39
    context.close()


TEXTS = (
    *(
        "h1",
        "h1 em.v-inconsistent",
        "h1 em.v-implausible",
        ".about",
        ".counts dt",
        ".strip figcaption",
        ".legend .faint",
    ),
    *(
        "nav a",
        ".verdict.v-inconsistent",
        ".verdict.v-implausible",
        ".card header > :last-child",
        "del",
        "ins",
        ".note",
    ),
    *(".n.v-inconsistent", ".n.v-implausible", ".n.blamed", ".n.v-consistent", "summary", "button[aria-pressed=true]"),
    *("#table thead th", "#table a", ".text .caption", "footer dt"),
)


def contrast(page: Any, selector: str) -> float:
    """WCAG 2.2 contrast of an element's text with the nearest opaque background behind it."""
    return page.locator(selector).first.evaluate(
        """(element) => {
          const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
          const chain = [];
          for (let at = element; at; at = at.parentElement) chain.unshift(getComputedStyle(at).backgroundColor);
          const luminance = (colours) => {
            canvas.clearRect(0, 0, 1, 1);
            for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
            const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((byte) => {
              const share = byte / 255;
              return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const behind = luminance(chain), text = luminance([...chain, getComputedStyle(element).color]);
          return (Math.max(behind, text) + 0.05) / (Math.min(behind, text) + 0.05);
        }"""
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(page: Any, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    found = axe.Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(page: Any, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    contrasts = {selector: contrast(page, selector) for selector in TEXTS}
    assert {selector: round(ratio, 2) for selector, ratio in contrasts.items() if ratio < 4.5} == {}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A report with a confirmed and a dismissed alarm, and an index of it."""
    folder, v = tmp_path_factory.mktemp("pages"), verification()
    history = (
        decided(v, v.checks[0], "confirmed", reason="已向公司核实", by="王编辑"),
        decided(v, v.checks[1], "dismissed", reason="口径不同", by="王编辑"),
    )
    v = reviewed(v, Reviews(history))
    (folder / "report.html").write_text(html(v, made=datetime(2026, 1, 2, 3, 4, tzinfo=UTC)), encoding="utf-8")
    (folder / "index.html").write_text(index([Row.of(v, "report.html")]), encoding="utf-8")
    return {name: folder / f"{name}.html" for name in ("report", "index")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["report", "index"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_stands_in_anybody_s_way(
    browser: Any, pages: dict[str, Path], name: str, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # The page forbids every script but its own; axe is one more.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(pages[name].as_uri())
    found = axe.Axe().run(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    assert found.violations_count == 0, found.generate_report()


def test_the_index_leads_to_the_report_and_speaks_both_languages(browser: Any, pages: dict[str, Path]) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(pages["index"].as_uri())
    page.click("#languages button[value=en]")
    assert page.locator("h1").inner_text() == "1 of 1 articles with an alarm"
    page.click("#index a")
    assert page.locator("h1").inner_text() == "文中39个数字，核对了30个，发现1处不合"
    dismissed = page.locator("#k2")
    dismissed.locator("summary").first.click()
    assert "编辑驳回：口径不同 王编辑" in " ".join(dismissed.locator(".review").inner_text().split())
    assert "2026-01-02 03:04" in page.locator("footer").inner_text()
    context.close()
