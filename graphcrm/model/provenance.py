"""Columns that several tables share: where an assessed fact comes from, and amounts of money."""

from __future__ import annotations

from graphcrm.model import choices as c
from graphcrm.model.fields import Field, choice, many, number, origin, parse_date, reporter, text

__all__ = ["MONEY", "PROVENANCE"]

MONEY = number(0)

#: Where an assessed fact comes from; part of every table of assessed rows.
PROVENANCE = (
    Field("source", "来源类型", origin, usual=c.Source),
    Field("reported_by", "报告人", reporter, refs=("person",)),
    Field("observed_at", "观察日期", parse_date),
    Field("valid_from", "生效日期", parse_date),
    Field("valid_to", "失效日期", parse_date),
    Field("confidence", "置信度", choice(c.Confidence)),
    Field("evidence", "证据", many(text(300)), many=True),
)
