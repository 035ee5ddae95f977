"""The library: a text or many in, typed results out, which know themselves as a table, a graph and a report."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from kg.batches import processed
from kg.errors import KgError
from kg.frames import CHECK_COLUMNS, CLAIM_COLUMNS, check_rows, claim_rows, frame
from kg.model import Article, Check, Claim, Coverage, Entity, Extraction, Tie, Verification
from kg.reading import Failure
from kg.reading import article as article_of

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

    from kg.reviewing import Reviews

Language = Literal["zh", "en"]
Texts = Iterable[str | Article | Failure]
T = TypeVar("T")
_FRAME_HEIGHT = 640  # pixels of a report in a notebook


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an article claims. Offsets in tables and graphs refer to the text as it was given."""

    extraction: Extraction

    @property
    def article(self) -> Article:
        return self.extraction.article

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The numbers with what they are about, in the order of the text."""
        return self.extraction.claims

    @property
    def entities(self) -> tuple[Entity, ...]:
        return self.extraction.entities

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The relations that the text draws between its numbers."""
        return self.extraction.ties

    def to_frame(self) -> pd.DataFrame:
        """A row a claim, in the columns of kg.frames.CLAIM_COLUMNS. Raises KgError without pandas."""
        return frame(claim_rows(self.extraction), CLAIM_COLUMNS)

    def to_rdf(self) -> rdflib.Dataset:
        """The article's named graph and what it refers to, in a store of its own."""
        from kg.graph import Store  # noqa: PLC0415  # pyoxigraph

        store = Store()
        store.add(self.extraction)
        return store.as_rdflib()


@dataclass(frozen=True, slots=True)
class Checked:
    """An article with the checks of its numbers. lang: of its messages. folders: of the checks beside the shipped."""

    verification: Verification
    lang: Language = "zh"
    folders: tuple[Path, ...] = ()

    @property
    def article(self) -> Article:
        return self.verification.extraction.article

    @property
    def claims(self) -> tuple[Claim, ...]:
        return self.verification.extraction.claims

    @property
    def checks(self) -> tuple[Check, ...]:
        """Worst first."""
        return self.verification.checks

    @property
    def alarms(self) -> tuple[Check, ...]:
        """The checks that find the article inconsistent or implausible, no editor having dismissed them."""
        from kg.reviewing import alarms  # noqa: PLC0415  # pyoxigraph

        return tuple(check for check in self.checks if alarms(check))

    @property
    def coverage(self) -> Coverage:
        """How many numbers were found, tied, checked; and why each of the others was not."""
        return self.verification.coverage

    def to_frame(self) -> pd.DataFrame:
        """A row a check, in the columns of kg.frames.CHECK_COLUMNS. Raises KgError without pandas."""
        return frame(check_rows(self.verification), CHECK_COLUMNS)

    def to_rdf(self) -> rdflib.Dataset:
        """The article's named graph with its checks, in a store of its own. Repairs are not part of it."""
        from kg.storing import settled_as  # noqa: PLC0415  # pyoxigraph

        return settled_as(self.verification, self.folders).as_rdflib()

    def report(self, lang: Language | None = None) -> str:
        """The report as one page of HTML that needs no other file; `lang`: what it opens in."""
        from kg.reporting import html  # noqa: PLC0415  # jinja2

        return html(self.verification, lang or self.lang)

    def _repr_html_(self) -> str:
        """In a notebook: the report in a frame, which its styles and scripts do not leave."""
        page = escape(self.report(), quote=True)
        return f'<iframe srcdoc="{page}" sandbox="allow-scripts" width="100%" height="{_FRAME_HEIGHT}"></iframe>'


def extract(text: str | Article, *, region: str = "CN") -> Extracted:
    """What each number of a text is about. region: CN, TW or HK, for a text; an Article knows its own.

    Raises KgError for a text that cannot be read.
    """
    return _only(extract_all([text], region=region))


def check(
    text: str | Article,
    *,
    lang: Language = "zh",
    region: str = "CN",
    folders: Collection[Path] = (),
    reviews: Reviews | None = None,
) -> Checked:
    """The numbers of a text held against each other and against reference facts.

    lang: the language of messages. region: as for `extract`. folders: more folders of checks (docs/checks.md). reviews:
    what editors decided on alarms (`kg.reviewing.load`).
    Raises KgError for a text that cannot be read, QueryError for a check that does not parse.
    """
    return _only(check_all([text], lang=lang, region=region, folders=folders, reviews=reviews))


def extract_all(texts: Texts, *, region: str = "CN") -> Iterator[Extracted | Failure]:
    """`extract` for a stream of any length, in order and a batch at a time; a Failure for each text that fails."""
    for item in processed(_articles(texts, region), _extracted):
        yield item if isinstance(item, Failure) else item[1]


def check_all(
    texts: Texts,
    *,
    lang: Language = "zh",
    region: str = "CN",
    folders: Collection[Path] = (),
    reviews: Reviews | None = None,
) -> Iterator[Checked | Failure]:
    """`check` for a stream of any length, in order and a batch at a time; a Failure for each text that fails.

    Failures among the `texts` are handed on, so that `check_all(read("folder"))` loses none.
    """
    work = partial(_checked, lang=lang, folders=tuple(folders), reviews=reviews)
    for item in processed(_articles(texts, region), work):
        yield item if isinstance(item, Failure) else item[1]


def _extracted(articles: list[Article]) -> Iterator[Extracted]:
    from kg.pipeline import extract_all as found  # noqa: PLC0415  # spaCy

    return map(Extracted, found(articles))


def _checked(
    articles: list[Article], lang: Language, folders: tuple[Path, ...], reviews: Reviews | None
) -> Iterator[Checked]:
    from kg.checking import verify  # noqa: PLC0415  # pyoxigraph
    from kg.explaining import explain  # noqa: PLC0415  # as verify
    from kg.pipeline import extract_all as found  # noqa: PLC0415  # spaCy
    from kg.reviewing import reviewed  # noqa: PLC0415  # as verify

    for verification in explain(verify(found(articles), lang=lang, folders=folders), lang=lang, folders=folders):
        yield Checked(reviewed(verification, reviews) if reviews else verification, lang, folders)


def _articles(texts: Texts, region: str) -> Iterator[Article | Failure]:
    for number, text in enumerate(texts, 1):
        if not isinstance(text, str):
            yield text
            continue
        try:
            yield article_of(text, region=region)
        except KgError as error:
            yield Failure("", f"第 {number} 篇 / text {number}", str(error))


def _only(found: Iterator[T | Failure]) -> T:
    result = next(found)
    if isinstance(result, Failure):
        raise KgError(result.message)
    return result
