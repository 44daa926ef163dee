"""Columns that several tables share: where an assessed fact comes from, and amounts of money."""

from __future__ import annotations

from graphcrm.model import choices as c
from graphcrm.model.fields import choice, insight, many, number, origin, parse_date, private, reporter, text

__all__ = ["MONEY", "PROVENANCE"]


MONEY = number(0, 1e15)

#: Where an assessed fact comes from; part of every table of assessed rows.
PROVENANCE = (
    insight("source", "来源类型", origin, usual=c.Source),
    private("reported_by", "报告人", reporter, refs=("person",), en="reporter"),
    insight("observed_at", "观察日期", parse_date, en="observed on"),
    insight("valid_from", "生效日期", parse_date),
    insight("valid_to", "失效日期", parse_date),
    insight("confidence", "置信度", choice(c.Confidence)),
    private("evidence", "证据", many(text(300)), many=True),
)
