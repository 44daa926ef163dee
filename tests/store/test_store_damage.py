"""Damage anywhere in the file: the answer is refused or exactly right, and nothing is made worse."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from graphcrm.errors import IntegrityError
from graphcrm.model.facts import Batch, Fact
from graphcrm.store import AuditEntry, open_store
from tests.contract.making import change, people

PAGE = 4096
Damage = tuple[str, bytes]


def answers(path: Path) -> list[Any]:
    with open_store(path) as store:
        return [store.read(), store.read("2026-02-01", ["person"]), store.history(), store.history("p1"), store.audit()]


def write(path: Path) -> None:
    """Changes that need new pages and touch an old kind and a new one."""
    new = Batch.of("new", [Fact("new", "z", {"text": "v" * 6000})])
    with open_store(path) as store:
        store.apply(change(people(("p2", "Y")), new, day="2026-04-01"))
        store.audit(AuditEntry("2026-04-02", "tester", "read", "HY"))


def written_well(path: Path) -> bool:
    """Whether a change that was acknowledged is there and the kinds that it touched answer."""
    with open_store(path) as store:
        read = store.read(kinds=["person", "new"])
        return len(read["new"]) == 1 and '{"name":"Y"}' in read["person"].props and store.audit()[-1].subject == "HY"


def expect_refused_or_right(path: Path, healthy: bytes, damages: Iterator[Damage]) -> int:
    """Try each damage with a reader and with a writer; returns how many were refused."""
    path.write_bytes(healthy)
    before = answers(path)
    write(path)
    after = answers(path)
    refused = 0
    for name, data in damages:
        path.write_bytes(data)
        try:
            assert answers(path) == before, f"a wrong answer after {name}"
        except IntegrityError:
            refused += 1
        path.write_bytes(data)
        try:
            write(path)
        except IntegrityError:
            pass
        else:
            # What the change does not build on may be damaged, and must then still be noticed.
            with suppress(IntegrityError):
                assert answers(path) == after, f"a wrong answer after a write over {name}"
            assert written_well(path), f"what was written over {name} is not there"
        left = [other.name for other in path.parent.iterdir() if other != path]
        assert not left, f"{left} left behind after {name}"
    return refused


def flipped(data: bytes, offset: int, bit: int) -> Damage:
    changed = bytearray(data)
    changed[offset] ^= 1 << bit
    return f"bit {bit} of byte {offset % PAGE} of page {offset // PAGE + 1}", bytes(changed)


def scratch(tmp_path: Path) -> Path:
    """Thousands of small durable writes go to memory where there is a file system in memory."""
    memory = Path("/dev/shm")
    if not (memory.is_dir() and os.access(memory, os.W_OK)):
        return tmp_path / "w.graphcrm"
    folder = memory / f"graphcrm-{os.getpid()}-{tmp_path.name}"
    folder.mkdir()
    return folder / "w.graphcrm"


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    chosen = scratch(tmp_path)
    yield chosen
    if chosen.parent != tmp_path:
        shutil.rmtree(chosen.parent)


def test_every_byte_of_the_header(path: Path, healthy: bytes) -> None:
    chosen = random.Random(1)
    damages = (flipped(healthy, offset, bit) for offset in range(100) for bit in chosen.sample(range(8), 3))
    assert expect_refused_or_right(path, healthy, damages) > 200


def test_bits_of_every_page(path: Path, healthy: bytes) -> None:
    chosen = random.Random(2)

    def damages() -> Iterator[Damage]:
        for page in range(0, len(healthy), PAGE):
            # The first bytes of a page steer the tree, so they get more than their share.
            inside = [chosen.randrange(16) for _ in range(6)] + [chosen.randrange(PAGE) for _ in range(14)]
            for offset in inside:
                yield flipped(healthy, page + offset, chosen.randrange(8))

    assert expect_refused_or_right(path, healthy, damages()) > 50


def test_table_definitions(path: Path, healthy: bytes) -> None:
    chosen = random.Random(3)
    start = healthy.index(b"CREATE TABLE audit")
    damages = (flipped(healthy, chosen.randrange(start - 8, PAGE), chosen.randrange(8)) for _ in range(80))
    assert expect_refused_or_right(path, healthy, damages) == 80


@pytest.mark.parametrize("length", [PAGE, 512])
def test_zeroed_pages_and_sectors(path: Path, healthy: bytes, length: int) -> None:
    pages = range(0, len(healthy), PAGE)
    damages = ((f"zeros at {at}", healthy[:at] + bytes(length) + healthy[at + length :]) for at in pages)
    refused = expect_refused_or_right(path, healthy, damages)
    assert refused == len(pages) if length == PAGE else refused > 0


def test_pages_of_noise_and_pages_in_place_of_others(path: Path, healthy: bytes) -> None:
    chosen = random.Random(4)

    def damages() -> Iterator[Damage]:
        pages = range(0, len(healthy), PAGE)
        for at in pages:
            other = chosen.choice([page for page in pages if page != at])
            yield f"noise at {at}", healthy[:at] + chosen.randbytes(PAGE) + healthy[at + PAGE :]
            yield f"{other} at {at}", healthy[:at] + healthy[other : other + PAGE] + healthy[at + PAGE :]

    # Noise in place of the first page leaves nothing by which the file could be known as ours.
    damages_after_first = (
        damage for damage in damages() if damage[0] != "noise at 0" and not damage[0].endswith(" at 0")
    )
    assert expect_refused_or_right(path, healthy, damages_after_first) == 2 * (len(healthy) // PAGE - 1)


def test_every_length(path: Path, healthy: bytes) -> None:
    chosen = random.Random(5)
    lengths = [0, 1, 15, 16, 17, 59, 67, 68, 71, 72, 99, 100, 101, 4095, *range(PAGE, len(healthy), PAGE)]
    lengths += [chosen.randrange(len(healthy)) for _ in range(20)]
    damages = ((f"cut at {length}", healthy[:length]) for length in lengths)
    assert expect_refused_or_right(path, healthy, damages) == len(lengths)


@pytest.mark.parametrize("rubbish", [bytes(PAGE), b"x" * 3 * PAGE, bytes(7)])
def test_trailing_rubbish(path: Path, healthy: bytes, rubbish: bytes) -> None:
    assert expect_refused_or_right(path, healthy, iter([("rubbish at the end", healthy + rubbish)])) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)",
        "DELETE FROM audit",
        "UPDATE audit SET author = 'nobody' WHERE number = 1",
        "UPDATE audit SET number = number + 100",
    ],
)
def test_nothing_is_added_to_a_damaged_trail(path: Path, healthy: bytes, statement: str) -> None:
    """A change or an erasure after it would look as if the trail had been sound until then."""
    path.write_bytes(healthy)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(statement)
        raw.commit()
    damaged = path.read_bytes()
    with open_store(path) as store:
        for write in (
            lambda: store.apply(change(people(("p2", "Y")))),
            lambda: store.apply(change(undoes=1)),
            lambda: store.erase(lambda version: None, AuditEntry("2026-04-02", "tester", "erase")),
            lambda: store.audit(AuditEntry("2026-04-02", "tester", "read")),
        ):
            with pytest.raises(IntegrityError, match="chain of audit entries is broken"):
                write()
    assert path.read_bytes() == damaged


def test_kinds_out_of_order_are_noticed_before_anything_is_written(path: Path, healthy: bytes) -> None:
    """A kind that is not found under its key would be added once more, and no reader could tell which one holds."""
    path.write_bytes(healthy)
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'scopes'").fetchone()
    first = (page - 1) * PAGE + 8
    damaged = bytearray(healthy)
    damaged[first : first + 4] = healthy[first + 2 : first + 4] + healthy[first : first + 2]
    path.write_bytes(damaged)
    with pytest.raises(IntegrityError, match="not in PRIMARY KEY order"):
        write(path)
    assert path.read_bytes() == damaged


def test_damage_says_where_it_is_and_a_report_on_the_file_only_what(path: Path, healthy: bytes) -> None:
    at = healthy.index("周42".encode()) + 2
    path.write_bytes(flipped(healthy, at, 0)[1])
    with open_store(path) as store:
        with pytest.raises(IntegrityError) as refused:
            store.read()
        assert store.check().damage == (refused.value.what,)
    for text in (refused.value.text.zh, refused.value.text.en):
        assert text.startswith(str(path))
        assert "graphcrm store check" in text


def test_check_finds_a_flipped_bit_in_a_row_and_says_where(path: Path, healthy: bytes) -> None:
    at = healthy.index("周42".encode()) + 2
    path.write_bytes(flipped(healthy, at, 0)[1])
    with open_store(path) as store:
        report = store.check()
        assert any("row 43 of person" in fault.en for fault in report.damage)
        assert report.changes == 3
        with pytest.raises(IntegrityError, match="row 43 of person"):
            store.read(kinds=["person"])
        assert list(store.read(kinds=["note"])["note"].keys) == ["long", "short"], "other kinds still answer"
        with pytest.raises(IntegrityError):
            store.apply(change(people(("p2", "Y"))))
        with pytest.raises(IntegrityError):
            store.backup(str(path) + ".backup")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_consistent_forgery_in_one_table_is_noticed(path: Path, healthy: bytes) -> None:
    """Not a flipped bit but an edit with another program, which leaves the file in order for SQLite."""
    for statement in (
        "DELETE FROM versions WHERE sequence = 5",
        "UPDATE versions SET props = '{}' WHERE sequence = 5",
        "INSERT INTO versions SELECT sequence + 1000, change, kind, key, '', '', '', props, checksum FROM versions",
        "UPDATE changes SET undoes = NULL",
        "DELETE FROM changes WHERE number = 3",
        "UPDATE changes SET author = 'nobody' WHERE number = 1",
        "UPDATE scopes SET rows = rows + 1 WHERE kind = 'person'",
        "DELETE FROM scopes WHERE kind = 'note'",
        "UPDATE graphcrm_meta SET changes = 2",
        "DELETE FROM graphcrm_meta",
        "DELETE FROM audit WHERE number = 2",
        "UPDATE audit SET subject = 'another'",
        "DROP TABLE audit",
        "CREATE TABLE other (x)",
        "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM changes; END",
    ):
        path.write_bytes(healthy)
        raw = sqlite3.connect(path)
        raw.execute(statement)
        raw.commit()
        raw.close()
        with pytest.raises(IntegrityError):
            answers(path)
        try:
            with open_store(path) as store:
                assert not store.check().ok, f"check did not notice: {statement}"
        except IntegrityError:
            pass  # noticed on opening


def test_a_store_with_free_pages_is_checked_before_it_is_written(path: Path, healthy: bytes) -> None:
    """A list of free pages that names a page in use would have a writer overwrite it."""
    changed = bytearray(healthy)
    last = len(healthy) // PAGE
    changed[32:40] = last.to_bytes(4, "big") + (1).to_bytes(4, "big")
    path.write_bytes(bytes(changed))
    with open_store(path) as store, pytest.raises(IntegrityError):
        store.apply(change(people(("p2", "Y"))))
    assert path.read_bytes() == bytes(changed)
