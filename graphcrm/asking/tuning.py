"""Everything that a team may set in ``config.toml``, one value a line: what it is, its default, and which questions it moves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, fields
from typing import Any

from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.choices import CommLevel, Confidence, Tier
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean
from graphcrm.settings import DEFAULTS, Settings, bounds

__all__ = ["MOVES", "Setting", "meaning", "settings_list", "written"]

#: The questions whose answers a table moves first; those that rest on a share, a tie or a draw follow them.
MOVES: Mapping[str, tuple[str, ...]] = {
    "currency": ("white-space",),
    "influence": ("key-influencers", "edges", "forecast", "decision-chain"),
    "trust": ("edges", "key-influencers", "route"),
    "confidence": ("edges", "key-influencers", "criteria", "verify-next"),
    "decay": ("edges", "key-influencers"),
    "derived": ("edges", "key-influencers"),
    "asked": ("edges", "audit"),
    "tie": ("cooling", "coverage", "kpi", "route"),
    "tie_points": ("cooling", "coverage", "kpi"),
    "stale": ("kpi", "forecast", "audit"),
    "communication": ("levels", "overdue", "sponsor-gaps"),
    "coverage": ("coverage", "coverage-gaps"),
    "sponsor_tier": ("sponsor-plan",),
    "attrition": ("single-threads",),
    "noise": ("key-influencers", "forecast"),
    "retention": ("audit",),
    "status_weights": ("status",),
    "status": ("status",),
    "gates": ("status",),
    "anchors": ("status",),
    "champion": ("qualification", "card"),
    "plays": ("who-to-win",),
    "contest": ("contest", "cut-lines"),
    "relationship": ("relationship-level", "kpi"),
    "salience": ("grid",),
    "supplier_weights": ("supplier-scorecard",),
    "supplier": ("supplier-scorecard",),
    "verify": ("verify-next",),
    "stars": ("rising-stars",),
}
#: Tables whose keys are codes of the data model.
_CODES: Mapping[str, type[Choice]] = {
    "confidence": Confidence,
    "tie_points": InteractionKind,
    "sponsor_tier": Tier,
}
_KEY_PERSON, _SPONSOR = Text("关键人", "key persons"), Text("赞助人与其对象", "a sponsor and their target")
_ROWS: Mapping[str, Text] = {
    **{level.value: level.label for level in CommLevel},
    "key_person": _KEY_PERSON,
    "sponsor": _SPONSOR,
    "decider": Text("决策者、批准者", "deciders and approvers"),
    "technical": Text("IT、工程部门", "IT and engineering units"),
    "operations": Text("生产、质量部门", "operations and quality units"),
    "commercial": Text("采购、财务、法务", "procurement, finance, legal"),
    "top": Text("董事会、经营层", "board and general management"),
}


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
    [('stale.stance_days', 180)]
    """
    every = [one for table in fields(Settings) for one in _of(table, settings)]
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


def _of(table: Field[Any], settings: Settings) -> Iterator[Setting]:
    name, about = table.name, table.metadata["about"]
    value, default = getattr(settings, name), getattr(DEFAULTS, name)
    if not isinstance(default, Mapping):
        yield Setting(name, value, default, about, None, None, MOVES[name])
        return
    for key in dict.fromkeys([*default, *value]):
        one, usual = value.get(key), default.get(key)
        if isinstance(one, Mapping):
            plain = usual if isinstance(usual, Mapping) else {}
            low, high = (1.0, 100_000.0) if name == "communication" else (None, None)
            for row in dict.fromkeys([*one, *plain]):
                text = (
                    meaning(table, key) + Text(f",{row} 分", f", score {row}")
                    if name == "anchors"
                    else Text("{tier} 级:{row}", "tier {tier}: {row}").format(tier=key, row=_ROWS[row])
                )
                yield Setting(f"{name}.{key}.{row}", one.get(row), plain.get(row), text, low, high, MOVES[name])
        else:
            low, high = (None, None) if isinstance(usual, Text) else bounds(name, key)
            yield Setting(f"{name}.{key}", one, usual, meaning(table, key), low, high, MOVES[name])


def meaning(table: Field[Any], key: str) -> Text:
    """What a value of a table means.

    Raises
    ------
    KeyError
        The table does not say it: a fault of ours.
    """
    if table.name in _CODES:
        return _CODES[table.name](key).label
    if key in table.metadata["keys"]:
        text: Text = table.metadata["keys"][key]
        return text
    if key in ("1", "2", "3", "4", "5"):
        return Text(f"程度 {key}", f"level {key}")
    raise KeyError(f"the setting {table.name}.{key} says not what it means")


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
        return (
            "{zh = "
            + json.dumps(value.zh, ensure_ascii=False)
            + ", en = "
            + json.dumps(value.en, ensure_ascii=False)
            + "}"
        )
    return str(value) if isinstance(value, str) else "[" + ", ".join(f'"{item}"' for item in value) + "]"
