"""Lists of the shareholders, or of the holdings, of one company, which a title names and no column: extracts of company registers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid
from graphcrm.ingest.guessing.texts.titles import org_of_titles
from graphcrm.ingest.guessing.words import heading_key, shapes
from graphcrm.model.fields import shown

__all__ = ["ONE_COMPANY", "holdings"]

ONE_COMPANY: Final = "holdings of one company"
#: Headings that say who holds a share, or in what one is held, and nothing else.
_HOLDERS = frozenset(
    map(heading_key, ("股东", "股东名称", "股东姓名", "发起人", "发起人/股东", "股东（发起人）", "发起人及出资信息", "股东及出资信息",
                      "shareholder", "shareholder name", "gesellschafter", "actionnaire", "accionista"))
)  # fmt: skip
_HELD = frozenset(map(heading_key, ("被投资企业名称", "被投资公司", "被投资企业", "investee", "beteiligung")))
#: What the company is called as a column: that in which shares are held, and that which holds them.
_COMPANY, _INVESTOR = "企业名称", "投资方"


def holdings(headings: Sequence[str], body: Body, titles: Sequence[str]) -> Laid | None:
    """The list with the company as a column; None for any other, and where no title names a company for certain."""
    equity = next(shape.meanings for shape in shapes() if shape.name == "equity")
    keys = [heading_key(h) for h in headings]
    means = {equity.get(key, "") for key in keys}
    holders, held = (any(key in words for key in keys) for words in (_HOLDERS, _HELD))
    if "share" not in means or holders == held or {"from", "to"} <= means:
        return None
    company, certain = org_of_titles(titles)
    if not company or not certain:
        return None
    name, meant = (_COMPANY, "to") if holders else (_INVESTOR, "from")
    why = Text(
        f"没有列写明是哪家公司，标题写的是“{shown(company)}”",
        f"no column says of which company; a title names “{shown(company)}”",
    )
    rows: list[list[Cell]] = [[*cells, *[""] * (len(headings) - len(cells)), company] for _, cells in body]
    return Laid(ONE_COMPANY, why, (*headings, name), rows, [line for line, _ in body], {name: meant})
