"""Amounts of which nothing says in which currency they are: that of a note, or of others beside them, is proposed, else what is usual."""

from __future__ import annotations

from graphcrm.folding import HAN, simplified
from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import Sheet
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Asked, Question
from graphcrm.ingest.guessing.rows.amounts import currency_named
from graphcrm.ingest.guessing.rows.drafts import Draft, Drafts
from graphcrm.model.fields import shown
from graphcrm.model.tables import MONEY, TABLES

__all__ = ["ask_about_currencies"]

#: The currency of sheets in simplified Chinese that name none, and those that sheets in traditional characters may mean.
_OF_CHINA, _TRADITIONAL = "CNY", ("TWD", "HKD", "MOP", "CNY", "USD")
_AMOUNTS = frozenset(f.name for table in TABLES for f in table.columns if f.parse is MONEY)


def ask_about_currencies(drafts: Drafts, asked: Asked, usual: str) -> None:
    """Ask once for each sheet in which currency its amounts are that name none, and write down what is answered, or proposed.

    Nothing is asked of a sheet in simplified Chinese whose usual currency is that of China, unless a note of it or others beside its
    amounts say another one.
    """
    by_sheet: dict[str, list[Draft]] = {}
    beside: set[str] = set()
    for table in TABLES:
        for draft in drafts.rows(table.name):
            if not any(draft.values.get(name) for name in _AMOUNTS):
                continue
            if currency := draft.values.get("currency", ""):
                beside.add(currency)
            else:
                by_sheet.setdefault(draft.source.sheet.name, []).append(draft)
    others = next(iter(beside)) if len(beside) == 1 else usual
    for name, some in by_sheet.items():
        sheet = some[0].source.sheet
        found = currency_named((*sheet.above, *sheet.notes)) or others
        elsewhere = _TRADITIONAL if _is_traditional(sheet) else ()
        if not elsewhere and found == usual == _OF_CHINA and HAN.search("".join(sheet.headings)):
            continue
        words = Text(
            f"“{shown(name)}”里没有写货币的金额是哪种货币？（ISO 4217 代码，如 EUR）",
            f"In which currency are the amounts of “{shown(name)}” that name none? (a code of ISO 4217 such as EUR)",
        )
        candidates = tuple(dict.fromkeys((*sorted(beside), found, *elsewhere, LEAVE_OUT)))
        answer = asked.ask(Question(f"currency:{name}", words, candidates, found, len(some), later=True))
        for draft in some:
            for amount in _AMOUNTS & draft.values.keys() if answer == LEAVE_OUT else ():
                del draft.values[amount]
            draft.values["currency"] = "" if answer == LEAVE_OUT else answer


def _is_traditional(sheet: Sheet) -> bool:
    """Whether a sheet is written in traditional characters, by its headings, titles and name."""
    said = " ".join((*sheet.headings, *sheet.above, sheet.name))
    return simplified(said) != said
