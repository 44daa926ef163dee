"""``graphcrm settings``: every value that a team may change, with its default and the questions that it moves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.giving import form_option
from graphcrm.commands.language import language
from graphcrm.commands.session import say, workspace
from graphcrm.errors import UsageError
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graphcrm.asking.tuning import Setting

__all__ = ["settings"]


_COLUMNS = {
    "key": Text("设置项", "setting"),
    "value": Text("值", "value"),
    "default": Text("默认", "default"),
    "about": Text("含义", "meaning"),
    "moves": Text("影响哪些查询", "moves"),
}
#: Meanings and values of whole tables are long: a file or a pager gets lines that can be read, programs ask for CSV or JSON.
_WIDEST = 140


@command("settings")
@click.argument("key", required=False)
@option("--changed", Text("只看与默认不同的", "only what differs from the default"), is_flag=True)
@option(
    "--check",
    Text("检查 config.toml，有误则退出码为 3", "check config.toml; leave with code 3 if it is wrong"),
    is_flag=True,
)
@form_option("table", "csv", "json", text=Text("格式（默认 table）", "format (default table)"), default=None)
@shared
def settings(key: str | None, changed: bool, check: bool, form: str | None) -> None:
    if check and (key or changed or form):
        raise UsageError(
            Text("--check 检查整个文件，不与其他选项同用", "--check looks at the whole file and goes with nothing else")
        )
    ws = workspace()
    found = ws.tuning(key)
    differ = [one for one in found if one.changed]
    if check:
        place = ws.config or Text(
            "没有放 config.toml 的文件夹（$GRAPHCRM_HOME）", "no folder for config.toml ($GRAPHCRM_HOME)"
        )
        text = Text("{place}：无误，{n} 项与默认不同", "{place}: nothing is wrong; differing from the default: {n}")
        say(text.format(place=place, n=len(differ)))
        return
    _show(differ if changed else found, form or "table")


def _show(found: Sequence[Setting], form: str) -> None:
    from graphcrm.commands.printing import print_rows

    row = _values if form == "json" else partial(_words, mark=" *" if form == "table" else "")
    print_rows(_COLUMNS, [row(one) for one in found], form, most=_WIDEST)


def _values(one: Setting) -> dict[str, object]:
    """A setting for programs."""

    def plain(value: object) -> object:
        return {"zh": value.zh, "en": value.en} if isinstance(value, Text) else value

    return {
        "key": one.key,
        "value": plain(one.value),
        "default": plain(one.default),
        "about": plain(one.about),
        "low": one.low,
        "high": one.high,
        "moves": list(one.moves),
    }


def _words(one: Setting, mark: str) -> dict[str, object]:
    """A setting for people, marked where it differs from the default."""
    from graphcrm.asking.tuning import written

    return {
        "key": one.key,
        "value": written(one.value) + (mark if one.changed else ""),
        "default": written(one.default),
        "about": one.about.say(language()),
        "moves": ", ".join(one.moves),
    }
