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
from graphcrm.privacy.subject import Subject, named_in

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


def pseudonymised(subject: Subject, version: Version) -> Mapping[str, Any] | None:
    """The properties of a version under the code; None where it goes."""
    if _of_a_merged_record(subject, version) or _is_verdict(subject, version):
        return None
    row = masked_row(subject.mask, version.kind, version.key, version.props)
    if version.kind == "person" and version.key == subject.id:
        return {**{n: row[n] for n in _KEPT if n in row}, "id": subject.code, "name": subject.code}
    return row


def dropped(subject: Subject, version: Version) -> Mapping[str, Any] | None:
    """The properties of a version that is about others; None where it is about the person."""
    if _of_a_merged_record(subject, version) or _is_verdict(subject, version):
        return None
    about, by = named_in(version, subject.ids)
    props = dict(version.props)
    for name in about:
        rest = [one for one in props[name] if one not in subject.ids] if isinstance(props.get(name), list) else []
        if subject.ours.isdisjoint(rest) or subject.ours.issuperset(rest):  # a meeting is one of ours and theirs
            return None
        props[name] = rest
    columns = COLUMNS.get(version.kind, {})
    for name in by:
        if columns[name].parse is reporter:
            continue  # the code stands for who said so
        if columns[name].required:
            return None
        del props[name]
    return masked_row(subject.mask, version.kind, version.key, props)


def outdated(before: Mapping[str, str], version: Version) -> bool:
    """Whether a version is of a kind that is kept for a while only, and from a day before that of its setting."""
    limit = before.get(_LASTING.get(version.kind, ""))
    return limit is not None and "" < (version.props.get("date") or version.observed_at) < limit


def _of_a_merged_record(subject: Subject, version: Version) -> bool:
    """What was taken back when two records became one stands for nothing, and names somebody."""
    old = subject.ids - {subject.id}
    return bool(old) and (version.key in old or any(part in old for part in version.key.split("\t")))


def _is_verdict(subject: Subject, version: Version) -> bool:
    """A finding that somebody lives with has ids inside its key, which is no reference."""
    if version.kind != "accepted":
        return False
    parts = version.key.replace(":", ">").split(">")
    return any(part in subject.ids for part in parts)
