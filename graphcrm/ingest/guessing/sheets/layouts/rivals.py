"""Lists of competitors: the companies, who at the customer backs or opposes each of them, and who of theirs is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from graphcrm.folding import simplified
from graphcrm.i18n import Text
from graphcrm.ingest.cells import Cell
from graphcrm.ingest.guessing.laid import Body, Laid, meanings_of, texts
from graphcrm.ingest.guessing.sheets.layouts.columns_of import PERIOD
from graphcrm.ingest.guessing.sheets.layouts.matrices import CELL, COLUMN, ROW
from graphcrm.ingest.guessing.texts.companies import companies_in
from graphcrm.ingest.guessing.texts.people_in_cells import people_in
from graphcrm.ingest.guessing.texts.somebody import are_people, is_named
from graphcrm.ingest.guessing.texts.titles import deal_of_titles, org_of_titles
from graphcrm.ingest.guessing.texts.us import US_ZH
from graphcrm.ingest.guessing.values import NOTHING, is_number, is_total
from graphcrm.ingest.guessing.words import heading_key, vocabulary, word_key
from graphcrm.model.choices import OrgCategory
from graphcrm.model.fields import shown
from graphcrm.spoken import joined

__all__ = ["deal_of_rivals", "is_of_competitors", "rivals"]

_COMPETITORS: Final = "competitors"
#: What stands behind “competitor” in a heading and says nothing.
_NAMED = re.compile(r"\s*(?:名称|名|厂商|厂家|公司|单位| ?names?|s|/.*|[(\uff08].*)$", re.IGNORECASE)
#: Headings over those at the customer who are for a competitor or against it, as the level of the attitude, in words.
_FOR = re.compile(
    r"支持者|支持人|支持的人|拥护者|内线|\bbacks?\b|\bbacked by\b|\bsupporters?\b|\bsupports? them\b|\bchampions?\b|\bsponsors?\b"
    r"|fürsprecher|unterstützer|befürworter",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    r"反对者|反对人|反对的人|\bopponents?\b|\bopposes?\b|\bdetractors?\b|\bagainst\b|gegner", re.IGNORECASE
)
_OURS = re.compile(rf"{US_ZH}|\bours?\b|\bus\b|\buns", re.IGNORECASE)
#: Headings over people of the competitor itself.
_THEIR_PEOPLE = re.compile(
    r"(?:对方|对手|竞对|友商|其)(?:负责人|客户经理|销售|销售负责人|项目经理|主要人员|人员|联系人)"
    r"|their (?:account |sales |key )?(?:lead|manager|rep|owner|contact|team|people|salesperson|executive)s?",
    re.IGNORECASE,
)
#: Columns of lists of something else, in which a competitor is only named.
_OF_OTHERS = frozenset(
    {"name", "last_name", "customer", "opportunity", "amount", "stage", "stance", "participants", "date"}
)
#: Words for levels as the vocabulary of attitudes has them.
_BACKS, _OPPOSES = "supporter", "opposed"
#: Columns of companies whatever they are to us; what each of them offers; and titles over those who compete, or bid.
_FIRMS = re.compile(
    r"compan(?:y|ies)|suppliers?|vendors?|firms?|providers?|organi[sz]ations?|firma|unternehmen|anbieter|lieferant(?:en)?|sociétés?"
    r"|entreprises?|fournisseurs?|empresas?|proveedor(?:es)?|公司|厂商|厂家|供应商|企业|单位|品牌",
    re.IGNORECASE,
)
_BID = re.compile(
    r"(?:bid|tender|offer(?:ed)?|quoted?|proposed)(?: (?:price|amount|value|sum))?(?: ?[(\[].*)?|price (?:offered|bid|quoted)"
    r"|angebots?(?:preis|summe|wert)?|prix (?:proposé|offert|remis)|montant de l['’]offre|offre|(?:precio )?ofert(?:ad)?[oa]"
    r"|(?:投标|标书)(?:报价|总?价|金额)|报价|投标(?:报价)?(?:[(\uff08].*)",
    re.IGNORECASE,
)
_COMPETING = re.compile(
    r"\bcompetit(?:ors?|ion|ive)\b|\brivals\b|wettbewerb|konkurrenz|\bconcurren(?:ts?|ce)\b|\bcompet(?:encia|idores)\b|竞争|竞品|竞对|友商",
    re.IGNORECASE,
)
_BIDDING = re.compile(
    r"\b(?:bids?|bidders?|bidding|tender|tenderers)\b|\bbieter|\bangebots(?:vergleich|spiegel)|\bsoumissionnaires|\blicitadores"
    r"|投标|开标|评标|比价|唱标",
    re.IGNORECASE,
)
_OF_PEOPLE = frozenset({"title", "email", "reports_to", "stance", "roles"})
#: What is longer is a sentence and no name.
_LONGEST = 40


class _List(NamedTuple):
    """A list of competitors: where they are named, the columns of people for and against them and of theirs, and its rows."""

    place: int
    levels: dict[int, str]
    theirs: list[int]
    rows: list[tuple[int, list[str]]]

    def people(self, places: Sequence[int]) -> Iterator[tuple[int, int, str, str]]:
        """Each person in some columns: the line, the column, the competitor and the person."""
        for line, row in self.rows:
            for n in places:
                for vendor in companies_in(row[self.place]):
                    yield from ((line, n, vendor, one) for one in people_in(row[n]) if is_named(one))


def rivals(
    headings: Sequence[str], body: Body, above: Sequence[str] = ()
) -> tuple[Laid, tuple[tuple[str, Laid], ...]] | None:
    """The competitors as organisations, and beside them tables of people and attitudes by what they hold; None for any other table.

    A table of companies is one of competitors, too, if `above`, its name and what stands above it, says so, or who bids.
    """
    found = _list_of(headings, body, above)
    if found is None:
        return None
    made: list[list[Cell]] = []
    lines: list[int] = []
    for line, row in found.rows:
        for vendor in companies_in(row[found.place]):
            made.append([vendor, OrgCategory.COMPETITOR.value])
            lines.append(line)
    if not made:
        return None
    taken = {found.place, *found.levels, *found.theirs}
    left = [h for n, h in enumerate(headings) if h and n not in taken and any(row[n] for _, row in found.rows)]
    told = [Text("未导入的列：", "columns that were not imported: ") + joined(left)] if left else []
    told += (_of_no_firm(line, row[found.place]) for line, row in found.rows if not companies_in(row[found.place]))
    why = Text("竞争对手的清单", "a list of competitors")
    meant = {"name": "name", "category": "category"}
    firms = Laid(_COMPETITORS, why, tuple(meant), made, lines, meant, left_out=tuple(told))
    beside = (
        ("people", _at_the_customer(found)),
        ("their people", _of_theirs(found)),
        ("attitudes", _attitudes(found)),
    )
    return firms, tuple((name, laid) for name, laid in beside if laid.rows)


def deal_of_rivals(above: Sequence[str], firms: Laid) -> Laid | None:
    """The opportunity in which a list of competitors has them, with its customer, as the lines above say it; None if none do."""
    deal, customer = deal_of_titles(above), org_of_titles(above)[0]
    if not (deal and customer):
        return None
    meant = {one: one for one in ("name", "customer", "competitors")}
    rivals = "; ".join(dict.fromkeys(str(name) for name, *_ in firms.rows))
    why = Text("竞争对手清单上方写明的商机", "the opportunity that stands above the list of competitors")
    return Laid(_COMPETITORS, why, tuple(meant), [[deal, customer, rivals]], firms.lines[:1], meant)


def _list_of(headings: Sequence[str], body: Body, above: Sequence[str]) -> _List | None:
    """The table as a list of competitors; None if it is one of anything else."""
    place = next((n for n, h in enumerate(headings) if h and is_of_competitors(h)), None)
    place = _place_of_bidders(headings, above) if place is None else place
    others = [h for n, h in enumerate(headings) if h and n != place and not _BID.fullmatch(simplified(h))]
    means = frozenset[str]().union(*(meanings_of(heading_key(h)) for h in others))
    before = [n for n in range(place or 0) if headings[n]]
    rows = [(line, [*texts(cells), *[""] * (len(headings) - len(cells))]) for line, cells in body]
    if place is None or means & _OF_OTHERS or not all(_counts(row[n]) for n in before for _, row in rows):
        return None
    rows = [(line, row) for line, row in rows if _is_firm(row[place])]
    levels = {n: level for n, h in enumerate(headings) if n != place and (level := _level(h))}
    levels = {n: level for n, level in levels.items() if are_people([row[n] for _, row in rows])}
    theirs = [
        n for n, h in enumerate(headings) if _THEIR_PEOPLE.fullmatch(h) and are_people([row[n] for _, row in rows])
    ]
    return _List(place, levels, theirs, rows)


def is_of_competitors(heading: str) -> bool:
    """Whether a heading stands over competitors.

    >>> is_of_competitors("竞争对手名称"), is_of_competitors("Competitors"), is_of_competitors("Customer")
    (True, True, False)
    """
    words = vocabulary("orgs", "category")
    return any(words.get(word_key(one)) == OrgCategory.COMPETITOR.value for one in (heading, _NAMED.sub("", heading)))


def _place_of_bidders(headings: Sequence[str], above: Sequence[str]) -> int | None:
    """The column of companies in a table of those who compete, or of what each of several offers; None for any other table."""
    called = [simplified(h) for h in headings]
    place = next((n for n, h in enumerate(called) if any(map(_FIRMS.fullmatch, (h, _NAMED.sub("", h))))), None)
    bids = any(map(_BID.fullmatch, called))
    above = [*map(simplified, above)]
    competing = any(map(_COMPETING.search, above)) or (
        bids and (any(map(_BIDDING.search, above)) or deal_of_titles(above))
    )
    told = (meanings_of(heading_key(h)) for n, h in enumerate(headings) if h and n != place)
    return place if place is not None and competing and not any(some & _OF_PEOPLE for some in told) else None


def _of_no_firm(line: int, said: str) -> Text:
    return Text(
        f"第 {line} 行“{shown(said)}”不是公司，未导入", f"line {line}: “{shown(said)}” is no company; it was left out"
    )


def _counts(said: str) -> bool:
    return not said or is_number(said)


def _is_firm(said: str) -> bool:
    return bool(said) and said.casefold() not in NOTHING and not is_total(said) and len(said) <= _LONGEST


def _level(heading: str) -> str:
    """The attitude to a competitor of those below a heading; "" for a heading of anything else, such as who supports us."""
    if _OURS.search(heading):
        return ""
    return _OPPOSES if _AGAINST.search(heading) else _BACKS if _FOR.search(heading) else ""


def _at_the_customer(found: _List) -> Laid:
    """Those for or against a competitor, each once; whose people they are no row says."""
    people = {one: line for line, _, _, one in reversed([*found.people([*found.levels])])}
    why = Text("支持或反对某竞争对手的人", "those who back or oppose a competitor")
    return Laid(_COMPETITORS, why, ("name",), [[one] for one in people], [*people.values()], {"name": "name"})


def _of_theirs(found: _List) -> Laid:
    """People of the competitors themselves."""
    some = [*found.people(found.theirs)]
    meant = {"name": "name", "company": "org", "type": "org_category"}
    rows: list[list[Cell]] = [[one, vendor, OrgCategory.COMPETITOR.value] for _, _, vendor, one in some]
    why = Text("竞争对手自己的人", "people of the competitors")
    return Laid(_COMPETITORS, why, tuple(meant), rows, [line for line, *_ in some], meant)


def _attitudes(found: _List) -> Laid:
    """A row for each attitude to a competitor, as of no day."""
    some = [*found.people([*found.levels])]
    rows: list[list[Cell]] = [[one, vendor, "", found.levels[n]] for _, n, vendor, one in some]
    why = Text("列名写明谁支持、谁反对该竞争对手", "the headings say who backs and who opposes the competitor")
    return Laid("attitudes", why, (ROW, COLUMN, PERIOD, CELL), rows, [line for line, *_ in some])
