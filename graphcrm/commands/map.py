"""``graphcrm map``: an interactive page of the decision chain."""

from __future__ import annotations

import click

from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.session import workspace
from graphcrm.i18n import Text

__all__ = ["map_"]

_KINDS = {"influence": "influence", "m1": "influence", "formal": "formal", "m2": "formal"}


@command(
    "map",
    Text(
        "画交互地图,一个离线 HTML 文件。种类:influence(M1 影响力地图)、formal(M2 组织与影响叠加)。\n"
        "版本:internal(团队)、shared(同事)、customer-safe(客户可见,只含组织图和正式角色)。\n\n"
        "  graphcrm map influence --account HY --as-of 2026-06-30 -o m1.html --edition shared",
        "Draw an interactive map, one HTML file that works offline. Kinds: influence (M1, the decision chain), formal (M2, "
        "formal versus informal).\nEditions: internal (the team), shared (colleagues), customer-safe (chart and formal roles "
        "only).\n\n  graphcrm map influence --account HY --as-of 2026-06-30 -o m1.html --edition shared",
    ),
)
@click.argument("kind", type=click.Choice(list(_KINDS)))
@option("--account", Text("客户编号", "customer id"))
@option("--opportunity", Text("商机编号", "opportunity id"))
@option("--as-of", Text("按哪一天的事实(默认今天)", "facts as of this day (default today)"))
@option("--vendor", Text("对谁的支持(默认我方)", "support toward this vendor (default our company)"))
@option("--output", "-o", Text("输出文件", "output file"), type=click.Path(), required=True)
@option(
    "--edition",
    Text("版本", "edition"),
    type=click.Choice(["internal", "shared", "customer-safe"]),
    default="internal",
)
@option("--theme", Text("配色", "theme"), type=click.Choice(["light", "dark"]), default="light")
@option("--pdf", Text("另存 PDF(需要 Chromium)", "a PDF beside it (needs Chromium)"), is_flag=True)
@option("--force", Text("覆盖已有文件", "overwrite an existing file"), is_flag=True)
@option("--no-derived", Text("不推导影响关系", "derive no influence from trust and reporting"), is_flag=True)
@option(
    "--min-confidence", Text("最低置信度", "leave out weaker reports"), type=click.Choice(["A", "B", "C", "D", "E"])
)
@option("--seed", Text("随机种子", "random seed"), type=click.IntRange(0), default=20240101)
@shared
def map_(
    kind: str,
    account: str | None,
    opportunity: str | None,
    as_of: str | None,
    vendor: str | None,
    output: str,
    edition: str,
    theme: str,
    pdf: bool,
    force: bool,
    no_derived: bool,
    min_confidence: str | None,
    seed: int,
) -> None:
    written = workspace().map(
        _KINDS[kind],
        output,
        account=account,
        opportunity=opportunity,
        vendor=vendor,
        as_of=as_of,
        edition=edition,
        lang=language(),
        theme="dark" if theme == "dark" else "light",
        pdf=pdf,
        derived=not no_derived,
        min_confidence=min_confidence,
        seed=seed,
        force=force,
    )
    for path in written:
        click.echo(Text(f"已写入 {path}", f"{path} written").say(language()))
