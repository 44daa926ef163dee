"""Brackets in cells: what separates people outside of them separates nothing within."""

from __future__ import annotations

import re

__all__ = ["IN_BRACKETS", "in_brackets", "outside_brackets"]

IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_BEHIND = re.compile(r"([^()（）\s][^()（）]*)[(（]([^()（）]+)[)）]")


def in_brackets(text: str) -> tuple[str, str]:
    """What stands before brackets at the end of a text, and in them; empty texts for any other.

    >>> in_brackets("Ana Ruiz (Aster)"), in_brackets("Ana Ruiz")
    (('Ana Ruiz', 'Aster'), ('', ''))
    """
    found = _BEHIND.fullmatch(text.strip())
    return (found[1].strip(), found[2].strip()) if found else ("", "")


def outside_brackets(sign: re.Pattern[str], cell: str) -> list[str]:
    """The parts of a cell between signs that stand outside of brackets; empty parts are none.

    >>> outside_brackets(re.compile("、"), "丁一（书记、董事长）、王伟")
    ['丁一（书记、董事长）', '王伟']
    """
    plain = IN_BRACKETS.sub(lambda found: "_" * len(found[0]), cell)
    cuts = [found.span() for found in sign.finditer(plain)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(cell)]
    return [part for start, end in zip(starts, ends, strict=True) if (part := cell[start:end])]
