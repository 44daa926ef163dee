"""Who stands at both ends of a relation that a sheet tells of."""

from __future__ import annotations

from graphcrm.ingest.guessing.resolving import Place, Resolver
from graphcrm.model.edges import EDGE_RULES, EdgeKind

__all__ = ["ends_of"]


def ends_of(values: dict[str, str], place: Place, resolver: Resolver) -> bool:
    """Ids of both ends of a relation, by the kinds that may stand there; False while one of them is asked about."""
    try:
        rule = EDGE_RULES[EdgeKind.read(values.get("kind", ""))]
    except (ValueError, KeyError):
        return True  # the checks say what is wrong
    for name, kinds in (("from", rule.source), ("to", rule.target)):
        said = values.get(name, "")
        found = [f for kind in kinds for f in resolver.known.find(kind, said)[:1]] if said else []
        if "person" in kinds and (len(kinds) == 1 or not found):
            ours = values["kind"] in ("KNOWS", "OWNS", "SPONSORS") and name == "from"
            values[name] = resolver.person(said, place, ours=ours) if said else ""
        elif found:
            values[name] = found[0]
        elif kinds[0] == "org" and said:
            rival = {"org_category": "competitor"} if values["kind"] == EdgeKind.STANCE.value else {}
            values[name] = resolver.org(said, place, values | rival)
    return bool(values.get("from") and values.get("to"))
