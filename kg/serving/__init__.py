"""A server for this machine: the page for people who do not program, a JSON API and a SPARQL endpoint."""

from kg.serving.running import serve
from kg.serving.settings import Settings

__all__ = ["Settings", "serve"]
