"""Looking up what a code of a problem or a term of the field means."""

from __future__ import annotations

from collections.abc import Iterator

from graphcrm.asking.catalogue import catalogue
from graphcrm.asking.terms import TERMS, find_terms, plain
from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.codes import Explanation, codes, explained
from graphcrm.model.fields import Field, shown
from graphcrm.model.tables import TABLES, Table
from graphcrm.near import near
from graphcrm.spoken import joined

__all__ = ["Meaning", "entries", "explain"]

_ASKED = Text(
    "。查询；选项与列：graphcrm query {name} --help", ". A query; its options and columns: graphcrm query {name} --help"
)


@dataclass(frozen=True, slots=True)
class Meaning:
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


def entries() -> tuple[Meaning, ...]:
    """Every code, errors first, then every term."""
    told = [_code(code) for code in codes()]
    return (*told, *(Meaning("", t.name, t.meaning) for t in TERMS))


def _code(code: str) -> Meaning:
    detail = explained()[code]
    return Meaning(code, codes()[code].title, detail.meaning, detail)


def explain(word: str) -> tuple[Meaning, ...]:
    """What a code (``W04``), a term in either language, a value that is recorded (``s2``) or a query may mean, mostly one thing.

    Raises UsageError, with the nearest words, if it is none of them.
    """
    code = word.strip().upper()
    if code in codes():
        return (_code(code),)
    found = tuple(Meaning("", t.name, t.meaning) for t in find_terms(word)) or tuple(_recorded(word))
    if found:
        return found
    wanted = word.strip().casefold().replace("_", "-")
    for query in catalogue().values():
        if wanted in (query.name, query.number.casefold()):
            return (Meaning(query.number, Text.of(query.name), query.question + _ASKED.format(name=query.name)),)
    known = {plain(w): w for w in (*codes(), *(w for t in TERMS for w in t.words), *(of.zh for _, of in _choices()))}
    close = [known[w] for w in near(plain(word), known)]
    zh = f"是否想查：{'、'.join(close)}？" if close else "运行 graphcrm explain 查看全部"
    en = f"Did you mean {', '.join(close)}?" if close else "Run graphcrm explain to see them all."
    raise UsageError(
        Text(f"没有代码或术语“{shown(word)}”。{zh}", f"there is no code and no term “{shown(word)}”. {en}")
    )


def _choices() -> Iterator[tuple[Table, Field]]:
    """Columns that hold one of some codes."""
    return ((table, of) for table in TABLES for of in table.columns if of.choices)


def _recorded(word: str) -> Iterator[Meaning]:
    """A code or label that columns hold, and columns of such codes by their name."""
    wanted = plain(word)
    columns: dict[type[Choice], tuple[Text, list[Text]]] = {}
    members: dict[Choice, list[Text]] = {}
    for table, of in _choices():
        assert of.choices is not None
        place = Text(f"{table.zh}（{table.name}）的“{of.zh}”列", f"the column {of.name} of {table.name}")
        if wanted in (plain(of.name), plain(of.zh)):
            columns.setdefault(of.choices, (of.heading, []))[1].append(place)
        for one in of.choices:
            if wanted in map(plain, (one.value, one.zh, one.en)):
                members.setdefault(one, []).append(place)
    for kind, (heading, places) in columns.items():
        yield Meaning("", heading, joined(places) + Text("：", ": ") + joined(one.told for one in kind))
    for one, places in members.items():
        yield Meaning(one.value, one.label, Text("可取之值，见", "a value of ") + joined(places))
