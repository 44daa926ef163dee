"""``settings.md``: what a team may change in ``config.toml``, with the defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from graphcrm.asking.tuning import meaning, tables
from graphcrm.i18n import Lang, Text
from graphcrm.model.choices import Tier
from graphcrm.settings import DEFAULTS, Settings, bounds
from reference.markdown import block, cell, code, page, table

__all__ = ["settings_page"]

_TITLE = Text("设置", "Settings")
_LEAD = Text(
    "`config.toml` 放在工作区文件旁（工作区在服务器上时放在 `$GRAPHCRM_HOME` 文件夹），只写要改的值；写错会像数据一样被指出。例如：",
    "`config.toml` lies beside the file of the workspace (for a server in the folder `$GRAPHCRM_HOME`) and holds only what differs; "
    "slips are reported as those of data are. For example:",
)
_EXAMPLE = 'currency = "EUR"\n[confidence]\nC = 0.45\n[communication.A]\nmanagement = 60'
_KEY, _MEANING, _DEFAULT = Text("键", "key"), Text("含义", "meaning"), Text("默认", "default")
_RANGE = Text("可取 {low:g} 到 {high:g}", "From {low:g} to {high:g}")
_OWN = Text("{key} 可取 {low:g} 到 {high:g}", "{key} from {low:g} to {high:g}")
_TEXTS = Text('一行文字，或 `{zh = "…", en = "…"}`。', 'A line of text for both languages, or `{zh = "…", en = "…"}`.')
_IS = Text("默认 {value}。", "Default: {value}.")
_MOVES = Text("影响 {queries}。", " Moves {queries}.")
_ROWS = Text("行", "row")


def settings_page(lang: Lang) -> str:
    """The page."""
    parts = [f"# {_TITLE.say(lang)}", _LEAD.say(lang), block(_EXAMPLE, "toml")]
    for one in fields(Settings):
        parts += _section(one.name, lang)
    return page(parts)


def _section(name: str, lang: Lang) -> Iterable[str]:
    default = getattr(DEFAULTS, name)
    about = cell(tables()[name].about.say(lang)) + ("。" if lang == "zh" else ".")
    if not isinstance(default, Mapping):
        yield f"## {code(name)}"
        yield about + " " * (lang == "en") + _IS.format(value=code(str(default))).say(lang)
        return
    yield f"## {code(f'[{name}]')}"
    about += _MOVES.format(queries=", ".join(map(code, tables()[name].moves))).say(lang)
    if name == "anchors":
        yield about + " " * (lang == "en") + _TEXTS.say(lang)
        yield _steps(name, default, lang)
        return
    if isinstance(next(iter(default.values())), Mapping):
        yield about
        yield _nested(default, lang)
        return
    heads = [h.say(lang) for h in (_KEY, _MEANING, _DEFAULT)]
    if isinstance(next(iter(default.values())), Text):
        yield about + " " * (lang == "en") + _TEXTS.say(lang)
        yield table(
            heads,
            [[code(key), cell(meaning(name, key).say(lang)), cell(value.say(lang))] for key, value in default.items()],
        )
        return
    low, high = bounds(name)
    own = [(key, *bounds(name, key)) for key in default if bounds(name, key) != (low, high)]
    said = [_OWN.format(key=code(key), low=least, high=most) for key, least, most in own]
    allowed = Text("；", "; ").join([_RANGE.format(low=low, high=high), *said]) + Text("。", ".")
    yield about + " " * (lang == "en") + allowed.say(lang)
    rows = [[code(key), cell(meaning(name, key).say(lang)), f"{value:g}"] for key, value in default.items()]
    yield table(heads, rows, [False, False, True])


def _steps(name: str, default: Mapping[str, Mapping[str, Text]], lang: Lang) -> str:
    """What each step of a dimension stands for: a row a dimension, a column a step."""
    heads = [_KEY.say(lang), _MEANING.say(lang), *next(iter(default.values()))]
    return table(
        heads,
        [
            [code(key), cell(meaning(name, key).say(lang)), *(cell(text.say(lang)) for text in steps.values())]
            for key, steps in default.items()
        ],
    )


def _nested(default: Mapping[str, Mapping[str, Any]], lang: Lang) -> str:
    """A table of tables by tier: a row a key, a column a tier."""
    rows = list(dict.fromkeys(key for inner in default.values() for key in inner))
    heads = [_ROWS.say(lang), *(f"[{tier}] {cell(Tier(tier).label.say(lang))}" for tier in default)]
    return table(heads, [[code(row), *(_value(inner.get(row)) for inner in default.values())] for row in rows])


def _value(value: Any) -> str:
    if value is None:
        return "—"
    return code(f"{value:g}") if isinstance(value, int | float) else code(str(list(value)))
