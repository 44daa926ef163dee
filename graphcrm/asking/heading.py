"""What an answer is about, and how good the data behind it are, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphcrm.i18n import Text
from graphcrm.spoken import counted

__all__ = ["grade", "named_id", "quality"]


#: Nobody recorded who moves whom.
_DERIVED = Text("（均为推导，没有录入的）", " (all derived, none recorded)")


def named_id(names: Mapping[str, str], which: str) -> Text:
    """The name with the id, or the id where there is no other name."""
    name = names.get(which)
    return (
        Text("{name} ({id})", "{name} ({id})").format(name=name, id=which)
        if name and name != which
        else Text(which, which)
    )


def grade(found: Mapping[str, Any]) -> Text | None:
    """The grade of the data, None where there is none."""
    code = found.get("grade")
    return Text(f"数据等级 {code}", f"data grade {code}") if code else None


def quality(found: Mapping[str, Any]) -> Text:
    """The grade with the counts behind it, as far as there is anything to count."""
    people, edges, age = found["people"], found["edges"], found.get("median_age_days")
    ties = (
        Text(f"{edges} 条影响关系", counted(edges, "influence edge"))
        if edges
        else Text("无影响关系", "no influence edges")
    )
    if edges and found.get("edges_confident_pct") is None:
        ties += _DERIVED
    said = [Text(f"{people} 人、", f"{counted(people, 'person', 'people')}, ") + ties]
    if found.get("edges_confident_pct") is not None:
        share = f"{found['edges_confident_pct']:.0f}%"
        said.append(Text(f"置信≥B {share}", f"{share} of confidence ≥ B"))
    if found.get("stances_known_pct") is not None:
        share = f"{found['stances_known_pct']:.0f}%"
        said.append(Text(f"已录态度 {share}", f"{share} of stances recorded"))
    if age is not None:
        said.append(Text(f"中位数 {age:.0f} 天前", f"median age {counted(round(age), 'day')}"))
    code = found.get("grade")
    return Text(f"数据质量 {code}：", f"data grade {code}: ") + Text("，", ", ").join(said)
