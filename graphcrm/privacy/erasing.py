"""What an erasure makes of each version: facts about a person go, or what they say of the organisation stays under a code.

*Dropped*: the record, and every fact that is about the person. Where they only reported, own or lead something, the fact is about
others and stays: a code stands for who said it, the rest is left empty. *Pseudonymised*: everything stays under a code, so that the
graph keeps its shape; of the record only what belongs to the post is left. Either way no text names the person any more, on any day.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.masking.facts import COLUMNS, masked_row
from graphcrm.model.facts import Version
from graphcrm.model.fields import reporter
from graphcrm.privacy.subject import Subjects, named_in

__all__ = ["dropped", "outdated", "pseudonymised"]


#: Kinds that are kept for some months only, by the setting.
_LASTING = {"interaction": "interactions", "assessment": "assessments", "stance": "stances"}

#: What the record of a post says: nothing of it tells who holds it, but for a title.
_KEPT = (
    "id",
    "org",
    "unit",
    "grade",
    "function",
    "role",
    "flags",
    "left_on",
    "sponsor_capacity",
    "reports_to",
    "owner",
)


def pseudonymised(subjects: Subjects, version: Version) -> Mapping[str, Any] | None:
    """The properties of a version under the codes; None where it goes."""
    if _is_left_over(subjects, version):
        return None
    row = masked_row(subjects.mask, version.kind, version.key, version.props)
    code = subjects.codes.get(version.key) if version.kind == "person" else None
    return row if code is None else {**{n: row[n] for n in _KEPT if n in row}, "id": code, "name": code}


def dropped(subjects: Subjects, version: Version) -> Mapping[str, Any] | None:
    """The properties of a version that is about others; None where it is about one of them."""
    if _is_left_over(subjects, version):
        return None
    about, by = named_in(version, subjects.codes)
    props = dict(version.props)
    for name in about:
        rest = [one for one in props[name] if one not in subjects.codes] if isinstance(props.get(name), list) else []
        if subjects.ours.isdisjoint(rest) or subjects.ours.issuperset(rest):  # a meeting is one of ours and theirs
            return None
        props[name] = rest
    columns = COLUMNS.get(version.kind, {})
    for name in by:
        if columns[name].parse is reporter:
            continue  # the code stands for who said so
        if columns[name].required:
            return None
        del props[name]
    return masked_row(subjects.mask, version.kind, version.key, props)


def outdated(before: Mapping[str, str], version: Version) -> bool:
    """Whether a version is of a kind that is kept for a while only, and from a day before that of its setting."""
    limit = before.get(_LASTING.get(version.kind, ""))
    return limit is not None and "" < (version.props.get("date") or version.observed_at) < limit


def _is_left_over(subjects: Subjects, version: Version) -> bool:
    """What was taken back when two records became one, and a finding that somebody lives with, whose key has ids inside."""
    parts = version.key.replace(":", ">").split(">") if version.kind == "accepted" else version.key.split("\t")
    return not (subjects.codes.keys() if version.kind == "accepted" else subjects.merged).isdisjoint(parts)
