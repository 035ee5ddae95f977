"""The lines of `kg extract --explain`: of every number, by which words and rules it got what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.cli.inputs import name
from kg.cli.terminal import paint, printable
from kg.cli.words import say
from kg.model import Article, Claim, Extraction

if TYPE_CHECKING:
    from kg.pipeline.accounts import Account

_IRI = "urn:kg:"


def explained(found: Extraction, accounts: tuple[Account, ...], lang: str) -> Iterator[str]:
    """Sentence by sentence; a cue and a property are named by their entries in the ontology."""
    article = found.article
    texts = {claim.id: claim.quantity.text for claim in found.claims}
    yield paint(name(article), "title")
    sentence = None
    for account in accounts:
        if account.claim.sentence != sentence:
            sentence = account.claim.sentence
            yield ""
            yield f"  {printable(_text(article, sentence))}"
        yield f"    {paint(printable(account.claim.quantity.text), 'number')}"
        for key, value in _lines(account, texts, lang):
            yield f"      {say(lang, 'explain.' + key)}  {printable(value)}"


def _text(article: Article, span: tuple[int, int]) -> str:
    return article.text[slice(*span)]


def _lines(account: Account, texts: dict[str, str], lang: str) -> Iterator[tuple[str, str]]:
    claim = account.claim
    yield "words", " ".join(f"{text}/{tag}" for text, tag in account.words)
    if claim.subject is not None:
        yield "subject", f"{claim.subject.label} ← {say(lang, 'origin.' + account.origin)}"
    if claim.of is not None:
        yield "of", claim.of.label
    if claim.property is not None:
        yield "property", f"{claim.property.label} ← {_named(claim, lang)}{account.rule}"
    for key, value in (("time", claim.time), ("per", claim.per), ("role", claim.role), ("by", claim.attributed_to)):
        if value:
            yield key, value
    if claim.modality != "asserted":
        yield "modality", claim.modality
    for cue in account.cues:
        sense = f" ({cue.sense})" if cue.sense else ""
        yield "cue", f"{cue.text} → {cue.role}{sense} ← {cue.entry}"
    for relation in account.relations:
        members = ", ".join(f"{role} {texts.get(member, member)}" for role, member in relation.members)
        yield "relation", f"{relation.kind}: {members}" + (f" ← {relation.cue}" if relation.cue else "")


def _named(claim: Claim, lang: str) -> str:
    """The words of the text and the entry they are listed under; a property that the text itself names has none."""
    assert claim.property is not None
    listed = not claim.property.iri.startswith(f"{_IRI}property:")
    entry = "kg:" + claim.property.iri.removeprefix(_IRI) if listed else say(lang, "explain.unlisted")
    words = f"{claim.property.text} · " if claim.property.text else ""
    return f"{words}{entry} · "
