"""Text that a spreadsheet would take for a formula, or an import for a comment, with an apostrophe before it, and back.

A text that begins with apostrophes and then such a mark gets one more, so that taking one away always gives the text again.
"""

from __future__ import annotations

import re

__all__ = ["MARKS", "guarded", "unguarded"]


#: What makes a cell a formula (also in full width), a command of a spreadsheet, or a comment.
MARKS = "=+-@#\t\r\uff1d\uff0b\uff0d\uff20"
_RISKY = re.compile(f"'*[{re.escape(MARKS)}]")
_GUARDED = re.compile(f"'+[{re.escape(MARKS)}]")


def guarded(text: str) -> str:
    """The text as it may stand in a cell.

    >>> guarded("=1+1"), guarded("'=1"), guarded("a=1"), guarded("'a")
    ("'=1+1", "''=1", 'a=1', "'a")
    """
    return f"'{text}" if _RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """The text that a cell stands for.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'a"), unguarded("=1")
    ('=1+1', "'=1", "'a", '=1')
    """
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
