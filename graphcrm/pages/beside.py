"""Files beside a page: paper for mail gateways that hold HTML back, pictures for slides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from graphcrm.files import write_whole

__all__ = ["Beside", "write_beside"]


Beside = Literal["pdf", "svg", "png"]


def write_beside(
    page: str | Path, forms: Sequence[Beside], timeout: float = 120.0, chromium: str | None = None
) -> list[Path]:
    """Make files of a page, named as it is; each appears whole or not at all.

    Parameters
    ----------
    page
        HTML file written by `write_whole`.
    forms
        ``pdf`` (the picture first, then the table), ``svg`` (the whole picture as lines and letters that can be edited),
        ``png`` (3,840 pixels wide). Without any no browser is looked for.
    timeout
        Seconds after which the browser is stopped.
    chromium
        Browser to use; found if not given.

    Raises
    ------
    UsageError
        No browser, it failed, it took too long, or a file cannot be written.
    """
    if not forms:
        return []
    from graphcrm.pages.browser import find_chromium, picture_of, print_pdf  # with subprocess

    source = Path(page).resolve()
    browser = chromium or find_chromium()
    written = []
    for form in forms:
        content = print_pdf(source, timeout, browser) if form == "pdf" else picture_of(source, form, timeout, browser)
        write_whole(target := Path(page).with_suffix(f".{form}"), content)
        written.append(target)
    return written
