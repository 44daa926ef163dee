"""Several people in a cell, whatever stands between them: “王伟、李娜”, “Diaz, Jose; Li Na”, “Ana Ruiz (CEO), Luis Gil and 2 others”."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from graphcrm.folding import HAN
from graphcrm.ingest.guessing.texts.brackets import outside_brackets
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.glued import is_called_by_post
from graphcrm.ingest.guessing.texts.names import has_post, is_addressed, is_in_two_scripts, is_person, name_key, written
from graphcrm.ingest.guessing.texts.offices import is_office
from graphcrm.ingest.guessing.texts.sides import side_named
from graphcrm.ingest.guessing.values import is_name

__all__ = ["MOST_IN_A_ROW", "by_company", "counts_others", "firms_behind_posts", "names_in", "people_in"]

_LONGEST_LIST = 2000
#: People whom a row may name, and pairs of them that it may tie; what it says holds for each of them.
MOST_IN_A_ROW = 100
_BLANKS = re.compile(r"[^\S\n]+")
#: Those of a list who are counted and not named: “李娜等5人”, “Ana Ruiz and 2 others”, “+3”.
_OTHERS = re.compile(
    r"\s*(?:等(?:一行|共)?\s*[\d一二三四五六七八九十两]*余?[人名位]?|一行[\d一二三四五六七八九十两]*人?"
    r"|[,;]?\s*(?:(?:and|und|et|\+|&)\s*\d{1,3}(?:\s*(?:others?|more|weitere|autres?))?|et al\.?|and others|u\.\s?a\.))$",
    re.IGNORECASE,
)
#: A name that a list keeps together by quotation marks.
_QUOTED = re.compile(r"(?:^|(?<=[,;]))\s*\"([^\"]+)\"")
_BETWEEN = re.compile(r" ?[;\uff1b、\n|/\uff0f&]\s*| \+ | (?:and|und|et|及|和|与)\s+")
_STROKE = re.compile(r"([^/\uff0f;\uff1b,\uff0c、|\n]{2,40}?) ?[/\uff0f] ?([^/\uff0f;\uff1b,\uff0c、|\n]{2,40})")
_HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,4}")
_COMMAS = re.compile(r"\s*[,\uff0c]\s*")
#: Those of each company: “金海集团：罗成、姚远；博雅软件：程诺”.
_PARTS = re.compile(r"\s*[;\uff1b\n]\s*|\s+(?=[\u3400-\u9fff][^\s:\uff1a、]{1,30}[:\uff1a])")
_OF_COMPANY = re.compile(r"\s*([^:\uff1a;\uff1b,\uff0c、]{2,40}?)\s*[:\uff1a]\s*(\S.*)")
_NAME_POST_FIRM = 3
#: “VT, BA” are two people who are called by their initials.
_INITIALS = re.compile(r"[A-Z]{2,3}")
#: What stands for the given names behind a comma: “Berg, K.”, “Berg, J.-P.”.
_GIVEN_INITIALS = re.compile(r"[A-Z\u00c0-\u00de](?:\.(?:[ -]?[A-Z\u00c0-\u00de]\.){0,2})?")
_PAIR, _ONE_WORD = 2, re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f’'-]+")
#: Commas that stand outside of brackets.
_COMMAS_OUTSIDE = re.compile(r"\s*[,\uff0c](?![^()\uff08\uff09]*[)\uff09])\s*")


def names_in(cell: str) -> list[str]:
    """The people of a cell that holds the name of a row: several if what stands between looks like names on each side.

    >>> names_in("黄海 / 何山"), names_in("何山/CIO"), names_in("Diaz, Jose & Smith, Ann")
    (['黄海', '何山'], ['何山 (CIO)'], ['Diaz, Jose', 'Smith, Ann'])
    >>> names_in("Ana Ruiz (CEO), Luis Gil (CIO)"), written("王伟 Wang Wei").other_name
    (['Ana Ruiz (CEO)', 'Luis Gil (CIO)'], 'Wang Wei')
    """
    if len(cell) > _LONGEST_LIST:
        return [cell]  # no list of people; commas outside of brackets are looked for in the square of its length
    if is_in_two_scripts(_BLANKS.sub(" ", cell.strip())):
        return [cell]  # “王伟/Wang Wei”
    pieces = [p for p in _COMMAS_OUTSIDE.split(_BLANKS.sub(" ", cell.strip())) if p]
    posts = len(pieces) > 1 and all(written(p).title and is_name(written(p).name) for p in pieces)
    if posts:
        return pieces  # “Ana Ruiz (CEO), Luis Gil (CIO)”
    pieces = (
        pieces
        if len(pieces) > 1 and HAN.search(cell) and len(pieces) > 1 and all(map(is_name, pieces))
        else _pieces(cell)
    )
    return pieces if all(is_name(written(p).name) for p in pieces) and (len(pieces) > 1 or "(" in pieces[0]) else [cell]


def _pieces(cell: str) -> list[str]:
    return outside_brackets(_BETWEEN, _STROKE.sub(_post_in_brackets, _BLANKS.sub(" ", cell.strip())))


def _post_in_brackets(found: re.Match[str]) -> str:
    """“王伟/总经理” with the post in brackets behind the name; two people, or anything else, as they stand."""
    name, post = found.groups()
    held = is_office(post) and not is_called_by_post(post) and not is_addressed(post)
    posted = is_person(name) and not is_office(name) and held
    return f"{name} ({post})" if posted else found[0]


@lru_cache(maxsize=10_000)
def counts_others(cell: str) -> bool:
    """Whether behind those whom a cell names others are counted, who are nobody that one could ask.

    >>> counts_others("王伟、李娜等5人"), counts_others("Ana Ruiz and 2 others"), counts_others("王伟、李娜")
    (True, True, False)
    """
    found = _OTHERS.search(cell[-40:]) if len(cell) <= _LONGEST_LIST else None
    return bool(found and found[0])


@lru_cache(maxsize=10_000)  # owners of ours come back with everybody
def by_company(cell: str) -> tuple[tuple[str, str, str], ...]:
    """(company, side, people) of each part of a cell that names people by company or side; one part of neither for any other cell.

    >>> by_company("金海集团：罗成、姚远；博雅软件：程诺"), by_company("我方：程诺；客户：罗成")
    ((('金海集团', '', '罗成、姚远'), ('博雅软件', '', '程诺')), (('', 'ours', '程诺'), ('', 'theirs', '罗成')))
    >>> by_company("财务部：孙丽、周杰")
    (('', '', '财务部：孙丽、周杰'),)
    """
    pieces = [piece for piece in _PARTS.split(cell) if piece.strip()] if len(cell) <= _LONGEST_LIST else []
    found = [one for piece in pieces if (one := _OF_COMPANY.fullmatch(piece))]
    sides = [side_named(one[1]) for one in found]
    if len(found) < len(pieces) or not any(side or is_company(one[1]) for one, side in zip(found, sides, strict=True)):
        return (("", "", cell),)
    return tuple(("" if side else one[1], side, one[2]) for one, side in zip(found, sides, strict=True))


def firms_behind_posts(cells: Collection[str]) -> frozenset[str]:
    """The companies of cells that name somebody, the post and where they are: where all cells with commas do, two at least.

    Of one cell, or of some among others, the last may be somebody else.

    >>> sorted(firms_behind_posts(["Ana Ruiz, CIO, Aldous Freight", "Bo Berg, CFO, Calder Rail", "Kim Lee"]))
    ['Aldous Freight', 'Calder Rail']
    >>> firms_behind_posts(["Ana Ruiz, CIO, Bo Berg", "Bo Berg, CFO, Kim Lee"]), firms_behind_posts(["Ana Ruiz, CIO, Bo Berg"])
    (frozenset(), frozenset())
    """
    parts = [
        outside_brackets(_COMMAS, cell) for cell in {*cells} if len(cell) <= _LONGEST_LIST and _COMMAS.search(cell)
    ]
    named = {one[0] for one in parts} | {*cells}
    formed = all(
        len(one) == _NAME_POST_FIRM and has_post(one[0], one[1]) and not is_office(one[2]) and one[2] not in named
        for one in parts
    )
    return frozenset(one[2] for one in parts) if formed and len(parts) > 1 else frozenset()


def people_in(cell: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The people that a cell names, one text each; a comma separates people unless it belongs to a “Last, First”.

    >>> people_in("Julia Keller, Li Na; 王伟、李娜")
    ['Julia Keller', 'Li Na', '王伟', '李娜']
    >>> people_in("张姐 陈莉 王科长"), people_in("王伟 总经理"), people_in("白 鹭洲")
    (['张姐', '陈莉', '王科长'], ['王伟 总经理'], ['白 鹭洲'])
    >>> people_in("Diaz, Jose", frozenset({name_key("Jose Diaz")}))
    ['Diaz, Jose']
    >>> people_in("王伟、李娜等5人"), people_in("Ana Ruiz, Luis Gil and 2 others"), people_in("Ana Ruiz + Luis Gil")
    (['王伟', '李娜'], ['Ana Ruiz', 'Luis Gil'], ['Ana Ruiz', 'Luis Gil'])
    >>> people_in("Dr. Sommer, Hr. Hinz"), people_in("Prof. Roth, HR Manager")
    (['Dr. Sommer', 'Hr. Hinz'], ['Prof. Roth, HR Manager'])
    >>> people_in("Fr. Brand / Hr. Hinz"), people_in("Fr. Brand / HR")
    (['Fr. Brand', 'Hr. Hinz'], ['Fr. Brand (HR)'])
    >>> people_in("Berg, K."), people_in("Berg, K., Roth, J.-P.")
    (['Berg, K.'], ['Berg, K.', 'Roth, J.-P.'])
    >>> people_in("0035g00000Xet12"), people_in("Ana Ruiz et 12")
    (['0035g00000Xet12'], ['Ana Ruiz'])
    """
    if cell.isascii() and cell.isalnum():
        return [cell]  # one word, or a key
    return list(_people_in(_OTHERS.sub("", cell) or cell if counts_others(cell) else cell, known))


@lru_cache(maxsize=10_000)
def _people_in(cell: str, known: frozenset[str]) -> tuple[str, ...]:
    found: list[str] = []
    if '"' in cell:
        found, cell = [name.strip() for name in _QUOTED.findall(cell)], _QUOTED.sub("", cell)
    for piece in _pieces(cell):
        parts = outside_brackets(_COMMAS, piece)
        if (
            len(parts) == _PAIR
            and all(map(_ONE_WORD.fullmatch, parts))
            and not all(map(_INITIALS.fullmatch, parts))
            and (
                name_key(piece) in known
                or not (
                    any(name_key(p) in known for p in parts) or _both_called(parts, known) or _is_given(parts[0], known)
                )
            )
        ):
            found.append(piece)  # two bare words are a last and a first name, unless people are called by them
            continue
        n = 0
        while n < len(parts):
            pair = f"{parts[n]}, {parts[n + 1]}" if n + 1 < len(parts) else ""
            remark = (
                bool(pair) and parts[n][-1:] in (")", "\uff09") and parts[n + 1][:1].islower()
            )  # “…(CFO), not met yet”
            if pair and (
                (name_key(pair) in known and name_key(parts[n]) not in known)
                or has_post(parts[n], parts[n + 1])
                or (_GIVEN_INITIALS.fullmatch(parts[n + 1]) and _ONE_WORD.fullmatch(parts[n]))
                or remark
            ):
                found.append(pair)
                n += 2
            else:
                found += _by_blanks(parts[n])
                n += 1
    return tuple(found)


def _by_blanks(text: str) -> list[str]:
    """Chinese names with blanks between them, each by itself; a name and its post, or a stretched name, stays one."""
    words = text.split()
    apart = len(words) > 1 and all(_HAN_WORD.fullmatch(w) and (is_called_by_post(w) or is_person(w)) for w in words)
    return words if apart and not any(is_office(w) and not is_called_by_post(w) for w in words) else [text]


def _both_called(parts: Sequence[str], known: frozenset[str]) -> bool:
    """Whether each of some words is part of the name of somebody who is known."""
    words = _words_of(known)
    return all(name_key(part) in words for part in parts)


def _is_given(word: str, known: frozenset[str]) -> bool:
    """Whether a word is how somebody who is known is called first, and nobody last: no family name before a comma."""
    first, last = _ends_of(known)
    return name_key(word) in first - last


@lru_cache(maxsize=4)
def _ends_of(known: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    whole = [name.split() for name in known if " " in name]
    return frozenset(words[0] for words in whole), frozenset(words[-1] for words in whole)


@lru_cache(maxsize=4)
def _words_of(known: frozenset[str]) -> frozenset[str]:
    return frozenset(word for name in known for word in name.split())
