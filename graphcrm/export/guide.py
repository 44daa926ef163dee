"""What the workbook says to whoever fills it in: a note for each heading, and a row of examples."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graphcrm.i18n import Text
from graphcrm.ingest.template import CONFIDENCE
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import Field
from graphcrm.model.lists import LIST_FORM
from graphcrm.model.sheets import Sheet
from graphcrm.texts import read_texts

__all__ = ["example", "note"]

_ATTITUDE = Text(
    "对我方或竞争对手：-1 反对 0 中立 1 支持有限 2 支持 3 支持并排他；不知道就不要写这一行",
    "toward us or a competitor: -1 opposes 0 neutral 1 limited support 2 supports 3 supports exclusively; leave the row out if you do "
    "not know",
)


def example(sheet: Sheet, field: Field) -> Text:
    """A value such as the column holds, or nothing; the row of examples is a comment, which no import reads."""
    examples = _examples()
    return Text.of({**examples["usual"], **examples.get(sheet.name, {})}.get(field.name, ""))


@cache
def _examples() -> Mapping[str, Mapping[str, str | Text]]:
    return read_texts(Path(__file__).with_name("examples.toml"))


def note(sheet: Sheet, field: Field) -> Text | None:
    """What to ask before something is written into a column; None where its name says it all."""
    parts = []
    if field.name == "level" and sheet.fixed.get("kind") == EdgeKind.STANCE:
        parts.append(_ATTITUDE)
    elif field.name == "level" and sheet.fixed and field.hint is not None:
        zh, en = field.hint.zh, field.hint.en  # who is asked about is called as the columns call them
        zh = zh.replace(" v ", "此人").replace(" u ", "对方")
        parts.append(Text(zh, en.replace(" v ", " the person ").replace("u's", "the other's")))
    elif field.hint is not None:
        parts.append(field.hint)
    if field.name == "confidence":
        parts.append(CONFIDENCE)
    elif field.choices is not None:
        words = [f"{m.value} {m.zh}" if m.value != m.zh else m.value for m in field.choices]
        said = [m.value if m.en == m.value.replace("_", " ") else f"{m.value}: {m.en}" for m in field.choices]
        parts.append(Text("；".join(words), "; ".join(said)))
    if field.many:
        parts.append(LIST_FORM)
    if not parts:
        return None
    return Text("\n", "\n").join(parts)
