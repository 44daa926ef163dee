"""What is wrong with the text of a cell, and how a value may be shown in a message."""

from __future__ import annotations

from collections.abc import Callable

from graphcrm.i18n import Text

__all__ = ["Ambiguous", "FieldError", "shown"]


class FieldError(ValueError):
    """The text of a cell is not a value of its column; the sentence is made only if somebody reads it."""

    def __init__(self, text: Text | Callable[[], Text]) -> None:
        super().__init__()
        self._text = text

    @property
    def text(self) -> Text:
        return self._text if isinstance(self._text, Text) else self._text()

    def __str__(self) -> str:
        return self.text.en


class Ambiguous(FieldError):
    """A text that names two numbers, depending on which sign is the decimal one."""


def shown(value: str, longest: int = 60) -> str:
    """A value as it may appear inside a message: shortened, control characters made visible.

    >>> shown("12345678", 8), shown("123456789", 8), shown("a\\x07b")
    ('12345678', '12345…', 'a\\\\u0007b')
    """
    clean = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: longest + 1])
    return clean if len(clean) <= longest else clean[: longest - 3] + "…"
