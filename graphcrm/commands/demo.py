"""``graphcrm demo``: the sample account, from import to maps and the pack of a strategy session."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from graphcrm.commands.asked import Output, show
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.language import language
from graphcrm.commands.session import caller, say
from graphcrm.i18n import Text

__all__ = ["demo"]


_AS_OF = date(2026, 6, 30)
_QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("kpi", {}),
    ("key-influencers", {"top": 8}),
    ("decision-chain", {"to": "c2", "top": 5}),
    ("sponsor-gaps", {}),
    ("coverage-gaps", {"top": 6}),
)


@command("demo")
@option(
    "--out",
    Text("输出目录（默认 demo-out）", "output folder (default demo-out)"),
    type=click.Path(),
    default="demo-out",
)
@shared
def demo(out: str) -> None:
    from graphcrm.resources import resource
    from graphcrm.workspace.door import Workspace

    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder / "demo.graphcrm", caller=caller())
    workspace.import_tables(resource("datasets", "huayue"), today=_AS_OF)
    account = workspace.account("HY", "HY-CORE", as_of=_AS_OF)
    for name, params in _QUESTIONS:
        show(account.query(name, explain=True, **params), Output(), explain=name == "decision-chain")
        click.echo("")
    names = {"influence": "decision-chain-map.html", "formal": "formal-vs-informal-map.html"}
    for kind, name in names.items():
        account.map(kind, folder / name, lang=language(), force=True)
    session = folder / "session.html"
    workspace.report("session", session, account="HY", opportunity="HY-CORE", as_of=_AS_OF, lang=language(), force=True)
    text = Text(
        f"地图：{folder / names['influence']} 与 {folder / names['formal']}（用浏览器打开）\n"
        f"研讨包：{session}\n"
        f"接着试试：graphcrm --workspace {workspace.url} query who-to-win --account HY --as-of 2026-06-30",
        f"Maps: {folder / names['influence']} and {folder / names['formal']} (open them in a browser)\n"
        f"Strategy session: {session}\n"
        f"Next: graphcrm --workspace {workspace.url} query who-to-win --account HY --as-of 2026-06-30",
    )
    say(text)
