"""Decision roles that stand beside an attitude in its cell: “支持（教练）”, “Supporter (coach)”, “neutral; gatekeeper”."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.words import vocabulary, word_key

__all__ = ["roles_beside"]

_SIGNS = re.compile(r"\s*[(\uff08)\uff09;\uff1b,\uff0c、/+&|]\s*")


def roles_beside(cell: str) -> str:
    """The roles that parts of a cell name beside a part that is an attitude, with semicolons between; "" if none does.

    A word that is an attitude as well, “Supporter (champion)”, is no role.

    >>> roles_beside("支持（教练）"), roles_beside("Neutral (gatekeeper, user)"), roles_beside("支持（预算紧）"), roles_beside("Coach")
    ('coach', 'gatekeeper;user', '', '')
    """
    attitudes, roles = vocabulary("people", "stance"), vocabulary("people", "roles")
    parts = [word_key(part) for part in _SIGNS.split(cell)]
    named = [roles.get(part, "") for part in parts if part not in attitudes]
    return ";".join(dict.fromkeys(filter(None, named))) if len(named) < len(parts) else ""
