"""``graphcrm scenario``: the what-if questions that a team keeps; they are saved by ``query what-if --save``."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import command, group, shared
from graphcrm.commands.language import language
from graphcrm.commands.printing import print_table
from graphcrm.commands.session import tell, workspace
from graphcrm.i18n import Text

__all__ = ["scenario"]


_HEADINGS = (Text("设想", "scenario"), Text("客户", "account"), Text("商机", "opportunity"), Text("改动", "changes"))
_NONE = Text(
    "还没有保存任何设想；用 graphcrm query what-if --remove ID --save NAME 保存",
    "no scenario has been saved; graphcrm query what-if --remove ID --save NAME saves one",
)


@group("scenario")
def scenario() -> None:
    """Commands on what was supposed."""


@command("scenario list")
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


@command("scenario delete")
@click.argument("name")
@shared
def delete(name: str) -> int:
    workspace().delete_scenario(name)
    tell(Text("已删除设想“{name}”", "scenario “{name}” deleted").format(name=name))
    return 0


scenario.add_command(list_)
scenario.add_command(delete)
