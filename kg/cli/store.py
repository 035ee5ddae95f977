"""`kg store`: look after a store: what is in it, take out, copy, put back, prove whole."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from kg.cli.processing import extracted
from kg.cli.stored import readable, writable
from kg.cli.terminal import printable
from kg.cli.words import LANGUAGES, language, say
from kg.errors import KgError

_LANG = click.option("--lang", type=click.Choice(LANGUAGES), default=language, help="提示的语言 / language of messages")
_STORE = click.argument("store", metavar="STORE")
_FORMATS = ("nquads", "trig", "turtle", "ntriples", "jsonld", "rdfxml")


def _folder(store: str) -> Path:
    from kg.storing import is_remote  # noqa: PLC0415  # the graph

    if is_remote(store):
        raise KgError(f"{store}: 远程图库用 export 和它自己的备份 / for a remote store use export, or its own backups")
    return Path(store)


@click.group(
    "store",
    epilog="""\b
例 / examples:
  kg store list 图库
  kg store remove 图库 https://news.example/1.html
  kg store backup 图库 备份/周一
  kg store restore 备份/周一 图库
  kg store verify 图库""",
)
def command() -> None:
    """看管图库：列出、删除、导出、备份、恢复、验证。

    Looks after a store: list, remove, export, back up, restore, verify.
    """


@command.command("list")
@_STORE
def list_(store: str) -> None:
    """库中各篇，旧版和转载也在内。 / Every article, with former texts and copies."""
    for entry in readable(store).entries():
        about = (entry.name, entry.status, entry.date, entry.publisher, entry.title or entry.id, entry.url)
        click.echo(printable("  ".join(part for part in about if part)))


@command.command()
@_STORE
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@_LANG
def remove(store: str, articles: tuple[str, ...], lang: str) -> int:
    """删除文章及其各版。 / Take articles out, with all their revisions.

    ARTICLE：编号、文件、网址，或图的名字。 / ARTICLE: an id, a file, an address, or the name of a graph.
    """
    from kg.storing import read_orphans, readings, rules  # noqa: PLC0415  # the graph

    under, status = rules(), 0
    kept = writable(store, under, existing=True)
    for given in articles:
        names = kept.held(given)
        if not names:
            status = 2
            click.echo(f"kg: {printable(given)}: 图库里没有这篇 / no such article in the store", err=True)
        for gone in dict.fromkeys(each for name in names for each in kept.remove(name)):
            click.echo(say(lang, "removed", name=gone.value))
    # A copy of what is gone has to be read itself.
    read = partial(readings, extract=extracted, rules=under)
    for reading in read_orphans(kept, read, under):
        reading.write(kept)
    return status


@command.command()
@_STORE
@click.option("--format", "form", type=click.Choice(_FORMATS), default="nquads", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="写到文件 / write to a file")
def export(store: str, form: str, output: str | None) -> None:
    """把整个图库写成 RDF；N-Quads 可由 restore 读回。 / The whole store as RDF; restore reads N-Quads back."""
    kept = readable(store)
    if output is None:
        kept.store.export(form, sys.stdout.buffer)  # type: ignore[arg-type]  # one of its formats
        return
    try:
        with Path(output).open("wb") as file:
            kept.store.export(form, file)  # type: ignore[arg-type]  # as above
    except OSError as error:
        raise KgError(f"{output}: 写不了 / cannot be written: {error.strerror or error}") from error


@command.command()
@_STORE
@click.argument("target", metavar="TARGET")
def backup(store: str, target: str) -> None:
    """把图库复制到新文件夹。 / Copy the store to a new folder."""
    from kg.storing import back_up  # noqa: PLC0415  # the graph

    back_up(_folder(store), Path(target))


@command.command()
@click.argument("source", metavar="BACKUP")
@_STORE
def restore(source: str, store: str) -> None:
    """由备份或导出的 N-Quads 建成图库。 / Make a store of a backup, or of exported N-Quads."""
    from kg.storing import restore as restored  # noqa: PLC0415  # the graph

    restored(Path(source), _folder(store))


@command.command()
@_STORE
@click.option("--shapes", is_flag=True, help="也按 ontology/shapes.ttl 验证，慢 / validate the SHACL shapes too: slow")
@_LANG
def verify(store: str, shapes: bool, lang: str) -> int:
    """图库是否完好：篇数、存稿、校验和、附注、形状。 / Whether the store is whole: counts, texts, checksums, notes, shapes."""
    from kg.storing.verifying import counts, faults, misshapen  # noqa: PLC0415  # the graph

    kept = readable(store)
    click.echo(say(lang, "counts", **counts(kept)))
    found = 0
    for graph, message in (*faults(kept), *(misshapen(kept) if shapes else ())):
        found += 1
        click.echo(f"kg: {graph}: {message}", err=True)
    click.echo(say(lang, "faulty", n=found) if found else say(lang, "whole"))
    return 2 if found else 0
