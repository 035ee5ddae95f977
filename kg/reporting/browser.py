"""The page printed to PDF by a browser of the Chromium family: the only ones that lay it out as it is shown.

WeasyPrint, which needs no browser, knows neither the page's colours (light-dark, color-mix) nor its masks and drawings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from kg.errors import KgError

VARIABLE = "KG_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
)
# No network at all, nothing of the user's profile; the page's own policy forbids the network as well.
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
)
_SECONDS = 120  # a report with thousands of numbers takes some ten


def pdf(page: str) -> bytes:
    """A page of HTML as PDF, its fonts embedded. Raises KgError where no browser is found or it fails."""
    browser = _browser()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(page, encoding="utf-8")
        options = [*_OPTIONS, f"--user-data-dir={Path(folder, 'profile')}", f"--print-to-pdf={target}"]
        if sys.platform == "linux" and os.geteuid() == 0:
            options.append("--no-sandbox")  # Chromium's sandbox refuses to start as root
        try:
            done = subprocess.run(  # noqa: S603  # no shell; the browser is the user's, the file our own
                [browser, *options, source.as_uri()], capture_output=True, check=False, timeout=_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise KgError(f"{browser}: 打印不了 / cannot print: {error}") from error
        if done.returncode or not target.exists():
            told = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise KgError(f"{browser}: 打印不了 / cannot print: {''.join(told)}")
        return target.read_bytes()


def _browser() -> str:
    given = os.environ.get(VARIABLE)
    candidates = (given,) if given else (*_NAMES, *_PLACES)
    for name in candidates:
        found = shutil.which(name)
        if found:
            return found
    if given:
        raise KgError(f"{VARIABLE}={given}: 没有这个程序 / no such program")
    raise KgError(
        f"PDF 要用 Chromium、Chrome 或 Edge 打印：请安装其一，或用 {VARIABLE} 指明；也可在浏览器里打开 HTML 报告打印 / "
        f"a PDF is printed by Chromium, Chrome or Edge: install one, or name it in {VARIABLE}; "
        "or print the HTML report from your browser"
    )
