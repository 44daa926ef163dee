"""What people see in Neo4j Browser or Bloom: the nodes and relationships that the versions of facts stand for.

A thing (organisation, person, opportunity, interaction …) is one node with its latest version's columns as properties. An edge
is one relationship per version that counts on some day, ended ones included: `active_from` and `active_to` (half-open, absent
if open) are the days on which it counts by the version rule of :mod:`graphcrm.model.facts`. Columns of a thing's own row that
name another thing are relationships too, with `implied: true`: a person's line manager, owner, unit and organisation among
them. Whoever is named and not (yet) there has a node with an `id` and no label but ours.

Pure functions; writing is done by :mod:`graphcrm.store.neo4j.drawing`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.model.choices import OrgCategory
from graphcrm.model.edges import EdgeKind
from graphcrm.model.facts import NEVER, OPEN
from graphcrm.model.fields import EVERYBODY
from graphcrm.model.tables import TABLES
from graphcrm.store.checksums import storable
from graphcrm.store.columns import Stored

__all__ = ["LABELS", "Drawing", "Node", "Relationship", "active_spans", "columns_of", "draw", "labels_of", "named"]


#: Kind of fact -> label of its node.
LABELS = {
    "org": "Org",
    "unit": "Unit",
    "person": "Person",
    "opportunity": "Opportunity",
    "goal": "Goal",
    "need": "Need",
    "action": "Action",
    "interaction": "Interaction",
    "assessment": "Assessment",
    "supplier_evaluation": "SupplierEvaluation",
    "third_party_review": "ThirdPartyReview",
    "criterion": "Criterion",
    "position": "Position",
    "product": "Product",
    "potential": "Potential",
    "promise": "Promise",
    "accepted": "AcceptedFinding",
    "asked": "Question",
    "cadence": "CadencePlan",
    "stage_plan": "StagePlan",
    "contract": "Contract",
    "calendar": "CalendarEvent",
}
#: Category of an organisation -> its further label.
_CATEGORY_LABELS = {
    OrgCategory.OUR_COMPANY.value: "OurCompany",
    OrgCategory.CUSTOMER.value: "Customer",
    OrgCategory.SUPPLIER.value: "Supplier",
    OrgCategory.PARTNER.value: "Partner",
    OrgCategory.THIRD_PARTY.value: "ThirdParty",
    OrgCategory.COMPETITOR.value: "Competitor",
}
#: Kind of edge fact -> type of its relationship. Ties of a bare network have no type of their own in the model.
_TYPES = {**{kind.kind: kind.value for kind in EdgeKind}, "tie": "TIE"}
#: Kinds with an id of their own; the nodes of the others are known by kind and key.
_NAMED = frozenset(t.kind for t in TABLES if t.key == ("id",))
_COLUMNS = {t.kind: frozenset(f.name for f in t.columns) for t in TABLES}
_EDGE_COLUMNS = _COLUMNS["edge"] | _COLUMNS["role_in"]
_TIE_COLUMNS = frozenset({"type", "tie", "weight", "sign", "first", "last"})
#: Columns that say where an edge begins and ends.
_ENDS = (("from", "to"), ("person", "opportunity"))
#: Columns that are also relationships: kind -> column -> (type, whether it points from the thing named to this one).
_REFERENCES: Mapping[str, Mapping[str, tuple[str, bool]]] = {
    "org": {"parent": ("PART_OF", False)},
    "unit": {"org": ("PART_OF", False), "parent": ("PART_OF", False)},
    "person": {
        "unit": ("MEMBER_OF", False),
        "org": ("MEMBER_OF", False),
        "reports_to": ("REPORTS_TO", False),
        "owner": ("OWNS", True),
    },
    "opportunity": {"customer": ("FOR_CUSTOMER", False), "competitors": ("COMPETES_FOR", True)},
    "goal": {"customer": ("FOR_CUSTOMER", False)},
    "need": {"holder": ("HELD_BY", False), "owner": ("OWNED_BY", False)},
    "action": {
        "target": ("AIMED_AT", False),
        "owner": ("OWNED_BY", False),
        "goal": ("SERVES", False),
        "opportunity": ("SERVES", False),
    },
    "interaction": {"participants": ("INVOLVES", False), "opportunity": ("ABOUT", False)},
    "assessment": {"person": ("ASSESSES", False), "vendor": ("TOWARD", False)},
    "supplier_evaluation": {"org": ("EVALUATES", False)},
    "third_party_review": {"org": ("REVIEWS", False)},
    "asked": {"reporter": ("PUT_TO", False), "about": ("ABOUT", False)},
    "criterion": {"opportunity": ("ABOUT", False)},
    "position": {"person": ("HELD_BY", False), "criterion": ("ABOUT", False), "vendor": ("TOWARD", False)},
    "potential": {"product": ("ABOUT", False), "unit": ("CONCERNS", False), "vendor": ("SUPPLIED_BY", False)},
    "promise": {"from": ("MADE_BY", False), "to": ("MADE_TO", False)},
    "accepted": {"by": ("ACCEPTED_BY", False)},
    "contract": {"from": ("BETWEEN", False), "to": ("BETWEEN", False)},
    "calendar": {"org": ("CONCERNS", False), "person": ("CONCERNS", False)},
}
#: An implied edge that a more exact one of the same row makes superfluous.
_LESS_EXACT = {("person", "org"): "unit", ("unit", "org"): "parent"}
_INTEGERS = 2**63


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: id, labels beside ours, properties beside `workspace` and `id`."""

    id: str
    labels: tuple[str, ...]
    props: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship; `version` among its properties is the sequence of the version that it stands for."""

    source: str
    target: str
    props: dict[str, Any]


@dataclass(slots=True)
class Drawing:
    """Nodes and, by type, relationships."""

    nodes: list[Node] = field(default_factory=list)
    relationships: dict[str, list[Relationship]] = field(default_factory=dict)

    def add(self, type_: str, relationship: Relationship) -> None:
        self.relationships.setdefault(type_, []).append(relationship)

    def __len__(self) -> int:
        return len(self.nodes) + sum(map(len, self.relationships.values()))


def labels_of(kind: str) -> tuple[str, ...]:
    """All labels that a node of this kind may have."""
    if kind not in LABELS:
        return ()
    return (LABELS[kind], *(_CATEGORY_LABELS.values() if kind == "org" else ()))


def columns_of(kind: str) -> frozenset[str]:
    """All properties that a node of this kind may have from its facts."""
    return _COLUMNS.get(kind, frozenset()) - {"id"} | {"valid_from", "valid_to", "observed_at"}


def node_id(kind: str, key: str) -> str:
    """`id` of the node of a fact."""
    return key if kind in _NAMED else f"{kind}\t{key}"


def active_spans(versions: Sequence[tuple[str, str, str]]) -> list[tuple[str, str] | None]:
    """Days on which each version of one fact counts, ``[from, to)``, "" being open; None for those that never do.

    Parameters
    ----------
    versions
        (valid_from, valid_to, observed_at), in the order in which they were written.

    Notes
    -----
    A version is visible from ``max(valid_from, observed_at)`` on, and counts until the first day on which one that is greater
    by (valid_from, sequence) is visible, or until its own ``valid_to``.

    >>> active_spans([("2026-01-01", "", "2026-01-01"), ("2026-02-01", "", "2026-04-01")])
    [('2026-01-01', '2026-04-01'), ('2026-04-01', '')]
    """
    order = sorted(range(len(versions)), key=lambda i: (versions[i][0], i))
    spans: list[tuple[str, str] | None] = [None] * len(versions)
    replaced: str | None = None
    for i in reversed(order):
        start, end, seen = versions[i]
        visible = max(start, seen)
        until = end if replaced is None else replaced if end == OPEN else min(end, replaced)
        if replaced is None or replaced > visible:
            replaced = visible
            if until == OPEN or visible < until:
                spans[i] = (visible, until)
    return spans


def draw(kind: str, loaded: Stored, undone: frozenset[int], keys: Collection[str] | None = None) -> Drawing:
    """The part of the picture that facts of one kind (those with these keys, or all) stand for."""
    drawing = Drawing()
    if kind not in LABELS and kind not in _TYPES:
        return drawing
    versions = [
        i
        for i, (key, change) in enumerate(zip(loaded.columns.keys, loaded.changes, strict=True))
        if (keys is None or key in keys) and change not in undone
    ]
    if kind in LABELS:
        _draw_things(drawing, kind, loaded, versions)
    else:
        _draw_edges(drawing, kind, loaded, versions)
    return drawing


def named(kind: str, loaded: Stored, keys: Collection[str]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Of every version of these facts the sequence and the ids that its part of the picture joins, its own or first end first."""
    if kind not in LABELS and kind not in _TYPES:
        return
    c = loaded.columns
    chosen = [i for i, key in enumerate(c.keys) if key in keys]
    for i, props in zip(chosen, _parsed(c.props, chosen), strict=True):
        if kind in LABELS:
            others = (other for _, _, other in _references(kind, props))
            yield loaded.sequences[i], (node_id(kind, c.keys[i]), *others)
        elif ends := _ends(props, c.keys[i]):
            yield loaded.sequences[i], ends


def _references(kind: str, props: Mapping[str, Any]) -> Iterator[tuple[str, bool, str]]:
    """Type, whether it points backwards, and id of every other thing that a thing's own row names."""
    for column, (type_, backwards) in _REFERENCES.get(kind, {}).items():
        exact = _LESS_EXACT.get((kind, column))
        if exact is not None and props.get(exact):
            continue
        named = props.get(column)
        for other in named if isinstance(named, list) else [named]:
            if isinstance(other, str) and other and other != EVERYBODY and not other.startswith("import:"):
                yield type_, backwards, other


def _draw_things(drawing: Drawing, kind: str, loaded: Stored, versions: Iterable[int]) -> None:
    c = loaded.columns
    latest: dict[str, int] = {}
    for i in versions:
        before = latest.get(c.keys[i])
        if before is None or c.valid_from[i] >= c.valid_from[before]:
            latest[c.keys[i]] = i
    chosen = [i for i in latest.values() if c.valid_to[i] != NEVER]
    known = _COLUMNS[kind]
    for i, props in zip(chosen, _parsed(c.props, chosen), strict=True):
        name = node_id(kind, c.keys[i])
        values = {k: v for k, v in props.items() if k in known and k != "id"}
        dates = _dates(c.valid_from[i], c.valid_to[i], c.observed_at[i])
        category = _CATEGORY_LABELS.get(props.get("category", "")) if kind == "org" else None
        drawing.nodes.append(Node(name, (LABELS[kind], *((category,) if category else ())), {**values, **dates}))
        for type_, backwards, other in _references(kind, props):
            source, target = (other, name) if backwards else (name, other)
            drawing.add(type_, Relationship(source, target, {"version": loaded.sequences[i], "implied": True}))


def _draw_edges(drawing: Drawing, kind: str, loaded: Stored, versions: list[int]) -> None:
    c = loaded.columns
    spans = _spans(loaded, versions)
    counting = [i for i in versions if spans[i] is not None]
    known = _TIE_COLUMNS if kind == "tie" else _EDGE_COLUMNS
    type_ = _TYPES[kind]
    for i, props in zip(counting, _parsed(c.props, counting), strict=True):
        ends = _ends(props, c.keys[i])
        if ends is None:
            continue
        values = {k: v for k, v in props.items() if k in known and k not in ("from", "to", "person")}
        if kind == "role_in":
            values.pop("opportunity", None)
        span = spans[i]
        assert span is not None
        values.update(_dates(c.valid_from[i], c.valid_to[i], c.observed_at[i]))
        if span[0]:
            values["active_from"] = span[0]
        if span[1]:
            values["active_to"] = span[1]
        values["version"] = loaded.sequences[i]
        drawing.add(type_, Relationship(ends[0], ends[1], values))


def _ends(props: Mapping[str, Any], key: str) -> tuple[str, str] | None:
    """Where an edge begins and ends: as its columns say, else the first two parts of its key."""
    for names in _ENDS:
        source, target = map(props.get, names)
        if isinstance(source, str) and isinstance(target, str) and source and target:
            return source, target
    parts = key.split("\t")
    return (parts[0], parts[1]) if len(parts) > 1 and parts[0] and parts[1] else None


def _spans(loaded: Stored, versions: list[int]) -> dict[int, tuple[str, str] | None]:
    c = loaded.columns
    triples = {i: (c.valid_from[i], c.valid_to[i], c.observed_at[i]) for i in versions}
    by_key: dict[str, list[int]] = {}
    for i in versions:
        by_key.setdefault(c.keys[i], []).append(i)
    spans: dict[int, tuple[str, str] | None] = {}
    for group in by_key.values():
        spans.update(zip(group, active_spans([triples[i] for i in group]), strict=True))
    return spans


def _dates(start: str, end: str, seen: str) -> dict[str, str]:
    return {name: day for name, day in (("valid_from", start), ("valid_to", end), ("observed_at", seen)) if day}


def _parsed(texts: Sequence[str], chosen: Sequence[int]) -> Iterable[dict[str, Any]]:
    """Properties as values that a database can hold; of what is not a JSON object nothing is shown."""
    for i in chosen:
        text = texts[i]
        try:
            props = json.loads(text)
        except (ValueError, RecursionError):
            props = {}
        if not isinstance(props, dict):
            props = {}
        simple = "\\u" not in text and "[" not in text and "{" not in text[1:]
        yield props if simple and _small(props) else {name: _value(value) for name, value in props.items()}


def _small(props: Mapping[str, Any]) -> bool:
    return all(type(value) is not int or -_INTEGERS <= value < _INTEGERS for value in props.values())


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return [storable(one) for one in value]
    if value is None or isinstance(value, bool | float) or (isinstance(value, int) and -_INTEGERS <= value < _INTEGERS):
        return value
    return storable(json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
