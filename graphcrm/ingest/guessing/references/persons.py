"""Who a row about people speaks of, and to whom they report by which kind of line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graphcrm.folding import HAN
from graphcrm.ingest.family_names import in_chinese_order
from graphcrm.ingest.guessing.laid import OURS, meanings_of
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.brackets import in_brackets
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.ingest.guessing.texts.flags import flag_of
from graphcrm.ingest.guessing.texts.names import is_person, name_key, written
from graphcrm.ingest.guessing.texts.names_for_short import short_for
from graphcrm.ingest.guessing.texts.offices import is_department, is_office
from graphcrm.ingest.guessing.texts.people_in_cells import names_in, people_in
from graphcrm.ingest.guessing.texts.sides import OURS as OUR_SIDE
from graphcrm.ingest.guessing.texts.sides import side_named
from graphcrm.ingest.guessing.values import is_email
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.choices import OrgCategory

__all__ = [
    "OF_OURS",
    "OF_THEIRS",
    "called_alone",
    "named_in_full",
    "people_of",
    "told_apart",
]

_BETWEEN_MAILS = re.compile(r"[\s;\uff1b,\uff0c、|/<>]+")
#: One mail address, as most have.
_MAIL = re.compile(r"[^\s@;\uff1b,\uff0c、|/<>]+@[^\s@;\uff1b,\uff0c、|/<>]+\.[A-Za-z]{2,}")
#: Which line a manager is named for.
_DOTTED = re.compile(
    r"(.*\S)\s*[(\uff08](?:dotted(?: line)?|functional|fachlich|虚线|职能|业务)[)\uff09]", re.IGNORECASE
)
_LONGEST_LIST, _LONGEST_TITLE = 2000, 200
#: Columns that name people by whatever they are called for short.
_NAMING = ("ours", "theirs", "participants", "owner", "known_by", "our_sponsor", "proposed_sponsor", "logged_by")
#: Columns of people of ours, and of people of theirs who are in no list of people.
OF_OURS = ("ours", "owner", "known_by", "our_sponsor", "proposed_sponsor", "logged_by")
OF_THEIRS = ("theirs", "participants", "target")
_BETWEEN_NAMES, _WORDS = (
    re.compile(r"\s*[;\uff1b\n]\s*"),
    re.compile(r"(?:[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f’'-]+ ?){1,3}"),
)
#: A firm that stands among departments as one from outside.
_OUTSIDE = re.compile(
    r"(?:ext(?:\.|ern(?:al|e[rs]?|o)?)?|外部)\s*[(\uff08:\uff1a]\s*([^()\uff08\uff09]{2,60}?)\s*[)\uff09]?",
    re.IGNORECASE,
)
#: A degree before the family name in its column.
_DEGREE = re.compile(r"((?:(?:Dr|Prof|Dipl|Ing|Mag)\b\.?(?:-Ing\.?)?\s*)+)\s(\S.*)")
#: Mail addresses of a firm or a department, which stand for nobody: “info@”, “einkauf@”.
_MAILBOX = re.compile(
    r"(?:info|kontakt|contacto?|office|buero|mail|post|hello|hallo|sales|vertrieb|verkauf|einkauf|purchasing|procurement|compras"
    r"|billing|invoices?|rechnung(?:en)?|buchhaltung|accounts?|accounting|accounts?payable|finance|support|service|help(?:desk)?|admin"
    r"|hr|jobs|career|marketing|press|presse|team|reception|empfang|sekretariat|enquir(?:y|ies)|no-?reply|noreply|do-?not-?reply"
    r"|postmaster|webmaster|newsletter)@"
)
#: What stands in place of the name of a post whose holder is not known.
_NOBODY = "?"


def called_alone(rows: Iterable[Row]) -> frozenset[str]:
    """The name keys of those whom cells that say who was there, or who is responsible, name by words without a comma.

    >>> sorted(called_alone([{"ours": "Imhoff, Brandt"}, {"ours": "Imhoff"}, {"theirs": "Brandt; Ana Ruiz"}]))
    ['ana ruiz', 'brandt', 'imhoff']
    """
    cells = {said for row in rows for name in _NAMING if 0 < len(said := row.get(name, "")) < _LONGEST_LIST}
    return frozenset(name_key(name) for cell in cells for name in _BETWEEN_NAMES.split(cell) if _WORDS.fullmatch(name))


def named_in_full(
    rows: Iterable[Row], columns: Sequence[str] = OF_OURS, alone: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Those whom some columns name by the whole name, as others of their cells may name them for short.

    `alone` are single words that are names of people, so that a comma stands between two of them.

    >>> named_in_full([{"owner": "陈总"}, {"ours": "陈立、刘洋"}, {"owner": "H. Lee; Hannah"}, {"owner": "Hannah Lee"}])
    ('陈立', '刘洋', 'Hannah Lee')
    """
    cells = {row[name]: None for row in rows for name in columns if row.get(name)}
    names = dict.fromkeys(written(one).name for cell in cells for one in people_in(cell, alone))
    return tuple(one for one in names if is_person(one) and _is_in_full(one))


def _is_in_full(name: str) -> bool:
    """Whether a name is whole: of several words without a form of address, none of them an initial; of Chinese ones no “王总”."""
    words = name_key(name).split()
    return (len(words) > 1 and all(len(word) > 1 for word in words)) or bool(
        HAN.search(name) and short_for(name) is None
    )


def people_of(row: Row) -> tuple[list[str], list[str]]:
    """The people that a row names, and its mail addresses in small letters.

    A mail address stands for a name that is missing, ``?`` for the holder of a post; nobody is named where nothing tells, or a key alone.

    >>> people_of({"name": "王伟、李娜"}), people_of({"last_name": "王", "first_name": "伟"})
    ((['王伟', '李娜'], []), (['王伟'], []))
    >>> people_of({"last_name": "Dr. Kellermann", "first_name": "Frank"})
    (['Dr. Frank Kellermann'], [])
    >>> people_of({"last_name": "Wang (王伟)", "first_name": "Wei"})
    (['王伟 (Wei Wang)'], [])
    >>> people_of({"first_name": "李", "last_name": "娜"}), people_of({"first_name": "明", "last_name": "李"})
    ((['李娜'], []), (['李明'], []))
    >>> people_of({"email": "Ana@x.es; b@x.es"}), people_of({"title": "CIO"}), people_of({"id": "7", "title": "CIO"})
    ((['ana@x.es'], ['ana@x.es', 'b@x.es']), (['?'], []), ([], []))
    """
    said, called = row.get("name", ""), row.get("salutation", "")
    if called and said.startswith(called):  # “Dr.” beside “Dr. Ana Ruiz”
        row = row | {"name": said.removeprefix(called).lstrip(" .") or said}
    first, last = row.get("first_name", ""), row.get("last_name", "")
    if first and (both := written(last)).other_name and HAN.search(both.name):  # “Wang (王伟)” beside “Wei”
        return [f"{both.name} ({first} {both.other_name})"], _emails(row)
    if first and not last.isalpha() and (found := _DEGREE.match(last)):  # “Dr. Kellermann” beside “Frank”
        first, last = f"{found[1]} {first}", found[2]
    whole = row.get("name") or " ".join(filter(None, (first, last)))
    if not row.get("name") and not whole.isascii() and HAN.search(whole):
        whole = in_chinese_order(row.get("first_name", ""), row.get("last_name", ""))
    emails = _emails(row)
    if whole.strip():
        if "name" not in row:
            return [whole], emails
        listed = ";" in whole.replace("\uff1b", ";").replace("、", ";")
        return list(dict.fromkeys(people_in(whole) if listed else names_in(whole))), emails
    if emails and not _MAILBOX.match(emails[0]):
        return emails[:1], emails
    if row.get("id"):
        return [row["id"]] if "flags" in row else [], emails
    return [_NOBODY] if row.get("title") else [], emails


def _emails(row: Row) -> list[str]:
    said = row.get("email", "")
    if not said or _MAIL.fullmatch(said):
        return [said.casefold()] if said else []
    return [e.casefold() for e in _BETWEEN_MAILS.split(said) if is_email(e)]


def told_apart(row: Row, source: Source) -> Row:
    """The row of people with what stands in the column of something else where it belongs."""
    return _with_flags_apart(_with_dotted_lines_apart(_with_company_apart(row, source)))


def _with_dotted_lines_apart(row: Row) -> Row:
    """The row with managers named as “Name (dotted)” in the column of dotted lines.

    >>> _with_dotted_lines_apart({"reports_to": "Ana Ruiz; Luis Gil (dotted line)"})
    {'reports_to': 'Ana Ruiz', 'dotted_to': 'Luis Gil'}
    """
    said = row.get("reports_to", "")
    if "(" not in said and "\uff08" not in said:
        return row
    bosses = {one: _DOTTED.fullmatch(one) for one in people_in(row["reports_to"])}
    dotted = [*(found[1] for found in bosses.values() if found), row.get("dotted_to", "")]
    solid = [one for one, found in bosses.items() if not found]
    return row | {"reports_to": "; ".join(solid), "dotted_to": "; ".join(filter(None, dotted))}


def _with_flags_apart(row: Row) -> Row:
    """The row with what stands in place of the post or in brackets behind it, that somebody has left, among the flags.

    >>> _with_flags_apart({"title": "(已调离)"}), _with_flags_apart({"title": "CIO"})
    ({'title': '', 'flags': 'left'}, {'title': 'CIO'})
    >>> _with_flags_apart({"title": "CFO (retired 2025)", "flags": "key_person"})
    {'title': 'CFO', 'flags': 'key_person;left'}
    """
    title, flag = _flag_apart(row.get("title", ""))
    return row | {"title": title, "flags": ";".join(filter(None, (row.get("flags"), flag)))} if flag else row


@lru_cache(maxsize=10_000)  # many have one post
def _flag_apart(said: str) -> tuple[str, str]:
    """A post, and what stands in its place or in brackets behind it; no post and "" for any other."""
    title, behind = in_brackets(said) if len(said) <= _LONGEST_TITLE else ("", "")
    if title:
        return title, flag_of(behind)
    return "", vocabulary("people", "flags").get(word_key(said.strip("()\uff08\uff09[]")), "")


def _with_company_apart(row: Row, source: Source) -> Row:
    """The row with the company, or our side, that stands among departments below “单位” as the organisation.

    So is one of which it is said that it is none of the customer's: “ext. (Roth & Partner)”.
    """
    said = row.get("unit", "")
    if not said:
        return row
    firm = found[1] if (found := _OUTSIDE.fullmatch(said)) else ""
    if firm and not is_department(firm) and ("&" in firm or is_company(firm) or not is_office(firm)):
        return row | {"org": firm, "org_category": OrgCategory.THIRD_PARTY.value, "unit": ""}
    if side_named(said) == OUR_SIDE:
        return row | {"org": OURS, "unit": ""}
    if row.get("org") or not is_company(said):
        return row
    places = (n for n, names in source.meanings().items() if "unit" in names)
    named = any("org" in meanings_of(heading_key(source.sheet.headings[n])) for n in places)
    return row | {"org": said, "unit": ""} if named else row
