"""People who are to be forgotten, under every id and name that they ever had here."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.masking.codes import Codes
from graphcrm.masking.facts import COLUMNS, masked_row
from graphcrm.masking.texts import Masker
from graphcrm.model.choices import OrgCategory
from graphcrm.model.facts import Version
from graphcrm.model.fields import anybody, reporter
from graphcrm.model.ids import MERGED

__all__ = ["Subjects", "named_in", "names_them", "subjects_of"]


#: Columns in which somebody only says, owns or does something: the fact is about others.
_BY = frozenset({"reported_by", "reporter", "assessor", "by", "owner", "initiated_by", "reports_to"})


@dataclass(frozen=True)
class Subjects:
    """Some people.

    codes
        What stands for each of their ids afterwards; a record that was merged into theirs has the same.
    merged
        Those of the ids whose records were merged into others.
    ours
        Ids of all people of ours.
    mask
        Replaces their names in texts, but for those that somebody else bears as well.
    """

    codes: Mapping[str, str]
    merged: frozenset[str]
    ours: frozenset[str]
    mask: Masker


def subjects_of(people: Collection[str], versions: Sequence[Version]) -> Subjects:
    """The subjects of some ids, from every version of everything; codes are drawn, so that nothing leads back from them."""
    taken = {part for v in versions for part in v.key.split("\t")}
    records = [v for v in versions if v.kind == "person"]
    codes, merged = {}, set[str]()
    for one in people:
        codes[one] = next(made for _ in iter(int, 1) if (made := f"X{secrets.token_hex(4)}") not in taken)
        keys = {key for v in records if v.key == one for key in v.props.get("keys", ())}
        into = {key.partition(":")[2] for key in keys if key.startswith(f"{MERGED}:")}
        codes |= dict.fromkeys(into, codes[one])
        merged |= into
    houses = {v.key for v in versions if v.kind == "org" and v.props.get("category") == OrgCategory.OUR_COMPANY}
    ours = frozenset(v.key for v in records if v.props.get("org") in houses)
    # Every version of a record by itself, so that every name that anybody ever had is known, and whose it is.
    known: dict[str, Mapping[str, Any]] = {f"{v.key}\t{n}": v.props for n, v in enumerate(records)}
    of = {at: codes.get(v.key, v.key) for at, v in zip(known, records, strict=True)} | codes
    known |= {one: {} for one in codes}
    return Subjects(
        codes, frozenset(merged), ours, Masker(Codes(of, known, dict.fromkeys(of, "person")), frozenset(codes.values()))
    )


def names_them(subjects: Subjects, version: Version) -> bool:
    """Whether a version names any of them: in its key, in a column, or in a text."""
    if not subjects.codes.keys().isdisjoint(version.key.split("\t")):
        return True
    return masked_row(subjects.mask, version.kind, version.key, version.props) != version.props


def named_in(version: Version, ids: Collection[str]) -> tuple[set[str], set[str]]:
    """The columns by which a version is about somebody of `ids`, and those in which they only say, own or do something."""
    found = set()
    for column in COLUMNS.get(version.kind, {}).values():
        if "person" in column.refs or column.parse in (reporter, anybody) or column.name == "id":
            value = version.props.get(column.name)
            if any(one in ids for one in (value if isinstance(value, list) else [value])):
                found.add(column.name)
    if version.kind == "person" and version.key in ids:
        found.add("id")
    return found - _BY, found & _BY
