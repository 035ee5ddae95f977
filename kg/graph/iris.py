"""The one place that knows IRIs. They are made from content, so that writing twice adds nothing.

Whatever a title, a URL, a name or an id contains, it reaches an IRI only as a digest or percent-encoded; text that
is no valid IRI can therefore neither break the graph's syntax nor name a node of its choice.
"""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import sha1
from urllib.parse import quote

import pyoxigraph as ox

from kg.model import Article, Claim, Entity, Property, Relation, Tie
from kg.ontology.turtle import expand

NAMESPACE = "urn:kg:"
ENTITIES = ox.NamedNode("urn:kg:entities")
"""The graph of what articles share: entities, properties, units, the software. A store's default graph is the union
of its named graphs, and Oxigraph keeps a triple that stands in two of them twice: said in every article's graph, one
label would multiply the rows of every join."""

ONTOLOGY = ox.NamedNode("urn:kg:ontology")
"""The graph of what is loaded from ontology/."""

_KEPT = 65_536  # IRIs remembered, so that a run over many articles does not grow
_SCHEMES = ("http://", "https://", "urn:")
_DIGITS = 20  # 80 bits: among 10^8 claims two share an IRI with probability 10^-8


@lru_cache(_KEPT)
def term(name: str) -> ox.NamedNode:
    """The vocabulary's term of that name: `low` → urn:kg:low. Anything but letters, digits, - and _ is encoded."""
    return ox.NamedNode(NAMESPACE + _encoded(name))


@lru_cache(_KEPT)
def tie_class(kind: str) -> ox.NamedNode:
    """`product` → kg:ProductTie, `unit-equality` → kg:UnitEqualityTie: a new kind needs no entry anywhere."""
    return term("".join(word[:1].upper() + word[1:] for word in kind.replace("_", "-").split("-")) + "Tie")


def article(of: Article) -> ox.NamedNode:
    """From the source text and the URL: a reprint elsewhere is another article, a second reading is not."""
    return _minted("article", of.url, of.source)


def record(article_iri: ox.NamedNode) -> ox.NamedNode:
    """The graph of what a store keeps of an article beside its claims."""
    return ox.NamedNode(f"{NAMESPACE}record:{article_iri.value.rpartition(':')[2]}")


def is_record(name: ox.NamedNode) -> bool:
    """Whether a graph is an article's record."""
    return name.value.startswith(f"{NAMESPACE}record:")


def across(key: str) -> ox.NamedNode:
    """The graph of what articles say otherwise of one thing. key: the kg:key of their claims."""
    return ox.NamedNode(f"{NAMESPACE}across:{_encoded(key)}")


def difference(earlier: ox.NamedNode, later: ox.NamedNode) -> ox.NamedNode:
    """The check of one article's claim against another's."""
    return _minted("check", "across", earlier.value, later.value)


def claim(of: Claim, article_iri: ox.NamedNode, span: tuple[int, int]) -> ox.NamedNode:
    """From the article, the place in the source text and all that is claimed.

    One number may carry two claims (甲、乙两厂各产5台), hence not from the place alone.
    """
    about = (of.subject and of.subject.iri, of.property and of.property.iri, of.of and of.of.iri, of.per)
    circumstances = (of.time, of.place, of.modality, of.attributed_to, of.role)
    return _minted("claim", article_iri.value, *span, *about, *circumstances)


def tie(of: Tie, article_iri: ox.NamedNode, members: list[tuple[str, str]]) -> ox.NamedNode:
    """From the article, the kind and the members as (role, claim IRI), in any order."""
    return _minted("tie", article_iri.value, of.kind, *sorted(members))


def relation(of: Relation, article_iri: ox.NamedNode, members: list[tuple[str, str]]) -> ox.NamedNode:
    """In the same way as a tie."""
    return _minted("relation", article_iri.value, of.kind, *sorted(members))


def extraction(article_iri: ox.NamedNode, version: str) -> ox.NamedNode:
    """The activity that read an article with one version of the software."""
    return _minted("extraction", article_iri.value, version)


def software(version: str) -> ox.NamedNode:
    return ox.NamedNode(f"{NAMESPACE}software:{_encoded(version)}")


def entity(of: Entity) -> ox.NamedNode:
    return _given("entity", of.iri)


def property_(of: Property) -> ox.NamedNode:
    return _given("property", of.iri)


def model(name: str) -> ox.NamedNode:
    """A local model by the name it is asked under."""
    return _minted("model", name)


def unit(code: str, qudt: str | None) -> ox.NamedNode:
    """QUDT's unit where there is one, else urn:kg:unit: with the code, encoded: `{台}` → urn:kg:unit:%7B台%7D.

    A classifier is never QUDT's unit:NUM, which would be 台 and 人 at once.
    """
    own = qudt is None or code.startswith("{")
    return ox.NamedNode(f"{NAMESPACE}unit:{_encoded(code)}") if own else _given("unit", str(qudt))


@lru_cache(_KEPT)
def _given(kind: str, text: str) -> ox.NamedNode:
    """`text` itself where it is an absolute IRI, also a shortened one (kg:…, wd:…); else one minted from it."""
    iri = expand(text)
    if iri.startswith(_SCHEMES):
        try:
            return ox.NamedNode(iri)
        except ValueError:  # characters that no IRI may hold
            pass
    return _minted(kind, text)


def _minted(kind: str, *content: object) -> ox.NamedNode:
    return ox.NamedNode(f"{NAMESPACE}{kind}:{digest(*content)}")


def digest(*content: object) -> str:
    """A short name for strings, numbers and None: 20 hexadecimal digits."""
    # JSON keeps the parts apart ("a", "bc" is not "ab", "c") and escapes lone surrogates, which UTF-8 refuses.
    return sha1(json.dumps(content).encode("ascii"), usedforsecurity=False).hexdigest()[:_DIGITS]


def _encoded(text: str) -> str:
    """Percent-encoded but for letters and digits of any script, - and _."""
    return "".join(c if c.isalnum() or c in "-_" else quote(c, safe="", errors="replace") for c in text)
