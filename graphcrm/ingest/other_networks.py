"""Files of network tools in the wrong place: which tool's a file is, by how it begins or ends, and how to bring it."""

from __future__ import annotations

import re
from pathlib import Path

from graphcrm.i18n import Text

__all__ = ["network_elsewhere", "refused_network"]

#: Endings of files that hold a network and no tables.
_NETWORKS = frozenset({".graphml", ".gexf", ".gml", ".net", ".paj"})

_KINDS = {
    rb"(?:/\*(?:[^*]|\*(?!/))*\*/\s*|(?://|#)[^\n]*\n\s*)*(strict\s+)?(di)?graph\b[^,;\r\n]*\{": "Graphviz (DOT)",
    rb"dl\s+(n\s*=|nm\s*=|nr\s*=|format|\d)": "UCINET (DL)",
    rb"nodedef\s*>": "GUESS (GDF)",
}
_BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"


def refused_network(start: bytes) -> Text | None:
    """Why a file that begins so is not read, and what to do; None for any other.

    >>> str(refused_network(b"digraph g {"))[:50] != "", refused_network(b"Name,Title")
    (True, None)
    """
    start = start.replace(b"\0", b"").lstrip(_BEFORE)
    kind = next((kind for begins, kind in _KINDS.items() if re.match(begins, start, re.IGNORECASE | re.DOTALL)), "")
    if not kind:
        return None
    return Text(
        f"这是 {kind} 格式，读不了；请在 Gephi 里打开，用“文件 › 导出 › 图文件”存为 GraphML 或 GEXF，再用 graphcrm network import 导入；"
        "或写成 CSV，每行一条关系，列为 src、dst、weight",
        f"this is the format of {kind}, which is not read; open it in Gephi, save it as GraphML or GEXF (File › Export › Graph file), and "
        "bring that with graphcrm network import; or write a CSV file with a line for each tie and the columns src, dst and weight",
    )


def network_elsewhere(path: Path) -> Text | None:
    """Which command reads a network that somebody brings among tables; None for a file of any other ending.

    >>> network_elsewhere(Path("who.graphml")) is None, network_elsewhere(Path("who.csv"))
    (False, None)
    """
    if path.suffix.casefold() not in _NETWORKS:
        return None
    return Text(
        "这是网络文件，不是表；请用 graphcrm network import 导入（--tie 写明是哪种关系）",
        "this file holds a network and no tables; bring it with graphcrm network import (--tie says what kind of tie it is)",
    )
