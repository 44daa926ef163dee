"""Which value of ours goes into which field of another system: a TOML file, the one that we ship or the team's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graphcrm.dataclass import dataclass
from graphcrm.errors import InputError
from graphcrm.i18n import Text
from graphcrm.ingest.files import Unreadable, display, toml_in
from graphcrm.model.fields import shown
from graphcrm.near import did_you_mean

__all__ = ["VALUES", "CrmFields", "LoadFile", "read_fields"]

#: What a row has to offer, by the kind of row.
VALUES: Mapping[str, tuple[str, ...]] = {
    rows: tuple(f"key id email name title support influence_pct band role {more}".split())
    for rows, more in (
        ("contacts", "account owner next_contact"),
        ("roles", "opportunity primary veto decision_weight"),
    )
}
_SHAPE = Text(
    '每一节应有 rows = "contacts" 或 "roles"、match = ["字段"]、fields = { 字段 = "值" }，可有 words 和 forms',
    'each section holds rows = "contacts" or "roles", match = ["FIELD"] and fields = { FIELD = "VALUE" }; words and forms may be there',
)
_KEYS = frozenset({"rows", "match", "fields", "words", "forms"})


@dataclass(frozen=True, slots=True)
class LoadFile:
    """One load file: what its rows are, the fields that find a row again, and the value of each field.

    forms
        What the ids of the other system look like, by field: a row with another one is none of its, and is left out.
    """

    name: str
    rows: str
    match: tuple[str, ...]
    fields: Mapping[str, str]
    words: Mapping[str, str]
    forms: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class CrmFields:
    """The load files for a system; `system` is how its ids begin among the keys of a person (``salesforce:003…``)."""

    system: str
    files: tuple[LoadFile, ...]


def read_fields(system: str, path: str | Path | None = None) -> CrmFields:
    """The fields of a system, as shipped or from a file.

    Raises
    ------
    InputError
        The file cannot be read or says something that does not exist.
    """
    source = Path(__file__).with_name("fields") / f"{system}.toml" if path is None else Path(path)
    try:
        data = toml_in(source)
    except Unreadable as error:
        raise _refuse(source, "", error.text, error.line) from error
    return CrmFields(system, tuple(_file(source, name, section) for name, section in data.items()))


def _file(path: Path, name: str, section: Any) -> LoadFile:
    if not isinstance(section, dict) or section.keys() - _KEYS:
        raise _refuse(path, name, _SHAPE)
    rows, match = str(section.get("rows")), section.get("match")
    fields, words = section.get("fields"), section.get("words", {})
    texts = (
        isinstance(fields, dict)
        and isinstance(words, dict)
        and all(isinstance(v, str) for v in (*fields.values(), *words.values()))
    )
    if rows not in VALUES or not isinstance(match, list) or not match or not texts or not fields:
        raise _refuse(path, name, _SHAPE)
    if "/" in name or "\\" in name or name.startswith("."):
        raise _refuse(path, name, Text("节名用作文件名", "the name of a section is that of a file"))
    missing = [str(one) for one in match if one not in fields]
    if missing:
        said = shown(missing[0])
        raise _refuse(
            path,
            name,
            Text(f"match 的字段“{said}”不在 fields 里", f"the field “{said}” of match is not among the fields"),
        )
    for value in fields.values():
        if value not in VALUES[rows]:
            hint = did_you_mean(value, list(VALUES[rows]))
            known = ", ".join(VALUES[rows])
            raise _refuse(
                path,
                name,
                Text(
                    f"没有值“{shown(value)}”；可用：{known}。",
                    f"there is no value “{shown(value)}”; there is {known}. ",
                )
                + hint,
            )
    return LoadFile(
        name, rows, tuple(match), dict(fields), dict(words), _forms(path, name, section.get("forms", {}), fields)
    )


def _forms(path: Path, name: str, forms: Any, fields: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    if not isinstance(forms, dict) or not forms.keys() <= fields.keys():
        known = shown(", ".join(fields))
        raise _refuse(
            path,
            name,
            Text(f"forms 的字段应在 fields 里：{known}", f"the fields of forms are among those of fields: {known}"),
        )
    try:
        return {field: re.compile(str(form)) for field, form in forms.items()}
    except re.error as error:
        said = shown(str(error.pattern))
        raise _refuse(path, name, Text(f"“{said}”不是正则表达式", f"“{said}” is no regular expression")) from error


def _refuse(path: Path, section: str, text: Text, line: int | None = None) -> InputError:
    file = display(path) if line is None else f"{display(path)}:{line}"
    place = f"{file}: [{shown(section)}]" if section else file
    return InputError(Text(f"{place}：", f"{place}: ") + text)
