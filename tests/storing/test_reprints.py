"""One text at many publishers: linked and not read again, unless a number of it is another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from graph.handmade import turbines

from kg.graph import Store, iris
from kg.model import Article
from kg.storing import ArticleStore
from kg.storing.reprints import bands

from .made import article, ingest, settle

LONG = "".join(f"第{chr(0x4E00 + 7 * n)}{chr(0x5000 + 11 * n)}段说的是{chr(0x6000 + 13 * n)}的事，" for n in range(40))


@pytest.fixture
def kept() -> ArticleStore:
    return ArticleStore(Store())


def text(name: str, words: str = "", *, old: str = "", new: str = "", url: str | None = None) -> Article:
    """The handmade article made long, with words added, or some put in the place of others."""
    of = article(name, LONG + words, url=url or f"https://{name}.example/1")
    return replace(of, text=of.text.replace(old, new), source=of.source.replace(old, new)) if old else of


def test_a_copy_is_linked_and_not_read(kept: ArticleStore) -> None:
    first, second, third = text("one"), text("two", "转自其他报纸。"), text("three", old="据财务总监林悦介绍，", new="")
    assert ingest(kept, first, second) == ["new", "reprint"]
    assert ingest(kept, third, second) == ["reprint", "reprint"]
    assert kept.current() == [iris.article(first)]
    assert {e.reprint_of for e in kept.entries()} == {None, iris.article(first).value}
    assert len(list(kept.store.query("SELECT ?c { ?c a kg:Claim }"))) == len(turbines().claims)  # type: ignore[arg-type]
    assert kept.store.query('ASK { ?copy a kg:Reprint ; schema:url "https://two.example/1" ; kg:reprintOf ?first }')
    assert kept.article(iris.article(second)) == second
    assert kept.named("https://two.example/1") == [iris.article(first)]


@pytest.mark.parametrize(
    "other",
    [
        text("two", old="2500兆瓦", new="2600兆瓦"),  # a digit lost in copying is what we are here for
        text("two", "另有工人300名。"),
        text("two", LONG[::-1]),
    ],
)
def test_a_text_with_a_number_of_its_own_is_read(kept: ArticleStore, other: Article) -> None:
    assert ingest(kept, text("one"), other) == ["new", "new"]


def test_a_revision_is_no_copy(kept: ArticleStore) -> None:
    assert ingest(kept, text("one"), text("one", "更正。")) == ["new", "revision"]
    assert ingest(kept, text("one", "更正两次。")) == ["revision"]


def test_a_copy_whose_original_changes_is_read_itself(kept: ArticleStore) -> None:
    first, second = text("one"), text("two")
    ingest(kept, first, second)
    assert kept.orphans() == []
    ingest(kept, text("one", old="2500兆瓦", new="2400兆瓦"))
    assert kept.orphans() == [second]
    assert ingest(kept, second) == ["reprint"]  # it has its turn when all has been read
    assert settle(kept) == ["new"]
    assert set(kept.current()) == {iris.article(second), iris.article(text("one", old="2500兆瓦", new="2400兆瓦"))}
    assert kept.orphans() == []


def test_a_copy_that_changes_is_a_revision(kept: ArticleStore) -> None:
    ingest(kept, text("one"), text("two"))
    assert ingest(kept, text("two", "另有工人300名。")) == ["revision"]
    assert [e.status for e in kept.entries() if e.name == iris.article(text("two")).value] == ["superseded"]


def test_bands_are_the_same_everywhere() -> None:
    """They are kept, and compared with those of other machines and later versions."""
    assert bands(article())[:2] == ["745c0ce3c1d1e4258c1e", "924658831c45cc2558b6"]
    assert bands(replace(article(), text="短")) == []
