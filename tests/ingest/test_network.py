"""Edge lists of organisational networks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graphcrm.errors import UsageError
from graphcrm.ingest.network import plan_network
from graphcrm.ingest.options import ImportPlan
from graphcrm.model.facts import Batch, Fact
from tests.ingest.conftest import options


def run(
    folder: Path, edges: str, nodes: str | None = None, ties: dict[str, str] | None = None, **changes: object
) -> ImportPlan:
    """Plan the import of a network given as text."""
    (folder / "e.csv").write_text(edges, encoding="utf-8")
    if nodes is not None:
        (folder / "n.csv").write_text(nodes, encoding="utf-8")
    chosen = ties or {"advice": "trusts"}
    return plan_network(
        folder / "e.csv", folder / "n.csv" if nodes is not None else None, ties=chosen, options=options(**changes)
    )


def made(plan: ImportPlan, kind: str) -> dict[str, dict[str, object]]:
    """Facts of a kind by key."""
    assert plan.change is not None, plan.problems
    batches = [b for b in plan.change.batches if b.kind == kind]
    assert all(not b.dated and set(b.valid_from) == {""} for b in batches)
    return {k: json.loads(p) for b in batches for k, p in zip(b.keys, b.props, strict=True)}


def test_names_with_spaces_and_columns_in_any_order(tmp_path):
    plan = run(tmp_path, "weight,dst,type,src\n2,Mary Ann,advice,O'Neil & Bob\n,Bob,advice,Mary Ann\n")
    assert made(plan, "tie") == {
        "advice\tO'Neil & Bob\tMary Ann": {
            "type": "advice",
            "tie": "trusts",
            "from": "O'Neil & Bob",
            "to": "Mary Ann",
            "weight": 2.0,
        },
        "advice\tMary Ann\tBob": {"type": "advice", "tie": "trusts", "from": "Mary Ann", "to": "Bob", "weight": 1.0},
    }
    assert made(plan, "org") == {"NET": {"id": "NET", "name": "NET", "category": "customer"}}
    assert made(plan, "person")["Bob"] == {"id": "Bob", "name": "Bob", "org": "NET"}


def test_equal_ties_are_added_up_and_self_ties_left_out(tmp_path):
    plan = run(
        tmp_path,
        "src,dst,type,weight,first,last\na,b,advice,1,2020-01-02,2020-02-01\na,b,advice,2,2020-01-01,2020-01-05\na,a,advice,9,,\n",
    )
    assert made(plan, "tie") == {
        "advice\ta\tb": {
            "type": "advice",
            "tie": "trusts",
            "from": "a",
            "to": "b",
            "weight": 3.0,
            "first": "2020-01-01",
            "last": "2020-02-01",
        }
    }
    assert {name for name, n in plan.notes.items() if n} == {"self_ties", "merged"}
    assert (plan.notes["self_ties"], plan.notes["merged"]) == (1, 1)
    assert [remark.en for remark in plan.remarks] == [
        "ties of somebody to themselves, left out: 1",
        "rows added to an earlier one of the same two people and type: 1",
    ]
    assert plan.counts["edges"].rows == 3


def test_whoever_has_only_a_self_tie_or_none_is_there_all_the_same(tmp_path):
    plan = run(tmp_path, "src,dst,type,weight\na,b,advice,1\nc,c,advice,1\nd,a,advice,0\n")
    assert (set(made(plan, "person")), len(made(plan, "tie"))) == ({"a", "b", "c", "d"}, 1)


def test_nodes_bring_attributes_but_nothing_private(tmp_path):
    plan = run(tmp_path, "src,dst,type\n1,2,advice\n", "grade,id,name,dept,年龄,tenure\n5,1,周总,IT,51,9\n,3,,OPS,,\n")
    assert made(plan, "person") == {
        "1": {"id": "1", "name": "周总", "org": "NET", "grade": 5, "attributes": {"dept": "IT", "tenure": "9"}},
        "2": {"id": "2", "name": "2", "org": "NET"},
        "3": {"id": "3", "name": "3", "org": "NET", "attributes": {"dept": "OPS"}},
    }
    assert plan.by_code == {"W12": 1}


def test_an_unmapped_type_lists_the_types_found(tmp_path):
    plan = run(tmp_path, "src,dst,type\na,b,advice\nb,c,gossip\nc,d,lunch\n")
    assert plan.change is None
    assert plan.by_code == {"E03": 2}
    assert all(t in plan.problems[0].text.en for t in ("advice", "gossip", "lunch"))
    assert run(tmp_path, "src,dst,type\na,b,gossip\n", accept_valid=True).change is None


EDGES = {
    "NaN": ("a,b,advice,nan", "E03", 2),
    "infinite": ("a,b,advice,inf", "E03", 2),
    "word": ("a,b,advice,much", "E03", 2),
    "no source": (",b,advice,1", "E13", 2),
    "no target": ("a,,advice,1", "E13", 2),
    "no type": ("a,b,,1", "E13", 2),
    "long id": ("x" * 129 + ",b,advice,1", "E03", 2),
    "long type": ("a,b," + "x" * 201 + ",1", "E03", 2),
    "what separates a list in an id": ("a;z,b,advice,1", "E03", 2),
    "the arrow of a path in an id": ("a,b>z,advice,1", "E03", 2),
    "invisible in an id": ("a\ufeffz,b,advice,1", "E03", 2),
    "everybody": ("a,*,advice,1", "E03", 2),
    "control in an id": ("a\x07,b,advice,1", "E03", 2),
    "tab in an id": ("a\tz,b,advice,1", "E03", 2),
    "newline in an id": ('"a\nz",b,advice,1', "E03", 2),
    "bidi in an id": ("a\u202ez,b,advice,1", "E03", 2),
    "ragged": ("a,b,advice", "E15", 2),
    "open quote": ('"a,b,advice,1', "E15", 2),
    "NUL": ("a\0,b,advice,1", "E15", 2),
}


@pytest.mark.parametrize("name", EDGES)
def test_broken_edges(tmp_path, name):
    row, code, line = EDGES[name]
    plan = run(tmp_path, f"src,dst,type,weight\n{row}\n")
    assert plan.change is None
    assert (plan.problems[0].code, plan.problems[0].line) == (code, line)
    if code not in ("E15",):
        good = run(tmp_path, f"src,dst,type,weight\n{row}\nc,d,advice,1\n", accept_valid=True)
        assert list(made(good, "tie")) == ["advice\tc\td"]


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("src,dst", "E13"),
        ("src,type", "E13"),
        ("src,dst,type,type", "E15"),
        ("src,dst,type,source", "E15"),
        ("", "E15"),
        ("a,b", "E13"),
    ],
)
def test_broken_heading(tmp_path, head, code):
    ties = {"advice": "trusts", "lunch": "affiliates"}
    assert code in run(tmp_path, head + "\n" if head else "", ties=ties).by_code


@pytest.mark.parametrize(
    "head",
    [
        "Source,Target,Weight",
        "from,to,count",
        "Sender,Recipient,messages",
        "source_id,target_id,weight",
        "起点,终点,权重",
    ],
)
@pytest.mark.parametrize("ties", [{"": "communicates"}, {"mail": "communicates"}])
def test_headings_of_other_tools_and_no_type(tmp_path, head, ties):
    found = made(run(tmp_path, f"{head}\na,b,3\nb,a,1\n", ties=ties), "tie")
    name = next(iter(ties)) or "communicates"
    assert [(t["type"], t["tie"], t["from"], t["to"], t["weight"]) for t in found.values()] == [
        (name, "communicates", "a", "b", 3.0),
        (name, "communicates", "b", "a", 1.0),
    ]


def test_a_heading_that_nobody_knows_is_named(tmp_path):
    (tmp_path / "e.csv").write_text("Von,Nach\na,b\n", encoding="utf-8")
    plan = plan_network(tmp_path / "e.csv", ties={"": "trusts"}, options=options())
    assert "The file has Von, Nach" in plan.problems[0].text.en
    assert "--source-column" in plan.problems[0].advice.en
    named = {"src": "Von", "dst": "nach"}
    assert (
        len(made(plan_network(tmp_path / "e.csv", ties={"": "trusts"}, columns=named, options=options()), "tie")) == 1
    )
    wrong = plan_network(tmp_path / "e.csv", ties={"": "trusts"}, columns={"src": "Vonn"}, options=options())
    assert wrong.problems[0].text.en == "there is no column “Vonn”"
    assert wrong.problems[0].advice.en == "Did you mean Von?"


def test_one_kind_for_the_whole_file_keeps_its_types(tmp_path):
    plan = run(tmp_path, "src,dst,type\na,b,advice\nb,c,lunch\n", ties={"": "affiliates"})
    assert {(t["type"], t["tie"]) for t in made(plan, "tie").values()} == {
        ("advice", "affiliates"),
        ("lunch", "affiliates"),
    }
    assert plan.change is not None
    assert plan.change.detail["ties"] == {"advice": "affiliates", "lunch": "affiliates"}


@pytest.mark.parametrize("ties", [{"Undirected": "communicates"}, {"": "communicates"}])
def test_undirected_pairs_are_never_read_as_a_direction(tmp_path, ties):
    plan = run(tmp_path, "Source,Target,Type,Weight\na,b,Undirected,9\na,c,Undirected,8\n", ties=ties)
    assert {t["tie"] for t in made(plan, "tie").values()} == {"affiliates"}
    assert "undirected" in plan.remarks[0].en
    directed = run(tmp_path, "Source,Target,Type,Weight\na,b,Directed,9\n", ties={"": "communicates"})
    assert {t["tie"] for t in made(directed, "tie").values()} == {"communicates"}


def test_a_weight_of_zero_is_no_tie_but_the_people_are_there(tmp_path):
    plan = run(tmp_path, "src,dst,type,weight\na,b,advice,0\nb,c,advice,2\n")
    assert list(made(plan, "tie")) == ["advice\tb\tc"]
    assert set(made(plan, "person")) == {"a", "b", "c"}
    assert "weight 0" in plan.remarks[0].en


def test_a_label_is_a_name_and_time_stamps_are_days(tmp_path):
    plan = run(
        tmp_path, "src,dst,type,first,last\n1,2,advice,2026-01-02T09:00:00Z,2026-02-01 17:30\n", "Id,Label\n1,周总\n"
    )
    assert made(plan, "person")["1"]["name"] == "周总"
    (tie,) = made(plan, "tie").values()
    assert (tie["first"], tie["last"]) == ("2026-01-02", "2026-02-01")


def test_dates(tmp_path):
    head = "src,dst,type,first,last\na,b,advice,"
    assert run(tmp_path, head + "2026-07-01,\n").by_code == {"E04": 1}
    assert run(tmp_path, head + "2026-02-01,2026-01-01\n").by_code == {"E05": 1}
    assert run(tmp_path, head + "2026-02-31,\n").by_code == {"E03": 1}


def test_nodes_that_contradict_themselves(tmp_path):
    assert run(tmp_path, "src,dst,type\na,b,advice\n", "id,dept\na,IT\na,HR\n").by_code == {"E14": 1}
    assert run(tmp_path, "src,dst,type\na,b,advice\n", "id,dept\na,IT\na,IT\n").ok
    assert run(tmp_path, "src,dst,type\na,b,advice\n", "id,grade\na,9\n").by_code == {"E03": 1}


def test_missing_files(tmp_path):
    plan = plan_network(tmp_path / "no.csv", tmp_path / "none.csv", ties={}, options=options())
    assert plan.by_code == {"E15": 2}
    assert plan.change is None


@pytest.mark.parametrize(
    ("ties", "account", "name"),
    [({"advice": "loves"}, "NET", ""), ({"advice": "trusts"}, "a>b", ""), ({"advice": "trusts"}, "NET", "x" * 201)],
)
def test_options_are_checked(tmp_path, ties, account, name):
    with pytest.raises(UsageError):
        plan_network(tmp_path / "e.csv", ties=ties, options=options(), account=account, account_name=name)


@pytest.mark.parametrize(
    ("person", "code"), [("NET", "E03"), ("U1", "E03"), ("G1", "E03"), ("gone", "E12"), ("c1", "")]
)
def test_an_id_of_something_else_and_somebody_barred_are_nobody_in_a_network(tmp_path, person, code):
    there = {
        "unit": {"id": "U1", "name": "IT", "org": "HY"},
        "goal": {"id": "G1", "customer": "HY", "statement": "x", "kind": "hill"},
        "person": {"id": "gone", "name": "gone", "org": "HY", "flags": ["do_not_process"]},
    }
    stored = {kind: Batch.of(kind, [Fact(kind, row["id"], row)]) for kind, row in there.items()}
    (tmp_path / "e.csv").write_text(f"src,dst\na,b\na,{person}\n", encoding="utf-8")
    (tmp_path / "n.csv").write_text(f"id,name\n{person},Somebody\n", encoding="utf-8")
    asked = {"ties": {"": "trusts"}, "existing": stored}
    plan = plan_network(tmp_path / "e.csv", tmp_path / "n.csv", options=options(), **asked)
    found = [(Path(p.file).name, p.code, p.line, p.column) for p in plan.problems if p.is_error]
    assert found == ([("n.csv", code, 2, "id"), ("e.csv", code, 3, "dst")] if code else [])
    good = plan_network(tmp_path / "e.csv", tmp_path / "n.csv", options=options(accept_valid=True), **asked)
    assert set(made(good, "person")) == {"a", "b"} | ({person} if not code else set())


def test_krackhardt():
    from graphcrm.resources import resource

    folder = resource("datasets", "krackhardt")
    plan = plan_network(
        folder / "edges.csv",
        folder / "nodes.csv",
        ties={"asks_advice": "trusts", "reports_to": "reports_to"},
        options=options(),
    )
    assert plan.problems == ()
    assert len(made(plan, "person")) == 21
    assert len(made(plan, "tie")) == 190 + 20


def test_ids_that_look_the_same_are_told_where_the_second_stands(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("src,dst\nLuis,Ana\nAna,Luis\nluis,Eva\nJose\u0301,Eva\nJosé,Eva\n", encoding="utf-8")
    result = plan_network(path, ties={"": "trusts"}, options=options())
    assert [(p.code, p.line, p.column) for p in result.problems] == [("W17", 4, "src")]
    assert set(made(result, "person")) == {"Luis", "Ana", "luis", "Eva", "José"}


def test_a_named_encoding_is_that_of_a_network_too(tmp_path):
    path = tmp_path / "e.csv"
    path.write_bytes("src,dst\nBrûlé,Eva\n".encode("cp1252"))
    assert [p.code for p in plan_network(path, ties={"": "trusts"}, options=options()).problems] == ["E15"]
    taken = plan_network(path, ties={"": "trusts"}, options=options(encoding="cp1252"))
    assert "Brûlé" in taken.change.batches[1].keys


def test_what_was_read_wrongly_before_is_no_id(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text("src,dst\nJosÃ©,Eva\n", encoding="utf-8")
    result = plan_network(path, ties={"": "trusts"}, options=options())
    assert [(p.code, p.line, p.column, result.change) for p in result.problems] == [("E03", 2, "src", None)]


@pytest.mark.parametrize(
    ("others", "weight"),
    [
        (["2,5"], 1.234),
        (["0.5"], 1234),
        (["1,234,567"], 1234),
        (["3"], None),
        (["2,345"], None),
        (["2,5", "2.5"], None),
    ],
)
def test_a_comma_in_a_weight_is_read_as_the_column_tells_or_refused_by_its_line(tmp_path, others, weight):
    lines = [f'a{n},b,"{said}"' for n, said in enumerate(["1,234", *others])]
    plan = run(tmp_path, "\n".join(["source,target,weight", *lines]), ties={"": "communicates"})
    if weight is None:
        refused = next(p for p in plan.problems if p.line == 2)
        assert (refused.code, refused.column) == ("E03", "weight")
        assert "“1,234” may be 1.234 or 1234" in refused.text.en
    else:
        assert not [p for p in plan.problems if p.code.startswith("E")]
        weights = {t["weight"] for t in made(plan, "tie").values()}
        assert {n for n in weights if n not in (2.5, 0.5, 1234567)} == {weight}


def test_a_point_in_a_weight_is_a_decimal_point_as_programs_write_it(tmp_path):
    plan = run(tmp_path, "source,target,weight\na,b,1.234\nb,c,2.345\n", ties={"": "communicates"})
    assert {t["weight"] for t in made(plan, "tie").values()} == {1.234, 2.345}
