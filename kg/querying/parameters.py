"""A parameter of a query is a one-variable data block of it: `VALUES ?name { "xAI" }`.

The file thus runs as it stands, in any engine, with its defaults; a value given takes the block's place as one
serialised RDF term of the default's type. UNDEF as default leaves the variable open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph.sparql import PREFIXES, nearest, tokens
from kg.graph.terms import text
from kg.ontology.turtle import expand

Value = str | int | float | bool
_XSD = PREFIXES["xsd"]
_WHOLE = {_XSD + "integer"}
_REAL = {_XSD + name for name in ("double", "decimal", "float")}


@dataclass(frozen=True, slots=True)
class Block:
    """One parameter as a query states it: where its data stands, and its default, None for UNDEF.

    start, end: what stands between the braces.
    """

    name: str
    start: int
    end: int
    default: ox.NamedNode | ox.Literal | None

    @property
    def type(self) -> str:
        """ "string", "iri", "integer", "number" or "boolean": that of the default, string for UNDEF."""
        if isinstance(self.default, ox.NamedNode):
            return "iri"
        datatype = self.default.datatype.value if self.default else ""
        if datatype in _WHOLE:
            return "integer"
        if datatype in _REAL:
            return "number"
        return "boolean" if datatype == _XSD + "boolean" else "string"


def blocks(sparql: str) -> dict[str, Block]:
    """The parameters of a query by name; a data block of several values or variables is none."""
    found = {}
    row = list(tokens(sparql))
    for word, variable, opening, at in zip(row, row[1:], row[2:], range(3, len(row)), strict=False):
        if word.text.upper() == "VALUES" and variable.kind == "variable" and opening.text == "{":
            end = next((token.start for token in row[at:] if token.text == "}"), len(sparql))
            block = _block(variable.text[1:], opening.end, end, sparql)
            if block:
                found[block.name] = block
    return found


def bound(sparql: str, values: Mapping[str, Value]) -> str:
    """The query with the values given in place of its defaults.

    Raises QueryError for a name that the query has no block for, and for a value that is not of the default's type.
    """
    known = blocks(sparql)
    for name in values:
        if name not in known:
            near = nearest(name, known) or ", ".join(known) or "-"
            raise QueryError(f"{name}: 查询没有这个参数（可用 {near}）/ the query has no such parameter (try {near})")
    for block in sorted(known.values(), key=lambda block: -block.start):
        if block.name in values:
            # A brace is escaped, so that a value that spells a SERVICE call is not taken for one.
            term = str(_term(block, values[block.name])).replace("{", r"\u007B")
            sparql = f"{sparql[: block.start]} {term} {sparql[block.end :]}"
    return sparql


def _block(name: str, start: int, end: int, sparql: str) -> Block | None:
    """The block with its default, read by the engine itself; None where it holds anything but one term."""
    try:
        solutions = ox.Store().query(f"SELECT ?x {{ VALUES ?x {{ {sparql[start:end]} }} }}", prefixes=PREFIXES)
    except SyntaxError:  # a fault of the query, which running it reports with its place
        return None
    assert isinstance(solutions, ox.QuerySolutions)
    terms = [solution["x"] for solution in solutions]
    return Block(name, start, end, terms[0]) if len(terms) == 1 else None


def _term(block: Block, value: Value) -> ox.NamedNode | ox.Literal:
    """`value` as a term of the block's type."""
    try:
        match block.type:
            case "iri":
                return ox.NamedNode(expand(str(value)))
            case "integer":
                return ox.Literal(int(value))
            case "number":
                return ox.Literal(float(value))
            case "boolean":
                return ox.Literal({"true": True, "false": False}[str(value).lower()])
            case _:
                return text(str(value))
    except (ValueError, KeyError) as error:
        message = f"{block.name}={value}: 应为 {block.type} / {block.type} expected"
        raise QueryError(message) from error
