"""Score a claim extractor against a gold file: are the claims found, and is what is said about them right?

usage: python tests/gold/score.py [-v] [--by topic|style] GOLD.jsonl COMMAND [ARG ...]
e.g.   python tests/gold/score.py tests/gold/dev.jsonl kg extract --format jsonl -

The command reads JSON lines {"id", "text"} on standard input and writes one JSON line a text with "claims" and,
where it has them, "relations". docs/annotation.md says what the gold holds and what counts as right.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Relation = tuple[str, frozenset[tuple[str, Any]]]

# The same unit under two codes. 升 and 米/秒 need none: UCUM has one code for each.
SAME_UNIT = {
    frozenset(p) for p in (("a", "{岁}"), ("har", "hm2"), ("har", "ha"), ("t", "{吨}"), ("{倍}", "1"), ("%", "1"))
}
# 戶 and 户 are one classifier: a text in traditional characters may be answered in either script.
SIMPLIFIED = str.maketrans("個張戶節條輛棟項場隻頭顆頁連屆標準萬億", "个张户节条辆栋项场只头颗页连届标准万亿")
# A ratio is a product read backwards (312 of 2000 is 15.6 %: 2000 × 15.6 % = 312), so either name is right; where
# a relation has two members of equal standing their order is no matter.
ROLE = {
    ("ratio", "numerator"): "total",
    ("ratio", "denominator"): "factor",
    ("ratio", "quotient"): "factor",
    ("product", "count"): "factor",
    ("product", "each"): "factor",
    ("growth", "rate"): "change",
    ("repeat", "first"): "same",
    ("repeat", "again"): "same",
}
FACETS = ("subject", "property", "of", "per", "time", "modality", "attributed_to")
ALWAYS = (
    "subject",
    "property",
    "modality",
    "attributed_to",
)  # asked of every claim; the others where the gold has them


def plain(text: str) -> str:
    """Half-width, lower case, classifiers simplified: what two spellings of one word share."""
    return unicodedata.normalize("NFKC", text).translate(SIMPLIFIED).lower()


def said(claim: Row, *keys: str) -> str:
    """All words of the given keys of an extracted claim, whether they are strings or {"text", "label", ...}."""
    found: list[str] = []
    for key in keys:
        value = claim.get(key)
        found += [str(v) for v in value.values() if v] if isinstance(value, dict) else [str(value or "")]
    return plain(" ".join(found))


def any_of(acceptable: str, words: str) -> bool:
    """True when one of the |-separated acceptable words stands in `words`."""
    return any(plain(w) in words for w in acceptable.split("|"))


def unit_right(gold: str | None, got: str | None) -> bool:
    """A null in the gold accepts any; 350公里 an hour may be km/h or km with "per"."""
    if gold is None or gold == "ordinal":
        return True
    one, two = plain(gold), plain(got or "")
    if one == two or frozenset((gold, got or "")) in SAME_UNIT:
        return True
    return "/" in one + two and one.split("/")[0] == two.split("/")[0]


def value_right(gold: Row, got: Row) -> bool:
    """Value and unit. A date is right by its year; 1∶1.7 (null, null) is right wherever it is found."""
    want, have = gold["value"], got.get("value")
    if gold["unit"] == "date":
        return got.get("kind") == "date" or have == want
    if want is None:
        return gold["unit"] is None or (have is None and unit_right(gold["unit"], got.get("unit")))
    if have is None or not unit_right(gold["unit"], got.get("unit")):
        return False
    scale = {("1", "%"): 100.0, ("%", "1"): 0.01}.get((gold["unit"], str(got.get("unit"))), 1.0)
    return any(abs(have - want * s) <= 1e-6 * abs(want * s) for s in (scale, -scale))


def match(gold: list[Row], got: list[Row]) -> dict[int, Row]:
    """Gold start -> the extracted claim that overlaps it with the right value and unit; each is used once."""
    pairs: dict[int, Row] = {}
    used: set[int] = set()
    for g in gold:
        for i, c in enumerate(got):
            if i not in used and c["start"] < g["end"] and g["start"] < c["end"] and value_right(g, c):
                pairs[g["start"]] = c
                used.add(i)
                break
    return pairs


def facet_right(facet: str, gold: Row, got: Row) -> bool:
    """Whether the extracted claim says of `facet` what the gold accepts."""
    want = gold[facet]
    if facet == "subject":
        return any_of(want, said(got, "subject", "of"))
    if facet == "property":
        named = bool((got.get("property") or {}).get("iri"))
        return named and (not want or any_of(want, said(got, "property", "role")))
    if facet == "modality":
        return (got.get("modality") or "asserted") in want.split("|")
    if want is None:
        return not got.get(facet)
    return any_of(want, said(got, facet))


def neutral(claim: Row, gold: Row) -> bool:
    """An extra claim that is neither right nor wrong: a date, 一 as an article, or a span the gold sets aside."""
    if claim.get("kind") == "date" or (claim.get("value") == 1 and str(claim.get("text", "")).startswith("一")):
        return True
    return any(claim["start"] < end and start < claim["end"] for start, end in gold["ignore"])


def relation(kind: str, members: Iterable[tuple[str, Any]]) -> Relation:
    """A relation in the form in which two names for the same arithmetic are equal."""
    name = "product" if kind == "ratio" else kind
    return name, frozenset((ROLE.get((kind, role), role), place) for role, place in members)


def gold_relations(gold: Row) -> dict[Relation, str]:
    return {relation(r["kind"], [(a, b) for a, b in r["members"]]): r["kind"] for r in gold["relations"]}


def got_relations(answer: Row, gold: Row) -> dict[Relation, str]:
    """Relations with their members given by the start of the gold claim that each overlaps, else by their own id."""
    place: dict[str, Any] = {}
    for c in answer.get("claims", []):
        over = [g["start"] for g in gold["claims"] if c["start"] < g["end"] and g["start"] < c["end"]]
        place[c["id"]] = over[0] if over else c["id"]
    found = answer.get("relations", [])
    return {relation(r["kind"], [(a, place.get(i, i)) for a, i in r["members"]]): r["kind"] for r in found}


def implied(candidate: Relation, gold: Iterable[Relation]) -> bool:
    """A part of a whole that the gold already ties as a sum or a ratio is said twice, not wrongly."""
    kind, members = candidate
    roles = dict(members)
    if kind != "part" or set(roles) != {"part", "whole"}:
        return False
    part, whole = roles["part"], roles["whole"]
    as_sum = {("part", part), ("total", whole)}
    as_ratio = {("total", part), ("factor", whole)}
    return any((k == "sum" and as_sum <= m) or (k == "product" and as_ratio <= m) for k, m in gold)


def links(relations: Iterable[Relation]) -> set[tuple[str, frozenset[Any]]]:
    """The pairs of claims that relations tie, whatever their roles."""
    return {(kind, frozenset((a, b))) for kind, members in relations for (_, a), (_, b) in combinations(members, 2)}


def count_claims(gold: Row, got: list[Row], tally: Counter[str]) -> list[str]:
    """Add a paragraph's claims to the tally and give back, as lines to read, what falls short."""
    pairs = match(gold["claims"], got)
    taken = {id(c) for c in pairs.values()}
    extra = [c for c in got if id(c) not in taken and not neutral(c, gold)]
    tally.update(
        {"claims gold": len(gold["claims"]), "claims right": len(pairs), "claims got": len(pairs) + len(extra)}
    )
    short = [f"extra {c.get('text')}" for c in extra]
    for g in gold["claims"]:
        c = pairs.get(g["start"])
        wrong = [f for f in FACETS if c is None or not facet_right(f, g, c)]
        for f in FACETS:
            if f in ALWAYS or g[f] is not None:
                tally.update({f"{f} gold": 1, f"{f} right": int(f not in wrong)})
        tally.update({"subject and property right": int(not {"subject", "property"} & set(wrong))})
        count_marked(g, c, wrong, tally)
        if wrong:
            short.append(f"{g['text']} {'missed' if c is None else 'wrong: ' + ', '.join(wrong)}")
    return short


def count_marked(gold: Row, got: Row | None, wrong: list[str], tally: Counter[str]) -> None:
    """Tally what most claims are not (planned, negated, attributed), so that silence does not look like skill."""
    modality = gold["modality"].split("|")
    told = (got or {}).get("modality") or "asserted"
    marked = "asserted" not in modality
    source = gold["attributed_to"] is not None
    tally.update(
        {
            "non-asserted gold": int(marked),
            "non-asserted got": int(told != "asserted" and (marked or told not in modality)),
            "non-asserted right": int(marked and "modality" not in wrong),
            "attributed gold": int(source),
            "attributed got": int(bool((got or {}).get("attributed_to"))),
            "attributed right": int(source and "attributed_to" not in wrong),
        }
    )


def count_relations(gold: Row, answer: Row, tally: Counter[str]) -> list[str]:
    """Add a paragraph's relations: alike in kind and every member; then the pairs they tie; then by kind."""
    want, have = gold_relations(gold), got_relations(answer, gold)
    have = {r: k for r, k in have.items() if r in want or not implied(r, want)}
    right = want.keys() & have.keys()
    tally.update({"relations gold": len(want), "relations got": len(have), "relations right": len(right)})
    pairs, got_pairs = links(want), links(have)
    tally.update({"pairs gold": len(pairs), "pairs got": len(got_pairs), "pairs right": len(pairs & got_pairs)})
    for r, kind in want.items():
        tally.update({f"  {kind} gold": 1, f"  {kind} right": int(r in right)})
    for r, kind in have.items():
        tally[f"  {want.get(r, kind)} got"] += 1
    return [f"missed {want[r]}" for r in want.keys() - right] + [f"extra {have[r]}" for r in have.keys() - right]


def prf(tally: Counter[str], name: str) -> str:
    right, gold, got = (tally[f"{name} {k}"] for k in ("right", "gold", "got"))
    precision, recall = right / got if got else 0.0, right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return (
        f"{name:<26} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}   ({right} right of {gold}, {got} given)"
    )


def report(tally: Counter[str], kinds: bool = True) -> str:
    """The figures as text. A facet's share is of all gold claims that have it, found or not."""
    lines = [prf(tally, "claims")]
    tally["subject and property gold"] = tally["claims gold"]
    for f in ("subject", "property", "subject and property", *FACETS[2:]):
        right, gold = tally[f"{f} right"], tally[f"{f} gold"]
        lines.append(f"{f:<26} right {right / gold if gold else 0.0:.3f}   ({right} of {gold})")
    lines += [prf(tally, n) for n in ("non-asserted", "attributed", "relations", "pairs")]
    if kinds:
        names = sorted({k[: -len(" gold")] for k in tally if k.startswith("  ") and k.endswith(" gold")})
        lines += [prf(tally, n) for n in names]
    return "\n".join(lines)


def answers(gold: list[Row], command: list[str]) -> dict[str, Row]:
    """What the command says to the texts of the gold, by id; a text without an answer is simply unanswered."""
    feed = "".join(json.dumps({"id": g["id"], "text": g["text"]}, ensure_ascii=False) + "\n" for g in gold)
    run = subprocess.run(command, input=feed, capture_output=True, text=True, encoding="utf-8", check=False)
    if not run.stdout.strip():
        sys.exit(f"exit {run.returncode}, no answer: {run.stderr[-600:]}")
    return {r["id"]: r for r in map(json.loads, run.stdout.splitlines())}


def score(gold: list[Row], given: dict[str, Row], verbose: bool = False) -> Counter[str]:
    tally: Counter[str] = Counter()
    for g in gold:
        answer = given.get(g["id"], {})
        short = count_claims(g, answer.get("claims", []), tally) + count_relations(g, answer, tally)
        if verbose and short:
            sys.stdout.write(f"{g['id']}  " + "; ".join(short) + "\n")
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(usage="score.py [-v] [--by topic|style] GOLD.jsonl COMMAND [ARG ...]")
    parser.add_argument("-v", dest="verbose", action="store_true", help="list what falls short, paragraph by paragraph")
    parser.add_argument("--by", choices=("topic", "style"), help="the claims line for each topic or style")
    parser.add_argument("gold", type=Path)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    gold = [json.loads(line) for line in args.gold.read_text(encoding="utf-8").splitlines()]
    given = answers(gold, args.command)
    sys.stdout.write(report(score(gold, given, args.verbose)) + "\n")
    for group in sorted({g[args.by] for g in gold}) if args.by else ():
        tally = score([g for g in gold if g[args.by] == group], given)
        sys.stdout.write(f"\n{group}\n{report(tally, kinds=False)}\n")


if __name__ == "__main__":
    main()
