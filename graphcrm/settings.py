"""Settings of a workspace: the tables that a team may change, with their defaults and what is allowed.

``config.toml`` in the :func:`team_folder` overrides single values; it is checked like data, so a typing error is reported
instead of being ignored::

    currency = "EUR"
    [confidence]
    C = 0.45
    [communication.A]
    management = 60
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from graphcrm.errors import InputError, UsageError
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, InteractionKind, OurRole, Tier
from graphcrm.model.fields import FieldError, currency
from graphcrm.model.problems import Problem

__all__ = ["DEFAULTS", "CoverageRule", "Settings", "load_settings", "team_folder"]

_POINTS = {
    5.0: "exec_visit exec_summit hq_visit reference_site",
    3.0: "visit regular_review tech_exchange workshop training joint_planning joint_innovation support_work",
    2.0: "exhibition meal_event team_event",
    1.5: "call video daily_contact",
    1.0: "message care info_share value_added praise survey other",
    0.0: "complaint dispute",
}

#: A coverage rule: every item must be covered; an item "a|b" is met by either role, "2 of a|b|c" by two of them.
CoverageRule = tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """Everything that a team may change. Levels are 1..5; shares 0..1; days are whole days."""

    #: ISO 4217, of amounts that name none.
    currency: str = "CNY"
    influence: Mapping[str, float] = field(
        default_factory=lambda: {"1": 0.10, "2": 0.25, "3": 0.45, "4": 0.65, "5": 0.85}
    )
    trust: Mapping[str, float] = field(default_factory=lambda: {"1": 0.10, "2": 0.25, "3": 0.45, "4": 0.65, "5": 0.85})
    confidence: Mapping[str, float] = field(
        default_factory=lambda: {"A": 0.95, "B": 0.80, "C": 0.50, "D": 0.25, "E": 0.40}
    )
    decay: Mapping[str, float] = field(
        default_factory=lambda: {"influence_half_life": 730, "trust_half_life": 365, "floor": 0.25}
    )
    derived: Mapping[str, float] = field(
        default_factory=lambda: {"trust_factor": 0.6, "reporting_confidence": 0.8, "other_domain": 0.5}
    )
    tie: Mapping[str, float] = field(
        default_factory=lambda: {
            "half_life": 90,
            "scale": 9,
            "message_cap": 4.5,
            "unpaired_cap": 0.9,
            "unpaired_points": 0.2,
            "pair_days": 6,
            "external_half_life": 180,
            "declared_half_life": 180,
            "declared_factor": 0.5,
            "active": 0.30,
        }
    )
    tie_points: Mapping[str, float] = field(
        default_factory=lambda: {kind: points for points, kinds in _POINTS.items() for kind in kinds.split()}
    )
    #: Days until a stance counts as stale.
    stale: Mapping[str, float] = field(default_factory=lambda: {"stance_days": 180})
    #: Most days between contacts, by tier; a level that is absent has no target.
    communication: Mapping[str, Mapping[str, int]] = field(
        default_factory=lambda: {
            "S": {"shareholder": 180, "management": 45, "operational": 14, "key_person": 30, "sponsor": 90},
            "A": {"shareholder": 365, "management": 90, "operational": 30, "key_person": 45, "sponsor": 180},
            "B": {"management": 180, "operational": 60, "key_person": 90},
            "C": {"management": 365, "operational": 120, "key_person": 180},
        }
    )
    #: Which of our roles must cover which row of the customer, by tier.
    coverage: Mapping[str, Mapping[str, CoverageRule]] = field(
        default_factory=lambda: {
            "S": {
                "decider": ("exec", "ar"),
                "key_person": ("2 of ar|sr|fr|exec",),
                "technical": ("ar", "sr", "fr"),
                "operations": ("fr|service", "sr"),
                "commercial": ("ar", "finance|legal"),
                "top": ("exec",),
            },
            "A": {
                "decider": ("exec|director", "ar"),
                "key_person": ("ar", "1 of sr|fr|service|exec|finance|legal|other"),
                "technical": ("ar", "sr"),
                "operations": ("fr|service",),
                "commercial": ("ar",),
                "top": ("exec",),
            },
            "B": {
                "decider": ("ar",),
                "key_person": ("ar",),
                "technical": ("sr|ar",),
                "operations": ("service",),
                "commercial": ("ar",),
                "top": (),
            },
            "C": {
                "decider": ("ar",),
                "key_person": (),
                "technical": ("ar",),
                "operations": (),
                "commercial": ("ar",),
                "top": (),
            },
        }
    )
    #: Priority of accounts when sponsors are assigned.
    sponsor_tier: Mapping[str, float] = field(default_factory=lambda: {"S": 1.5, "A": 1.0, "B": 0.5, "C": 0.0})
    #: Yearly rate at which contacts (theirs, ours) leave.
    attrition: Mapping[str, float] = field(default_factory=lambda: {"theirs": 0.28, "ours": 0.20})
    #: Months for which personal records may be kept; people who left are pseudonymised after theirs.
    retention: Mapping[str, float] = field(
        default_factory=lambda: {"interactions": 36, "assessments": 24, "stances": 24, "left": 12}
    )

    def p_influence(self, level: int) -> float:
        return self.influence[str(level)]

    def p_trust(self, level: int) -> float:
        return self.trust[str(level)]


DEFAULTS = Settings()

_ROLES = frozenset(r.value for r in OurRole) | {"director"}
_KEYS: dict[str, frozenset[str]] = {
    "influence": frozenset("12345"),
    "trust": frozenset("12345"),
    "confidence": frozenset(c.value for c in Confidence),
    "tie_points": frozenset(k.value for k in InteractionKind),
    "sponsor_tier": frozenset(t.value for t in Tier),
}
#: Closed ranges; an open lower end of 0 is written as the smallest step that makes sense.
_RANGES: dict[str, tuple[float, float]] = {
    "influence": (0.01, 0.99),
    "trust": (0.01, 0.99),
    "confidence": (0.01, 0.99),
    "sponsor_tier": (0, 100),
    "attrition": (0, 1),
    "retention": (1, 1200),
    "tie_points": (0, 100),
}


def team_folder(url: str) -> Path | None:
    """Folder of a workspace's ``config.toml`` and ``queries/``.

    For a file, the folder in which it lies. For a server, ``$GRAPHCRM_HOME``, e.g. a checkout that the team shares, and none if
    that is not set.

    Raises
    ------
    UsageError
        ``$GRAPHCRM_HOME`` is no folder.
    """
    if "://" not in url:
        return Path(url).resolve().parent
    home = os.environ.get("GRAPHCRM_HOME")
    if home and not os.path.isdir(home):
        raise UsageError(Text(f"GRAPHCRM_HOME 不是文件夹:{home}", f"GRAPHCRM_HOME is not a folder: {home}"))
    return Path(home) if home else None


def load_settings(path: Path | None) -> Settings:
    """Settings from a TOML file laid over the defaults; without a file the defaults. Raises InputError on anything odd."""
    if path is None or not path.exists():
        return DEFAULTS
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError, RecursionError) as error:
        raise _refuse(path, "", Text(f"无法读取设置文件:{error}", f"the settings cannot be read: {error}")) from error
    known = {f.name for f in fields(Settings)}
    changes: dict[str, Any] = {}
    for name, table in data.items():
        if name == "currency":
            changes[name] = _currency(path, table)
            continue
        if name not in known or not isinstance(table, dict):
            raise _refuse(
                path,
                name,
                Text(
                    f"没有设置表 [{name}];可用:{sorted(known)}", f"there is no table [{name}]; known: {sorted(known)}"
                ),
            )
        changes[name] = _merged(path, name, getattr(DEFAULTS, name), table)
    return replace(DEFAULTS, **changes)


def _currency(path: Path, value: Any) -> str:
    try:
        return currency(str(value))
    except FieldError as error:
        raise _refuse(path, "currency", error.text) from error


def _merged(path: Path, name: str, default: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(default)
    allowed = _KEYS.get(name, frozenset(default))
    for key, value in table.items():
        where = f"{name}.{key}"
        if key not in allowed:
            raise _refuse(
                path, where, Text(f"没有设置项 {where}", f"there is no setting {where}; known: {sorted(allowed)}")
            )
        if name == "communication":
            result[key] = {**default[key], **_days(path, where, value)}
        elif name == "coverage":
            result[key] = {**default[key], **_rules(path, where, value, default["S"])}
        else:
            low, high = _RANGES.get(name, (0, 100_000))
            result[key] = _number(path, where, value, low, high)
    return result


def _days(path: Path, where: str, value: Any) -> dict[str, int]:
    rows = ("shareholder", "management", "operational", "key_person", "sponsor")
    if not isinstance(value, dict) or not set(value) <= set(rows):
        raise _refuse(path, where, Text(f"{where} 只能含 {rows}", f"{where} may hold only {rows}"))
    for key, days in value.items():
        if not _number(path, f"{where}.{key}", days, 1, 100_000).is_integer():
            raise _refuse(
                path, f"{where}.{key}", Text(f"{days} 应为整天数", f"{days} should be a whole number of days")
            )
    return {key: int(days) for key, days in value.items()}


def _rules(path: Path, where: str, value: Any, rows: Mapping[str, Any]) -> dict[str, CoverageRule]:
    if not isinstance(value, dict) or not set(value) <= set(rows):
        raise _refuse(path, where, Text(f"{where} 只能含 {sorted(rows)}", f"{where} may hold only {sorted(rows)}"))
    for row, items in value.items():
        if not isinstance(items, list) or not all(isinstance(i, str) and _is_rule(i) for i in items):
            known = "|".join(sorted(_ROLES))
            raise _refuse(
                path,
                f"{where}.{row}",
                Text(
                    f"应为 a、a|b 或 2 of a|b 的列表,角色须为 {known}",
                    f"should list a, a|b or 2 of a|b with roles {known}",
                ),
            )
    return {row: tuple(items) for row, items in value.items()}


def _is_rule(item: str) -> bool:
    """``ar``, ``fr|service``, or ``2 of ar|sr|fr``: known roles, and no more of them asked for than are named."""
    count, separator, names = item.rpartition(" of ")
    roles = names.split("|")
    possible = not separator or (count.isdecimal() and 1 <= int(count) <= len(roles))
    return possible and len(set(roles)) == len(roles) and set(roles) <= _ROLES


def _number(path: Path, where: str, value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise _refuse(
            path,
            where,
            Text(
                f"{where} = {value} 应为 {low} 到 {high} 的数",
                f"{where} = {value} should be a number from {low} to {high}",
            ),
        )
    return float(value)


def _refuse(path: Path, where: str, text: Text) -> InputError:
    problem = Problem("E03", text, file=str(path), column=where)
    place = f"{path}: {where}" if where else str(path)
    return InputError(Text(f"{place}:{text.zh}", f"{place}: {text.en}"), [problem])
