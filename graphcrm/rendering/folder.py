"""Many answers as files of a folder, one a question, beside an index of what was asked, answered and not answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphcrm.asking.answered import Answered
from graphcrm.asking.result import Result
from graphcrm.i18n import Lang
from graphcrm.rendering.delimited import BOM, rows_as_csv

__all__ = ["ENDINGS", "as_files", "written"]


#: How the files of a format end.
ENDINGS: Mapping[str, str] = {"csv": ".csv", "json": ".json", "html": ".html", "table": ".txt"}
_INDEX = ("number", "query", "question", "rows", "why_not")


def as_files(answers: Sequence[Answered], form: str, lang: Lang) -> Mapping[str, str]:
    """The content of each file by its name; the index is a CSV, which every program reads."""
    from graphcrm.rendering.workbook import index_rows

    rows = [dict(zip(_INDEX, row, strict=True)) for row in index_rows(answers, lang)]
    index = [{name: "" if value is None else value for name, value in row.items()} for row in rows]
    files = {"index.csv": BOM + rows_as_csv(_INDEX, index)}
    for one in answers:
        if isinstance(one.found, Result):
            text = written(one.found, form, lang, explain=True, bom=True)
            files[one.query.name + ENDINGS[form]] = text if text.endswith("\n") else text + "\n"
    return files


def written(result: Result, form: str, lang: Lang, *, explain: bool = False, bom: bool = False) -> str:
    """An answer in one of the text formats; a table has one line a row."""
    if form == "json":
        from graphcrm.rendering.document import as_json

        return as_json(result, explain=explain)
    if form == "csv":
        from graphcrm.rendering.delimited import as_csv

        return as_csv(result, lang, bom=bom)
    if form == "html":
        from graphcrm.rendering.page import as_html

        return as_html(result, lang, explain=explain)
    from graphcrm.rendering.table import as_table

    return as_table(result, lang, explain=explain).text
