"""``graphcrm edit``: change one fact, with the same checks as an import, with history and undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from graphcrm.commands.bilingual import BilingualGroup, command, group, option, shared
from graphcrm.commands.completing import Completer, completed_end, ids
from graphcrm.commands.importing import dry_run_option, report
from graphcrm.commands.session import workspace
from graphcrm.errors import UsageError
from graphcrm.i18n import Text
from graphcrm.model.choice import Choice
from graphcrm.model.edges import EdgeKind
from graphcrm.model.fields import Field, boolean, parse_date, shown
from graphcrm.model.tables import TABLES, Table
from graphcrm.workspace.editing import NODES, PAIRS, table_of

__all__ = ["edit", "written"]


class _Facts(BilingualGroup):
    """Whoever filled in the workbook knows relations by the names of their sheets."""

    def meant(self, name: str) -> str | None:
        from graphcrm.model.sheets import SHEETS

        for sheet in SHEETS:
            if name.casefold() in (sheet.name, sheet.name.removesuffix("s"), sheet.zh) and "kind" in sheet.fixed:
                return f"edge {sheet.fixed['kind']}"
        return None


@group("edit", cls=_Facts)
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
                    f"“{said}”应写作 列=值，例如 title=首席架构师",
                    f"write “{said}” as COLUMN=VALUE, such as title='Chief architect'",
                )
            )
        found[name] = value
    return found


_HEAD = Text(
    "各列（* 为新增时必填；列表各项用分号分隔）：",
    "Columns (* must be given for a new record; items of a list are separated by ;):",
)
#: What `level` stands for in the kinds of relation that have one.
_LEVEL = Text(
    "INFLUENCES：TO 做的十个这类决定里，有几次最终采纳 FROM 的意见（1 约一次，2 两三次，3 四五次，4 六七次，5 八次以上；0 有人报告没有）；"
    "TRUSTS：0 到 5；STANCE：-1 反对，0 中立，1 支持有限，2 支持，3 支持并排他；CONFLICTS_WITH、ENDORSES、RECOMMENDS：1 到 3",
    "INFLUENCES: of ten such decisions of TO, how many went by the view of FROM (1: about 1, 2: 2–3, 3: 4–5, 4: 6–7, 5: 8 and more; "
    "0: reported not to exist); TRUSTS: 0 to 5; STANCE: -1 opposes, 0 neutral, 1 supports to a degree, 2 supports, 3 supports and "
    "excludes others; CONFLICTS_WITH, ENDORSES, RECOMMENDS: 1 to 3",
)


def _columns(table: Table, ends: Sequence[str]) -> Text:
    """A line for each column that is not among the arguments: code, Chinese label, what it holds; of relations their kinds first."""
    told = [(f, f"{f.name} *" if f.required else f.name) for f in table.columns if f.name not in ends]
    lines = [_line(name, field) for field, name in told]
    kind = table.column("kind")
    if kind is not None and "kind" in ends:
        # Decision roles have a command of their own.
        kinds = [c for c in kind.choices or () if c != EdgeKind.ROLE_IN]
        lines = [_line("KIND", kind, kinds), *lines]
    return Text("\n\n", "\n\n") + _HEAD + Text("", "").join(lines)


def _line(name: str, field: Field, choices: Iterable[Choice] | None = None) -> Text:
    choices = choices or field.choices or field.usual
    if choices is not None:
        holds = Text(
            "、".join(f"{c.value} {c.zh}" if c.zh != c.value else c.value for c in choices),
            ", ".join(c.value if c.en == c.value.lower().replace("_", " ") else f"{c.value} ({c.en})" for c in choices),
        )
    else:
        holds = _LEVEL if field.name == "level" else field.hint or _holds(field)
    zh = f"{field.zh}：{holds.zh}" if holds.zh else field.zh
    return Text(*(f"\n  {name:<23}  {words}".rstrip() for words in (zh, holds.en)))


def _holds(field: Field) -> Text:
    """What a column without choices holds, where its name does not say it."""
    if field.parse is parse_date:
        return Text("日期", "a day such as 2026-06-30")
    if field.parse is boolean:
        return Text("是 或 否", "yes or no")
    if field.refs:
        tables = [t for t in TABLES if t.kind in field.refs]
        kinds = Text("、".join(t.zh for t in tables), " or ".join(t.kind for t in tables))
        return Text("{kinds}的编号", "id ({kinds})").format(kinds=kinds)
    return Text("", "")


#: For each kind of record: what it is called, and an example that runs on the sample account.
_EXAMPLES = {
    "org": (Text("组织", "an organisation"), "HY tier=S lifecycle=mature"),
    "unit": (Text("部门", "a unit"), "HY-RISK headcount=60"),
    "person": (Text("人员", "a person"), "c6 grade=3 owner=u1"),
    "opportunity": (Text("商机", "an opportunity"), "HY-CORE stage=s3 due=2026-12-31"),
    "goal": (Text("目标", "a goal"), "G1 agreed_by_both=yes"),
    "need": (Text("诉求", "a need"), "N01 owner=u1 horizon=short"),
    "action": (Text("行动", "an action"), "visit-c8 target=c8 type=visit owner=u3 due=2026-07-10 goal=G1"),
    "criterion": (Text("决策标准", "a criterion"), "K1 category=commercial"),
    "product": (Text("产品", "a product"), "P-DATA line=data"),
    "promise": (Text("承诺", "a promise"), "PR01 status=kept"),
}


def _node_command(name: str) -> click.Command:
    what, example = _EXAMPLES[name]

    @command(
        name,
        Text(
            f"新增或修改一条{what.zh}记录。\n\n  graphcrm edit {name} {example}",
            f"Add or change {what.en}; a new id adds one.\n\n  graphcrm edit {name} {example}",
        )
        + _columns(table_of(name), ("id",)),
    )
    @click.argument("which", metavar="ID", shell_complete=ids(name))
    @click.argument("values", nargs=-1, metavar="[COLUMN=VALUE]...")
    @dry_run_option
    @shared
    def change(which: str, values: Sequence[str], dry_run: bool) -> int:
        return report(lambda: workspace().edit(name, which, values=written(values), dry_run=dry_run))

    return change


def _refuse_short(name: str, metavars: Sequence[str], ends: Sequence[str]) -> None:
    """See that no end was forgotten, so that a ``column=value`` stands in its place."""
    columns = {label for field in table_of(name).columns for label in (field.name, field.zh)}
    for metavar, end in zip(metavars, ends, strict=True):
        column, equals, _ = end.partition("=")
        if equals and column in columns:
            said = Text("缺少 {metavar}：此处是“{end}”", "{metavar} is missing: “{end}” stands in its place")
            raise UsageError(said.format(metavar=metavar, end=shown(end)))


def _pair_command(name: str, metavars: Sequence[str], text: Text, complete: Completer) -> click.Command:
    @command(name, text + _columns(table_of(name), PAIRS[name][1]))
    @click.argument("ends", nargs=len(metavars), metavar=" ".join(metavars), shell_complete=complete)
    @click.argument("values", nargs=-1, metavar="[COLUMN=VALUE]...")
    @option("--end", Text("从这一天起不再成立", "no longer true from this day on"))
    @option(
        "--valid-from",
        Text("新判断从这一天起成立（默认今天）", "the new judgement holds from this day on (default today)"),
    )
    @option(
        "--correct", Text("原来的判断一直有误：改写它", "it was always so: rewrite the old judgement"), is_flag=True
    )
    @dry_run_option
    @shared
    def change(
        ends: Sequence[str],
        values: Sequence[str],
        end: str | None,
        valid_from: str | None,
        correct: bool,
        dry_run: bool,
    ) -> int:
        _refuse_short(name, metavars, ends)
        given = {**written(values), **({"valid_from": valid_from} if valid_from else {})}
        return report(lambda: workspace().edit(name, *ends, end=end, correct=correct, dry_run=dry_run, values=given))

    return change


#: The day of a handing over.
_SINCE = option("--date", "on", Text("自哪一天起（默认今天）", "from which day on (default today)"))


@command("edit fill")
@click.argument("seat", metavar="SEAT")
@click.argument("words", nargs=-1, metavar="[PERSON] [COLUMN=VALUE]...")
@_SINCE
@dry_run_option
@shared
def fill(seat: str, words: Sequence[str], on: str | None, dry_run: bool) -> int:
    """Fill an open seat."""
    person = words[0] if words and "=" not in words[0] else None
    given = written(words[1:] if person else words)
    return report(lambda: workspace().fill(seat, person, date=on, dry_run=dry_run, values=given))


@command("edit vacate")
@click.argument("person", metavar="PERSON")
@option("--seat", Text("新席位的编号（默认 人员编号-seat）", "id of the new seat (default PERSON-seat)"))
@_SINCE
@dry_run_option
@shared
def vacate(person: str, seat: str | None, on: str | None, dry_run: bool) -> int:
    """Open the post of somebody who leaves as a seat."""
    return report(lambda: workspace().vacate(person, date=on, seat=seat, dry_run=dry_run))


edit.add_command(fill)
edit.add_command(vacate)
for _name in NODES:
    edit.add_command(_node_command(_name))
edit.add_command(
    _pair_command(
        "edge",
        ("KIND", "FROM", "TO"),
        Text(
            "新增、修改或结束（--end）一条关系。判断改变时，今天起为新版本。\n\n"
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
edit.add_command(
    _pair_command(
        "position",
        ("PERSON", "CRITERION"),
        Text(
            "新增或修改一人对一条决策标准的看法：看得多重，某供应商在其眼中契合多少。\n\n"
            "  graphcrm edit position c4 K-TCO weight=5 fit=-1 source=meeting_note reported_by=u1",
            "Add or change what a criterion weighs for somebody, and how a vendor fits it in their eyes.\n\n"
            "  graphcrm edit position c4 K-TCO weight=5 fit=-1 source=meeting_note reported_by=u1",
        ),
        ids("person", "criterion"),
    )
)
edit.add_command(
    _pair_command(
        "potential",
        ("PRODUCT", "UNIT"),
        Text(
            "新增或修改一个产品在某部门或组织的机会。\n\n"
            "  graphcrm edit potential P-DATA HY-RISK status=potential amount=3000000 observed_at=2026-06-30",
            "Add or change how a product stands in a unit or organisation.\n\n"
            "  graphcrm edit potential P-DATA HY-RISK status=potential amount=3000000 observed_at=2026-06-30",
        ),
        ids("product", "unit", "org"),
    )
)
