"""An account cut out of the workspace says what the workspace says of it, and nothing else changes its digest."""

import json
import runpy
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphcrm.analysis.status.portfolio import portfolio
from graphcrm.errors import IntegrityError, StoreBusy, StoreUnavailable
from graphcrm.model.facts import NEVER, OPEN, Batch, ChangeSet, Fact
from graphcrm.portfolio import cells
from graphcrm.portfolio.cells import Cell, Shelf
from graphcrm.portfolio.counted import Counted
from graphcrm.portfolio.parts import Parts
from graphcrm.store import open_store
from graphcrm.store.checksums import Chunk
from graphcrm.store.columns import Columns, counting
from graphcrm.workspace.door import Workspace
from tests.oracle.random_accounts import AS_OF, TODAY, write_account
from tests.portfolio.conftest import DAY, ROOT


def facts(kind, *rows):
    return Batch.of(kind, [Fact(kind, key, props) for key, props in rows], dated=False)


def small(**more):
    """Two customers, a third party between them, and us."""
    batches = {
        "org": facts(
            "org",
            *((k, {"id": k, "name": k, "category": c}) for k, c in (("A", "customer"), ("B", "customer"))),
            ("T", {"id": "T", "name": "T", "category": "third_party"}),
            ("US", {"id": "US", "name": "US", "category": "our_company"}),
        ),
        "person": facts(
            "person",
            *((k, {"id": k, "name": k, "org": o}) for k, o in (("a", "A"), ("b", "B"), ("t", "T"), ("u", "US"))),
        ),
        "influences": facts(
            "influences", ("1", {"from": "t", "to": "a", "level": 3}), ("2", {"from": "t", "to": "b", "level": 3})
        ),
        "knows": facts("knows", ("3", {"from": "u", "to": "a"}), ("4", {"from": "u", "to": "b"})),
    }
    return batches | more


@pytest.fixture
def parts(tmp_path):
    """Parts of the accounts A and B of some batches, by way of a store."""
    made = []

    def of(batches):
        made.append(tmp_path / f"{len(made)}.graphcrm")
        with open_store(str(made[-1]), create=True) as store:
            store.apply(ChangeSet("tester", "test", f"{DAY}T09:00:00Z", DAY, list(batches.values())))
            return Parts.read(store, DAY, lambda _: ["A", "B"])

    return of


def rows(part, kind):
    return list(part.batches[kind].keys) if kind in part.batches else []


def test_a_part_has_what_names_the_account_and_who_that_names(parts):
    part = parts(small()).part("A")
    assert rows(part, "org") == ["A", "B", "T", "US"], "the third party is tied to somebody of B"
    assert rows(part, "person") == ["a", "b", "t", "u"]
    assert rows(part, "influences") == ["1", "2"], "the third party belongs to both accounts"
    assert rows(part, "knows") == ["3"], "what ours are to others is no matter of the account"


def test_others_change_nothing(parts):
    before = {a: parts(small()).part(a).digest for a in "AB"}
    other = Batch.of(
        "knows",
        [
            Fact("knows", "3", {"from": "u", "to": "a"}),
            Fact("knows", "4", {"from": "u", "to": "b", "declared_level": 2}),
        ],
    )
    after = {a: parts(small(knows=other)).part(a).digest for a in "AB"}
    assert before["A"] == after["A"]
    assert before["B"] != after["B"]


def test_the_team_s_rules_are_a_matter_of_every_account(parts):
    plan = facts("cadence", ("", {"tier": "A", "max_days": 9}))
    assert {rows(parts(small(cadence=plan)).part(a), "cadence")[0] for a in "AB"} == {""}
    everybody = facts("asked", ("q", {"reporter": "u", "about": "*"}), ("r", {"reporter": "u", "about": "b"}))
    assert rows(parts(small(asked=everybody)).part("A"), "asked") == ["q"]


def test_a_network_comes_as_a_whole(parts):
    ties = facts(
        "tie",
        *(
            (k, {"type": n, "from": f, "to": t, "weight": 1})
            for k, n, f, t in (("x", "n", "a", "b"), ("y", "n", "b", "t"), ("z", "m", "b", "t"))
        ),
    )
    assert rows(parts(small(tie=ties)).part("A"), "tie") == ["x", "y", "z"], (
        "t is tied to a by no tie of m, but belongs to A"
    )
    alone = {k: v for k, v in small(tie=ties).items() if k != "influences"}
    assert rows(parts(alone).part("A"), "tie") == ["x", "y"]


@pytest.mark.parametrize("seed", range(6))
def test_a_random_account_is_the_same_in_its_part(tmp_path, seed):
    (tmp_path / "files").mkdir()
    write_account(tmp_path / "files", seed, size=14 + seed)
    ws = Workspace(tmp_path / "w.graphcrm")
    ws.import_tables(tmp_path / "files", today=TODAY)
    snapshot = ws.snapshot(AS_OF)
    assert ws.portfolio(as_of=AS_OF).holdings == portfolio(snapshot, snapshot.accounts)


def test_an_imported_network_is_the_same_in_its_part(tmp_path, ws):
    edges = tmp_path / "net.csv"
    pairs = [(8 + n, 9 + n * 3 % 200) for n in range(80)]
    edges.write_text("from,to,weight\n" + "".join(f"p{u},p{v},{1 + u % 7}\n" for u, v in pairs if u != v))
    ws.import_network(edges, ties={"mails": "influences"}, account="A0", today=DAY)
    snapshot = ws.snapshot(DAY)
    assert ws.portfolio(as_of=DAY).holdings == portfolio(snapshot, snapshot.accounts)


def test_what_is_said_with_escapes_is_read(parts):
    note = facts("interaction", ("i", {"id": "i", "participants": ["u", "a"], "summary": 'said "b", \\ and left'}))
    found = parts(small(interaction=note))
    assert rows(found.part("A"), "interaction") == ["i"]
    assert rows(found.part("B"), "interaction") == [], "a name within a sentence names nobody"


def test_only_the_version_that_counts_belongs_anywhere(tmp_path):
    """Somebody moves from A to B, and a tie is taken back: neither leaves a trace with the account that they left."""
    ws = Workspace(tmp_path / "w.graphcrm")
    for n, batches in enumerate((small(), {"person": facts("person", ("a", {"id": "a", "name": "a", "org": "B"}))})):
        with open_store(ws.url, create=n == 0) as store:
            day = f"2026-0{n + 1}-01"
            store.apply(ChangeSet("tester", "test", f"{day}T09:00:00Z", day, list(batches.values())))
    with open_store(ws.url) as store:
        before = Parts.read(store, "2026-01-15", lambda _: ["A", "B"])
        after = Parts.read(store, DAY, lambda _: ["A", "B"])
    assert json.loads(before.part("A").batches["person"].props[0])["org"] == "A"
    assert "person" not in after.part("A").batches
    assert [json.loads(p)["org"] for p in after.part("B").batches["person"].props] == ["B", "B", "T", "US"]


def test_no_account_is_handed_out_of_a_damaged_store(ws):
    raw = Path(ws.url).read_bytes()
    assert raw.count(b"p100") > 1
    at = raw.rindex(b'"p100"')
    with open(ws.url, "r+b") as file:
        file.seek(at + 1)
        file.write(b"q")
    told = []
    with pytest.raises(IntegrityError):
        ws.portfolio(as_of=DAY, progress=lambda *done: told.append(done))
    assert not told


@pytest.mark.parametrize("times", [1, 99])
def test_a_store_that_changes_between_the_readings_is_read_again(parts, tmp_path, times):
    parts(small())
    with open_store(str(tmp_path / "0.graphcrm")) as store, open_store(str(tmp_path / "0.graphcrm")) as other:
        changes = []

        def chosen(batches):
            if len(changes) < times:
                changes.append(facts("person", (f"n{len(changes)}", {"id": "n", "name": "n", "org": "A"})))
                other.apply(ChangeSet("tester", "test", f"{DAY}T10:00:00Z", DAY, [changes[-1]]))
            return ["A"]

        if times > 9:
            with pytest.raises(StoreBusy):
                Parts.read(store, DAY, chosen)
        else:
            assert "n0" in rows(Parts.read(store, DAY, chosen).part("A"), "person")


_DAYS = st.sampled_from([OPEN, "2026-01-01", "2026-03-01", "2026-06-30", "2026-09-01"])


@given(
    st.lists(st.tuples(st.integers(1, 4), st.sampled_from("ab"), st.sampled_from("xyz"), _DAYS, _DAYS, _DAYS)),
    st.sets(st.integers(1, 4)),
    st.integers(1, 5),
)
def test_the_versions_that_count_are_those_of_the_store(versions, undone, size):
    ends = [NEVER if end == "2026-01-01" else end for *_, end in versions]
    columns = [[v[i] for v in versions] for i in range(5)]
    changes, kinds, keys, starts, seen = columns
    sequences = list(range(1, len(versions) + 1))
    counted = Counted("2026-05-01", undone)
    for at in range(0, len(versions), size):
        part = slice(at, at + size)
        texts = (changes, kinds, keys, starts, ends, seen, keys, changes, changes)
        counted.add(Chunk(sequences[part], *(column[part] for column in texts)))
    expected = set()
    for kind in "ab":
        own = [i for i, k in enumerate(kinds) if k == kind and changes[i] not in undone]
        some = Columns(*([column[i] for i in own] for column in (keys, keys, starts, ends, seen)))
        expected |= {sequences[own[i]] for i in counting(some, "2026-05-01")}
    found = counted.sequences(len(versions))
    assert {i for i, counts in enumerate(found) if counts} == expected


@pytest.mark.parametrize("in_memory", [cells._IN_MEMORY, 1])
def test_cells_give_back_what_was_put_in(in_memory, monkeypatch):
    """Also where blocks lie in a file, and where something was read before more is added."""
    monkeypatch.setattr(cells, "_IN_MEMORY", in_memory)
    shelf = Shelf()
    one, other = Cell(shelf), Cell(shelf)
    texts = [f"{n}\0{1}\0kind\0键{n}\0\0\0\0{{}}".encode() for n in range(5000)]
    for n, text in enumerate(texts):
        (one, other)[n % 3 == 0].add(text, b"%d %d" % (n, n + 1))
        if n in (2000, 3000):
            assert [len(list(cell.rows())) for cell in (one, other)] == [n - n // 3, n // 3 + 1]
    found = {int(row.sequence): row for cell in (one, other) for row in cell.rows()}
    assert ["\0".join(found[n][:8]).encode() for n in range(5000)] == texts
    assert found[7].names == [7, 8]
    assert [row.sequence for row in other.rows()] == [str(n) for n in range(0, 5000, 3)]
    assert list(Cell(shelf).rows()) == []


def test_the_file_of_a_shelf_has_no_name(monkeypatch, tmp_path):
    monkeypatch.setattr(cells, "_IN_MEMORY", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    shelf = Shelf()
    assert shelf.get(0, shelf.put(b"facts")) == b"facts"
    assert list(tmp_path.iterdir()) == []


def test_no_room_for_a_shelf_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(cells, "_IN_MEMORY", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "absent"))
    with pytest.raises(StoreUnavailable, match="TMPDIR"):
        Shelf().put(b"facts")


def test_what_is_held_of_an_account_is_a_part_of_what_its_facts_take(tmp_path):
    """Beside the facts of all accounts as objects, and beside the same portfolio four times smaller."""
    main = runpy.run_path(str(ROOT / "datasets" / "generate.py"))["main"]
    held = {}
    for n in (10, 40):
        files, people = tmp_path / str(n), str(n * 30)
        main([str(files), "--people", people, "--accounts", str(n), "--interactions", people])
        ws = Workspace(tmp_path / f"{n}.graphcrm")
        ws.import_tables(files, today=DAY)
        names = [f"A{a}" for a in range(n)]
        with ws.open() as store:
            for way in (lambda: Parts.read(store, DAY, lambda _: names), lambda: store.read(DAY)):  # noqa: B023
                tracemalloc.start()
                found = way()
                held.setdefault(n, []).append(tracemalloc.get_traced_memory()[0])
                tracemalloc.stop()
                del found
    (few, _), (many, whole) = held[10], held[40]
    assert many < 5.5 * few, "four times the accounts, about four times the memory"
    assert 2 * many < whole
