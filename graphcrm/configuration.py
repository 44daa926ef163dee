"""``config.toml``: what a team has changed of the settings, checked like data, so that a slip is told instead of being ignored::

currency = "EUR"
[confidence]
C = 0.45
[communication.A]
management = 60
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from graphcrm.errors import InputError, UsageError
from graphcrm.files import read_text, reason
from graphcrm.i18n import Text
from graphcrm.model.choices import Confidence, OurRole, Tier
from graphcrm.model.contacts import InteractionKind
from graphcrm.model.fields import FieldError, currency, shown
from graphcrm.model.figures import whole_number
from graphcrm.model.problems import Problem
from graphcrm.near import did_you_mean
from graphcrm.parsing import NotParsed, parse_toml
from graphcrm.settings import DEFAULTS, CoverageRule, Settings, bounds
from graphcrm.spoken import joined

__all__ = ["load_settings", "on_server", "team_folder"]


_ROLES = frozenset(r.value for r in OurRole) | {"director"}
_UNREADABLE = Text(
    "无法读取设置文件：{why}。请改正或移走它", "the settings cannot be read: {why}. Correct the file or move it away"
)
_KEYS: dict[str, frozenset[str]] = {
    "influence": frozenset("12345"),
    "trust": frozenset("12345"),
    "confidence": frozenset(c.value for c in Confidence),
    "tie_points": frozenset(k.value for k in InteractionKind),
    "sponsor_tier": frozenset(t.value for t in Tier),
}


def on_server(url: str) -> bool:
    """Whether a workspace is on a team's server, and not a file.

    >>> on_server("neo4j://localhost"), on_server("team.graphcrm")
    (True, False)
    """
    return "://" in url


def team_folder(url: str) -> Path | None:
    """Folder of a workspace's ``config.toml`` and ``queries/``.

    For a file, the folder in which it lies. For a server, ``$GRAPHCRM_HOME``, e.g. a checkout that the team shares, and none if
    that is not set.

    Raises UsageError: ``$GRAPHCRM_HOME`` is no folder.
    """
    if not on_server(url):
        return Path(os.path.realpath(url)).parent
    home = os.environ.get("GRAPHCRM_HOME")
    if home and not os.path.isdir(home):
        raise UsageError(
            Text(
                f"GRAPHCRM_HOME 不是文件夹：{home}；请先建好它，或改用已有的文件夹",
                f"GRAPHCRM_HOME is not a folder: {home}. Make it first, or set it to one that there is",
            )
        )
    return Path(home) if home else None


def load_settings(path: Path | None) -> Settings:
    """Settings from a TOML file laid over the defaults; without a file the defaults. Raises InputError on anything odd."""
    if path is None or not os.path.lexists(path):
        return DEFAULTS
    try:
        return _read(path)
    except InputError as refusal:
        raise _with_line(path, refusal) from refusal


def _read(path: Path) -> Settings:
    try:
        data = parse_toml(read_text(path))
    except OSError as error:
        raise _refuse(path, "", _UNREADABLE.format(why=reason(error))) from error
    except NotParsed as error:
        raise _refuse(path, "", _UNREADABLE.format(why=error.text), error.line) from error
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
                Text("没有设置表 [{name}]。", "there is no table [{name}]. ").format(name=shown(name))
                + did_you_mean(name, sorted(known)),
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
            unknown = Text("没有设置项 {where}。", "there is no setting {where}. ").format(where=shown(where))
            raise _refuse(path, where, unknown + did_you_mean(key, sorted(allowed)))
        if name == "communication":
            result[key] = {**default[key], **_days(path, where, value)}
        elif name == "coverage":
            result[key] = {**default[key], **_rules(path, where, value, default["S"])}
        elif name == "anchors":
            result[key] = {**default[key], **_anchors(path, where, value, default[key])}
        elif name == "plays":
            result[key] = _words(path, where, value)
        else:
            result[key] = _number(path, where, value, *bounds(name, key))
    return result


def _words(path: Path, where: str, value: Any) -> Text:
    """A text in both languages, ``{zh = "…", en = "…"}``, or one for both."""
    both = {"zh": value, "en": value} if isinstance(value, str) else value
    if not isinstance(both, dict) or set(both) != {"zh", "en"} or not all(map(_is_line, both.values())):
        said = Text(
            f'{where} 应为一行文字（至多 500 字），或 {{zh = "…", en = "…"}}',
            f'{where} should be a line of text (500 characters at most), or {{zh = "…", en = "…"}}',
        )
        raise _refuse(path, where, said)
    return Text(both["zh"], both["en"])


def _anchors(path: Path, where: str, value: Any, steps: Mapping[str, Text]) -> dict[str, Text]:
    """What some steps of a dimension stand for, as texts."""
    if not isinstance(value, dict) or not set(value) <= set(steps):
        raise _refuse(path, where, _only(where, value, steps))
    return {step: _words(path, f"{where}.{step}", text) for step, text in value.items()}


def _is_line(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= 500 and value.isprintable()


def _days(path: Path, where: str, value: Any) -> dict[str, int]:
    rows = ("shareholder", "management", "operational", "key_person", "sponsor")
    if not isinstance(value, dict) or not set(value) <= set(rows):
        raise _refuse(path, where, _only(where, value, rows))
    for key, days in value.items():
        if not _number(path, f"{where}.{key}", days, 1, 100_000).is_integer():
            raise _refuse(
                path, f"{where}.{key}", Text(f"{days} 应为整天数", f"{days} should be a whole number of days")
            )
    return {key: int(days) for key, days in value.items()}


def _rules(path: Path, where: str, value: Any, rows: Mapping[str, Any]) -> dict[str, CoverageRule]:
    if not isinstance(value, dict) or not set(value) <= set(rows):
        raise _refuse(path, where, _only(where, value, rows))
    for row, items in value.items():
        if not isinstance(items, list) or not all(isinstance(i, str) and _is_rule(i) for i in items):
            known = "|".join(sorted(_ROLES))
            raise _refuse(
                path,
                f"{where}.{row}",
                Text(
                    f"应为 a、a|b 或 2 of a|b 的列表，角色须为 {known}",
                    f"should list a, a|b or 2 of a|b with roles {known}",
                ),
            )
    return {row: tuple(items) for row, items in value.items()}


def _is_rule(item: str) -> bool:
    """``ar``, ``fr|service``, or ``2 of ar|sr|fr``: known roles, and no more of them asked for than are named."""
    count, separator, names = item.rpartition(" of ")
    roles = names.split("|")
    possible = not separator or 1 <= (whole_number(count) or 0) <= len(roles)
    return possible and len(set(roles)) == len(roles) and set(roles) <= _ROLES


def _number(path: Path, where: str, value: Any, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise _refuse(
            path,
            where,
            Text("{value} 应为 {low} 到 {high} 的数", "{value} should be a number from {low} to {high}").format(
                value=_spelled(value), low=low, high=high
            ),
        )
    return float(value)


def _spelled(value: Any) -> str:
    """A value as TOML writes it, as far as a line has room."""
    plain = isinstance(value, int | float)
    return shown(str(value).lower() if plain else json.dumps(value, ensure_ascii=False, default=str))


def _only(where: str, value: Any, rows: Iterable[str]) -> Text:
    """That a table of tables holds something else than its rows; near misses of the first that is not known."""
    strange = next((key for key in value if key not in rows), "") if isinstance(value, dict) else ""
    text = Text("{where} 只能含 {rows}。", "{where} may hold only {rows}. ")
    said = text.format(where=where, rows=joined(rows))
    return said + did_you_mean(strange, rows, Text("", "")) if strange else said


def _refuse(path: Path, where: str, text: Text, line: int | None = None) -> InputError:
    return InputError.of_file(Problem("E03", text, file=str(path), line=line, column=where), where)


def _with_line(path: Path, refusal: InputError) -> InputError:
    """The refusal with the line on which the key stands: in its table, or as a dotted or inline key."""
    found = refusal.problems[0]
    *tables, key = (found.column or "").split(".")
    line, table = found.line, ""
    try:
        lines = read_text(path).splitlines()
    except (OSError, NotParsed):
        lines = []
    for at, text in enumerate(lines, 1):
        heading = re.match(r"\s*\[+\s*([^]]*?)\s*\]", text)
        table = heading[1].replace(" ", "").replace('"', "") if heading else table
        whole = ".".join([*tables, key])
        if heading and whole and (table == whole or table.endswith(f".{key}")):
            line = line or at
        if whole.startswith(table) and re.match(rf"""\s*([\w."' -]*[."'])?{re.escape(key)}["']?\s*[.=]""", text):
            line = at
            break
    return refusal if line is None else InputError.of_file(replace(found, line=line), found.column)
