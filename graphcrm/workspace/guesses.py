"""Guessing through the door: what files that were not made for graphcrm hold, as a mapping and questions to look over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from graphcrm.errors import UsageError
from graphcrm.files import write_whole
from graphcrm.i18n import Lang, default_lang
from graphcrm.workspace.base import Day
from graphcrm.workspace.changes import Changes
from graphcrm.workspace.imports import Answers

if TYPE_CHECKING:
    from graphcrm.ingest.guessing.guess import Guessed

__all__ = ["Guesses"]


class Guesses(Changes):
    """What recognises other people's files."""

    def guess(
        self,
        *paths: str | Path,
        mapping: str | Path | None = None,
        answers: Answers | None = None,
        questions: str | Path | None = None,
        today: Day = None,
        lang: Lang | None = None,
    ) -> Guessed:
        """Recognise what files hold, and say what an import would make of them; nothing gets into the workspace.

        Workbooks, CSV files, JSON documents and folders of them: sheets as people keep them, exports of a CRM.

        Parameters
        ----------
        mapping
            Where the proposed mapping is written, for :meth:`import_tables`. One that is there already is used as it is.
        answers
            Answers to questions of an earlier look.
        questions
            Where what could not be decided is written, to be answered there; answers that stand in the file are kept.

        Raises
        ------
        InputError
            A mapping or answers that cannot be read.

        Examples
        --------
        >>> found = ws.guess("stakeholders.xlsx", mapping="stakeholders.toml", questions="stakeholders.csv")  # doctest: +SKIP
        >>> ws.import_tables("stakeholders.xlsx", mapping="stakeholders.toml", answers="stakeholders.csv")  # doctest: +SKIP
        """
        from graphcrm.ingest.guessing.guess import guess
        from graphcrm.ingest.guessing.questions import write_questions
        from graphcrm.ingest.guessing.writing import as_toml

        lang = lang or default_lang()
        before = Path(mapping) if mapping is not None and os.path.exists(mapping) else None
        kept = questions if answers is None and questions is not None and os.path.exists(questions) else answers
        options = self._import_options(today=today, mapping=before, answers=kept)
        if self.absent:
            found = guess(paths, existing={}, options=options)
        else:
            with self.open() as store:
                found = guess(paths, existing=store.read(None), options=options)
        made = mapping is not None and before is None and found.plan is not None
        asked = questions is not None and os.path.exists(questions)
        # The mapping comes last: one that is there is used as it is, and would stand without its questions if this were ended.
        if questions is not None and found.plan is not None:
            write_whole(questions, write_questions(found.plan.questions, options.answers, lang))
        if mapping is not None and made:
            try:
                write_whole(mapping, as_toml(found.mapping, found.sheets, lang))
            except UsageError:
                if questions is not None and not asked:  # both or none
                    Path(questions).unlink(missing_ok=True)
                raise
        return found
