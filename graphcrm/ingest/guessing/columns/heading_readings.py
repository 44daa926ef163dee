"""What a heading may mean, by its words alone: as a whole, by how it begins or ends, by a word of a question, or by being like another."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.columns.column_guess import Guess
from graphcrm.ingest.guessing.laid import SCALE, meanings_of, tongues
from graphcrm.ingest.guessing.texts.abbreviations import written_out
from graphcrm.ingest.guessing.texts.both_sides import company_of
from graphcrm.ingest.guessing.texts.composed import composed
from graphcrm.ingest.guessing.texts.sides import sided, sided_meaning
from graphcrm.ingest.guessing.texts.units_or_orgs import names_both
from graphcrm.ingest.guessing.texts.us import US_ZH
from graphcrm.ingest.guessing.words import OF_DEAL, Shape, heading_key, shapes
from graphcrm.model.currencies import CURRENCIES

__all__ = ["BEGINS", "EITHER", "SAME", "object_of", "readings", "readings_beside"]

#: How sure a reading of a heading is; the last stands for several headings, so that its values have to speak for one.
SAME, _OF_WORDS, BEGINS, _ENDS, _NEAR, EITHER = 2.0, 1.8, 1.6, 1.0, 0.8, 0.6
_HEADING = Text("标题", "the heading")
#: How like a known heading (:func:`difflib.get_close_matches`) one has to be.
_ALIKE = 0.86

_BASE = re.compile(
    r"\s*[(\uff08\[:\uff1a,\uff0c]| (?=[-–+−]?\d)| (?:in|of|for|to|at|with|by|per|on|towards|from) ", re.IGNORECASE
)
#: In what amounts are, or on which scale, behind what they are: “Value EUR”, “Amount (USD)”, “Wert T€”, “Power H/M/L”.
_MEASURE = re.compile(
    r"\s+(?-i:[A-Z](?:/[A-Z]){1,3}$)"
    rf"|\s+[(\[]?(?:in )?(?:k|m|t|mio\.?|mn|tsd\.? ?)?(?:(?-i:{'|'.join(sorted(CURRENCIES))})|[€$£])[)\]]?$",
    re.IGNORECASE,
)
#: The same in Chinese: “預估金額(萬)”, “预计金额（人民币 万元）”.
_MEASURE_ZH = re.compile(
    r"\s*[(\uff08](?:单位[:\uff1a])?\s*(?:[A-Za-z]{0,3}[$€£¥]?|人民币|新?台币|港币|港元|美元|欧元)\s*[百千]?[万亿]?元?\s*[)\uff09]$"
)
#: “Manager's Name”, “Organization Name”: of what is named, and not the name of the row.
_WHOSE = re.compile(r"(.+?)(?:['’]s| /)?[ .](?:full ?)?names?", re.IGNORECASE)
#: A heading that speaks of our side names nobody of theirs.
_OUR_SIDE = re.compile(rf"{US_ZH}|\bour\b|\bunser", re.IGNORECASE)
#: “Reports To: Full Name”, “Account: Account Name”, “上级: 全名”: of whom or what, by name or key.
_OF_WHAT = re.compile(
    r"(?P<what>.+?)\s*(?::|\uff1a| - )\s*(?:(?P=what)[ -]?)?(?:(?:full |vollständiger )?name|id|全名|姓名|名称|名)",
    re.IGNORECASE,
)
#: Words of a question that asks for a name and nothing else: “Who is it?”, “What is the contact's name?”.
_SHORT = 6
#: Three keys of JSON within each other.
_PATH = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){2,5}")
_NUMBERED = re.compile(r" \d+ - ")
#: What the rows are, before what a column says of them: “Pessoa - Cargo”, “联系人：职务”.
_OBJECT = re.compile(r"([^:\uff1a-]{1,40}?)(\s*[:\uff1a]\s*| - )(.+)")
_FEW, _NEARLY_ALL = 3, 0.8
#: Questions, as the answers to a form have them for headings; numbers before and empty words behind say nothing.
_QUESTION = re.compile(
    r"(?:which|what|who|how|when|please|your?|welche\w*|wie|wer|quel\w*|qui|cómo|quién|cuál|请|您|你)\b.*|.*[?\uff1f]",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^\s*(?:q?\d{1,2}|[一二三四五六七八九十]+)\s*[.、:\uff1a)\uff09]\s*"
    r"|(?:是|为|如何|怎么?样|什么|多少|谁)*\s*[?\uff1f:\uff1a]*\s*$"
)
#: “Name & function”, “姓名/职务”: what stands behind a name in its cell.
_AND = re.compile(r"\s*(?:[/\uff0f&+、,\uff0c(\uff08)\uff09]| and | und | et | y |和|及|与)\s*")
#: Numbers that stand behind a name, which are no more than that.
_PHONES = frozenset(
    {"电话", "手机", "联系电话", "联系方式", "手机号", "手机号码", "phone", "tel", "mobile", "telefon", "phonenumber"}
)
_NAMED_WITH_POSTS = frozenset({"name", "theirs", "ours", "participants"})
_BEHIND_NAMES = frozenset({"title", "unit", "org", "roles", "function"})
#: “他的岗位”, “Their title”: of whom the row is about.
_HIS = re.compile(
    r"^(?:(?:他|她|他们|ta|其|本人)的?(?=(?-i:[\u3400-\u9fff]))|(?:his|her|their|his/her) )", re.IGNORECASE
)
#: “ManagerEmail”, “Manager Employee ID”, “上级工号”: people named by an address or a key.
_KEY_OF = re.compile(
    r"(emailaddress|e?mail|(employee|emp|staff|user|person)?(id|no|nr|number|nummer)|工号|编号|电子邮箱|邮箱)$"
)
_NAMED_BY_KEY = frozenset({"reports_to", "dotted_to"})
#: “Account-ID” in a list of people is the key of their company, “Ansprechpartner-ID” their own.
_ID = re.compile(r"(?:id|nr|nummer)$")
_KEYS = {"org": "org", "customer": "customer", "name": "id"}
#: Headings of letters (“From”, “To”) that at the end of another say nothing.
_PREPOSITIONS = frozenset({"from", "to", "with", "von", "an", "de", "à"})
#: What stands before whatever the first word of a heading is of.
_OF_WHICH = frozenset({"in", "of", "about", "im", "dans", "nel", "nella"})
#: Where somebody gets their mail, which says nothing of where the organisation is: “Mailing City”.
_OF_THEIR_MAIL = re.compile(r"(?:mailing|postal|other|home|private?)\b", re.IGNORECASE)


def readings(place: int, heading: str, shape: Shape) -> Iterator[Guess]:
    """The meanings that a heading may have, the likeliest first."""
    for guess in _readings(heading, shape):
        yield replace(guess, place=place)


@lru_cache(maxsize=20_000)  # the headings of a system come back in all its sheets
def _readings(heading: str, shape: Shape) -> tuple[Guess, ...]:
    return tuple(_read(0, heading, shape))


def _read(place: int, heading: str, shape: Shape) -> Iterator[Guess]:
    if shape.table == "people" and company_of(heading):
        yield Guess(place, heading, "name", Text("标题写明是哪家公司的人", "the heading says whose people"), BEGINS)
    elif shape.ours or (named := sided_meaning(heading, shape.name, shape.meanings)) is None:
        yield from _unsided(place, heading, shape)
    elif named:
        yield Guess(place, heading, named, Text("标题写明是哪一方", "the heading says of which side"), BEGINS)


def readings_beside(place: int, heading: str, shape: Shape, headings: Sequence[str]) -> Iterator[Guess]:
    """The readings of a heading; before them those of what stands behind the word with which all headings of an export begin.

    What is known as a whole says more: “Activity - Due date” is when it was, the due date of anything else is still to come.
    """
    begin = object_of(headings)
    if begin and heading.startswith(begin) and heading_key(heading) not in shape.meanings:
        for guess in readings(place, heading.removeprefix(begin), shape):
            yield replace(guess, heading=heading)
    if _PATH.fullmatch(heading):
        for guess in readings(place, heading.split(".", 1)[1], shape):  # “attributes.owner.fullName”
            yield replace(guess, heading=heading)
    yield from readings(place, heading, shape)


def object_of(headings: Sequence[str]) -> str:
    """With what nearly all headings of an export begin, of whatever language: what its rows are; "" if with nothing.

    >>> object_of(["Pessoa - Nome", "Pessoa - Cargo", "Pessoa - ID"]), object_of(["Name", "Tel - work", "Tel - home"])
    ('Pessoa - ', '')
    """
    said = [heading for heading in headings if heading]
    begins = Counter(f"{found[1]}{found[2]}" for found in map(_OBJECT.fullmatch, said) if found)
    for begin, times in begins.most_common(1):
        return begin if times >= max(_FEW, _NEARLY_ALL * len(said)) else ""
    return ""


def _unsided(place: int, heading: str, shape: Shape) -> Iterator[Guess]:
    """The meanings of a heading that names no side: as a whole, and unless it is settled of what it speaks, by its parts."""
    said = _Heading.of(place, heading, shape)
    if shape.table == "people" and names_both(heading):
        yield said.guess("unit", SAME, Text("标题写明是部门或组织", "the heading says departments or organisations"))
    yield from _with_posts_behind(said)
    yield from _as_a_whole(said)
    for settle in (_key_of_somebody, _of_what, _inside, _whose, _numbered):
        if (settled := settle(said)) is not None:
            yield from settled
            return
    for read in (_beginning, _ending, _short_for, _question, _alike):
        yield from read(said)


class _Heading(NamedTuple):
    """A heading, and what of it says something: the last part without numbers before and empty words behind."""

    place: int
    heading: str
    shape: Shape
    last: str

    @classmethod
    def of(cls, place: int, heading: str, shape: Shape) -> _Heading:
        last = _ASIDE.sub("", heading.rsplit(" / ", 1)[-1]) or heading
        return cls(place, heading, shape, _HIS.sub("", last) or last)

    @property
    def key(self) -> str:
        return heading_key(self.last)

    @property
    def group(self) -> str:
        """What stands in the line above, over several columns, without the side that it names; "" for nothing.

        Letters with signs between are a scale: “Role: E / T / U”.
        """
        group, _, own = self.heading.rpartition(" / ")
        return "" if len(own) == 1 else (sided(group) or ("", group))[1]

    def meant(self, key: str) -> str:
        """What a known heading means; "" if it is not known."""
        return self.shape.meanings.get(key, "")

    def guess(self, meaning: str, sure: float, why: Text = _HEADING) -> Guess:
        return Guess(self.place, self.heading, meaning, why, sure)

    def as_if(self, part: str) -> list[Guess]:
        """What it means if it says no more than a part of it: “Contact: Title”, “Organization 1 - Name”."""
        return [replace(guess, heading=self.heading) for guess in readings(self.place, part, self.shape)]


def _with_posts_behind(said: _Heading) -> Iterator[Guess]:
    """“Name & function”, “姓名/职务”."""
    first, *behind = map(heading_key, _AND.split(said.heading))
    aside = (key in _PHONES or bool(_BEHIND_NAMES & meanings_of(key)) for key in behind)
    if behind and (who := said.meant(first)) in _NAMED_WITH_POSTS and all(aside):
        yield said.guess(who, SAME, Text("标题写明姓名和别的", "the heading says a name and more"))


def _as_a_whole(said: _Heading) -> Iterator[Guess]:
    """A known heading, in one tongue or two, without its measure, or composed of known words."""
    shape, last = said.shape, said.last
    known = [part for part in tongues(last) if heading_key(part) in shape.meanings]
    both = {said.meant(heading_key(part)) for part in known}
    for one in dict.fromkeys((said.heading, last, _MEASURE.sub("", last), *(known[:1] if len(both) == 1 else ()))):
        key = heading_key(one)
        key = key if key in shape.meanings else key.removesuffix("s")  # “Contacts”
        if meaning := said.meant(key):
            yield said.guess(meaning, BEGINS if key in shape.weak else SAME)
    of_words = composed(last, shape.name) or composed(_MEASURE_ZH.sub("", simplified(last)), shape.name)
    of_words = of_words or (composed(f"{said.group} {last}", shape.name) if said.group else "")
    if of_words := of_words or _of_its_deal(last, shape):
        yield said.guess(of_words, _OF_WORDS, Text("标题里的词", "the words of the heading"))


def _key_of_somebody(said: _Heading) -> list[Guess] | None:
    """Managers named by address or key, and the key of a company or of the person: “上级工号”, “Account-ID”."""
    whom = _KEY_OF.sub("", said.key)
    if whom != said.key and said.meant(whom) in _NAMED_BY_KEY:
        return [said.guess(said.meant(whom), BEGINS)]
    whom = _ID.sub("", said.key)
    of_key = _KEYS.get(said.meant(whom)) if said.shape.table in ("people", "opportunities") else None
    return [said.guess(of_key, BEGINS)] if whom != said.key and of_key else None


def _of_what(said: _Heading) -> list[Guess] | None:
    found = _OF_WHAT.fullmatch(said.heading)
    meaning = said.meant(heading_key(found["what"])) if found else ""
    return [said.guess(meaning, SAME)] if meaning else None


def _inside(said: _Heading) -> list[Guess] | None:
    found = said.shape.within.fullmatch(said.heading)
    return said.as_if(found[1]) if found else None


def _whose(said: _Heading) -> list[Guess] | None:
    found = _WHOSE.fullmatch(said.heading)
    meaning = said.meant(heading_key(found[1])) if found else ""
    return [said.guess(meaning, SAME)] if meaning else None


def _numbered(said: _Heading) -> list[Guess] | None:
    plain = _NUMBERED.sub(" ", said.last)
    return said.as_if(plain) if plain != said.last else None


def _beginning(said: _Heading) -> Iterator[Guess]:
    """What a heading begins with; a group over it only tells of whom or what it is, and never what stands in the column."""
    whole = (said.last,) if said.group else (said.last, said.heading)
    for base in dict.fromkeys(heading_key(_BASE.split(one, maxsplit=1)[0]) for one in whole):
        if (meaning := said.meant(base)) and base not in said.shape.exact:
            yield said.guess(meaning, BEGINS, Text("标题的开头", "how the heading begins"))


def _ending(said: _Heading) -> Iterator[Guess]:
    why = Text("标题的结尾", "how the heading ends")
    if HAN.search(said.last):
        if ending := _known_ending(said.last, said.shape):
            yield said.guess(said.meant(ending), _ENDS, why)
        return
    words = re.sub(r"[^\w]+|_", " ", said.last).split()
    for n in (3, 2, 1):
        if words[-n - 1 : -n] and words[-n - 1].casefold() in _OF_WHICH:
            return  # “Interest in project”: what it is of, and not what stands below
        key = heading_key("".join(words[-n:]))
        meaning = said.meant(key)
        if meaning == "org_region" and _OF_THEIR_MAIL.match(said.last):
            return
        if meaning and len(words) > n and key not in _PREPOSITIONS | said.shape.exact:
            yield said.guess(meaning, _ENDS, why)
            return


def _short_for(said: _Heading) -> Iterator[Guess]:
    plain = SCALE.sub("", _MEASURE.sub("", said.last))
    meant = [*written_out(plain, said.shape.meanings, said.shape.words)]
    for meaning, word in meant:
        why = Text(f"“{word}”的缩写", f"short for “{word}”")
        yield said.guess(meaning, _ENDS if len(meant) == 1 else EITHER, why)


def _question(said: _Heading) -> Iterator[Guess]:
    if _QUESTION.fullmatch(said.heading):
        asked = _asked_for(said.last, said.shape)
        if asked and not _asks_of_us(said.heading, asked):
            yield said.guess(asked, _ENDS, Text("问题里的词", "a word of the question"))


def _alike(said: _Heading) -> Iterator[Guess]:
    key, others = said.key, said.shape.inexact
    if said.meant(key) == "influence":
        others = tuple(k for k in others if k != key)
    if len(key) > 4 and (near := _nearest(key[:60], others)):
        yield said.guess(said.meant(near), _NEAR, Text(f"标题近似“{near}”", f"the heading is like “{near}”"))


def _of_its_deal(heading: str, shape: Shape) -> str:
    """What a heading of known words says of the opportunity that a row of a list of people names: “项目金额（万）”; "" if nothing."""
    meant = OF_DEAL + composed(_BASE.split(heading, maxsplit=1)[0], "opportunities")
    return meant if meant in shape.meanings.values() else ""


def _known_ending(heading: str, shape: Shape) -> str:
    """The longest known heading with which a Chinese one ends; "" if there is none."""
    whole, ours = heading_key(heading), _OUR_SIDE.search(heading) and not shape.ours
    for start in range(len(whole) - 1):
        end = whole[start:]
        meaning = shape.meanings.get(end)
        if meaning is None or end in shape.exact or not HAN.search(end) or (ours and meaning == "name"):
            continue
        if not whole[:start].endswith("被"):  # it turns who does it into whom it is done to
            return end
    return ""


def _nearest(key: str, others: Collection[str]) -> str:
    """Of some known headings the one that a key is most like; "" if it is like none."""
    return next((one for one in _known_like(key) if one in others), "")


@cache
def _inexact() -> frozenset[str]:
    """The known headings that other headings may be like, of all kinds of tables."""
    return frozenset(one for shape in shapes() for one in shape.inexact)


@lru_cache(maxsize=1000)
def _known_like(key: str) -> Sequence[str]:
    """The known headings of any kind of table that a key is like, the most first. Most are too long or too short to be."""
    size = len(key)
    fit = [one for one in _inexact() if 2.0 * min(size, len(one)) / (size + len(one)) >= _ALIKE]
    return difflib.get_close_matches(key, fit, max(len(fit), 1), _ALIKE)


def _asks_of_us(question: str, meaning: str) -> bool:
    """Whether a question is about somebody of ours, and what it was taken for one of theirs: “Who on our side knows them?”."""
    return meaning == "name" and (bool(_OUR_SIDE.search(question)) or len(question.split()) > _SHORT)


def _asked_for(question: str, shape: Shape) -> str:
    """What the first words of a question that are a known heading mean; "" if none are."""
    if HAN.search(question):
        within = [k for k in shape.meanings if len(k) > 2 and k in heading_key(question)]
        return shape.meanings[max(within, key=len)] if within else ""
    words = re.findall(r"[\w-]+", question)
    for start in range(len(words)):
        for end in range(min(start + 3, len(words)), start, -1):
            key = heading_key("".join(words[start:end]))
            if key in shape.meanings and key not in shape.exact:
                return shape.meanings[key]
    return ""
