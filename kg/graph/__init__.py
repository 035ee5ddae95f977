"""Claims and ties as RDF: IRIs from content, one named graph an article, one store interface."""

from kg.graph.interface import GraphStore
from kg.graph.store import Store
from kg.graph.writing import nquads, quads

__all__ = ["GraphStore", "Store", "nquads", "quads"]
