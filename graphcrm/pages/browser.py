"""The Chromium that is installed: where it may be, and what it makes of a page of ours."""

from __future__ import annotations

import base64
import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.temporary import own_folder

__all__ = ["find_chromium", "picture_of", "print_pdf"]


#: First the one that has no windows: it makes the same files at a third of the time.
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
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

    Raises UsageError: none was found, or the variable names a file that does not exist.
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
            "生成 PDF、SVG 或 PNG 需要 Chromium、Chrome 或 Edge，未找到。请安装其中之一，或用 GRAPHCRM_CHROMIUM 指明路径；HTML 不受影响。",
            "A PDF, SVG or PNG needs Chromium, Chrome or Edge and none was found. Install one, or name it in GRAPHCRM_CHROMIUM; the HTML "
            "page does not need it.",
        )
    )


def print_pdf(page: Path, timeout: float, chromium: str) -> bytes:
    """The PDF of a page as the browser prints it.

    Raises UsageError: the browser failed or took longer than `timeout` seconds.
    """
    with own_folder() as scratch:
        printed = scratch / "page.pdf"
        _run(chromium, [f"--print-to-pdf={printed}", page.as_uri()], scratch, timeout)
        if not printed.exists() or printed.stat().st_size == 0:
            raise UsageError(_failed(chromium, "exit 0, no file"))
        return printed.read_bytes()


def picture_of(page: Path, form: Literal["svg", "png"], timeout: float, chromium: str) -> bytes:
    """The picture that a page saves, as its own script makes it: the page shows it as text when its address asks for it.

    Raises UsageError: the browser failed, took longer than `timeout` seconds, or the page has no picture.
    """
    with own_folder() as scratch:
        shown = _run(chromium, ["--dump-dom", f"{page.as_uri()}#x={form}"], scratch, timeout).decode("utf-8", "replace")
    found = re.search(r'<pre id="export">(.*?)</pre>', shown, re.S)
    if found is None:
        raise UsageError(_failed(chromium, f"no {form}"))
    text = html.unescape(found[1])
    return text.encode() if form == "svg" else base64.b64decode(text.partition(",")[2])


def _run(chromium: str, asked: Sequence[str], scratch: Path, timeout: float) -> bytes:
    """What the browser prints, run in a profile of its own that is thrown away."""
    command = [chromium, *_SWITCHES, f"--user-data-dir={scratch}/profile"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--no-sandbox")  # Chromium refuses to run as root otherwise; the page is ours and closed
    try:
        done = subprocess.run([*command, *asked], capture_output=True, timeout=timeout, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(_failed(chromium, str(error))) from error
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise UsageError(_failed(chromium, " ".join(last) or f"exit {done.returncode}"))
    return done.stdout


def _failed(browser: str, why: str) -> Text:
    return Text("{browser} 未能生成文件：{why}", "{browser} could not make the file: {why}").format(
        browser=browser, why=why
    )
