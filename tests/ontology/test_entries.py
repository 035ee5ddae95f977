"""Every entry is declared once, and no two lists share a role by accident: a reader of Turtle joins both in silence."""

from __future__ import annotations

import re
from collections import Counter

from kg.ontology.turtle import read
from kg.resources import ROOT


def test_no_entry_is_declared_twice() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "ontology").rglob("*.ttl")]
    declared = Counter(name for text in texts for name in re.findall(r"^(\S+:\S+) a ", text, re.MULTILINE))
    assert [name for name, times in declared.items() if times > 1] == []


def test_a_word_list_has_its_role_to_itself() -> None:
    entries = read("cues", "circumstances").values()
    listed = [str(node["kg:role"][0]) for node in entries if "kg:WordList" in node.get("rdf:type", ())]
    cued = {str(node["kg:role"][0]) for node in entries if "kg:Cue" in node.get("rdf:type", ())}
    assert [role for role, times in Counter(listed).items() if times > 1] == []
    assert cued.intersection(listed) == set()
