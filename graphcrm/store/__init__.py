"""Stores: :func:`open_store` picks the one that an address names.

An address is the path of a workspace file (the embedded store, one SQLite file), or the URL of a graph database. Nothing
heavy is imported here; the engine of a store is loaded when a store of that kind is opened.
"""

from __future__ import annotations

import os
import re

from graphcrm.configuration import on_server
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.store.base import AuditEntry, CheckReport, Progress, Store
from graphcrm.store.waiting import OnWait

__all__ = ["SCHEMES", "AuditEntry", "CheckReport", "Progress", "Store", "open_store", "shown_address"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
#: How the addresses of team stores begin.
SCHEMES = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})

_UNKNOWN = Text(
    "不认识的存储地址类型 {scheme}://；请给出工作区文件的路径，或 Neo4j 的 Bolt 地址（neo4j://主机、bolt://主机:7687）",
    "unknown kind of store address {scheme}://; give the path of a workspace file, or the Bolt address of a Neo4j server"
    " (neo4j://host, bolt://host:7687)",
)
_SLASHES = Text(
    "地址 {scheme}: 后应有两个斜杠；请写成 {scheme}://主机[:端口]",
    "after {scheme}: an address has two slashes; write {scheme}://host[:port]",
)
_EMPTY = Text("没有给出工作区：请给出工作区文件的路径", "no workspace given; give the path of a workspace file")
_NUL = Text("工作区路径里有空字符 (NUL)", "the workspace path contains a NUL character")


def open_store(url: str | os.PathLike[str], *, create: bool = False, on_wait: OnWait | None = None) -> Store:
    """Open the workspace at `url`.

    Parameters
    ----------
    url
        Path of a workspace file, or the URL of a team store.
    create
        Make a new, empty workspace if there is none. An existing workspace is simply opened; a file that is not one is
        refused and left as it is.
    on_wait
        Told how many seconds have been waited, when another process keeps the store locked: after one, and then every ten.

    Raises
    ------
    StoreUnavailable
        The file is not there, may not be read, or lies on a full or failing disk.
    NotAStore
        The file belongs to another program or to a newer graphcrm; it was not touched.
    IntegrityError
        The file is a workspace and damaged.
    UsageError
        The address is not one of a store.
    """
    address = os.fspath(url)
    scheme = _SCHEME.match(address)
    if scheme:
        # Only the scheme is quoted: an address may carry a password.
        name = scheme[1].lower()
        if name in SCHEMES:
            from graphcrm.store.neo4j.store import Neo4jStore

            return Neo4jStore.open(address, create=create, on_wait=on_wait)
        raise UsageError(_UNKNOWN.format(scheme=name))
    kind = address.partition(":")[0].lower()
    if kind in SCHEMES and ":" in address and not os.path.lexists(address):
        raise UsageError(_SLASHES.format(scheme=kind))
    if not address:
        raise UsageError(_EMPTY)
    if "\0" in address:
        raise UsageError(_NUL)

    from graphcrm.store.sqlite.store import SqliteStore

    return SqliteStore.open(address, create=create, on_wait=on_wait)


def shown_address(url: str) -> str:
    """An address as it may be printed."""
    if not on_server(url):
        return url
    from graphcrm.store.neo4j.address import Address

    return Address.parse(url).shown
