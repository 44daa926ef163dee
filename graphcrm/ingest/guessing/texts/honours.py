"""Degrees and forms of address around a name, by which names are not compared: “Dr. rer. nat. Klaus Berg”, “Ann Lee, PhD”, “王伟先生”."""

from __future__ import annotations

import re

from graphcrm.ingest.family_names import begins_as_family

__all__ = ["has_suffix", "unaddressed", "without_honours"]

_BEFORE = re.compile(
    r"^(((dr|prof|mr|mrs|ms|miss|herr|frau|ing|dipl|sir|mag|shri|smt|mme)\b[.-]*|(hr|fr)\.)\s*"
    r"((med|phil|jur|ing|kfm|wirt|rer|nat|pol|oec|habil)\.\s*|(?-i:med|phil|jur|rer|nat)\b\s*)*)+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?<![,\s])[,\s]+(ph\.?d|mba|jr|sr|iii|ii|cpa|esq)\.?$", re.IGNORECASE)
_ZH_CALL = re.compile(r"(先生|女士|小姐|同志)$")
#: How whole names are addressed, which is no part of them; degrees are.
_ADDRESSED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|Mlle|Madame|Monsieur|Sra?|Sig(?:\.ra|\.na)?|Hr|Fr)\b\.?"
    r"|M\.(?! *(?i:d[aeiu]|van|von|l[ae]|del?)\b))"
    r" +(?=\S+ +\S)"
)
_ADDRESSED_ZH = re.compile(r"([\u3400-\u9fff]{2,4})(?:先生|女士|小姐|同志)")
#: Japanese, whose family name stands alone, too: “高橋 健 様”, “高橋さん”.
_ADDRESSED_JA = re.compile(r"([\u3040-\u9fff]{1,6}(?: [\u3040-\u9fff]{1,6})?) ?(?:様|さん|殿)")


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


def unaddressed(cell: str) -> str:
    """A name without the form of address before or behind it; a family name alone stays with one of those in use for whole names.

    >>> unaddressed("Herr Jan Weiß"), unaddressed("Herr Weiß"), unaddressed("王伟先生"), unaddressed("高橋 健 様"), unaddressed("高橋さん")
    ('Jan Weiß', 'Herr Weiß', '王伟', '高橋 健', '高橋')
    """
    if found := _ADDRESSED.match(cell):
        return cell[found.end() :]
    if found := _ADDRESSED_JA.fullmatch(cell):
        return found[1]
    found = _ADDRESSED_ZH.fullmatch(cell)
    return found[1] if found and begins_as_family(found[1]) else cell
