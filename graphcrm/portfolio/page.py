"""The page of a portfolio: the map, who calls for an act first, and all accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from graphcrm.asking.query import Column
from graphcrm.asking.values import said
from graphcrm.edition import Edition
from graphcrm.i18n import Text
from graphcrm.portfolio.picture import Spot, portfolio_map, worth
from graphcrm.portfolio.whole import Portfolio
from graphcrm.reports.document import Block, Document, Picture, Section, Table, Words
from graphcrm.spoken import amount, whole

__all__ = ["document"]


#: Rows of the table of those who come first, and of all accounts on a page; the whole table is what CSV and JSON are for.
_FIRST, _ALL = 20, 500
_MORE = (
    Column("threads", Text("最少线路", "fewest threads"), "int"),
    Column("value", Text("商机金额", "open deals"), "text"),
)
_CAPTION = Text(
    "每个圆是一个账户；数字方框是位置相同的几个账户，指向即可看到名称。没有录入决策或未能计算的账户不在图上。",
    "A circle is an account; a box with a number stands for several at one place: point at it for their names. "
    "Accounts without a recorded decision, or that could not be computed, are not on the map.",
)
_NOWHERE = Text(
    "尚无可放在图上的账户：都没有录入决策，或未能计算。",
    "No account has a place on the map: none has a recorded decision, or could be computed.",
)
_ORDER = Text(
    "顺序：红灯、有逾期联系、单线或无线路、从无联系、未录入决策，占其中多者在前；相同者金额大者在前。",
    "In the order of how many of these hold: a red light, contacts overdue, one thread or none, nobody ever in contact, "
    "no decision recorded; then by value.",
)


def document(found: Portfolio) -> Document:
    """A portfolio as a document, in the edition that it was asked in."""
    edition = Edition.of(str(found.params.get("edition") or Edition.INTERNAL.code))
    said = found.explain if len(found.explain) == len(found.holdings) else ()
    spots = [
        Spot(h, said[i] if said else Text(h.account.name, h.account.name_en or h.account.name))
        for i, h in enumerate(found.holdings)
    ]
    currency = _currency(spots)
    rows = [_row(row, spot) for row, spot in zip(found.rows, spots, strict=True)]
    failed = {f.account.id for f in found.failures}
    urgent = sorted(
        (i for i, s in enumerate(spots) if s.holding.account.id not in failed and _calls(s)),
        key=lambda i: (-_calls(spots[i]), -worth(spots[i].holding, currency), spots[i].holding.account.id),
    )
    sections = [Section("map", Text("地图", "Map"), _map(spots, currency))] if spots else []
    columns = (*found.query.groups[0], *(_MORE if edition.insight else ()))

    def table(heading: Text, chosen: Sequence[int]) -> Table:
        sentences = [said[i] for i in chosen] if said else []
        return Table(heading, columns, [rows[i] for i in chosen], found, sentences)

    if urgent and len(rows) > 1:  # of one account it would say what all of them say
        heading = Text("先看哪些", "Where to look first")
        sections.append(Section("first", heading, [Words(_ORDER, "note"), table(heading, urgent[:_FIRST])]))
    heading = Text("全部账户", "All accounts")
    blocks: list[Block] = [table(heading, range(min(len(rows), _ALL)))] if rows else [*map(Words, found.remarks)]
    if len(rows) > _ALL:
        cut = Text(
            f"本页列出前 {_ALL} 个，共 {len(rows)} 个；全表用 --format csv。",
            f"This page lists the first {_ALL} of {len(rows)}; the whole table: --format csv.",
        )
        blocks.append(Words(cut, "note"))
    sections.append(Section("all", heading, blocks))
    if found.failures:
        why = [Words(text, "warn") for text in found.remarks]
        sections.append(Section("failed", Text("未能计算的账户", "Accounts that could not be computed"), why))
    return Document(
        "portfolio",
        Text("客户组合", "Portfolio"),
        _subject(found),
        found.as_of,
        edition,
        _head(spots, found),
        sections,
    )


def _map(spots: Sequence[Spot], currency: str) -> list[Block]:
    if not any(s.placed for s in spots):
        return [Words(_NOWHERE)]
    blocks: list[Block] = [Picture(portfolio_map(spots, currency), _CAPTION, portfolio_map(spots, currency, slim=True))]
    others = sorted({c for s in spots for c, _ in s.holding.values} - {currency})
    if others:
        named = "、".join(others), ", ".join(others)
        blocks.append(
            Words(
                Text(
                    f"面积只计 {currency}；{named[0]} 的金额不折算，见下表。",
                    f"Areas count {currency} alone; amounts in {named[1]} are not converted and stand in the table.",
                ),
                "note",
            )
        )
    return blocks


def _currency(spots: Sequence[Spot]) -> str:
    """The currency in which most accounts have open opportunities, the first of several."""
    counted = Counter(currency for s in spots for currency, _ in s.holding.values)
    return min(counted, key=lambda c: (-counted[c], c), default="CNY")


def _calls(spot: Spot) -> int:
    """How many things call for an act; that no decision is recorded hides the others, and so is one of them."""
    h = spot.holding
    return (h.rag == "red") + bool(h.overdue) + spot.single + (h.last_contact is None) + (h.covered is None)


def _row(row: Mapping[str, Any], spot: Spot) -> Mapping[str, Any]:
    value = "; ".join(f"{amount(money)} {currency}" for currency, money in spot.holding.values)
    return {**row, "threads": spot.holding.threads, "value": value or None}


def _subject(found: Portfolio) -> Text:
    name = found.names.get(found.ours or "")
    return Text(said(name, "zh"), said(name, "en")) if name else Text("全部客户", "All customers")


def _head(spots: Sequence[Spot], found: Portfolio) -> list[tuple[Text, Text]]:
    """Counts over the accounts; those that could not be computed are counted as such and as nothing else."""
    failed = {f.account.id for f in found.failures}
    lights = Counter(str(s.holding.rag.value) for s in spots if s.holding.rag is not None)
    late = sum(s.holding.overdue or 0 for s in spots)
    numbers = (
        (Text("账户", "Accounts"), len(spots)),
        (Text("绿", "Green"), lights["green"]),
        (Text("黄", "Amber"), lights["amber"]),
        (Text("红", "Red"), lights["red"]),
        (Text("逾期联系", "Contacts overdue"), late),
        (Text("单线或无线路", "One thread or none"), sum(s.single for s in spots)),
        (
            Text("从无联系", "Never in contact"),
            sum(s.holding.last_contact is None and s.holding.account.id not in failed for s in spots),
        ),
        *([(Text("未能计算", "Not computed"), len(failed))] if failed else []),
    )
    return [(label, Text.of(whole(n))) for label, n in numbers]
