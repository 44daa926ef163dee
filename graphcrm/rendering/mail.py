"""An answer as a message to be sent by whoever wants to: text, and the same as a page. Nothing here sends it."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from graphcrm.asking.result import Result
from graphcrm.harmless import harmless
from graphcrm.i18n import Lang
from graphcrm.rendering.page import as_html

__all__ = ["as_mail"]


def as_mail(result: Result, lang: Lang) -> str:
    """The text of an ``.eml`` file, an unsent draft; the same answer gives the same bytes.

    Mail programs open it as a message to be read over and sent (``X-Unsent``). It has no sender, no recipient and no date: they are
    a matter of whoever sends it.
    """
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(harmless(result.query.question.say(lang)).split())
    message["X-Unsent"] = "1"
    message.set_content(_plain(result, lang), cte="base64")
    message.add_alternative(as_html(result, lang), subtype="html", cte="base64")
    message.set_boundary("=_graphcrm_digest")
    return message.as_string()


def _plain(result: Result, lang: Lang) -> str:
    """What the answer says in sentences: what to know of it, then one row a line; mail programs break lines where they like."""
    said = [result.query.question, *result.remarks, *result.told, *result.assumptions]
    return "\n\n".join(harmless(text.say(lang)) for text in said) + "\n"
