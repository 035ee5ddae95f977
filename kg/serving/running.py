"""The server as a process: its socket, its address, its end."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address
from urllib.parse import quote

import uvicorn

from kg.errors import KgError
from kg.serving.app import application
from kg.serving.settings import Settings
from kg.storing import ArticleStore

_AT_ONCE = 512  # connections; each may hold a text
_ENDS_WITHIN = 3  # seconds that answers under way are given after Ctrl-C


def serve(settings: Settings, started: Callable[[str], None]) -> None:
    """Serve until interrupted. `started` is told the address once the port is ours.

    Raises KgError where the port cannot be had or the store is none, and where others could reach the server without a token.
    """
    if settings.token is None and not _is_loopback(settings.host):
        raise KgError(
            f"--host {settings.host}: 别的机器也能访问，须设令牌 --token / others can reach it: set a --token"
        )
    if settings.store is not None:
        ArticleStore.open(settings.store, read_only=True)  # what is no store is told before the address is
    if hasattr(signal, "SIGPIPE"):
        signal.signal(
            signal.SIGPIPE, signal.SIG_IGN
        )  # a caller that goes away is no reason to end, as for `kg … | head`
    listening = _listening(settings)
    config = uvicorn.Config(
        application(settings),
        http="h11",
        ws="none",
        lifespan="on",
        access_log=False,  # addresses hold searches and queries, which are confidential like the texts
        log_level="warning",
        server_header=False,
        limit_concurrency=_AT_ONCE,
        timeout_graceful_shutdown=_ENDS_WITHIN,
    )
    with listening:
        started(_address(settings, listening.getsockname()[1]))
        with suppress(KeyboardInterrupt):  # uvicorn ends in order, and then hands the interrupt on
            uvicorn.Server(config).run(sockets=[listening])


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except (OSError, OverflowError) as error:
        where = f"{settings.host}:{settings.port}"
        raise KgError(f"{where}: 端口用不了，可换 --port 0 / the port cannot be had, try --port 0: {error}") from error


def _address(settings: Settings, port: int) -> str:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104  # compared, not bound
    name = f"[{host}]" if ":" in host else host
    way_in = f"login?token={quote(settings.token)}" if settings.token else ""
    return f"http://{name}:{port}/{way_in}"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
