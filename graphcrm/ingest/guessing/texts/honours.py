"""Degrees and forms of address around a name, by which names are not compared: “Dr. rer. nat. Klaus Berg”, “Ann Lee, PhD”, “王伟先生”."""

from __future__ import annotations

import re

from graphcrm.ingest.family_names import begins_as_family

__all__ = ["ADDRESS_ZH", "has_suffix", "is_honour", "unaddressed", "without_honours"]

_BEFORE = re.compile(
    r"^(((dr|prof|mr|mrs|ms|miss|herr|frau|ing|dipl|sir|mag|shri|smt|mme|dame|lord|lady|sister|rev|cllr|councillor)\b[.-]*|(hr|fr)\.)\s*"
    r"((med|phil|jur|ing|kfm|wirt|rer|nat|pol|oec|habil)\.\s*|(?-i:med|phil|jur|rer|nat)\b\s*)*)+",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"(?<![,\s])[,\s]+(ph\.?d|mba|jr|sr|iii|ii|cpa|esq)\.?$", re.IGNORECASE)
#: How people are addressed in Chinese, behind the name.
ADDRESS_ZH = "先生|女士|小姐|同志"
_ZH_CALL = re.compile(rf"({ADDRESS_ZH})$")
#: How whole names are addressed, which is no part of them; degrees are.
_ADDRESSED = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Herr|Frau|Mme|Mlle|Madame|Monsieur|Sra?|Sig(?:\.ra|\.na)?|Hr|Fr)\b\.?"
    r"|M\.(?! *(?i:d[aeiu]|van|von|l[ae]|del?)\b))"
    r" +(?=\S+ +\S)"
)
_ADDRESSED_ZH = re.compile(rf"([\u3400-\u9fff]{{2,4}})(?:{ADDRESS_ZH})")
#: Japanese, whose family name stands alone, too: “高橋 健 様”, “高橋さん”.
_ADDRESSED_JA = re.compile(r"([\u3040-\u9fff]{1,6}(?: [\u3040-\u9fff]{1,6})?) ?(?:様|さん|殿)")
#: Degrees and forms of address that stand alone where a column has nothing but them.
_ALONE = re.compile(
    r"(?:(?:dr|prof|mag|dipl|ing|kfm|kffr|inf|wirt|betriebsw|volksw|phys|chem|math|jur|med|rer|nat|pol|oec|phil|habil|h\.?c|ph\.?d|d\.?phil|llm|ll\.m"
    r"|mba|m\.?sc|b\.?sc|m\.?eng|b\.?eng|m\.?a|b\.?a|dott|dott\.?ssa|avv|lic|drs|ir|mr|mrs|ms|miss|sir|herr|frau|hr|fr|mme|mlle|m|sra?|sig|sig\.?ra"
    r"|d[oñ]ña|don|fh|tu|univ)\b[.\-,()\s]*)+"
    rf"|{ADDRESS_ZH}|博士(?:后)?|硕士|学士",
    re.IGNORECASE,
)


def is_honour(text: str) -> bool:
    """Whether a text is a degree or a form of address and nothing else.

    >>> [is_honour(one) for one in ("Dr.", "Dipl.-Ing.", "Prof. Dr. rer. nat.", "M.Sc.", "Herr", "博士")]
    [True, True, True, True, True, True]
    >>> [is_honour(one) for one in ("CFO", "Prof. für Statistik", "MD", "IT", "教授级高工")]
    [False, False, False, False, False]
    """
    return bool(_ALONE.fullmatch(text.strip()))


def has_suffix(name: str) -> bool:
    """Whether a degree or a generation stands behind a name: “Ann Lee, PhD”."""
    return bool(_BEHIND.search(name))


def without_honours(name: str) -> str:
    """A name alone; the name as it is where nothing else would be left.

    >>> without_honours("Dr. Ingrid Solheim"), without_honours("Dipl.-Ing. Uwe Kranz"), without_honours("Dr. rer. nat. Klaus Berg, MBA")
    ('Ingrid Solheim', 'Uwe Kranz', 'Klaus Berg')
    >>> without_honours("Dame Ann Lee"), without_honours("Sister Ann Lee"), without_honours("Cllr Ann Lee")
    ('Ann Lee', 'Ann Lee', 'Ann Lee')
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
