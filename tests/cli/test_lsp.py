"""`kg lsp` where it cannot serve."""

from __future__ import annotations

import sys

import pytest

from .conftest import Kg


def test_without_its_extra_it_says_what_to_install(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("kg.lsp")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pygls", None)
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    ran = kg("lsp")
    assert (ran.status, f'{sys.executable} -m pip install "kg-claims[lsp]"' in ran.err) == (2, True)


@pytest.mark.parametrize("given", [["--pause", "-1"], ["--without", "prodcut"], ["article.txt"]])
def test_wrong_options_are_told(kg: Kg, given: list[str]) -> None:
    ran = kg("lsp", *given)
    assert (ran.status, "Traceback" in ran.err) == (2, False)
