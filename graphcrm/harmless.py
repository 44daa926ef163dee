"""Text that can neither move a cursor nor turn a line around."""

from __future__ import annotations

__all__ = ["harmless"]


_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")


def harmless(text: str, keep: str = "") -> str:
    """Text without control characters, bidirectional overrides and lone surrogates, except those in `keep`.

    >>> harmless("a\\x1b[31mb\\u202e")
    'a␛[31mb'
    """
    if text.isascii() and text.isprintable():
        return text
    out = []
    for char in text:
        code = ord(char)
        if char in keep:
            out.append(char)
        elif code < 0x20:
            out.append(" " if char in "\t\n\r" else chr(0x2400 + code))
        elif code == 0x7F or 0x80 <= code < 0xA0 or char in _BIDI or 0xD800 <= code < 0xE000:
            out.append("␡" if code == 0x7F else "")
        else:
            out.append(char)
    return "".join(out)
