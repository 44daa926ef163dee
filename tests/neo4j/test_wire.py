"""Rows as texts: what is packed comes out of the server as it went in, and what cannot be is left to maps."""

from __future__ import annotations

import pytest

from graphcrm.store import open_store
from graphcrm.store.neo4j.wire import WORTH, pack
from tests.neo4j.conftest import Place
from tests.neo4j.test_graph import HOSTILE
from tests.neo4j.worker import large


@pytest.mark.parametrize("value", [[], [1], ["a", ""], ["a\x1fb"], "", {"a": 1}])
def test_what_has_no_text_of_its_own_is_not_packed(value: object) -> None:
    assert pack([("a",)] * WORTH, [{"x": value}] * WORTH) is None


def test_a_column_of_several_types_a_strange_name_or_few_rows_are_not_packed() -> None:
    assert pack([("a",)] * WORTH, [{"x": i if i % 2 else str(i)} for i in range(WORTH)]) is None
    assert pack([("a",)] * WORTH, [{"x`: 1}) DETACH DELETE n //": 1}] * WORTH) is None
    assert pack([("a",)] * (WORTH - 1), [{"x": 1}] * (WORTH - 1)) is None


def test_every_type_comes_back_as_it_was(place: Place) -> None:
    rows = [
        {
            "text": HOSTILE[i % len(HOSTILE)],
            "number": (-1) ** i * (2**62 + i),
            "real": i / 7,
            "yes": i % 2 == 0,
            "list": [HOSTILE[(i + k) % len(HOSTILE)] for k in range(i % 3 + 1)],
        }
        for i in range(WORTH)
    ]
    rows[3] = {}
    rows[4] = {"real": 1e-300, "number": 0}
    packed = pack([(f"{i}",) for i in range(WORTH)], rows)
    assert packed is not None
    found = place.run(
        "WITH split($text, $nul) AS cells UNWIND range(0, $last, $width) AS i"
        f" RETURN cells[i], {packed.literal} AS values",
        **packed.parameters,
    )
    for i, (head, values) in enumerate(found):
        assert head == str(i)
        assert {k: v for k, v in values.items() if v is not None} == rows[i]  # type: ignore[attr-defined]


def test_a_first_import_is_drawn_the_same_either_way(place: Place) -> None:
    with open_store(place.url, create=True) as store:
        store.apply(large(700, 900))
        assert list(store.check().damage) == []
