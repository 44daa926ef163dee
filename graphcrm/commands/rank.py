"""``graphcrm rank``: who carries influence in a network without grades and roles, and how sure is that."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.session import day, own_queries, read_snapshot
from graphcrm.i18n import Text

__all__ = ["rank"]


@command(
    "rank",
    Text(
        "给组织网络中的人排影响力(带区间和可信度),或找出谁像谁的上级。\n\n"
        "  graphcrm rank --workspace k.graphcrm\n  graphcrm rank --kind hierarchy --format json",
        "Rank the people of an organisational network by influence, with intervals and a confidence, or find who looks like "
        "whose superior.\n\n  graphcrm rank --workspace k.graphcrm\n  graphcrm rank --kind hierarchy --format json",
    ),
)
@option("--kind", Text("排什么", "what to rank"), type=click.Choice(["influence", "hierarchy"]), default="influence")
@option("--account", Text("只看此客户的网络", "only this customer's network"))
@option("--tie", Text("只看此关系类型", "only this type of tie"))
@option("--as-of", Text("按哪一天的事实(默认今天)", "facts as of this day (default today)"))
@option("--top", Text("最多几行", "at most so many rows"), type=click.IntRange(1))
@option("--seed", Text("随机种子", "random seed"), type=click.IntRange(0), default=20240101)
@option("--draws", Text("重抽样次数", "number of resamplings"), type=click.IntRange(1, 100_000), default=500)
@option("--wide", Text("表格不折行", "do not fit tables to the terminal"), is_flag=True)
@option("--explain", Text("逐行解释", "a sentence for every row"), is_flag=True)
@option(
    "--format",
    "form",
    Text("输出格式", "output format"),
    type=click.Choice(["table", "csv", "json", "html"]),
    default="table",
)
@shared
def rank(as_of: str | None, form: str, wide: bool, **given: object) -> int:
    from graphcrm.asking.ask import Ask
    from graphcrm.asking.catalogue import find_query
    from graphcrm.asking.result import run
    from graphcrm.commands.printing import print_result

    name = "hierarchy-rank" if given["kind"] == "hierarchy" else "rank"
    snapshot = read_snapshot(day(as_of), "rank", str(given.get("account") or ""))
    result = run(Ask(find_query(name, own_queries()), snapshot, given, language()))
    print_result(result, form, explain=bool(given["explain"]), wide=wide)
    return 0
