"""What there is to say of each code of a problem; the sentences stand in ``codes.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graphcrm.dataclass import dataclass
from graphcrm.i18n import Text
from graphcrm.texts import read_texts

__all__ = ["Code", "Explanation", "codes", "explained"]


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means, and what to do about a problem of it where nothing nearer to the case can be said.

    `typed` is the advice where a change was typed and there is no file, if it is another.
    """

    title: Text
    advice: Text
    typed: Text | None = None


@cache
def codes() -> Mapping[str, Code]:
    """Every code, errors first.

    >>> codes()["E02"].title.en
    'self-loop'
    """
    return {code: Code(**said) for code, said in read_texts(Path(__file__).with_name("codes.toml")).items()}


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in sentences. `example` is the text of one or more CSV files by name; its last row is the one to look at."""

    meaning: Text
    example: Mapping[str, str]
    remedy: Text


@cache
def explained() -> Mapping[str, Explanation]:
    """Every code in the order of :func:`graphcrm.model.codes.codes`."""
    return {code: Explanation(**said) for code, said in read_texts(Path(__file__).with_name("explained.toml")).items()}
