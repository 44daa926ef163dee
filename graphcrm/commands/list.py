"""``graphcrm list``: who and what is recorded."""

from __future__ import annotations

from typing import Any

import click

from graphcrm.asking.listing.kinds import LISTS
from graphcrm.commands.asked import Output, declared, output_options, show
from graphcrm.commands.bilingual import command, shared
from graphcrm.commands.completing import completed_kind
from graphcrm.commands.session import anonymise_options, named_or_not
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.spoken import joined

__all__ = ["list_"]


def _kinds() -> Text:
    width = max(map(len, LISTS))
    lines = [(k.name.ljust(width), k.label, [c.heading for c in k.columns]) for k in LISTS.values()]
    return Text(
        "\n".join(f"  {name}  {label.zh}：{'、'.join(h.zh for h in heads)}" for name, label, heads in lines),
        "\n".join(f"  {name}  {', '.join(h.en for h in heads)}" for name, label, heads in lines),
    )


@command(
    "list",
    Text(
        "列出有哪些人、组织、部门、商机、关系、互动、行动、目标、诉求、决策标准、产品、承诺和报告人等。\n\n各清单的列：\n{kinds}\n\n"
        "  graphcrm list people --account HY --search wang\n  graphcrm list edges --account HY -o 关系.csv\n"
        "  graphcrm list reporters --format json",
        "List the people, organisations, units, opportunities, relations, interactions, actions, goals, needs, "
        "criteria, products, promises, reporters and the like that are recorded."
        "\n\nLists and their columns:\n{kinds}\n\n  graphcrm list people --account HY --search wang\n"
        "  graphcrm list edges --account HY -o relations.csv\n  graphcrm list reporters --format json",
    ).format(kinds=_kinds()),
)
@click.argument("kind", metavar="KIND", required=False, shell_complete=completed_kind)
@declared(LISTS["people"].query.options)
@output_options
@anonymise_options
@shared
def list_(kind: str | None, **given: Any) -> int:
    if kind is None:
        every = joined(Text(f"{name}（{k.label.zh}）", name) for name, k in LISTS.items())
        raise UsageError(Text("请写明列什么：{every}", "say what to list: {every}").format(every=every))
    source = named_or_not(given, force=given["force"])
    output = Output.taken(given)
    show(source.list(kind, **given), output)
    return 0
