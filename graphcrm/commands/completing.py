"""What a shell offers when Tab is pressed: names of queries and lists, and ids with names from the workspace of the command line.

It must be fast and say nothing: without a workspace, or with one that cannot be read, there is nothing to offer. A team's server
is not asked, since an absent one would keep the shell waiting. Nothing is shown but ids, names and titles, and nothing is written,
the audit trail included.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from graphcrm.asking.options import Kind
from graphcrm.commands.language import language
from graphcrm.commands.session import workspace, workspace_url
from graphcrm.errors import GraphcrmError
from graphcrm.folding import fold, spellings
from graphcrm.i18n import Text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["Completer", "completed_end", "completed_kind", "completer", "ids", "items", "labels"]


Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]

_PEOPLE = ("person",)
#: Kinds of record whose ids an option takes.
_IDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PERSON: _PEOPLE,
    Kind.HOLDER: ("person", "org"),
    Kind.ORG: ("org",),
    Kind.OPPORTUNITY: ("opportunity",),
    Kind.CHANGE: _PEOPLE,
}


def completer(kind: Kind, name: str) -> Completer | None:
    """What completes an option of a query; None where there is nothing to choose from.

    ``--account`` takes customers and ``--vendor`` those who sell to them; any other organisation option takes every one.
    """
    if kind not in _IDS:
        return None
    categories = {"account": ("customer",), "vendor": ("our_company", "competitor")}.get(name)
    return ids(*_IDS[kind], categories=categories)


def ids(*kinds: str, categories: Container[str | None] | None = None) -> Completer:
    """Completes an id of one of the kinds of record; what is typed may also be the beginning of a name."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return items(_recorded(ctx, kinds, categories), incomplete)

    return complete


def items(known: Mapping[str, str], incomplete: str) -> list[CompletionItem]:
    """Known words with what they mean, as far as they begin with what is typed, or else as far as their meaning does."""
    from click.shell_completion import CompletionItem

    typed = fold(incomplete)
    found = [word for word in known if fold(word).startswith(typed)]
    found = found or [word for word, meaning in known.items() if _begins(meaning, typed)]
    return [CompletionItem(word, help=" ".join(known[word].split()) or None) for word in found]


def _begins(meaning: str, typed: str) -> bool:
    """Whether a meaning begins with what is typed, Chinese names in pinyin too."""
    return any(spelt.startswith(typed) for spelt in (fold(meaning), *(spellings(meaning) if typed.isascii() else ())))


def labels(choices: Mapping[str, Text]) -> Completer:
    """Completes a choice, with its label."""
    return lambda ctx, param, incomplete: items({c: t.say(language()) for c, t in choices.items()}, incomplete)


def completed_kind(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the kind of a list."""
    from graphcrm.asking.listing.kinds import LISTS

    return items({name: kind.label.say(language()) for name, kind in LISTS.items()}, incomplete)


def completed_end(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Completes the kind of a relation and its ends: the ids that may stand where the word stands."""
    from graphcrm.model.edges import EDGE_RULES, EdgeKind

    given = [word for word in ctx.params.get(param.name or "") or () if word]
    given = given or [word for word in ctx.args if word]
    if not given:
        return items({kind.value: kind.label.say(language()) for kind in EdgeKind}, incomplete)
    with suppress(ValueError):
        rule = EDGE_RULES[EdgeKind.read(given[0])]
        return items(_recorded(ctx, rule.source if len(given) == 1 else rule.target), incomplete)
    return []


def _recorded(
    ctx: click.Context, kinds: Iterable[str], categories: Container[str | None] | None = None
) -> Mapping[str, str]:
    """Ids with names of what the workspace holds today; nothing if it cannot be read at once."""
    from graphcrm.configuration import on_server

    url = workspace_url(ctx)
    if on_server(url):
        return {}
    with suppress(GraphcrmError, OSError, ValueError, KeyError):
        return {
            key: " · ".join(told[part] for part in ("name", "statement", "title") if part in told)
            for key, told in workspace(url).names(*kinds).items()
            if categories is None or told.get("category") in categories
        }
    return {}
