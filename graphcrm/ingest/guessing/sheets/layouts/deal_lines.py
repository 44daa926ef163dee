"""Lines above a table that say what the deal in its title is worth, how far it is and until when: “Value: £2m | Stage: Tender”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Laid
from graphcrm.ingest.guessing.texts.composed import composed
from graphcrm.ingest.guessing.texts.labelled import LABELLED
from graphcrm.ingest.guessing.texts.short_names import deal_beside_org, names_written_out
from graphcrm.ingest.guessing.texts.titles import deal_of_titles, is_of_paper, org_of_titles
from graphcrm.ingest.guessing.words import heading_key, shapes

__all__ = ["deal_in_lines"]

_ITEMS = re.compile(r"\s*[|;\uff1b\uff5c\t()\uff08\uff09\uff0c]\s*|,\s+|\s+(?=[\u3400-\u9fff]{2,8}\s*[:\uff1a])")
#: An amount and nothing else: “EUR 1.200.000”, “680万元”.
_MONEY = re.compile(
    r"(?:[$€£¥\uffe5]|(?-i:[A-Z]{3})(?=[ \d])) ?\d[\d.,]* ?(?:bn|[km]|mio\.?|million|万|亿)?"
    r"|\d[\d.,]* ?(?:bn|[km]|mio\.?|million|万|亿)? ?(?:[$€£]|元|(?-i:[A-Z]{3}))",
    re.IGNORECASE,
)
#: An amount, or a day, behind what it is without a colon: “Est. value £4.2m over 7 years”, “Volumen 1,2 Mio. €”, “预算680万元”,
#: “Contract award expected 31/03/2027”.
_AMOUNT = re.compile(
    r"(?P<label>[^\d$€£¥\uffe5]{2,30}?)\s*(?P<value>[$€£¥\uffe5] ?\d[\d.,]* ?(?:bn|[km]|million|万|亿)?\b"
    r"|\d[\d.,]* ?(?:bn|[km]|mio\.?|million|万|亿)? ?(?:[$€£]|元|(?-i:[A-Z]{3}\b)))(?:\D.*)?",
    re.IGNORECASE,
)
_WRITTEN = r"(?P<value>\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2} [A-Za-z]{3,9} \d{4})"
_DAY = re.compile(rf"(?P<label>\D{{2,40}}?)\s+{_WRITTEN}")
#: The day until which a deal is to be won, and nothing else.
_UNTIL = re.compile(rf"(?:by|until|bis|due) {_WRITTEN}", re.IGNORECASE)
#: What is said of a deal of which no title names the customer, at least.
_FEWEST = 2
_TOLD = ("amount", "stage", "due")


def deal_in_lines(above: Sequence[str], orgs: Collection[str]) -> tuple[Laid, Collection[str]] | None:
    """The opportunity that titles name with its customer and what lines below say of it, and those lines; None where none says its worth.

    `orgs` are those of the people below: one of them may stand beside the deal in a title.

    >>> found = deal_in_lines(["Kiln project – stakeholder map", "Value: £2m | Stage: Tender"], [])
    >>> found[0].headings, found[0].rows
    (('name', 'amount', 'stage'), [['Kiln project', '£2m', 'Tender']])
    >>> deal_in_lines(["Opportunity: Kiln (EUR 1.200.000, close date 2027-03-31)"], [])[0].rows
    [['Kiln', 'EUR 1.200.000', '2027-03-31']]
    >>> deal_in_lines(["Account: Norsk Papir AS; Single sales objective: Boiler upgrade, NOK 6.5m, by 30 Sep 2027"], [])[0].rows
    [['Boiler upgrade', 'Norsk Papir AS', 'NOK 6.5m', '30 Sep 2027']]
    >>> deal_in_lines(["Buying-Center-Analyse: Stadtwerke Lindau / Projekt Zähler (Volumen 1,2 Mio. €)"], ["Stadtwerke Lindau"])[0].rows
    [['Projekt Zähler', 'Stadtwerke Lindau', '1,2 Mio. €']]
    """
    beside, whose = deal_beside_org(above, orgs)
    name = deal_of_titles(above) or ("" if is_of_paper(beside) else beside)
    said: dict[str, str] = {}
    lines = []
    for line in above:
        told = {meant: value for meant, value in _said(line) if meant not in said}
        said |= told
        lines += [line] if told else []
    if not name or "amount" not in said:
        return None
    org, _ = org_of_titles(above)
    customer = org if org and org != name else ""
    if beside:
        customer = names_written_out(above, orgs).get(whose, whose)
    if not customer and len(said) < _FEWEST:
        return None
    columns = {"name": name, **({"customer": customer} if customer else {}), **{m: said[m] for m in _TOLD if m in said}}
    row: list[Cell] = [*columns.values()]
    why = Text("表上方写明的商机", "the opportunity that lines above the table name")
    return Laid("deal in lines", why, tuple(columns), [row], [0], {one: one for one in columns}), lines


def _said(line: str) -> Iterator[tuple[str, str]]:
    """What the items of a line say of an opportunity."""
    known = next(shape for shape in shapes() if shape.name == "opportunities").meanings
    for item in _ITEMS.split(line):
        labelled = LABELLED.fullmatch(item)
        bare = None if labelled else _AMOUNT.fullmatch(item) or _DAY.fullmatch(item)
        label, value = labelled.groups() if labelled else bare.group("label", "value") if bare else ("", "")
        if _MONEY.fullmatch(item):
            label, value = "amount", item
        elif until := _UNTIL.fullmatch(item):
            label, value = "due", until["value"]
        meant = known.get(heading_key(label), "") or composed(label.replace(".", ""), "opportunities")
        if meant in _TOLD:
            yield meant, value.strip()
