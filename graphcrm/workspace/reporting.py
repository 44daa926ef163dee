"""Reports through the door: read once, asked together, written as the files that were asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from graphcrm.errors import UsageError
from graphcrm.i18n import Lang, Text, default_lang, page_lang
from graphcrm.settings import DEFAULT_SEED
from graphcrm.workspace.base import Base, Day

if TYPE_CHECKING:
    from graphcrm.edition import Edition
    from graphcrm.reports.document import Document
    from graphcrm.reports.scene import Scene
    from graphcrm.snapshot import Snapshot

__all__ = ["Reporting"]


class Reporting(Base):
    """What a workspace can hand out as documents."""

    def report(
        self,
        kind: str,
        output: str | Path,
        *,
        account: str | None = None,
        opportunity: str | None = None,
        vendor: str | None = None,
        as_of: Day = None,
        edition: str = "shared",
        lang: Lang | None = None,
        theme: Literal["auto", "light", "dark"] = "auto",
        pdf: bool = False,
        xlsx: bool = False,
        pptx: bool = False,
        seed: int = DEFAULT_SEED,
        force: bool = False,
        since: Day = None,
        person: str | None = None,
        ours: str | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Sequence[Path]:
        """Write a report as a page, on request with a PDF, a workbook or slides beside it; gives the paths.

        `since`, `person` and `ours` are options of some reports: the day of the last session, whom a card is about, who hands over.
        `progress` is told how many of the parts of the work are done: what the report says, then each file.

        Raises
        ------
        UsageError
            An unknown kind, edition or id, a file that exists and may not be overwritten, or slides without python-pptx.
        """
        from graphcrm.asking.options import THEME
        from graphcrm.files import refuse_existing, refuse_no_page, write_whole
        from graphcrm.pages.beside import write_beside
        from graphcrm.reports.kinds.registry import find_report
        from graphcrm.reports.page import as_page

        find_report(kind)  # a slip in its name is told before a file that exists
        target = Path(output)
        office = [target.with_suffix(ending) for ending, wanted in ((".xlsx", xlsx), (".pptx", pptx)) if wanted]
        refuse_no_page(target, ("pdf", "xlsx", "pptx"))
        refuse_existing(target, *office, *([target.with_suffix(".pdf")] if pdf else []), force=force)
        if pptx:  # said before anything is computed
            from graphcrm.reports.deck import need_slides

            need_slides()
        own = {"since": since, "person": person, "ours": ours}
        parts, done = 2 + len(office) + pdf, 0

        def ready() -> None:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done, parts)

        document = self.document(kind, account, opportunity, vendor, as_of=as_of, edition=edition, seed=seed, **own)
        said = lang or default_lang()
        ready()
        beside = []
        for path in office:
            beside.append((path, _office(document, path.suffix, said)))
            ready()
        write_whole(target, as_page(document, page_lang(lang), THEME.read(theme)))
        ready()
        for path, content in beside:
            write_whole(path, content)
        return [target, *office, *write_beside(target, ["pdf"] if pdf else [])]

    def document(
        self,
        kind: str,
        account: str | None = None,
        opportunity: str | None = None,
        vendor: str | None = None,
        *,
        as_of: Day = None,
        edition: str = "shared",
        seed: int = DEFAULT_SEED,
        **own: Any,
    ) -> Document:
        """A report as a value, whatever it is to be written as. That it was read stands in the audit trail."""
        from graphcrm.edition import Edition
        from graphcrm.reports.kinds.registry import OPTIONS, find_report

        report = find_report(kind)
        readers = self._readers(edition)
        if report.restricted and readers is not Edition.INTERNAL:
            raise UsageError(
                Text(
                    f"{report.label.zh}只供账户团队：加 --edition internal",
                    f"the {report.label.en} is for the account team only: give --edition internal",
                )
            )
        given_own = report.read(self._given(own, OPTIONS.values()))
        where = {**self._where(account, opportunity, vendor), "as_of": self._day(as_of), "seed": seed}
        subject = given_own.get("person") or where["account"] or where["opportunity"] or ""
        snapshot = self._day_of(report.code, readers, where["as_of"], subject)
        scene = self._scene(report.code, readers, where, given_own, snapshot)
        made = report.build(scene)
        if not made.sections:
            if scene.situation.undecided:
                raise UsageError(scene.situation.undecided)
            said = Text("{edition}的{report}没有可显示的内容", "the {edition} of the {report} has nothing to show")
            raise UsageError(said.format(edition=readers.label, report=report.label))
        return made

    def _day_of(self, code: str, readers: Edition, day: date, subject: str) -> Snapshot:
        """What a report is made of; that it was read stands in the audit trail."""
        from graphcrm.edition import Edition

        return self._read([day], f"report {code} {readers.code}", subject, restricted=readers is Edition.INTERNAL)[0]

    def _scene(
        self, code: str, readers: Edition, where: Mapping[str, Any], given: Mapping[str, Any], snapshot: Snapshot
    ) -> Scene:
        """What a report is about, on a day that was read."""
        from graphcrm.graph.context import resolve
        from graphcrm.graph.influence import GraphOptions
        from graphcrm.reports.asking import Answers
        from graphcrm.reports.scene import Scene
        from graphcrm.workspace.together import Together

        # A list knows no decision: without the account it would be of all of them.
        about = resolve(snapshot, where["account"], where["opportunity"], where["vendor"]).account.id
        together = Together(self, snapshot, where := {**where, "account": about})
        situation = together.known.situation(
            snapshot, where["account"], where["opportunity"], where["vendor"], GraphOptions()
        )
        answers = Answers(together.ask, together.find, readers)
        seen = (self.caller.author, self.caller.today().isoformat())
        return Scene(
            situation,
            answers,
            readers,
            together.known,
            code,
            given,
            *seen,
            where["seed"],
            self._places(),
            self.caller.tell,
        )


def _office(document: Document, ending: str, lang: Lang) -> bytes:
    """A report as the file of an office program."""
    if ending == ".xlsx":
        from graphcrm.reports.sheets import as_workbook

        return as_workbook(document, lang)
    from graphcrm.reports.slides import as_slides

    return as_slides(document, lang)
