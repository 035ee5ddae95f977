"""displaCy pictures: the numbers of each sentence with what they measure, and the relations between them as arcs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Any

from kg.model import Claim, Extraction, Relation

_PAGE = """<!DOCTYPE html>
<html lang="zh">
<head><meta charset="utf-8"><title>{title}</title></head>
<body style="font-family: sans-serif; margin: 2em; max-width: 60em">
<h1 style="font-size: 1.3em">{title}</h1>
{body}
</body>
</html>
"""


def picture(found: Extraction) -> str:
    """A page of HTML with SVG that needs no other file. Text and labels are escaped: an article's words stay words."""
    title = escape(found.article.title or found.article.id)
    return _PAGE.format(title=title, body="\n".join(_parts(found)))


def _parts(found: Extraction) -> Iterator[str]:
    from spacy import displacy  # noqa: PLC0415  # spaCy takes a second to import

    place = {claim.id: claim for claim in found.claims}
    for (start, end), claims in groupby(found.claims, key=lambda claim: claim.sentence):
        ents = {"text": found.article.text[start:end], "ents": _spans(list(claims), start), "title": None}
        yield displacy.render([ents], style="ent", manual=True, page=False, jupyter=False)
    for related in _together(found.relations):
        members = sorted({name for relation in related for _, name in relation.members}, key=_order(place))
        if len(members) > 1:
            arcs = {"words": [_word(place[name]) for name in members], "arcs": list(_arcs(related, members))}
            yield displacy.render(
                [arcs], style="dep", manual=True, page=False, jupyter=False, options={"distance": 160}
            )


def _spans(claims: Sequence[Claim], offset: int) -> list[dict[str, Any]]:
    return [
        {"start": c.quantity.start - offset, "end": c.quantity.end - offset, "label": escape(_label(c))} for c in claims
    ]


def _label(claim: Claim) -> str:
    about = (claim.subject.label if claim.subject else "", claim.property.label if claim.property else "")
    return " · ".join(word for word in about if word)


def _word(claim: Claim) -> dict[str, str]:
    """displaCy escapes the words, not the tags."""
    return {"text": claim.quantity.text, "tag": escape(_label(claim))}


def _order(place: dict[str, Claim]) -> Any:
    return lambda name: place[name].quantity.start


def _together(relations: Sequence[Relation]) -> Iterator[list[Relation]]:
    """Relations that share a number, in one picture."""
    groups: list[tuple[set[str], list[Relation]]] = []
    for relation in relations:
        names = {name for _, name in relation.members}
        joined = [group for group in groups if group[0] & names]
        groups = [group for group in groups if group not in joined]
        merged = [r for _, held in joined for r in held] + [relation]
        groups.append((names.union(*(held for held, _ in joined)), merged))
    for _, held in groups:
        yield held


def _arcs(relations: Sequence[Relation], members: Sequence[str]) -> Iterator[dict[str, Any]]:
    """From the first member of each relation to every other, which bears its role."""
    for relation in relations:
        (_, first), *others = relation.members
        for role, name in others:
            one, other = members.index(first), members.index(name)
            if one != other:
                label = escape(f"{relation.kind}: {role}")
                direction = "right" if one < other else "left"
                yield {"start": min(one, other), "end": max(one, other), "label": label, "dir": direction}
