"""Short names of organisations that a title writes out, “Aster Fire & Rescue Service (AFRS)”, and the deal beside them in that title."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from graphcrm.folding import HAN, fold

__all__ = ["deal_beside_org", "full_name_of_org", "names_written_out"]

_WITH_SHORT = re.compile(r"(?P<full>[^()\uff08\uff09–—|:;]{6,80}?)\s*[(\uff08](?P<short>[A-Z][A-Z&]{1,9})[)\uff09]")
_BETWEEN = re.compile(r"\s+[-–—|]\s+|\s*[–—|]\s*")
_BRACKETS = re.compile(r"\s*[(\uff08][^()\uff08\uff09]*[)\uff09]\s*$")
_PAIR = 2


def names_written_out(above: Sequence[str], shorts: Collection[str]) -> dict[str, str]:
    """The full name of each of some short ones that lines above a table say, if it has the letters of its words for initials.

    >>> names_written_out(["Depot (DPT) – Aster Fire & Rescue Service (AFRS)"], ["AFRS", "BT"])
    {'AFRS': 'Aster Fire & Rescue Service'}
    >>> names_written_out(["Aster Fire Service (RFT)"], ["RFT"])
    {}
    """
    return {short: full for line in above for full, short in _written_out(line) if short in shorts}


def full_name_of_org(short: str, names: Collection[str]) -> str:
    """The one of some names of organisations that begins with the words of a short one, or is it; "" for none or several.

    >>> full_name_of_org("Aster", ["Aster Marine Systems plc", "Asteroid AG"]), full_name_of_org("华岳", ["华岳电力有限公司"])
    ('Aster Marine Systems plc', '华岳电力有限公司')
    >>> full_name_of_org("Aster", ["Aster Marine plc", "Aster Foods AG"]), full_name_of_org("Aster", ["Aster", "Aster Foods AG"])
    ('', 'Aster')
    """
    begin = fold(short).strip()
    found = {fold(name).strip(): name for name in names}
    if not begin or begin in found:
        return found.get(begin, "")
    behind = "" if HAN.search(begin) else " "  # in Chinese nothing stands between words
    fit = [name for key, name in found.items() if key.startswith(begin + behind)]
    return fit[0] if len(fit) == 1 else ""


def deal_beside_org(above: Sequence[str], orgs: Collection[str]) -> tuple[str, str]:
    """What stands beside one of the organisations of a list in a title of two parts, as a deal does, and that organisation; "" for none.

    >>> deal_beside_org(["Depot (DPT) – Aster Fire & Rescue Service (AFRS)"], ["AFRS"])
    ('Depot (DPT)', 'AFRS')
    >>> deal_beside_org(["Kiln | Aster AG"], ["Aster", "Aster AG"]), deal_beside_org(["Kiln – Depot", "Aster AG"], ["Aster AG"])
    (('Kiln', 'Aster AG'), ('', ''))
    """
    for line in above:
        parts = [part.strip() for part in _BETWEEN.split(line)]
        if len(parts) != _PAIR or not all(parts):
            continue
        first, second = (_org_of(part, orgs) for part in parts)
        if bool(first) != bool(second):
            return parts[bool(first)], first or second
    return "", ""


def _org_of(part: str, orgs: Collection[str]) -> str:
    """The organisation that a part of a title names, whole, without its brackets or for short; "" for none."""
    names = (part, _BRACKETS.sub("", part), *(short for _, short in _written_out(part)))
    return next((name for name in names if name in orgs), "")


def _written_out(line: str) -> Iterator[tuple[str, str]]:
    for found in _WITH_SHORT.finditer(line):
        full, short = found["full"].strip(), found["short"]
        if "".join(word[0] for word in full.split() if word[0].isupper()) == short.replace("&", ""):
            yield full, short
