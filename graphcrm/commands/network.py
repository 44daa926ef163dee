"""``graphcrm network import``: an organisational network, as an edge list or a file of a graph tool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from graphcrm.commands.bilingual import BilingualGroup, command, option, shared
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.problems import problems_option
from graphcrm.commands.session import workspace
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import TieKind

__all__ = ["network"]


_KINDS = tuple(kind.value for kind in TieKind)
#: Which option says how a column is headed.
_COLUMNS = {"src": "source_column", "dst": "target_column", "type": "type_column", "weight": "weight_column"}


@click.group(
    "network",
    cls=BilingualGroup,
    text=Text(
        "组织网络：谁向谁请教、谁与谁往来。\n\n  graphcrm network import edges.csv --tie trusts",
        "Organisational networks: who asks whom, who writes to whom.\n\n  graphcrm network import edges.csv --tie trusts",
    ),
)
def network() -> None:
    """Commands on networks."""


@command(
    "import",
    Text(
        "导入组织网络：CSV 或 Excel 边列表（src,dst,type,weight[,first,last]；Source/Target 等常见标题也认得）、邻接矩阵、"
        "GraphML、GEXF、GML、Pajek、JSON（nodes/links）。--tie 说明每种关系的含义："
        "trusts（src 依赖 dst）、influences（src 影响 dst）、exchanges（src 说自己向 dst 传递信息：问卷）、communicates（通信记录）、"
        "affiliates（无向）、reports_to；--tie 含义 适用于整个文件。无向的关系不会读成有方向；权重 0 不算关系，负权重是反对或冲突。\n\n"
        "  graphcrm network import datasets/krackhardt/edges.csv --nodes datasets/krackhardt/nodes.csv "
        "--tie asks_advice=trusts --tie reports_to=reports_to\n  graphcrm rank",
        "Import an organisational network: an edge list in CSV or Excel (src,dst,type,weight[,first,last]; usual headings such as "
        "Source/Target are known), an adjacency matrix, GraphML, GEXF, GML, Pajek or JSON (nodes and links). --tie says what "
        "each type means: trusts (src relies on dst), influences (src moves dst), exchanges (src says that it passes information "
        "to dst: a survey), communicates (a log of messages), affiliates (undirected), reports_to; --tie KIND says it of the whole "
        "file. Ties without a direction are never read as having one; a weight of 0 is no tie, one below 0 stands against "
        "somebody.\n\n"
        "  graphcrm network import datasets/krackhardt/edges.csv --nodes datasets/krackhardt/nodes.csv "
        "--tie asks_advice=trusts --tie reports_to=reports_to\n  graphcrm rank",
    ),
)
@click.argument("edges", type=click.Path())
@option(
    "--nodes",
    Text("人员表，CSV 或 Excel（id,…属性）", "list of people, CSV or Excel (id, attributes)"),
    type=click.Path(),
)
@option(
    "--tie",
    "ties",
    Text("关系类型=含义（可多次），或整个文件的含义", "TYPE=KIND (repeatable), or KIND of the whole file"),
    multiple=True,
)
@option("--source-column", Text("起点列的标题", "heading of the column src"))
@option("--target-column", Text("终点列的标题", "heading of the column dst"))
@option("--type-column", Text("类型列的标题", "heading of the column type"))
@option("--weight-column", Text("权重列的标题", "heading of the column weight"))
@option("--account", Text("归入此客户（默认 NET）", "put the people into this customer (default NET)"), default="NET")
@option("--name", Text("客户名称（默认文件夹名）", "name of the customer (default: the folder's)"))
@option("--today", Text("导入日（默认今天）", "day of the import (default today)"))
@option(
    "--encoding",
    Text("文本文件的编码（默认自动识别）", "encoding of text files (recognised by default)"),
    metavar="NAME",
)
@dry_run_option
@problems_option
@shared
def import_(edges: str, ties: Sequence[str], form: str, **given: Any) -> int:
    mapped = _mapping(ties)
    headings = {column: given.pop(name) for column, name in _COLUMNS.items()}
    columns = {column: heading for column, heading in headings.items() if heading is not None}
    return report(
        lambda: workspace().import_network(edges, ties=mapped, columns=columns, every=form != "table", **given),
        form=form,
    )


def _mapping(ties: Sequence[str]) -> dict[str, str]:
    found = {}
    for tie in ties:
        kind_of, _, kind = tie.rpartition("=")
        if kind not in _KINDS:
            raise UsageError(
                Text(
                    f"--tie {tie}：应为 类型=含义，或只写整个文件的含义；含义为 {'、'.join(_KINDS)}",
                    f"--tie {tie}: write TYPE=KIND, or KIND for the whole file; KIND is one of {', '.join(_KINDS)}",
                )
            )
        found[kind_of] = kind
    return found


network.add_command(import_)
