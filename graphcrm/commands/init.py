"""``graphcrm init``: start an empty workspace."""

from __future__ import annotations

from graphcrm.commands.bilingual import command, shared
from graphcrm.commands.session import say, workspace, workspace_url
from graphcrm.i18n import Text
from graphcrm.typed import typed

__all__ = ["init"]


@command("init")
@shared
def init() -> None:
    workspace().create()
    text = Text(
        f"工作区 {workspace_url()} 已就绪。下一步：graphcrm import --template 模板.xlsx，填好后 {typed('import 模板.xlsx')}",
        f"The workspace {workspace_url()} is ready. Next: graphcrm import --template mine.xlsx, fill it in, then "
        f"{typed('import mine.xlsx')}",
    )
    say(text)
