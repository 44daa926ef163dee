"""``graphcrm explain``: what a code or a term means."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from graphcrm.asking.explaining import Meaning, entries, explain
from graphcrm.commands.bilingual import command, shared
from graphcrm.commands.giving import form_option
from graphcrm.commands.language import language
from graphcrm.commands.terminal import portable, room
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.rendering.layout import laid_out, paragraph

__all__ = ["explain_"]


_EXAMPLE = Text("例如（在示例账户上）：", "For example, with the sample account: ")
_MAP = Text("。图；选项：graphcrm map {code} --help", ". A map; its options: graphcrm map {code} --help")
_REPORT = Text("。报告；选项：graphcrm report {code} --help", ". A report; its options: graphcrm report {code} --help")
_REMEDY = Text("如何改正：", "To mend it: ")


@command("explain")
@click.argument("word", nargs=-1)
@form_option("table", "json")
@shared
def explain_(word: Sequence[str], form: str) -> None:
    found = (_drawn(" ".join(word)) or explain(" ".join(word))) if word else entries()
    if form == "json":
        text = portable(json.dumps([e.as_dict() for e in found], ensure_ascii=False, indent=1), form)
    else:
        text = "\n\n".join(map(_entry, found)) if word else _list(found)
    click.echo(text)


def _drawn(word: str) -> tuple[Meaning, ...]:
    """The map or report of a number (``M1``, ``r09``); these stand above the questions, which explain everything else."""
    from graphcrm.maps.kinds.registry import EVERY
    from graphcrm.reports.kinds.registry import REPORTS

    number = word.strip().upper()
    drawn = {kind.name: (kind, _MAP) for kind in EVERY.values()}
    written = {kind.number: (kind, _REPORT) for kind in REPORTS.values()}
    if number not in {**drawn, **written}:
        return ()
    kind, told = {**drawn, **written}[number]
    return (Meaning(number, Text.of(kind.code), kind.label + told.format(code=kind.code)),)


def _list(found: Sequence[Meaning]) -> str:
    """Codes with what they stand for, then terms in both languages."""
    codes = [(e.code, e.title.say(language())) for e in found if e.code]
    terms = [(e.title.zh, e.title.en) for e in found if not e.code]
    heads = ((Text("代码", "code"), Text("含义", "meaning")), (Text("术语", "term (zh)"), Text("英文", "term (en)")))
    tables = zip(heads, (codes, terms), strict=True)
    return "\n\n".join(
        laid_out([t.say(language()) for t in head], rows, [False] * 2, room()).text for head, rows in tables
    )


def _entry(entry: Meaning) -> str:
    lang = language()
    title = entry.title.say(lang) if entry.code else f"{entry.title.zh} · {entry.title.en}"
    lines = [f"{entry.code}  {title}".strip(), paragraph(entry.meaning.say(lang), room())]
    if entry.detail is not None:
        for name, text in entry.detail.example.items():
            rows = [f"    {shown(row, 500)}" for row in text.split("\n") if row]
            lines += ["", f"{_EXAMPLE.say(lang)}{name}", *rows]
        lines += ["", paragraph(_REMEDY.say(lang) + entry.detail.remedy.say(lang), room())]
    return "\n".join(lines)
