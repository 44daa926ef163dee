"""Kinds of edges, held against the table of the method, written down here once more."""

import pytest

from graphcrm.model.choices import DecisionRole, OurRole
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.rules import ends, provenance
from graphcrm.model.rules.rows import Stored, TableColumns, World
from graphcrm.model.tables import table
from tests.ingest.conftest import TODAY

PROJECT = "org opportunity"
#: kind: from, to, range of the level; a star says that the level must be given, a question mark that the row is somebody's judgement.
SPECIFIED = {
    "MEMBER_OF": ("person", "unit org", ""),
    "PART_OF": ("unit", "unit org", ""),
    "REPORTS_TO": ("person", "person", ""),
    "INFLUENCES": ("person", "person", "0..5*?"),
    "TRUSTS": ("person", "person", "0..5*?"),
    "KNOWS": ("person", "person", ""),
    "STANCE": ("person", "org", "-1..3*?"),
    "ROLE_IN": ("person", "opportunity", ""),
    "CONFLICTS_WITH": ("person org", "person org", "1..3?"),
    "SHARED_HISTORY": ("person", "person", "?"),
    "OWNS": ("person", "person", ""),
    "SPONSORS": ("person", "person", ""),
    "SUPPLIES": ("org", "org", ""),
    "COMPETES_WITH": ("org", "org", ""),
    "HOLDS_EQUITY": ("org person", "org", ""),
    "ALLIED_WITH": ("org", "org", ""),
    "SUPERVISES": ("org", PROJECT, ""),
    "CERTIFIES": ("org", PROJECT, ""),
    "CONSULTS_FOR": ("org", PROJECT, ""),
    "TENDERS_FOR": ("org", PROJECT, ""),
    "ENDORSES": ("org person", "org", "1..3"),
    "RECOMMENDS": ("org person", "org", "1..3"),
    "PARTNERS_ON": ("org", "opportunity", ""),
    "CONTRACT": ("org", "org", ""),
    "NEEDED_FOR": ("person", "goal opportunity", ""),
}
NODES = {"person": "p", "org": "o", "unit": "un", "opportunity": "op", "goal": "g"}


def world(**edges):
    """One edge or several between nodes of every kind."""
    tables = {"people": "p", "orgs": "o", "units": "un", "opportunities": "op", "goals": "g"}
    made = {name: TableColumns(table(name), {"id": [node]}, 1) for name, node in tables.items()}
    made["orgs"] = TableColumns(table("orgs"), {"id": ["o"], "category": ["competitor"]}, 1)
    made["edges"] = TableColumns(table("edges"), edges, len(next(iter(edges.values()))))
    return World(made, Stored({}, TODAY), TODAY)


def found(rule, **edges):
    """Codes and columns that a rule finds."""
    return {(f.code, f.column) for f in rule(world(**edges)) if f.rows}


def test_there_are_no_other_kinds():
    assert {kind.value for kind in EdgeKind} == SPECIFIED.keys() == {kind.value for kind in EDGE_RULES}
    assert len({kind.kind for kind in EdgeKind}) == len(EdgeKind)
    assert EdgeKind.CONTRACT.kind != table("contracts").kind
    assert EdgeKind.STANCE.kind == "stance"


@pytest.mark.parametrize("kind", [k for k in SPECIFIED if k != "ROLE_IN"])
def test_an_edge_stands_between_what_the_method_names(kind):
    sources, targets, _ = SPECIFIED[kind]
    for source, one in NODES.items():
        for target, other in NODES.items():
            columns = {column for _, column in found(ends.edge_ends, kind=[kind], **{"from": [one], "to": [other]})}
            allowed = (source in sources.split(), target in targets.split())
            if kind == "CONFLICTS_WITH" and allowed == (True, True):
                assert columns == (set() if source == target else {"to"})
            else:
                assert columns - {"from" * (kind in ("OWNS", "SPONSORS"))} == {
                    c for c, fits in zip(("from", "to"), allowed, strict=True) if not fits
                } - {"from" * (kind in ("OWNS", "SPONSORS"))}


@pytest.mark.parametrize("kind", SPECIFIED)
def test_a_level_lies_in_the_range_of_its_kind(kind):
    levels = SPECIFIED[kind][2].strip("*?")
    low, high = map(int, levels.split("..")) if levels else (9, -9)
    for level in range(-2, 7):
        assert bool(found(ends.edge_levels, kind=[kind], level=[level])) is not (low <= level <= high), level
    missing = found(ends.edge_levels, kind=[kind], level=[None])
    assert missing == ({("E13", "level")} if "*" in SPECIFIED[kind][2] else set())


@pytest.mark.parametrize("kind", SPECIFIED)
def test_a_judgement_needs_the_day_of_its_observation(kind):
    bare = found(provenance.observed, kind=[kind], level=[1])
    assert bare == ({("E13", "observed_at")} if "?" in SPECIFIED[kind][2] else set())
    mixed = found(provenance.observed, kind=[kind, "PART_OF"], level=[1, None])
    assert mixed == bare


def test_a_declared_tie_and_an_undated_score_are_judgements():
    for columns, judged in (
        ({"declared_level": [1]}, True),
        ({"external_score": [0.5]}, True),
        ({"external_score": [0.5], "external_date": ["2026-06-01"]}, False),
        ({"declared_level": [1], "external_score": [0.5], "external_date": ["2026-06-01"]}, True),
        ({}, False),
    ):
        assert bool(found(provenance.observed, kind=["KNOWS"], **columns)) is judged, columns


def test_polarity_and_subtype():
    for polarity, wrong in ((-1, False), (1, False), (0, True), (None, False)):
        assert bool(found(ends.edge_levels, kind=["INFLUENCES"], level=[1], polarity=[polarity])) is wrong
    for level, wrong in ((-1, False), (0, True), (1, True)):
        assert bool(found(ends.edge_levels, kind=["STANCE"], level=[level], subtype=["opposes"])) is wrong
    assert not found(ends.edge_levels, kind=["STANCE"], level=[2], subtype=[None])


def test_roles_of_ours_are_the_columns_of_coverage():
    assert [role.value for role in OurRole] == ["ar", "sr", "fr", "service", "exec", "finance", "legal", "other"]


def test_what_a_kind_of_relation_is_stands_beside_it():
    of = {
        name: {kind.value for kind, rule in EDGE_RULES.items() if getattr(rule, name)}
        for name in ("mutual", "hostile", "formal")
    }
    assert of == {
        "mutual": {"CONFLICTS_WITH", "SHARED_HISTORY", "COMPETES_WITH", "ALLIED_WITH", "CONTRACT"},
        "hostile": {"CONFLICTS_WITH", "COMPETES_WITH"},
        "formal": {"REPORTS_TO", "MEMBER_OF", "PART_OF"},
    }


def test_the_customers_papers_name_no_coach():
    named = {role.value for role in DecisionRole if role.formal}
    assert named == {"initiator", "user", "technical_evaluator", "evaluator", "buyer", "decider", "approver"}
