"""Lists of suppliers: whoever wrote one says “our buyer” of its own people, who are a customer's where we are among the suppliers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.laid import OURS
from graphcrm.ingest.guessing.questions import LEAVE_OUT, Question
from graphcrm.ingest.guessing.references.identities import org_key
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.reading import Row, Source
from graphcrm.ingest.guessing.texts.titles import org_of_titles, titles
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import shown

__all__ = ["supply", "with_writer_told"]

#: In each kind of list, the columns that name the suppliers, and say what its organisations are.
_NAMED = {"orgs": ("name", "category"), "people": ("org", "org_category")}
#: “Aster AG – approved suppliers”, “北风铁路合格供应商名录”: who has them.
_LIST_OF = re.compile(
    r"(?!(?:list|approved|preferred|qualified|key|current|our|all|the|top)\b|合格|主要|核心|现有|重点|我)"
    r"(?P<org>\S.{1,38}?)(?:['’]s)?[\s:\uff1a–—-]*"
    r"(?:的|(?:list of )?(?:approved|preferred|qualified|key|current)\s+)?(?:合格|主要|核心|现有)?"
    r"(?:供应商|\b(?:suppliers?|vendors?|lieferanten(?:liste)?|fournisseurs|proveedores)\b)",
    re.IGNORECASE,
)
#: What says who of the writer's deals with a supplier.
_BUYERS = frozenset({"owner", "buyer"})
#: What a row says of the contract with a supplier, by the column of our relations.
_CONTRACT = {
    "contract_value": "value",
    "contract_currency": "currency",
    "contract_start": "start",
    "contract_end": "end",
}


def with_writer_told(source: Source, resolver: Resolver) -> Source:
    """A list of suppliers that names who deals with each, with those as people of the organisation that its title says wrote it.

    We wrote none that names us. Where no title tells, it is asked, and while nobody has said it nobody is taken.
    """
    of = source.section.of
    names, kind = _NAMED.get(of.name if of else "", ("", ""))
    if source.section.fixed.get(kind) != OrgCategory.SUPPLIER.value:
        return source
    places = {n: said for n, said in source.meanings().items() if _BUYERS & {*said}}
    if not places and not any(map(source.says, (*_CONTRACT, "spend_share"))):
        return source
    suppliers = [one for n, said in source.meanings().items() if names in said for one in source.sheet.said(n)]
    writer = _writer(source, suppliers, resolver)
    if writer == OURS:
        meant = "owner"
        writer = OURS if not places else ""
    else:
        meant = "buyer" if writer else ""
    columns = {
        heading_key(source.sheet.headings[n]): tuple(filter(None, (meant if one in _BUYERS else one for one in said)))
        for n, said in places.items()
    }
    section = replace(
        source.section,
        columns={**source.section.columns, **columns},
        fixed={**source.section.fixed, **({"supplies_to": writer} if writer else {})},
    )
    return replace(source, section=section)


def _writer(source: Source, suppliers: Sequence[str], resolver: Resolver) -> str:
    """Who wrote a list of suppliers: `OURS`, an organisation, or "" while nobody knows."""
    us = resolver.known.of["org"].name.get(resolver.known.our_company, "") or resolver.our_company
    us = us or resolver.asked.answer("our_company")
    names_us = bool(us) and any(org_key(one) == org_key(us) for one in suppliers)
    said, certain = org_of_titles(titles(source.sheet), frozenset())
    if certain and org_key(said) != org_key(us):
        return said
    if us and org_key(said) == org_key(us) and not names_us:
        return OURS
    found = next(filter(None, map(_LIST_OF.match, titles(source.sheet))), None)
    said = said or (found["org"] if found else "")
    proposal = said if resolver.known.find("org", said) else ""  # “IT suppliers” are nobody's called IT
    name = source.sheet.name
    words = Text(
        f"“{shown(name)}”是谁的供应商清单？其中的采购和对接人是那个组织的人；我们自己的填 {OURS}",
        f"Whose suppliers does “{shown(name)}” list? Its buyers and owners are people of that organisation; {OURS} if it is our list",
    )
    candidates = (*filter(None, (said,)), *(() if names_us else (OURS,)), LEAVE_OUT)
    question = Question(f"suppliers:{name}", words, candidates, proposal, len(source.sheet.rows))
    answer = resolver.asked.ask(question)
    return "" if answer == LEAVE_OUT else answer


def supply(found: Iterable[tuple[str, Row, Place]], resolver: Resolver) -> None:
    """Tie suppliers to the organisation whose list they stand in, once each, and make its people who deal with them."""
    made: dict[tuple[str, str], dict[str, str]] = {}
    for supplier, row, place in found:
        if not row.get("supplies_to"):
            continue
        customer = resolver.org(row["supplies_to"], place, {})
        resolver.several(row.get("buyer", ""), place, of=row["supplies_to"])
        if not supplier or supplier == customer:
            continue
        agreed = {name: row[key] for key, name in _CONTRACT.items() if row.get(key)}
        if before := made.get((supplier, customer)):
            several = dict.fromkeys(filter(None, (*before["category"].split("; "), row.get("supplied", ""))))
            before["category"] = "; ".join(several)
            if agreed:
                told = Text(
                    "同一供应商的多行，只取第一行的合同",
                    "of several rows of a supplier the contract of the first was kept",
                )
                resolver.drafts.leave_out(place.source.sheet.file, told, place.line)
            continue
        ends = {"from": supplier, "to": customer}
        tie = {"kind": EdgeKind.SUPPLIES.value, **ends, "category": row.get("supplied", "")}
        tie["spend_share"] = row.get("spend_share", "")
        made[supplier, customer] = resolver.drafts.add("edges", place.source, place.line, tie)
        if agreed:
            contract = {"kind": EdgeKind.CONTRACT.value, **ends, **agreed}
            resolver.drafts.add("edges", place.source, place.line, contract)
