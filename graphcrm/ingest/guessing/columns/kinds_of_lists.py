"""What the organisations of a list are, by what the list is called: suppliers, competitors, third parties."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.words import vocabulary, word_key
from graphcrm.model.choices import OrgCategory

__all__ = ["kind_of_list"]

#: What stands around a word for a kind of organisation in a heading or a title: “合格供应商名录（2026版）”, “Supplier name”.
_OF_KIND = re.compile(
    r"^(?:合格|主要|核心|重点|现有|(?:approved|preferred|qualified|key|current)\s+)|[(\uff08].*|(?:公司|单位|厂家)?(?:名称|全称|名录|名单|清单|台账|一览表?)$|\s+(?:names?|list|register|directory)$|s$",
    re.IGNORECASE,
)


def kind_of_list(one: Recognised, name: str) -> str:
    """What the organisations of a list are, by the heading over them or what the list is called: “供应商名称”; "" for customers."""
    place = one.place(name)
    called = () if place is None else (one.sheet.headings[place], one.sheet.name, *one.sheet.above)
    codes = (vocabulary("orgs", "category").get(word_key(_OF_KIND.sub("", text)), "") for text in called)
    kind = next(filter(None, codes), "")
    return "" if kind == OrgCategory.CUSTOMER.value else kind
