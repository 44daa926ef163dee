"""A PDF beside the page, printed by the Chromium that is installed: mail gateways may hold HTML back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["find_chromium", "write_pdf"]

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
_PLACES = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
        r"C:\Program Files\Microsoft\Edge\Application\msedge.exe",
    ),
}
_SWITCHES = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--virtual-time-budget=10000",
)


def find_chromium(environ: Mapping[str, str] = os.environ) -> str:
    """Path of a Chromium, Chrome or Edge: ``$GRAPHCRM_CHROMIUM`` if set, else what is installed.

    Raises
    ------
    UsageError
        None was found, or the variable names a file that does not exist.
    """
    named = environ.get("GRAPHCRM_CHROMIUM")
    if named:
        found = shutil.which(named, path=environ.get("PATH"))
        if found:
            return found
        raise UsageError(
            Text(
                "GRAPHCRM_CHROMIUM 指向的 {path} 不存在或不可执行。",
                "GRAPHCRM_CHROMIUM names {path}, which cannot be run.",
            ).format(path=named)
        )
    candidates = [shutil.which(name, path=environ.get("PATH")) for name in _NAMES]
    candidates += [place for place in _PLACES.get(sys.platform, ()) if Path(place).exists()]
    for candidate in candidates:
        if candidate:
            return candidate
    raise UsageError(
        Text(
            "生成 PDF 需要 Chromium、Chrome 或 Edge,未找到。请安装其中之一,或用 GRAPHCRM_CHROMIUM 指明路径;HTML 不受影响。",
            "A PDF needs Chromium, Chrome or Edge and none was found. Install one, or name it in GRAPHCRM_CHROMIUM; the HTML "
            "page does not need it.",
        )
    )


def write_pdf(page: str | Path, pdf: str | Path, timeout: float = 120.0, chromium: str | None = None) -> None:
    """Print a page to PDF: the map first, then the table. The file appears whole or not at all.

    Parameters
    ----------
    page
        HTML file written by `write_page`.
    pdf
        Where the PDF goes.
    timeout
        Seconds after which the browser is stopped.
    chromium
        Browser to use; found if not given.

    Raises
    ------
    UsageError
        No browser, it failed, it took too long, or the file cannot be written.
    """
    browser = chromium or find_chromium()
    source, target = Path(page).resolve(), Path(pdf).resolve()
    with tempfile.TemporaryDirectory(prefix="graphcrm-pdf-") as scratch:
        printed = Path(scratch) / "page.pdf"
        command = [browser, *_SWITCHES, f"--user-data-dir={scratch}/profile", f"--print-to-pdf={printed}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium refuses to run as root otherwise; the page is ours and closed
        try:
            done = subprocess.run([*command, source.as_uri()], capture_output=True, timeout=timeout, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise UsageError(_failed(browser, str(error))) from error
        if done.returncode != 0 or not printed.exists() or printed.stat().st_size == 0:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise UsageError(_failed(browser, " ".join(last) or f"exit {done.returncode}"))
        part = target.with_name(f".{target.name}.part")
        try:
            shutil.copyfile(printed, part)
            os.replace(part, target)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UsageError(
                Text("无法写入 {path}:{why}", "Cannot write {path}: {why}").format(path=target, why=error.strerror)
            ) from error


def _failed(browser: str, why: str) -> Text:
    return Text("{browser} 未能生成 PDF:{why}", "{browser} could not print the PDF: {why}").format(
        browser=browser, why=why
    )
