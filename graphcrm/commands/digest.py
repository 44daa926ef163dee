"""``graphcrm digest``: what one of ours should look at now, as text, as a page, or as a message to be sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graphcrm.commands.bilingual import command, language, option, shared
from graphcrm.commands.completing import ids
from graphcrm.commands.session import anonymise_options, named_or_not, tell
from graphcrm.commands.terminal import portable
from graphcrm.errors import UsageError
from graphcrm.files import refuse_existing, write_whole
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from graphcrm.asking.result import Result

__all__ = ["digest"]

_ENDINGS = {".txt": "text", ".html": "html", ".htm": "html", ".eml": "eml"}


@command(
    "digest",
    Text(
        "某位责任人现在要处理什么:新的发现、到期的承诺和路线,按客户列出;写成文字、网页或 .eml 邮件草稿。不发送任何东西。\n\n"
        "  graphcrm digest --owner u1\n  graphcrm digest --owner u1 -o 摘要.eml",
        "What one of ours should look at now: new findings, promises that are due, and routes, by account; as text, a page, or an .eml "
        "draft. It sends nothing.\n\n  graphcrm digest --owner u1\n  graphcrm digest --owner u1 -o digest.eml",
    ),
)
@option("--owner", Text("谁的摘要(我方)", "whose digest (one of ours)"), required=True, shell_complete=ids("person"))
@option("--account", Text("只看这个客户", "of this customer only"), shell_complete=ids("org", categories=("customer",)))
@option("--as-of", Text("按哪一天的事实(默认今天)", "facts as of this day (default today)"))
@option(
    "--format", "form", Text("格式(默认 text)", "format (default text)"), type=click.Choice(["text", "html", "eml"])
)
@option(
    "--output",
    "-o",
    Text("写入此文件,格式看结尾(.txt .html .eml)", "write to this file, in the format of its ending (.txt .html .eml)"),
    type=click.Path(),
)
@option("--force", Text("覆盖已有文件", "overwrite an existing file"), is_flag=True)
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
    path = Path(output) if output else None
    ending = path.suffix.lower() if path else ""
    if path and form is None and ending not in _ENDINGS:
        raise UsageError(
            Text(
                f"看不出 {output} 的格式:文件名应以 {'、'.join(_ENDINGS)} 结尾,或用 --format 指定",
                f"the format of {output} is not clear: let the name end in {', '.join(_ENDINGS)}, or say --format",
            )
        )
    if path:
        refuse_existing(path, force=force)
    result = named_or_not(masking, force=force).query("digest", owner=owner, account=account, as_of=as_of)
    text = _written(result, form or _ENDINGS.get(ending, "text"))
    if path is None:
        click.echo(portable(text, "table"), nl=not text.endswith("\n"))
        return 0
    write_whole(path, text if text.endswith("\n") else text + "\n")
    tell(Text(f"已写入 {output}", f"{output} written"))
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
