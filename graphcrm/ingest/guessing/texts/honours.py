"""Degrees and forms of address around a name, by which names are not compared: “Dr. rer. nat. Klaus Berg”, “Ann Lee, PhD”, “王伟先生”."""

from __future__ import annotations

import re

__all__ = ["has_suffix", "without_honours"]

_BEFORE = re.compile(
    r"^(((dr|prof|mr|mrs|ms|miss|herr|frau|ing|dipl|sir|mag|shri|smt|mme)\b[.-]*|(hr|fr)\.)\s*"
    r"((med|phil|jur|ing|kfm|wirt|rer|nat|pol|oec|habil)\.\s*|(?-i:med|phil|jur|rer|nat)\b\s*)*)+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?<![,\s])[,\s]+(ph\.?d|mba|jr|sr|iii|ii|cpa|esq)\.?$", re.IGNORECASE)
_ZH_CALL = re.compile(r"(先生|女士|小姐|同志)$")


def has_suffix(name: str) -> bool:
    """Whether a degree or a generation stands behind a name: “Ann Lee, PhD”."""
    return bool(_BEHIND.search(name))


def without_honours(name: str) -> str:
    """A name alone; the name as it is where nothing else would be left.

    >>> without_honours("Dr. Ingrid Solheim"), without_honours("Dipl.-Ing. Uwe Kranz"), without_honours("Dr. rer. nat. Klaus Berg, MBA")
    ('Ingrid Solheim', 'Uwe Kranz', 'Klaus Berg')
    >>> without_honours("Dr. Phil Jones"), without_honours("王伟先生"), without_honours("Dr.")
    ('Phil Jones', '王伟', 'Dr.')
    """
    plain = _BEHIND.sub("", _BEFORE.sub("", name)) or name
    return _ZH_CALL.sub("", plain) or plain
