"""``codes.md`` and ``terms.md``: what ``graphcrm explain`` says."""

from __future__ import annotations

from graphcrm.asking.terms import TERMS, Term, plain
from graphcrm.i18n import Lang, Text
from graphcrm.model.codes import codes, explained
from reference.markdown import block, cell, code, page, table

__all__ = ["codes_page", "term_title", "terms_page"]

_CODES = Text("问题代码", "Codes of problems")
_CODES_LEAD = Text(
    "`graphcrm validate` 和 `graphcrm import` 报告的问题。E：该行不接受，默认整个导入不写入；W：提醒，照常导入。"
    "`graphcrm explain W04` 说同样的话。例子导入示例账户即出现该问题，看最后一行。",
    "What `graphcrm validate` and `graphcrm import` report. E: the row is refused and, by default, nothing of the import is written; "
    "W: a warning, the row is taken. `graphcrm explain W04` says the same. Each example, imported into the sample account, causes "
    "its problem; its last row is the one to look at.",
)
_REMEDY = Text("如何改正：", "To mend it: ")
_TERMS = Text("术语", "Terms")
_TERMS_LEAD = Text(
    "答案、表格和地图中的用语；`graphcrm explain 领结指数` 说同样的话，两种语言和下列别名都可查。",
    "The words of answers, tables and maps; `graphcrm explain bow-tie` says the same, for the words of either language and the other "
    "names below.",
)
_ALSO = Text("也可查：", "Also found as: ")


def codes_page(lang: Lang) -> str:
    """Every code of a problem with its meaning, an example and the remedy."""
    parts = [f"# {_CODES.say(lang)}", _CODES_LEAD.say(lang)]
    heads = [Text("代码", "code").say(lang), Text("问题", "problem").say(lang)]
    parts.append(table(heads, [[f"[{c}](#{c.casefold()})", cell(said.title.say(lang))] for c, said in codes().items()]))
    for found, told in explained().items():
        said = (
            f"**{cell(codes()[found].title.say(lang))}**{'：' if lang == 'zh' else ': '}{cell(told.meaning.say(lang))}"
        )
        parts += [f"## {found}", said]
        for name, text in told.example.items():
            parts += [code(name), block(_visible(text.rstrip("\n")), "csv")]
        parts.append(cell(_REMEDY.say(lang) + told.remedy.say(lang)))
    return page(parts)


def _visible(text: str) -> str:
    r"""Characters that nobody sees, in the way of ``\u202e``."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\u{ord(c):04x}" for c in text)


def terms_page(lang: Lang) -> str:
    """Every term under its name in both languages."""
    parts = [f"# {_TERMS.say(lang)}", _TERMS_LEAD.say(lang)]
    for term in TERMS:
        parts += [f"## {term_title(term)}", cell(term.meaning.say(lang))]
        also = _other_names(term)
        if also:
            parts.append(_ALSO.say(lang) + ("、" if lang == "zh" else ", ").join(map(code, also)))
    return page(parts)


def term_title(term: Term) -> str:
    """The heading of a term, the same in both languages so that a link to it is."""
    return f"{term.name.zh} · {term.name.en}" if term.name.zh != term.name.en else term.name.en


def _other_names(term: Term) -> list[str]:
    """What else it is called, each once, however it is written."""
    named = {plain(term.name.zh), plain(term.name.en)}
    return list({plain(word): word for word in term.also if plain(word) not in named}.values())
