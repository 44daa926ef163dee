"""``graphcrm scenario``: the what-if questions that a team keeps; they are saved by ``query what-if --save``."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import BilingualGroup, command, language, shared
from graphcrm.commands.printing import print_table
from graphcrm.commands.session import tell, workspace
from graphcrm.i18n import Text

__all__ = ["scenario"]


_HEADINGS = (Text("设想", "scenario"), Text("客户", "account"), Text("商机", "opportunity"), Text("改动", "changes"))
_NONE = Text(
    "还没有保存任何设想；用 graphcrm query what-if --save NAME 保存",
    "no scenario has been saved; graphcrm query what-if --save NAME saves one",
)


@click.group(
    "scenario",
    cls=BilingualGroup,
    text=Text(
        "已保存的设想。它们存放在工作区旁的 scenarios/ 中，从不改动事实；\n"
        "用 graphcrm query what-if --save 保存，用 graphcrm query scenarios 并排比较。\n\n  graphcrm scenario list",
        "The scenarios that were saved. They lie in scenarios/ beside the workspace and never touch the facts;\n"
        "graphcrm query what-if --save saves one, graphcrm query scenarios puts them side by side.\n\n  graphcrm scenario list",
    ),
)
def scenario() -> None:
    """Commands on what was supposed."""


@command(
    "list",
    Text(
        "列出所有客户的已保存设想。\n\n  graphcrm scenario list",
        "List the saved scenarios of all accounts.\n\n  graphcrm scenario list",
    ),
)
@shared
def list_() -> int:
    from graphcrm.asking.saved import spelled

    known = workspace().saved_scenarios.values()
    if not known:
        tell(_NONE)
        return 0
    rows = [[one.name, one.account, one.opportunity or "", spelled(one)] for one in known]
    print_table([text.say(language()) for text in _HEADINGS], rows, [False] * len(_HEADINGS))
    return 0


@command(
    "delete",
    Text(
        "删除一个已保存的设想。\n\n  graphcrm scenario delete peace",
        "Delete a saved scenario.\n\n  graphcrm scenario delete peace",
    ),
)
@click.argument("name")
@shared
def delete(name: str) -> int:
    workspace().delete_scenario(name)
    tell(Text("已删除设想“{name}”", "scenario “{name}” deleted").format(name=name))
    return 0


scenario.add_command(list_)
scenario.add_command(delete)
