"""A second opinion from a model served on this machine: what it proposes is judged by the text alone.

It may name the subject or the property of a number that the rules left without, and point at a number that they passed
over. It changes nothing that they said, adds no word that the text has not, and computes nothing: a number's value is
what the scanner reads at that place.
"""

from __future__ import annotations

from kg.consulting.asking import Model
from kg.consulting.judging import judged
from kg.model import Extraction

__all__ = ["Model", "consulted"]


def consulted(found: Extraction, model: Model) -> Extraction:
    """The extraction with what of the model's answers holds. Raises KgError where the model gives none in time."""
    return judged(found, model.answers(found.article.text), model.name)
