"""Pieces of work that a writer sends side by side: each once, none after another writer took over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest

from graphcrm.errors import StoreBusy
from graphcrm.store import open_store
from graphcrm.store.neo4j.connection import Graph, Run
from graphcrm.store.neo4j.lease import Lease
from graphcrm.store.neo4j.opening import connect
from tests.neo4j.conftest import Place

_MADE = "MATCH (p:Graphcrm {workspace: $w}) WHERE p.piece IS NOT NULL RETURN p.piece ORDER BY p.piece"


@pytest.fixture
def graph(place: Place) -> Iterator[Graph]:
    open_store(place.url, create=True).close()
    made = connect(place.url)
    yield made
    made.close()


def make(run: Run, piece: int, workspace: str) -> None:
    run("CREATE (:Graphcrm {workspace: $workspace, piece: $piece})", workspace=workspace, piece=piece)


def pieces(place: Place, count: int) -> list[Callable[[Run], None]]:
    return [partial(make, piece=number, workspace=place.workspace) for number in range(count)]


def made(place: Place) -> list[object]:
    return [row[0] for row in place.run(_MADE)]


def test_every_piece_once(place: Place, graph: Graph) -> None:
    with Lease(graph) as lease:
        assert len(list(lease.side_by_side(pieces(place, 7)))) == 7
        assert made(place) == list(range(7))
        assert list(lease.side_by_side([])) == []
        list(lease.side_by_side(pieces(place, 1)))
    assert made(place) == [0, *range(7)], "another round begins to count anew"
    left = place.run("MATCH (w:Graphcrm {root: $w}) RETURN w.pieces, w.holder")
    assert left == [[None, None]]


def test_a_piece_whose_outcome_got_lost_is_not_written_twice(
    place: Place, graph: Graph, request: pytest.FixtureRequest
) -> None:
    with Lease(graph) as lease:
        request.getfixturevalue("twice")
        list(lease.side_by_side(pieces(place, 5)))
    assert made(place) == list(range(5))


def test_a_writer_that_was_taken_over_writes_nothing_more(place: Place, graph: Graph) -> None:
    other = Lease(graph)

    def taken_over_on_the_way() -> Iterator[Callable[[Run], None]]:
        first, *rest = pieces(place, 5)
        yield first
        while not made(place):
            pass
        place.run("MATCH (w:Graphcrm {root: $w}) SET w.until = 0")
        other.__enter__()
        yield from rest

    with Lease(graph) as lease, pytest.raises(StoreBusy, match="another process took"):
        list(lease.side_by_side(taken_over_on_the_way()))
    assert made(place) == [0]
    assert place.run("MATCH (w:Graphcrm {root: $w}) RETURN w.holder") == [[other.token]], "not released by the old one"
    other.__exit__(None, None, None)


def test_a_fault_of_one_piece_ends_the_round(place: Place, graph: Graph) -> None:
    def fail(run: Run) -> None:
        raise KeyError("no")

    with Lease(graph) as lease, pytest.raises(KeyError):
        list(lease.side_by_side([*pieces(place, 1), fail, *pieces(place, 1)]))
    assert made(place) in ([0], [0, 0])
