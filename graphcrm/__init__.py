"""graphcrm: who really decides, who moves them, and how sure is that.

On the workspace that ``graphcrm demo`` makes:

>>> import graphcrm, networkx
>>> workspace = graphcrm.Workspace("demo-out/demo.graphcrm")
>>> account = workspace.account("HY", "HY-CORE", as_of="2026-06-30")
>>> account.key_influencers(top=1).to_frame()["name"].tolist()
['林行长']
>>> rank = networkx.pagerank(account.graph().reverse())
>>> sorted(rank, key=rank.get)[-3:]
['c6', 'c3', 'c2']

Names are loaded when they are used: importing the package imports no library.
"""

from __future__ import annotations

# As typing has it, which takes longer to load than a Ctrl-C may wait for a command that can answer it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from graphcrm.asking.result import Result
    from graphcrm.errors import GraphcrmError, InputError, IntegrityError, StoreError, UsageError
    from graphcrm.graph.csr import CsrGraph
    from graphcrm.i18n import Text
    from graphcrm.snapshot import Snapshot
    from graphcrm.workspace.account import Account
    from graphcrm.workspace.door import Workspace

__all__ = [
    "Account",
    "CsrGraph",
    "GraphcrmError",
    "InputError",
    "IntegrityError",
    "Result",
    "Snapshot",
    "StoreError",
    "Text",
    "UsageError",
    "Workspace",
]

_HOMES = {
    "Account": "graphcrm.workspace.account",
    "CsrGraph": "graphcrm.graph.csr",
    "GraphcrmError": "graphcrm.errors",
    "InputError": "graphcrm.errors",
    "IntegrityError": "graphcrm.errors",
    "Result": "graphcrm.asking.result",
    "Snapshot": "graphcrm.snapshot",
    "StoreError": "graphcrm.errors",
    "Text": "graphcrm.i18n",
    "UsageError": "graphcrm.errors",
    "Workspace": "graphcrm.workspace.door",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'graphcrm' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
