"""Empty tables to fill in: both headings, and what to ask before writing a number down."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from graphcrm.files import write_folder
from graphcrm.i18n import Text
from graphcrm.model.edges import EDGE_RULES, EdgeKind
from graphcrm.model.lists import LIST_FORM
from graphcrm.model.tables import TABLES, Table

__all__ = ["CONFIDENCE", "guidance", "template", "write_templates"]

_TRUST = Text(
    "TRUSTS（从信任者到被信任者）：1 仅客气 2 接受事实 3 分享工作信息 4 分享内部顾虑 5 不经核实就采纳建议；0 表示据报不存在",
    "TRUSTS (from the one who trusts): 1 polite only 2 accepts facts 3 shares working information "
    "4 shares internal concerns 5 acts on advice without checking; 0 = reported not to exist",
)
_STANCE = Text(
    "STANCE（to = 我方或竞争对手）：-1 反对 0 中立 1 支持有限 2 支持 3 支持并排他；不知道就不要写这一行",
    "STANCE (to = our company or a competitor): -1 opposes 0 neutral 1 limited support 2 supports "
    "3 supports exclusively; leave the row out if you do not know",
)
_DIRECTION = Text(
    "INFLUENCES:from 影响 to;TRUSTS:from 信任 to，方向与影响相反",
    "INFLUENCES: from moves to. TRUSTS: from relies on to, so it usually runs against influence",
)
_PERIOD = Text(
    "start、end：关系从何时起、到何时止成立（valid_from、valid_to 未填时用）；合同（CONTRACT）则为约定的期限",
    "start, end: from when and until when the relation holds (taken where valid_from, valid_to are empty); "
    "of a CONTRACT the term agreed",
)
CONFIDENCE = Text(
    "置信度：A 证实（文件或两位独立报告人）B 很可能（第一手）C 可能（第二手）D 存疑 E 未知",
    "confidence: A document or two independent reporters, B first-hand, C second-hand, D doubtful, E not graded",
)


def template(of: Table) -> str:
    """The text of one empty table: heading line ``code|label``, then comment lines that an import passes over."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([f"{f.name}|{f.zh}" for f in of.columns])
    for line in _comments(of):
        writer.writerow([f"# {line.zh} / {line.en}" if line.zh != line.en else f"# {line.zh}"])
    return out.getvalue()


def _comments(of: Table) -> Sequence[Text]:
    required = [f for f in of.columns if f.required]
    lines = []
    if required:
        lines.append(
            Text(
                "必填：" + "、".join(f.zh for f in required) + "；空单元格表示未给出",
                "required: " + ", ".join(f.name for f in required) + "; empty = not given",
            )
        )
    lists = [f for f in of.columns if f.many]
    if lists:
        names = Text("、".join(f.zh for f in lists) + "：", ", ".join(f.name for f in lists) + ": ")
        lines.append(names + LIST_FORM)
    lines += guidance(of)
    if of.name == "edges":
        kinds = [k for k in EDGE_RULES if k is not EdgeKind.ROLE_IN]
        lines.append(Text("关系：" + "；".join(f"{k.value} {k.zh}" for k in kinds), "kind: " + ", ".join(kinds)))
    for field in of.columns:
        if field.choices is not None and (of.name, field.name) != ("edges", "kind"):
            words = "；".join(m.value if m.value == m.zh else f"{m.value} {m.zh}" for m in field.choices)
            codes = ", ".join(m.value for m in field.choices)
            lines.append(Text(f"{field.zh}（{field.name}）：{words}", f"{field.name}: {codes}"))
    return lines


def guidance(of: Table) -> Sequence[Text]:
    """What to ask, and how to grade the answer, before writing a number into this table."""
    lines = [Text(f"{f.zh}：", f"{f.name}: ") + f.hint for f in of.columns if f.hint is not None]
    if of.name == "edges":
        lines += [_DIRECTION, _PERIOD, _TRUST, _STANCE]
    if any(f.name == "confidence" for f in of.columns):
        lines.append(CONFIDENCE)
    return lines


def write_templates(folder: str | os.PathLike[str]) -> Sequence[Path]:
    """Write ``TABLE.csv`` for every table that the folder does not have yet; returns the files written.

    The files are UTF-8 with a byte order mark, so that spreadsheets show the Chinese headings. Raises UsageError if the folder
    cannot be written.
    """
    target = Path(folder)
    missing = {of: f"{of.name}.csv" for of in TABLES if not os.path.lexists(target / f"{of.name}.csv")}
    write_folder(target, {name: template(of).encode("utf-8-sig") for of, name in missing.items()})
    return [target / name for name in missing.values()]
