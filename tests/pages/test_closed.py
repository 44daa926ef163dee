"""Data that cannot end its element, and the policy over it."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graphcrm.pages.shell import json_block, policy

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["</script>", "<!--", "\u2028", "&amp;"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
def test_a_block_is_the_same_data_and_holds_nothing_that_a_parser_acts_on(data: Any) -> None:
    block = json_block(data)
    assert json.loads(block) == data
    assert not set(block) & set("<>&\u2028\u2029")


def test_the_policy_names_each_script_and_forbids_the_rest() -> None:
    said = dict(part.split(" ", 1) for part in policy(["a()", "b()"], "p{}").split("; "))
    digest = base64.b64encode(hashlib.sha256(b"b()").digest()).decode()
    assert said["script-src"].split()[1] == f"'sha256-{digest}'"
    assert said["default-src"] == said["base-uri"] == said["form-action"] == said["trusted-types"] == "'none'"
    assert "unsafe" not in policy([], "")
