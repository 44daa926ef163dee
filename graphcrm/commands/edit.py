"""``graphcrm edit``: change one fact, with the same checks as an import, with history and undo."""

from __future__ import annotations

from collections.abc import Sequence

import click

from graphcrm.commands.bilingual import BilingualGroup, command, option, shared
from graphcrm.commands.completing import Completer, completed_end, ids
from graphcrm.commands.importing import report
from graphcrm.commands.session import workspace
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.fields import shown
from graphcrm.model.tables import Table
from graphcrm.workspace.editing import NODES, table_of

__all__ = ["edit", "written"]

_DRY_RUN = Text("只检查,不写入", "check only, write nothing")


@click.group(
    "edit",
    cls=BilingualGroup,
    text=Text(
        "改一条事实:写 列=值;“列=” 清空。与导入同样检查,可撤销。\n\n  graphcrm edit person c6 title=首席架构师\n"
        "  graphcrm edit edge INFLUENCES c6 c3 level=4 confidence=A observed_at=2026-06-30 source=meeting_note reported_by=u2",
        "Change one fact: write COLUMN=VALUE; “COLUMN=” empties it. Checked like an import, can be undone.\n\n"
        "  graphcrm edit person c6 title='Chief architect'\n"
        "  graphcrm edit edge INFLUENCES c6 c3 level=4 confidence=A observed_at=2026-06-30 source=meeting_note reported_by=u2",
    ),
)
def edit() -> None:
    """One command per kind of fact."""


def written(words: Sequence[str]) -> dict[str, str]:
    """``column=value`` words as a mapping."""
    found = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            said = shown(word)
            raise UsageError(
                Text(
                    f"“{said}”应写作 列=值,例如 title=首席架构师",
                    f"write “{said}” as COLUMN=VALUE, such as title='Chief architect'",
                )
            )
        found[name] = value
    return found


def _columns(table: Table) -> Text:
    names = [f for f in table.columns if f.name not in table.key]
    return Text(
        "\n\n可用的列:" + "、".join(f"{f.zh}({f.name})" for f in names),
        "\n\nColumns: " + ", ".join(f.name for f in names),
    )


def _node_command(name: str) -> click.Command:
    table = table_of(name)

    @command(
        name,
        Text(
            f"新增或修改一条{table.zh}记录。\n\n  graphcrm edit {name} 编号 列=值 …",
            f"Add or change one record of {table.name}.\n\n  graphcrm edit {name} ID COLUMN=VALUE …",
        )
        + _columns(table),
    )
    @click.argument("which", metavar="ID", shell_complete=ids(name))
    @click.argument("values", nargs=-1, metavar="[COLUMN=VALUE]...")
    @option("--dry-run", _DRY_RUN, is_flag=True)
    @shared
    def change(which: str, values: Sequence[str], dry_run: bool) -> int:
        return report(lambda: workspace().edit(name, which, values=written(values), dry_run=dry_run))

    return change


def _pair_command(name: str, ends: Sequence[str], text: Text, complete: Completer) -> click.Command:
    @command(name, text + _columns(table_of(name)))
    @click.argument("ends", nargs=len(ends), metavar=" ".join(ends), shell_complete=complete)
    @click.argument("values", nargs=-1, metavar="[COLUMN=VALUE]...")
    @option("--end", Text("从这一天起不再成立", "no longer true from this day on"))
    @option(
        "--valid-from",
        Text("新判断从这一天起成立(默认今天)", "the new judgement holds from this day on (default today)"),
    )
    @option("--correct", Text("原来的判断一直有误:改写它", "it was always so: rewrite the old judgement"), is_flag=True)
    @option("--dry-run", _DRY_RUN, is_flag=True)
    @shared
    def change(
        ends: Sequence[str],
        values: Sequence[str],
        end: str | None,
        valid_from: str | None,
        correct: bool,
        dry_run: bool,
    ) -> int:
        given = {**written(values), **({"valid_from": valid_from} if valid_from else {})}
        return report(lambda: workspace().edit(name, *ends, end=end, correct=correct, dry_run=dry_run, values=given))

    return change


for _name in NODES:
    edit.add_command(_node_command(_name))
edit.add_command(
    _pair_command(
        "edge",
        ("KIND", "FROM", "TO"),
        Text(
            "新增、修改或结束(--end)一条关系。判断改变时,今天起为新版本。\n\n"
            "  graphcrm edit edge STANCE c4 US level=0 source=meeting_note reported_by=u1",
            "Add, change or end (--end) one relation. A changed judgement starts a new version today.\n\n"
            "  graphcrm edit edge STANCE c4 US level=0 source=meeting_note reported_by=u1",
        ),
        completed_end,
    )
)
edit.add_command(
    _pair_command(
        "role",
        ("PERSON", "OPPORTUNITY"),
        Text(
            "新增或修改一人在商机中的决策角色。\n\n  graphcrm edit role c5 HY-CORE roles=technical_evaluator observed_at=2026-06-30",
            "Add or change somebody's decision role in an opportunity.\n\n"
            "  graphcrm edit role c5 HY-CORE roles=technical_evaluator observed_at=2026-06-30",
        ),
        ids("person", "opportunity"),
    )
)
