"""Everything that a team may set in ``config.toml``, one value a line: what it is, its default, and which questions it moves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import CommLevel, Confidence, DecisionRole, Tier
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.settings import DEFAULTS, Settings, bounds
from graphcrm.texts import read_texts

__all__ = ["Setting", "meaning", "settings_list", "tables", "written"]


#: Tables whose keys are codes of the data model.
_CODES: Mapping[str, type[Choice]] = {
    "confidence": Confidence,
    "tie_points": InteractionKind,
    "sponsor_tier": Tier,
    "communication": CommLevel,
    "roles": DecisionRole,
}


@dataclass(frozen=True, slots=True)
class TableNote:
    """What is said of a table: what it is, the questions that it moves first, what its keys or rows mean where they are no codes."""

    about: Text
    moves: tuple[str, ...]
    keys: Mapping[str, Text]


@cache
def tables() -> Mapping[str, TableNote]:
    """What ``tuning.toml`` says of each table.

    >>> tables()["decay"].keys["floor"].en
    'what is left however old it is'
    """
    said = read_texts(Path(__file__).with_suffix(".toml"))
    return {name: TableNote(one["about"], tuple(one["moves"]), one.get("keys", {})) for name, one in said.items()}


@dataclass(frozen=True, slots=True)
class Setting:
    """One value: `key` as ``table.key`` or ``table.tier.row``; `low` and `high` are None where it is no number."""

    key: str
    value: Any
    default: Any
    about: Text
    low: float | None
    high: float | None
    moves: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the workspace says something else than the default."""
        return bool(self.value != self.default)


def settings_list(settings: Settings, key: str | None = None) -> list[Setting]:
    """Every value in the order of the tables; with a key that one, or those of a table.

    Raises
    ------
    UsageError
        There is no such value and no such table; near misses are named.

    Examples
    --------
    >>> [(one.key, one.value) for one in settings_list(DEFAULTS, "stale")]
    [('stale.stance_days', 180), ('stale.sponsor_days', 180)]
    """
    every = [one for table in fields(Settings) for one in _of(table.name, settings)]
    if key is None:
        return every
    wanted = key.strip().strip("[]")
    found = [one for one in every if one.key == wanted or one.key.startswith(f"{wanted}.")]
    if not found:
        names = [one.key for one in every]
        tables = [name.rpartition(".")[0] for name in names if "." in name]
        text = Text("没有设置项“{key}”。", "there is no setting “{key}”. ").format(key=shown(key))
        see = Text("运行 graphcrm settings 查看全部", "Run graphcrm settings to see them all.")
        raise UsageError(text + did_you_mean(wanted, dict.fromkeys([*tables, *names]), see))
    return found


def _of(name: str, settings: Settings) -> Iterator[Setting]:
    said = tables()[name]
    value, default = getattr(settings, name), getattr(DEFAULTS, name)
    if not isinstance(default, Mapping):
        yield Setting(name, value, default, said.about, None, None, said.moves)
        return
    for key in dict.fromkeys([*default, *value]):
        one, usual = value.get(key), default.get(key)
        if isinstance(one, Mapping):
            plain = usual if isinstance(usual, Mapping) else {}
            low, high = (1.0, 100_000.0) if name == "communication" else (None, None)
            for row in dict.fromkeys([*one, *plain]):
                text = (
                    meaning(name, key) + Text(f"，{row} 分", f", score {row}")
                    if name == "anchors"
                    else Text("{tier} 级：{row}", "tier {tier}: {row}").format(tier=key, row=meaning(name, row))
                )
                yield Setting(f"{name}.{key}.{row}", one.get(row), plain.get(row), text, low, high, said.moves)
        else:
            low, high = (None, None) if isinstance(usual, Text) else bounds(name, key)
            yield Setting(f"{name}.{key}", one, usual, meaning(name, key), low, high, said.moves)


def meaning(table: str, key: str) -> Text:
    """What a value, or a row, of a table means.

    Raises KeyError: the table does not say it: a fault of ours.
    """
    keys = tables()["status_weights" if table == "anchors" else table].keys
    if key in keys:
        return keys[key]
    if table in _CODES:
        return _CODES[table](key).label
    if key in ("1", "2", "3", "4", "5"):
        return Text(f"程度 {key}", f"level {key}")
    raise KeyError(f"the setting {table}.{key} says not what it means")


def written(value: Any) -> str:
    """A value as ``config.toml`` holds it; a dash for what is not set.

    >>> written(0.5), written(("ar", "fr|service")), written(None)
    ('0.5', '["ar", "fr|service"]', '—')
    >>> written(Text("等", "wait"))
    '{zh = "等", en = "wait"}'
    """
    if value is None:
        return "—"
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, Text):
        zh, en = (json.dumps(said, ensure_ascii=False) for said in (value.zh, value.en))
        return f"{{zh = {zh}, en = {en}}}"
    return str(value) if isinstance(value, str) else "[" + ", ".join(f'"{item}"' for item in value) + "]"
