"""Readings other than the usual one against the second reading: counter-influence counted, only what is sure enough, a rival's side."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from graphcrm.asking.ask import Ask
from graphcrm.asking.catalogue import find_query
from graphcrm.asking.run import run
from tests.oracle.imported import snapshots_of
from tests.oracle.random_accounts import ACCOUNT, AS_OF, write_account
from tests.oracle.test_second_reading import agree, every_query_agrees, read
from tests.oracle.test_structure import turn_some_against

pytestmark = pytest.mark.usefixtures("few_draws")


@pytest.mark.parametrize(
    ("seed", "options"),
    [
        (610, {"signed": True}),
        (601, {"signed": True}),
        (214, {"min_confidence": "A"}),
        (208, {"min_confidence": "C"}),
        (7007, {"vendor": "RIV2"}),
    ],
    ids=str,
)
def test_every_query_agrees(seed: int, options: Mapping[str, object], tmp_path: Path) -> None:
    folder = write_account(tmp_path, seed, size=11)
    if "signed" in options:
        turn_some_against(folder)
    (snapshot,) = snapshots_of(folder, AS_OF)
    for deal, derived in ((None, True), ("O1", False)):
        place = f"{seed}, {deal}, {options}"
        every_query_agrees(folder, snapshot, deal, derived=derived, place=place, **options)
        params = {"account": ACCOUNT, "opportunity": deal, "no_derived": not derived, "top": 10_000, **options}
        asked = run(Ask(find_query("verify-next"), snapshot, params))
        expected = read(folder, AS_OF, ACCOUNT, deal, derived=derived, **options)
        agree(asked.rows, expected.Q34(), ["kind", "about"], "impact", place)
        if "signed" in options:
            total = f"{100 * sum(map(abs, expected.picture.share.values())):.0f}%"
            assert any(total in text.en and total in text.zh for text in asked.assumptions), place
