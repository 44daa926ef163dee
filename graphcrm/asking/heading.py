"""What an answer is about, and how good the data behind it are, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.asking.result import Result

__all__ = ["about", "grade", "quality"]


def about(result: Result) -> list[tuple[Text, Text]]:
    """Account, opportunity, vendor unless it is ourselves, and day; each with its name and id."""
    context = result.context
    vendor = context.get("vendor")
    found = [
        (Text("客户", "account"), context.get("account")),
        (Text("商机", "opportunity"), context.get("opportunity")),
        (Text("供应商", "vendor"), None if vendor == result.ours else vendor),
    ]
    named = [(what, named_id(result.names, which)) for what, which in found if which]
    return [*named, (Text("日期", "as of"), Text(result.as_of, result.as_of))]


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
    """The grade with the counts behind it."""

    def per_cent(name: str) -> str:
        return "—" if found.get(name) is None else f"{found[name]:.0f}%"

    age = found.get("median_age_days")
    days = "—" if age is None else f"{age:.0f}"
    return Text(
        f"数据质量 {found.get('grade')}:{found['people']} 人、{found['edges']} 条影响关系,置信≥B "
        f"{per_cent('edges_confident_pct')},已录态度 {per_cent('stances_known_pct')},中位数 {days} 天前",
        f"data grade {found.get('grade')}: {found['people']} people, {found['edges']} influence edges, "
        f"{per_cent('edges_confident_pct')} of confidence ≥ B, {per_cent('stances_known_pct')} of stances recorded, "
        f"median age {days} days",
    )
