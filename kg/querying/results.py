"""What a query gave, as a table, CSV, JSON or Turtle."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any, Literal

import pyoxigraph as ox
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import QueryError
from kg.graph.interface import Answer
from kg.graph.sparql import PREFIXES
from kg.ontology.turtle import shorten

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_STRING = PREFIXES["xsd"] + "string"
_REAL = {PREFIXES["xsd"] + name for name in ("double", "decimal", "float")}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of terms, None where a variable is unbound. A CONSTRUCT's rows are its triples, an ASK's one boolean.

    notes: what the reader should know of the query, such as a name it uses that the vocabulary does not have.
    """

    form: Literal["select", "construct", "ask"]
    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    triples: tuple[ox.Triple, ...] = ()
    notes: tuple[str, ...] = ()

    def table(self) -> str:
        """A Markdown table aligned for a terminal, Chinese characters two columns wide, IRIs shortened."""
        table = Table(box=MARKDOWN, show_edge=True)
        for name in self.variables:
            table.add_column(name, no_wrap=True)
        for row in self.rows:
            table.add_row(*(Text(_printable(_shown(term))) for term in row))
        page = StringIO()
        Console(file=page, width=100_000, color_system=None).print(table)
        return page.getvalue().strip() + "\n"  # the box has blank lines above and below

    def csv(self) -> str:
        """SPARQL CSV, but a string that a spreadsheet would run as a formula is led by an apostrophe."""
        page = StringIO()
        writer = csv.writer(page, lineterminator="\r\n")
        writer.writerow(self.variables)
        writer.writerows([_cell(term) for term in row] for row in self.rows)
        return page.getvalue()

    def json(self) -> str:
        """SPARQL 1.1 results JSON; for a CONSTRUCT, JSON-LD."""
        if self.form == "construct":
            return self._serialized(ox.RdfFormat.JSON_LD)
        if self.form == "ask":
            answer: dict[str, Any] = {"head": {}, "boolean": bool(self)}
        else:
            bindings = [
                {name: _binding(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
                for row in self.rows
            ]
            answer = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(answer, ensure_ascii=False)

    def turtle(self) -> str:
        """The triples of a CONSTRUCT. Raises QueryError for another form of query."""
        if self.form != "construct":
            raise QueryError("只有 CONSTRUCT 的结果可写成 Turtle / only a CONSTRUCT gives Turtle")
        return self._serialized(ox.RdfFormat.TURTLE)

    def __bool__(self) -> bool:
        """An ASK's answer; otherwise whether there is a row."""
        return self.rows[0][0] == ox.Literal(True) if self.form == "ask" else bool(self.rows)

    def _serialized(self, form: ox.RdfFormat) -> str:
        page = BytesIO()
        ox.serialize(self.triples, page, format=form, prefixes=PREFIXES)
        return page.getvalue().decode("utf-8")


def collected(answer: Answer) -> Result:
    """The engine's answer, read to its end; a CONSTRUCT's triples each once, in order."""
    if isinstance(answer, ox.QueryBoolean):
        return Result("ask", ("answer",), ((ox.Literal(bool(answer)),),))
    if isinstance(answer, ox.QueryTriples):
        triples = tuple(sorted(set(answer), key=str))
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in triples)
        return Result("construct", ("subject", "predicate", "object"), rows, triples)
    variables = tuple(variable.value for variable in answer.variables)
    return Result("select", variables, tuple(tuple(solution) for solution in answer))


def _shown(term: Term | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    if isinstance(term, ox.Literal):
        return f"{float(term.value):.10g}" if term.datatype.value in _REAL else term.value
    return str(term)


def _printable(text: str) -> str:
    """On one line, and without the control characters by which an article could write to the reader's terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else str(term)
    formula = term.datatype.value == _STRING and term.value.startswith(_FORMULA) and not _is_number(term.value)
    return f"'{term.value}" if formula else term.value


def _is_number(text: str) -> bool:
    try:
        float(text.rstrip("%"))
    except ValueError:
        return False
    return True


def _binding(term: Term) -> dict[str, str]:
    """One term as the specification writes it: https://www.w3.org/TR/sparql11-results-json/#select-encode-terms"""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        return {"type": "literal", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    datatype = {} if term.datatype.value == _STRING else {"datatype": term.datatype.value}
    return {"type": "literal", "value": term.value, **datatype}
