"""``graphcrm doctor``: what is installed, reachable and healthy, and what to do about the rest."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, requires, version

import click

from graphcrm.commands.bilingual import command, shared
from graphcrm.commands.language import language
from graphcrm.commands.session import workspace, workspace_url
from graphcrm.configuration import on_server
from graphcrm.errors import GraphcrmError, UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.pages.browser import find_chromium
from graphcrm.resources import resource
from graphcrm.spoken import counted

__all__ = ["doctor"]


_EXTRAS = {
    "numba": (
        "fast",
        Text("大型网络的介数、PageRank 和最短路径用机器码计算", "machine code for paths and ranks in large networks"),
        Text("没有它结果相同、只是较慢", "the numbers are the same and only take longer"),
    ),
    "python-pptx": (
        "office",
        Text("报告的幻灯片", "slides of reports"),
        Text(
            "没有它不能写幻灯片（graphcrm report --pptx），网页、PDF 和工作簿不受影响",
            "there are no slides (graphcrm report --pptx), while pages, PDF and workbooks are written",
        ),
    ),
}


@command("doctor")
@shared
def doctor() -> int:
    findings = [_python(), _sqlite(), *_packages(), *_extras(), *_data(), _settings(), _workspace(), _browser()]
    for ok, text in findings:
        click.echo(f"{'✓' if ok else '✗' if ok is False else '–'} {harmless(text.say(language()))}")
    return 1 if any(ok is False for ok, _ in findings) else 0


Finding = tuple[bool | None, Text]


def _python() -> Finding:
    name = f"Python {platform.python_version()}"
    return sys.version_info >= (3, 11), Text(f"{name}（需要 3.11 以上）", f"{name} (3.11 or newer needed)")


def _sqlite() -> Finding:
    ok = sqlite3.sqlite_version_info >= (3, 37)
    return ok, Text(
        f"SQLite {sqlite3.sqlite_version}（需要 3.37 以上）", f"SQLite {sqlite3.sqlite_version} (3.37 or newer needed)"
    )


def _packages() -> list[Finding]:
    """What the package says that it needs, but for the extras."""
    needed = [one for one in requires("graphcrm") or () if "extra ==" not in one]
    found: list[Finding] = []
    for name in (re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in needed):
        try:
            found.append((True, Text(f"{name} {version(name)}", f"{name} {version(name)}")))
        except PackageNotFoundError:
            found.append((False, Text(f"缺少 {name}：pip install {name}", f"{name} is missing: pip install {name}")))
    return found


def _extras() -> list[Finding]:
    """What need not be there, what it is for, and what is lost without it."""
    found: list[Finding] = []
    for name, (extra, use, lost) in _EXTRAS.items():
        try:
            found.append((True, Text("{n} {v}（{use}）", "{n} {v} ({use})").format(n=name, v=version(name), use=use)))
        except PackageNotFoundError:
            advice = Text(
                "未安装 {n}，{lost}：pip install 'graphcrm[{e}]'（{use}）",
                "{n} is not installed, without which {lost}: pip install 'graphcrm[{e}]' ({use})",
            )
            found.append((None, advice.format(n=name, lost=lost, e=extra, use=use)))
    return found


def _data() -> list[Finding]:
    found: list[Finding] = []
    for name in ("queries", "visual", "datasets"):
        ok = resource(name).is_dir()
        advice = Text(f"缺少 {name}/，请重新安装 graphcrm", f"{name}/ is missing; install graphcrm again")
        found.append((ok, Text(f"{name}/ 就绪", f"{name}/ in place") if ok else advice))
    return found


def _settings() -> Finding:
    try:
        _ = workspace().settings
    except GraphcrmError as error:
        return False, error.text
    return True, Text("设置有效", "settings are valid")


def _workspace() -> Finding:
    url = workspace_url()
    if not on_server(url) and not os.path.lexists(url):
        return None, Text(f"工作区 {url} 尚不存在：graphcrm init", f"there is no workspace {url} yet: graphcrm init")
    try:
        report = workspace().check()
    except GraphcrmError as error:
        return False, error.text
    if not report.ok:
        if report.only_misdrawn:
            return False, report.damage[0]
        said = Text("{url}：{what}。请从备份恢复", "{url}: {what}. Restore a backup")
        return False, said.format(url=url, what=report.damage[0])
    return True, Text(
        f"工作区 {url} 完好（{report.versions:,} 个版本）",
        f"the workspace {url} is sound ({counted(report.versions, 'version')})",
    )


def _browser() -> Finding:
    try:
        found = find_chromium()
    except UsageError as error:
        # A wrong GRAPHCRM_CHROMIUM is to be mended; no browser at all is only a PDF less.
        return (False if os.environ.get("GRAPHCRM_CHROMIUM") else None), error.text
    return True, Text(f"浏览器 {found}（用于网页的 PDF、SVG、PNG）", f"browser {found} (for PDF, SVG and PNG of pages)")
