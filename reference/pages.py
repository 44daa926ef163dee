"""All pages of the reference, by their path below ``docs/reference``."""

from __future__ import annotations

import json
from collections.abc import Mapping

from graphcrm.asking.catalogue import catalogue
from graphcrm.i18n import Lang, Text
from graphcrm.rendering.document import schema
from reference.commands import commands_page
from reference.markdown import page
from reference.queries import queries_page
from reference.sample import asked, sample_account
from reference.settings import settings_page
from reference.tables import tables_page
from reference.words import codes_page, terms_page

__all__ = ["pages"]

_LANGUAGES: tuple[Lang, ...] = ("en", "zh")
_CONTENTS = (
    ("queries", Text("每个问题：选项、列、例子", "every question: options, columns, an example")),
    ("commands", Text("每个命令的帮助", "the help of every command")),
    ("tables", Text("可导入的每张表：键、列、可选值", "every table of an import: key, columns, choices")),
    ("settings", Text("`config.toml` 中的每一项及默认值", "everything in `config.toml`, with its default")),
    ("codes", Text("导入时报告的问题代码", "the codes of problems that an import reports")),
    ("terms", Text("答案和地图中的用语", "the words of answers and maps")),
)
_WRITTEN = Text(
    "这些页面由 `make docs` 从程序本身的声明写出。",
    "`make docs` writes these pages from the declarations in the program.",
)


def pages() -> Mapping[str, str]:
    """The text of every page by its path: pure Markdown and JSON, the same on every machine and day."""
    queries = catalogue().values()
    with sample_account() as account:
        results = [asked(account, query) for query in queries]
    found = {f"schemas/{q.name}.json": json.dumps(schema(q), ensure_ascii=False, indent=1) + "\n" for q in queries}
    for lang in _LANGUAGES:
        found |= {
            f"{lang}/README.md": _index(lang),
            f"{lang}/queries.md": queries_page(results, lang),
            f"{lang}/commands.md": commands_page(lang),
            f"{lang}/tables.md": tables_page(lang),
            f"{lang}/settings.md": settings_page(lang),
            f"{lang}/codes.md": codes_page(lang),
            f"{lang}/terms.md": terms_page(lang),
        }
    return found


def _index(lang: Lang) -> str:
    between = "：" if lang == "zh" else ": "
    links = [f"- [{name}]({name}.md){between}{what.say(lang)}" for name, what in _CONTENTS]
    return page([f"# {Text('参考', 'Reference').say(lang)}", _WRITTEN.say(lang), "\n".join(links)])
