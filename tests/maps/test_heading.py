"""The words over a map."""

from __future__ import annotations

import pytest

from graphcrm.i18n import Text
from graphcrm.maps.heading import _money


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [(68e6, "¥6800万", "¥68M"), (1.25e9, "¥12.5亿", "¥1250M"), (3500, "¥3500", "¥3.5k"), (0, "¥0", "¥0")],
)
def test_amounts_in_words(amount: float, zh: str, en: str) -> None:
    assert _money(amount, "CNY") == Text(zh, en)
