"""The index of many reports."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

import lxml.html
import pytest

from kg.model import Verification
from kg.reporting.index import Row, index
from reporting.wind_farm import article, verification


def titled(title: str, checks: slice) -> Verification:
    v = verification()
    extraction = replace(v.extraction, article=replace(article(), title=title))
    return replace(v, extraction=extraction, checks=v.checks[checks])


def page(*rows: Row, lang: str = "zh", failures: int = 0) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(index(rows, lang=lang, failures=failures))


def test_the_worst_come_first() -> None:
    rows = [
        Row.of(titled(t, c), f"{t}.html") for t, c in (("清", slice(2, 5)), ("疑", slice(1, 5)), ("合", slice(0, 5)))
    ]
    found = page(*rows)
    assert [a.text for a in found.xpath("//table[@id='index']//a")] == ["合", "疑", "清"]
    assert [row.get("class") for row in found.xpath("//tbody/tr")] == [
        "v-inconsistent",
        "v-implausible",
        "v-consistent",
    ]
    assert "3篇文章，2篇有警报" in found.xpath("//h1")[0].text_content()
    assert "2 of 3 articles with an alarm" in found.xpath("//h1")[0].text_content()
    assert "2400个 × 40千瓦" in found.xpath("//tbody/tr[1]/th")[0].text_content()


@pytest.mark.parametrize("name", ["a b#1?.html", "javascript:alert(1).html", '"><script>.html', "稿 %2e.html"])
def test_links_are_names_and_nothing_else(name: str) -> None:
    found = page(Row.of(titled('<img src=x onerror="alert(1)">', slice(0, 1)), name))
    [link] = found.xpath("//table[@id='index']//a")
    assert unquote(link.get("href")) == name
    assert not any(c in link.get("href") for c in ':#?<>" ')
    assert link.text == '<img src=x onerror="alert(1)">'
    assert not found.xpath("//img")


def test_failures_are_told() -> None:
    row = Row.of(verification(), "a.html")
    assert "另有2篇没能读取或核对" in page(row, failures=2).text_content()
    assert "没能读取" not in page(row).text_content()
