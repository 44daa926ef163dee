"""Markdown as GitHub shows it: tables whose cells may hold anything, code, headings, links to headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["anchor", "block", "cell", "code", "page", "table"]


def cell(text: str) -> str:
    """Plain text inside a table: nothing in it is taken for Markdown or HTML.

    >>> cell("a|b <c>\\n*d*")
    'a\\\\|b &lt;c&gt;<br>\\\\*d\\\\*'
    """
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(r"([\\`*|])", r"\\\1", safe)
    return re.sub(r"(?<!\w)_|_(?!\w)", r"\\_", safe).strip().replace("\n", "<br>")


def code(text: str) -> str:
    """A code or a value, also inside a table.

    >>> code("a|b")
    '`a\\\\|b`'
    """
    return f"`{text}`".replace("|", "\\|") if text else ""


def block(text: str, language: str = "") -> str:
    """Lines as they are."""
    return f"```{language}\n{text}\n```"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool] = ()) -> str:
    """A table of cells that are Markdown already; numbers may stand on the right."""
    sides = [*right, *[False] * (len(headings) - len(right))]
    lines = [headings, ["--:" if side else "---" for side in sides], *rows]
    return "\n".join(f"| {' | '.join(line)} |".replace("|  |", "| |") for line in lines)


def anchor(heading: str) -> str:
    """The fragment under which GitHub files a heading.

    >>> anchor("Q01 key-influencers")
    'q01-key-influencers'
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page(parts: Iterable[str]) -> str:
    """Paragraphs, tables and headings as a page, a blank line between them."""
    return "\n\n".join(part for part in parts if part) + "\n"
