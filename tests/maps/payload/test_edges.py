"""What the page is told of a line."""

from __future__ import annotations

import math

from graphcrm.maps.layout.positions import people_layout
from graphcrm.maps.payload.model import people_payload
from graphcrm.maps.payload.values import numbering
from graphcrm.maps.records.edges import LineKind
from tests.maps.sample import sample


def test_weights_are_whole_per_cents_and_reporting_lines_have_none() -> None:
    """The slider “min. strength” and the table of the page count in per cents."""
    model = sample()
    number = numbering(model)
    told = people_payload(model, people_layout(model), number)["edges"]
    wanted = [None if e.kind is LineKind.REPORTS_TO else math.floor(100 * e.weight + 0.5) for e in model.edges]
    assert [e.get("weight") for e in told] == wanted
    assert max(w for w in wanted if w is not None) > 1
