"""Load files for a CRM: contact roles, support, influence and the next contact, as the fields that a mapping names; only what differs.

Our judgement goes out rounded as reports print it (whole per cents). Left out are our own people, those who have left, who objected
or must not be processed, and open seats: none of them is a contact of anybody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graphcrm.analysis.bands import share_band
from graphcrm.analysis.situation import Situation
from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.export.crm_fields import CrmFields
from graphcrm.export.delimited import as_csv
from graphcrm.export.due import next_contacts
from graphcrm.i18n import Text
from graphcrm.ingest.csvfile import records
from graphcrm.ingest.files import LIMIT, Unreadable, display, opened
from graphcrm.model.choices import DecisionRole, Flag
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown
from graphcrm.model.guarding import guarded, unguarded
from graphcrm.snapshot import Snapshot
from graphcrm.spoken import joined

__all__ = ["FieldDifference", "Loaded", "load_files"]

#: Of several parts that somebody plays, the first of these is the one that a CRM is told.
_WEIGHTIEST = (
    "approver",
    "decider",
    "buyer",
    "technical_evaluator",
    "evaluator",
    "gatekeeper",
    "influencer",
    "coach",
    "user",
    "initiator",
)
_COUNT = Text("{file}：{n} 行需要装载，{same} 行相同", "{file}: {n} rows to load, {same} are the same there")
_UNKNOWN = Text(
    "{n} 人没有 {system} 的编号（keys 列），未写入",
    "{n} people have no id in {system} (column keys), so they are left out",
)
_NO_ID = Text(
    "{file}：商机 {deals} 的编号不是 {system} 的编号，其 {n} 行未写入。请从 {system} 导入商机（编号随之而来），"
    "或在字段文件里用你们自己的字段写 opportunity",
    "{file}: the ids of the opportunities {deals} are none of {system}’s, so their rows ({n}) are left out. Import the opportunities "
    "from {system}, so that they bring its ids, or name a field of your own for opportunity in the file of fields",
)
_NOT_OURS = Text("对照文件 {file} 没有字段 {fields}", "the file {file} to compare with has no field {fields}")

#: What stays as it is: with an apostrophe no system would take it for a number.
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

#: Opportunities that a remark names.
_FEW = 3

_Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field that would change: file, row by what finds it, field, the value there now (None: no such row) and ours."""

    file: str
    row: str
    field: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """Text by file, what the user should know, and every difference."""

    files: Mapping[str, str]
    remarks: tuple[Text, ...]
    differences: tuple[FieldDifference, ...]


def load_files(snapshot: Snapshot, of: CrmFields, account: str | None, against: Sequence[Path]) -> Loaded:
    """The load files for one account or for all.

    Parameters
    ----------
    against
        Exports of the CRM, CSV with the fields of the mapping: a row of a load file is left out if the CRM has the same in it.

    Raises
    ------
    UsageError
        There is no such account.
    InputError
        A file to compare with cannot be read or has none of the fields.
    """
    chosen = [account] if account else [org.id for org in snapshot.accounts]
    situations = [Situation.of(snapshot, one) for one in chosen]
    known = [_known(path, of) for path in against]
    files: dict[str, str] = {}
    differences: list[FieldDifference] = []
    remarks: list[Text] = []
    without: set[str] = set()
    for file in of.files:
        rows, there = [], next((rows for name, rows in known if name == file.name), {})
        same, foreign = 0, Counter[str]()
        offered = _contacts(situations, of) if file.rows == "contacts" else _roles(snapshot, chosen, of)
        for values in offered:
            if any(file.fields[field] == "key" for field in file.match) and not values["key"]:
                without.add(str(values["id"]))
                continue
            row = {field: _said(values.get(value), file.words) for field, value in file.fields.items()}
            if odd := next((f for f, form in file.forms.items() if not form.fullmatch(row[f])), None):
                foreign[row[odd]] += 1
                continue
            found = there.get(tuple(row[field] for field in file.match))
            changed = [
                field for field in row if field not in file.match and not _same(row[field], (found or {}).get(field))
            ]
            if found is not None and not changed:
                same += 1
                continue
            rows.append([cell if _NUMBER.fullmatch(cell) else guarded(cell) for cell in row.values()])
            name = " ".join(row[field] for field in file.match)
            differences += (
                FieldDifference(file.name, name, f, None if found is None else found.get(f, ""), row[f])
                for f in changed
            )
        if rows:
            files[f"{file.name}.csv"] = as_csv(list(file.fields), rows)
        remarks.append(_COUNT.format(file=file.name, n=len(rows), same=same))
        if foreign:
            first = [shown(one) for one in sorted(foreign)[:_FEW]]
            named = joined([*first, *(["…"] if len(foreign) > _FEW else [])])
            remarks.append(_NO_ID.format(file=file.name, deals=named, system=of.system, n=foreign.total()))
    if without:
        remarks.append(_UNKNOWN.format(n=len(without), system=of.system))
    return Loaded(files, tuple(remarks), tuple(differences))


def _contacts(situations: Sequence[Situation], of: CrmFields) -> Iterator[Mapping[str, Any]]:
    homes = _homes(situations)
    for s in situations:
        due = {} if s.undecided else {one.due.person: one.day.isoformat() for one in next_contacts(s)}
        parts = [_parts(s.snapshot, deal.id) for deal in s.context.open_opportunities]
        for person in sorted(s.snapshot.index.people(s.context.tree)):
            if homes[person] == s.context.account.id and _is_contact(s.snapshot, person):
                yield {
                    **_person(s, person, of),
                    "account": s.context.account.id,
                    "role": _weightiest([role for of_deal in parts for role in of_deal.get(person, ())]),
                    "next_contact": due.get(person),
                }


def _homes(situations: Sequence[Situation]) -> Mapping[str, str]:
    """The account by which each person is told: that of the primary post, else the first by id.

    A CRM has one contact of somebody with posts in two accounts, and takes one row for it.
    """
    homes: dict[str, str] = {}
    for s in sorted(situations, key=lambda s: s.context.account.id):
        for person in s.snapshot.index.people(s.context.tree):
            if s.snapshot.people[person].org in s.context.tree:
                homes[person] = s.context.account.id
            else:
                homes.setdefault(person, s.context.account.id)
    return homes


def _roles(snapshot: Snapshot, chosen: Sequence[str], of: CrmFields) -> Iterator[Mapping[str, Any]]:
    for account in chosen:
        for deal in sorted(snapshot.index.opportunities(snapshot.tree(account)), key=lambda o: o.id):
            s = Situation.of(snapshot, account, deal.id)
            parts = _parts(snapshot, deal.id)
            deciders = {p for p, roles in parts.items() if {"decider", "approver"} & set(roles)}
            primary = max(sorted(deciders), key=s.weight_of, default=None)
            for edge in snapshot.index.edges(EdgeKind.ROLE_IN, [deal.id]):
                person = edge.source
                if person in snapshot.people and _is_contact(snapshot, person) and not snapshot.is_ours(person):
                    yield {
                        **_person(s, person, of),
                        "opportunity": deal.id,
                        "role": _weightiest(parts[person]),
                        "primary": person == primary,
                        "veto": bool(edge.get("veto", False)),
                        "decision_weight": edge.get("decision_weight"),
                    }


def _parts(snapshot: Snapshot, deal: str) -> Mapping[str, Sequence[str]]:
    """The roles of each person in an opportunity."""
    return {e.source: e.get("roles", ()) for e in snapshot.index.edges(EdgeKind.ROLE_IN, [deal])}


def _weightiest(roles: Sequence[str]) -> str | None:
    return min(roles, key=_WEIGHTIEST.index, default=None)


def _is_contact(snapshot: Snapshot, person: str) -> bool:
    who = snapshot.people[person]
    barred = any(who.has(flag) for flag in (Flag.OBJECTED, Flag.DO_NOT_PROCESS))
    return not (barred or snapshot.has_left(person) or snapshot.is_seat(person))


def _person(s: Situation, person: str, of: CrmFields) -> Mapping[str, Any]:
    who = s.snapshot.people[person]
    own = f"{of.system}:"
    key = next((key[len(own) :] for key in getattr(who, "keys", ()) if key.casefold().startswith(own)), None)
    share = None if s.undecided or person not in s.graph.index else s.share_of(person)
    return {
        "key": key,
        "id": person,
        "email": getattr(who, "email", None),
        "name": who.name,
        "title": who.title,
        "owner": s.snapshot.owners.get(person),
        "support": s.level_of(person),
        "influence_pct": None if share is None else round(100 * share),
        "band": None if share is None else share_band(share),
    }


def _said(value: Any, words: Mapping[str, str]) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value.value if isinstance(value, DecisionRole) else value)
    return words.get(text, text)


def _same(ours: str, theirs: str | None) -> bool:
    """Whether a CRM has the same: numbers by their value, days without a time, yes and no in any case."""
    if theirs is None:
        return False
    a, b = ours.strip(), theirs.strip()
    if a.casefold() == b.casefold() or (len(a) == 10 and a[4:5] == "-" and b.startswith(a)):
        return True
    try:
        return float(a) == float(b)
    except ValueError:
        return False


def _known(path: Path, of: CrmFields) -> tuple[str, Mapping[tuple[str, ...], _Cells]]:
    """Which load file a CRM's export belongs to, and its rows by what finds them."""
    headings: list[str] = []
    rows: list[_Cells] = []
    try:
        with opened(path, LIMIT["csv"]) as stream:
            for chunk, _ in records(stream, lambda names, _line: headings.extend(names), lambda *_: None):
                rows += (dict(zip(headings, map(unguarded, row), strict=True)) for row in chunk)
    except Unreadable as error:
        raise InputError(Text(f"{display(path)}：", f"{display(path)}: ") + error.text) from error
    fits = [file for file in of.files if set(file.match) <= set(headings)]
    file = next((one for one in fits if one.name.casefold() == path.stem.casefold()), fits[0] if fits else None)
    if file is None:
        wanted = " / ".join(", ".join(one.match) for one in of.files)
        raise InputError(_NOT_OURS.format(file=display(path), fields=wanted))
    return file.name, {tuple(row[field] for field in file.match): row for row in rows}
