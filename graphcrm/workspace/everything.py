"""Every question of the catalogue at once, about one account on one day; as values, as a workbook or as a folder of files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphcrm.errors import UsageError
from graphcrm.files import make_folder, refuse_existing
from graphcrm.i18n import Lang, Text, default_lang
from graphcrm.workspace.base import Base, Day

if TYPE_CHECKING:
    from graphcrm.asking.answered import Answered
    from graphcrm.workspace.together import Together

__all__ = ["Everything"]


_BOOK = ".xlsx"
_CATALOGUE = Text("查询目录", "the catalogue of queries")


class Everything(Base):
    """What a workspace answers when nobody asks anything in particular."""

    def answers(
        self,
        account: str | None = None,
        opportunity: str | None = None,
        *,
        as_of: Day = None,
        edition: str = "internal",
        **params: Any,
    ) -> Sequence[Answered]:
        """Every named query with its answer, or with the sentence that says why there is none, in the order of the catalogue.

        Each takes of `params` what it knows (``vendor``, ``seed``, ``to``, ``person``, ``since`` …); what a question needs and was not
        given is why it has no answer. The workspace is read once, situations and draws are shared. One entry in the audit trail.

        Raises
        ------
        UsageError
            There is no such account, opportunity or edition, or several accounts and none was named; no query takes a parameter.
        """
        return self._answers(account, opportunity, as_of, edition, params)[1]

    def write_answers(
        self,
        output: str | Path,
        account: str | None = None,
        opportunity: str | None = None,
        *,
        as_of: Day = None,
        edition: str = "internal",
        form: str = "csv",
        lang: Lang | None = None,
        force: bool = False,
        **params: Any,
    ) -> tuple[Sequence[Path], Sequence[Answered]]:
        """The same as a workbook where `output` ends in .xlsx, else as a folder with a file a query; gives paths and answers.

        Raises
        ------
        UsageError
            As for :meth:`answers`; a file exists and may not be overwritten, or `output` is one file of another format.
        """
        from graphcrm.files import write_whole
        from graphcrm.rendering.folder import ENDINGS, as_files
        from graphcrm.rendering.workbook import bound

        target, said = Path(output), lang or default_lang()
        if target.suffix.lower() == _BOOK:
            refuse_existing(target, force=force)
            together, found = self._answers(account, opportunity, as_of, edition, params)
            write_whole(target, bound(found, together.subject(), together.snapshot.as_of, said))
            return [target], found
        if form not in ENDINGS:
            raise UsageError(
                Text(
                    f"没有格式“{form}”；可用：{'、'.join(ENDINGS)}",
                    f"there is no format “{form}”; there are {', '.join(ENDINGS)}",
                )
            )
        if target.suffix or (os.path.exists(target) and not os.path.isdir(target)):
            raise UsageError(
                Text(
                    f"全部答案放不进 {output} 这样一个文件：请给文件夹，或以 .xlsx 结尾的文件名",
                    f"all answers do not fit one file such as {output}: name a folder, or a file that ends in .xlsx",
                )
            )
        made = [target / "index.csv", *(target / f"{name}{ENDINGS[form]}" for name in self.catalogue)]
        refuse_existing(*made, force=force)
        _, found = self._answers(account, opportunity, as_of, edition, params)
        files = as_files(found, form, said)
        make_folder(target)
        for stale in made:  # of an earlier run, which this one does not answer
            if stale.name not in files:
                stale.unlink(missing_ok=True)
        for name, text in files.items():
            write_whole(target / name, text)
        return [target / name for name in files], found

    def _answers(
        self, account: str | None, opportunity: str | None, as_of: Day, edition: str, params: dict[str, Any]
    ) -> tuple[Together, list[Answered]]:
        from functools import partial

        from graphcrm.asking.answered import answered
        from graphcrm.asking.parameters import not_taken
        from graphcrm.edition import Edition
        from graphcrm.workspace.together import Together

        readers = self._readers(edition)
        queries = self.catalogue
        given = {
            name: value for name, value in params.items() if value is not None and value is not False and value != ()
        }
        known = {option.key: option for query in queries.values() for option in query.options}
        for name in given:
            if name not in known:
                raise UsageError(not_taken(known.values(), name, _CATALOGUE))
        day = self._day(as_of)
        where = self._given({"account": account, "opportunity": opportunity, "as_of": day, **given}, known.values())
        action, subject = f"query --all {readers.code}", where["account"] or where["opportunity"] or ""
        snapshot = self._read([day], action, subject, restricted=readers is Edition.INTERNAL)[0]
        together = Together(self, snapshot, where)
        together.check_subject()
        return together, [answered(query, partial(together.ask_query, query), readers) for query in queries.values()]
