"""Virtuoso 7, whose numbers come back with six digits, gives the same articles and the same verdicts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Store
from kg.querying import run
from kg.storing import ArticleStore

from .made import RULES
from .servers import virtuoso
from .test_remote import fill

pytest.importorskip("httpx", reason="httpx, in the extra store, is not installed")
pytestmark = pytest.mark.skipif(
    not shutil.which("virtuoso-t"), reason="no Virtuoso: apt-get install virtuoso-opensource-7"
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ArticleStore]:
    with virtuoso(tmp_path) as address:
        for name, value in (
            ("KG_STORE_USER", "dba"),
            ("KG_STORE_PASSWORD", "dba"),
            ("KG_STORE_UPDATE", f"{address}/sparql-auth"),
            ("KG_STORE_GRAPHS", f"{address}/sparql-graph-crud-auth"),
        ):
            monkeypatch.setenv(name, value)
        yield ArticleStore.open(f"{address}/sparql")


def test_it_gives_the_same_verdicts(kept: ArticleStore) -> None:
    local = ArticleStore(Store())
    for store in (kept, local):
        store.refresh_ontology(RULES)
        fill(store)
    assert kept.entries() == local.entries()
    assert set(kept.current()) == set(local.current())
    for name in kept.current():
        assert kept.article(name) == local.article(name)
        (found,), (wanted,) = (list(store.verifications([name], "zh")) for store in (kept, local))
        assert [(c.id, c.verdict, c.formula) for c in found.checks] == [
            (c.id, c.verdict, c.formula) for c in wanted.checks
        ]
    claims = "SELECT ?c ?text { ?c a kg:Claim ; kg:text ?text }"
    assert set(run(kept.store, claims).rows) == set(run(local.store, claims).rows)
    assert len(run(kept.store, "largest", {"unit": "MW"}).rows) == len(run(local.store, "largest", {"unit": "MW"}).rows)
