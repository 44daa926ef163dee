"""What the workbook says to whoever fills it in: a note for each heading, and a row of examples."""

from __future__ import annotations

from collections.abc import Mapping

from graphcrm.i18n import Text
from graphcrm.ingest.template import CONFIDENCE, STANCE
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import Field, parse_date
from graphcrm.model.lists import LIST_FORM
from graphcrm.model.sheets import Sheet

__all__ = ["example", "note"]

_FLAT: Mapping[str, str] = {
    "id": "c1", "name": "林行长", "org": "HY", "unit": "HY-IT", "title": "副行长", "grade": "4", "owner": "u1", "customer": "HY",
    "person": "c1", "opportunity": "HY-CORE", "target": "c1", "reported_by": "u1", "evidence": "2026-05-12 会议纪要", "amount": "1000000",
    "currency": "CNY", "participants": "u1;c1", "summary": "讨论切换方案", "due": "2026-09-30", "type": "visit", "headcount": "40",
    "parent": "", "goal": "", "decision_weight": "3", "flags": "", "function": "it",
}  # fmt: skip
#: Where a sheet has its own.
_OWN: Mapping[tuple[str, str], str] = {
    ("orgs", "id"): "HY", ("orgs", "name"): "华岳银行", ("orgs", "category"): "customer", ("orgs", "subtype"): "",
    ("orgs", "industry"): "银行", ("orgs", "tier"): "A", ("units", "id"): "HY-IT", ("units", "name"): "科技部",
    ("people", "role"): "", ("reporting", "from"): "c2", ("reporting", "to"): "c1", ("opportunities", "id"): "HY-CORE",
    ("opportunities", "name"): "核心系统", ("listens", "to"): "c1", ("listens", "from"): "c2", ("listens", "level"): "3",
    ("attitudes", "from"): "c1", ("attitudes", "to"): "US", ("attitudes", "level"): "1", ("attitudes", "subtype"): "",
    ("attitudes", "opportunity"): "", ("actions", "id"): "A1", ("meetings", "outcome"): "1",
}  # fmt: skip


def example(sheet: Sheet, field: Field) -> str:
    """A value such as the column holds; the row of examples is a comment, which no import reads."""
    own = _OWN.get((sheet.name, field.name), _FLAT.get(field.name))
    if own is not None:
        return own
    if field.parse is parse_date:
        return "2026-05-12"
    return next(iter(field.choices)).value if field.choices else ""


def note(sheet: Sheet, field: Field) -> Text | None:
    """What to ask before something is written into a column; None where its name says it all."""
    parts = []
    if field.name == "level" and sheet.fixed.get("kind") == EdgeKind.STANCE:
        parts.append(STANCE)
    elif field.hint is not None:
        parts.append(field.hint)
    if field.name == "confidence":
        parts.append(CONFIDENCE)
    elif field.choices is not None:
        words = [f"{m.value} {m.zh}" if m.value != m.zh else m.value for m in field.choices]
        parts.append(Text(";".join(words), "; ".join(f"{m.value}: {m.en}" for m in field.choices)))
    if field.many:
        parts.append(LIST_FORM)
    if not parts:
        return None
    return Text("\n".join(p.zh for p in parts), "\n".join(p.en for p in parts))
