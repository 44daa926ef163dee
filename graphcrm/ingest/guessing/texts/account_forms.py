"""Forms about a customer: labels beside values, one of which says which customer it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphcrm.ingest.guessing.laid import Sheet, known_label, texts

__all__ = ["account_of"]

_ACCOUNT = re.compile(
    r"(account|customer|client|company)( name)?|kunde|kundenname|firma|cliente|empresa|société|客户(名称|公司|单位)?|公司名称|单位名称",
    re.IGNORECASE,
)
#: Rows up to which a sheet may be a form, and cells of a label with its value.
_FORM, _PAIR = 40, 2


def account_of(sheets: Sequence[Sheet]) -> str:
    """The customer that a sheet of labels and values names: “Customer | Aster AG”; "" if none does, or several differ."""
    found = set()
    for sheet in sheets:
        lines = [sheet.headings, *(texts(row) for row in sheet.rows)] if len(sheet.rows) <= _FORM else ()
        for said in (list(filter(None, line)) for line in lines):
            label, value = [*said, "", ""][:2]
            if len(said) == _PAIR and _ACCOUNT.fullmatch(label.strip(" :\uff1a")) and not known_label(value):
                found.add(value)
    return found.pop() if len(found) == 1 else ""
