"""What the verbs do with --store: open it, and take articles from it instead of from files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kg.cli.inputs import Outcome, report_failure, results
from kg.cli.options import Settings
from kg.cli.processing import checked, decisions, extracted
from kg.model import Article, Extraction, Verification
from kg.reading import Failure

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.storing import ArticleStore

_AT_ONCE = 100


def log_of(where: str) -> str:
    """Where the failures of an ingest are logged: beside the folder, or in this one for a store at an address."""
    from kg.storing import is_remote  # noqa: PLC0415  # the graph

    return "kg.failures.jsonl" if is_remote(where) else f"{where.rstrip('/')}.failures.jsonl"


def readable(where: str) -> ArticleStore:
    """The store, for reading. Raises ReadError where there is none."""
    from kg.storing import ArticleStore  # noqa: PLC0415  # the graph

    return ArticleStore.open(where, read_only=True)


def writable(where: str, rules: str, *, existing: bool = False) -> ArticleStore:
    """The store, made where there is none, unless it has to exist; with ontology/ as it is now."""
    from kg.storing import ArticleStore  # noqa: PLC0415  # the graph

    kept = ArticleStore.open(where, existing=existing)
    kept.refresh_ontology(rules)
    return kept


def verifications(settings: Settings, outcome: Outcome) -> Iterator[tuple[Article, Verification]]:
    """The articles given, checked; with --store those of it that are named, or all.

    What the store holds is what was found when an article was ingested; an article that was read under other rules
    (another version, other words, facts or checks) is read and checked anew.
    """
    if settings.store is None:
        yield from results(settings, outcome, checked(settings))
        return
    from kg.explaining import explain  # noqa: PLC0415  # the graph
    from kg.reviewing import reviewed  # noqa: PLC0415  # as above
    from kg.storing import rules  # noqa: PLC0415  # as above

    kept = readable(settings.store)
    chosen = _chosen(kept, settings, outcome)
    # Where a kind of check is left out, none that the store holds rests on the same.
    outdated = {name.value for name in chosen} if settings.without else kept.outdated(rules(settings.checks))
    reviews, afresh, names = decisions(settings.reviews, settings.lang), checked(settings), iter(chosen)
    while some := list(islice(names, _AT_ONCE)):
        as_kept = [name for name in some if name.value not in outdated]
        anew = [name for name in some if name.value in outdated]
        found = dict(zip(as_kept, kept.verifications(as_kept, settings.lang), strict=True))
        explained = explain(found.values(), lang=settings.lang, folders=settings.checks)
        again = afresh([kept.article(name) for name in anew])
        by_name = dict(zip([*as_kept, *anew], [*(reviewed(v, reviews) for v in explained), *again], strict=True))
        in_order = [by_name[name] for name in some]
        notes = kept.notes([verification.extraction for verification in in_order], settings.lang)
        for verification, others in zip(in_order, notes, strict=True):
            outcome.texts += 1
            yield verification.extraction.article, replace(verification, checks=(*verification.checks, *others))


def extractions(settings: Settings, outcome: Outcome) -> Iterator[tuple[Article, Extraction]]:
    """The articles given, with what each number is about; with --store as they were read then."""
    if settings.store is None:
        yield from results(settings, outcome, extracted)
        return
    kept = readable(settings.store)
    for name in _chosen(kept, settings, outcome):
        found = kept.extraction(name)
        outcome.texts += 1
        yield found.article, found


def _chosen(kept: ArticleStore, settings: Settings, outcome: Outcome) -> list[ox.NamedNode]:
    """The articles that the command line names, or all that are current."""
    if not settings.sources:
        return kept.current()
    chosen: dict[ox.NamedNode, None] = {}
    for given in settings.sources:
        names = kept.named(given)
        chosen.update(dict.fromkeys(names))
        if not names:
            outcome.errors += 1
            report_failure(Failure(given, "", "图库里没有这篇 / no such article in the store"), settings)
    return list(chosen)
