"""Traditional Chinese is read as simplified, one character for one; what is found is given back as it is written.

OpenCC knows words (乾隆 keeps its 乾), and nearly always gives a character for a character; where it does not, each
character is converted alone, so that places in the text stay what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import opencc

from kg.model import Claim, Entity, Quantity, Tie


def simplified(text: str) -> str:
    """The text in simplified characters, of the same length."""
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    alone = ((character, str(_converter().convert(character))) for character in text)
    return "".join(plain if len(plain) == 1 else character for character, plain in alone)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class Spelling:
    """The way back from a simplified text to the one it was made from."""

    def __init__(self, original: str, plain: str) -> None:
        """`plain`: `original` as `simplified` gives it."""
        self._original, self._plain = original, plain
        self._same = original == plain
        self._characters = {ord(b): a for a, b in zip(original, plain, strict=True) if a != b}

    def entity(self, found: Entity) -> Entity:
        """With its words as the text has them; label and IRI are those of the simplified form, one in both scripts."""
        return found if self._same else replace(found, text=self._words(found.text, found.start))

    def quantity(self, found: Quantity) -> Quantity:
        return found if self._same else replace(found, text=self._words(found.text, found.start))

    def claim(self, found: Claim) -> Claim:
        """Times stay simplified: articles are compared by them, as by IRIs."""
        if self._same:
            return found
        return replace(
            found,
            quantity=self.quantity(found.quantity),
            subject=found.subject and self.entity(found.subject),
            of=found.of and self.entity(found.of),
            attributed_to=found.attributed_to and self._words(found.attributed_to),
        )

    def tie(self, found: Tie, claims: Mapping[str, Claim]) -> Tie:
        """The cue as the text has it, and the words of members that are no claims."""
        if self._same:
            return found
        members = tuple((role, name if name in claims else self._words(name)) for role, name in found.members)
        return replace(found, members=members, cue=self._words(found.cue, found.start))

    def _words(self, words: str, start: int = 0) -> str:
        """`words` of the simplified text as the original has them, looked for from `start` on."""
        at = self._plain.find(words, start)
        return self._original[at : at + len(words)] if at >= 0 else words.translate(self._characters)


@dataclass(frozen=True, slots=True)
class Found:
    """What the pipeline has made of a text."""

    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    ties: tuple[Tie, ...]


def respelled(original: str, plain: str, found: Found) -> Found:
    """What was found in the simplified text, in the words of the original."""
    spelling = Spelling(original, plain)
    named = {claim.id: claim for claim in found.claims}
    return Found(
        tuple(map(spelling.entity, found.entities)),
        tuple(map(spelling.claim, found.claims)),
        tuple(spelling.tie(tie, named) for tie in found.ties),
    )
