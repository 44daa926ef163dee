"""Amounts of sheets in traditional characters that name no currency: “預估金額（萬）” may be of Taiwan, of Hong Kong or of elsewhere."""

from __future__ import annotations

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.questions import Asked, Question
from graphcrm.ingest.guessing.rows.amounts import currency_named
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.model.currencies import CURRENCIES
from graphcrm.model.fields import shown

__all__ = ["ask_about_currencies"]

_OFFERED = ("TWD", "HKD", "MOP", "CNY", "USD")
#: Tables of amounts, each with its column of one.
_AMOUNTS = {"opportunities": "amount", "edges": "value", "orgs": "annual_revenue"}


def ask_about_currencies(drafts: Drafts, asked: Asked, usual: str) -> None:
    """Ask once a sheet in what its amounts are; a note of it that names one currency proposes that, `usual` holds without an answer."""
    for table, column in _AMOUNTS.items():
        for draft in drafts.rows(table):
            sheet = draft.source.sheet
            if not draft.values.get(column) or draft.values.get("currency") or not _is_traditional(sheet):
                continue
            words = Text(
                f"“{shown(sheet.name)}”里没有写货币的金额是哪种货币？",
                f"In which currency are the amounts of “{shown(sheet.name)}” that name none?",
            )
            proposal = currency_named((*sheet.above, *sheet.notes))
            otherwise = None if proposal else Text(f"记为 {usual}", f"they are recorded as {usual}")
            said = asked.ask(
                Question(f"currency:{sheet.name}", words, _OFFERED, proposal, unanswered=otherwise)
            ).upper()
            if said in CURRENCIES:
                draft.values["currency"] = said


def _is_traditional(sheet: Sheet) -> bool:
    """Whether a sheet is written in traditional characters, by its headings, titles and name."""
    said = " ".join((*sheet.headings, *sheet.above, sheet.name))
    return simplified(said) != said
