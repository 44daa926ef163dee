"""``graphcrm demo``: the sample account, from import to maps."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.session import author, now
from graphcrm.errors import InputError
from graphcrm.i18n import Text

__all__ = ["demo"]

_AS_OF = date(2026, 6, 30)
_ACCOUNT, _OPPORTUNITY = "HY", "HY-CORE"
_QUESTIONS: tuple[tuple[str, dict[str, object]], ...] = (
    ("kpi", {}),
    ("key-influencers", {"top": 8}),
    ("decision-chain", {"to": "c2", "top": 5}),
    ("sponsor-gaps", {}),
    ("coverage-gaps", {"top": 6}),
)


@command(
    "demo",
    Text(
        "把示例账户(虚构的华岳银行)导入新的工作区,打印要点,并画出两张地图。\n\n  graphcrm demo --out demo-out",
        "Import the sample account (the fictional Huayue Bank) into a workspace of its own, print what matters, and draw two "
        "maps.\n\n  graphcrm demo --out demo-out",
    ),
)
@option(
    "--out", Text("输出目录(默认 demo-out)", "output folder (default demo-out)"), type=click.Path(), default="demo-out"
)
@shared
def demo(out: str) -> None:
    from graphcrm.asking.ask import Ask
    from graphcrm.asking.catalogue import find_query
    from graphcrm.asking.result import run
    from graphcrm.commands.printing import print_result
    from graphcrm.ingest.plan import ImportOptions, plan_import
    from graphcrm.maps.draw import draw_map
    from graphcrm.resources import resource
    from graphcrm.snapshot import take
    from graphcrm.store import open_store

    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    workspace = folder / "demo.graphcrm"
    with open_store(str(workspace), create=True) as store:
        options = ImportOptions(today=_AS_OF.isoformat(), author=author(), at=now())
        plan = plan_import([resource("datasets", "huayue")], existing=store.read(None), options=options)
        if plan.change is None:
            raise InputError(
                Text("示例数据损坏,请重新安装", "the sample data are damaged; install again"), plan.problems
            )
        store.apply(plan.change)
        snapshot = take(store, _AS_OF)
    for name, params in _QUESTIONS:
        asked = {"account": _ACCOUNT, "opportunity": _OPPORTUNITY, "explain": True, **params}
        print_result(run(Ask(find_query(name), snapshot, asked, language())), "table", explain=name == "decision-chain")
        click.echo("")
    lang = "zh" if language() == "zh" else "en"
    names = {"influence": "decision-chain-map.html", "formal": "formal-vs-informal-map.html"}
    for kind, name in names.items():
        draw_map(
            snapshot,
            folder / name,
            kind=kind,
            account=_ACCOUNT,
            opportunity=_OPPORTUNITY,
            lang=lang,  # type: ignore[arg-type]
        )
    text = Text(
        f"地图:{folder / names['influence']} 与 {folder / names['formal']}(用浏览器打开)\n"
        f"接着试试:graphcrm --workspace {workspace} query who-to-win --account HY --as-of 2026-06-30",
        f"Maps: {folder / names['influence']} and {folder / names['formal']} (open them in a browser)\n"
        f"Next: graphcrm --workspace {workspace} query who-to-win --account HY --as-of 2026-06-30",
    )
    click.echo(text.say(language()))
