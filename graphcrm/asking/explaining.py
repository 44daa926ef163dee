"""Looking up what a code of a problem or a term of the field means."""

from __future__ import annotations

from dataclasses import dataclass

from graphcrm.asking.terms import TERMS, find_terms, plain
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.explained import EXPLAINED, Explanation
from graphcrm.model.fields import shown
from graphcrm.model.problems import CODES
from graphcrm.near import near

__all__ = ["Entry", "entries", "explain"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word means. `code` is empty for a term; `title` is the term itself, or what the code stands for."""

    code: str
    title: Text
    meaning: Text
    detail: Explanation | None = None

    def as_dict(self) -> dict[str, object]:
        """Flat form for JSON, with both languages."""
        made: dict[str, object] = {
            "kind": "code" if self.code else "term",
            "code": self.code or None,
            "title": _both(self.title),
            "meaning": _both(self.meaning),
        }
        if self.detail is not None:
            made["example"] = dict(self.detail.example)
            made["remedy"] = _both(self.detail.remedy)
        return made


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def entries() -> tuple[Entry, ...]:
    """Every code, errors first, then every term."""
    codes = [Entry(code, title, EXPLAINED[code].meaning, EXPLAINED[code]) for code, title in CODES.items()]
    return (*codes, *(Entry("", t.name, t.meaning) for t in TERMS))


def explain(word: str) -> tuple[Entry, ...]:
    """What a code (``W04``) or a term in either language may mean, mostly one thing.

    Raises UsageError, with the nearest words, if it is neither.
    """
    code = word.strip().upper()
    if code in CODES:
        return (Entry(code, CODES[code], EXPLAINED[code].meaning, EXPLAINED[code]),)
    found = tuple(Entry("", t.name, t.meaning) for t in find_terms(word))
    if found:
        return found
    known = {plain(w): w for w in (*CODES, *(w for t in TERMS for w in t.words))}
    close = [known[w] for w in near(plain(word), known)]
    zh = f"是否想查:{'、'.join(close)}?" if close else "运行 graphcrm explain 查看全部"
    en = f"Did you mean {', '.join(close)}?" if close else "Run graphcrm explain to see them all."
    raise UsageError(
        Text(f"没有代码或术语“{shown(word)}”。{zh}", f"there is no code and no term “{shown(word)}”. {en}")
    )
