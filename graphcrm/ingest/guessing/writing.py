"""Writing a mapping as a TOML file that people read and change: each line with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from graphcrm.files import quoted
from graphcrm.i18n import Lang, Text
from graphcrm.ingest.guessing.columns.column_guess import by_heading
from graphcrm.ingest.guessing.columns.recognising import Recognised
from graphcrm.ingest.guessing.laid import whole
from graphcrm.ingest.guessing.meanings import meaning
from graphcrm.ingest.guessing.texts.titles import title_of
from graphcrm.ingest.guessing.words import heading_key
from graphcrm.ingest.mapping import ForeignMapping, SheetMapping
from graphcrm.model.fields import shown

__all__ = ["as_toml"]

_INTRO = (
    Text(
        "哪个工作表是哪张表、哪一列是什么意思；可以改，再用 graphcrm import --mapping 使用。",
        "Which sheet is which table, and what each column means; change it, then use it with graphcrm import --mapping.",
    ),
    Text(
        '"" 表示不导入该列，"?" 表示提问；列名见 graphcrm import --template。',
        '"" passes a column over, "?" asks; the columns are those of graphcrm import --template.',
    ),
)

_LEGEND = Text("图例写明", "as the legend says")
#: Between what a column means and why.
_COLON = Text("：", ": ")


def as_toml(mapping: ForeignMapping, found: Sequence[Recognised], lang: Lang) -> str:
    """The text of the file, in the order of the sheets."""
    lines = [f"# {text.say(lang)}" for text in _INTRO]
    if mapping.our_company:
        lines += ["", f"our_company = {quoted(mapping.our_company)}"]
    for section, one in zip(mapping.sheets, found, strict=True):
        lines += ["", *_section(section, one, lang)]
    return whole("\n".join(lines) + "\n")


def _section(section: SheetMapping, one: Recognised, lang: Lang) -> Iterator[str]:
    sheet, name = one.sheet, quoted(section.name)
    yield f"[{name}]  # {_comment(sheet.file)}"
    for title in sheet.above[:3]:
        yield f"# {_comment(title)}"
    if section.layouts:
        yield from (f"# {_comment(why.say(lang))}" for _, why in sheet.layouts if why != one.reason)
    if section.of is None:
        why = Text(
            "没有认出，未导入；填上 table 和各列的含义即可", "not recognised, not imported; name its table and columns"
        )
        yield f"# {why.say(lang)}"
        yield 'table = ""'
        yield from _layout(section)
        yield f"[{name}.columns]"
        yield from (f'{quoted(h)} = ""' for h in dict.fromkeys(sheet.headings) if h)
        return
    yield f"# {_comment(one.reason.say(lang))}"
    yield f'table = "{section.of.name}"  # {section.of.label.say(lang)}'
    if section.heading:
        yield f"heading = {section.heading}"
    if section.ours:
        yield "ours = true"
    yield from _layout(section)
    if section.date_order != "ymd":
        order = Text("由其中的日期可知先后", "its days tell the order")
        yield f'date_order = "{section.date_order}"  # {order.say(lang)}'
    if section.fixed:
        yield f"[{name}.fixed]"
        for key, value in section.fixed.items():
            known = meaning(section.of, key)
            label, source = known.label.say(lang) if known else key, title_of(sheet, key, value).say(lang)
            yield f"{key} = {quoted(value)}  # {_comment(f'{label}{_COLON.say(lang)}{source}' if source else label)}"
    for meant, words in section.values.items():
        yield f"[{name}.values.{meant}]"
        for code in dict.fromkeys(words.values()):
            said = [word for word, of in words.items() if of == code]
            yield f"{quoted(code)} = {json.dumps(said, ensure_ascii=False)}  # {_LEGEND.say(lang)}"
    yield f"[{name}.columns]"
    for guess in by_heading(one.guesses):
        meanings = section.columns[heading_key(guess.heading)]
        value = json.dumps(meanings[0] if len(meanings) == 1 else list(meanings) or "")
        labels = " + ".join(m.label.say(lang) for m in (meaning(section.of, n) for n in meanings) if m)
        reason = guess.reason.say(lang)
        told = f"{labels}{_COLON.say(lang)}{reason}" if labels else reason
        yield f"{quoted(guess.heading)} = {value}  # {_comment(told)}"


def _layout(section: SheetMapping) -> Iterator[str]:
    if section.layouts:
        yield f"layout = {json.dumps(list(section.layouts), ensure_ascii=False)}"


def _comment(text: str) -> str:
    return shown(text, 200)
