"""The words of a page apart from the map: whose it is, when, for which decision, and the list without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from graphcrm.i18n import Text
from graphcrm.maps.payload.values import percent
from graphcrm.maps.records.model import MapModel
from graphcrm.maps.strings import strings
from graphcrm.pages.pair import both_names
from graphcrm.pages.text import shorten

__all__ = ["account", "people_rows", "subtitle", "units"]


def account(model: MapModel) -> Text:
    """The customer's name, and the English one if it is another."""
    return both_names(model.account.name, model.account.name_en, 120)


def subtitle(model: MapModel) -> list[Text]:
    """Opportunity, amount and date of the decision, then the date of the picture and the grade of its data."""
    labels = strings(True)
    parts: list[Text] = []
    if model.opportunity is not None:
        deal = model.opportunity
        parts.append(Text(shorten(deal.name, 120), shorten(deal.name_en or deal.name, 120)))
        if deal.amount is not None:
            parts.append(_money(deal.amount, deal.currency))
        if deal.due:
            parts.append(labels["decision"].format(d=deal.due))
    parts.append(labels["as_of"].format(d=model.as_of))
    if model.data_grade:
        parts.append(labels["grade.data"].format(g=model.data_grade))
    return parts


def _money(amount: float, currency: str) -> Text:
    """A short amount: ten-thousands and hundred millions in Chinese, thousands and millions in English."""
    sign = {"CNY": "¥", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}.get(
        currency, f"{currency} " if currency else ""
    )

    def short(*units: tuple[float, str]) -> str:
        # What a smaller unit would round to one of the larger unit is told in the larger one: 1M, never 1000k.
        size, unit = next(
            (coarse for coarse, fine in pairwise(units) if round(amount / fine[0], 1) * fine[0] >= coarse[0]), units[-1]
        )
        return f"{sign}{amount / size:.1f}".removesuffix(".0") + unit

    return Text(short((1e8, "亿"), (1e4, "万"), (1, "")), short((1e6, "M"), (1e3, "k"), (1, "")))


def units(model: MapModel) -> list[Text]:
    """Departments, and organisations outside, for the field that chooses one; "-" stands for people without any."""
    found = {
        (p.org or p.unit, p.org_en) if p.outside else (p.unit, p.unit_en)
        for p in model.people
        if p.outside or not p.firm
    }
    return [Text(zh or "-", en or zh or "-") for zh, en in sorted(found)]


def _beside(text: str, said: str) -> str:
    """Without the parts that are said already: a title and its department may be called by the same word.

    >>> _beside("Finance · 财务部", "Finance · 首席财务官"), _beside("Finance", "CFO")
    ('财务部', 'Finance')
    """
    return " · ".join(part for part in text.split(" · ") if part not in said.split(" · "))


def people_rows(
    model: MapModel, labels: Mapping[str, Text], more: Mapping[str, Sequence[tuple[str, Text]]]
) -> list[tuple[Text, list[tuple[str, Text]]]]:
    """The list that stands in for the map: per person the name, the facts the edition may show, and `more` of a kind's own."""
    rows = []
    gaps = {g.person: g.reason for g in model.gaps}
    for p in sorted(model.people, key=lambda p: (p.outside, p.rank or 0, -p.grade, p.unit, p.id)):
        title = Text(p.title or p.title_en, p.title_en or p.title)
        unit = Text(p.unit or p.unit_en, p.unit_en or p.unit)
        facts = [("title", title), ("unit", Text(_beside(unit.zh, title.zh), _beside(unit.en, title.en)))]
        if p.community is None:
            facts.append(("rank", labels[f"rank.{p.grade}"]))
        elif p.rank is not None:
            facts.append(("rank", labels["panel.place"].format(n=p.rank, lo=p.rank_lo, hi=p.rank_hi)))
        facts += [("seat", labels["mark.seat"])] if p.seat else []
        facts += [("role", labels[f"role.{r}"]) for r in p.roles if f"role.{r}" in labels]
        if "support.0" in labels and p.community is None:
            facts.append(("support", labels[f"support.{'unknown' if p.support is None else p.support}"]))
            if p.share is not None:
                facts.append(("share", labels["panel.share"].format(s=percent(p.share))))
            if p.id in gaps:
                facts.append(("gap", gaps[p.id]))
        facts += more.get(p.id, ())
        rows.append((both_names(p.name, p.name_en), [(k, f) for k, f in facts if f.en]))
    return rows
