"""Giving data away through the door: the workbook, tables, graphs, load files, a calendar; each with an entry in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from graphcrm.dataclass import dataclass
from graphcrm.edition import Access
from graphcrm.errors import UsageError
from graphcrm.files import refuse_existing, refuse_full, write_folder, write_whole
from graphcrm.i18n import Lang, Text, page_lang
from graphcrm.near import did_you_mean
from graphcrm.workspace.base import Base, Day

if TYPE_CHECKING:
    from graphcrm.export.content import Content
    from graphcrm.export.crm import FieldDifference
    from graphcrm.model.facts import Batch
    from graphcrm.snapshot import Snapshot

__all__ = ["FORMATS", "Exported", "Exports"]


#: What can be written, each with its meaning.
FORMATS: Mapping[str, Text] = {
    "xlsx": Text("工作簿（与模板相同，已填写）", "the workbook of the template, filled"),
    "csv": Text("每张表一个 CSV 文件的文件夹", "a folder with a CSV file for each table"),
    "json": Text("一个 JSON 文档", "one JSON document"),
    "graphml": Text("GraphML 图", "the graph as GraphML"),
    "gexf": Text("GEXF 图（Gephi）", "the graph as GEXF (Gephi)"),
    "cypher": Text("Cypher 语句", "Cypher statements"),
    "salesforce": Text("Salesforce 装载文件", "load files for Salesforce"),
    "hubspot": Text("HubSpot 装载文件", "load files for HubSpot"),
    "ics": Text("某位我方人员的日历", "the calendar of one of ours"),
}
#: What an import takes as it is.
_TABLES = frozenset({"xlsx", "csv", "json"})
_FOLDERS = frozenset({"csv", "salesforce", "hubspot"})
_CRMS = frozenset({"salesforce", "hubspot"})
_NO_OWNER = Text("ics 需要我方一位人员的编号：--owner u1", "ics needs the id of one of ours: --owner u1")
_INTERNAL_ONLY = Text("{form} 只有内部版", "{form} is for the team alone: there is no other edition of it")


@dataclass(frozen=True)
class Exported:
    """The files that were written (none on a dry run), what the user should know, and for a CRM what differs there."""

    files: tuple[Path, ...]
    remarks: tuple[Text, ...] = ()
    differences: tuple[FieldDifference, ...] = ()


class Exports(Base):
    """What leaves a workspace."""

    def export(
        self,
        form: str,
        output: str | Path | None = None,
        *,
        account: str | None = None,
        as_of: Day = None,
        edition: str = "internal",
        owner: str | None = None,
        mapping: str | Path | None = None,
        against: Sequence[str | Path] = (),
        lang: Lang | None = None,
        dry_run: bool = False,
        force: bool = False,
    ) -> Exported:
        """Write what holds on a day: ``export("xlsx", "hy.xlsx")``; ``csv``, ``salesforce`` and ``hubspot`` write a folder.

        Tables (xlsx, csv, json) of the internal edition come back by :meth:`import_tables` as they are; earlier versions of a fact
        stay in the workspace (`store backup` copies those too), but for ties as they stood when somebody left.
        `account` takes one account alone. `owner` is whose calendar. `mapping` names the fields of a CRM,
        `against` its own export, of which only what differs is written.

        Raises
        ------
        UsageError
            An unknown format, edition or id; a file that exists and may not be overwritten; nothing to write to.
        """
        chosen = self._form(form)
        eyes = self._readers(edition)
        if chosen in (*_CRMS, "ics") and Access.PRIVATE not in eyes.admits:
            raise UsageError(_INTERNAL_ONLY.format(form=chosen))
        if chosen == "ics" and owner is None:
            raise UsageError(_NO_OWNER)
        target = None if dry_run else _target(chosen, output, force=force)
        said = page_lang(lang)
        day = self._day(as_of)
        fields = None
        if chosen in _CRMS:
            from graphcrm.export.crm_fields import read_fields

            fields = read_fields(chosen, mapping)
        account = self._where(account, None, None)["account"]
        action = f"export {chosen} {eyes.code}"
        batches, snapshot = self._facts(action, account, day, restricted=Access.PRIVATE in eyes.admits)
        if fields is not None:
            from graphcrm.export.crm import load_files

            loaded = load_files(snapshot, fields, account, [Path(one) for one in against])
            return Exported(_written(target, loaded.files), loaded.remarks, loaded.differences)
        if chosen == "ics":
            from graphcrm.export.calendar import as_calendar
            from graphcrm.export.due import agenda

            entries = agenda(snapshot, owner or "", account, said)
            told = Text("{n} 项", "{n} entries").format(n=len(entries))
            return Exported(_written(target, {"": as_calendar(entries, self.caller.now())}), (told,))
        from graphcrm.export.access import admitted

        content = admitted(batches, eyes, account, day, snapshot.known_before if chosen in _TABLES else ())
        remarks = content.remarks if chosen in _TABLES else content.notes
        return Exported(_written(target, self._files(chosen, content, said, day)), remarks)

    def _files(self, form: str, content: Content, lang: Lang, day: date) -> Mapping[str, str | bytes]:
        """Content of each file by its path within the target, "" for the target itself."""
        if form == "csv":
            from graphcrm.export.delimited import csv_files

            return csv_files(content)
        if form == "xlsx":
            from graphcrm.export.workbook import workbook

            return {"": workbook(content, lang, made_on=day)}
        if form == "json":
            from graphcrm.export.document import as_document

            return {"": as_document(content)}
        if form == "cypher":
            from graphcrm.export.cypher import as_cypher

            return {"": as_cypher(content)}
        from graphcrm.export.graph import as_gexf, as_graphml

        return {"": as_graphml(content) if form == "graphml" else as_gexf(content)}

    def _facts(
        self, action: str, account: str | None, day: date, *, restricted: bool
    ) -> tuple[Mapping[str, Batch], Snapshot]:
        """What holds on a day, as facts and as a snapshot; that it was read stands in the audit trail."""
        from graphcrm.snapshot.taking import from_batches, ties_before_leaving

        with self.open() as store:
            batches = store.read(day.isoformat())
            snapshot = from_batches(batches, day, self.settings)
            (before,) = ties_before_leaving(store, [snapshot])
            self.note(store, action, account or "", restricted=restricted)
        return batches, replace(snapshot, known_before=before)

    def _form(self, form: str) -> str:
        if form in FORMATS:
            return form
        hint = did_you_mean(form, list(FORMATS))
        raise UsageError(Text(f"没有导出格式“{form}”。", f"there is no export format “{form}”. ") + hint)


def _target(form: str, output: str | Path | None, *, force: bool) -> Path:
    """Where to write: a new file, or for several files a folder that is new or empty."""
    if output is None:
        raise UsageError(Text("请用 --output 指明写到哪里", "say where to write: --output"))
    target = Path(output)
    if (other := target.suffix[1:].lower()) in FORMATS and other != form:
        raise UsageError(
            Text(
                f"{output} 的结尾是 {other} 的，要写的却是 {form}；请用 graphcrm export {other}，或换一个名称",
                f"{output} ends like {other}, and {form} is to be written: say graphcrm export {other}, or choose another name",
            )
        )
    if form in _FOLDERS:
        # Tables of another day that stayed behind would be imported with these.
        refuse_full(target)
    else:
        refuse_existing(target, force=force)
    return target


def _written(target: Path | None, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """All files or none: a part of the tables would look like a workspace in which the others are empty."""
    if target is None or not files:
        return ()
    if "" in files:
        write_whole(target, files[""])
        return (target,)
    write_folder(target, files)
    return tuple(target / name for name in files)
