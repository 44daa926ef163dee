"""The same tables mean the same facts, however they are written; importing them twice changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphcrm.errors import UsageError
from graphcrm.files import write_whole
from graphcrm.i18n import Text
from graphcrm.ingest.encode import encode, keys
from graphcrm.ingest.plan import ImportPlan, plan_import, plan_rows
from graphcrm.ingest.template import template, write_templates
from graphcrm.model.choices import Confidence, Domain, Flag, Function, OrgCategory
from graphcrm.model.facts import Batch, canonical
from graphcrm.model.lists import join_items
from graphcrm.model.tables import TABLES
from tests.ingest.conftest import Tables, account, options, write

Facts = list[tuple[Any, ...]]


def facts(plan: ImportPlan) -> Facts:
    """Everything a plan would write, in order."""
    assert plan.change is not None, plan.problems
    return sorted(
        (b.kind, b.dated, *row)
        for b in plan.change.batches
        for row in zip(b.keys, b.props, b.valid_from, b.valid_to, b.observed_at, strict=True)
    )


def stored(plan: ImportPlan) -> dict[str, Batch]:
    """What a new store would hold after the plan."""
    rows: dict[str, Facts] = {}
    for kind, _, *row in facts(plan):
        rows.setdefault(kind, []).append(tuple(row))
    return {kind: Batch(kind, *map(list, zip(*some, strict=True))) for kind, some in rows.items()}


def write_xlsx(path: Path, tables: Tables) -> Path:
    """A workbook with a sheet for each table and typed cells."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in tables.items():
        sheet = workbook.create_sheet(name)
        names = list(dict.fromkeys(n for row in rows for n in row))
        sheet.append(names)
        for row in rows:
            sheet.append([_typed(n, row.get(n)) for n in names])
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # a text that begins with "=" stays one
    workbook.save(path)
    return path


def _typed(name: str, value: Any) -> Any:
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-" and name != "name":
        return date.fromisoformat(value)
    return value


def write_json(path: Path, tables: Tables) -> Path:
    """One JSON document."""
    path.write_text(json.dumps(tables, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


LABELS = {t.name: {f.name: f.zh for f in t.columns} | {"": t.zh} for t in TABLES}


def in_chinese(tables: Tables) -> Tables:
    """The same tables under their Chinese names."""
    return {LABELS[n][""]: [{LABELS[n][c]: v for c, v in row.items()} for row in rows] for n, rows in tables.items()}


def with_bars(tables: Tables) -> Tables:
    """Headings of code and label, as the templates have them."""
    return {n: [{f"{c}|{LABELS[n][c]}": v for c, v in row.items()} for row in rows] for n, rows in tables.items()}


def test_every_form_means_the_same(tmp_path):
    tables = account()
    expected = facts(plan_import([write(tmp_path / "a", tables)], existing={}, options=options()))
    forms = {
        "bom": write(tmp_path / "b", tables, "utf-8-sig"),
        "gb18030": write(tmp_path / "c", tables, "gb18030"),
        "utf-16": write(tmp_path / "d", tables, "utf-16"),
        "crlf": write(tmp_path / "e", tables, lineterminator="\r\n"),
        "cr": write(tmp_path / "e2", tables, lineterminator="\r"),
        "quoted": write(tmp_path / "f", tables, quoting=1),
        "tabs": write(tmp_path / "g", tables, delimiter="\t"),
        "semicolons": write(tmp_path / "h", tables, delimiter=";"),
        "chinese": write(tmp_path / "i", in_chinese(tables), "gb18030"),
        "bars": write(tmp_path / "j", with_bars(tables)),
        "json": write_json(tmp_path / "k.json", tables),
        "json in chinese": write_json(tmp_path / "l.json", in_chinese(tables)),
        "xlsx": write_xlsx(tmp_path / "m.xlsx", tables),
        "xlsx in chinese": write_xlsx(tmp_path / "n.xlsx", in_chinese(tables)),
    }
    for name, path in forms.items():
        result = plan_import([path], existing={}, options=options())
        assert facts(result) == expected, name
        assert result.warnings == 0, (name, result.problems)
    rows = plan_rows(tables, existing={}, options=options())
    assert facts(rows) == expected
    singles = sorted((tmp_path / "a").iterdir())
    assert facts(plan_import(singles, existing={}, options=options())) == expected


def test_no_domain_and_the_general_one_are_one_key(tmp_path):
    """The second statement of a reporter about one influence ends the first, whether or not it says “general”."""
    edges = [
        {"kind": "INFLUENCES", "from": "c2", "to": "c1", "level": level, "domain": domain, "source": "meeting_note",
         "reported_by": "u1", "observed_at": day, "valid_from": day, "confidence": "B"}
        for level, domain, day in ((5, "", "2026-02-01"), (1, "general", "2026-05-01"))
    ]  # fmt: skip
    tables = {**account(), "edges": edges}
    written = [
        one
        for one in facts(plan_import([write(tmp_path / "a", tables)], existing={}, options=options()))
        if one[0] == "influences"
    ]
    assert len({one[2] for one in written}) == 1
    assert sorted(one[4] for one in written) == ["2026-02-01", "2026-05-01"]


def test_typed_cells_of_a_workbook(tmp_path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "互动"
    sheet.append(["# a comment"])
    sheet.append(["日期", "time", "类型", "participants", "confirmed_in_writing", "outcome", "summary"])
    sheet.append([datetime(2026, 6, 1), time(9, 30), "拜访", "u1;c2", True, 1.0, 2026])
    sheet.append([None, None, None, None, None, None, None])
    sheet.append([date(2026, 6, 2), "14:05", "call", "u1;c2", "否", -1, "=1+1"])
    sheet["G5"].data_type = "s"
    path = tmp_path / "b.xlsx"
    workbook.save(path)
    tables = account()
    del tables["interactions"]
    base = stored(plan_rows(tables, existing={}, options=options()))
    result = plan_import([path], existing=base, options=options())
    made = [json.loads(p) for _, _, _, p, *_ in facts(result)]
    both = {"participants": ["u1", "c2"]}
    visit = {"date": "2026-06-01", "time": "09:30:00", "kind": "visit", "confirmed_in_writing": True, "outcome": 1}
    call = {"date": "2026-06-02", "time": "14:05", "kind": "call", "confirmed_in_writing": False, "outcome": -1}
    assert made == [visit | both | {"summary": "2026"}, call | both | {"summary": "=1+1"}]
    assert next(f[2] for f in facts(result)) == "auto:2026-06-01\t09:30:00\tvisit\tc2\tu1"


def test_the_golden_account_is_taken_without_an_error():
    from graphcrm.resources import resource

    result = plan_import([resource("datasets", "huayue")], existing={}, options=options())
    assert result.errors == 0
    assert result.change is not None
    again = plan_import([resource("datasets", "huayue")], existing=stored(result), options=options())
    assert facts(again) == facts(result)
    assert again.by_code == result.by_code


# --- random tables ------------------------------------------------------------------------------------------------------

_PLAIN = st.text(
    st.characters(codec="gb2312", exclude_categories=("C", "Z"), exclude_characters="#"), min_size=1, max_size=20
)
#: Items of a list: separators, backslashes, blanks, nothing at all, line ends, what other formats give a meaning to.
_ITEM = st.text(st.sampled_from(";\uff1b\\ \n\t\u3000,#='\"|a周"), max_size=8) | _PLAIN


def _short(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers that a workbook can hold: it keeps 15 significant digits."""
    return st.floats(low, high).map(lambda x: float(f"{x:.12g}"))


_IDS = [f"p{n}" for n in range(6)]


@st.composite
def valid_tables(draw: st.DrawFn) -> Tables:
    """Tables that keep every rule."""
    orgs = [{"id": "US", "name": draw(_PLAIN), "category": "our_company"}]
    orgs += [
        {"id": f"O{n}", "name": draw(_PLAIN), "category": draw(st.sampled_from(["customer", "competitor", "partner"])),
         "wallet_share": draw(st.none() | _short(0, 1)), "annual_revenue": draw(st.none() | st.integers(0, 10**12))}
        for n in range(3)
    ]  # fmt: skip
    people = [
        {
            "id": p,
            "name": draw(_PLAIN),
            "org": draw(st.sampled_from(["US", "O0", "O1", "O2"])),
            "title": draw(st.none() | _PLAIN),
            "grade": draw(st.none() | st.integers(1, 5)),
            "kappa": draw(st.none() | _short(0.25, 4)),
            "early_career": draw(st.none() | st.booleans()),
            "function": draw(st.none() | st.sampled_from([f.value for f in Function])),
            "flags": draw(
                st.lists(st.sampled_from([f.value for f in Flag if f is not Flag.DO_NOT_PROCESS]), unique=True)
            ),
        }
        for p in _IDS
    ]
    for person in people:
        seat = Flag.PLACEHOLDER.value in person["flags"]
        if seat and person["org"] == "US":
            person["flags"].remove(Flag.PLACEHOLDER.value)
        elif seat and draw(st.booleans()):
            person["name"] = None
    pairs = draw(st.lists(st.permutations(_IDS).map(lambda x: tuple(x[:2])), max_size=8, unique=True))
    edges = [
        {
            "kind": draw(st.sampled_from(["INFLUENCES", "TRUSTS"])),
            "from": a,
            "to": b,
            "level": draw(st.integers(0, 5)),
            "domain": draw(st.none() | st.sampled_from([d.value for d in Domain])),
            "confidence": draw(st.none() | st.sampled_from([c.value for c in Confidence])),
            "source": "survey",
            "reported_by": draw(st.sampled_from(_IDS)),
            "observed_at": draw(st.dates(date(2020, 1, 1), date(2026, 6, 30))).isoformat(),
            "evidence": draw(st.lists(_ITEM, max_size=4)),
        }
        for a, b in pairs
    ]
    tables: Tables = {"orgs": orgs, "people": people}
    if edges:
        tables["edges"] = edges
    return tables


def flat(tables: Tables) -> Tables:
    """Lists as text, None as nothing, for a format that has neither."""

    def cell(value: Any) -> Any:
        if value is None:
            return ""
        return join_items(value) if isinstance(value, list) else value

    return {name: [{k: cell(v) for k, v in row.items()} for row in rows] for name, rows in tables.items()}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=valid_tables())
def test_random_tables(tmp_path_factory, tables):
    folder = tmp_path_factory.mktemp("t")
    expected = facts(plan_rows(tables, existing={}, options=options()))
    for name, path in {
        "csv": write(folder / "a", flat(tables)),
        "gb18030": write(folder / "b", flat(tables), "gb18030"),
        "bom": write(folder / "c", flat(tables), "utf-8-sig", lineterminator="\r\n"),
        "semicolons": write(folder / "f", flat(tables), delimiter=";"),
        "json": write_json(folder / "d.json", tables),
        "xlsx": write_xlsx(folder / "e.xlsx", flat(tables)),
    }.items():
        # nothing that was drawn at random looks like the text of an encoding
        named = options(encoding="gb18030") if name == "gb18030" else options()
        assert facts(plan_import([path], existing={}, options=named)) == expected, name
    for kind, _, key, props, *_ in expected:
        assert props == canonical(json.loads(props))
        assert kind not in ("org", "person") or json.loads(props)["id"] == key
    again = plan_rows(tables, existing=stored(plan_rows(tables, existing={}, options=options())), options=options())
    assert facts(again) == expected


_VALUES = (
    st.lists(st.none() | st.text(max_size=8), min_size=3, max_size=3)
    | st.lists(st.none() | st.integers(-5, 5), min_size=3, max_size=3)
    | st.lists(st.none() | st.booleans(), min_size=3, max_size=3)
    | st.lists(
        st.none() | st.floats(allow_nan=False, allow_infinity=False).map(lambda x: x + 0.0), min_size=3, max_size=3
    )
    | st.lists(st.none() | st.lists(st.text(max_size=4), max_size=3).map(tuple), min_size=3, max_size=3)
)


@given(columns=st.dictionaries(st.text(min_size=1, max_size=6), _VALUES, max_size=6))
def test_encode_is_canonical(columns: Mapping[str, Sequence[Any]]):
    made = encode(columns, 3)
    for row in range(3):
        props = {n: list(c[row]) if isinstance(c[row], tuple) else c[row] for n, c in columns.items()}
        assert made[row] == canonical(props)


def test_keys_join_what_is_there():
    assert keys([["a", "b"], [None, "x\ty\nz"], [3, None]]) == ["a\t\t3", "b\tx y z\t"]
    assert keys([["a", None]]) == ["a", ""]


# --- options and partial acceptance ------------------------------------------------------------------------------------


def test_valid_rows_are_taken_without_what_depends_on_the_others(tmp_path):
    tables = account()
    tables["people"][2]["grade"] = 9  # c1; c2 reports to c1, and stays without a manager
    tables["people"][3]["grade"] = 9  # c2
    result = plan_import([write(tmp_path / "t", tables)], existing={}, options=options(accept_valid=True))
    kept = {f[2] for f in facts(result) if f[0] == "person"}
    assert kept == {"u1", "u2", "t1", "c3"}
    assert [
        f for f in facts(result) if f[0] in ("influences", "stance", "role_in", "need", "action", "interaction")
    ] == []
    assert {f[0] for f in facts(result)} >= {"org", "unit", "opportunity", "goal", "supplies"}
    assert result.by_code["E01"] == result.errors - 2
    assert result.by_code["W16"] == 1


def test_a_stored_person_survives_a_bad_new_row(tmp_path):
    base = stored(plan_rows(account(), existing={}, options=options()))
    tables = {
        "people": [{"id": "c1", "name": "陈董", "org": "HY", "grade": 9}],
        "needs": [{"id": "N2", "holder": "c1", "kind": "other", "statement": "x"}],
    }
    result = plan_rows(tables, existing=base, options=options(accept_valid=True))
    assert [f[0] for f in facts(result)] == ["need"]


def test_an_unreadable_file_is_never_half_accepted(tmp_path):
    folder = write(tmp_path / "t", account())
    (folder / "goals.csv").write_bytes(b"\xff\xff\xff")
    result = plan_import([folder], existing={}, options=options(accept_valid=True))
    assert result.change is None
    assert {p.code for p in result.problems} == {"E15"}


def test_gaps_are_filled(tmp_path):
    tables = account()
    tables["edges"] = [{"kind": "INFLUENCES", "from": "c3", "to": "c2", "level": 2}]
    bare = plan_import([write(tmp_path / "t", tables)], existing={}, options=options(observed_at="2026-06-01"))
    assert bare.by_code == {"W13": 2}
    filled = plan_import(
        [tmp_path / "t"], existing={}, options=options(source="survey", reported_by="u2", observed_at="2026/6/1")
    )
    assert filled.by_code == {}
    for result, source, reporter in ((bare, "import:edges.csv", "import:edges.csv"), (filled, "survey", "u2")):
        _, dated, key, props, start, end, seen = next(f for f in facts(result) if f[0] == "influences")
        assert (dated, start, end, seen) == (True, "2026-06-01", "", "2026-06-01")
        assert key == f"c3\tc2\t\t\t{reporter}"
        assert json.loads(props) == {
            "confidence": "E",
            "from": "c3",
            "level": 2,
            "reported_by": reporter,
            "source": source,
            "to": "c2",
        }


def test_stored_rules_count(tmp_path):
    base = stored(plan_rows(account(), existing={}, options=options()))
    seen = {"source": "survey", "reported_by": "u1", "observed_at": "2026-06-01"}
    cases = {
        "E06": {"edges": [{"kind": "REPORTS_TO", "from": "c1", "to": "c3"}]},
        "E07": {"edges": [{"kind": "REPORTS_TO", "from": "c3", "to": "u1"}]},
        "E11": {"edges": [{"kind": "OWNS", "from": "c1", "to": "c3"}]},
        "E03": {"orgs": [{"id": "US2", "name": "x", "category": "our_company"}]},
        "W03": {"people": [{"id": "c7", "name": "陈董", "org": "HY"}]},
        "W04": {"edges": [{"kind": "TRUSTS", "from": "c3", "to": "c2", "level": 1, **seen}]},
    }
    for code, tables in cases.items():
        assert code in plan_rows(tables, existing=base, options=options()).by_code, code
    exclusive = {"kind": "STANCE", "from": "c3", "level": 3, "evidence": "x", **seen}
    base = stored(plan_rows(account() | {"edges": [{**exclusive, "to": "US"}]}, existing={}, options=options()))
    assert "E10" in plan_rows({"edges": [{**exclusive, "to": "RV"}]}, existing=base, options=options()).by_code
    flagged = stored(plan_rows(account(), existing={}, options=options()))
    props = [p.replace('"grade":5', '"flags":["do_not_process"],"grade":5') for p in flagged["person"].props]
    flagged["person"] = Batch("person", flagged["person"].keys, props, *([""] * 6 for _ in range(3)))
    assert plan_rows(account(), existing=flagged, options=options()).by_code == {"E12": 2}


def test_a_changed_person_replaces_the_manager(tmp_path):
    base = stored(plan_rows(account(), existing={}, options=options()))
    tables = {"people": [{"id": "c3", "name": "周总", "org": "HY", "reports_to": "c1"}]}
    assert plan_rows(tables, existing=base, options=options()).errors == 0


def test_a_semicolon_within_an_item_of_a_list_is_written_with_a_backslash(tmp_path):
    tables = account()
    tables["edges"][0]["evidence"] = r"纪要 6 月;会上说:先看\;再定；图纸在 C:\图；先\；后"
    result = plan_import([write(tmp_path / "t", tables)], existing={}, options=options())
    props = next(json.loads(f[3]) for f in facts(result) if f[0] == "influences")
    assert props["evidence"] == ["纪要 6 月", "会上说:先看;再定", "图纸在 C:\\图", "先；后"]
    for of in TABLES:
        assert (r"\；" in template(of)) == any(f.many for f in of.columns)


def test_templates_are_importable_and_never_overwritten(tmp_path):
    (tmp_path / "people.csv").write_text("mine")
    written = write_templates(tmp_path)
    assert len(written) == len(TABLES) - 1
    assert (tmp_path / "people.csv").read_text() == "mine"
    (tmp_path / "people.csv").unlink()
    write_templates(tmp_path)
    result = plan_import([tmp_path], existing={}, options=options())
    assert (result.problems, result.change) == ((), None)
    for of in TABLES:
        heading = template(of).splitlines()[0]
        assert all(f"{f.name}|{f.zh}" in heading for f in of.columns)
    edges = template(next(t for t in TABLES if t.name == "edges"))
    assert "十个决定" in edges
    assert "ten decisions" in edges


def test_templates_of_which_one_cannot_be_written_are_none(tmp_path, monkeypatch):
    def full(path, content):
        if "people" in path.name:
            raise UsageError(Text("磁盘已满", "No space left on device"))
        write_whole(path, content)

    monkeypatch.setattr("graphcrm.files.write_whole", full)
    for folder in (tmp_path / "new", tmp_path):
        with pytest.raises(UsageError, match="No space left"):
            write_templates(folder)
        assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "changes", [{"today": "soon"}, {"source": "gossip"}, {"reported_by": "a>b"}, {"observed_at": "x"}]
)
def test_options_are_checked(changes):
    from graphcrm.errors import UsageError

    with pytest.raises(UsageError):
        plan_rows({}, existing={}, options=options(**changes))


def test_categories_are_covered():
    assert {c.value for c in OrgCategory} >= {"our_company", "customer", "competitor"}
