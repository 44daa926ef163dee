"""``graphcrm query``: ask a named question."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.session import day, own_queries, read_snapshot
from graphcrm.errors import UsageError
from graphcrm.i18n import Text

__all__ = ["query"]


@command(
    "query",
    Text(
        "问一个有名字的问题;不给名字则列出全部问题。\n\n"
        "  graphcrm query key-influencers --account HY --as-of 2026-06-30\n"
        "  graphcrm query decision-chain --to c2 --format json",
        "Ask a named question; without a name, list the questions.\n\n"
        "  graphcrm query key-influencers --account HY --as-of 2026-06-30\n"
        "  graphcrm query decision-chain --to c2 --format json",
    ),
)
@click.argument("name", required=False)
@option("--account", Text("客户编号", "customer id"))
@option("--opportunity", Text("商机编号", "opportunity id"))
@option("--as-of", Text("按哪一天的事实(默认今天)", "facts as of this day (default today)"))
@option("--vendor", Text("对谁的支持(默认我方)", "support toward this vendor (default our company)"))
@option("--top", Text("最多几行", "at most so many rows"), type=click.IntRange(1))
@option(
    "--format",
    "form",
    Text("输出格式", "output format"),
    type=click.Choice(["table", "csv", "json", "html"]),
    default="table",
)
@option("--wide", Text("表格不折行", "do not fit tables to the terminal"), is_flag=True)
@option("--explain", Text("逐行解释", "a sentence for every row"), is_flag=True)
@option(
    "--seed",
    Text("随机种子(默认 20240101)", "random seed (default 20240101)"),
    type=click.IntRange(0),
    default=20240101,
)
@option("--no-derived", Text("不推导影响关系", "derive no influence from trust and reporting"), is_flag=True)
@option(
    "--min-confidence", Text("最低置信度", "leave out weaker reports"), type=click.Choice(["A", "B", "C", "D", "E"])
)
@option("--to", Text("到谁", "target person"))
@option("--from", Text("从谁", "start person"))
@option("--avoid", Text("避开谁(可多次)", "avoid this person (repeatable)"), multiple=True)
@option("--by", Text("按部门或人员", "rows by unit or by person"), type=click.Choice(["unit", "person"]))
@option("--set", "set", Text("设想:人=支持度(可多次)", "what if: person=level (repeatable)"), multiple=True)
@option("--kappa", Text("设想:人=固执度(可多次)", "what if: person=stubbornness (repeatable)"), multiple=True)
@option(
    "--remove",
    Text("设想:某人离开或 u>v 消失(可多次)", "what if this person leaves, or u>v ends (repeatable)"),
    multiple=True,
)
@option("--add", Text("设想:u>v:程度(可多次)", "what if: u>v:level (repeatable)"), multiple=True)
@option(
    "--budget",
    Text("可用精力(与 effort 同单位)", "effort available, in units of the column effort"),
    type=click.FloatRange(0, min_open=True),
)
@option("--person", Text("哪个人", "person to explain"))
@option("--query", "query", Text("解释哪个查询", "query to explain"))
@option("--since", Text("与哪一天比较", "compare with this earlier day"))
@option("--all-tiers", Text("不限客户级别", "accounts of every tier"), is_flag=True)
@option("--fail-on", Text("有结果行则退出码为 1", "leave with code 1 if there is any row"), type=click.Choice(["rows"]))
@shared
def query(name: str | None, form: str, as_of: str | None, fail_on: str | None, wide: bool, **given: Any) -> int:
    from graphcrm.asking.catalogue import OPTIONS, catalogue, find_query
    from graphcrm.commands.printing import print_catalogue, print_result

    if name is None:
        print_catalogue(catalogue(own_queries()).values(), form)
        return 0
    wanted = find_query(name, own_queries())
    strange = [
        own
        for own in OPTIONS
        if given.get(own.replace("-", "_")) not in (None, (), False) and own not in wanted.options and own != "top"
    ]
    if strange:
        flags = ", ".join(f"--{own}" for own in strange)
        raise UsageError(Text(f"查询 {name} 不接受选项 {flags}", f"the query {name} takes no {flags}"))
    from graphcrm.asking.ask import Ask
    from graphcrm.asking.result import run

    params = {**wanted.defaults, **{k: v for k, v in given.items() if v not in (None, (), False)}}
    since = day(str(params["since"]), "--since") if "since" in params else None
    if since is not None:
        params["since"] = since.isoformat()
    subject = given.get("account") or given.get("opportunity") or ""
    snapshot = read_snapshot(day(as_of), f"query {name}", subject)
    earlier = None if since is None else read_snapshot(since, f"query {name}", subject)
    result = run(Ask(wanted, snapshot, params, language(), earlier))
    print_result(result, form, explain=bool(given.get("explain")), wide=wide)
    return 1 if fail_on and result.rows else 0
