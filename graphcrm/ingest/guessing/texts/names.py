"""People's names as they are written down: with a title or a second name in brackets, last name first."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from graphcrm.dataclass import dataclass
from graphcrm.folding import HAN, fold, simplified
from graphcrm.ingest.family_names import begins_as_family
from graphcrm.ingest.guessing.texts.brackets import IN_BRACKETS
from graphcrm.ingest.guessing.texts.flags import flag_of
from graphcrm.ingest.guessing.texts.glued import SHORT, is_called_by_post, post_apart, unit_apart
from graphcrm.ingest.guessing.texts.honours import ADDRESS_ZH, has_suffix, unaddressed, without_honours
from graphcrm.ingest.guessing.texts.offices import OFFICE, is_department, says_a_post
from graphcrm.ingest.guessing.texts.sides import OURS, our_post, side_apart
from graphcrm.ingest.guessing.values import is_email, is_name

__all__ = [
    "BRACKETS", "LONGEST", "Written", "has_post", "is_addressed", "is_in_two_scripts", "is_person", "name_key", "unit_in", "written",
]  # fmt: skip

#: A name with something in brackets behind it.
BRACKETS = re.compile(r"^(.*?)\s*[(（\[【]\s*(.+?)\s*[)）\]】]\s*$")
#: What lists of calls and of participants write behind a name: a telephone number, an extension, that somebody is a guest.
_REMARK = re.compile(
    r"\s*[,;]?\s*(\+\d[\d\s()/.-]{6,20}|1\d{10}|0\d{2,3}-?\d{7,8}"
    r"|[(\uff08](ext\.? ?\d+|external|guest|extern|unverified|invité|外部|来宾|访客|嘉宾)[)\uff09])$",
    re.IGNORECASE,
)
#: How chats and shared tables name somebody: “@王伟”.
_MENTIONED = re.compile(r"^@(?=[^\W\d_])")
#: Pictures that people put around their names.
_PICTURES = re.compile("[\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff]+")
#: No text that is longer is read as a name.
LONGEST = 500
#: What in brackets behind a name is neither a name nor a post: “(retires 2027)”, “(清华95级)”.
_ASIDE = re.compile(
    r"(?!geb\b|née?\b|born\b|aka\b)[a-zß-ÿ]|.*\d|(?:(?i:acting|interim|ad interim|temporary)|兼任?|兼职|代|代理|暂代|挂职|借调|返聘"
    r"|主持工作|外聘|外包|实习生?|试用期|新任|新来的?|休假中?|产假中?|[男女]|(?:分管|负责).*)$"
)
_BORN = re.compile(r"(?:geb|née?|born|aka)\b", re.IGNORECASE)
#: “Ana Ruiz (CFO) – met twice”: what stands behind the post is a remark.
_BEHIND_POST = re.compile(
    r"(.{2,60}?)\s*[(\uff08]([^()\uff08\uff09]+)[)\uff09]\s*(?:[–—:;,\uff0c\uff1b\uff1a]|\s-\s)\s*(\S.*)"
)
_DASHED = re.compile(r"^(.+?)\s*[-–—]\s*(\S.*)$")
#: “Ana Ruiz - CEO”, “王伟-总经理”, “IT: Omar Said”; a hyphen within a Latin word belongs to it.
_DASHED_POST = re.compile(r"^(.{2,60}?)(?:\s+[-–—|]\s*|\s*[–—|:\uff1a]\s*|(?<=[\u3400-\u9fff])-)(\S.*)$")
_MAIL = re.compile(r"^(.*?)\s*<\s*([^<>\s]+@[^<>\s]+)\s*>$")
_LAST_FIRST = re.compile(r"((?:(?:Dr|Prof|Dipl|Ing)\b[. -]+)*)([^\W\d_][^\d,]{0,40}?)\s*,\s*([^\W\d_][^\d,]{0,40})")
#: Behind a comma nobody's given name: “PMP, CFA”, “MSc”.
_DEGREES = re.compile(
    r"(?:\s*,?\s*(?:[A-Z]{3,6}|[CEI]Eng|[FM]I[A-Z][A-Za-z]{1,6}|Ph\.?D\.?|[MB]Sc|[MB]Eng|LLM|Dipl\.?-?\w*)\u00ae?)+"
)
#: How what stands behind a comma ends if it is no given name: “Chargée de mission”, and not “Ludwig van”.
_NOT_GIVEN = re.compile(r"\s(?!(?:v[ao]n|de[lnrs]?|della|d[aiou]s?|l[aeo]s?|zu[rm]?|te[rn]?|bin|al|e|y)$)[a-zß-ÿ]\S*$")
#: How somebody is spoken of in passing, who stands in brackets behind what they are: “(Hr. Mertens)”, “(Mme Durand)”.
_CALLED_POLITELY = re.compile(
    r"(?:Mr|Mrs|Ms|Miss|Herrn?|Hr|Frau|Fr|Mme|Mlle|Madame|Monsieur|M|Sr|Sra|Sig|Sig\.ra|Dhr|Mevr?|Pani?|Dr)\b\.?"
    r" [A-Z\u00c0-\u00de][^()]{1,40}"
    rf"|[\u3400-\u9fff]{{1,4}}(?:{ADDRESS_ZH})"
)
_PLAIN_NAME = re.compile(r"[A-Z\u00c0-\u00de][\w’'-]+(?: [A-Z\u00c0-\u00de][\w’'.-]*){1,3}")
#: What nobody compares in a name.
_UNSAID = dict.fromkeys(map(ord, "’‘'`´.·"))
#: “王伟 总经理”: a name and a post with a space between.
_ZH_POST = re.compile(r"([\u3400-\u9fff]{2,3}) (\S{1,15})")
#: “总经理 王伟”, “总经理，王伟”.
_POST_ZH = re.compile(r"(\S{1,19}[^\s,\uff0c、])(?: |[,\uff0c、] ?)([\u3400-\u9fff]{2,3})")
#: “王 伟”, “于 化 龙”, “白 鹭洲”: a name stretched to the width of others.
_SPACED_NAME = re.compile(r"[\u3400-\u9fff](?:(?: [\u3400-\u9fff]){1,3}| [\u3400-\u9fff]{2})(?=$|\s*[(\uff08,\uff0c])")
#: “王伟，总经理”.
_NAME_POST = re.compile(r"([\u3400-\u9fff]{2,4})\s*[,\uff0c、]\s*(\S.*)")
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,6}")
#: One name in two scripts: “王伟 Wang Wei”, “Wang Wei/王伟”, “王伟（Wang Wei）”.
_LATIN = r"[A-Z\u00c0-\u00de][\w’'.-]*(?: [A-Z\u00c0-\u00de][\w’'.-]*){1,3}"
_TWO_SCRIPTS = re.compile(
    rf"([\u3400-\u9fff·]{{2,6}}) ?[/|\uff0f]? ?({_LATIN})|({_LATIN}) ?[/|\uff0f]? ?([\u3400-\u9fff·]{{2,6}})"
)
#: “Amy 刘爱梅”, “刘爱梅Amy”: what a Latin word beside a Chinese name is, which may be a company, too, nothing tells.
_CALLED = re.compile(
    r"([\u3400-\u9fff·]{2,6}) ?([A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+)|([A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+) ?([\u3400-\u9fff·]{2,6})"
)
#: A syllable of Mandarin in Latin letters.
_SYLLABLE = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:i?ang?|i?ao|ai|[iu]e|e(?:i|ng?|r)?|i(?:a|ng?|ong|u)?|ong|ou?|u(?:ai?|ang?|n|i|o)?|üe?|a)"


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell says about one person: the name, and what stood beside it."""

    name: str
    title: str = ""
    other_name: str = ""
    email: str = ""
    flag: str = ""
    remark: str = ""
    unit: str = ""
    side: str = ""


@lru_cache(maxsize=200_000)
def written(cell: str) -> Written:
    """One person as written in a cell.

    >>> written("王伟(CIO)").title, written("Diaz, Jose").name, written("Wang Wei (王伟)").name, written("Amy 刘爱梅").name
    ('CIO', 'Jose Diaz', '王伟', '刘爱梅')
    >>> written("我方-戴维").name, written("我方-戴维").side, written("信息部田野").unit
    ('戴维', 'ours', '信息部')
    >>> written("Bernd Kröger (GF)").title, written("Bernd Kröger (DE)").title
    ('GF', '')
    >>> written("丁一（已离职）").flag, written("Sarah Connor, VP Operations").title, written("总经理 王伟").name
    ('left', 'VP Operations', '王伟')
    >>> written("CEO – Ana Ruiz").name, written("总经理-王伟").name, written("李主任-王伟").name
    ('Ana Ruiz', '王伟', '李主任-王伟')
    >>> written("王建业(老王)").name, written("李爱民(李总)").title
    ('王建业', '')
    >>> written("Bob Stone (retires 2027)").remark, written("王伟？").remark, written("@王伟").name
    ('retires 2027', '?', '王伟')
    >>> written("林志豪處長").name, written("資訊處 林志豪課長").unit
    ('林志豪', '資訊處')
    >>> written("于 化 龙").name, written("白 鹭洲（主任）").name, written("王伟 李娜").name
    ('于化龙', '白鹭洲', '王伟 李娜')
    """
    cell = _MENTIONED.sub("", " ".join(_PICTURES.sub(" ", cell).split()))
    if len(cell) > LONGEST:
        return Written(cell)  # no name, and searched for brackets it would take the square of its length
    plain = simplified(cell)
    return _apart(cell) if plain == cell else _as_in(cell, plain, _apart(plain))


def _as_in(cell: str, plain: str, said: Written) -> Written:
    """What simplified characters tell, in the characters of the cell, which stand one for one; else the cell as it stands."""
    written_as = [(plain, cell), (plain.replace(" ", ""), cell.replace(" ", ""))]
    parts: dict[str, str] = {}
    for name in ("name", "title", "other_name", "remark", "unit"):
        part = getattr(said, name)
        found = next(((kept, kept_as.find(part)) for kept_as, kept in written_as if part in kept_as), None)
        if found is None or len(plain) != len(cell):
            return Written(cell)
        parts[name] = found[0][found[1] : found[1] + len(part)]
    return replace(said, **parts)


def _apart(cell: str) -> Written:
    """The parts of a cell in simplified characters; most cells are letters and nothing else, where no sign sets anything apart."""
    if cell.replace(" ", "").isalpha():
        return _apart_without_signs(cell)
    side, cell = side_apart(_REMARK.sub("", cell) or cell)
    unit, cell = unit_apart(cell)
    said = _remark_behind_a_post_apart(Written(cell, unit=unit, side=side))
    said = _mail_apart(replace(said, name=unaddressed(_joined(said.name))))
    if not said.email and is_email(said.name):
        return Written("", email=said.name)
    for taken in (_flag_apart, _brackets_apart, _doubt_apart, _post_apart, _post_behind_a_sign_apart, _in_order):
        said = taken(said)
    return replace(said, name=said.name.strip())


def _apart_without_signs(cell: str) -> Written:
    """The parts of a cell of letters and blanks: of a Latin name the form of address alone is none of it."""
    if not HAN.search(cell):
        return Written(unaddressed(cell))
    unit, cell = unit_apart(cell)
    return _post_behind_a_sign_apart(_post_apart(Written(unaddressed(_joined(cell)), unit=unit)))


def _remark_behind_a_post_apart(said: Written) -> Written:
    """“Ana Ruiz (CFO) – met twice”."""
    found = _BEHIND_POST.fullmatch(said.name) if {"(", "\uff08"} & set(said.name) else None
    if found and OFFICE.search(found[2]) and is_name(found[1]):
        return replace(said, name=f"{found[1]} ({found[2]})", remark=found[3])
    return said


def _mail_apart(said: Written) -> Written:
    """“Ana Ruiz <ana@x.es>”."""
    found = _MAIL.match(said.name)
    return replace(said, name=found[1].strip("\"' ") or found[2], email=found[2]) if found else said


def _flag_apart(said: Written) -> Written:
    """“丁一（已离职）”, “Ana Ruiz – left”."""
    found = BRACKETS.match(said.name) or _DASHED.match(said.name)
    flag = flag_of(found[2]) if found else ""
    return replace(said, name=found[1], flag=flag) if found and flag else said


def _brackets_apart(said: Written) -> Written:
    """What stands in brackets behind the name: an address, the whole name, the post, a second name, a remark."""
    found = BRACKETS.match(said.name)
    if not found or not found[1]:
        return said
    name, inside = found[1], found[2]
    short, whole = SHORT.fullmatch(name), _NAME_POST.fullmatch(inside)
    named = _CALLED_POLITELY.match(name) or (is_person(name) if HAN.search(name) else _PLAIN_NAME.fullmatch(name))
    if _CALLED_POLITELY.fullmatch(inside) and not named:
        return _behind_what_they_are(said, name, inside)
    if is_email(inside):
        return replace(said, name=name, email=inside)
    if is_department(name) and is_person(inside) and not says_a_post(inside) and not is_department(inside):
        return replace(said, name=inside, unit=said.unit or name)  # Legal (A. Wynn)
    if short and is_person(inside) and not says_a_post(inside):
        return replace(said, name=inside)  # 李主任(李爱民)
    if short and whole and whole[1].startswith(short[1]):
        return replace(said, name=whole[1], title=whole[2])  # 李总(李爱民,总经理)
    if is_person(name) and is_called_by_post(inside) and name[0] in inside[:2]:
        return replace(said, name=name, remark=inside)  # 王建业(老王)
    if says_a_post(post := our_post(inside)):
        return replace(said, name=name, title=post, side=OURS)  # Ana (our CEO)
    if says_a_post(inside):
        return replace(said, name=name, title=inside)
    if is_name(name) and _ASIDE.match(inside):
        return replace(said, name=name, remark=inside)
    if bool(HAN.search(inside)) != bool(HAN.search(name)):
        return _in_both(said, name, inside)
    if is_name(name) and _says_another(inside, name):
        return replace(said, name=name, remark=inside)
    return said


def _behind_what_they_are(said: Written, what: str, name: str) -> Written:
    """Somebody who stands in brackets behind a body, a department or a post: “Betriebsrat (Hr. Mertens)”."""
    return replace(said, name=name, title=what) if says_a_post(what) else replace(said, name=name, remark=what)


def _in_both(said: Written, one: str, other: str) -> Written:
    """Somebody whose name stands in two scripts, in whatever order: the Chinese one is the name, the Latin one that in English."""
    chinese_last = bool(HAN.search(other)) and is_person(other)
    name, latin = (other, one) if chinese_last else (one, other)
    return replace(said, name=name, other_name=said.other_name or latin)


def _doubt_apart(said: Written) -> Written:
    plain = said.name.rstrip(" ?\uff1f*†‡§¹²³⁴⁵⁶⁷⁸⁹")  # “王伟？”, “Ana Ruiz¹” of a footnote
    mark = said.name[len(plain) :].replace("\uff1f", "?")
    return replace(said, name=plain, remark=said.remark or mark) if mark and is_name(plain) else said


def _post_apart(said: Written) -> Written:
    """“王伟 总经理”, “总经理 王伟”, “Wang Wei 王伟”, “Amy 刘爱梅”."""
    if (found := _ZH_POST.fullmatch(said.name)) and is_person(found[1]) and OFFICE.search(found[2]):
        return replace(said, name=found[1], title=said.title or found[2])
    found = _POST_ZH.fullmatch(said.name)
    if found and is_person(found[2]) and OFFICE.search(found[1]) and not is_called_by_post(found[1]):
        return replace(said, name=found[2], title=said.title or found[1])
    if is_in_two_scripts(said.name) and not OFFICE.search(said.name) and (both := _TWO_SCRIPTS.fullmatch(said.name)):
        return _in_both(said, *filter(None, both.groups()))
    if found := _CALLED.fullmatch(said.name):
        name, word = (found[1], found[2]) if found[1] else (found[4], found[3])
        if is_person(name) and not (OFFICE.search(word) or is_department(word)):
            return replace(said, name=name, remark=said.remark or word)
    return said


def _post_behind_a_sign_apart(said: Written) -> Written:
    """“Ana Ruiz - CEO”, “CEO – Ana Ruiz”, “李建国部长”."""
    found = _DASHED_POST.match(said.name)
    if found and is_person(found[1]) and _is_post(found[2], found[1]):
        return replace(said, name=found[1], title=said.title or found[2])
    if (
        found
        and is_person(found[2])
        and says_a_post(found[1])
        and not (OFFICE.search(found[2]) or is_called_by_post(found[1]))
    ):
        return replace(said, name=found[2], title=said.title or found[1])
    name, post = post_apart(said.name)
    return replace(said, name=name, title=said.title or post) if name and post else said


def _in_order(said: Written) -> Written:
    """“Sarah Connor, VP Operations”, “Sophie Renaud, Chargée de mission”, “Diaz, Jose”."""
    first, comma, post = said.name.partition(",")
    if comma and has_post(first, post):
        return replace(said, name=first, title=said.title or post.strip())
    if comma and " " in first and (says_a_post(post.strip()) or "&" in post) and is_name(first):
        return replace(said, name=first, title=said.title or post.strip())  # “Judith Rowe, Sourcing”
    if comma and _DEGREES.fullmatch(post) and not first.isupper() and is_name(first):
        return replace(said, name=first, remark=said.remark or post.strip())  # “Li Wei, PMP”
    swapped = _LAST_FIRST.fullmatch(said.name)
    if not swapped or has_suffix(said.name) or HAN.search(said.name) or "(" in said.name:
        return said
    if first[0].isupper() and _NOT_GIVEN.search(post.strip()):
        return replace(said, name=first, title=said.title or post.strip()) if is_name(first) and " " in first else said
    return replace(said, name=f"{swapped[1]}{swapped[3].strip()} {swapped[2].strip()}")


def _joined(cell: str) -> str:
    """A Chinese name that is stretched by blanks, “于 化 龙”, in one."""
    found = _SPACED_NAME.match(cell)
    together = found[0].replace(" ", "") if found else ""
    return together + cell[found.end() :] if found and is_person(together) else cell


def _says_another(inside: str, name: str) -> bool:
    """Whether what stands in brackets behind a Latin name of two words is no name of the same person: no word is in both.

    One word may be a country or what somebody is called, and is asked about.
    """
    several = " " in name and " " in inside and not _BORN.match(inside) and not HAN.search(name)
    return several and not set(inside.casefold().split()) & set(name.casefold().split())


def is_in_two_scripts(cell: str) -> bool:
    """Whether a cell is a Chinese and a Latin name of one person; a stroke may stand between two people, too.

    >>> is_in_two_scripts("王伟/Wang Wei"), is_in_two_scripts("王伟 Wang Wei"), is_in_two_scripts("王伟/Ana Ruiz")
    (True, True, False)
    """
    both = _TWO_SCRIPTS.fullmatch(cell)
    if both is None:
        return False
    name, second = filter(None, both.groups())
    han, latin = (name, second) if HAN.match(name) else (second, name)
    said = rf"(?:{_SYLLABLE}){{{len(han)}}}"
    return (is_person(han) and "/" not in cell) or bool(re.fullmatch(said, latin.replace(" ", ""), re.IGNORECASE))


def _is_post(text: str, name: str) -> bool:
    plain = IN_BRACKETS.sub("", text)
    return bool(OFFICE.search(plain)) and not is_addressed(plain) and not OFFICE.search(name)


def is_addressed(text: str) -> bool:
    """Whether a text is a form of address, or a degree, and a name: “Hr. Hinz” is no post of “HR”.

    >>> is_addressed("Hr. Hinz"), is_addressed("HR Manager"), is_addressed("Dipl.-Ing. Leiter IT"), is_addressed("Kim Lee")
    (True, False, False, False)
    """
    called = without_honours(text)
    return called != text and called[:1].isupper() and not OFFICE.search(called)


def has_post(first: str, post: str) -> bool:
    """Whether what follows a name and a comma is the post: “Sarah Connor, VP Operations”; of Chinese names it may be another."""
    return is_name(first) and _is_post(post, first) and not HAN.search(first + post)


def unit_in(cell: str) -> str:
    """The department that a cell names beside somebody: before the name, or in brackets behind it.

    >>> unit_in("王伟（采购处）"), unit_in("设备部 冯正部长"), unit_in("王伟（处长）")
    ('采购处', '设备部', '')
    """
    said = written(cell)
    return said.unit or (said.title if said.title and is_department(said.title) else "")


def is_person(text: str) -> bool:
    """Whether a text looks like one person's name; a Chinese one begins with a family name.

    >>> is_person("王伟"), is_person("采购部"), is_person("Ruth Ackermann"), is_person("商鞅"), is_person("商务")
    (True, False, True, True, False)
    """
    return is_name(text) and not (HAN.match(text) and not begins_as_family(text))


@lru_cache(maxsize=400_000)
def name_key(name: str) -> str:
    """A name as names are compared: without case, width, accents, honorifics, apostrophes, and spaces in Chinese names.

    >>> name_key("Dr. Helga  Brandt") == name_key("helga brandt"), name_key("王 伟"), name_key("Diaz, Jose")
    (True, '王伟', 'jose diaz')
    """
    plain = written(unicodedata.normalize("NFKC", name)).name or name.strip()
    plain = fold(without_honours(plain))
    plain = plain.translate(_UNSAID)
    if _HAN_NAME.fullmatch(together := "".join(plain.split())):
        return together
    return " ".join(plain.replace("-", " ").replace("_", " ").split())
