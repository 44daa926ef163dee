"""A PDF beside the page: mail gateways may hold HTML back."""

from __future__ import annotations

from pathlib import Path

from graphcrm.files import write_whole
from graphcrm.pages.browser import find_chromium, print_pdf

__all__ = ["write_pdf"]


def write_pdf(page: str | Path, pdf: str | Path, timeout: float = 120.0, chromium: str | None = None) -> None:
    """Print a page to PDF: the picture first, then the table. The file appears whole or not at all.

    Parameters
    ----------
    page
        HTML file written by `write_whole`.
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
    write_whole(pdf, print_pdf(Path(page).resolve(), timeout, chromium or find_chromium()))
