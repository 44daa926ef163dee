"""``graphcrm digest``: what one of ours should look at now, as text, as a page, or as a message to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.asked import Output
from graphcrm.commands.bilingual import command, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.giving import force_option, form_option
from graphcrm.commands.language import language
from graphcrm.commands.progress import progress_shown
from graphcrm.commands.session import anonymise_options, named_or_not
from graphcrm.commands.terminal import portable
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.asking.result import Result

__all__ = ["digest"]


_ENDINGS = {".txt": "text", ".html": "html", ".htm": "html", ".eml": "eml"}


@command("digest")
@option("--owner", Text("谁的摘要（我方）", "whose digest (one of ours)"), required=True, shell_complete=ids("person"))
@option("--account", Text("只看这个客户", "of this customer only"), shell_complete=ids("org", categories=("customer",)))
@option("--as-of", Text("按哪一天的事实（默认今天）", "facts as of this day (default today)"))
@form_option("text", "html", "eml", text=Text("格式（默认 text）", "format (default text)"), default=None)
@option(
    "--output",
    "-o",
    Text(
        "写入此文件，格式看结尾（.txt .html .eml）", "write to this file, in the format of its ending (.txt .html .eml)"
    ),
    type=click.Path(),
)
@force_option
@anonymise_options
@shared
def digest(
    owner: str,
    account: str | None,
    as_of: str | None,
    form: str | None,
    output: str | None,
    force: bool,
    **masking: Any,
) -> int:
    goes = Output(form, output, force, endings=_ENDINGS)
    with progress_shown():
        result = named_or_not(masking, force=force).query("digest", owner=owner, account=account, as_of=as_of)
    text = _written(result, goes.form)
    if goes.path is None:
        click.echo(portable(text, "table"), nl=not text.endswith("\n"))
    else:
        goes.write(text)
    return 0


def _written(result: Result, form: str) -> str:
    if form == "html":
        from graphcrm.rendering.page import as_html

        return as_html(result, language())
    if form == "eml":
        from graphcrm.rendering.mail import as_mail

        return as_mail(result, language())
    from graphcrm.commands.printing import rendered

    return rendered(result, "table")
