"""Units, currencies, classifiers as ontology/units/ has them: a word → a unit and what one of it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from math import inf
from pathlib import Path
from typing import cast

from kg.errors import ReadError
from kg.model import Interval, Kind
from kg.ontology.turtle import Node, expand, read


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure, a currency or a classifier.

    code: UCUM code, ISO-4217 code or "{classifier}". label: its Chinese name.
    factor, offset: value × factor + offset is in the coherent SI unit (a currency's and a count's own unit).
    dimension: "power", "length", "money:USD", "count", "ratio", …; "a/b" for a compound.
    qudt: IRI of the QUDT unit or currency, None where QUDT has none.
    """

    code: str
    label: str
    factor: float
    offset: float
    dimension: str
    qudt: str | None


@dataclass(frozen=True, slots=True)
class UnitName:
    """What a word means after a number: 角 is CNY with scale 0.1.

    digitwise: its number is read digit by digit (七五折). decimals: digits after it are its decimals (一米八, 三成五).
    beyond: so many characters of the word begin the next one (年 in 年期间). limit: no larger number takes it (千亿级).
    numbered: its numbers are often names (二、三楼 are two floors, 二、三天 a few days).
    """

    unit: Unit
    kind: Kind
    scale: float = 1.0
    digitwise: bool = False
    decimals: bool = False
    readings: tuple[Reading, ...] = ()
    numbered: bool = False
    beyond: int = 0
    limit: float = inf


@dataclass(frozen=True, slots=True)
class Reading:
    """Another meaning of an ambiguous word and the cues that call for it (see ontology/units/readings.ttl)."""

    name: UnitName
    near: re.Pattern[str] | None
    not_near: re.Pattern[str] | None
    touching: tuple[str, ...]
    at_phrase_end: bool
    alone: bool
    after: tuple[str, ...]


@dataclass(slots=True)
class UnitTable:
    """The words of one region. `names` maps a word to its meaning, or to None where it only begins like a unit.

    tails: what a word is only beside a unit of its kind. denominators: what it is only after / and 每. headless: what
    it is only where no number stands before it (個九).
    """

    names: dict[str, UnitName | None] = field(default_factory=dict)
    tails: dict[str, list[UnitName]] = field(default_factory=dict)
    denominators: dict[str, UnitName] = field(default_factory=dict)
    headless: dict[str, UnitName] = field(default_factory=dict)
    symbols: dict[str, UnitName] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    ordinals: dict[str, float] = field(default_factory=dict)


_KINDS: dict[str, Kind] = {"time": "duration", "count": "cardinal"}
_QUDT = ("http://qudt.org/", "unit:")


def load(region: str = "CN", extra: Iterable[Path] = ()) -> UnitTable:
    """The table of `region` from ontology/units/ and the Turtle files of `extra`. Raises ReadError for a bad entry."""
    nodes = read("units", "nonquantities", extra=extra)
    table = UnitTable()
    made = dict(_prefixed(nodes))
    # Words for a multiple (角 is 0.1 CNY) come after the units that they are multiples of.
    for iri, node in sorted((nodes | made).items(), key=lambda item: "kg:scale" in item[1]):
        kinds = _texts(node, "rdf:type")
        if {"kg:Unit", "kg:Currency", "kg:Classifier"} & set(kinds) and _texts(node, "kg:region") in ([], [region]):
            _enter(table, iri, node, kinds, region)
        elif "kg:NotUnit" in kinds:
            table.names.update(dict.fromkeys(_texts(node, "skos:altLabel")))
        elif "kg:OrdinalWord" in kinds:
            table.ordinals.update(dict.fromkeys(_texts(node, "skos:altLabel"), _number(node, "kg:value", 1.0)))
    _cut(table, nodes)
    for _, node in sorted(item for item in nodes.items() if "kg:Reading" in item[1].get("rdf:type", ())):
        if _texts(node, "kg:region") in ([], [region]):
            _add_reading(table, node, nodes | made)
    return table


def _prefixed(nodes: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    """Units with SI prefixes: unit:W and prefix:Mega make unit:MegaW, 兆瓦, MW."""
    prefixes = {
        _text(n, "skos:notation"): (k.rsplit("/", 1)[-1], n)
        for k, n in nodes.items()
        if "kg:Prefix" in n.get("rdf:type", [])
    }
    for iri, unit in list(nodes.items()):
        for symbol in _text(unit, "kg:prefixes").split():
            name, prefix = prefixes[symbol]
            made = f"unit:{name}{iri.removeprefix('unit:')}" if iri.startswith("unit:") else f"{iri}-{name}"
            names = [
                p + u
                for p in _texts(prefix, "skos:prefLabel") + _texts(prefix, "skos:altLabel")
                for u in _chinese(unit)
            ]
            signs = [p + u for p in _texts(prefix, "skos:notation") for u in _texts(unit, "skos:notation")]
            own = nodes.get(made, {})
            yield (
                made,
                {
                    **unit,
                    "kg:prefixes": [],
                    "kg:prefixedOnly": [],
                    "kg:perLabel": own.get("kg:perLabel", []),
                    "kg:tailLabel": own.get("kg:tailLabel", []),
                    "kg:unitCode": [symbol + _text(unit, "kg:unitCode")],
                    "kg:factor": [_number(unit, "kg:factor", 1.0) * _number(prefix, "kg:factor", 1.0)],
                    "skos:prefLabel": cast(
                        list[str | float | bool], (_texts(own, "skos:prefLabel") or names or signs)[:1]
                    ),
                    "skos:altLabel": cast(list[str | float | bool], _texts(own, "skos:altLabel") + names),
                    "skos:notation": cast(list[str | float | bool], _texts(own, "skos:notation") + signs),
                },
            )


def _cut(table: UnitTable, nodes: dict[str, Node]) -> None:
    """年|期间: where the next word takes what would be a longer unit (年期), the shorter one stands."""
    for node in nodes.values():
        if "kg:UnitThenWord" in node.get("rdf:type", ()):
            for left, _, right in (word.partition("|") for word in _texts(node, "skos:altLabel")):
                known = table.names.get(left)
                if known is not None:
                    table.names[left + right] = replace(known, beyond=len(right))


def _enter(table: UnitTable, iri: str, node: Node, kinds: list[str], region: str) -> None:
    unit, kind = _unit(iri, node, kinds)
    unit = table.units.setdefault(unit.code, unit)
    name = _name(unit, kind, node)
    home = _texts(node, "kg:homeLabel") if _texts(node, "kg:home") == [region] else []
    words = home + _chinese(node) + ([] if node.get("kg:prefixedOnly") else _texts(node, "skos:notation"))
    for word in words:
        table.names.setdefault(word, name)
    for word in _texts(node, "kg:symbol"):
        table.symbols[word] = name
        if word.isalpha():
            table.names.setdefault(word, name)
    for word in _texts(node, "kg:tailLabel"):
        table.tails.setdefault(word, []).append(name)
    table.denominators.update(dict.fromkeys(_texts(node, "kg:perLabel"), name))
    table.headless.update(dict.fromkeys(_texts(node, "kg:headlessLabel"), name))


def _name(unit: Unit, kind: Kind, node: Node) -> UnitName:
    scale = _number(node, "kg:scale", 1.0)
    digitwise, decimals = bool(node.get("kg:digitwise")), bool(node.get("kg:decimals"))
    numbered = bool(node.get("kg:numbered"))
    return UnitName(unit, kind, scale, digitwise, decimals, numbered=numbered, limit=_number(node, "kg:limit", inf))


def _unit(iri: str, node: Node, kinds: list[str]) -> tuple[Unit, Kind]:
    label = _text(node, "skos:prefLabel") or _text(node, "skos:notation")
    code = _text(node, "kg:unitCode")
    if "kg:Classifier" in kinds:
        qudt: str | None = expand("unit:NUM")
        kind = cast(Kind, _text(node, "kg:kind") or "cardinal")
        return Unit(code or "{" + label + "}", label, 1.0, 0.0, "count", qudt), kind
    qudt = expand(iri) if iri.startswith(_QUDT) else None
    if "kg:Currency" in kinds:
        return Unit(code, label, 1.0, 0.0, f"money:{code}", qudt), "money"
    dimension = _text(node, "kg:dimension")
    if not code or not dimension:
        raise ReadError(f"{iri}: a unit needs kg:unitCode and kg:dimension")
    kind = cast(Kind, _text(node, "kg:kind") or _KINDS.get(dimension, "measure"))
    return Unit(code, label, _number(node, "kg:factor", 1.0), _number(node, "kg:offset", 0.0), dimension, qudt), kind


def _add_reading(table: UnitTable, node: Node, nodes: dict[str, Node]) -> None:
    target = nodes[_text(node, "kg:reads")]
    unit, kind = _unit(_text(node, "kg:reads"), target, _texts(target, "rdf:type"))
    reading = Reading(
        _name(unit, kind, target),
        _any_of(_texts(node, "kg:near")),
        _any_of(_texts(node, "kg:notNear")),
        tuple(sorted(_texts(node, "kg:touching"), key=len, reverse=True)),
        bool(node.get("kg:atPhraseEnd")),
        bool(node.get("kg:alone")),
        tuple(_texts(node, "kg:after")),
    )
    for word in _texts(node, "kg:label"):
        plain = table.names.get(word)
        if plain is None:
            table.names[word] = UnitName(UNIT_ONE, "cardinal", readings=(reading,))
        else:
            table.names[word] = replace(plain, readings=(*plain.readings, reading))


def _any_of(words: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(map(re.escape, words))) if words else None


def _chinese(node: Node) -> list[str]:
    return _texts(node, "skos:prefLabel") + _texts(node, "skos:altLabel")


def _texts(node: Node, key: str) -> list[str]:
    return [v for v in node.get(key, ()) if isinstance(v, str)]


def _text(node: Node, key: str) -> str:
    return next(iter(_texts(node, key)), "")


def _number(node: Node, key: str, default: float) -> float:
    return next((float(v) for v in node.get(key, ()) if isinstance(v, float)), default)


UNIT_ONE = Unit("1", "", 1.0, 0.0, "count", expand("unit:UNITLESS"))


@cache
def _units() -> dict[str, Unit]:
    units = load("CN").units
    for region in ("TW", "HK"):
        units = load(region).units | units
    return units


@cache
def unit_of(code: str) -> Unit:
    """The unit of a code, made from its parts where the table has no entry ("CNY/t", "km.h-1" is not read).

    A code that nothing knows is a count of its own, so that it can be carried along but equals no other.
    """
    known = _units().get(code)
    if known:
        return known
    for sign in "/.":
        left, found, right = code.rpartition(sign)
        if found and left and right:
            return _combine(unit_of(left), unit_of(right), sign, code)
    return Unit(code, code.strip("{}"), 1.0, 0.0, "count" if code.startswith("{") else f"unknown:{code}", None)


def _combine(left: Unit, right: Unit, sign: str, code: str) -> Unit:
    factor = left.factor / right.factor if sign == "/" else left.factor * right.factor
    return Unit(code, f"{left.label}{sign}{right.label}", factor, 0.0, f"{left.dimension}{sign}{right.dimension}", None)


def si(interval: Interval, unit: str) -> Interval:
    """The interval in the coherent SI unit of `unit`'s dimension (a currency or a count stays in its own)."""
    known = unit_of(unit)
    return Interval(interval.low * known.factor + known.offset, interval.high * known.factor + known.offset)
