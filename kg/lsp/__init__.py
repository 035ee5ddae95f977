"""The language server: numbers underlined in the editor as a spell-checker underlines words."""

from kg.lsp.server import serve
from kg.lsp.settings import Settings

__all__ = ["Settings", "serve"]
