"""Who of ours keeps a list, by a line above it: “業務：陳怡君”, “姓名：陈晓明” over the report of a week."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphcrm.ingest.guessing.columns.unsaid import is_sales
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.texts.names import is_person, written
from graphcrm.ingest.guessing.words import heading_key

__all__ = ["keeper_of"]

#: A line above a table that says something under a label.
_LABELLED = re.compile(r"\s*([^:\uff1a]{1,20}?)\s*[:\uff1a]\s*(\S.{0,40}?)\s*")
_KEEPER = re.compile(
    r"姓名|(?:汇报|填报|报告|填写|编制|记录|提交|制表|填表)人|name|reporter|author|reported by|prepared by|submitted by|written by|employee"
    r"|verfasser(?:in)?|erstellt von|bearbeiter(?:in)?|auteur|autor",
    re.IGNORECASE,
)
_OF_OURS = frozenset({"ours", "logged_by"})


def keeper_of(sheet: Sheet, meanings: Mapping[str, str]) -> str:
    """Somebody whom a line above a table names under what a column of our people is called, or as who wrote it; "" for nobody."""
    said = (found for line in sheet.above for part in line.split("; ") if (found := _LABELLED.fullmatch(part)))
    whose = (
        f[2] for f in said if is_sales(f[1]) or _KEEPER.fullmatch(f[1]) or meanings.get(heading_key(f[1])) in _OF_OURS
    )
    return next((name for one in whose if is_person(name := written(one).name)), "")
