"""What stands beside an attitude in its cell: decision roles, “支持（教练）”, “neutral; gatekeeper”, and remarks, “支持（预算紧）”."""

from __future__ import annotations

import re

from graphcrm.ingest.guessing.words import said_in_part, vocabulary, word_key

__all__ = ["remarks_beside", "roles_beside"]

_SIGNS = re.compile(r"[(\uff08)\uff09;\uff1b,\uff0c、/+&|]")


def roles_beside(cell: str) -> str:
    """The roles that parts of a cell name beside a part that is an attitude, with semicolons between; "" if none does.

    A word that is an attitude as well, “Supporter (champion)”, is no role.

    >>> roles_beside("支持（教练）"), roles_beside("Neutral (gatekeeper, user)"), roles_beside("支持（预算紧）"), roles_beside("Coach")
    ('coach', 'gatekeeper;user', '', '')
    """
    attitudes, roles = vocabulary("people", "stance"), vocabulary("people", "roles")
    parts = [word_key(part) for part in _parts(cell)]
    named = [roles.get(part, "") for part in parts if part not in attitudes]
    return ";".join(dict.fromkeys(filter(None, named))) if len(named) < len(parts) else ""


def remarks_beside(cell: str) -> str:
    """What else a cell says beside an attitude that is all that is read of it; "" for an attitude alone, or with roles.

    >>> remarks_beside("支持（预算紧）"), remarks_beside("Supporter (coach; new since May)"), remarks_beside("2 (supports)")
    ('预算紧', 'new since May', '')
    """
    attitudes, roles = vocabulary("people", "stance"), vocabulary("people", "roles")
    if said_in_part(word_key(cell), attitudes) is None:
        return ""
    parts = [part for part in _parts(cell) if any(map(str.isalpha, part))]
    return "; ".join(part for part in parts if word_key(part) not in attitudes and word_key(part) not in roles)


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in _SIGNS.split(cell)]
