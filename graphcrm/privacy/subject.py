"""A person who is recorded, under every id and name that they ever had here."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphcrm.masking.codes import Codes
from graphcrm.masking.facts import COLUMNS
from graphcrm.masking.texts import Masker
from graphcrm.model.choices import OrgCategory
from graphcrm.model.facts import Version
from graphcrm.model.fields import anybody, reporter
from graphcrm.model.ids import MERGED

__all__ = ["Subject", "named_in", "subject_of"]

#: Columns in which somebody only says, owns or does something: the fact is about others.
_BY = frozenset({"reported_by", "reporter", "assessor", "by", "owner", "initiated_by", "reports_to"})


@dataclass(frozen=True)
class Subject:
    """`ids`: their id, and those of records that were merged into theirs. `code` stands for them afterwards; `ours` are our people."""

    id: str
    ids: frozenset[str]
    code: str
    ours: frozenset[str]
    mask: Masker


def subject_of(person: str, versions: Sequence[Version], taken: Collection[str]) -> Subject:
    """The subject of an id, from every version that names it; the code is drawn, so that nothing leads back from it.

    Parameters
    ----------
    taken
        Ids that the code may not be equal to.
    """
    own = [v.props for v in versions if v.kind == "person" and v.key == person]
    houses = {v.key for v in versions if v.kind == "org" and v.props.get("category") == OrgCategory.OUR_COMPANY}
    ours = frozenset(v.key for v in versions if v.kind == "person" and v.props.get("org") in houses)
    merged = {key.partition(":")[2] for props in own for key in props.get("keys", ()) if key.startswith(f"{MERGED}:")}
    ids = frozenset({person, *merged})
    code = next(made for _ in iter(int, 1) if (made := f"X{secrets.token_hex(4)}") not in taken)
    records: dict[str, Mapping[str, Any]] = {one: {} for one in ids}
    records |= {f"{person}\t{n}": props for n, props in enumerate(own)}  # each name that they had
    kinds = dict.fromkeys(records, "person")
    return Subject(person, ids, code, ours, Masker(Codes(dict.fromkeys(records, code), records, kinds)))


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
