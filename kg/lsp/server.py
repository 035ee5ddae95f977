"""The protocol: documents opened, changed and closed; diagnostics, hovers and code actions, by pygls.

A document is checked when its author pauses, one check at a time, in a thread beside the loop that answers. What comes
of it is published only while the document is still at the version that was checked.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from kg import __version__
from kg.errors import KgError
from kg.lsp.documents import SUFFIXES, Checked, Edit, Finding, Span, checked
from kg.lsp.positions import Positions
from kg.lsp.settings import Settings

_SEVERITIES = {
    1: types.DiagnosticSeverity.Error,
    2: types.DiagnosticSeverity.Warning,
    3: types.DiagnosticSeverity.Information,
}


def serve(settings: Settings) -> None:
    """Serve one client on standard input and output, until it says exit or closes them."""
    server = LanguageServer("kg", __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    _Desk(server, settings)
    # pygls closes what it writes to; the program flushes its standard output when it ends.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        server.start_io(sys.stdin.buffer, output)


class _Desk:
    """The open documents of one client: the check that waits for each, and the latest finished."""

    def __init__(self, server: LanguageServer, settings: Settings) -> None:
        self._server = server
        self._pause = settings.pause
        self._check = partial(checked, settings=settings)
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._latest: dict[str, Checked] = {}
        self._worker = ThreadPoolExecutor(1, "kg-check")
        self._register()

    def _register(self) -> None:
        kinds = types.CodeActionOptions([types.CodeActionKind.QuickFix])
        for name, act, options in (
            (types.INITIALIZED, self._initialized, None),
            (types.TEXT_DOCUMENT_DID_OPEN, self._opened, None),
            (types.TEXT_DOCUMENT_DID_CHANGE, self._changed, None),
            (types.TEXT_DOCUMENT_DID_CLOSE, self._closed, None),
            (types.TEXT_DOCUMENT_HOVER, self._hover, None),
            (types.TEXT_DOCUMENT_CODE_ACTION, self._actions, kinds),
        ):
            self._server.feature(name, options)(_function(act))

    def _initialized(self, _params: types.InitializedParams) -> None:
        """The models are loaded while nobody waits for them."""
        self._worker.submit(self._check, "五台，每台380兆瓦。", "plaintext", 0)

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._schedule(params.text_document.uri, 0)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        self._schedule(params.text_document.uri, self._pause)

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if task := self._waiting.pop(uri, None):
            task.cancel()
        self._latest.pop(uri, None)
        self._publish(uri, None, [])

    def _schedule(self, uri: str, pause: float) -> None:
        document = self._server.workspace.get_text_document(uri)
        if document.language_id not in SUFFIXES:
            return
        if task := self._waiting.pop(uri, None):
            task.cancel()
        self._waiting[uri] = asyncio.get_running_loop().create_task(self._checked(uri, pause))

    async def _checked(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self._server.workspace.get_text_document(uri)
        text, kind, version = document.source, document.language_id or "", document.version or 0
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._worker, self._check, text, kind, version)
        except KgError as error:
            self._server.window_log_message(types.LogMessageParams(types.MessageType.Error, str(error)))
            return
        # Cancelled by a later change or by closing, this is not reached; the version is compared all the same.
        if (self._server.workspace.get_text_document(uri).version or 0) == version:
            self._latest[uri] = found
            places = self._positions(found)
            self._publish(uri, version, [_diagnostic(one, places, uri) for one in found.findings])

    def _publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def _current(self, uri: str) -> Checked | None:
        """What was found in the document as it is now; None while it waits for a check."""
        found = self._latest.get(uri)
        version = self._server.workspace.get_text_document(uri).version or 0
        return found if found and found.version == version else None

    def _positions(self, found: Checked) -> Positions:
        return Positions(found.lines, str(self._server.workspace.position_encoding))

    def _hover(self, params: types.HoverParams) -> types.Hover | None:
        found = self._current(params.text_document.uri)
        if found is None:
            return None
        places = self._positions(found)
        at = places.offset(params.position)
        for span, words in found.hovers:
            if span[0] <= at < span[1]:
                return types.Hover(types.MarkupContent(types.MarkupKind.PlainText, words), places.range(span))
        return None

    def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        found = self._current(uri)
        only = params.context.only
        if found is None or (only and not any(_is_quickfix(kind) for kind in only)):
            return []
        places = self._positions(found)
        asked = (places.offset(params.range.start), places.offset(params.range.end))
        return [
            self._action(edit, found, places, uri)
            for edit in found.edits
            if any(_meet(span, asked) for span in edit.touches)
        ]

    def _action(self, edit: Edit, found: Checked, places: Positions, uri: str) -> types.CodeAction:
        change = types.TextEdit(places.range(edit.span), edit.replacement)
        workspace = self._server.client_capabilities.workspace
        if workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes:
            document = types.OptionalVersionedTextDocumentIdentifier(uri, found.version)
            whole = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, [change])])
        else:
            whole = types.WorkspaceEdit({uri: [change]})
        return types.CodeAction(
            title=edit.title,
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(edit.finding, places, uri)],
            is_preferred=edit.first,
            edit=whole,
        )


def _function(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """pygls notes the name of a feature on its function, which a method does not let it."""

    def called(params: Any) -> Any:
        return method(params)

    return called


def _diagnostic(finding: Finding, places: Positions, uri: str) -> types.Diagnostic:
    related = [
        types.DiagnosticRelatedInformation(types.Location(uri, places.range(span)), text)
        for span, text in finding.others
    ]
    return types.Diagnostic(
        range=places.range(finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.check.severity],
        code=finding.check.kind,
        source="kg",
        related_information=related,
    )


def _meet(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _is_quickfix(kind: str) -> bool:
    """Kinds are a hierarchy: "quickfix" is asked for by its name, and by "", which is above all."""
    return kind in ("", types.CodeActionKind.QuickFix.value)
