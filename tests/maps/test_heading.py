"""The words over a map."""

from __future__ import annotations

import pytest

from graphcrm.i18n import Text
from graphcrm.maps.heading import _money


@pytest.mark.parametrize(
    ("amount", "zh", "en"),
    [
        (0, "¥0", "¥0"),
        (999, "¥999", "¥999"),
        (1e3, "¥1000", "¥1k"),
        (3500, "¥3500", "¥3.5k"),
        (9990, "¥9990", "¥10k"),
        (1e4, "¥1万", "¥10k"),
        (1e6, "¥100万", "¥1M"),
        (68e6, "¥6800万", "¥68M"),
        (1e8, "¥1亿", "¥100M"),
        (1.25e9, "¥12.5亿", "¥1250M"),
        (960_000, "¥96万", "¥960k"),
        (999_960, "¥100万", "¥1M"),
        (99_999_900, "¥1亿", "¥100M"),
        (9999.97, "¥1万", "¥10k"),
    ],
)
def test_amounts_in_words(amount: float, zh: str, en: str) -> None:
    assert _money(amount, "CNY") == Text(zh, en)
