"""Two articles as the pipeline would hand them on, made by hand: the graph's tests need no pipeline."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Article, Block, Claim, Entity, Extraction, Interval, Property, Quantity, Relation, Tie

CHROME = "首页 > 财经\n"
"""What the source has before the text, so that offsets into the two differ."""

_LEAD = "东岭重工向南浦电力交付六台燃气轮机，每台400兆瓦，总功率2500兆瓦，即2.5吉瓦。"
_MONEY = "据财务总监林悦介绍，合同金额为30亿美元，计划2027年再订购约12台。"
_REPRINT = "东岭重工已交付南浦电力的燃气轮机总功率为2.6吉瓦。"


def article(name: str, *paragraphs: str, **about: Any) -> Article:
    text = "\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        blocks.append(Block(start, start + len(paragraph), "body"))
        start += len(paragraph) + 1
    return Article(name, text, CHROME + text, ((0, len(CHROME), len(text)),), tuple(blocks), **about)


def entity(
    of: Article, text: str, kind: str = "Organization", label: str | None = None, iri: str | None = None
) -> Entity:
    start = of.text.index(text)
    return Entity(text, start, start + len(text), label or text, kind, iri or f"urn:kg:entity:{label or text}")


def quantity(of: Article, text: str, value: float | None, unit: str, margin: float = 0.0, **more: Any) -> Quantity:
    start = of.text.index(text)
    middle = 0.0 if value is None else value
    narrow, wide = Interval(middle - margin, middle + margin), Interval(middle - 10 * margin, middle + 10 * margin)
    facts = {"kind": "measure", "approx": "exact", "narrow": narrow, "wide": wide, "written_in_full": True} | more
    return Quantity(text, start, start + len(text), value, None, None, unit, **facts)


def claim(of: Article, name: str, number: Quantity, /, **about: Any) -> Claim:
    block = next(block for block in of.blocks if block.start <= number.start < block.end)
    return Claim(name, number, (block.start, block.end), **about)


POWER = Property("kg:property-power", "功率")
ORDER = Property("kg:property-order", "订购")
AMOUNT = Property("kg:property-amount", "金额")


def turbines(**about: Any) -> Extraction:
    """Six turbines of 400 MW that are said to give 2500 MW: a product that fails."""
    of = article("turbines", _LEAD, _MONEY, **({"title": "东岭重工交付燃气轮机", "date": "2025-03-01"} | about))
    maker, buyer = entity(of, "东岭重工"), entity(of, "南浦电力")
    machine, finance = entity(of, "燃气轮机", "Thing"), entity(of, "林悦", "Person", label="林悦")
    said = {"subject": buyer, "attributed_to": "财务总监林悦"}
    claims = (
        claim(of, "c1", quantity(of, "六台", 6, "{台}", kind="cardinal"), subject=buyer, property=ORDER, of=machine),
        claim(
            of, "c2", quantity(of, "400兆瓦", 400, "MW", 0.5), subject=machine, property=POWER, per="{台}", role="each"
        ),
        claim(of, "c3", quantity(of, "2500兆瓦", 2500, "MW", 0.5), subject=machine, property=POWER, role="total"),
        claim(of, "c4", quantity(of, "2.5吉瓦", 2.5, "GW", 0.05), subject=machine, property=POWER, role="total"),
        claim(of, "c5", quantity(of, "30亿美元", 3e9, "USD", 5e7, kind="money"), property=AMOUNT, **said),
        claim(of, "c6", quantity(of, "2027年", 2027, "date", kind="date", date_value="2027"), modality="planned"),
        claim(
            of,
            "c7",
            quantity(of, "12台", 12, "{台}", 1.2, kind="cardinal", approx="about", written_in_full=False),
            **said,
            property=ORDER,
            of=machine,
            time="2027",
            modality="planned",
        ),
    )
    at = of.text.index("总功率")
    ties = (
        Tie("t1", "product", (("count", "c1"), ("each", "c2"), ("total", "c3")), "总", at, at + 1),
        Tie("t2", "equality", (("first", "c3"), ("second", "c4")), "即", of.text.index("即"), of.text.index("即") + 1),
    )
    relations = (
        Relation("product", (("count", "c1"), ("each", "c2"), ("total", "c3")), "总", at, at + 1),
        Relation("equality", (("side", "c3"), ("side", "c4")), "即", at, at + 1),
    )
    return Extraction(of, (maker, buyer, machine, finance), claims, ties, relations)


def reprint() -> Extraction:
    """Another article that gives the total otherwise."""
    of = article(
        "reprint", _REPRINT, title="南浦电力扩容", publisher="东江晚报", url='https://news.example/2?a=1&b="c"'
    )
    maker, machine = entity(of, "东岭重工"), entity(of, "燃气轮机", "Thing")
    total = claim(of, "c1", quantity(of, "2.6吉瓦", 2.6, "GW", 0.005), subject=machine, property=POWER, role="total")
    return Extraction(of, (maker, entity(of, "南浦电力"), machine), (total,), ())


def with_names(extraction: Extraction, hostile: str) -> Extraction:
    """The same extraction where every field that comes from a text, a file or a page is `hostile`."""
    about = dict.fromkeys(("id", "title", "date", "publisher", "author", "url"), hostile)
    subject = Entity(hostile, 0, 4, hostile, "Organization", hostile)
    claims = tuple(
        replace(
            c,
            subject=subject,
            property=Property(hostile, hostile),
            time=hostile,
            place=hostile,
            attributed_to=hostile,
            role=hostile,
        )
        for c in extraction.claims
    )
    ties = tuple(replace(tie, cue=hostile, kind=hostile) for tie in extraction.ties)
    return Extraction(replace(extraction.article, **about), (subject,), claims, ties)


PRODUCT_CHECK = """
CONSTRUCT {
  ?check a kg:Check ; kg:kind "product" ; kg:article ?article ; kg:tie ?tie ; kg:claim ?n, ?e, ?t ; kg:stated ?t ;
    kg:expression ?expression ; kg:relation "=" ; kg:verdict kg:inconsistent ; kg:severity 1 ; kg:alarm true ;
    kg:computedLow ?low ; kg:computedHigh ?high ; kg:computedWideLow ?low ; kg:computedWideHigh ?high .
}
WHERE {
  ?tie a kg:ProductTie ; kg:article ?article ; kg:count ?n ; kg:each ?e ; kg:total ?t .
  ?n kg:low ?nl ; kg:high ?nh ; kg:text ?nt . ?e kg:low ?el ; kg:high ?eh ; kg:text ?et .
  BIND(?nl * ?el AS ?low) BIND(?nh * ?eh AS ?high) BIND(CONCAT(?nt, " × ", ?et) AS ?expression)
  BIND(IRI(CONCAT("urn:kg:check:product-", STRAFTER(STR(?tie), "urn:kg:tie:"))) AS ?check)
}
"""
"""A check as queries/checks/, queries/verdict.rq and kg.storing.settling leave it in the graph."""
