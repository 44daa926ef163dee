"""``graphcrm demo``: the sample account, from import to maps and the pack of a strategy session."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from graphcrm.commands.asked import Output, show
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.language import language
from graphcrm.commands.session import caller, say, tell
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
_WORKSPACE, _SESSION = "demo.graphcrm", "session.html"
_MAPS = {"influence": "decision-chain-map.html", "formal": "formal-vs-informal-map.html"}


@command("demo")
@option(
    "--out",
    Text("输出目录（默认 demo-out）", "output folder (default demo-out)"),
    type=click.Path(),
    default="demo-out",
)
@shared
def demo(out: str) -> None:
    from graphcrm.files import staged_folder

    folder = Path(out)
    with staged_folder(folder) as staged:
        _make(folder, staged)
    maps = [folder / name for name in _MAPS.values()]
    text = Text(
        f"地图：{maps[0]} 与 {maps[1]}（用浏览器打开）\n"
        f"研讨包：{folder / _SESSION}\n"
        f"接着试试：graphcrm --workspace {folder / _WORKSPACE} query who-to-win --account HY --as-of 2026-06-30",
        f"Maps: {maps[0]} and {maps[1]} (open them in a browser)\n"
        f"Strategy session: {folder / _SESSION}\n"
        f"Next: graphcrm --workspace {folder / _WORKSPACE} query who-to-win --account HY --as-of 2026-06-30",
    )
    say(text)


def _make(folder: Path, staged: Path) -> None:
    """Make everything in another folder, but for a workspace that is there already."""
    from graphcrm.files import as_placed
    from graphcrm.resources import resource
    from graphcrm.workspace.door import Workspace

    asks = replace(caller(), tell=lambda text: tell(as_placed(text, staged, folder)))
    there = os.path.lexists(folder / _WORKSPACE)
    workspace = Workspace((folder if there else staged) / _WORKSPACE, caller=asks)
    workspace.import_tables(resource("datasets", "huayue"), today=_AS_OF)
    account = workspace.account("HY", "HY-CORE", as_of=_AS_OF)
    for name, params in _QUESTIONS:
        show(account.query(name, explain=True, **params), Output(), explain=name == "decision-chain")
        click.echo("")
    for kind, name in _MAPS.items():
        account.map(kind, staged / name, lang=language())
    account.report("session", staged / _SESSION, lang=language())
