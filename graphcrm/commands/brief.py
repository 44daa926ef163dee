"""``graphcrm brief``: whom we shall meet, from the invitation; printed, or one A4 page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphcrm.asking.options import THEME
from graphcrm.commands.asked import declared, page_options
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.giving import file_written, force_option
from graphcrm.commands.language import language
from graphcrm.commands.session import anonymise_options, named_or_not, say
from graphcrm.errors import UsageError
from graphcrm.harmless import harmless
from graphcrm.i18n import Text
from graphcrm.reports.document import Facts, Words

if TYPE_CHECKING:
    from graphcrm.i18n import Lang
    from graphcrm.reports.document import Document

__all__ = ["brief"]


_PAIR = Text("{name}：{value}", "{name}: {value}")

_NO_FILE = Text("--pdf 要与 -o 同用", "--pdf goes with -o")


@command("brief")
@click.argument("invitation", metavar="FILE.ics", type=click.Path())
@declared([*page_options("seed"), THEME])
@option("--output", "-o", Text("写成一页网页", "write it as a page"), type=click.Path())
@option(
    "--pdf",
    Text("另存 PDF，一张 A4（需要 Chromium）", "a PDF beside it, one sheet of A4 (needs Chromium)"),
    is_flag=True,
)
@force_option
@anonymise_options
@shared
def brief(invitation: str, output: str | None, pdf: bool, force: bool, theme: str | None, **given: Any) -> None:
    if pdf and output is None:
        raise UsageError(_NO_FILE)
    source = named_or_not(given, force=force)
    document = source.brief(invitation, **{name: value for name, value in given.items() if value is not None})
    if output is None:
        click.echo(_printed(document, language()))
        return
    chosen: Any = theme or "auto"
    for path in source.write_brief(document, output, lang=language(), theme=chosen, pdf=pdf, force=force):
        say(file_written(path))


def _printed(document: Document, lang: Lang) -> str:
    """The brief as text: a paragraph a person."""
    head = Text("{s} · {d}", "{s} · {d}").format(s=document.subject, d=document.as_of)
    lines = [document.heading.say(lang), head.say(lang)]
    for section in document.sections:
        lines += ["", section.heading.say(lang)]
        for block in section.blocks:
            if isinstance(block, Facts):
                lines += [f"  {_PAIR.format(name=name, value=value).say(lang)}" for name, value in block.pairs]
            elif isinstance(block, Words):
                lines.append(f"  {block.text.say(lang)}")
    return "\n".join(harmless(line) for line in lines)
