"""Names in running text, found in the ways in which people write them, and replaced by codes.

What is found: the recorded name and English name of people, organisations and decisions, also in pinyin and without accents; each
word of a Latin name that is not the name of an office; a Chinese family name with a form of address (王总, 老王); the distinctive part
of an organisation's name (华岳 of 华岳银行, Nordwind of Nordwind AG); every mail address. What cannot be found is a nickname, a given
name by itself in Chinese, and a slip of the pen: whoever hands texts on reads them before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from graphcrm.folding import fold, spellings
from graphcrm.identity.hanzi import family_and_given, has_hanzi
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.masking.codes import Codes

__all__ = ["Masker"]


_MAIL = re.compile(r"[^\s@;,<>()\[\]“”\"']+@[^\s@;,<>()\[\]“”\"']+\.[A-Za-z]{2,}")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: Words of offices, of address and of companies that are nobody's name.
_COMMON = frozenset({
    "vice", "senior", "junior", "deputy", "general", "executive", "adviser", "advisor", "risk", "mister", "madam",
    "and", "the", "von", "van", "der", "den", "del", "des", "group", "holding", "holdings", "company", "corporation",
    "limited", "gmbh", "bank", "software", "systems", "services", "solutions", "consulting", "technologies",
    "technology", "data", "international", "national", "global", "european", "asia", "china", "leasing", "capital",
    "partners", "industries", "center", "centre", "institute", "city", "state",
})  # fmt: skip
#: What a Chinese organisation's name ends in; the part before it is what people say.
_ENDINGS = re.compile(
    r"(?:股份|有限|责任|控股|公司|集团|银行|租赁|软件|科技|技术|信息|咨询|监理|认证|中心|招标|代理|数据|设备|集成|交付|服务|电子|工业|制造|研究院|大学|医院)+$"
)
_CALLED = (
    "副?(?:总裁|总监|总工|总|董事长|董|行长|经理|主任|主管|部长|"
    "处长|处|科长|局长|局|院长|工程师|工|书记|秘书|秘|顾问|老师|博士|教授|先生|女士|小姐)"
)
#: What may stand before a family name, since a Chinese text has no spaces.
_BEFORE = "和与跟由向请给对的找见问同被让是及为陪、据称"


class Masker:
    """Replaces names by codes; with `only`, nothing but the names of those codes that are nobody else's, and no mail address of others.

    >>> from graphcrm.masking.codes import allot
    >>> people = {"c1": {"name": "罗启明", "name_en": "Luo Qiming"}, "c2": {"name": "Anna Weber"}}
    >>> mask = Masker(allot({"person": people, "org": {"HY": {"name": "华岳银行"}}}))
    >>> mask.text("与罗总和 Ms Weber 谈:luo qiming 支持"), mask.text("华岳的立项会")
    ('与P1和 Ms P2 谈:P1 支持', 'O1的立项会')
    """

    def __init__(self, codes: Codes, only: Collection[str] | None = None) -> None:
        self.codes, self._only = codes, only
        whose: dict[str, set[str]] = defaultdict(set)
        families: dict[str, set[str]] = defaultdict(set)
        said_of_posts = (record.get(column) for record in codes.records.values() for column in ("title", "title_en"))
        titles = {fold(str(title)).strip() for title in said_of_posts if title}
        for key, code in codes.of.items():
            kind = codes.kinds[key]
            if kind != "unit":
                for alias in _aliases(codes.records[key], kind):
                    if alias not in titles:
                        whose[alias].add(code)
            if kind == "person" and (family := _family(codes.records[key])):
                families[family].add(code)
        said = {alias: self._for(found) for alias, found in whose.items()}
        starts: dict[str, list[str]] = defaultdict(list)
        for alias in sorted(said, key=len, reverse=True):
            starts[alias[:2]].append(alias)
        self._said, self._starts = said, starts
        self._families = {family: self._for(found) for family, found in families.items()}
        names = "|".join(map(re.escape, sorted(families, key=len, reverse=True)))
        self._called = (
            re.compile(rf"(?<![\u3400-\u9fff])(?:[老小])?({names}){_CALLED}|(?<=[{_BEFORE}])[老小]?({names}){_CALLED}"
                       rf"|(?<![\u3400-\u9fff])[老小]({names})(?![\u3400-\u9fff])")
            if names
            else None
        )  # fmt: skip
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text without names; an id that stands alone or as part of a key becomes its code, too."""
        if text not in self._known:
            self._known[text] = self._masked(text)
        return self._known[text]

    def _masked(self, text: str) -> str:
        if text in self.codes.of:
            return self.codes.id(text)
        found = self._names(_MAIL.sub("@", text) if self._only is None else text)
        if self._called is not None:
            found = self._called.sub(lambda m: self._families[m[1] or m[2] or m[3]] or m[0], found)
        return found

    def _for(self, codes: set[str]) -> str | None:
        """What stands for a name that these bear; None: it stays."""
        return _said(codes) if self._only is None or codes.issubset(self._only) else None

    def _names(self, text: str) -> str:
        plain, places = _folded(text)
        out: list[str] = []
        at = done = 0
        while at < len(plain):
            alias = self._at(plain, at)
            if alias is None:
                at += 1
                continue
            start, at = at, at + len(alias)
            out += [text[done : places[start]], self._said[alias] or text[places[start] : places[at]]]
            done = places[at]
        return "".join([*out, text[done:]])

    def _at(self, plain: str, at: int) -> str | None:
        """The longest name that stands here by itself."""
        found = (*self._starts.get(plain[at : at + 2], ()), *self._starts.get(plain[at], ()))
        return next((a for a in found if plain.startswith(a, at) and _alone(plain, at, a)), None)


def _aliases(record: Mapping[str, Any], kind: str) -> Iterator[str]:
    """How somebody or something is written, folded."""
    for name in (str(record.get("name") or ""), str(record.get("name_en") or "")):
        whole = fold(name).strip()
        if not whole or (kind == "person" and not has_hanzi(name) and all(map(_common, _words(whole)))):
            continue
        yield whole
        if has_hanzi(name):
            yield from (s for s in spellings(name)[:2] if len(s) > 4)
            core = _ENDINGS.sub("", name.strip())
            if kind == "org" and len(core) > 1:
                yield core
        words = _words(whole)
        if kind == "person":
            yield from (w for w in words if len(w) > 2 and not _common(w))
        elif kind == "org" and words and len(words[0]) > 3 and not _common(words[0]):
            yield words[0]
    if mail := str(record.get("email") or ""):
        yield fold(mail)


def _words(text: str) -> list[str]:
    return [w for w in _WORDS.findall(text) if not has_hanzi(w)]


def _common(word: str) -> bool:
    return word in _COMMON or is_office(word)


def _family(record: Mapping[str, Any]) -> str:
    """The Chinese family name of a person; nothing of one that is not Chinese."""
    name = str(record.get("name") or "").strip()
    return family_and_given(name)[0] if name and has_hanzi(name[0]) else ""


def _said(codes: set[str]) -> str:
    """The code, or where several bear the name the letter with a question mark."""
    return next(iter(codes)) if len(codes) == 1 else f"{min(codes).rstrip('0123456789')}?"


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and where each of its characters stood, with the end."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    parts = [(c, i) for i, one in enumerate(text) for c in fold(one)]
    return "".join(c for c, _ in parts), [*(i for _, i in parts), len(text)]


def _alone(text: str, at: int, alias: str) -> bool:
    """Whether a name stands by itself: no letter beside a Latin one, no Chinese character beside a single one."""
    before, after = text[at - 1 : at], text[at + len(alias) : at + len(alias) + 1]
    if has_hanzi(alias):
        return len(alias) > 1 or not (has_hanzi(before) or has_hanzi(after))
    return not (_latin(before) or _latin(after))


def _latin(c: str) -> bool:
    return c.isalnum() and not has_hanzi(c)
