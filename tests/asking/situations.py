"""Fifty small accounts that each have one thing about them that a sentence may trip over."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.asking import people_and_votes, ties_and_evidence
from tests.asking.folder import Folder

__all__ = ["SITUATIONS"]

#: By name; each function adds to a folder, and its first line says what is special.
SITUATIONS: Mapping[str, Callable[[Folder], None]] = {
    name: made
    for part in (people_and_votes, ties_and_evidence)
    for name, made in vars(part).items()
    if getattr(made, "__module__", "") == part.__name__
}
