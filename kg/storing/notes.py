"""What other articles say otherwise, as notes among an article's own checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pyoxigraph as ox

from kg.graph import GraphStore, iris
from kg.graph.writing import claim_iris
from kg.model import Check, Claim, Extraction, Interval
from kg.storing.across import KIND

_NOTED = f"""SELECT * WHERE {{
  VALUES ?article {{ %s }}
  ?check kg:article ?article ; kg:kind "{KIND}" ; kg:claim ?own , ?other .
  ?own kg:article ?article ; kg:low ?ownLow ; kg:high ?ownHigh ; kg:wideLow ?ownWideLow ; kg:wideHigh ?ownWideHigh .
  ?other kg:article ?elsewhere ; kg:text ?text ;
    kg:low ?otherLow ; kg:high ?otherHigh ; kg:wideLow ?otherWideLow ; kg:wideHigh ?otherWideHigh .
  FILTER(?elsewhere != ?article)
  OPTIONAL {{ ?other kg:attributedTo ?said }}
  OPTIONAL {{ ?elsewhere schema:headline ?headline }}
  OPTIONAL {{ ?elsewhere schema:publisher ?publisher }}
  OPTIONAL {{ ?elsewhere schema:datePublished ?date }}
  OPTIONAL {{ ?check kg:possibleRevision ?possible }}
}} ORDER BY ?date ?elsewhere ?own"""
_WORDS = {
    "zh": {
        "untitled": "另一篇",
        "said": "据{who}",
        "join": "，",
        "where": "{headline}（{about}）",
        "both": "{where}作{text}；两篇可能都对（口径、日期或修订不同）",
        "later": "{where}作{text}，在本文之后，或为修订",
        "earlier": "{where}作{text}，在本文之前，本文或为修订",
    },
    "en": {
        "untitled": "another article",
        "said": "according to {who}",
        "join": ", ",
        "where": "{headline} ({about})",
        "both": "{where} has {text}; both may be right (another definition, day or revision)",
        "later": "{where}, which is later, has {text}: possibly a revision",
        "earlier": "{where}, which is earlier, has {text}: this one is possibly a revision",
    },
}


def notes(store: GraphStore, extractions: Sequence[Extraction], lang: str) -> list[list[Check]]:
    """For each article, in order, a check for each number that another article gives otherwise. lang: zh or en."""
    names = [iris.article(extraction.article) for extraction in extractions]
    answer = store.query(_NOTED % " ".join(map(str, names)))
    assert isinstance(answer, ox.QuerySolutions)
    rows: defaultdict[str, list[ox.QuerySolution]] = defaultdict(list)
    for row in answer:
        rows[row["article"].value].append(row)
    found = []
    for name, extraction in zip(names, extractions, strict=True):
        claims = {claim.id: claim for claim in extraction.claims}
        ids = {iri.value: claims[own] for own, iri in claim_iris(extraction).items()} if rows[name.value] else {}
        # An article that was read anew, under other rules, may no longer have the claim.
        found.append([_note(row, ids[own], lang) for row in rows[name.value] if (own := row["own"].value) in ids])
    return found


def _note(row: ox.QuerySolution, own: Claim, lang: str) -> Check:
    words = _WORDS[lang]
    own_text, other_text = own.quantity.text, row["text"].value
    title = row["headline"]
    headline = f"《{title.value}》" if title else words["untitled"]
    about = [row[name].value for name in ("publisher", "date") if row[name]]
    about += [words["said"].format(who=row["said"].value)] if row["said"] else []
    where = words["where"].format(headline=headline, about=words["join"].join(about)) if about else headline
    order = "both" if not row["possible"] else "earlier" if row["possible"] == row["own"] else "later"
    return Check(
        id=row["check"].value.removeprefix("urn:kg:check:"),
        kind=KIND,
        verdict="unverifiable",
        severity=3,
        claims=(own.id,),
        texts=(own_text,),
        formula=f"{own_text} ≠ {other_text} · {where}",
        message=words[order].format(where=where, text=other_text),
        computed=_interval(row, "other"),
        computed_wide=_interval(row, "otherWide"),
        stated=_interval(row, "own"),
        stated_wide=_interval(row, "ownWide"),
        relation="=",
        reading="wide",
        unit=own.quantity.unit,
    )


def _interval(row: ox.QuerySolution, name: str) -> Interval:
    return Interval(float(row[f"{name}Low"].value), float(row[f"{name}High"].value))
