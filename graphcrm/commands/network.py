"""``graphcrm network import``: an organisational network, as an edge list or a file of a graph tool."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from graphcrm.commands.bilingual import command, group, option, shared
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


@group("network")
def network() -> None:
    """Commands on networks."""


@command("network import")
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
