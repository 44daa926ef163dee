"""What somebody is called besides the whole name: for short, by initials, by the family name, by a nickname."""

from __future__ import annotations

import re

from graphcrm.folding import HAN, simplified
from graphcrm.ingest.guessing.texts.glued import NICKNAME, SHORT
from graphcrm.ingest.guessing.texts.names import BRACKETS, LONGEST, name_key

__all__ = ["also_called", "short_for"]

#: “Bob (Robert) Smith”, “Robert "Bob" Smith”.
_NICKNAME = re.compile(r"(\S+) [(\uff08\"“„”']([^\s()\"]+)[)\uff09\"”“'] (.+)")
_INITIALS = re.compile(r"[A-Z]{2,3}")


def also_called(name: str) -> tuple[str, ...]:
    """What somebody with a nickname in the name is called, too.

    >>> also_called("Bob (Robert) Smith"), also_called("Ruth Ackermann")
    (('Bob Smith', 'Robert Smith'), ())
    """
    found = None if name.replace(" ", "").isalpha() else _NICKNAME.fullmatch(name)
    return (f"{found[1]} {found[3]}", f"{found[2]} {found[3]}") if found else ()


def short_for(text: str) -> re.Pattern[str] | None:
    """What the name key of somebody matches whom a text names by a part of the name; None for a whole name.

    >>> bool(short_for("王总").match("王建国")), bool(short_for("Herr Weiß").search("jurgen weiss")), short_for("王建国")
    (True, True, None)
    >>> bool(short_for("老王").match("王建国")), bool(short_for("张姐").match("张敏"))
    (True, True)
    >>> [bool(short_for(said).search("julia keller")) for said in ("JK", "J. Keller", "Keller Julia", "Julia K.", "Tom Hart")]
    [True, True, True, True, False]
    """
    if len(text) > LONGEST:
        return None
    if (found := BRACKETS.match(text)) and found[1]:
        return re.compile(rf"^{re.escape(name_key(found[1]))}$")
    plain = simplified(text)
    if called := SHORT.fullmatch(plain) or NICKNAME.fullmatch(plain):
        return re.compile(rf"^{text[called.start(1) : called.end(1)]}[\u3400-\u9fff]")
    if _INITIALS.fullmatch(text):
        return re.compile("^" + r"[\w ]* ".join(rf"{letter}\w*" for letter in text.casefold()) + "$")
    words = name_key(text).split()
    if HAN.search(text) or not all(map(str.isalpha, words)):
        return None
    if len(words) == 1:
        return re.compile(rf"\b{words[0]}\b") if len(words[0]) > 1 else None
    if any(len(word) == 1 for word in words):
        begin = r"\b" if words[0] == "v" else "^"  # “v. Berg”
        return re.compile(begin + " ".join(rf"{word}\w*" for word in words) + "$")
    return re.compile(f"^{words[1]} {words[0]}$") if len(words) == 2 else None
