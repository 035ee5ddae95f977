"""What a store keeps of articles: nothing twice, nothing half, the earlier texts behind the later."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from graph.handmade import turbines, with_names

from kg.checking import verify
from kg.errors import ReadError
from kg.graph import Store, iris
from kg.model import Article
from kg.storing import ArticleStore
from kg.storing.packing import packed, unpacked

from .made import RULES, article, ingest

OTHER = (
    "另一篇说的是别的：港口、铁路、桥梁、隧道、机场、水库、电网、管道，各有各的长短、轻重、先后、缓急，一一道来。" * 3
)
URL = "https://news.example/2025/03/turbines.html"


@pytest.fixture
def kept() -> ArticleStore:
    return ArticleStore(Store())


def everything(kept: ArticleStore) -> bytes:
    return b"\n".join(sorted((kept.store.export("nquads") or b"").splitlines()))


def count(kept: ArticleStore, pattern: str) -> int:
    return len(list(kept.store.query(f"SELECT * {{ {pattern} }}")))  # type: ignore[arg-type]


def test_the_same_text_adds_nothing(kept: ArticleStore) -> None:
    assert ingest(kept, article()) == ["new"]
    before = everything(kept)
    assert ingest(kept, article(), article()) == ["current", "current"]
    assert everything(kept) == before


def test_a_text_given_twice_at_once_is_read_once(kept: ArticleStore) -> None:
    assert ingest(kept, article(), article()) == ["new", "current"]


def test_it_is_read_again_under_other_rules(kept: ArticleStore) -> None:
    ingest(kept, article())
    assert ingest(kept, article(), rules="1" * 20) == ["new"]
    assert len(kept.entries()) == 1
    assert kept.outdated("1" * 20) == set()
    assert len(kept.outdated("2" * 20)) == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (article("a", url=URL), article("b", "更正。", url=URL)),
        (article("a", url=URL), article("b", "更正。", url=URL + "#comments")),
        (article("a.txt", path="a.txt"), article("./a.txt", "更正。", path="./a.txt")),
        (article("7", path="day.jsonl"), article("7", "更正。", path="day.jsonl")),
        (article("7"), article("7", "更正。")),
    ],
)
def test_a_changed_text_follows_the_earlier_one(kept: ArticleStore, first: Article, second: Article) -> None:
    assert ingest(kept, first, second) == ["new", "revision"]
    old, new = iris.article(first), iris.article(second)
    assert {(e.name, e.status, e.revision_of) for e in kept.entries()} == {
        (old.value, "superseded", None),
        (new.value, "current", old.value),
    }
    assert kept.current() == [new]
    assert count(kept, "?c a kg:Claim") == len(turbines().claims)
    assert kept.article(old) == first
    assert ingest(kept, first, second) == ["superseded", "current"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (article("a", url="https://news.example/"), article("b", OTHER, url="https://news.example/")),
        (article("a", url=URL), article("b", OTHER, url=URL + "?page=2")),
        (article("1", path="day.jsonl"), article("2", OTHER, path="day.jsonl")),
        (article("text-0f3a"), article("text-9be1", OTHER)),
    ],
)
def test_other_articles_are_no_revisions(kept: ArticleStore, first: Article, second: Article) -> None:
    assert ingest(kept, first, second) == ["new", "new"]
    assert len(kept.current()) == 2


def test_a_chain_of_revisions_is_kept_when_it_is_read_again(kept: ArticleStore) -> None:
    texts = [article("a", "更正。" * n, url=URL) for n in range(3)]
    ingest(kept, *texts)
    ingest(kept, texts[2], rules="1" * 20)
    chain = {e.name: e.revision_of for e in kept.entries()}
    names = [iris.article(text).value for text in texts]
    assert chain == dict(zip(names, [None, *names], strict=False))


def test_checks_read_back_are_those_of_a_fresh_check(kept: ArticleStore) -> None:
    ingest(kept, article())
    (found,) = kept.verifications(kept.current(), "zh")
    (fresh,) = verify([found.extraction])
    assert found == fresh
    assert any(check.verdict == "inconsistent" for check in found.checks)


def test_whatever_a_text_says_is_kept_as_it_is(kept: ArticleStore) -> None:
    hostile = 'x" } } ; DROP ALL ; INSERT DATA { <urn:a> <urn:b> "\\u0022\x00\x1b\r\n\\'
    extraction = with_names(turbines(), hostile)
    assert unpacked(packed(extraction).value) == extraction
    kept.put(extraction, iter(()), iter(()), RULES)
    assert kept.extraction(kept.current()[0]) == extraction
    assert count(kept, "<urn:a> ?p ?o") == 0


def test_an_article_is_found_by_name_id_file_and_address(kept: ArticleStore) -> None:
    ingest(kept, article("a.txt", path="a.txt", url=URL))
    (name,) = kept.current()
    for given in (name.value, name.value.removeprefix("urn:kg:article:"), "a.txt", URL):
        assert kept.named(given) == [name]
    assert kept.named('"} ?x') == []


def test_a_damaged_text_is_told(kept: ArticleStore) -> None:
    with pytest.raises(ReadError, match="damaged"):
        unpacked("AAAA")
    with pytest.raises(ReadError, match="not in the store"):
        kept.article(ox.NamedNode("urn:kg:article:none"))


@pytest.mark.parametrize("holds", ["file", "folder", "nothing"])
def test_what_is_no_store_is_not_opened(tmp_path: Path, holds: str) -> None:
    folder = tmp_path / "graph"
    if holds == "file":
        folder.write_text("x")
    elif holds == "folder":
        folder.mkdir()
        (folder / "a.txt").write_text("x")
    with pytest.raises(ReadError, match="graph"):
        ArticleStore.open(folder, read_only=True)
    if holds != "nothing":
        with pytest.raises(ReadError, match="graph"):
            ArticleStore.open(folder)
        assert len(list(tmp_path.rglob("*"))) == (1 if holds == "file" else 2)
