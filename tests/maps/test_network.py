"""The pyvis network behind the page."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.network import build_network, dot_size, network_data
from graphcrm.maps.payload.order import numbering
from tests.maps.sample import sample


def test_pyvis_holds_opaque_integers_and_given_positions() -> None:
    model = sample()
    plan = people_layout(model)
    number = numbering(model)
    net = build_network(model, plan.views[0], plan.mode, number)
    data = network_data(net)
    assert [n["id"] for n in data["nodes"]] == sorted(
        number.values(), key=lambda n: [number[p.id] for p in model.people].index(n)
    )
    assert len(data["edges"]) == len(model.edges)
    assert data["options"]["physics"] == {"enabled": False}
    text = str(data)
    assert not any(p.name in text or p.id in text for p in model.people)
    assert {round(plan.views[0].at[p.id][0], 1) for p in model.people} == {n["x"] for n in data["nodes"]}


def test_dots_have_an_area_proportional_to_the_share() -> None:
    assert (dot_size(0.04) / dot_size(0.02)) ** 2 == pytest.approx(2, rel=0.03)
    assert dot_size(None) == dot_size(0) > 0


def test_pyvis_and_pypinyin_are_imported_only_when_a_page_is_built() -> None:
    code = "import sys, graphcrm.maps.page; print([m for m in ('pyvis', 'pypinyin', 'networkx', 'playwright') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "[]"
