"""The pyvis network behind the page."""

from __future__ import annotations

import subprocess
import sys

import pytest

from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.layout.views import Mode
from graphcrm.maps.network import build_network, dot_size, network_data
from graphcrm.maps.payload.values import numbering
from tests.maps.sample import sample


def test_pyvis_holds_opaque_integers_and_given_positions() -> None:
    model = sample()
    plan = people_layout(model)
    number = numbering(model)
    net = build_network(model, plan.views[0], plan.mode, number)
    assert [n["id"] for n in net.nodes] == [number[p.id] for p in model.people]
    assert [e["value"] for e in net.edges] == [round(100 * e.weight) for e in model.edges]
    text = str(net.get_network_data())
    assert not any(p.name in text or p.id in text for p in model.people)
    assert {round(plan.views[0].at[p.id][0], 1) for p in model.people} == {n["x"] for n in net.nodes}


def test_dots_carry_their_size_and_cards_none() -> None:
    model, number = sample(), numbering(sample())
    view = people_layout(model).views[0]
    assert network_data(build_network(model, view, Mode.CARDS, number)) == {"sizes": {}}
    sizes = network_data(build_network(model, view, Mode.DOTS, number))["sizes"]
    assert sizes == {number[p.id]: dot_size(p.share) for p in model.people}


def test_dots_have_an_area_proportional_to_the_share() -> None:
    assert (dot_size(0.04) / dot_size(0.02)) ** 2 == pytest.approx(2, rel=0.03)
    assert dot_size(None) == dot_size(0) > 0


def test_pyvis_is_imported_when_a_page_is_built_and_what_it_does_not_need_when_it_is_used() -> None:
    code = """
import sys, graphcrm.maps.page
loaded = lambda: [m for m in ('pyvis', 'networkx', 'networkx.classes', 'jsonpickle', 'IPython', 'IPython.display') if m in sys.modules]
print(loaded())
from graphcrm.maps.network import empty_network
net = empty_network()
print(loaded())
import networkx, pyvis.network
net.from_nx(networkx.path_graph(3))
print(len(net.edges), pyvis.network.IFrame('p.html', width=1, height=1).src, '"nodes"' in net.to_json())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines() == ["[]", "['pyvis']", "2 p.html True"]
