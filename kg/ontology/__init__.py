"""The Turtle of ontology/ as plain tables."""

from kg.ontology.turtle import Node, read

__all__ = ["Node", "read"]
