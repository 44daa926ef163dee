"""Who stands at both ends of a relation that a sheet tells of."""

from __future__ import annotations

import re
from functools import partial

from graphcrm.i18n import Text
from graphcrm.ingest.guessing.facts.leanings import rival_called
from graphcrm.ingest.guessing.facts.other_side import one_of_theirs
from graphcrm.ingest.guessing.facts.third_parties import is_competitor
from graphcrm.ingest.guessing.laid import OURS
from graphcrm.ingest.guessing.references.identities import org_key
from graphcrm.ingest.guessing.references.resolving import Place, Resolver
from graphcrm.ingest.guessing.rows.drafts import Drafts
from graphcrm.ingest.guessing.sheets.layouts.supported import LEANINGS
from graphcrm.ingest.guessing.texts.companies import is_company
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EDGE_RULES, EdgeKind

__all__ = ["as_declared", "ends_of", "lacks_level"]

#: Relations that say nothing without a level.
_LEVELLED = frozenset({EdgeKind.STANCE.value, EdgeKind.INFLUENCES.value, EdgeKind.TRUSTS.value})

#: Shareholders that are no people and have no legal form of a company: authorities, funds, partnerships.
_BODY = re.compile(
    r"(?:委员会|国资委|政府|财政[厅局部]|管理[局处]|基金|合伙(?:企业)?|合作社|工会|信托|持股计划|资管计划)(?:$|[(\uff08])"
    r"|\b(?:funds?|trust|foundation|partners(?:hip)?|holdings?|l\.?p|stiftung)\b",
    re.IGNORECASE,
)


def as_declared(values: dict[str, str], *, backwards: bool) -> None:
    """Turn a relation that is told from its target, and call the level of a contact what the table of relations calls it."""
    if backwards:
        values["from"], values["to"] = values.get("to", ""), values.get("from", "")
    if values.get("kind") == EdgeKind.KNOWS.value and (level := values.pop("level", "")):
        values.setdefault("declared_level", level)


def lacks_level(values: dict[str, str], place: Place, drafts: Drafts) -> bool:
    """Whether nothing is said of a relation, or its word is asked about; of any but attitudes that is told."""
    if values.get("kind") not in _LEVELLED or values.get("level"):
        return False
    if values["kind"] != EdgeKind.STANCE.value:
        told = Text("没有程度的关系未导入", "relations without a level were left out")
        drafts.leave_out(place.source.sheet.file, told, place.line)
    return True


def ends_of(values: dict[str, str], place: Place, resolver: Resolver) -> bool:
    """Ids of both ends of a relation, by the kinds that may stand there; False if one is missing, which is told, or asked about."""
    try:
        rule = EDGE_RULES[EdgeKind.read(values.get("kind", ""))]
    except (ValueError, KeyError):
        return True  # the checks say what is wrong
    if not (values.get("from") and values.get("to")):
        told = Text("缺少一端的关系未导入", "relations of which one end is missing were left out")
        resolver.drafts.leave_out(place.source.sheet.file, told, place.line)
        return False
    for name, kinds in (("from", rule.source), ("to", rule.target)):
        said = values.get(name, "")
        found = [f for kind in kinds for f in resolver.known.find(kind, said)[:1]] if said else []
        body = is_company(said) or (values["kind"] == EdgeKind.HOLDS_EQUITY.value and _BODY.search(said))
        if not found and len(kinds) > 1 and "org" in kinds and body:
            values[name] = resolver.org(said, place, {"org_category": OrgCategory.OTHER.value})
        elif "person" in kinds and (len(kinds) == 1 or not found):
            ours = values["kind"] in ("KNOWS", "OWNS", "SPONSORS") and name == "from"
            find = partial(resolver.person, ours=True) if ours else partial(one_of_theirs, resolver=resolver)
            values[name] = find(said, place) if said else ""
        elif found:
            values[name] = found[0]
        elif kinds[0] == "org" and said:
            if values["kind"] == EdgeKind.STANCE.value and _is_ours(said, resolver):
                values[name] = resolver.ours(place)
                continue
            sheet = place.source.sheet
            if said != OURS and LEANINGS in dict(sheet.layouts) and not is_competitor(said, sheet.name, resolver):
                return False  # “看价格” is no vendor; whether it is one is asked
            known = rival_called(said, resolver) if values["kind"] == EdgeKind.STANCE.value else ""
            rival = {"org_category": "competitor"} if values["kind"] == EdgeKind.STANCE.value else {}
            values[name] = known or resolver.org(said, place, values | rival)
    if values["kind"] == EdgeKind.KNOWS.value and place.source.sheet.in_letters and not values.get("declared_level"):
        return False  # a letter that is asked about may stand for no contact, too
    return bool(values.get("from") and values.get("to"))


def _is_ours(text: str, resolver: Resolver) -> bool:
    """Whether a name is that of our company, or how it begins: “Aster” for “Aster Systems GmbH”."""
    said = org_key(text)
    return len(said) > 1 and org_key(resolver.our_name()).startswith(said)
